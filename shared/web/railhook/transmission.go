package railhook

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"hash/crc32"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// transmission is how PayPal proves an event: a signature over the
// transmission's id and time, the webhook's id and a checksum of the body.
type transmission struct {
	id, time, cert string
	signature      []byte
}

func transmissionOf(h http.Header, now time.Time) (transmission, error) {
	t := transmission{id: h.Get("Paypal-Transmission-Id"), time: h.Get("Paypal-Transmission-Time"), cert: h.Get("Paypal-Cert-Url")}
	sent, err := time.Parse(time.RFC3339, t.time)
	if age := now.Sub(sent); err != nil || age > maxAge || age < -5*time.Minute {
		return t, fault.New(fault.Unauthenticated, "rail.stale_signature", "The transmission is too old, or from the future.")
	}
	t.signature, err = base64.StdEncoding.DecodeString(h.Get("Paypal-Transmission-Sig"))
	if err != nil || t.id == "" || h.Get("Paypal-Auth-Algo") != "SHA256withRSA" || !certURL(t.cert) {
		return t, badSignature()
	}
	return t, nil
}

// certURL tells whether an address is one at which PayPal keeps certificates:
// anybody can sign with a certificate of their own.
func certURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Scheme == "https" && u.User == nil && u.RawQuery == "" && u.Fragment == "" &&
		(u.Host == "api.paypal.com" || u.Host == "api.sandbox.paypal.com" || u.Host == "api-m.paypal.com" || u.Host == "api-m.sandbox.paypal.com") &&
		strings.HasPrefix(u.Path, "/v1/notifications/certs/") && !strings.Contains(u.Path, "..")
}

// proves tells whether the transmission is of this body to this webhook.
func (t transmission) proves(key *rsa.PublicKey, webhook string, body []byte) bool {
	signed := strings.Join([]string{t.id, t.time, webhook, strconv.FormatUint(uint64(crc32.ChecksumIEEE(body)), 10)}, "|")
	sum := sha256.Sum256([]byte(signed))
	return rsa.VerifyPKCS1v15(key, crypto.SHA256, sum[:], t.signature) == nil
}
