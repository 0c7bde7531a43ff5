package trackapi_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

func TestAClickIsRedirectedAndSent(t *testing.T) {
	t.Parallel()
	h, o := newRedirect(t)
	a := do(h, get("/r/ANNA?sub1=blog&s2=post%201&sub1=later&to=https%3A%2F%2Fshop.example%2Fp%3Fa%3D1&qr=1", "Referer", "https://Blog.example:8443/secret?token=1"))
	m, touch := o.last(t)
	want := "https://shop.example/p?a=1&utm_source=anna&sub1=blog&sub2=post+1&click_id=" + string(m.ID)
	if a.StatusCode != http.StatusFound || a.Header.Get("Location") != want {
		t.Errorf("%d %s\nwant %s", a.StatusCode, a.Header.Get("Location"), want)
	}
	if a.Header.Get("Cache-Control") != "no-store" || a.Header.Get("Referrer-Policy") == "" {
		t.Errorf("headers %v", a.Header)
	}
	facts := click.Facts{Subs: link.Subs{"blog", "post 1"}, Device: click.Mobile, OS: click.OSOf(phone), Browser: click.FamilyOf(phone), Referrer: "blog.example"}
	if m.Facts != facts || m.Cause != "" || m.Zone != "Europe/Berlin" || m.Window != 30 || m.Link != "lnk_01JD000000000000000000B00K" {
		t.Errorf("sent %+v", m)
	}
	if touch.LinkRef != 0xabc || touch.EnrollmentRef != 0xdef || touch.Flags != click.QR || !touch.At.Equal(o.clock.Now()) {
		t.Errorf("the id says %+v", touch)
	}
	if body := o.sent[0].Body; strings.Contains(body, "198.51.100") || strings.Contains(body, "Mozilla") || strings.Contains(body, "token") {
		t.Errorf("the message tells who it was: %s", body)
	}
	if o.log.Len() != 0 {
		t.Errorf("a success was logged: %s", &o.log)
	}
}

// TestHeaderMatrix is S-2: what sets a cookie, what attributes, what may count.
func TestHeaderMatrix(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		method  string
		path    string
		headers []string
		cause   click.Cause
		cookie  bool
		named   bool // the Location carries the click id
	}{
		{"a plain visit", "GET", "/r/anna", nil, "", true, true},
		{"a navigation", "GET", "/r/anna", []string{"Sec-Fetch-Dest", "document", "Sec-Fetch-Mode", "navigate"}, "", true, true},
		{"a browser that tells half", "GET", "/r/anna", []string{"Sec-Fetch-Mode", "navigate"}, "", true, true},
		{"an image", "GET", "/r/anna", []string{"Sec-Fetch-Dest", "image", "Sec-Fetch-Mode", "no-cors"}, click.Embedded, false, false},
		{"an iframe", "GET", "/r/anna", []string{"Sec-Fetch-Dest", "iframe", "Sec-Fetch-Mode", "navigate"}, click.Embedded, false, false},
		{"a script's fetch", "GET", "/r/anna", []string{"Sec-Fetch-Dest", "empty", "Sec-Fetch-Mode", "cors"}, click.Embedded, false, false},
		{"a style sheet", "GET", "/r/anna", []string{"Sec-Fetch-Dest", "style", "Sec-Fetch-Mode", "no-cors"}, click.Embedded, false, false},
		{"a prefetch", "GET", "/r/anna", []string{"Sec-Purpose", "prefetch", "Sec-Fetch-Dest", "document", "Sec-Fetch-Mode", "navigate"}, click.Prefetch, false, true},
		{"a prerender", "GET", "/r/anna", []string{"Sec-Purpose", "prefetch;prerender"}, click.Prefetch, false, true},
		{"an old prefetch", "GET", "/r/anna", []string{"Purpose", "prefetch"}, click.Prefetch, false, true},
		{"an old prefetch of Firefox", "GET", "/r/anna", []string{"X-Moz", "prefetch"}, click.Prefetch, false, true},
		{"HEAD", "HEAD", "/r/anna", nil, click.Head, false, true},
		{"a link preview", "GET", "/r/anna", []string{"User-Agent", "WhatsApp/2.24.1 A"}, click.Bot, false, true},
		{"a crawler", "GET", "/r/anna", []string{"User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}, click.Bot, false, true},
		{"a program", "GET", "/r/anna", []string{"User-Agent", "curl/8.5.0"}, click.Bot, false, true},
		{"no user agent", "GET", "/r/anna", []string{"User-Agent", ""}, click.Bot, false, true},
		{"a program without cookies", "GET", "/r/quiet", nil, "", false, true},
		{"a visitor who refused", "GET", "/r/anna?consent=0", nil, "", false, true},
		{"a stranger's word for the distribution's", "GET", "/r/anna", []string{"X-Trib-Nav", "image;no-cors;", "X-Trib-Host", "go.shop.example"}, "", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h, o := newRedirect(t)
			r := get(c.path, c.headers...)
			r.Method = c.method
			a := do(h, r)
			m, touch := o.last(t)
			location, err := url.Parse(a.Header.Get("Location"))
			if a.StatusCode != http.StatusFound || err != nil || location.Host != "shop.example" || location.Path != "/" {
				t.Fatalf("%d %s", a.StatusCode, a.Header.Get("Location"))
			}
			if got := location.Query().Get("click_id"); (got == string(m.ID)) != c.named || !c.named && got != "" {
				t.Errorf("the Location names %q", got)
			}
			if m.Cause != c.cause {
				t.Errorf("the cause is %q", m.Cause)
			}
			cookies := a.Cookies()
			if (len(cookies) == 1) != c.cookie || (touch.Flags&click.Cookieless == 0) != c.cookie {
				t.Errorf("cookies %v, flags %b", cookies, touch.Flags)
			}
			for _, k := range cookies {
				if !k.HttpOnly || !k.Secure || k.SameSite != http.SameSiteLaxMode || k.Path != "/r" || k.Name != "trib_v" {
					t.Errorf("the cookie is %s", k)
				}
			}
		})
	}
}

