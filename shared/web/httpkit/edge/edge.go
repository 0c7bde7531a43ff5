// Package edge tells who asks, from where and how: behind the distribution the
// host is in x-trib-host, the way of navigation in x-trib-nav and the address
// in x-trib-address, or where clicks go in CloudFront-Viewer-Address, but anybody
// may write those. They are believed
// only beside the secret that the distribution adds; without it the Host header,
// the browser's own Sec-Fetch headers and the socket's address count.
package edge

import (
	"crypto/subtle"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
)

// Names of the headers that only the distribution may set.
const (
	SecretHeader = "x-trib-origin-secret" //nolint:gosec // a header's name, not its value
	HostHeader   = "x-trib-host"
	NavHeader    = "x-trib-nav"
	AddrHeader   = "x-trib-address"
)

// refused is what the distribution writes behind the mode of a browser that
// sends Global Privacy Control or Do Not Track.
const refused = ",refused"

// Door reads requests. Secret is what the distribution proves itself with;
// empty means that nothing stands in front.
type Door struct{ Secret string }

// Viewer is who asks.
type Viewer struct {
	Host    string     // in lower case, without a port
	Address netip.Addr // not valid when it cannot be read
	Country string     // ISO 3166, empty when not known
	Network uint32     // number of the autonomous system, 0 when not known
	Dest    string     // Sec-Fetch-Dest
	Mode    string     // Sec-Fetch-Mode
	Purpose string     // Sec-Purpose or its forerunners
	Refuses bool       // the browser says that its visitor does not want to be followed
	Edge    bool       // the request came through the distribution
}

// Read returns the viewer of a request, by its headers, Host and the address
// that its connection comes from.
func (d Door) Read(header func(string) string, host, source string) Viewer {
	given := header(SecretHeader)
	if d.Secret == "" || subtle.ConstantTimeCompare([]byte(given), []byte(d.Secret)) != 1 {
		purpose := header("sec-purpose")
		for _, name := range [...]string{"purpose", "x-purpose", "x-moz"} {
			if purpose == "" {
				purpose = header(name)
			}
		}
		return Viewer{
			Host: hostname(host), Address: address(source),
			Dest: header("sec-fetch-dest"), Mode: header("sec-fetch-mode"), Purpose: purpose,
			Refuses: header("sec-gpc") == "1" || header("dnt") == "1",
		}
	}
	v := Viewer{Edge: true, Host: hostname(header(HostHeader))}
	v.place(header)
	var rest string
	v.Dest, rest, _ = strings.Cut(header(NavHeader), ";")
	v.Mode, v.Purpose, _ = strings.Cut(rest, ";")
	v.Mode, v.Refuses = strings.CutSuffix(v.Mode, refused)
	return v
}

// place reads where the visitor is. Where the distribution passes on all that a
// visitor sends, and overwrites the address, the visitor may have written the
// rest.
func (v *Viewer) place(header func(string) string) {
	if text := header(AddrHeader); text != "" {
		v.Address = address(text)
		return
	}
	v.Address = address(header("cloudfront-viewer-address"))
	if c := header("cloudfront-viewer-country"); len(c) == 2 && strings.Trim(c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		v.Country = c
	}
	if n, err := strconv.ParseUint(header("cloudfront-viewer-asn"), 10, 32); err == nil {
		v.Network = uint32(n)
	}
}

// Admits tells whether a request came through the distribution, where there is one.
func (d Door) Admits(r *http.Request) bool { return d.Secret == "" || d.Request(r).Edge }

// Request returns the viewer of an HTTP request.
func (d Door) Request(r *http.Request) Viewer { return d.Read(r.Header.Get, r.Host, r.RemoteAddr) }

// Navigation tells whether the visitor's window goes there: not an image, a
// frame or a script. Browsers that do not say are given the benefit.
func (v Viewer) Navigation() bool {
	return (v.Dest == "" || v.Dest == "document") && (v.Mode == "" || v.Mode == "navigate")
}

// Prefetch tells whether the browser only loads ahead of a visit.
func (v Viewer) Prefetch() bool {
	p := strings.ToLower(v.Purpose)
	return strings.Contains(p, "prefetch") || strings.Contains(p, "prerender") || strings.Contains(p, "preview")
}

func hostname(host string) string {
	if i := strings.LastIndexByte(host, ':'); i >= 0 && strings.IndexByte(host[i:], ']') < 0 {
		host = host[:i]
	}
	return strings.ToLower(host)
}

// address reads an address with or without a port; IPv6 may lack the brackets.
func address(text string) netip.Addr {
	if a, err := netip.ParseAddrPort(text); err == nil {
		return a.Addr().Unmap()
	}
	a, err := netip.ParseAddr(text)
	if i := strings.LastIndexByte(text, ':'); err != nil && i > 0 {
		a, err = netip.ParseAddr(text[:i])
	}
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap()
}
