package trackapi_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// more adds a link of the shoes' program to those that there are.
func (o *outside) more(key string, kind link.Kind, edit func(*link.Link)) {
	l := o.links["/anna"]
	l.Key, l.Kind = key, kind
	edit(&l)
	o.links["/"+key] = l
}

func TestASmartLinkSendsEachVisitorTheirWayWithoutAnotherRead(t *testing.T) {
	t.Parallel()
	h, o := newRedirect(t)
	o.more("smart", link.Custom, func(l *link.Link) {
		l.Rules = []link.Rule{
			{Devices: []string{"desktop"}, Destination: "https://shop.example/big"},
			{Devices: []string{"mobile"}, Weight: 5_000, Destination: "https://shop.example/small"},
		}
	})
	paths := map[string]int{}
	for i := range 200 {
		path := ""
		for range 2 {
			r := get("/r/smart?to=https://shop.example/deep")
			r.RemoteAddr = fmt.Sprintf("198.51.100.%d:1234", i)
			u, err := url.Parse(do(h, r).Header.Get("Location"))
			if err != nil || path != "" && u.Path != path {
				t.Fatalf("the same visitor goes to %s, then to %v", path, u)
			}
			path = u.Path
		}
		paths[path]++
	}
	if paths["/small"] < 70 || paths["/"] < 70 || len(paths) != 2 {
		t.Errorf("200 phones went %v", paths)
	}
	if o.reads > 3 { // the link, and today's salts
		t.Errorf("%d reads", o.reads)
	}
}

func TestABrowsersSignalCountsWhereTheProgramAsksForConsent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, path string
		headers    []string
		cookie     bool
	}{
		{"consent mode with nobody asked", "/r/asks", nil, false},
		{"consent mode with consent on the link", "/r/asks?consent=1", nil, true},
		{"consent mode with consent and Global Privacy Control", "/r/asks?consent=1", []string{"Sec-GPC", "1"}, false},
		{"consent mode with consent and Do Not Track", "/r/asks?consent=1", []string{"DNT", "1"}, false},
		{"consent mode with a refusal on the link", "/r/asks?consent=0", nil, false},
		{"another mode with a signal", "/r/anna", []string{"Sec-GPC", "1"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h, o := newRedirect(t)
			o.more("asks", link.Custom, func(l *link.Link) { l.Terms.Consent = true })
			a := do(h, get(c.path, c.headers...))
			_, touch := o.last(t)
			if (len(a.Cookies()) == 1) != c.cookie || (touch.Flags&click.Cookieless == 0) != c.cookie {
				t.Errorf("cookies %v, flags %b", a.Cookies(), touch.Flags)
			}
		})
	}
}

func TestAnOldTokenLeadsToItsLink(t *testing.T) {
	t.Parallel()
	h, o := newRedirect(t)
	o.links["old:/rewardful-7"] = o.links["/anna"]
	if a := do(h, get("/r/Rewardful-7")); a.StatusCode != http.StatusFound || len(o.sent) != 1 {
		t.Errorf("%d, %d sent", a.StatusCode, len(o.sent))
	}
}

// TestAnInstallComesBackToItsClick is F31: the app store's page carries no id,
// and the app's first page gets it all the same.
func TestAnInstallComesBackToItsClick(t *testing.T) {
	t.Parallel()
	h, o := newRedirect(t)
	o.more("listing", link.Marketplace, func(l *link.Link) {
		l.Destination, l.Ref = "https://apps.shopify.com/acme?locale=de", 0x5709e
		l.Terms.Listings = []string{"https://apps.shopify.com/acme"}
	})
	left := do(h, get("/r/listing?sub1=blog"))
	if to := left.Header.Get("Location"); to != "https://apps.shopify.com/acme?locale=de&utm_source=anna" {
		t.Fatalf("the visitor goes to %s", to)
	}
	m, touch := o.last(t)
	o.seen = click.Clicked{Mark: m.ID.Mark(), Visitor: touch.Visitor, Link: o.links["/listing"]}
	trib := "trib_v=" + left.Cookies()[0].Value
	for _, c := range []struct {
		name    string
		wait    time.Duration
		query   string
		headers []string
		want    string
		found   bool
	}{
		{"by the cookie", time.Hour, "?to=https://app.shop.example/welcome%3Fshop=1", []string{"Cookie", trib, "Accept-Language", "de"}, "https://app.shop.example/welcome?shop=1&", true},
		{"to the website when nothing is said", 0, "", []string{"Cookie", trib}, "https://shop.example/?", true},
		{"without a cookie, on the same day", 0, "", nil, "https://shop.example/?", true},
		{"another browser", 0, "", []string{"Accept-Language", "fr"}, "https://shop.example/", false},
		{"to another site", 0, "?to=https://evil.example/", []string{"Cookie", trib}, "https://shop.example/?", true},
		{"planted in an image", 0, "", []string{"Cookie", trib, "Sec-Fetch-Dest", "image", "Sec-Fetch-Mode", "no-cors"}, "https://shop.example/", false},
		{"after the window", 31 * 24 * time.Hour, "", []string{"Cookie", trib}, "https://shop.example/", false},
	} {
		o.clock.Advance(c.wait)
		sent := len(o.sent)
		a := do(h, get("/r/return/"+string(shoes)+c.query, c.headers...))
		to := a.Header.Get("Location")
		u, err := url.Parse(to)
		if err != nil || a.StatusCode != http.StatusFound || len(to) < len(c.want) || to[:len(c.want)] != c.want || len(o.sent) != sent {
			t.Errorf("%s: %d %s, %d clicks sent", c.name, a.StatusCode, to, len(o.sent)-sent)
			continue
		}
		given := u.Query().Get("click_id")
		if !c.found {
			if given != "" {
				t.Errorf("%s: it comes with %s", c.name, given)
			}
			continue
		}
		again, err := click.Verify(o.keys, shoes, given)
		if err != nil || again.LinkRef != 0x5709e || again.Visitor != touch.Visitor || !again.At.Equal(touch.At) || again.ID.Mark() != m.ID.Mark() {
			t.Errorf("%s: the id says %+v %v", c.name, again, err)
		}
	}
	for _, path := range []string{"/r/return/", "/r/return/prg_x", "/r/return/prg_01JD00000000000000000W1NES"} {
		if a := do(h, get(path)); a.StatusCode != http.StatusNotFound || a.Header.Get("Location") != "" {
			t.Errorf("%s answers %d", path, a.StatusCode)
		}
	}
}

var _ trackapi.Returns = (*outside)(nil)
