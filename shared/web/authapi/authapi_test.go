package authapi_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/agreement"
	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/viewing"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/authapi"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/passkey"
	"github.com/tributaryhq/tributary/shared/web/publicapi"
	"github.com/tributaryhq/tributary/shared/web/qr"
)

const (
	origin      = "https://partners.acme.example"
	annMail     = "ann@example.com"
	annPassword = "ununtrium gilded walrus"
)

type plain struct{}

func (plain) Hash(password string) (string, error)       { return "plain:" + password, nil }
func (plain) Verify(password, hash string) (bool, error) { return hash == "plain:"+password, nil }
func (plain) Nobody() string                             { return "nobody" }

// bound seals by writing the place in front.
type bound struct{}

func (bound) Seal(_ context.Context, place string, plain []byte) ([]byte, error) {
	return append([]byte(place+" "), plain...), nil
}

func (bound) Open(_ context.Context, place string, sealed []byte) ([]byte, error) {
	return sealed[len(place)+1:], nil
}

type outbox struct {
	mu   sync.Mutex
	sent []identity.Mail
}

func (o *outbox) Send(_ context.Context, m identity.Mail) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.sent = append(o.sent, m)
	return nil
}

func (o *outbox) token(t *testing.T) string {
	t.Helper()
	_, token, ok := strings.Cut(o.sent[len(o.sent)-1].Link, "#token=")
	if !ok {
		t.Fatalf("no token in %+v", o.sent)
	}
	return token
}

// instance is the sign-in and public routes on a table in memory, with one
// program, its owner, and Ann.
type instance struct {
	http.Handler
	door  identity.Door
	desk  enrollment.Desk
	keys  apikey.Desk
	tab   *memory.Table
	clock *clock.Manual
	mail  *outbox
	prg   program.Program
	ann   identity.User

	secret func(context.Context) ([]byte, error)
}

func start(t *testing.T) *instance {
	t.Helper()
	return startWith(t, func(*identity.Door) {})
}

