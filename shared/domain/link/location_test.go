package link_test

import (
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/link"
)

func shopLink(kind link.Kind) link.Link {
	return link.Link{
		Kind: kind, Destination: "https://shop.example/start?ref=home",
		Terms: link.Terms{Website: "https://shop.example/", AllowedHosts: []string{"blog.shop.example"}},
	}
}

func TestTarget(t *testing.T) {
	t.Parallel()
	own := "https://shop.example/start?ref=home"
	for _, c := range []struct {
		name string
		kind link.Kind
		to   string
		want string
	}{
		{"without a deep link it is the destination", link.Default, "", own},
		{"a deep link on the program's site is taken", link.Default, "https://shop.example/p/1", "https://shop.example/p/1"},
		{"a deep link on an allowed host is taken", link.Default, "https://BLOG.shop.example/x", "https://blog.shop.example/x"},
		{"a deep link elsewhere is ignored", link.Default, "https://evil.example/", own},
		{"a deep link that is no URL is ignored", link.Default, "//evil.example", own},
		{"a custom link's destination stands", link.Custom, "https://shop.example/p/1", own},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			u, err := shopLink(c.kind).Target(c.to, link.Viewer{})
			if err != nil || u.String() != c.want {
				t.Errorf("got %s %v", u, err)
			}
		})
	}
}

func TestAHostThatTheProgramWithdrewIsNotLedTo(t *testing.T) {
	t.Parallel()
	old := link.Link{
		Kind: link.Custom, Destination: "https://sold.example/", Rules: []link.Rule{{Devices: []string{"mobile"}, Destination: "https://gone.example/"}},
		Terms: link.Terms{Website: "https://shop.example/", AllowedHosts: []string{"blog.shop.example"}},
	}
	for _, device := range []string{"mobile", "desktop"} {
		if u, err := old.Target("", link.Viewer{Device: device}); err != nil || u.String() != "https://shop.example/" {
			t.Errorf("%s: %s %v", device, u, err)
		}
	}
	store := link.Link{Kind: link.Marketplace, Destination: "https://apps.shopify.com/acme", Terms: link.Terms{Website: "https://shop.example/", Listings: []string{"https://apps.shopify.com/acme"}}}
	if u, err := store.Target("", link.Viewer{}); err != nil || u.String() != store.Destination {
		t.Errorf("a listing: %s %v", u, err)
	}
	store.Terms.Listings = nil
	if u, err := store.Target("", link.Viewer{}); err != nil || u.String() != "https://shop.example/" {
		t.Errorf("a listing that is none any more: %s %v", u, err)
	}
}

func TestLocation(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		target string
		utm    link.UTM
		subs   link.Subs
		param  string
		want   string
	}{
		{"the click id is appended", "https://shop.example/", link.UTM{}, link.Subs{}, "", "https://shop.example/?click_id=ID"},
		{"the program names the parameter", "https://shop.example/", link.UTM{}, link.Subs{}, "cid", "https://shop.example/?cid=ID"},
		{"the query that was there stays word for word", "https://shop.example/?b=%20&a&a=2", link.UTM{}, link.Subs{}, "", "https://shop.example/?b=%20&a&a=2&click_id=ID"},
		{"the fragment stays behind the query", "https://shop.example/a#b?c", link.UTM{}, link.Subs{}, "", "https://shop.example/a?click_id=ID#b?c"},
		{"UTM and sub-ids are escaped", "https://shop.example/", link.UTM{Source: "a&b", Campaign: "ü #1"}, link.Subs{"x=1", "", "y\"<"}, "", "https://shop.example/?utm_source=a%26b&utm_campaign=%C3%BC+%231&sub1=x%3D1&sub3=y%22%3C&click_id=ID"},
		{"a parameter of the target is not overwritten", "https://shop.example/?utm_source=own&sub%31=own", link.UTM{Source: "x", Medium: "m"}, link.Subs{"mine"}, "", "https://shop.example/?utm_source=own&sub%31=own&utm_medium=m&click_id=ID"},
		{"an older click id is replaced", "https://shop.example/?click_id=OLD&a=1&click%5Fid=OLDER", link.UTM{}, link.Subs{}, "", "https://shop.example/?a=1&click_id=ID"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			l := link.Link{UTM: c.utm, Terms: link.Terms{ClickParam: c.param}}
			u, err := link.ParseURL(c.target)
			if err != nil {
				t.Fatal(err)
			}
			if got := l.Location(u, c.subs, "ID"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestNoRequestLeavesTheProgramsSite: whatever the deep link and the sub-ids
// are, the Location is a browser-stable URL on an allowed host.
func TestNoRequestLeavesTheProgramsSite(t *testing.T) {
	t.Parallel()
	var pieces []string
	for _, v := range verdicts(t) {
		pieces = append(pieces, v.In)
	}
	rapid.Check(t, func(t *rapid.T) {
		l := shopLink(link.Default)
		to := rapid.OneOf(rapid.SampledFrom(pieces), rapid.String(), rapid.StringMatching(`https://(shop\.example|evil\.example)[ -~]*`)).Draw(t, "to")
		subs := link.Subs{rapid.String().Draw(t, "sub1"), rapid.SampledFrom(pieces).Draw(t, "sub2")}
		target, err := l.Target(to, link.Viewer{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := link.ParseURL(l.Location(target, subs.Clean(), "ID"))
		if err != nil && len(to) < 1500 {
			t.Fatalf("the Location of %q is refused: %v", to, err)
		}
		if err == nil && got.Host() != "shop.example" && got.Host() != "blog.shop.example" {
			t.Fatalf("%q leads to %s", to, got)
		}
		if err == nil {
			// Not url.Parse: unlike browsers it refuses a lone % in the path.
			_, query, _ := strings.Cut(got.String(), "?")
			query, _, _ = strings.Cut(query, "#")
			if q, err := url.ParseQuery(query); q.Get("click_id") != "ID" {
				t.Fatalf("the click id is lost in %s (%v)", got, err)
			}
		}
	})
}

func TestSubIDsThatDoNotFitAreLeftOut(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 129)
	for _, c := range []struct {
		name     string
		in, want link.Subs
	}{
		{"short ones stay", link.Subs{" a ", "b", "", "d", "e"}, link.Subs{"a", "b", "", "d", "e"}},
		{"one over 128 bytes goes whole", link.Subs{long, "b"}, link.Subs{"", "b"}},
		{"what goes over 160 bytes together goes whole", link.Subs{long[:120], long[:41], "c"}, link.Subs{long[:120], "", "c"}},
		{"control characters and broken text go", link.Subs{"a\nb", "\xff", "c"}, link.Subs{"", "", "c"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := c.in.Clean(); got != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
}
