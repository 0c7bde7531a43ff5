package trackapi

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// signedFor is how old, or how far ahead, a signature may be.
const signedFor = 300 * time.Second

// signer proves the program of a JSON request that is signed the way of
// Standard Webhooks: webhook-id, webhook-timestamp and webhook-signature, which
// is v1,<base64> of the HMAC over id.timestamp.body. The query's program says
// whose it is. The body is left to be read again.
func (i Intake) signer(r *http.Request) (id.Program, error) {
	h := r.Header
	msg, at, given := h.Get("Webhook-Id"), h.Get("Webhook-Timestamp"), h.Get("Webhook-Signature")
	seconds, err := strconv.ParseInt(at, 10, 64)
	if age := i.Clock.Now().Sub(time.Unix(seconds, 0)); err != nil || msg == "" || age > signedFor || age < -signedFor {
		return "", fault.New(fault.Unauthenticated, "signature.stale", "The signature's webhook-id or webhook-timestamp is missing, or more than 300 seconds off.")
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return "", bodyFault(err)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	signed := append([]byte(msg+"."+at+"."), body...)
	return i.proven(r, func(secret []byte) bool {
		want := base64.StdEncoding.EncodeToString(macOf(secret, signed))
		for one := range strings.FieldsSeq(given) {
			if hmac.Equal([]byte(one), []byte("v1,"+want)) {
				return true
			}
		}
		return false
	})
}

// querySigner proves the program of a postback that carries no secret: sig is
// the hexadecimal HMAC over the query as it was sent, up to &sig=. The same
// postback sent again by whoever saw it changes nothing, so it needs no time.
func (i Intake) querySigner(r *http.Request) (id.Program, error) {
	before, after, found := strings.Cut(r.URL.RawQuery, "&sig=")
	given, err := hex.DecodeString(after)
	if !found || err != nil {
		return "", wrongSignature()
	}
	return i.proven(r, func(secret []byte) bool { return hmac.Equal(given, macOf(secret, []byte(before))) })
}

func (i Intake) proven(r *http.Request, matches func(secret []byte) bool) (id.Program, error) {
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return "", wrongSignature()
	}
	p, err := id.Parse[id.Program](q.Get("program"))
	if err != nil {
		return "", wrongSignature()
	}
	secrets, err := i.Signatures.Secrets(r.Context(), p)
	if err != nil {
		return "", err
	}
	for _, s := range secrets {
		if matches(s) {
			return p, nil
		}
	}
	return "", wrongSignature()
}

func macOf(secret, text []byte) []byte {
	m := hmac.New(sha256.New, secret)
	m.Write(text)
	return m.Sum(nil)
}

func wrongSignature() error {
	return fault.New(fault.Unauthenticated, "signature.wrong", "The signature is not the program's. Send program, and sign with its signing secret.")
}
