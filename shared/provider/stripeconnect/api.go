package stripeconnect

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Where Stripe's API lives, and the version whose shapes are asked for and read.
const (
	Origin  = "https://api.stripe.com"
	Version = "2026-08-26.dahlia"
)

// API calls Stripe.
type API struct {
	Caller webhook.Caller
	Origin string // Stripe's own when empty
}

// answer is what Stripe said; Status is 0 when it said nothing.
type answer struct {
	Status int
	Body   []byte
	Err    error
}

// refusal is Stripe's error object.
type refusal struct {
	Error struct {
		Type    string `json:"type"`
		Code    string `json:"code"`
		Message string `json:"message"`
		Param   string `json:"param"`
	} `json:"error"`
}

func (r answer) said() refusal {
	var said refusal
	if json.Unmarshal(r.Body, &said) != nil {
		return refusal{}
	}
	return said
}

// read decodes the body of an answer that went well.
func (r answer) read(into any) error {
	if r.Err != nil {
		return r.Err
	}
	if r.Status != http.StatusOK {
		return r.refusal()
	}
	if err := json.Unmarshal(r.Body, into); err != nil {
		return fault.Wrap(err, fault.Unavailable, "stripe.api_unreadable", "Stripe's answer cannot be read.")
	}
	return nil
}

// refusal is an answer that did not go well.
func (r answer) refusal() error {
	said := r.said().Error
	switch {
	case r.Status == http.StatusUnauthorized || r.Status == http.StatusForbidden:
		return fault.New(fault.Invalid, "stripe.bad_key", "Stripe does not let this key do that: %s", said.Message)
	case r.Status == http.StatusNotFound:
		return fault.New(fault.NotFound, "stripe.api_unknown", "Stripe knows no such thing.")
	case r.Status == http.StatusTooManyRequests:
		return fault.New(fault.TooMany, "stripe.api_busy", "Stripe asks to call less often.")
	case r.Status >= http.StatusInternalServerError || r.Status == http.StatusConflict || r.Status == 0:
		return fault.New(fault.Unavailable, "stripe.api_unavailable", "Stripe answered with status %d.", r.Status)
	}
	return fault.New(fault.Invalid, "stripe.refused", "Stripe refused: %s", said.Message)
}

func (a API) get(ctx context.Context, key, path string) answer {
	return a.call(ctx, key, webhook.Request{Method: http.MethodGet, URL: path})
}

// post makes a call that Stripe makes once for each idempotency key.
func (a API) post(ctx context.Context, key, path, idempotency string, form url.Values) answer {
	r := webhook.Request{Method: http.MethodPost, URL: path, Body: []byte(form.Encode()), Header: map[string]string{"Content-Type": "application/x-www-form-urlencoded"}}
	if idempotency != "" {
		r.Header["Idempotency-Key"] = idempotency
	}
	return a.call(ctx, key, r)
}

func (a API) call(ctx context.Context, key string, r webhook.Request) answer {
	origin := a.Origin
	if origin == "" {
		origin = Origin
	}
	if r.Header == nil {
		r.Header = map[string]string{}
	}
	r.URL = origin + r.URL
	r.Header["Authorization"], r.Header["Stripe-Version"] = "Bearer "+key, Version
	got := a.Caller.CallEach(ctx, []webhook.Request{r})[0]
	return answer{got.Status, got.Body, got.Err}
}

// Probe tells whether the key is one that may do what transfers need; Invalid
// when not.
func (a API) Probe(ctx context.Context, key string) error {
	var any struct{}
	for _, path := range []string{"/v1/transfers?limit=1", "/v1/balance"} {
		if err := a.get(ctx, key, path).read(&any); err != nil {
			return err
		}
	}
	return nil
}
