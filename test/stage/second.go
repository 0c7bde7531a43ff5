package stage

import (
	"context"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/identity"
)

// CallProven calls as a person who has just shown a second factor: money that
// leaves by a provider or a bank's file asks for one. Two-step sign-in is on for
// the call alone.
func (s *Stage) CallProven(ctx context.Context, email, method, path, body string) (*httptest.ResponseRecorder, error) {
	session := ""
	send := func(method, path, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(ctx, method, path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Cookie", session)
		h := s.Portal
		if strings.HasPrefix(path, "/api/m/") {
			h = s.Manager
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if set := w.Header().Get("Set-Cookie"); set != "" {
			session, _, _ = strings.Cut(set, ";")
		}
		return w
	}
	if w := send(http.MethodPost, "/api/auth/login", Credentials(email)); w.Code != http.StatusOK {
		return nil, fmt.Errorf("%s cannot sign in: %d %s", email, w.Code, w.Body)
	}
	var app struct{ Secret string }
	if err := json.Unmarshal(send(http.MethodPost, "/api/auth/authenticator", "").Body.Bytes(), &app); err != nil {
		return nil, fmt.Errorf("enrol an app: %w", err)
	}
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(app.Secret)
	if err != nil {
		return nil, fmt.Errorf("read the app's secret: %w", err)
	}
	code := `{"code":"` + identity.CodeAt(secret, s.Clock.Now()) + `"}`
	if w := send(http.MethodPost, "/api/auth/authenticator/confirm", code); w.Code != http.StatusOK {
		return nil, fmt.Errorf("%s cannot show a second factor: %d %s", email, w.Code, w.Body)
	}
	got := send(method, path, body)
	if w := send(http.MethodDelete, "/api/auth/authenticator", ""); w.Code != http.StatusNoContent {
		return nil, fmt.Errorf("turn two-step sign-in off: %d %s", w.Code, w.Body)
	}
	return got, nil
}
