package notice

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Farewell makes and reads the links by which somebody who gets a mail wants no
// more of its kind, without signing in (RFC 8058).
type Farewell struct {
	Key    func(context.Context) ([]byte, error)
	Origin string
}

const macBytes = 16

// Links returns the address that a mail program posts to, and the page that a
// person opens.
func (f Farewell) Links(ctx context.Context, u id.User, k Kind) (post, page string, err error) {
	mac, err := f.mac(ctx, u, k)
	if err != nil {
		return "", "", err
	}
	token := string(u) + "." + string(k) + "." + base64.RawURLEncoding.EncodeToString(mac)
	return f.Origin + "/api/auth/unsubscribe?token=" + token, f.Origin + "/account/unsubscribe#token=" + token, nil
}

// Read returns who wants no more mails of what kind; Gone for a token that was
// not made here.
func (f Farewell) Read(ctx context.Context, token string) (id.User, Kind, error) {
	user, rest, _ := strings.Cut(token, ".")
	kind, sum, _ := strings.Cut(rest, ".")
	given, err := base64.RawURLEncoding.DecodeString(sum)
	u, bad := id.Parse[id.User](user)
	if err != nil || bad != nil {
		return "", "", errFarewell()
	}
	mac, err := f.mac(ctx, u, Kind(kind))
	if err != nil {
		return "", "", err
	}
	if !hmac.Equal(mac, given) || !Kind(kind).Optional() {
		return "", "", errFarewell()
	}
	return u, Kind(kind), nil
}

func (f Farewell) mac(ctx context.Context, u id.User, k Kind) ([]byte, error) {
	key, err := f.Key(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the key of farewells: %w", err)
	}
	h := hmac.New(sha256.New, key)
	h.Write([]byte("unsubscribe " + string(u) + " " + string(k)))
	return h.Sum(nil)[:macBytes], nil
}

func errFarewell() error {
	return fault.New(fault.Gone, "unsubscribe.unknown", "This link is not complete. Sign in and choose there what you are told.")
}
