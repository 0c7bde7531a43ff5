package authapi_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/web/authapi"
	"github.com/tributaryhq/tributary/shared/web/openid"
	"github.com/tributaryhq/tributary/shared/web/openid/openidtest"
)

// wire calls the provider in the same process.
type wire struct{ http.Handler }

func (w wire) CallEach(ctx context.Context, rs []webhook.Request) []webhook.Result {
	out := make([]webhook.Result, len(rs))
	for i, r := range rs {
		req := httptest.NewRequestWithContext(ctx, r.Method, r.URL, strings.NewReader(string(r.Body)))
		for name, value := range r.Header {
			req.Header.Set(name, value)
		}
		res := httptest.NewRecorder()
		w.ServeHTTP(res, req)
		body, err := io.ReadAll(res.Body)
		out[i] = webhook.Result{Response: webhook.Response{Status: res.Code, Body: body}, Err: err}
	}
	return out
}

const issuer = "https://id.example"

// withProvider is an instance where another site signs Ann in.
func withProvider(t *testing.T) (*instance, *openidtest.Provider) {
	t.Helper()
	var p *openidtest.Provider
	in := startWith(t, func(d *identity.Door) {
		var err error
		if p, err = openidtest.New(issuer, "our-client", "our-secret", d.Clock); err != nil {
			t.Fatal(err)
		}
		p.Person = map[string]any{"sub": "ann-there", "email": "Ann@Example.com", "email_verified": true}
		d.Provider = openid.New(openid.Config{
			Title: "Elsewhere", Issuer: issuer, Client: "our-client", Caller: wire{p}, Clock: d.Clock,
			Secret: func(context.Context) (string, error) { return "our-secret", nil },
		})
	})
	return in, p
}

// away sends a browser to the other site; it returns what the browser keeps and
// what comes back with it.
func (in *instance) away(t *testing.T, p *openidtest.Provider, path, session string) (cookies string, back url.Values) {
	t.Helper()
	w := in.call("POST", path, nil, "Cookie", session)
	address := read[authapi.LoginAddress](t, w).URL
	for _, c := range w.Result().Cookies() {
		if c.Name == "__Host-trib_visit" {
			cookies = c.Name + "=" + c.Value
		}
	}
	res := httptest.NewRecorder()
	p.ServeHTTP(res, httptest.NewRequest(http.MethodGet, address, nil))
	to, err := url.Parse(res.Header().Get("Location"))
	if err != nil || res.Code != http.StatusFound || to.Scheme+"://"+to.Host+to.Path != origin+"/sign-in/back" {
		t.Fatal(res.Code, res.Body, to, err)
	}
	return cookies, to.Query()
}

func (in *instance) finish(back url.Values, cookies ...string) *httptest.ResponseRecorder {
	return in.call("POST", "/api/auth/provider/finish", fields{"state": back.Get("state"), "code": back.Get("code")}, "Cookie", strings.Join(cookies, "; "))
}

func TestSigningInByAnotherSite(t *testing.T) {
	t.Parallel()
	in, p := withProvider(t)
	if got := read[authapi.SignInWays](t, in.call("GET", "/api/auth/ways", nil)); got.Provider != "Elsewhere" {
		t.Errorf("%+v", got)
	}
	cookies, back := in.away(t, p, "/api/auth/provider/begin", "")
	w := in.finish(back, cookies)
	if s := read[authapi.Session](t, w); s.User.Email != annMail || s.Level != "single" {
		t.Errorf("%+v", s)
	}
	session := cookie(t, w)
	s := read[authapi.Security](t, in.call("GET", "/api/auth/security", nil, "Cookie", session))
	if len(s.Logins) != 1 || s.Logins[0].Subject != "ann-there" {
		t.Fatalf("%+v", s)
	}
	p.Person["email"] = "ann@elsewhere.example" // it is the subject that counts from now on
	cookies, back = in.away(t, p, "/api/auth/provider/begin", "")
	if w := in.finish(back, cookies); w.Code != 200 {
		t.Errorf("once linked: %d %s", w.Code, w.Body)
	}
	if w := in.call("DELETE", "/api/auth/provider/logins/ann-there", nil, "Cookie", session); w.Code != 204 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	cookies, back = in.away(t, p, "/api/auth/provider/begin", "")
	if w := in.finish(back, cookies); w.Code != 403 {
		t.Errorf("after it was unlinked: %d %s", w.Code, w.Body)
	}
}

