package httpkit

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// A cursor is the store's own, encrypted and authenticated together with the
// path and the query it belongs to. The nonce is a MAC of the content, so that
// the same page always has the same cursor.

// boundTo is what a cursor belongs to: the address with every parameter but
// the cursor and the page's size.
func boundTo(u *url.URL) []byte {
	q := u.Query()
	q.Del("cursor")
	q.Del("limit")
	return []byte(u.Path + "?" + q.Encode())
}

func (h *House) seal(ctx context.Context, u *url.URL, raw string) (string, error) {
	if raw == "" {
		return "", nil
	}
	gcm, key, err := h.cipher(ctx)
	if err != nil {
		return "", err
	}
	bound := boundTo(u)
	mac := hmac.New(sha256.New, key)
	mac.Write(bound)
	mac.Write([]byte{0})
	mac.Write([]byte(raw))
	nonce := mac.Sum(nil)[:gcm.NonceSize()]
	return base64.RawURLEncoding.EncodeToString(gcm.Seal(nonce, nonce, []byte(raw), bound)), nil
}

func (h *House) open(ctx context.Context, u *url.URL, sealed string) (string, error) {
	gcm, _, err := h.cipher(ctx)
	if err != nil {
		return "", err
	}
	bad := Unreadable(fault.New(fault.Invalid, "page.bad_cursor", "The cursor does not belong to this list.").With(
		fault.Field{Location: "query.cursor", Message: "not a cursor of this list"}))
	b, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil || len(b) < gcm.NonceSize() {
		return "", bad
	}
	raw, err := gcm.Open(nil, b[:gcm.NonceSize()], b[gcm.NonceSize():], boundTo(u))
	if err != nil {
		return "", bad
	}
	return string(raw), nil
}

func (h *House) cipher(ctx context.Context) (cipher.AEAD, []byte, error) {
	secret, err := h.CursorKey(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("read the cursor key: %w", err)
	}
	key := sha256.Sum256(append([]byte("cursor "), secret...))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, nil, fmt.Errorf("make the cursor cipher: %w", err)
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, nil, fmt.Errorf("make the cursor cipher: %w", err)
	}
	return gcm, key[:], nil
}

// openCursor replaces the sealed cursor of the query by the raw one.
func (h *House) openCursor(r *http.Request) (*http.Request, error) {
	q := r.URL.Query()
	sealed := q.Get("cursor")
	if sealed == "" {
		return r, nil
	}
	raw, err := h.open(r.Context(), r.URL, sealed)
	if err != nil {
		return r, err
	}
	q.Set("cursor", raw)
	u := *r.URL
	u.RawQuery = q.Encode()
	c := r.Clone(r.Context())
	c.URL = &u
	return c, nil
}
