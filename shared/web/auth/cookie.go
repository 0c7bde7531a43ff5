package auth

import (
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/identity"
)

// Cookie is how a session travels. Over https its name begins with __Host-, so
// that no other host of the domain can set it.
type Cookie struct{ Secure bool }

func (c Cookie) name() string {
	if c.Secure {
		return "__Host-trib_session"
	}
	return "trib_session"
}

func (c Cookie) read(r *http.Request) string {
	got, err := r.Cookie(c.name())
	if err != nil {
		return ""
	}
	return got.Value
}

// Set returns the cookie of a session.
func (c Cookie) Set(raw string) http.Cookie {
	return http.Cookie{ //nolint:gosec // Secure but on a plain local address
		Name: c.name(), Value: raw, Path: "/", Secure: c.Secure, HttpOnly: true,
		SameSite: http.SameSiteLaxMode, MaxAge: int(identity.Absolute.Seconds()),
	}
}

// Clear returns the cookie that ends a session in the browser.
func (c Cookie) Clear() http.Cookie {
	gone := c.Set("") //nolint:gosec // as above
	gone.MaxAge = -1
	return gone
}
