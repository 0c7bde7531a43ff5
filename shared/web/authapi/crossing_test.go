package authapi_test

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/authapi"
)

const (
	ownHost   = "go.acme.example"
	otherHost = "go.rival.example"
)

// hosts are programs' own portals.
type hosts map[string]identity.Site

func (h hosts) Site(_ context.Context, host string) (identity.Site, error) {
	s, ok := h[host]
	if !ok {
		return s, fault.New(fault.NotFound, "host.unknown", "No program has its portal here.")
	}
	return s, nil
}

var _ identity.Sites = hosts{}

// withHosts is an instance where two programs have portals of their own, and Ann
// runs both.
func withHosts(t *testing.T) (*instance, hosts) {
	t.Helper()
	known := hosts{}
	in := startWith(t, func(d *identity.Door) { d.Sites = known })
	rival := program.New("rival", "Rival", "https://rival.example", "EUR")
	desk := in.desk.Programs.(program.Desk)
	rival, err := desk.Create(t.Context(), rival)
	if err != nil {
		t.Fatal(err)
	}
	if err := in.door.Grant(t.Context(), identity.Membership{User: in.ann.ID, Program: rival.ID, Role: identity.Manager}); err != nil {
		t.Fatal(err)
	}
	known[ownHost] = identity.Site{Program: in.prg.ID, Slug: "acme", Origin: "https://" + ownHost}
	known[otherHost] = identity.Site{Program: rival.ID, Slug: "rival", Origin: "https://" + otherHost}
	return in, known
}

// at calls a host as a page of it does.
func (in *instance) at(host, path string, body any, cookies ...string) *httptest.ResponseRecorder {
	text := "{}"
	if body != nil {
		b, _ := json.Marshal(body)
		text = string(b)
	}
	method := "POST"
	if path == "/api/auth/session" {
		method, text = "GET", ""
	}
	r := httptest.NewRequest(method, "https://"+host+path, strings.NewReader(text))
	if text != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	r.Header.Set("Origin", "https://"+host) // of a browser that says no more
	r.Header.Set("Cookie", strings.Join(cookies, "; "))
	w := httptest.NewRecorder()
	in.ServeHTTP(w, r)
	return w
}

// begin begins at a host: what the browser keeps there, and what it takes along.
func (in *instance) begin(t *testing.T, host string) (visit string, along url.Values) {
	t.Helper()
	w := in.at(host, "/api/auth/crossing/begin", nil)
	u, err := url.Parse(read[authapi.LoginAddress](t, w).URL)
	if err != nil || u.Scheme+"://"+u.Host+u.Path != origin+"/sign-in/cross" {
		t.Fatal(u, err)
	}
	for _, c := range w.Result().Cookies() {
		if c.Name == "__Host-trib_visit" {
			visit = c.Name + "=" + c.Value
			if strings.Contains(u.RawQuery, c.Value) {
				t.Error("the address tells what only the browser may know")
			}
		}
	}
	return visit, u.Query()
}

// cross takes a session of the main origin along and returns the code.
func (in *instance) cross(t *testing.T, session string, along url.Values) string {
	t.Helper()
	w := in.call("POST", "/api/auth/crossing", fields{"host": along.Get("host"), "state": along.Get("state")}, "Cookie", session)
	address, code, ok := strings.Cut(read[authapi.LoginAddress](t, w).URL, "#code=")
	if !ok || address != "https://"+along.Get("host")+"/sign-in/arrive" {
		t.Fatal(w.Body)
	}
	return code
}

func TestSigningInOnAProgramsOwnHost(t *testing.T) {
	t.Parallel()
	in, _ := withHosts(t)
	home := in.signIn(t)
	visit, along := in.begin(t, ownHost)
	w := in.at(ownHost, "/api/auth/crossing/arrive", fields{"code": in.cross(t, home, along)}, visit)
	s := read[authapi.Session](t, w)
	if s.User.Email != annMail || len(s.Programs) != 1 || s.Programs[0].Slug != "acme" {
		t.Errorf("there: %+v", s)
	}
	there := cookie(t, w)
	for name, c := range map[string]struct {
		host, session string
		want          int
	}{
		"at its own host":         {ownHost, there, 200},
		"at another program's":    {otherHost, there, 401},
		"at the main origin":      {"partners.acme.example", there, 401},
		"the first where it was":  {"partners.acme.example", home, 200},
		"no session at this host": {ownHost, "", 401},
	} {
		if got := in.at(c.host, "/api/auth/session", nil, c.session); got.Code != c.want {
			t.Errorf("%s: %d %s", name, got.Code, got.Body)
		}
	}
	if got := in.at(ownHost, "/api/auth/crossing", fields{"host": otherHost, "state": along.Get("state")}, there); got.Code != 403 {
		t.Errorf("from there to another host: %d %s", got.Code, got.Body)
	}
	if got := in.at(ownHost, "/api/auth/authenticator/recovery", nil, there); got.Code != 403 {
		t.Errorf("it counts as fresh: %d %s", got.Code, got.Body)
	}
}

func TestSigningOutAtEitherHostEndsBoth(t *testing.T) {
	t.Parallel()
	for name, from := range map[string]string{"the own host": ownHost, "the main origin": "partners.acme.example"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in, _ := withHosts(t)
			home := in.signIn(t)
			visit, along := in.begin(t, ownHost)
			there := cookie(t, in.at(ownHost, "/api/auth/crossing/arrive", fields{"code": in.cross(t, home, along)}, visit))
			session := home
			if from == ownHost {
				session = there
			}
			if w := in.at(from, "/api/auth/logout", nil, session); w.Code != 204 {
				t.Fatal(w.Code, w.Body)
			}
			for host, session := range map[string]string{ownHost: there, "partners.acme.example": home} {
				if w := in.at(host, "/api/auth/session", nil, session); w.Code != 401 {
					t.Errorf("at %s: %d", host, w.Code)
				}
			}
		})
	}
}

