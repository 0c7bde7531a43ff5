package stage

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/integration"
)

// Shop is where the program's Shopify events come from.
const Shop = "acme.myshopify.com"

// ShopifySecret signs the program's Shopify events.
const ShopifySecret = "shpss_0123456789abcdef0123456789abcdef"

// join connects the program to Stripe and Shopify.
func (s *Stage) join(ctx context.Context) error {
	stripe, shopify, shop := StripeSecret, ShopifySecret, Shop
	if _, err := s.Integrations().Set(ctx, s.Program.ID, integration.Stripe, integration.Setup{Secret: &stripe}); err != nil {
		return err
	}
	_, err := s.Integrations().Set(ctx, s.Program.ID, integration.Shopify, integration.Setup{Secret: &shopify, Account: &shop})
	return err
}

// Signature is Stripe's header for a body that is sent at the time.
func Signature(secret, body string, at time.Time) string {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(stamp + "." + body))
	return "t=" + stamp + ",v1=" + hex.EncodeToString(mac.Sum(nil))
}

// Stripe sends an event of the stage's program, signed.
func (s *Stage) Stripe(ctx context.Context, body string) *httptest.ResponseRecorder {
	return s.StripeSigned(ctx, body, Signature(StripeSecret, body, s.Clock.Now()))
}

// StripeSigned sends an event with that signature.
func (s *Stage) StripeSigned(ctx context.Context, body, signature string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/webhooks/stripe/"+string(s.Program.ID), strings.NewReader(body))
	r.Header.Set("Stripe-Signature", signature)
	w := httptest.NewRecorder()
	s.Webhooks.ServeHTTP(w, r)
	return w
}