func TestAnotherSiteIsOneFactor(t *testing.T) {
	t.Parallel()
	in, p := withProvider(t)
	in.enrolled(t)
	cookies, back := in.away(t, p, "/api/auth/provider/begin", "")
	w := in.finish(back, cookies)
	if s := read[authapi.Session](t, w); s.Level != "half" || s.User.Email != "" {
		t.Errorf("%+v", s)
	}
}

func TestLinkingAnAccountElsewhere(t *testing.T) {
	t.Parallel()
	in, p := withProvider(t)
	p.Person["email"] = "a.different@address.example"
	session := in.signIn(t)
	cookies, back := in.away(t, p, "/api/auth/provider/link", session)
	if w := in.finish(back, cookies); w.Code != 401 {
		t.Errorf("by somebody who has signed out: %d %s", w.Code, w.Body)
	}
	cookies, back = in.away(t, p, "/api/auth/provider/link", session)
	if w := in.finish(back, cookies, session); w.Code != 200 {
		t.Fatal(w.Code, w.Body)
	}
	cookies, back = in.away(t, p, "/api/auth/provider/begin", "")
	if s := read[authapi.Session](t, in.finish(back, cookies)); s.User.Email != annMail {
		t.Errorf("%+v", s)
	}
	if _, err := in.door.Register(context.Background(), "eve@example.com", "Eve", annPassword); err != nil {
		t.Fatal(err)
	}
	eve := cookie(t, in.call("POST", "/api/auth/login", fields{"email": "eve@example.com", "password": annPassword}))
	cookies, back = in.away(t, p, "/api/auth/provider/link", eve)
	if w := in.finish(back, cookies, eve); w.Code != 409 {
		t.Errorf("what another has linked: %d %s", w.Code, w.Body)
	}
}

func TestTokensThatAreRefused(t *testing.T) {
	t.Parallel()
	claim := func(name string, value any) func(*openidtest.Token) {
		return func(t *openidtest.Token) {
			if t.Claims[name] = value; value == nil {
				delete(t.Claims, name)
			}
		}
	}
	at := func(name string, d time.Duration) func(*openidtest.Token) {
		return func(t *openidtest.Token) { t.Claims[name] = t.Claims["iat"].(int64) + int64(d.Seconds()) }
	}
	for name, change := range map[string]func(*openidtest.Token){
		"another issuer":                         claim("iss", "https://evil.example"),
		"the issuer with a slash":                claim("iss", issuer+"/"),
		"no issuer":                              claim("iss", nil),
		"another client":                         claim("aud", "another-client"),
		"no client":                              claim("aud", nil),
		"several clients and no party":           claim("aud", []string{"our-client", "another-client"}),
		"another party":                          claim("azp", "another-client"),
		"ours, but another is the party":         func(t *openidtest.Token) { t.Claims["aud"], t.Claims["azp"] = []string{"our-client", "b"}, "b" },
		"expired":                                at("exp", -time.Minute),
		"without an end":                         claim("exp", nil),
		"of the future":                          at("iat", time.Hour),
		"without a time":                         claim("iat", nil),
		"not before tomorrow":                    at("nbf", 24*time.Hour),
		"another nonce":                          claim("nonce", "another"),
		"no nonce":                               claim("nonce", nil),
		"nobody":                                 claim("sub", nil),
		"an empty name":                          claim("sub", ""),
		"an endless name":                        claim("sub", strings.Repeat("a", 300)),
		"an address that is not verified":        claim("email_verified", false),
		"an address of which nothing is said":    claim("email_verified", nil),
		"an address verified by a word":          claim("email_verified", "yes"),
		"no address":                             claim("email", nil),
		"a list of addresses":                    claim("email", []string{annMail}),
		"an address with a name":                 claim("email", "Ann <"+annMail+">"),
		"an address that nobody has":             claim("email", "nobody@example.com"),
		"no algorithm":                           func(t *openidtest.Token) { t.Alg = "none" },
		"the public key as a secret":             func(t *openidtest.Token) { t.Alg = "HS256" },
		"an algorithm that is not the key's":     func(t *openidtest.Token) { t.Alg = "PS256" },
		"a key that nobody knows":                func(t *openidtest.Token) { t.Kid = "two" },
		"signed with another key":                func(t *openidtest.Token) { t.Stray = true },
		"signed with another key, of its own id": func(t *openidtest.Token) { t.Stray, t.Kid = true, "stray" },
		"a broken signature":                     func(t *openidtest.Token) { t.Spoil = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in, p := withProvider(t)
			p.Change = change
			cookies, back := in.away(t, p, "/api/auth/provider/begin", "")
			if w := in.finish(back, cookies); w.Code != 403 || strings.Contains(w.Header().Get("Set-Cookie"), "trib_session") {
				t.Errorf("%d %s", w.Code, w.Body)
			}
			p.Change = nil
			cookies, back = in.away(t, p, "/api/auth/provider/begin", "")
			if w := in.finish(back, cookies); w.Code != 200 {
				t.Errorf("the right one: %d %s", w.Code, w.Body)
			}
		})
	}
}

func TestWaysBackThatAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		back func(t *testing.T, in *instance, p *openidtest.Provider) (url.Values, string)
		code int
	}{
		"a state used before": {func(t *testing.T, in *instance, p *openidtest.Provider) (url.Values, string) {
			t.Helper()
			cookies, back := in.away(t, p, "/api/auth/provider/begin", "")
			if w := in.finish(back, cookies); w.Code != 200 {
				t.Fatal(w.Body)
			}
			return back, cookies
		}, 410},
		"a code used before": {func(t *testing.T, in *instance, p *openidtest.Provider) (url.Values, string) {
			t.Helper()
			cookies, first := in.away(t, p, "/api/auth/provider/begin", "")
			if w := in.finish(first, cookies); w.Code != 200 {
				t.Fatal(w.Body)
			}
			cookies, back := in.away(t, p, "/api/auth/provider/begin", "")
			back.Set("code", first.Get("code"))
			return back, cookies
		}, 403},
		"a code of another visit": {func(t *testing.T, in *instance, p *openidtest.Provider) (url.Values, string) {
			t.Helper()
			_, other := in.away(t, p, "/api/auth/provider/begin", "")
			cookies, back := in.away(t, p, "/api/auth/provider/begin", "")
			back.Set("code", other.Get("code"))
			return back, cookies
		}, 403},
		"another browser's state": {func(t *testing.T, in *instance, p *openidtest.Provider) (url.Values, string) {
			t.Helper()
			_, back := in.away(t, p, "/api/auth/provider/begin", "")
			cookies, _ := in.away(t, p, "/api/auth/provider/begin", "")
			return back, cookies
		}, 403},
		"no cookie": {func(t *testing.T, in *instance, p *openidtest.Provider) (url.Values, string) {
			t.Helper()
			_, back := in.away(t, p, "/api/auth/provider/begin", "")
			return back, ""
		}, 403},
		"a state of nobody's": {func(t *testing.T, in *instance, p *openidtest.Provider) (url.Values, string) {
			t.Helper()
			cookies, back := in.away(t, p, "/api/auth/provider/begin", "")
			back.Set("state", "guessed")
			return back, cookies
		}, 410},
		"eleven minutes later": {func(t *testing.T, in *instance, p *openidtest.Provider) (url.Values, string) {
			t.Helper()
			cookies, back := in.away(t, p, "/api/auth/provider/begin", "")
			in.clock.Advance(11 * time.Minute)
			return back, cookies
		}, 410},
		"no code": {func(t *testing.T, in *instance, p *openidtest.Provider) (url.Values, string) {
			t.Helper()
			cookies, back := in.away(t, p, "/api/auth/provider/begin", "")
			back.Set("code", "")
			return back, cookies
		}, 403},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in, p := withProvider(t)
			back, cookies := c.back(t, in, p)
			if w := in.finish(back, cookies); w.Code != c.code || strings.Contains(w.Header().Get("Set-Cookie"), "trib_session") {
				t.Errorf("%d %s, want %d", w.Code, w.Body, c.code)
			}
		})
	}
}

func TestNobodyElseSignsInWhereNoneIsSetUp(t *testing.T) {
	t.Parallel()
	in := start(t)
	if got := read[authapi.SignInWays](t, in.call("GET", "/api/auth/ways", nil)); got.Provider != "" {
		t.Errorf("%+v", got)
	}
	if w := in.call("POST", "/api/auth/provider/begin", nil); w.Code != 404 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
