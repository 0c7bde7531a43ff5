package stage

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
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
	stripe, shopify, shop, tests := StripeSecret, ShopifySecret, Shop, true
	if _, err := s.Integrations().Set(ctx, s.Program.ID, integration.Stripe, integration.Setup{Secret: &stripe, Tests: &tests}); err != nil {
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

// ShopifySignature is Shopify's header for a body.
func ShopifySignature(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// Shopify sends a webhook of the stage's shop, signed.
func (s *Stage) Shopify(ctx context.Context, topic, webhook string, body []byte) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/webhooks/shopify/"+string(s.Program.ID), bytes.NewReader(body))
	for name, value := range map[string]string{
		"X-Shopify-Topic": topic, "X-Shopify-Shop-Domain": Shop, "X-Shopify-Webhook-Id": webhook,
		"X-Shopify-Hmac-Sha256": ShopifySignature(ShopifySecret, body), "X-Shopify-Triggered-At": s.Clock.Now().Format(time.RFC3339Nano),
	} {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	s.Webhooks.ServeHTTP(w, r)
	return w
}
