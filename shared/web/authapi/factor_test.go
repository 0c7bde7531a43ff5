package authapi_test

import (
	"encoding/base32"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/web/authapi"
)

func read[T any](t *testing.T, w *httptest.ResponseRecorder) (v T) {
	t.Helper()
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil || w.Code/100 != 2 {
		t.Fatal(w.Code, w.Body, err)
	}
	return v
}

// enrolled turns two-step sign-in on, and returns the secret, the recovery
// codes and the session.
func (in *instance) enrolled(t *testing.T) (secret []byte, recovery []string, session string) {
	t.Helper()
	session = in.signIn(t)
	e := read[authapi.AuthenticatorEnrolment](t, in.call("POST", "/api/auth/authenticator", nil, "Cookie", session))
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(e.Secret)
	if err != nil || e.QR.Size < 21 || !strings.HasPrefix(e.QR.Path, "M") {
		t.Fatal(e, err)
	}
	w := in.call("POST", "/api/auth/authenticator/confirm", fields{"code": in.code(secret)}, "Cookie", session)
	recovery = read[authapi.RecoveryCodes](t, w).Codes
	if next := cookie(t, w); next == session {
		t.Error("the session was not rotated")
	} else {
		session = next
	}
	in.clock.Advance(30 * time.Second)
	return secret, recovery, session
}

func (in *instance) code(secret []byte) string { return identity.CodeAt(secret, in.clock.Now()) }

func TestSigningInInTwoSteps(t *testing.T) {
	t.Parallel()
	in := start(t)
	secret, recovery, session := in.enrolled(t)
	s := read[authapi.Security](t, in.call("GET", "/api/auth/security", nil, "Cookie", session))
	if !s.Password || s.Authenticator == nil || s.Authenticator.RecoveryLeft != len(recovery) {
		t.Errorf("%+v", s)
	}
	w := in.call("POST", "/api/auth/login", fields{"email": annMail, "password": annPassword})
	half := cookie(t, w)
	if got := read[authapi.Session](t, w); got.Level != "half" || got.User.Email != "" || len(got.Programs) != 0 {
		t.Errorf("the password alone tells %+v", got)
	}
	for _, c := range []struct{ method, path string }{{"GET", "/api/auth/session"}, {"GET", "/api/auth/security"}, {"DELETE", "/api/auth/authenticator"}, {"POST", "/api/auth/authenticator"}} {
		if w := in.call(c.method, c.path, nil, "Cookie", half); w.Code != 401 || !strings.Contains(w.Body.String(), "second_factor.due") {
			t.Errorf("%s %s by the password alone: %d %s", c.method, c.path, w.Code, w.Body)
		}
	}
	if w := in.call("POST", "/api/auth/second", fields{"code": "000000"}, "Cookie", half); w.Code != 403 || !strings.Contains(w.Body.String(), "body.code") {
		t.Errorf("a wrong code: %d %s", w.Code, w.Body)
	}
	w = in.call("POST", "/api/auth/second", fields{"code": in.code(secret)}, "Cookie", half)
	if got := read[authapi.Session](t, w); got.Level != "totp" || got.User.Email != annMail || len(got.Programs) != 1 {
		t.Errorf("%+v", got)
	}
	if w := in.call("POST", "/api/auth/second", fields{"code": "123456"}); w.Code != 401 {
		t.Errorf("a code without a session: %d", w.Code)
	}
}

func TestWhatASecondFactorGuards(t *testing.T) {
	t.Parallel()
	in := start(t)
	secret, _, session := in.enrolled(t)
	in.clock.Advance(11 * time.Minute)
	session = cookie(t, in.call("POST", "/api/auth/reauthenticate", fields{"password": annPassword}, "Cookie", session))
	for _, c := range []struct{ method, path string }{{"POST", "/api/auth/authenticator/recovery"}, {"DELETE", "/api/auth/authenticator"}} {
		if w := in.call(c.method, c.path, nil, "Cookie", session); w.Code != 403 || !strings.Contains(w.Body.String(), "second_factor.required") {
			t.Errorf("%s by a fresh password: %d %s", c.path, w.Code, w.Body)
		}
	}
	session = cookie(t, in.call("POST", "/api/auth/second", fields{"code": in.code(secret)}, "Cookie", session))
	if codes := read[authapi.RecoveryCodes](t, in.call("POST", "/api/auth/authenticator/recovery", nil, "Cookie", session)).Codes; len(codes) != 10 {
		t.Error(codes)
	}
	if w := in.call("DELETE", "/api/auth/authenticator", nil, "Cookie", session); w.Code != 204 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if got := read[authapi.Session](t, in.call("POST", "/api/auth/login", fields{"email": annMail, "password": annPassword})); got.Level != "single" {
		t.Errorf("%+v", got)
	}
}

func TestEnrollingAsksWhoItIs(t *testing.T) {
	t.Parallel()
	in := start(t)
	session := in.signIn(t)
	in.clock.Advance(11 * time.Minute)
	if w := in.call("POST", "/api/auth/authenticator", nil, "Cookie", session); w.Code != 403 || !strings.Contains(w.Body.String(), "auth.reauthenticate") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
