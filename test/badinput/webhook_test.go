package badinput_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/test/stage"
)

const paid = `{"id":"evt_1","type":"invoice.paid","created":1773133200,"data":{"object":{"id":"in_1","object":"invoice","amount_paid":100,"currency":"eur","customer":"cus_1"}}}`

func TestWebhooksThatAreNotTakenIn(t *testing.T) {
	t.Parallel()
	s, maya, rival := open(t)
	now := s.Clock.Now()
	hook := func(path, body, signature string) *http.Request {
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
		r.Header.Set("Stripe-Signature", signature)
		return r
	}
	here := "/webhooks/stripe/" + string(s.Program.ID)
	sign := func(body string) string { return stage.Signature(stage.StripeSecret, body, now) }
	enormous := `{"id":"evt_1","type":"` + strings.Repeat("x", huge) + `"}`
	for name, c := range map[string]struct {
		r      *http.Request
		status int
		code   string
	}{
		"no signature":                      {hook(here, paid, ""), 401, "stripe.stale_signature"},
		"a signature that is none":          {hook(here, paid, "t="+strings.Repeat("9", 30)+",v1=zz"), 401, "stripe.stale_signature"},
		"a signature without a time":        {hook(here, paid, strings.TrimPrefix(sign(paid), "t=")), 401, "stripe.stale_signature"},
		"a signature of 8 KB":               {hook(here, paid, sign(paid)[:12]+",v1="+strings.Repeat("a", long)), 401, "stripe.bad_signature"},
		"a wrong secret's signature":        {hook(here, paid, stage.Signature("whsec_wrong", paid, now)), 401, "stripe.bad_signature"},
		"another body's signature":          {hook(here, paid, sign(paid+" ")), 401, "stripe.bad_signature"},
		"a signature of six minutes ago":    {hook(here, paid, stage.Signature(stage.StripeSecret, paid, now.Add(-6*time.Minute))), 401, "stripe.stale_signature"},
		"a signature of the future":         {hook(here, paid, stage.Signature(stage.StripeSecret, paid, now.Add(6*time.Minute))), 401, "stripe.stale_signature"},
		"another program's address":         {hook("/webhooks/stripe/"+string(rival.Program.ID), paid, sign(paid)), 401, "stripe.bad_signature"},
		"nobody's address":                  {hook("/webhooks/stripe/prg_00000000000000000000000001", paid, sign(paid)), 401, "stripe.bad_signature"},
		"an address that is none":           {hook("/webhooks/stripe/"+strings.Repeat("x", long), paid, sign(paid)), 404, "route.not_found"},
		"another provider's address":        {hook("/webhooks/paypal/"+string(s.Program.ID), paid, sign(paid)), 404, "route.not_found"},
		"a body of 10 MB":                   {hook(here, enormous, sign(enormous)), 400, "request.too_large"},
		"signed, but no JSON":               {hook(here, "\x00\xff", sign("\x00\xff")), 400, "stripe.unreadable"},
		"signed, but empty":                 {hook(here, "", sign("")), 400, "stripe.unreadable"},
		"signed, but without an id":         {hook(here, "{}", sign("{}")), 400, "stripe.unreadable"},
		"signed, but nested 10,000 deep":    {hook(here, nested(10_001), sign(nested(10_001))), 400, "stripe.unreadable"},
		"signed, but an array":              {hook(here, "[]", sign("[]")), 400, "stripe.unreadable"},
		"signed, but of an id that is none": {hook(here, `{"id":7}`, sign(`{"id":7}`)), 400, "stripe.unreadable"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, s, s.Webhooks, c.r, c.status, c.code) }) //nolint:paralleltest // one after another, on one table
	}
	untouched(t, s, maya)
}

func TestWebhooksThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	s, maya, _ := open(t)
	invoice := func(object string) string {
		return `{"id":"evt_1","type":"invoice.paid","created":1773133200,"data":{"object":` + object + `}}`
	}
	for name, c := range map[string]struct {
		body   string
		parked string // part of the reason; empty when there is nothing to park
	}{
		"a type that is none of ours":    {`{"id":"evt_1","type":"plan.created","data":{"object":{}}}`, ""},
		"no object":                      {`{"id":"evt_1","type":"invoice.paid"}`, "stripe.unknown_shape"},
		"an object that is a list":       {invoice(`[1]`), "stripe.unknown_shape"},
		"an amount of 10^30":             {invoice(`{"id":"in_1","object":"invoice","amount_paid":1` + strings.Repeat("0", 30) + `,"currency":"eur"}`), "stripe.unknown_shape"},
		"an unknown currency":            {invoice(`{"id":"in_1","object":"invoice","amount_paid":100,"currency":"xxq"}`), "currency"},
		"a negative amount":              {invoice(`{"id":"in_1","object":"invoice","amount_paid":-100,"currency":"eur"}`), ""},
		"no id":                          {invoice(`{"object":"invoice","amount_paid":100,"currency":"eur"}`), "stripe.unknown_shape"},
		"an id of 8 KB":                  {invoice(`{"id":"` + strings.Repeat("x", long) + `","object":"invoice","amount_paid":100,"currency":"eur"}`), "conversion.invalid"},
		"an id with a control character": {invoice(`{"id":"a\u0000b","object":"invoice","amount_paid":100,"currency":"eur"}`), "conversion.invalid"},
	} {
		t.Run(name, func(t *testing.T) { //nolint:paralleltest // one after another, on one table
			before := len(s.Parked())
			if w := s.Stripe(t.Context(), c.body); w.Code != http.StatusOK {
				t.Fatalf("a signed event is answered with %d %s", w.Code, w.Body)
			}
			must(t, s.Settle(t.Context()))
			parked := s.Parked()[before:]
			if c.parked == "" {
				if len(parked) > 0 {
					t.Errorf("parked: %s", parked[0].Reason)
				}
				return
			}
			if len(parked) != 1 || !strings.Contains(parked[0].Reason, c.parked) {
				t.Errorf("parked: %+v, want the reason %q", parked, c.parked)
			}
		})
	}
	b, err := s.Balance(t.Context(), maya)
	must(t, err)
	if b.Seq != 1 {
		t.Errorf("the partner's account reads %+v", b)
	}
	must(t, s.Sound(t.Context()))
}
