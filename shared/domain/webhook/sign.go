package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// secretPrefix marks a secret as one of the Standard Webhooks rules.
const secretPrefix = "whsec_"

// Headers of the Standard Webhooks rules.
const (
	idHeader        = "webhook-id"
	timeHeader      = "webhook-timestamp"
	signatureHeader = "webhook-signature"
)

// newSecret returns a secret as the partner gets to see it, once.
func newSecret(entropy io.Reader) (string, error) {
	var key [32]byte
	if _, err := io.ReadFull(entropy, key[:]); err != nil {
		return "", fault.Wrap(err, fault.Internal, "webhook.entropy", "no randomness to make a secret from")
	}
	return secretPrefix + base64.StdEncoding.EncodeToString(key[:]), nil
}

// sign returns the headers that prove a body's origin and freshness: one
// signature for each secret that is in force.
func sign(message string, at time.Time, body []byte, secrets ...string) (map[string]string, error) {
	sent := strconv.FormatInt(at.Unix(), 10)
	var signatures []string
	for _, s := range secrets {
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(s, secretPrefix))
		if err != nil || len(key) == 0 {
			return nil, fmt.Errorf("read a hook's secret: %w", fault.New(fault.Internal, "webhook.bad_secret", "the hook's secret cannot be used"))
		}
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(message + "." + sent + "."))
		mac.Write(body)
		signatures = append(signatures, "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	}
	return map[string]string{
		idHeader: message, timeHeader: sent, signatureHeader: strings.Join(signatures, " "),
	}, nil
}
