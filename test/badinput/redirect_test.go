package badinput_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/web/trackapi"
	"github.com/tributaryhq/tributary/test/stage"
)

func TestVisitorsWhoSendAnything(t *testing.T) {
	t.Parallel()
	s, maya, _ := open(t)
	header := func(name, value string) func(*trackapi.Request) {
		return func(r *trackapi.Request) {
			others := r.Header
			r.Header = func(n string) string {
				if n == name {
					return value
				}
				return others(n)
			}
		}
	}
	query := func(q string) func(*trackapi.Request) { return func(r *trackapi.Request) { r.Query = q } }
	key := func(k string) func(*trackapi.Request) { return func(r *trackapi.Request) { r.Key = k } }
	for name, c := range map[string]struct {
		change func(*trackapi.Request)
		status int
	}{
		"a query of 8 KB":                    {query("sub1=" + strings.Repeat("x", long-5)), 302},
		"a query of more":                    {query("sub1=" + strings.Repeat("x", long)), 404},
		"sub-ids that are no text":           {query("sub1=%ff%fe%00&s2=%zz&sub3=\x00"), 302},
		"a broken query":                     {query("&&==&sub1&%%%"), 302},
		"a deep link to somewhere else":      {query("to=https%3A%2F%2Fevil.test%2F"), 302},
		"a deep link that is a script":       {query("to=javascript%3Aalert(1)"), 302},
		"a deep link that is no text":        {query("to=%ff%fe"), 302},
		"a deep link that splits the answer": {query("to=https%3A%2F%2Fshop.test%2F%0d%0aSet-Cookie%3Aa%3Db"), 302},
		"an empty key":                       {key(""), 404},
		"a key of 8 KB":                      {key(strings.Repeat("k", long)), 404},
		"a key that is no text":              {key("\xff\xfe"), 404},
		"a key with a NUL":                   {key("a\x00b"), 404},
		"a key of another item":              {key("PRG#" + string(s.Program.ID)), 404},
		"a user agent of 8 KB":               {header("user-agent", strings.Repeat("\xff", long)), 302},
		"a referrer that is no text":         {header("referer", "https://\xff\xfe/\x00"), 302},
		"a host that is none":                {func(r *trackapi.Request) { r.Host = strings.Repeat("\x00", long) }, 302},
		"an address that is none":            {func(r *trackapi.Request) { r.Source = "::::" }, 302},
		"a cookie of 8 KB":                   {func(r *trackapi.Request) { r.Cookies = []string{"trib_v=" + strings.Repeat("\xff", long)} }, 302},
		"another method":                     {func(r *trackapi.Request) { r.Method = http.MethodPost }, 405},
	} {
		t.Run(name, func(t *testing.T) { //nolint:paralleltest // one after another, on one table
			before, err := s.Dump(t.Context())
			must(t, err)
			r := stage.Visit(maya.Link, "")
			c.change(&r)
			a := s.Redirect.Handle(t.Context(), r)
			if a.Status != c.status {
				t.Errorf("answered with %d %s", a.Status, a.Header["Location"])
			}
			for name, v := range a.Header {
				if strings.ContainsAny(v, "\r\n\x00") {
					t.Errorf("header %s is %q", name, v)
				}
			}
			if to := a.Header["Location"]; a.Status == http.StatusFound && !strings.HasPrefix(to, "https://shop.test/") {
				t.Errorf("sent to %s", to)
			}
			after, err := s.Dump(t.Context())
			must(t, err)
			if diff := cmp.Diff(before, after); diff != "" {
				t.Errorf("the redirect wrote:\n%s", diff)
			}
			must(t, s.Settle(t.Context())) // what it sent can be recorded
		})
	}
	untouched(t, s, maya)
}
