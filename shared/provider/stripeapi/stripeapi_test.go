package stripeapi_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/provider/stripeapi"
)

// stripe answers with the objects that stripe-mock serves.
type stripe struct {
	t      *testing.T
	status int
	asked  []string
}

func (s *stripe) CallEach(_ context.Context, rs []webhook.Request) []webhook.Result {
	r := rs[0]
	if r.Header["Authorization"] != "Bearer rk_test_key" || r.Header["Stripe-Version"] != stripeapi.Version || r.Method != "GET" {
		s.t.Errorf("%+v", r)
	}
	s.asked = append(s.asked, strings.TrimPrefix(r.URL, stripeapi.Origin))
	resource, list := "promotion_code", strings.Contains(r.URL, "?")
	if strings.Contains(r.URL, "invoice_payments") {
		resource = "invoice_payment"
	}
	body, err := os.ReadFile("../../web/stripehook/testdata/stripe-mock/" + resource + ".json")
	if err != nil {
		s.t.Fatal(err)
	}
	if list {
		body = []byte(`{"object":"list","data":[` + string(body) + `],"has_more":false}`)
	}
	return []webhook.Result{{Response: webhook.Response{Status: s.status, Body: body}}}
}

func TestStripeIsAskedWhatItsEventsLeaveOpen(t *testing.T) {
	t.Parallel()
	s := &stripe{t: t, status: 200}
	a := stripeapi.API{Caller: s}
	if code, err := a.Code(t.Context(), "rk_test_key", "promo_1"); code != "FALL20" || err != nil {
		t.Error(code, err)
	}
	if invoice, err := a.Invoice(t.Context(), "rk_test_key", "pi_1"); invoice != "invoice" || err != nil {
		t.Error(invoice, err)
	}
	if err := a.Probe(t.Context(), "rk_test_key"); err != nil {
		t.Error(err)
	}
	if got := strings.Join(s.asked, " "); got != "/v1/promotion_codes/promo_1 /v1/invoice_payments?limit=1&payment%5Bpayment_intent%5D=pi_1&payment%5Btype%5D=payment_intent "+
		"/v1/promotion_codes?limit=1 /v1/invoice_payments?limit=1" {
		t.Error(got)
	}
}

func TestAnswersThatAreNone(t *testing.T) {
	t.Parallel()
	for status, kind := range map[int]fault.Kind{401: fault.Invalid, 403: fault.Invalid, 429: fault.Unavailable, 500: fault.Unavailable} {
		if _, err := (stripeapi.API{Caller: &stripe{t: t, status: status}}).Code(t.Context(), "rk_test_key", "promo_1"); !fault.Is(err, kind) {
			t.Errorf("%d: %v", status, err)
		}
	}
	if code, err := (stripeapi.API{Caller: &stripe{t: t, status: 404}}).Code(t.Context(), "rk_test_key", "promo_1"); code != "" || err != nil {
		t.Errorf("404: %q, %v", code, err)
	}
}

var _ webhook.Caller = (*stripe)(nil)
