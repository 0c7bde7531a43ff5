package stage

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
)

// password is everybody's.
const password = "a password of the stage"

// Owner is the address of the program's owner.
const Owner = "owner@shop.test"

// Credentials is what somebody signs in with, as JSON.
func Credentials(email string) string {
	return `{"email":"` + email + `","password":"` + password + `"}`
}

// Call lets somebody call an API, signed in for this one call. A body is JSON.
func (s *Stage) Call(ctx context.Context, email, method, path, body string) (*httptest.ResponseRecorder, error) {
	in := httptest.NewRequestWithContext(ctx, http.MethodPost, "/api/auth/login", strings.NewReader(Credentials(email)))
	in.Header.Set("Content-Type", "application/json")
	signed := httptest.NewRecorder()
	s.Portal.ServeHTTP(signed, in)
	if signed.Code != http.StatusOK {
		return nil, fmt.Errorf("%s cannot sign in: %d %s", email, signed.Code, signed.Body)
	}
	r := httptest.NewRequestWithContext(ctx, method, path, strings.NewReader(body))
	for _, c := range signed.Result().Cookies() {
		r.AddCookie(c)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	h := s.Portal
	switch {
	case strings.Contains(path, "/documents/"):
		h = s.Printed
	case strings.HasPrefix(path, "/api/m/"):
		h = s.Manager
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w, nil
}