// startWith is an instance whose door was changed.
func startWith(t *testing.T, change func(*identity.Door)) *instance {
	t.Helper()
	ctx, c := context.Background(), clock.NewManual(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	tab := memory.New(c)
	programs := program.Desk{Store: store.Programs{T: tab, Clock: c}, Clock: c, Entropy: rand.Reader}
	in := &instance{tab: tab, clock: c, mail: &outbox{}}
	in.door = identity.Door{
		Users: store.Users{T: tab, Clock: c}, Members: store.Members{T: tab, Clock: c}, Sessions: store.Sessions{T: tab},
		Tokens: store.Tokens{T: tab}, Limits: store.Limits{T: tab}, Devices: store.Devices{T: tab}, Moves: store.Moves{T: tab, Clock: c}, Passwords: plain{}, Mail: in.mail, Clock: c, Entropy: rand.Reader, Origin: origin,
		Authenticators: store.Authenticators{T: tab, Clock: c}, Sealer: bound{}, Passkeys: store.Passkeys{T: tab, Clock: c}, Slips: store.Slips{T: tab}, Logins: store.Logins{T: tab, Clock: c}, Verifier: passkey.Verifier{Origin: origin},
	}
	change(&in.door)
	in.desk = enrollment.Desk{Store: store.Enrollments{T: tab, Clock: c}, Programs: programs, Clock: c, Entropy: rand.Reader}
	var err error
	if in.prg, err = programs.Create(ctx, program.New("acme", "Acme", "https://acme.example", "EUR")); err != nil {
		t.Fatal(err)
	}
	if in.prg, err = programs.Publish(ctx, in.prg.ID); err != nil {
		t.Fatal(err)
	}
	if in.ann, err = in.door.Register(ctx, annMail, "Ann", annPassword, identity.Membership{Program: in.prg.ID, Role: identity.Owner}); err != nil {
		t.Fatal(err)
	}
	secret := func(context.Context) ([]byte, error) { return []byte("0123456789abcdef"), nil }
	in.secret = secret
	in.keys = apikey.Desk{Store: store.APIKeys{T: tab, Clock: c}, Clock: c, Entropy: rand.Reader}
	guard, err := auth.New(auth.Config{
		Sessions: in.door, Memberships: in.door.Members, AddressKey: secret, Origins: []string{origin}, Cookie: auth.Cookie{Secure: true},
		Address: func(r *http.Request) string { return r.Header.Get("Test-Address") },
		Host:    func(r *http.Request) string { return r.Host },
		Keys:    auth.KeyDoor{Keys: in.keys, Limits: store.Limits{T: tab}, Clock: c},
	})
	if err != nil {
		t.Fatal(err)
	}
	house := &httpkit.House{Clock: c, Entropy: rand.Reader, Log: slog.New(slog.DiscardHandler), Secure: true, CursorKey: secret}
	nouns := authapi.Nouns(authapi.Deps{
		Door: in.door, Applications: in.desk, Partners: store.Partners{T: tab, Clock: c}, Enrollments: in.desk.Store, Programs: programs.Store, Agreements: agreement.Desk{Store: store.Agreements{T: tab, Clock: c}, Signatures: store.Agreements{T: tab, Clock: c}, Clock: c}, Views: viewing.Desk{Store: store.Views{T: tab, Clock: c}, Clock: c}, Cookie: auth.Cookie{Secure: true}, QR: qr.Code{},
		Inbox: store.Notices{T: tab}, Farewell: notice.Farewell{Key: secret, Origin: origin}, Bounces: store.Bounces{T: tab}, Founder: program.Founder{Desk: programs, Store: store.Programs{T: tab, Clock: c}},
	})
	nouns = append(nouns, publicapi.Nouns(publicapi.Deps{
		Programs: programs, Offers: store.Offers{T: tab}, Enrollments: in.desk, Partners: store.Partners{T: tab, Clock: c}, Door: in.door, Clock: c,
	})...)
	in.Handler = house.Serve(guard.Admit, nouns...)
	return in
}

func (in *instance) call(method, path string, body any, headers ...string) *httptest.ResponseRecorder {
	var text string
	if body != nil {
		b, _ := json.Marshal(body)
		text = string(b)
	}
	r := httptest.NewRequest(method, "https://partners.acme.example"+path, strings.NewReader(text))
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	in.ServeHTTP(w, r)
	return w
}

type fields map[string]string

// cookie returns the session cookie as the browser would send it.
func cookie(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	for _, c := range w.Result().Cookies() {
		if c.Name == "__Host-trib_session" {
			if !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
				t.Errorf("the cookie is not safe: %s", c)
			}
			return c.Name + "=" + c.Value
		}
	}
	t.Fatalf("no session cookie: %d %s", w.Code, w.Body)
	return ""
}

func (in *instance) signIn(t *testing.T) string {
	t.Helper()
	return cookie(t, in.call("POST", "/api/auth/login", fields{"email": annMail, "password": annPassword}))
}

func TestSigningInAndOut(t *testing.T) {
	t.Parallel()
	in := start(t)
	if w := in.call("GET", "/api/auth/session", nil); w.Code != 401 {
		t.Errorf("without a session: %d", w.Code)
	}
	w := in.call("POST", "/api/auth/login", fields{"email": annMail, "password": annPassword})
	if w.Code != 200 {
		t.Fatal(w.Body)
	}
	session := cookie(t, w)
	w = in.call("GET", "/api/auth/session", nil, "Cookie", session)
	var s authapi.Session
	if err := json.Unmarshal(w.Body.Bytes(), &s); err != nil || w.Code != 200 {
		t.Fatal(w.Code, err)
	}
	if s.User.Email != annMail || len(s.Programs) != 1 || s.Programs[0].Role != "owner" || s.Programs[0].Slug != "acme" || len(s.Partners) != 0 {
		t.Errorf("%+v", s)
	}
	if want := in.clock.Now().Add(30 * time.Minute); !s.ExpiresAt.Equal(want) {
		t.Errorf("expires %s, want %s", s.ExpiresAt, want)
	}
	w = in.call("POST", "/api/auth/logout", nil, "Cookie", session)
	if w.Code != 204 || !strings.Contains(w.Header().Get("Set-Cookie"), "Max-Age=0") {
		t.Errorf("%d %s", w.Code, w.Header().Get("Set-Cookie"))
	}
	if w := in.call("GET", "/api/auth/session", nil, "Cookie", session); w.Code != 401 {
		t.Errorf("after signing out: %d", w.Code)
	}
}

