package link

import (
	"strings"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// maxURL is how long a destination may be.
const maxURL = 2048

// URL is an https destination as a browser understands it.
type URL struct {
	host     string
	path     string // begins with "/"
	query    string // without "?"
	fragment string // with "#", or empty
}

// ParseURL reads an https URL the way browsers do (the WHATWG URL standard)
// and writes it the way they do, so that what was checked is what is visited.
// Where browsers repair what they read (backslashes, missing slashes, line
// breaks, %-escapes in the host) it is refused instead: nobody needs it but who
// wants two readers to see two URLs. So are user names, ports other than 443,
// addresses in place of a host name, and hosts that are not plain ASCII (the
// xn-- form is). All refusals are Invalid.
func ParseURL(text string) (URL, error) {
	text = strings.Trim(text, " ")
	switch {
	case len(text) > maxURL:
		return URL{}, badURL("is longer than 2048 characters")
	case !utf8.ValidString(text):
		return URL{}, badURL("is not valid text")
	case strings.IndexFunc(text, forbidden) >= 0:
		return URL{}, badURL("holds a control character or a backslash")
	case len(text) < 8 || !strings.EqualFold(text[:8], "https://"):
		return URL{}, badURL("does not begin with https://")
	}
	rest := text[8:]
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	host, err := parseHost(strings.TrimSuffix(rest[:end], ":443"))
	if err != nil {
		return URL{}, err
	}
	rest, fragment, hasFragment := strings.Cut(rest[end:], "#")
	path, query, _ := strings.Cut(rest, "?")
	u := URL{host: host, path: cleanPath(path), query: escape(query, inQuery)}
	if hasFragment {
		u.fragment = "#" + escape(fragment, inFragment)
	}
	return u, nil
}

// forbidden tells the characters that browsers drop or turn into others, and
// those that show as nothing or turn the reading direction.
func forbidden(r rune) bool {
	return r < 0x20 || r == '\\' || r >= 0x7f && r <= 0x9f || r == 0xfeff ||
		r >= 0x200b && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2060 && r <= 0x2069
}

// parseHost returns the lower-case form of a plain DNS name.
func parseHost(host string) (string, error) {
	host = strings.ToLower(host)
	if host == "" || len(host) > 253 {
		return "", badURL("has no host name or one that is too long")
	}
	labels := strings.Split(host, ".")
	for _, l := range labels {
		if l == "" || len(l) > 63 || l[0] == '-' || l[len(l)-1] == '-' || strings.Trim(l, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return "", badURL("has a host that is no plain name: no user, no port, no address, ASCII letters only (xn-- for others)")
		}
	}
	last := labels[len(labels)-1]
	if len(labels) < 2 || last[0] >= '0' && last[0] <= '9' {
		return "", badURL("has an address or a single word in place of a host name")
	}
	return host, nil
}

// cleanPath resolves "." and ".." segments, their escaped spellings too, and
// escapes what a browser escapes.
func cleanPath(path string) string {
	var out []string
	segments := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, s := range segments {
		last := i == len(segments)-1
		switch strings.ReplaceAll(strings.ToLower(s), "%2e", ".") {
		case ".":
			if last {
				out = append(out, "")
			}
		case "..":
			out = out[:max(0, len(out)-1)]
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, escape(s, inPath))
		}
	}
	return "/" + strings.Join(out, "/")
}

// What a browser escapes in each part besides non-ASCII bytes.
const (
	inPath     = " \"#<>?^`{}"
	inQuery    = " \"#<>'"
	inFragment = " \"<>`"
)

func escape(s, set string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c < 0x80 && strings.IndexByte(set, c) < 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteString("%" + hex[c>>4:c>>4+1] + hex[c&15:c&15+1])
	}
	return b.String()
}

// Host returns the destination's host name in lower case.
func (u URL) Host() string { return u.host }

// String writes the URL as a browser does.
func (u URL) String() string {
	q := ""
	if u.query != "" {
		q = "?" + u.query
	}
	return "https://" + u.host + u.path + q + u.fragment
}

// Hosts is a program's list of hosts. An entry stands for itself alone;
// "*.shop.example" stands for every subdomain of shop.example, not for
// shop.example.
type Hosts []string

// Allow tells whether the URL lies on one of the hosts.
func (hs Hosts) Allow(u URL) bool {
	for _, h := range hs {
		h = strings.ToLower(strings.TrimSpace(h))
		base, wild := strings.CutPrefix(h, "*.")
		switch {
		case wild && strings.Contains(base, ".") && strings.HasSuffix(u.host, "."+base):
			return true
		case !wild && h != "" && h == u.host:
			return true
		}
	}
	return false
}

func badURL(why string) error {
	return fault.New(fault.Invalid, "link.bad_url", "the URL %s", why)
}
