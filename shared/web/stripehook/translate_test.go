package stripehook_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/stripehook"
)

func event(kind, object string) []byte {
	return []byte(`{"id":"evt_1","type":"` + kind + `","created":1767600000,"data":{"object":` + object + `}}`)
}

func amount(minor int64, c money.Currency) *money.Amount {
	a := money.Must(minor, c)
	return &a
}

// TestTranslate holds the mapping of Stripe's events: what a payment is called
// does not depend on which of its events tells of it.
func TestTranslate(t *testing.T) {
	t.Parallel()
	stripe := customer.Identity{Kind: customer.Stripe, Value: "cus_1"}
	email := customer.Identity{Kind: customer.Email, Value: customer.HashEmail("ada@example.com")}
	for name, c := range map[string]struct {
		kind, object string
		want         conversion.Report
	}{
		"a one-time payment is a sale by its intent": {
			"checkout.session.completed",
			`{"id":"cs_1","mode":"payment","payment_status":"paid","client_reference_id":"CLICK","payment_intent":"pi_1","customer":"cus_1","amount_total":4990,"currency":"eur","customer_details":{"email":"Ada@example.com"}}`,
			conversion.Report{Kind: conversion.Sale, Transaction: "pi_1", Clicks: "CLICK", Amount: amount(4990, "EUR"), Customer: []customer.Identity{stripe, email}, Masked: "A•••@example.com"},
		},
		"the merchant's order id names the order, the intent is its other name": {
			"checkout.session.completed",
			`{"id":"cs_1","mode":"payment","payment_status":"paid","payment_intent":{"id":"pi_1"},"amount_total":4990,"currency":"eur","metadata":{"order_id":"O-7","click_id":"CLICK"}}`,
			conversion.Report{Kind: conversion.Sale, Transaction: "pi_1", Order: "O-7", OrderAlias: "pi_1", Clicks: "CLICK", Amount: amount(4990, "EUR")},
		},
		"a subscription's session only binds the customer": {
			"checkout.session.completed",
			`{"id":"cs_1","mode":"subscription","payment_status":"paid","client_reference_id":"CLICK","customer":"cus_1","amount_total":4990,"currency":"eur"}`,
			conversion.Report{Kind: conversion.Signup, Transaction: "cs_1", Clicks: "CLICK", Customer: []customer.Identity{stripe}},
		},
		"the first invoice is the sale": {
			"invoice.paid",
			`{"id":"in_1","billing_reason":"subscription_create","amount_paid":4990,"currency":"eur","customer":"cus_1","payment_intent":"pi_2"}`,
			conversion.Report{Kind: conversion.Sale, Transaction: "in_1", OrderAlias: "pi_2", Amount: amount(4990, "EUR"), Customer: []customer.Identity{stripe}, Waits: true},
		},
		"later invoices are recurring": {
			"invoice.paid",
			`{"id":"in_2","billing_reason":"subscription_cycle","amount_paid":4990,"currency":"eur","customer":"cus_1"}`,
			conversion.Report{Kind: conversion.Recurring, Transaction: "in_2", Amount: amount(4990, "EUR"), Customer: []customer.Identity{stripe}, Waits: true},
		},
		"a refund is a target, and each new sum an event of its own": {
			"charge.refunded",
			`{"id":"ch_1","amount_refunded":1500,"currency":"eur","payment_intent":"pi_1"}`,
			conversion.Report{Kind: conversion.Refund, Transaction: "ch_1@15.00", Order: "pi_1", Amount: amount(1500, "EUR"), Cumulative: true},
		},
		"an invoice's refund finds the invoice": {
			"charge.refunded",
			`{"id":"ch_1","amount_refunded":1500,"currency":"eur","payment_intent":"pi_2","invoice":"in_1"}`,
			conversion.Report{Kind: conversion.Refund, Transaction: "ch_1@15.00", Order: "in_1", Amount: amount(1500, "EUR"), Cumulative: true},
		},
		"ISK is in hundredths there": {
			"charge.refunded",
			`{"id":"ch_1","amount_refunded":150000,"currency":"isk","payment_intent":"pi_1"}`,
			conversion.Report{Kind: conversion.Refund, Transaction: "ch_1@1500", Order: "pi_1", Amount: amount(1500, "ISK"), Cumulative: true},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.want.Program, c.want.Source, c.want.SourceEvent, c.want.OccurredAt = "prg_1", conversion.Stripe, "evt_1", time.Unix(1767600000, 0).UTC()
			got, ok, err := stripehook.Translate("prg_1", event(c.kind, c.object))
			if err != nil || !ok {
				t.Fatalf("%v, %v", ok, err)
			}
			if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(money.Amount{})); diff != "" {
				t.Fatal(diff)
			}
		})
	}
}

func TestWhatIsNoneOfOurs(t *testing.T) {
	t.Parallel()
	for name, e := range map[string][]byte{
		"another event":           event("customer.created", `{}`),
		"an unpaid session":       event("checkout.session.completed", `{"mode":"payment","payment_status":"unpaid","payment_intent":"pi_1"}`),
		"an invoice over nothing": event("invoice.paid", `{"id":"in_1","amount_paid":0,"currency":"eur"}`),
	} {
		if _, ok, err := stripehook.Translate("prg_1", e); ok || err != nil {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
	}
	for name, e := range map[string][]byte{
		"no JSON":              []byte("{"),
		"an object that isn't": event("invoice.paid", `[]`),
		"an unknown currency":  event("charge.refunded", `{"id":"ch_1","amount_refunded":1,"currency":"zzz"}`),
	} {
		if _, ok, err := stripehook.Translate("prg_1", e); ok || err == nil {
			t.Errorf("%s: %v, %v", name, ok, err)
		}
	}
}