func TestWhoTheVisitorIs(t *testing.T) {
	t.Parallel()
	h, o := newRedirect(t)
	visitor := func(headers ...string) (click.Visitor, []*http.Cookie) {
		a := do(h, get("/r/anna", headers...))
		_, touch := o.last(t)
		return touch.Visitor, a.Cookies()
	}
	first, cookies := visitor()
	trib := "trib_v=" + cookies[0].Value
	if again, _ := visitor(); again != first {
		t.Error("without the cookie the same browser is another visitor on the same day")
	}
	if with, set := visitor("Cookie", "a=b; "+trib); with != first || len(set) != 0 {
		t.Errorf("the cookie makes another visitor, or is set again: %v", set)
	}
	if other, _ := visitor("Accept-Language", "de"); other == first {
		t.Error("another browser is the same visitor")
	}
	moved, _ := visitor("Cookie", trib, "Accept-Language", "de")
	if moved != first {
		t.Error("the cookie does not tell the visitor")
	}
	o.clock.Advance(24 * time.Hour)
	if next, _ := visitor(); next == first {
		t.Error("without a cookie the visitor is known the next day")
	}
	if next, _ := visitor("Cookie", trib); next != first {
		t.Error("with the cookie the visitor is not known the next day")
	}
	for _, forged := range []string{"trib_v=AAAAAAAAAAAAAAAAAAAAAA", trib[:len(trib)-1], trib + "A", "trib_v="} {
		if _, set := visitor("Cookie", forged); len(set) != 1 {
			t.Errorf("%s is taken for a cookie of ours", forged)
		}
	}
}

func TestLinksThatLeadNowhere(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, method, target string
		down                 error
		want                 int
	}{
		{"unknown", "GET", "/r/none", nil, http.StatusNotFound},
		{"inactive", "GET", "/r/off?to=https://shop.example/", nil, http.StatusNotFound},
		{"no key", "GET", "/r/", nil, http.StatusNotFound},
		{"a key of 8 KB", "GET", "/r/" + strings.Repeat("a", 8192), nil, http.StatusNotFound},
		{"a query of 9 KB", "GET", "/r/anna?sub1=" + strings.Repeat("a", 9000), nil, http.StatusNotFound},
		{"a hostile key", "GET", "/r/%23%00%ff..%2f", nil, http.StatusNotFound},
		{"another method", "POST", "/r/anna", nil, http.StatusMethodNotAllowed},
		{"a link that cannot be looked up", "GET", "/r/anna", fault.New(fault.Unavailable, "table.unavailable", "later"), http.StatusServiceUnavailable},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h, o := newRedirect(t)
			o.down = c.down
			r := get(c.target)
			r.Method = c.method
			a := do(h, r)
			if a.StatusCode != c.want || a.Header.Get("Location") != "" || len(a.Cookies()) != 0 || len(o.sent) != 0 {
				t.Errorf("%d %v, %d sent", a.StatusCode, a.Header, len(o.sent))
			}
			if !strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") || a.Header.Get("Content-Security-Policy") == "" {
				t.Errorf("headers %v", a.Header)
			}
		})
	}
}

