package authapi_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/authapi"
)

// key makes a secret key of the program.
func (in *instance) key(t *testing.T, scopes ...apikey.Scope) string {
	t.Helper()
	_, text, err := in.keys.Make(t.Context(), apikey.Owner{Program: in.prg.ID}, apikey.Draft{Kind: apikey.Secret, Name: "Shop", Scopes: scopes}, string(in.ann.ID))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// announce lets the merchant's server announce a person.
func (in *instance) announce(t *testing.T, person fields) string {
	t.Helper()
	w := in.call("POST", "/v1/entries", person, "Authorization", "Bearer "+in.key(t, apikey.EntriesWrite))
	if w.Code != http.StatusCreated {
		t.Fatal(w.Code, w.Body)
	}
	address, token, ok := strings.Cut(read[authapi.EntryTicket](t, w).URL, "#token=")
	if !ok || address != origin+"/enter?program=acme" {
		t.Fatal(w.Body)
	}
	return token
}

func (in *instance) use(token string, cookies ...string) *httptest.ResponseRecorder {
	return in.call("POST", "/api/auth/entry", fields{"token": token}, "Cookie", strings.Join(cookies, "; "))
}

func person(email string) fields {
	return fields{"user_id": "customer-1", "email": email, "name": "Maya", "company": "Maya & Co"}
}

func TestComingInFromTheMerchantsSiteForTheFirstTimeAndAgain(t *testing.T) {
	t.Parallel()
	in := start(t)
	w := in.use(in.announce(t, person("maya@example.com")))
	out := read[authapi.Entered](t, w)
	if out.Session == nil || out.Session.User.Email != "maya@example.com" || out.Session.Program != string(in.prg.ID) || len(out.Session.Partners) != 1 {
		t.Fatalf("%s", w.Body)
	}
	org := out.Session.Partners[0]
	if org.Name != "Maya & Co" || len(org.Programs) != 1 || org.Programs[0].Status != "applied" {
		t.Errorf("%+v", org)
	}
	if got := in.call("GET", "/api/auth/session", nil, "Cookie", cookie(t, w)); got.Code != 200 {
		t.Error(got.Code, got.Body)
	}
	if _, err := in.desk.Approve(t.Context(), in.prg.ID, id.Partner(org.ID), enrollment.System); err != nil {
		t.Fatal(err)
	}
	renamed := person("maya.b@example.com") // it is the merchant's name for her that counts
	again := read[authapi.Entered](t, in.use(in.announce(t, renamed)))
	if again.Session == nil || again.Session.User.ID != out.Session.User.ID || again.Session.Partners[0].Programs[0].Status != "approved" {
		t.Errorf("%+v", again)
	}
}

func TestAnEntryWorksOnceAndForFiveMinutes(t *testing.T) {
	t.Parallel()
	in := start(t)
	token := in.announce(t, person("maya@example.com"))
	if w := in.use(token); w.Code != 200 {
		t.Fatal(w.Code, w.Body)
	}
	if w := in.use(token); w.Code != http.StatusGone {
		t.Errorf("once more: %d", w.Code)
	}
	token = in.announce(t, person("maya@example.com"))
	in.clock.Advance(identity.EntryLasts + time.Second)
	if w := in.use(token); w.Code != http.StatusGone {
		t.Errorf("late: %d", w.Code)
	}
	if w := in.use("nonsense"); w.Code != http.StatusGone {
		t.Errorf("nobody's: %d", w.Code)
	}
}

func TestTheMerchantsWordOpensNoAccountThatItsOwnerHasNotTied(t *testing.T) {
	t.Parallel()
	in := start(t)
	u, err := in.door.Register(t.Context(), "lena@example.com", "Lena", "a walrus in a gilded boat")
	if err != nil {
		t.Fatal(err)
	}
	w := in.use(in.announce(t, person("lena@example.com")))
	out := read[authapi.Entered](t, w)
	if out.Session != nil || out.Agree == "" || w.Header().Get("Set-Cookie") != "" {
		t.Fatalf("%s", w.Body)
	}
	agree := func(token, session string) *httptest.ResponseRecorder {
		return in.call("POST", "/api/auth/entry/agree", fields{"token": token}, "Cookie", session)
	}
	if w := agree(out.Agree, ""); w.Code != 401 {
		t.Errorf("nobody agrees: %d", w.Code)
	}
	if w := in.use(out.Agree); w.Code != 200 || read[authapi.Entered](t, w).Session != nil {
		t.Errorf("what asks for consent lets somebody in: %d %s", w.Code, w.Body)
	}
	out = read[authapi.Entered](t, in.use(in.announce(t, person("lena@example.com"))))
	if w := agree(out.Agree, in.signIn(t)); w.Code != 403 {
		t.Errorf("somebody else agrees: %d %s", w.Code, w.Body)
	}
	out = read[authapi.Entered](t, in.use(in.announce(t, person("lena@example.com"))))
	lena := cookie(t, in.call("POST", "/api/auth/login", fields{"email": u.Email, "password": "a walrus in a gilded boat"}))
	if w := agree(out.Agree, lena); w.Code != 204 {
		t.Fatal(w.Code, w.Body)
	}
	if m := in.mail.sent[len(in.mail.sent)-1]; m.Kind != identity.MailSecurity || m.To != u.Email {
		t.Errorf("told %+v", m)
	}
	if out := read[authapi.Entered](t, in.use(in.announce(t, person("lena@example.com")))); out.Session == nil || out.Session.User.ID != string(u.ID) {
		t.Errorf("from then on: %+v", out)
	}
}

func TestWhoRunsAProgramComesInByNobodysWord(t *testing.T) {
	t.Parallel()
	in := start(t)
	if w := in.use(in.announce(t, person(annMail))); w.Code != 403 || !strings.Contains(w.Body.String(), "entry.staff") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestOnlyAServersKeyWithTheScopeAnnouncesPeople(t *testing.T) {
	t.Parallel()
	in := start(t)
	for name, c := range map[string]struct {
		bearer string
		want   int
	}{
		"no key":        {"", 401},
		"a made-up key": {"Bearer trib_sk_nothing", 401},
		"another scope": {"Bearer " + in.key(t, apikey.ConversionsWrite), 403},
		"the scope":     {"Bearer " + in.key(t, apikey.EntriesWrite), 201},
	} {
		if w := in.call("POST", "/v1/entries", person("maya@example.com"), "Authorization", c.bearer); w.Code != c.want {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	bad := person("nobody")
	if w := in.call("POST", "/v1/entries", bad, "Authorization", "Bearer "+in.key(t, apikey.EntriesWrite)); w.Code != 422 {
		t.Errorf("no address: %d %s", w.Code, w.Body)
	}
}

func TestTheSecondStepIsAskedOfThoseWhoCameInToo(t *testing.T) {
	t.Parallel()
	in := start(t)
	w := in.use(in.announce(t, person("maya@example.com")))
	user := id.User(read[authapi.Entered](t, w).Session.User.ID)
	a := identity.Authenticator{User: user, Sealed: []byte(string(user) + " 0123456789abcdef0123"), On: true, Version: 1, CreatedAt: in.clock.Now()}
	if err := in.door.Authenticators.SaveAuthenticator(t.Context(), a, "authenticator.on"); err != nil {
		t.Fatal(err)
	}
	if s := read[authapi.Entered](t, in.use(in.announce(t, person("maya@example.com")))).Session; s == nil || s.Level != "half" || s.User.Email != "" {
		t.Errorf("%+v", s)
	}
}
