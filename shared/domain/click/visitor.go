package click

import (
	"crypto/hmac"
	"crypto/sha256"
	"io"
	"net/netip"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Browser is the pseudonym of one browser across the instance. It lives in the
// visitor's cookie and nowhere else; what is stored is its Visitor of one
// program.
type Browser [8]byte

// Fingerprint returns the pseudonym of a browser without a cookie: of its
// address (IPv6: its /64), user agent and languages under the day's salt. Once
// the salt is deleted nobody can tell whose it was.
func Fingerprint(salt []byte, address netip.Addr, agent, languages string) Browser {
	address = address.Unmap().WithZone("")
	bits := 32
	if address.Is6() {
		bits = 64
	}
	prefix, err := address.Prefix(bits)
	h := hmac.New(sha256.New, salt)
	if err == nil {
		b, _ := prefix.MarshalBinary()
		h.Write(b)
	}
	for _, s := range [...]string{agent, languages} {
		h.Write([]byte{0})
		io.WriteString(h, s) //nolint:errcheck // a hash's Write never fails
	}
	var sum [sha256.Size]byte
	return Browser(h.Sum(sum[:0])[:8])
}

// Visitor returns who the browser is in the program. Two programs' visitors
// cannot be joined without the instance's key.
func (k *Keys) Visitor(b Browser, program id.Program) Visitor {
	return Visitor(k.seal("visitor", string(b[:]), string(program))[:8])
}

// Cookie returns the value of the visitor's cookie.
func (k *Keys) Cookie(b Browser) string {
	return encoding.EncodeToString(append(b[:], k.seal("cookie", string(b[:]))[:8]...))
}

// Known reads a cookie's value; it is refused unless Cookie made it.
func (k *Keys) Known(cookie string) (Browser, bool) {
	if len(cookie) != 22 {
		return Browser{}, false
	}
	b, err := encoding.DecodeString(cookie)
	if err != nil || len(b) != 16 || !hmac.Equal(b[8:], k.seal("cookie", string(b[:8]))[:8]) {
		return Browser{}, false
	}
	return Browser(b), true
}
