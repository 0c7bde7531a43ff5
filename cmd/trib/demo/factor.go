package demo

import (
	"context"
	"encoding/base32"
	"fmt"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
)

// withSecond does something that asks for a second factor: two-step sign-in is
// on meanwhile, and off again for whoever plays with the demo.
func (b *browser) withSecond(ctx context.Context, now time.Time, do func() error) error {
	var app struct{ Secret string }
	if err := b.call(ctx, http.MethodPost, "/api/auth/authenticator", nil, &app); err != nil {
		return err
	}
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(app.Secret)
	if err != nil {
		return fmt.Errorf("read the app's secret: %w", err)
	}
	code := map[string]string{"code": identity.CodeAt(secret, now)}
	if err := b.call(ctx, http.MethodPost, "/api/auth/authenticator/confirm", code, nil); err != nil {
		return err
	}
	if err := do(); err != nil {
		return err
	}
	return b.call(ctx, http.MethodDelete, "/api/auth/authenticator", nil, nil)
}
