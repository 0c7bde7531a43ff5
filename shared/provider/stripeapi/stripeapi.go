// Package stripeapi asks Stripe's API the two questions that its events leave
// open: what a promotion code reads, and which invoice a payment was for. It
// needs a restricted key that may read promotion codes and invoices, no more.
package stripeapi

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Version is the API version whose shapes are asked for, and read.
const Version = "2026-08-26.dahlia"

// Origin is where Stripe's API lives.
const Origin = "https://api.stripe.com"

// API asks Stripe.
type API struct {
	Caller webhook.Caller
	Origin string // Stripe's own when empty
}

// Probe tells whether the key is one that may read what it is needed for.
func (a API) Probe(ctx context.Context, key string) error {
	for _, path := range []string{"/v1/promotion_codes?limit=1", "/v1/invoice_payments?limit=1"} {
		if err := a.get(ctx, key, path, &struct{}{}); err != nil {
			return err
		}
	}
	return nil
}

// Code returns what a promotion code reads, "" when there is none such.
func (a API) Code(ctx context.Context, key, promotion string) (string, error) {
	var found struct {
		Code string `json:"code"`
	}
	err := a.get(ctx, key, "/v1/promotion_codes/"+url.PathEscape(promotion), &found)
	if fault.Is(err, fault.NotFound) {
		return "", nil
	}
	return found.Code, err
}

// Invoice returns the invoice that a payment was for, "" when it was for none.
func (a API) Invoice(ctx context.Context, key, payment string) (string, error) {
	var found struct {
		Data []struct {
			Invoice string `json:"invoice"`
		} `json:"data"`
	}
	q := url.Values{"payment[type]": {"payment_intent"}, "payment[payment_intent]": {payment}, "limit": {"1"}}
	if err := a.get(ctx, key, "/v1/invoice_payments?"+q.Encode(), &found); err != nil || len(found.Data) == 0 {
		return "", err
	}
	return found.Data[0].Invoice, nil
}

func (a API) get(ctx context.Context, key, path string, into any) error {
	origin := a.Origin
	if origin == "" {
		origin = Origin
	}
	answer := a.Caller.CallEach(ctx, []webhook.Request{{Method: http.MethodGet, URL: origin + path, Header: map[string]string{
		"Authorization": "Bearer " + key, "Stripe-Version": Version,
	}}})[0]
	if answer.Err != nil {
		return answer.Err
	}
	switch answer.Status {
	case http.StatusOK:
		if err := json.Unmarshal(answer.Body, into); err != nil {
			return fault.Wrap(err, fault.Unavailable, "stripe.api_unreadable", "Stripe's answer cannot be read.")
		}
		return nil
	case http.StatusNotFound:
		return fault.New(fault.NotFound, "stripe.api_unknown", "Stripe knows no such thing.")
	case http.StatusUnauthorized:
		return wrongKey("is not a key that Stripe knows")
	case http.StatusForbidden:
		return wrongKey("may not read promotion codes and invoices; give it both permissions in Stripe")
	}
	return fault.New(fault.Unavailable, "stripe.api_unavailable", "Stripe answered with status %d.", answer.Status)
}

func wrongKey(why string) error {
	return fault.New(fault.Invalid, "stripe.bad_key", "Stripe does not take this key.").With(fault.Field{Location: "body.api_key", Message: why})
}

var _ integration.Prober = API{}
