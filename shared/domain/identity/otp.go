package identity

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // what authenticator apps know (RFC 6238); HMAC does not need a hash without collisions
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"strings"
	"time"
)

const (
	otpSecret = 20 // bytes
	otpDigits = 6
	otpPeriod = 30 * time.Second
	otpDrift  = 1 // periods that a clock may be off
)

// otpAt is the code of a period (RFC 4226, RFC 6238).
func otpAt(secret []byte, step int64) string {
	mac := hmac.New(sha1.New, secret)
	_ = binary.Write(mac, binary.BigEndian, step) // a hash takes everything
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 0xf
	n := binary.BigEndian.Uint32(sum[at:at+4]) & 0x7fffffff
	return fmt.Sprintf("%0*d", otpDigits, n%1_000_000)
}

// CodeAt is the code that an app with the secret shows at a time: for whoever
// stands in for an app, as the demo and the tests do.
func CodeAt(secret []byte, at time.Time) string {
	return otpAt(secret, at.Unix()/int64(otpPeriod.Seconds()))
}

// otpStep returns the period whose code it is, later than the one after which
// codes are good: a code is used once. All periods are compared.
func otpStep(secret []byte, code string, after int64, now time.Time) (int64, bool) {
	present, found := now.Unix()/int64(otpPeriod.Seconds()), int64(0)
	for step := present - otpDrift; step <= present+otpDrift; step++ {
		same := subtle.ConstantTimeCompare([]byte(otpAt(secret, step)), []byte(code)) == 1
		if same && step > after && found == 0 {
			found = step
		}
	}
	return found, found != 0
}

// base32Text writes a secret as apps take it in.
func base32Text(secret []byte) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
}

// otpAddress is what the QR code of an enrolment says.
func otpAddress(issuer, account, secret string) string {
	issuer = strings.ReplaceAll(issuer, ":", " ")
	q := url.Values{"secret": {secret}, "issuer": {issuer}}
	return "otpauth://totp/" + url.PathEscape(issuer+":"+account) + "?" + strings.ReplaceAll(q.Encode(), "+", "%20")
}
