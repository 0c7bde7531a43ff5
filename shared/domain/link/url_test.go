package link_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

var shopHosts = link.Hosts{"shop.example", "*.cdn.shop.example", "XN--bcher-kva.example "}

type verdict struct {
	Allow bool   `json:"allow"`
	In    string `json:"in"`
	Href  string `json:"href"` // as a WHATWG parser (Node 20's URL) writes it, empty when it refuses
	Host  string `json:"host"`
}

func verdicts(t testing.TB) []verdict {
	t.Helper()
	text, err := os.ReadFile("testdata/urls.json")
	if err != nil {
		t.Fatal(err)
	}
	var vs []verdict
	if err := json.Unmarshal(text, &vs); err != nil {
		t.Fatal(err)
	}
	return vs
}

// TestURLVerdicts is S-30: what is let through reads in a browser exactly as it
// was read here; every known trick is refused.
func TestURLVerdicts(t *testing.T) {
	t.Parallel()
	allowed := 0
	for _, v := range verdicts(t) {
		u, err := link.ParseURL(v.In)
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v is no Invalid fault", v.In, err)
		}
		got := err == nil && shopHosts.Allow(u)
		if got != v.Allow {
			t.Errorf("%q: allowed %t (%v), want %t", v.In, got, err, v.Allow)
		}
		if err == nil && v.Host != "" && v.Host != u.Host() { // where a browser refuses, nobody is led astray
			t.Errorf("%q: the host is %q here and %q in a browser", v.In, u.Host(), v.Host)
		}
		if got && u.String() != v.Href {
			t.Errorf("%q: a browser goes to %q, the Location says %q", v.In, v.Href, u.String())
		}
		if got {
			allowed++
		}
	}
	if allowed < 40 {
		t.Errorf("only %d of the harmless URLs were let through", allowed)
	}
}

func TestAnEntryOfHostsAllowsWhatItSays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		hosts link.Hosts
		url   string
		want  bool
	}{
		{"a plain entry allows itself", link.Hosts{"shop.example"}, "https://shop.example/", true},
		{"a plain entry allows no subdomain", link.Hosts{"shop.example"}, "https://www.shop.example/", false},
		{"a star allows subdomains", link.Hosts{"*.shop.example"}, "https://a.b.shop.example/", true},
		{"a star does not allow the domain itself", link.Hosts{"*.shop.example"}, "https://shop.example/", false},
		{"a star needs a dot before", link.Hosts{"*.shop.example"}, "https://evilshop.example/", false},
		{"a star alone allows nothing", link.Hosts{"*", "*.", "*.example"}, "https://shop.example/", false},
		{"an empty entry allows nothing", link.Hosts{""}, "https://shop.example/", false},
		{"no entry allows nothing", nil, "https://shop.example/", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			u, err := link.ParseURL(c.url)
			if err != nil {
				t.Fatal(err)
			}
			if got := c.hosts.Allow(u); got != c.want {
				t.Errorf("got %t", got)
			}
		})
	}
}

func TestACaretIsEscapedInAPath(t *testing.T) {
	t.Parallel() // the standard has asked for it since 2024, Node 20 does not do it yet
	u, err := link.ParseURL("https://shop.example/^?^#^")
	if err != nil || u.String() != "https://shop.example/%5E?^#^" {
		t.Errorf("%s %v", u, err)
	}
}

func FuzzParseURL(f *testing.F) {
	for _, v := range verdicts(f) {
		f.Add(v.In)
	}
	f.Fuzz(func(t *testing.T, text string) {
		u, err := link.ParseURL(text)
		if err != nil {
			return
		}
		s := u.String()
		again, err := link.ParseURL(s)
		if err != nil && len(s) <= 2048 {
			t.Fatalf("%q becomes %q, which is refused: %v", text, s, err)
		}
		if err == nil && again.String() != s {
			t.Fatalf("%q becomes %q, which becomes %q", text, s, again.String())
		}
		authority, _, _ := strings.Cut(strings.TrimPrefix(s, "https://"), "/")
		if !strings.HasPrefix(s, "https://") || authority != u.Host() || strings.Trim(authority, "abcdefghijklmnopqrstuvwxyz0123456789.-") != "" {
			t.Fatalf("%q becomes %q with host %q", text, s, u.Host())
		}
		for _, c := range []byte(s) {
			if c <= ' ' || c >= 0x7f || c == '\\' || c == '"' || c == '<' || c == '>' {
				t.Fatalf("%q becomes %q with the byte %#x", text, s, c)
			}
		}
	})
}
