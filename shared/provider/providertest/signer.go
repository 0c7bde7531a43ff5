package providertest

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"hash/crc32"
	"math/big"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/webhook"
)

// CertURL is where a signer's certificate lies.
const CertURL = "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-a5cafa77"

// Signer signs as PayPal does, with a certificate of its own authority. As a
// caller it serves that certificate, and passes other calls on.
type Signer struct {
	Roots *x509.CertPool
	Next  webhook.Caller
	Asked atomic.Int64 // how often the certificate was fetched

	key   *rsa.PrivateKey
	chain []byte
}

// NewSigner makes a signer whose certificate is made out to a name and valid
// between two times.
func NewSigner(name string, from, until time.Time) (*Signer, error) {
	root, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	authority := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "An authority of tests"}, NotBefore: from.AddDate(-1, 0, 0), NotAfter: until.AddDate(9, 0, 0),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	raw, err := x509.CreateCertificate(rand.Reader, authority, authority, &root.PublicKey, root)
	if err != nil {
		return nil, err
	}
	if authority, err = x509.ParseCertificate(raw); err != nil {
		return nil, err
	}
	s := &Signer{Roots: x509.NewCertPool()}
	s.Roots.AddCert(authority)
	if s.key, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		return nil, err
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name}, NotBefore: from, NotAfter: until,
		KeyUsage: x509.KeyUsageDigitalSignature,
	}
	if raw, err = x509.CreateCertificate(rand.Reader, leaf, authority, &s.key.PublicKey, root); err != nil {
		return nil, err
	}
	s.chain = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw})
	return s, nil
}

// Header is how an event is proved to a webhook.
func (s *Signer) Header(webhookID, transmission string, at time.Time, body []byte) (http.Header, error) {
	when := at.UTC().Format(time.RFC3339)
	sum := sha256.Sum256([]byte(fmt.Sprintf("%s|%s|%s|%d", transmission, when, webhookID, crc32.ChecksumIEEE(body))))
	signature, err := rsa.SignPKCS1v15(rand.Reader, s.key, crypto.SHA256, sum[:])
	if err != nil {
		return nil, err
	}
	h := http.Header{}
	for name, v := range map[string]string{
		"Paypal-Transmission-Id": transmission, "Paypal-Transmission-Time": when, "Paypal-Cert-Url": CertURL,
		"Paypal-Auth-Algo": "SHA256withRSA", "Paypal-Transmission-Sig": base64.StdEncoding.EncodeToString(signature),
	} {
		h.Set(name, v)
	}
	return h, nil
}

// CallEach serves the certificate.
func (s *Signer) CallEach(ctx context.Context, rs []webhook.Request) []webhook.Result {
	if rs[0].URL == CertURL {
		s.Asked.Add(1)
		return []webhook.Result{{Response: webhook.Response{Status: http.StatusOK, Body: s.chain}}}
	}
	if s.Next == nil {
		return []webhook.Result{{Response: webhook.Response{Status: http.StatusNotFound}}}
	}
	return s.Next.CallEach(ctx, rs)
}

var _ webhook.Caller = (*Signer)(nil)