func TestAHostileQueryHarmsNobody(t *testing.T) {
	t.Parallel()
	for _, q := range []string{
		"to=https://evil.example/", "to=//evil.example", "to=javascript:alert(1)", "to=https://shop.example@evil.example/", "to=%0d%0aSet-Cookie:x=1",
		"to=https%3A%2F%2Fshop.example%5C%40evil.example", "sub1=a%0d%0aLocation:https://evil.example", "sub1=%ff%00", "s9=x&s=y&sub=z&sub11=q", "%zz=%zz&&&==&to", "redir_url=https://evil.example&url=//evil.example",
	} {
		h, o := newRedirect(t)
		a := do(h, get("/r/anna?"+q))
		m, _ := o.last(t)
		if want := "https://shop.example/?utm_source=anna&click_id=" + string(m.ID); a.StatusCode != http.StatusFound || a.Header.Get("Location") != want {
			t.Errorf("%s: %d %s", q, a.StatusCode, a.Header.Get("Location"))
		}
	}
}

func TestATrackingDomainHasLinksOfItsOwn(t *testing.T) {
	t.Parallel()
	h, _ := newRedirect(t)
	for host, want := range map[string]string{"go.shop.example": "/branded", "GO.shop.example:443": "/branded", "other.example": "/"} {
		r := get("/r/anna")
		r.Host = host
		location, err := url.Parse(do(h, r).Header.Get("Location"))
		if err != nil || location.Path != want {
			t.Errorf("%s leads to %v", host, location)
		}
	}
}

func TestTheQueueIsDown(t *testing.T) {
	t.Parallel()
	h, o := newRedirect(t)
	o.queue = errors.New("no queue")
	if a := do(h, get("/r/anna?sub1=blog")); a.StatusCode != http.StatusFound || !strings.Contains(a.Header.Get("Location"), "click_id=") {
		t.Fatalf("the visitor waits: %d", a.StatusCode)
	}
	var line struct{ Msg, Click string }
	if err := json.Unmarshal(o.log.Bytes(), &line); err != nil || strings.Count(o.log.String(), "\n") != 1 {
		t.Fatalf("the log says %s (%v)", &o.log, err)
	}
	body, err := o.keys.Unseal(line.Click)
	if line.Msg != trackapi.KeptInLog || err != nil || !strings.Contains(body, `"blog"`) {
		t.Errorf("kept %+v, %v", line, err)
	}
	if _, err := o.keys.Unseal(strings.Replace(line.Click, "blog", "mine", 1)); !fault.Is(err, fault.Invalid) {
		t.Errorf("a changed line is taken back: %v", err)
	}
}

func TestAKnownLinkOutlivesTheTable(t *testing.T) {
	t.Parallel()
	h, o := newRedirect(t)
	do(h, get("/r/anna"))
	o.down = errors.New("throttled")
	o.clock.Advance(25 * time.Hour) // the day's salt is missing as well
	if a := do(h, get("/r/anna")); a.StatusCode != http.StatusFound || len(o.sent) != 2 {
		t.Errorf("%d, %d clicks sent", a.StatusCode, len(o.sent))
	}
}

// fromGateway is a request as API Gateway hands it over.
func fromGateway() trackapi.Request {
	headers := map[string]string{"user-agent": phone, "accept-language": "de,en;q=0.5", "referer": "https://blog.example/"}
	return trackapi.Request{
		Method: "GET", Key: "anna", Query: "sub1=blog&sub2=post", Source: "198.51.100.7",
		Header: func(name string) string { return headers[name] },
	}
}

// TestTheCostOfAClick holds our part of G3: no read for a known link, one
// message, and few allocations beside those of the AWS client.
func TestTheCostOfAClick(t *testing.T) { //nolint:paralleltest // counts allocations
	h, o := newRedirect(t)
	do(h, get("/r/anna"))
	before := o.reads
	in := fromGateway()
	n := testing.AllocsPerRun(200, func() {
		o.sent = o.sent[:0]
		h.Handle(t.Context(), in)
	})
	if n > 40 {
		t.Errorf("%.0f allocations", n)
	}
	if o.reads != before || len(o.sent) != 1 {
		t.Errorf("%d reads, %d messages", o.reads-before, len(o.sent))
	}
}

func BenchmarkRedirect(b *testing.B) {
	h, o := newRedirect(b)
	in := fromGateway()
	b.ReportAllocs()
	for b.Loop() {
		o.sent = o.sent[:0]
		h.Handle(b.Context(), in)
	}
}
