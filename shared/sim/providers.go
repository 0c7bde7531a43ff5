package sim

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
)

// providers are servers that pay, with books of their own.
type providers struct {
	paypal *providertest.PayPal
	stripe *providertest.Stripe
}

// Where they are called.
const (
	paypalAt = "https://paypal.test"
	stripeAt = "https://stripe.test"
)

func (w *world) hire() {
	w.providers = providers{providertest.NewPayPal(w.clock), providertest.NewStripe(w.clock)}
	w.paypal.Trouble, w.stripe.Trouble = w.trouble, w.trouble
	w.paypal.Outcome = func(string) string {
		if w.calm {
			return "SUCCESS"
		}
		return [...]string{"SUCCESS", "SUCCESS", "SUCCESS", "PENDING", "UNCLAIMED", "ONHOLD", "FAILED"}[w.luck.IntN(7)]
	}
	w.stripe.Refuse = func(string) string {
		if w.calm || w.luck.IntN(5) > 0 {
			return ""
		}
		return "account_invalid"
	}
}

// trouble decides what goes wrong with a call: its answer is lost after all was
// done, or nothing is done.
func (w *world) trouble(string, string) providertest.Trouble {
	if w.calm || w.luck.IntN(3) > 0 {
		return providertest.Well
	}
	return [...]providertest.Trouble{providertest.Hangup, providertest.Hangup, providertest.Outage, providertest.Busy}[w.luck.IntN(4)]
}

// CallEach calls the providers; every other hook answers that it has heard.
func (w *world) CallEach(ctx context.Context, rs []webhook.Request) []webhook.Result {
	out := make([]webhook.Result, len(rs))
	for i, r := range rs {
		out[i] = w.call(ctx, r)
	}
	return out
}

func (w *world) call(ctx context.Context, r webhook.Request) (out webhook.Result) {
	to, err := url.Parse(r.URL)
	if err != nil {
		out.Err = err
		return out
	}
	var server http.Handler
	switch to.Scheme + "://" + to.Host {
	case paypalAt:
		server = w.paypal
	case stripeAt:
		server = w.stripe
	default:
		out.Status = http.StatusOK
		return out
	}
	q := httptest.NewRequestWithContext(ctx, r.Method, r.URL, bytes.NewReader(r.Body))
	for name, v := range r.Header {
		q.Header.Set(name, v)
	}
	a := &answer{ResponseRecorder: httptest.NewRecorder()}
	server.ServeHTTP(a, q)
	if a.lost {
		out.Err = errors.New("the answer got lost")
		return out
	}
	out.Status, out.RetryAfter, out.Body = a.Code, a.Header().Get("Retry-After"), a.Body.Bytes()
	return out
}

// answer is a server's answer, perhaps lost on its way.
type answer struct {
	*httptest.ResponseRecorder

	lost bool
}

// Hijack loses the answer.
func (a *answer) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	a.lost = true
	here, there := net.Pipe()
	return here, nil, there.Close()
}

// paid is what an outside world saw of a payout, less what came back.
func (w *world) paid(p payout.Payout) int64 {
	sum := int64(0)
	for _, book := range []map[string]int64{w.paypal.Net(), w.stripe.Net()} {
		for n := range p.Attempt {
			sum += book[attemptKey(p.ID, n+1)]
		}
	}
	return w.fake.Paid[p.ID] - w.back[p.ID] + inEuros(p, sum)
}

var (
	_ webhook.Caller = (*world)(nil)
	_ http.Hijacker  = (*answer)(nil)
)
