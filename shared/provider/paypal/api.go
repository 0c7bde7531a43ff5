package paypal

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Where PayPal's API lives.
const (
	Live    = "https://api-m.paypal.com"
	Sandbox = "https://api-m.sandbox.paypal.com"
)

// API calls PayPal.
type API struct {
	Caller webhook.Caller
	Clock  clock.Clock
	Tokens *Tokens // nil: every call asks for its own
	Origin string  // PayPal's own when empty
}

func (a API) origin(of rail.Credentials) string {
	switch {
	case a.Origin != "":
		return a.Origin
	case of.Sandbox:
		return Sandbox
	}
	return Live
}

// answer is what PayPal said; Status is 0 when it said nothing.
type answer struct {
	Status int
	Body   []byte
	Err    error
}

// read decodes the body of an answer that went well.
func (r answer) read(into any) error {
	if r.Err != nil {
		return r.Err
	}
	if r.Status != http.StatusOK && r.Status != http.StatusCreated {
		return r.refusal()
	}
	if err := json.Unmarshal(r.Body, into); err != nil {
		return fault.Wrap(err, fault.Unavailable, "paypal.unreadable", "PayPal's answer cannot be read.")
	}
	return nil
}

// call makes a call with a token. A token that PayPal no longer takes is
// replaced once: the call said nothing before it was let in.
func (a API) call(ctx context.Context, of rail.Credentials, method, path string, header map[string]string, body any) answer {
	var text []byte
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			return answer{Err: err}
		}
	}
	var got answer
	for range 2 {
		token, err := a.token(ctx, of)
		if err != nil {
			return answer{Err: err}
		}
		h := map[string]string{"Authorization": "Bearer " + token, "Content-Type": "application/json", "Accept": "application/json"}
		for k, v := range header {
			h[k] = v
		}
		got = a.once(ctx, webhook.Request{Method: method, URL: a.origin(of) + path, Header: h, Body: text})
		if got.Status != http.StatusUnauthorized {
			break
		}
		a.Tokens.forget(of)
	}
	return got
}

func (a API) once(ctx context.Context, r webhook.Request) answer {
	got := a.Caller.CallEach(ctx, []webhook.Request{r})[0]
	return answer{got.Status, got.Body, got.Err}
}

// Probe tells whether PayPal lets the app in; Invalid when not.
func (a API) Probe(ctx context.Context, of rail.Credentials) error {
	a.Tokens.forget(of)
	_, err := a.token(ctx, of)
	return err
}

func (a API) token(ctx context.Context, of rail.Credentials) (string, error) {
	now := a.Clock.Now()
	if t := a.Tokens.of(of, now); t != "" {
		return t, nil
	}
	r := a.once(ctx, webhook.Request{
		Method: http.MethodPost, URL: a.origin(of) + "/v1/oauth2/token", Body: []byte("grant_type=client_credentials"),
		Header: map[string]string{
			"Authorization": "Basic " + base64.StdEncoding.EncodeToString([]byte(of.ClientID+":"+of.Secret)),
			"Content-Type":  "application/x-www-form-urlencoded", "Accept": "application/json",
		},
	})
	if r.Status == http.StatusUnauthorized || r.Status == http.StatusBadRequest || r.Status == http.StatusForbidden {
		return "", fault.New(fault.Invalid, "paypal.bad_credentials", "PayPal does not take this client id and secret.").
			With(fault.Field{Location: "body.secret", Message: "is not what PayPal knows for this client id and environment"})
	}
	var granted struct {
		Token   string `json:"access_token"`
		Seconds int64  `json:"expires_in"`
	}
	if err := r.read(&granted); err != nil {
		return "", err
	}
	if granted.Token == "" {
		return "", fault.New(fault.Unavailable, "paypal.unreadable", "PayPal's answer cannot be read.")
	}
	a.Tokens.keep(of, granted.Token, now, granted.Seconds)
	return granted.Token, nil
}
