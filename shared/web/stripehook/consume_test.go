package stripehook_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/web/stripehook"
)

// around is everything that the consumer works with: a connection with an API
// key, and a Stripe that answers what it is told to.
type around struct {
	facts   map[integration.Fact]string
	asked   []string
	refuses error
	decided []conversion.Report
	entries []integration.Entry
}

func (a *around) Load(context.Context, id.Program, integration.Provider) (integration.Connection, error) {
	return integration.Connection{Version: 1, CountTests: true}, nil
}

func (a *around) Key(context.Context, integration.Connection) (string, error) { return "rk_1", nil }

func (a *around) Ended(context.Context, id.Program, integration.Provider, integration.Ending) error {
	return nil
}

func (a *around) Code(_ context.Context, key, promotion string) (string, error) {
	a.asked = append(a.asked, key+" "+promotion)
	return "MAYA", a.refuses
}

func (a *around) Invoice(_ context.Context, key, payment string) (string, error) {
	a.asked = append(a.asked, key+" "+payment)
	return aInvoice, a.refuses
}

func (a *around) Process(_ context.Context, r conversion.Report) (conversion.Verdict, error) {
	a.decided = append(a.decided, r)
	return conversion.Verdict{Result: conversion.Accepted}, nil
}

func (a *around) Try(context.Context, conversion.Report) (conversion.Record, error) {
	return conversion.Record{Verdict: conversion.Verdict{Result: conversion.Accepted}}, nil
}

func (a *around) Remember(_ context.Context, _ id.Program, _ integration.Provider, facts ...integration.Fact) error {
	for _, f := range facts {
		a.facts[integration.Fact{Kind: f.Kind, Key: f.Key}] = f.Value
	}
	return nil
}

func (a *around) Recall(_ context.Context, _ id.Program, _ integration.Provider, asked ...integration.Fact) (out []integration.Fact, err error) {
	for _, f := range asked {
		if v, ok := a.facts[f]; ok {
			out = append(out, integration.Fact{Kind: f.Kind, Key: f.Key, Value: v})
		}
	}
	return out, nil
}

func (a *around) Under(_ context.Context, _ id.Program, _ integration.Provider, kind integration.FactKind, prefix string) (out []integration.Fact, err error) {
	for f, v := range a.facts {
		if f.Kind == kind && strings.HasPrefix(f.Key, prefix) {
			out = append(out, integration.Fact{Kind: kind, Key: f.Key, Value: v})
		}
	}
	return out, nil
}

func (a *around) Keep(context.Context, id.Program, customer.Identity, customer.Contact) error {
	return nil
}

func (a *around) Note(_ context.Context, e integration.Entry) error {
	a.entries = append(a.entries, e)
	return nil
}

func (a *around) Health(context.Context, id.Program, integration.Provider) (integration.Health, error) {
	return integration.Health{}, nil
}

func (a *around) consumer() stripehook.Consumer {
	return stripehook.Consumer{
		Decider: a, Connections: a, Contacts: a, Memory: a, Journal: a, Stripe: a, Clock: clock.NewManual(time.Unix(at, 0)),
	}
}

func newAround() *around { return &around{facts: map[integration.Fact]string{}} }

func (a *around) take(t *testing.T, body string) error {
	t.Helper()
	return a.consumer().Take(t.Context(), "prg_1", queue.Message{Body: body})
}

func discounted(t *testing.T) string {
	t.Helper()
	return event(t, "evt_1", "checkout.session.completed", object(t, "checkout.session",
		paidSession(set{"discounts": []any{set{"promotion_code": aPromo}, set{"coupon": "25OFF"}}})))
}

func TestAPromotionCodeIsAskedForOnce(t *testing.T) {
	t.Parallel()
	a := newAround()
	for range 2 {
		if err := a.take(t, discounted(t)); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"rk_1 " + aPromo}, a.asked); diff != "" {
		t.Error(diff)
	}
	if len(a.decided) != 2 || !slices.Equal(a.decided[1].Coupons, []string{"MAYA"}) {
		t.Errorf("%+v", a.decided)
	}
}

func TestAKeyThatStripeRefusesKeepsNoSaleBack(t *testing.T) {
	t.Parallel()
	a := newAround()
	a.refuses = fault.New(fault.Invalid, "stripe.bad_key", "revoked")
	if err := a.take(t, discounted(t)); err != nil || len(a.decided) != 1 || len(a.decided[0].Coupons) > 0 {
		t.Errorf("%+v, %v", a.decided, err)
	}
}

func TestAnEventComesAgainWhileStripeIsAway(t *testing.T) {
	t.Parallel()
	a := newAround()
	a.refuses = fault.New(fault.Unavailable, "outbound.timeout", "no answer")
	if err := a.take(t, discounted(t)); !fault.Is(err, fault.Unavailable) || len(a.decided)+len(a.entries) > 0 {
		t.Errorf("%+v, %+v, %v", a.decided, a.entries, err)
	}
}

func TestTheInvoiceOfAnOldPaymentIsAskedFor(t *testing.T) {
	t.Parallel()
	a := newAround()
	refund := event(t, "evt_1", "charge.refunded", object(t, "charge", set{"amount_refunded": 40, "payment_intent": "pi_old"}))
	if err := a.take(t, refund); err != nil || len(a.decided) != 1 || a.decided[0].Order != aInvoice {
		t.Fatalf("%+v, %v", a.decided, err)
	}
	if err := a.take(t, refund); err != nil || len(a.asked) != 1 {
		t.Errorf("%v, %v", a.asked, err)
	}
}

func TestWhatBecameOfAnEventIsNoted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind, resource string
		changes        set
		word           integration.Word
	}{
		"a sale":                      {"checkout.session.completed", "checkout.session", paidSession(nil), "accepted"},
		"a fact":                      {"promotion_code.created", "promotion_code", nil, integration.Noted},
		"none of ours":                {"plan.created", "event", nil, integration.Ignored},
		"what has not Stripe's shape": {"invoice.paid", "charge", nil, integration.Unreadable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := newAround()
			err := a.take(t, event(t, "evt_1", c.kind, object(t, c.resource, c.changes)))
			if (err != nil) != (c.word == integration.Unreadable) || len(a.entries) != 1 || a.entries[0].Word != c.word || a.entries[0].Event != "evt_1" {
				t.Errorf("%+v, %v", a.entries, err)
			}
		})
	}
}

// What is kept for later holds nobody's address.
func TestAHeldRefundTellsNobodysAddress(t *testing.T) {
	t.Parallel()
	a := newAround()
	refund := object(t, "charge", set{"amount_refunded": 40, "payment_intent": "pi_1", "billing_details": set{"email": "ada@example.com", "name": "Ada"}})
	if err := a.take(t, event(t, "evt_1", "charge.refunded", refund)); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(slices.Collect(func(yield func(string) bool) {
		for _, v := range a.facts {
			if !yield(v) {
				return
			}
		}
	}))
	if err != nil || len(a.facts) == 0 || strings.Contains(string(text), "da@example") || strings.Contains(string(text), "Ada") {
		t.Errorf("%s, %v", text, err)
	}
}

var (
	_ stripehook.Decider     = (*around)(nil)
	_ stripehook.Connections = (*around)(nil)
	_ stripehook.Contacts    = (*around)(nil)
	_ stripehook.Asker       = (*around)(nil)
	_ integration.Memory     = (*around)(nil)
	_ integration.Journal    = (*around)(nil)
)
