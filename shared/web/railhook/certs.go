package railhook

import (
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"strings"
	"sync"

	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// maxCerts bounds what a process remembers.
const maxCerts = 20

// Certs fetches the certificates that PayPal signs with, and remembers them. It
// is safe for concurrent use.
type Certs struct {
	Caller webhook.Caller
	Clock  clock.Clock
	Roots  *x509.CertPool // nil: the system's

	mu   sync.Mutex
	kept map[string][]*x509.Certificate
}

// key returns the key of the certificate at an address, if it is PayPal's and
// valid now.
func (c *Certs) key(ctx context.Context, address string) (*rsa.PublicKey, error) {
	chain, err := c.chain(ctx, address)
	if err != nil {
		return nil, err
	}
	between := x509.NewCertPool()
	for _, one := range chain[1:] {
		between.AddCert(one)
	}
	leaf := chain[0]
	_, err = leaf.Verify(x509.VerifyOptions{
		Roots: c.Roots, Intermediates: between, CurrentTime: c.Clock.Now(), KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny},
	})
	key, isRSA := leaf.PublicKey.(*rsa.PublicKey)
	if err != nil || !isRSA || !ofPayPal(leaf) {
		return nil, badSignature()
	}
	return key, nil
}

// ofPayPal tells whether a certificate is made out to PayPal's signer.
func ofPayPal(c *x509.Certificate) bool {
	for _, name := range append([]string{c.Subject.CommonName}, c.DNSNames...) {
		if n := strings.ToLower(name); strings.HasPrefix(n, "messageverificationcerts.") && strings.HasSuffix(n, ".paypal.com") {
			return true
		}
	}
	return false
}

func (c *Certs) chain(ctx context.Context, address string) ([]*x509.Certificate, error) {
	c.mu.Lock()
	chain, ok := c.kept[address]
	c.mu.Unlock()
	if ok {
		return chain, nil
	}
	got := c.Caller.CallEach(ctx, []webhook.Request{{Method: http.MethodGet, URL: address}})[0]
	if got.Err != nil || got.Status >= http.StatusInternalServerError || got.Status == http.StatusTooManyRequests {
		return nil, fault.New(fault.Unavailable, "rail.no_certificate", "PayPal's certificate cannot be read just now.")
	}
	if got.Status == http.StatusOK {
		chain = parse(got.Body)
	}
	if len(chain) == 0 {
		return nil, badSignature()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil || len(c.kept) >= maxCerts {
		c.kept = map[string][]*x509.Certificate{}
	}
	c.kept[address] = chain
	return chain, nil
}

func parse(text []byte) []*x509.Certificate {
	var out []*x509.Certificate
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		one, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil
		}
		out = append(out, one)
	}
	return out
}