func TestACodeForAHostWorksOnceThereAndInTheBrowserThatBegan(t *testing.T) {
	t.Parallel()
	in, _ := withHosts(t)
	home := in.signIn(t)
	visit, along := in.begin(t, ownHost)
	stranger, _ := in.begin(t, ownHost)
	arrive := func(host, code, visit string) *httptest.ResponseRecorder {
		return in.at(host, "/api/auth/crossing/arrive", fields{"code": code}, visit)
	}
	for _, c := range []struct {
		name, host, visit string
		late              time.Duration
		want              int
		code              string
	}{
		{"in another browser", ownHost, stranger, 0, 403, "login.other_browser"},
		{"in a browser that never began", ownHost, "", 0, 403, "login.other_browser"},
		{"at another program's host", otherHost, visit, 0, 403, "crossing.other_host"},
		{"at the main origin", "partners.acme.example", visit, 0, 403, "crossing.other_host"},
		{"after a minute", ownHost, visit, 61 * time.Second, 410, "sign_in.late"},
		{"in time", ownHost, visit, 60 * time.Second, 200, ""},
	} {
		code := in.cross(t, home, along)
		in.clock.Advance(c.late)
		if w := arrive(c.host, code, c.visit); w.Code != c.want || !strings.Contains(w.Body.String(), c.code) {
			t.Errorf("%s: %d %s", c.name, w.Code, w.Body)
		}
		if w := arrive(ownHost, code, visit); w.Code != 410 {
			t.Errorf("once more, after it came %s: %d %s", c.name, w.Code, w.Body)
		}
	}
}

func TestNoWayLeadsToAHostThatIsNoProgramsPortal(t *testing.T) {
	t.Parallel()
	in, known := withHosts(t)
	home := in.signIn(t)
	visit, along := in.begin(t, ownHost)
	for _, host := range []string{"evil.example", "go.acme.example.evil.example", "go.acme.example@evil.example", "evil.example/go.acme.example", "", "partners.acme.example"} {
		w := in.call("POST", "/api/auth/crossing", fields{"host": host, "state": along.Get("state")}, "Cookie", home)
		if w.Code != 404 || strings.Contains(w.Body.String(), "code=") {
			t.Errorf("to %q: %d %s", host, w.Code, w.Body)
		}
	}
	if w := in.at("evil.example", "/api/auth/crossing/begin", nil); w.Code != 404 {
		t.Errorf("begun elsewhere: %d %s", w.Code, w.Body)
	}
	if w := in.call("POST", "/api/auth/crossing", fields{"host": ownHost, "state": "short"}, "Cookie", home); w.Code != 422 {
		t.Errorf("without the host's word: %d %s", w.Code, w.Body)
	}
	if w := in.call("POST", "/api/auth/crossing", fields{"host": ownHost, "state": along.Get("state")}); w.Code != 401 {
		t.Errorf("without a session: %d", w.Code)
	}
	code := in.cross(t, home, along)
	delete(known, ownHost) // the program gives its host up meanwhile
	if w := in.at(ownHost, "/api/auth/crossing/arrive", fields{"code": code}, visit); w.Code != 404 {
		t.Errorf("at a host that is no program's any more: %d %s", w.Code, w.Body)
	}
}

func TestACodeIsNothingOnceTheSessionBehindItEnded(t *testing.T) {
	t.Parallel()
	in, _ := withHosts(t)
	home := in.signIn(t)
	visit, along := in.begin(t, ownHost)
	code := in.cross(t, home, along)
	in.call("POST", "/api/auth/logout", nil, "Cookie", home)
	if w := in.at(ownHost, "/api/auth/crossing/arrive", fields{"code": code}, visit); w.Code != 401 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestUsingAnOwnHostKeepsTheSessionAtTheMainOriginAwake(t *testing.T) {
	t.Parallel()
	in, _ := withHosts(t)
	home := in.signIn(t)
	visit, along := in.begin(t, ownHost)
	there := cookie(t, in.at(ownHost, "/api/auth/crossing/arrive", fields{"code": in.cross(t, home, along)}, visit))
	for range 4 { // staff may rest for half an hour
		in.clock.Advance(20 * time.Minute)
		if w := in.at(ownHost, "/api/auth/session", nil, there); w.Code != 200 {
			t.Fatal(w.Code, w.Body)
		}
	}
	in.clock.Advance(31 * time.Minute)
	if w := in.at(ownHost, "/api/auth/session", nil, there); w.Code != 401 {
		t.Errorf("after a rest: %d", w.Code)
	}
}

func TestAPageOfAnotherHostMayNotWriteOnAnOwnHost(t *testing.T) {
	t.Parallel()
	in, _ := withHosts(t)
	for _, from := range []string{"https://evil.example", "https://" + otherHost, "null"} {
		r := httptest.NewRequest("POST", "https://"+ownHost+"/api/auth/crossing/begin", strings.NewReader("{}"))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Origin", from)
		w := httptest.NewRecorder()
		in.ServeHTTP(w, r)
		if w.Code != 403 {
			t.Errorf("%s: %d", from, w.Code)
		}
	}
}