func TestAGetNeverConsumesALink(t *testing.T) {
	t.Parallel()
	in := start(t)
	if w := in.call("POST", "/api/auth/magic", fields{"email": annMail, "program": "acme"}); w.Code != 202 {
		t.Fatal(w.Code, w.Body)
	}
	token := in.mail.token(t)
	for _, method := range []string{"GET", "HEAD"} {
		if w := in.call(method, "/api/auth/magic/consume?token="+token, nil); w.Code != 405 {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
	w := in.call("POST", "/api/auth/magic/consume", fields{"token": token})
	if w.Code != 200 {
		t.Fatal(w.Code, w.Body)
	}
	cookie(t, w)
	if w := in.call("POST", "/api/auth/magic/consume", fields{"token": token}); w.Code != 410 {
		t.Errorf("the second time: %d", w.Code)
	}
}

func TestResettingAPassword(t *testing.T) {
	t.Parallel()
	in := start(t)
	in.call("POST", "/api/auth/reset", fields{"email": annMail})
	token := in.mail.token(t)
	if w := in.call("POST", "/api/auth/reset/consume", fields{"token": token, "password": "short"}); w.Code != 422 || !strings.Contains(w.Body.String(), "body.password") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := in.call("POST", "/api/auth/reset/consume", fields{"token": token, "password": "another walrus sings"}); w.Code != 200 {
		t.Fatal(w.Body)
	}
	if w := in.call("POST", "/api/auth/login", fields{"email": annMail, "password": annPassword}); w.Code != 401 {
		t.Errorf("the old password: %d", w.Code)
	}
	session := cookie(t, in.call("POST", "/api/auth/login", fields{"email": annMail, "password": "another walrus sings"}))
	in.clock.Advance(20 * time.Minute)
	w := in.call("POST", "/api/auth/reauthenticate", fields{"password": "another walrus sings"}, "Cookie", session)
	if w.Code != 200 || cookie(t, w) == session {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := in.call("GET", "/api/auth/session", nil, "Cookie", session); w.Code != 401 {
		t.Errorf("the replaced session: %d", w.Code)
	}
}

func TestTheHostHeaderNeverReachesAMail(t *testing.T) {
	t.Parallel()
	in := start(t)
	for _, path := range []string{"/api/auth/magic", "/api/auth/reset"} {
		r := httptest.NewRequest("POST", "https://evil.example"+path, strings.NewReader(`{"email":"`+annMail+`"}`))
		r.Host = "evil.example"
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Forwarded-Host", "evil.example")
		in.ServeHTTP(httptest.NewRecorder(), r)
	}
	if len(in.mail.sent) != 2 {
		t.Fatalf("%d mails", len(in.mail.sent))
	}
	for _, m := range in.mail.sent {
		if !strings.HasPrefix(m.Link, origin+"/") {
			t.Errorf("%s", m.Link)
		}
	}
}

// answer is what somebody outside can see of an answer, less the request's id.
func answer(w *httptest.ResponseRecorder) string {
	var b map[string]any
	_ = json.Unmarshal(w.Body.Bytes(), &b)
	delete(b, "request_id")
	text, _ := json.Marshal(b)
	return http.StatusText(w.Code) + " " + string(text) + " " + w.Header().Get("Set-Cookie")
}

func TestAnswersDoNotTellAccountsApart(t *testing.T) {
	t.Parallel()
	in := start(t)
	application := func(email string) any {
		return fields{"email": email, "name": "Somebody", "promotes": "Reviews"}
	}
	for _, c := range []struct {
		name, path string
		body       func(email string) any
	}{
		{"a wrong password", "/api/auth/login", func(e string) any { return fields{"email": e, "password": "a wrong password here"} }},
		{"a magic link", "/api/auth/magic", func(e string) any { return fields{"email": e} }},
		{"a reset", "/api/auth/reset", func(e string) any { return fields{"email": e} }},
		{"an application", "/v1/public/programs/acme/applications", application},
		{"an application again", "/v1/public/programs/acme/applications", application},
	} {
		known, unknown := answer(in.call("POST", c.path, c.body(annMail))), answer(in.call("POST", c.path, c.body("nobody@example.com")))
		if strings.HasPrefix(known, "Not Found") {
			t.Errorf("%s: %s", c.name, known)
		}
		if known != unknown {
			t.Errorf("%s: %q for a known, %q for an unknown address", c.name, known, unknown)
		}
	}
}

func TestOtherSitesPagesMayNotWrite(t *testing.T) {
	t.Parallel()
	in := start(t)
	session := in.signIn(t)
	for _, c := range []struct {
		name    string
		headers []string
		ok      bool
	}{
		{"our own page", []string{"Sec-Fetch-Site", "same-origin", "Origin", origin}, true},
		{"our own page behind the distribution", []string{"Sec-Fetch-Site", "cross-site", "Origin", origin}, true},
		{"an old browser on our page", []string{"Origin", origin}, true},
		{"no browser", nil, true},
		{"another site", []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, false},
		{"another site without Origin", []string{"Sec-Fetch-Site", "cross-site"}, false},
		{"a sister host", []string{"Sec-Fetch-Site", "same-site", "Origin", "https://blog.acme.example"}, false},
		{"an old browser on another site", []string{"Origin", "https://evil.example"}, false},
		{"a sandboxed frame", []string{"Origin", "null"}, false},
	} {
		for _, path := range []string{
			"/api/auth/login", "/api/auth/magic", "/api/auth/reset", "/api/auth/magic/consume", "/api/auth/reset/consume",
			"/api/auth/reauthenticate", "/v1/public/programs/acme/applications", "/api/auth/logout",
		} {
			w := in.call("POST", path, fields{}, append([]string{"Cookie", session}, c.headers...)...)
			refused := w.Code == 403 && strings.Contains(w.Body.String(), "auth.cross_origin")
			if refused == c.ok {
				t.Errorf("%s, %s: %d %s", c.name, path, w.Code, w.Body)
			}
		}
		if c.ok {
			session = in.signIn(t)
		}
	}
}

func TestGuessingIsAnswered429(t *testing.T) {
	t.Parallel()
	in := start(t)
	var w *httptest.ResponseRecorder
	for range 6 {
		w = in.call("POST", "/api/auth/login", fields{"email": annMail, "password": "a wrong password here"}, "Test-Address", "192.0.2.1")
	}
	if w.Code != 429 || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d, retry after %q", w.Code, w.Header().Get("Retry-After"))
	}
	w = in.call("POST", "/api/auth/login", fields{"email": annMail, "password": annPassword}, "Test-Address", "192.0.2.2")
	if w.Code != 200 {
		t.Errorf("from elsewhere: %d", w.Code)
	}
}

func TestTheDocumentsOperationsAreInTheAccessTable(t *testing.T) {
	t.Parallel()
	for _, r := range httpkit.Routes(append(authapi.Nouns(authapi.Deps{}), publicapi.Nouns(publicapi.Deps{})...)...) {
		if !auth.Knows(r.Access) {
			t.Errorf("%s %s: access %q", r.Method, r.Path, r.Access)
		}
	}
}
