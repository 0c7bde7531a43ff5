package click

import (
	"crypto/hmac"
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
func (s Salt) Fingerprint(address netip.Addr, agent, languages string) Browser {
	from := network(address)
	sum := s.mac.of(string(from[:]), "\x00", agent, "\x00", languages)
	return Browser(sum[:8])
}

// From returns the pseudonym of an address (IPv6: of its /64) in the program,
// under the day's salt: how many clicks come from one place is counted by it.
func (s Salt) From(address netip.Addr, program id.Program) string {
	if !address.IsValid() {
		return ""
	}
	from := network(address)
	sum := s.mac.of("from\x00", string(program), "\x00", string(from[:]))
	return encoding.EncodeToString(sum[:6])
}

func network(address netip.Addr) [16]byte {
	address = address.Unmap().WithZone("")
	from := address.As16()
	if address.Is6() {
		clear(from[8:])
	}
	return from
}

// Visitor returns who the browser is in the program. Two programs' visitors
// cannot be joined without the instance's key.
func (k *Keys) Visitor(b Browser, program id.Program) Visitor {
	return Visitor(k.seal("visitor", string(b[:]), string(program))[:8])
}

// Cookie returns the value of the visitor's cookie.
func (k *Keys) Cookie(b Browser) string {
	return encoding.EncodeToString(append(b[:], k.seal("cookie", string(b[:]), "")[:8]...))
}

// Known reads a cookie's value; it is refused unless Cookie made it.
func (k *Keys) Known(cookie string) (Browser, bool) {
	if len(cookie) != 22 {
		return Browser{}, false
	}
	b, err := encoding.DecodeString(cookie)
	if err != nil || len(b) != 16 || !hmac.Equal(b[8:], k.seal("cookie", string(b[:8]), "")[:8]) {
		return Browser{}, false
	}
	return Browser(b), true
}
