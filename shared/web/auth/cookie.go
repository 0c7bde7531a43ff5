package auth

import (
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/identity"
)

// visitSeconds is how long a visit to another site may take.
const visitSeconds = 600

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

func (c Cookie) deviceName() string {
	if c.Secure {
		return "__Host-trib_device"
	}
	return "trib_device"
}

// device is what the browser kept to be known again.
func (c Cookie) device(r *http.Request) string {
	got, err := r.Cookie(c.deviceName())
	if err != nil {
		return ""
	}
	return got.Value
}

// Known returns the cookie by which a browser is known at its next sign-in.
func (c Cookie) Known(device string) http.Cookie {
	known := c.Set(device) //nolint:gosec // as below
	known.Name, known.MaxAge = c.deviceName(), int(identity.DeviceLasts.Seconds())
	return known
}

func (c Cookie) visitName() string {
	if c.Secure {
		return "__Host-trib_visit"
	}
	return "trib_visit"
}

func (c Cookie) visit(r *http.Request) string {
	got, err := r.Cookie(c.visitName())
	if err != nil {
		return ""
	}
	return got.Value
}

// Visit returns the cookie that binds a way to another site and back to the
// browser; the empty one ends it.
func (c Cookie) Visit(secret string) http.Cookie {
	visit := c.Set(secret) //nolint:gosec // as below
	visit.Name, visit.MaxAge = c.visitName(), visitSeconds
	if secret == "" {
		visit.MaxAge = -1
	}
	return visit
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
