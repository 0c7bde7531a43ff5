package authapi_test

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/web/authapi"
	"github.com/tributaryhq/tributary/shared/web/passkey/passkeytest"
)

// device returns a device that holds a passkey of Ann's.
func (in *instance) device(t *testing.T, session string) *passkeytest.Device {
	t.Helper()
	d, err := passkeytest.New(origin)
	if err != nil {
		t.Fatal(err)
	}
	if w := in.keep(t, d, session); w.Code != 201 {
		t.Fatal(w.Code, w.Body)
	}
	return d
}

// keep enrols the device's passkey.
func (in *instance) keep(t *testing.T, d *passkeytest.Device, session string) *httptest.ResponseRecorder {
	t.Helper()
	o := read[authapi.PasskeyOptions](t, in.call("POST", "/api/auth/passkeys/enrol", nil, "Cookie", session))
	answer, err := d.Create(o.Options)
	if err != nil {
		t.Fatal(err)
	}
	return in.call("POST", "/api/auth/passkeys", map[string]any{"name": "Laptop", "answer": json.RawMessage(answer)}, "Cookie", session)
}

// answer is the device's answer to a new challenge, as a body.
func (in *instance) answer(t *testing.T, d *passkeytest.Device) map[string]any {
	t.Helper()
	o := read[authapi.PasskeyOptions](t, in.call("POST", "/api/auth/passkeys/ask", nil))
	answer, err := d.Get(o.Options)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]any{"answer": json.RawMessage(answer)}
}

func TestSigningInByPasskey(t *testing.T) {
	t.Parallel()
	in := start(t)
	d := in.device(t, in.signIn(t))
	w := in.call("POST", "/api/auth/passkeys/sign-in", in.answer(t, d))
	if s := read[authapi.Session](t, w); s.Level != "passkey" || s.User.Email != annMail || len(s.Programs) != 1 {
		t.Errorf("%+v", s)
	}
	session := cookie(t, w)
	s := read[authapi.Security](t, in.call("GET", "/api/auth/security", nil, "Cookie", session))
	if len(s.Passkeys) != 1 || s.Passkeys[0].Name != "Laptop" || s.Passkeys[0].UsedAt.IsZero() {
		t.Fatalf("%+v", s)
	}
	path := "/api/auth/passkeys/" + s.Passkeys[0].ID
	if k := read[authapi.SecurityPasskey](t, in.call("PUT", path, fields{"name": "Old laptop"}, "Cookie", session)); k.Name != "Old laptop" {
		t.Errorf("%+v", k)
	}
	if w := in.call("DELETE", path, nil, "Cookie", session); w.Code != 204 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := in.call("POST", "/api/auth/passkeys/sign-in", in.answer(t, d)); w.Code != 403 || !strings.Contains(w.Body.String(), "passkey.refused") {
		t.Errorf("one that was removed: %d %s", w.Code, w.Body)
	}
}

func TestAPasskeyIsASecondFactor(t *testing.T) {
	t.Parallel()
	in := start(t)
	_, _, session := in.enrolled(t)
	d := in.device(t, session)
	half := cookie(t, in.call("POST", "/api/auth/login", fields{"email": annMail, "password": annPassword}))
	w := in.call("POST", "/api/auth/passkeys/show", in.answer(t, d), "Cookie", half)
	if s := read[authapi.Session](t, w); s.Level != "passkey" || len(s.Programs) != 1 {
		t.Errorf("%+v", s)
	}
	if in.call("GET", "/api/auth/session", nil, "Cookie", half).Code != 401 {
		t.Error("the half session goes on")
	}
	if w := in.call("POST", "/api/auth/passkeys/show", in.answer(t, d)); w.Code != 401 {
		t.Errorf("without a session: %d", w.Code)
	}
	if _, err := in.door.Register(context.Background(), "eve@example.com", "Eve", annPassword); err != nil {
		t.Fatal(err)
	}
	eve := cookie(t, in.call("POST", "/api/auth/login", fields{"email": "eve@example.com", "password": annPassword}))
	if w := in.call("POST", "/api/auth/passkeys/show", in.answer(t, d), "Cookie", eve); w.Code != 403 {
		t.Errorf("in another's session: %d %s", w.Code, w.Body)
	}
}

func TestPasskeysThatAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]func(t *testing.T, in *instance, d *passkeytest.Device) map[string]any{
		"an answer that was sent before": func(t *testing.T, in *instance, d *passkeytest.Device) map[string]any {
			t.Helper()
			a := in.answer(t, d)
			if w := in.call("POST", "/api/auth/passkeys/sign-in", a); w.Code != 200 {
				t.Fatal(w.Body)
			}
			return a
		},
		"an answer after six minutes": func(t *testing.T, in *instance, d *passkeytest.Device) map[string]any {
			t.Helper()
			a := in.answer(t, d)
			in.clock.Advance(6 * time.Minute)
			return a
		},
		"a challenge of nobody's": func(t *testing.T, _ *instance, d *passkeytest.Device) map[string]any {
			t.Helper()
			a, err := d.Get([]byte(`{"challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}`))
			if err != nil {
				t.Fatal(err)
			}
			return map[string]any{"answer": json.RawMessage(a)}
		},
		"another site":               changed(func(d *passkeytest.Device) { d.Origin = "https://partners.acme.example.evil.example" }),
		"a host below ours":          changed(func(d *passkeytest.Device) { d.Origin = "https://shop.partners.acme.example" }),
		"our host without TLS":       changed(func(d *passkeytest.Device) { d.Origin = "http://partners.acme.example" }),
		"an owner who was not asked": changed(func(d *passkeytest.Device) { d.Verified = false }),
		"a counter that goes back":   changed(func(d *passkeytest.Device) { d.Count = 3 }),
		"a user who is not there":    changed(func(d *passkeytest.Device) { d.User = []byte("usr_01JD0000000000000000000000") }),
		"a user who is none":         changed(func(d *passkeytest.Device) { d.User = []byte("ann") }),
		"a user left out":            changed(func(d *passkeytest.Device) { d.User = nil }),
		"a passkey nobody knows":     changed(func(d *passkeytest.Device) { d.ID = []byte("another credential") }),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := start(t)
			d := in.device(t, in.signIn(t))
			d.Count = 10
			if w := in.call("POST", "/api/auth/passkeys/sign-in", in.answer(t, d)); w.Code != 200 {
				t.Fatal(w.Body)
			}
			w := in.call("POST", "/api/auth/passkeys/sign-in", c(t, in, d))
			if w.Code != 403 && w.Code != 410 || w.Header().Get("Set-Cookie") != "" {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
}

// changed is an answer of a device that was changed.
func changed(by func(*passkeytest.Device)) func(*testing.T, *instance, *passkeytest.Device) map[string]any {
	return func(t *testing.T, in *instance, d *passkeytest.Device) map[string]any {
		t.Helper()
		by(d)
		return in.answer(t, d)
	}
}

func TestWhoMayAddAPasskey(t *testing.T) {
	t.Parallel()
	in := start(t)
	session := in.signIn(t)
	in.clock.Advance(11 * time.Minute)
	if w := in.call("POST", "/api/auth/passkeys/enrol", nil, "Cookie", session); w.Code != 403 || !strings.Contains(w.Body.String(), "auth.reauthenticate") {
		t.Errorf("long after signing in: %d %s", w.Code, w.Body)
	}
	session = in.signIn(t)
	in.device(t, session)
	for _, path := range []string{"/api/auth/passkeys/enrol", "/api/auth/authenticator"} {
		if w := in.call("POST", path, nil, "Cookie", session); w.Code != 403 || !strings.Contains(w.Body.String(), "second_factor.required") {
			t.Errorf("%s by the password, beside a passkey: %d %s", path, w.Code, w.Body)
		}
	}
	d, err := passkeytest.New("https://evil.example")
	if err != nil {
		t.Fatal(err)
	}
	other := start(t)
	if w := other.keep(t, d, other.signIn(t)); w.Code != 403 {
		t.Errorf("made on another site: %d %s", w.Code, w.Body)
	}
	var told []identity.Change
	for _, m := range in.mail.sent {
		if m.Kind == identity.MailSecurity {
			told = append(told, m.Change)
		}
	}
	if len(told) != 1 || told[0] != identity.PasskeyAdded {
		t.Errorf("mailed %v", told)
	}
}
