package edge_test

import (
	"net/http/httptest"
	"net/netip"
	"testing"

	"github.com/tributaryhq/tributary/shared/web/httpkit/edge"
)

// told are the headers of a request through the distribution.
var told = map[string]string{
	"X-Trib-Host": "Go.Example.com", "X-Trib-Nav": "document;navigate;prefetch;prerender",
	"CloudFront-Viewer-Address": "198.51.100.7:46532", "CloudFront-Viewer-Country": "DE", "CloudFront-Viewer-ASN": "14061",
	"Sec-Fetch-Dest": "image", "Sec-Fetch-Mode": "no-cors",
}

func TestTheDistributionIsBelievedOnlyWithItsSecret(t *testing.T) {
	t.Parallel()
	direct := edge.Viewer{Host: "api.example.com", Address: netip.MustParseAddr("192.0.2.1"), Dest: "image", Mode: "no-cors"}
	for _, c := range []struct {
		name, secret, given string
		want                edge.Viewer
	}{
		{"the right secret", "s3cret", "s3cret", edge.Viewer{
			Host: "go.example.com", Address: netip.MustParseAddr("198.51.100.7"), Country: "DE", Network: 14061,
			Dest: "document", Mode: "navigate", Purpose: "prefetch;prerender", Edge: true,
		}},
		{"a wrong secret", "s3cret", "secret", direct},
		{"no secret", "s3cret", "", direct},
		{"nothing stands in front", "", "", direct},
		{"nothing stands in front, and a secret is given", "", "s3cret", direct},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest("GET", "https://API.example.com:8443/r/x", nil)
			for name, v := range told {
				r.Header.Set(name, v)
			}
			r.Header.Set("X-Trib-Origin-Secret", c.given)
			if got := (edge.Door{Secret: c.secret}).Request(r); got != c.want {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestAnAddressThatTheDistributionOverwritesIsTheOneBelieved(t *testing.T) {
	t.Parallel()
	r := httptest.NewRequest("GET", "https://api.example.com/api/auth/session", nil)
	for name, v := range told {
		r.Header.Set(name, v) // the visitor's own, as the distribution passes them on
	}
	r.Header.Set("X-Trib-Address", "203.0.113.9")
	r.Header.Set("X-Trib-Origin-Secret", "s3cret")
	got := edge.Door{Secret: "s3cret"}.Request(r)
	if got.Address.String() != "203.0.113.9" || got.Country != "" || got.Network != 0 {
		t.Errorf("%+v", got)
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"192.0.2.1": "192.0.2.1", "192.0.2.1:80": "192.0.2.1", "::1": "::1", "[2001:db8::1]:80": "2001:db8::1",
		"2001:db8:0:0:0:0:0:1:46532": "2001:db8::1", "::ffff:192.0.2.1": "192.0.2.1", "": "invalid IP", "x": "invalid IP", "1.2.3.4.5:1": "invalid IP",
	} {
		v := edge.Door{}.Read(func(string) string { return "" }, "", text)
		if v.Address.String() != want {
			t.Errorf("%q reads as %s, want %s", text, v.Address, want)
		}
	}
}

func TestNavigation(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		v                edge.Viewer
		visit, loadAhead bool
	}{
		{edge.Viewer{}, true, false},
		{edge.Viewer{Dest: "document", Mode: "navigate"}, true, false},
		{edge.Viewer{Dest: "document"}, true, false},
		{edge.Viewer{Dest: "iframe", Mode: "navigate"}, false, false},
		{edge.Viewer{Dest: "image", Mode: "no-cors"}, false, false},
		{edge.Viewer{Dest: "empty", Mode: "cors"}, false, false},
		{edge.Viewer{Dest: "document", Mode: "navigate", Purpose: "prefetch"}, true, true},
		{edge.Viewer{Purpose: "prefetch;prerender"}, true, true},
		{edge.Viewer{Purpose: "Preview"}, true, true},
	} {
		if c.v.Navigation() != c.visit || c.v.Prefetch() != c.loadAhead {
			t.Errorf("%+v: visit %t, ahead %t", c.v, c.v.Navigation(), c.v.Prefetch())
		}
	}
}

func TestARefusalIsHeardDirectlyAndThroughTheDistribution(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, secret string
		headers      map[string]string
		mode         string
		refuses      bool
	}{
		{"Global Privacy Control", "", map[string]string{"sec-gpc": "1", "sec-fetch-mode": "navigate"}, "navigate", true},
		{"Do Not Track", "", map[string]string{"dnt": "1"}, "", true},
		{"a wish to be followed", "", map[string]string{"dnt": "0"}, "", false},
		{"nothing said", "", nil, "", false},
		{"through the distribution", "s", map[string]string{edge.SecretHeader: "s", edge.NavHeader: "document;navigate,refused;prefetch"}, "navigate", true},
		{"nothing said there", "s", map[string]string{edge.SecretHeader: "s", edge.NavHeader: "document;navigate;", "sec-gpc": "1"}, "navigate", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			v := edge.Door{Secret: c.secret}.Read(func(name string) string { return c.headers[name] }, "", "")
			if v.Refuses != c.refuses || v.Mode != c.mode {
				t.Errorf("got %+v", v)
			}
		})
	}
}
