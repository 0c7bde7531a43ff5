package link_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/link"
)

// TestOneInsertedCharacterFoolsNobody is S-30 once more: every ASCII character
// and what else readers of URLs disagree on, put into every part of a harmless
// URL, beside what a WHATWG parser (Node 24's URL) makes of it. Whatever is let
// through is read alike by both, and lies on the program's host.
func TestOneInsertedCharacterFoolsNobody(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/inserted.json")
	if err != nil {
		t.Fatal(err)
	}
	var rows [][3]string // as typed, as a browser writes it, the host that it asks
	if err := json.Unmarshal(text, &rows); err != nil {
		t.Fatal(err)
	}
	hosts, allowed := link.Hosts{"shop.example"}, 0
	for _, r := range rows {
		in, href, host := r[0], r[1], r[2]
		u, err := link.ParseURL(in)
		if err != nil || !hosts.Allow(u) {
			continue
		}
		allowed++
		if host != "shop.example" || u.Host() != host || u.String() != href && !strings.ContainsAny(in, "^") { // see TestACaretIsEscapedInAPath
			t.Errorf("%q is taken for %s; a browser goes to %q", in, u, href)
		}
	}
	if len(rows) < 1_500 || allowed < 250 || allowed > len(rows)/2 {
		t.Errorf("%d of %d were let through", allowed, len(rows))
	}
}

// FuzzNothingLeadsElsewhere: whatever a request, a rule or a sub-id says, the
// Location begins with an allowed host as a browser reads it.
func FuzzNothingLeadsElsewhere(f *testing.F) {
	for i, v := range verdicts(f) {
		f.Add(v.In, v.In, uint8(i))
	}
	f.Fuzz(func(t *testing.T, to, sub string, device uint8) {
		l := shopLink(link.Default)
		l.Rules = []link.Rule{{Devices: []string{"mobile"}, Destination: "https://blog.shop.example/m"}}
		v := link.Viewer{Device: []string{"mobile", "desktop"}[device%2], Visitor: [8]byte{device}}
		target, err := l.Target(to, v)
		if err != nil {
			t.Fatal(err)
		}
		location := l.Location(target, link.Subs{sub, "", to}.Clean(), "ID")
		rest, ok := strings.CutPrefix(location, "https://")
		host, _, _ := strings.Cut(rest, "/")
		if !ok || host != "shop.example" && host != "blog.shop.example" {
			t.Fatalf("%q leads to %q", to, location)
		}
		for _, c := range []byte(location) {
			if c <= ' ' || c >= 0x7f || c == '\\' {
				t.Fatalf("%q holds the byte %#x", location, c)
			}
		}
	})
}
