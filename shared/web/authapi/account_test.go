package authapi_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/web/authapi"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// device returns the cookie by which the browser is known again.
func device(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	for _, c := range w.Result().Cookies() {
		if c.Name == "__Host-trib_device" {
			if !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.MaxAge != int((400*24*time.Hour).Seconds()) {
				t.Errorf("the cookie is not safe, or does not last: %s", c)
			}
			return c.Name + "=" + c.Value
		}
	}
	t.Fatalf("no cookie of the browser: %d %s", w.Code, w.Body)
	return ""
}

func TestPeopleChangeTheirAccount(t *testing.T) {
	t.Parallel()
	in := start(t)
	session := in.signIn(t)
	got := read[authapi.Account](t, in.call("PUT", "/api/auth/account", fields{"name": "Ann Lee", "contact": "@ann", "language": "de"}, "Cookie", session))
	if got.Name != "Ann Lee" || got.Email != annMail || !got.HasPassword || got.Language != "de" {
		t.Errorf("%+v", got)
	}
	if again := read[authapi.Account](t, in.call("GET", "/api/auth/account", nil, "Cookie", session)); again != got {
		t.Errorf("%+v", again)
	}
	if s := read[authapi.Session](t, in.call("GET", "/api/auth/session", nil, "Cookie", session)); s.User.Language != "de" {
		t.Errorf("%+v", s.User)
	}
	if w := in.call("PUT", "/api/auth/account", fields{"name": "", "language": "xx"}, "Cookie", session); w.Code != 422 || !strings.Contains(w.Body.String(), "body.name") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestWhatMattersAsksForAFreshSignIn(t *testing.T) {
	t.Parallel()
	in := start(t)
	session := in.signIn(t)
	in.clock.Advance(identity.FreshFor + time.Second)
	for _, c := range []struct {
		method, path string
		body         fields
	}{
		{"POST", "/api/auth/account/email", fields{"email": "ann@example.org"}},
		{"PUT", "/api/auth/account/password", fields{"password": "another gilded walrus"}},
	} {
		if w := in.call(c.method, c.path, c.body, "Cookie", session); w.Code != 403 || !strings.Contains(w.Body.String(), "auth.reauthenticate") {
			t.Errorf("%s: %d %s", c.path, w.Code, w.Body)
		}
		fresh := cookie(t, in.call("POST", "/api/auth/reauthenticate", fields{"password": annPassword}, "Cookie", session))
		if w := in.call(c.method, c.path, c.body, "Cookie", fresh); w.Code/100 != 2 {
			t.Errorf("%s: %d %s", c.path, w.Code, w.Body)
		}
		session = fresh
		in.clock.Advance(identity.FreshFor + time.Second)
	}
}

func TestANewAddressIsConfirmedByAPostOnly(t *testing.T) {
	t.Parallel()
	in := start(t)
	session := in.signIn(t)
	if w := in.call("POST", "/api/auth/account/email", fields{"email": "ann@example.org"}, "Cookie", session); w.Code != 202 || w.Body.Len() != 0 {
		t.Fatal(w.Code, w.Body)
	}
	token := in.tokenTo(t, "ann@example.org")
	if w := in.call("GET", "/api/auth/email/confirm?token="+token, nil); w.Code != 405 {
		t.Errorf("a GET: %d", w.Code)
	}
	if w := in.call("POST", "/api/auth/email/confirm", fields{"token": token}); w.Code != 204 {
		t.Fatal(w.Code, w.Body)
	}
	if w := in.call("POST", "/api/auth/email/back", fields{"token": in.tokenTo(t, annMail)}); w.Code != 204 {
		t.Fatal(w.Code, w.Body)
	}
	if w := in.call("GET", "/api/auth/session", nil, "Cookie", session); w.Code != 401 {
		t.Errorf("taking it back ends the sessions: %d", w.Code)
	}
	in.tokenTo(t, annMail) // to a new password
}

// tokenTo takes the token out of the last mail with one to an address.
func (in *instance) tokenTo(t *testing.T, to string) string {
	t.Helper()
	for i := len(in.mail.sent) - 1; i >= 0; i-- {
		_, token, ok := strings.Cut(in.mail.sent[i].Link, "#token=")
		if ok && in.mail.sent[i].To == to {
			return token
		}
	}
	t.Fatalf("no link to %s: %+v", to, in.mail.sent)
	return ""
}

func TestSessionsCanBeEnded(t *testing.T) {
	t.Parallel()
	in := start(t)
	const safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
	first := in.call("POST", "/api/auth/login", fields{"email": annMail, "password": annPassword})
	here, known := cookie(t, first), device(t, first)
	in.clock.Advance(time.Minute)
	there := cookie(t, in.call("POST", "/api/auth/login", fields{"email": annMail, "password": annPassword}, "User-Agent", safari, "Cookie", known))
	if len(in.mail.sent) != 0 {
		t.Errorf("a browser that is known is told: %+v", in.mail.sent)
	}
	list := read[httpkit.List[authapi.OpenSession]](t, in.call("GET", "/api/auth/sessions", nil, "Cookie", here)).Data
	if len(list) != 2 || !list[0].Current || list[1].Current || list[1].Browser != "Safari" || list[1].System != "iOS" {
		t.Fatalf("%+v", list)
	}
	if w := in.call("DELETE", "/api/auth/sessions/"+list[1].ID, nil, "Cookie", here); w.Code != 204 {
		t.Error(w.Code, w.Body)
	}
	if w := in.call("GET", "/api/auth/session", nil, "Cookie", there); w.Code != 401 {
		t.Errorf("an ended session: %d", w.Code)
	}
	other := in.signIn(t)
	if len(in.mail.sent) != 1 || in.mail.sent[0].Kind != identity.MailNewDevice {
		t.Errorf("a new browser: %+v", in.mail.sent)
	}
	if w := in.call("DELETE", "/api/auth/sessions", nil, "Cookie", here); w.Code != 204 {
		t.Error(w.Code, w.Body)
	}
	if a, b := in.call("GET", "/api/auth/session", nil, "Cookie", here).Code, in.call("GET", "/api/auth/session", nil, "Cookie", other).Code; a != 200 || b != 401 {
		t.Errorf("all others: here %d, there %d", a, b)
	}
}
