package stripehook_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/stripehook"
)

// The ids that stripe-mock's objects have.
const (
	aSession = "cs_test_a1YS1URlnyQCN5fUUduORoQ7Pw41PJqDWkIVQCpJPqkfIhd6tVY8XB1OLY"
	aPayment = "pi_1PgafyB7WZ01zgkWSjxsAJo3"
	aInvoice = "in_1Pgc6tB7WZ01zgkWu9fdqL6I"
	aCharge  = "ch_1PgafuB7WZ01zgkWXYmPNZs8"
	aDispute = "dp_1Pgc71B7WZ01zgkWMevJiAUx"
	aRefund  = "re_1Pgc72B7WZ01zgkWqPvrRrPE"
	made     = "@1767600000"
	aBuyer   = "cus_QXg1o8vcGmoR32"
	aPlan    = "sub_1Pgc6rB7WZ01zgkWNy0Cn5nw"
	aLine    = "il_1Pgc6sB7WZ01zgkWFnxLrLCq"
	aPromo   = "promo_1Pgc79B7WZ01zgkWNy4mn5NX"
)

type sample struct {
	kind     string
	resource string
	changes  set
	want     stripehook.Told
}

func paidSession(more set) set {
	s := set{
		"payment_status": "paid", "amount_total": 4990, "currency": "eur", "client_reference_id": "CLICK", "customer": aBuyer,
		"customer_details": set{"email": "Ada@example.com", "address": set{"country": "DE"}}, "total_details": set{"amount_tax": 0}, "invoice_creation": set{"enabled": false},
	}
	merge(s, more)
	return s
}

func paidInvoice(more set) set {
	i := set{"amount_paid": 1000, "billing_reason": "subscription_create", "customer_address": set{"country": "US"}}
	merge(i, more)
	return i
}

func who(email string) []customer.Identity {
	out := []customer.Identity{{Kind: customer.Stripe, Value: aBuyer}}
	if email != "" {
		out = append(out, customer.Identity{Kind: customer.Email, Value: customer.HashEmail(email)})
	}
	return out
}

func theLine() []conversion.Line {
	return []conversion.Line{{ID: aLine, Quantity: 1, Minor: 1000}}
}

func sales() map[string]sample {
	paid := func() *conversion.Report {
		return &conversion.Report{
			Kind: conversion.Sale, Transaction: aPayment, Clicks: "CLICK", Amount: amount(4990, "EUR"), Customer: who("ada@example.com"), Masked: "A•••@example.com", Country: "DE",
		}
	}
	sale := func(change func(*conversion.Report)) *conversion.Report {
		r := paid()
		change(r)
		return r
	}
	invoiced := func(change func(*conversion.Report)) *conversion.Report {
		r := &conversion.Report{Kind: conversion.Sale, Transaction: aInvoice, Amount: amount(1000, "USD"), Customer: who(""), Waits: true, Country: "US", Lines: theLine()}
		change(r)
		return r
	}
	known, settled := []stripehook.Settled{{Key: aInvoice, Order: aInvoice}}, []stripehook.Settled{{Key: aPayment, Order: aPayment}}
	pays := []integration.Fact{{Kind: integration.Payment, Key: "pi_2", Value: aInvoice}}
	return map[string]sample{
		"a one-time payment is a sale by its intent": {
			"checkout.session.completed", "checkout.session", paidSession(nil), stripehook.Told{Settles: settled, Report: paid()},
		},
		"a payment that came later is the same sale": {
			"checkout.session.async_payment_succeeded", "checkout.session", paidSession(nil), stripehook.Told{Settles: settled, Report: paid()},
		},
		"tax is no part of a sale": {
			"checkout.session.completed", "checkout.session", paidSession(set{"total_details": set{"amount_tax": 797}}),
			stripehook.Told{Settles: settled, Report: sale(func(r *conversion.Report) { r.Amount = amount(4193, "EUR") }), Facts: []integration.Fact{{Kind: integration.Base, Key: aPayment, Value: "4193/4990"}}},
		},
		"the merchant's order id names the order, the intent is its other name": {
			"checkout.session.completed", "checkout.session", paidSession(set{"metadata": set{"order_id": "O-7", "trib_click": "META", "plan": "team"}}),
			stripehook.Told{Report: sale(func(r *conversion.Report) {
				r.Order, r.OrderAlias, r.Clicks, r.Metadata = "O-7", aPayment, "META", map[string]string{"plan": "team"}
			}), Settles: []stripehook.Settled{{Key: "O-7", Order: "O-7"}, {Key: aPayment, Order: "O-7"}}},
		},
		"a promotion code is told by its id, or whole": {
			"checkout.session.completed", "checkout.session",
			paidSession(set{"discounts": []any{set{"coupon": nil, "promotion_code": aPromo}, set{"coupon": "25OFF", "promotion_code": set{"id": "promo_2", "code": "MAYA"}}}}),
			stripehook.Told{Settles: settled, Report: sale(func(r *conversion.Report) { r.Coupons = []string{"MAYA"} }), Discounts: []string{aPromo}},
		},
		"a subscription's session only binds the customer": {
			"checkout.session.completed", "checkout.session", paidSession(set{"mode": "subscription"}),
			stripehook.Told{Report: sale(func(r *conversion.Report) { r.Kind, r.Transaction, r.Amount = conversion.Signup, aSession, nil })},
		},
		"a payment with an invoice of its own is told by that": {
			"checkout.session.completed", "checkout.session", paidSession(set{"invoice_creation": set{"enabled": true}, "invoice": aInvoice}),
			stripehook.Told{Report: sale(func(r *conversion.Report) { r.Kind, r.Transaction, r.Amount = conversion.Signup, aSession, nil })},
		},
		"the first invoice is the sale": {
			"invoice.paid", "invoice", paidInvoice(nil), stripehook.Told{Settles: known, Report: invoiced(func(*conversion.Report) {})},
		},
		"later invoices are recurring": {
			"invoice.paid", "invoice", paidInvoice(set{"billing_reason": "subscription_cycle"}),
			stripehook.Told{Settles: known, Report: invoiced(func(r *conversion.Report) { r.Kind = conversion.Recurring })},
		},
		"a change of plan is an upgrade": {
			"invoice.paid", "invoice", paidInvoice(set{"billing_reason": "subscription_update"}),
			stripehook.Told{Settles: known, Report: invoiced(func(r *conversion.Report) { r.Kind = conversion.Upgrade })},
		},
		"a whole invoice counts without tax": {
			"invoice.paid", "invoice", paidInvoice(set{"amount_paid": 1190, "total": 1190}),
			stripehook.Told{Settles: known, Report: invoiced(func(*conversion.Report) {}), Facts: []integration.Fact{{Kind: integration.Base, Key: aInvoice, Value: "1000/1190"}}},
		},
		"a part of an invoice counts as it was paid, without lines": {
			"invoice.paid", "invoice", paidInvoice(set{"amount_paid": 400}),
			stripehook.Told{Settles: known, Report: invoiced(func(r *conversion.Report) { r.Amount, r.Lines = amount(400, "USD"), nil })},
		},
		"an older invoice names its payment itself": {
			"invoice.paid", "invoice", paidInvoice(set{"payment_intent": "pi_2", "subscription_details": set{"metadata": set{"click_id": "OLD"}}}),
			stripehook.Told{Report: invoiced(func(r *conversion.Report) { r.Clicks = "OLD" }), Facts: pays, Settles: []stripehook.Settled{known[0], {Key: "pi_2", Order: aInvoice}}},
		},
		"a newer invoice has the subscription's metadata below its parent": {
			"invoice.paid", "invoice", paidInvoice(set{"parent": set{"subscription_details": set{"metadata": set{"trib_click": "NEW"}}}}),
			stripehook.Told{Settles: known, Report: invoiced(func(r *conversion.Report) { r.Clicks = "NEW" })},
		},
		"an invoice's payment tells which invoice it was for": {
			"invoice_payment.paid", "invoice_payment",
			set{"invoice": aInvoice, "status": "paid", "payment": set{"payment_intent": "pi_2"}},
			stripehook.Told{Facts: pays, Settles: []stripehook.Settled{{Key: "pi_2", Order: aInvoice}}, Note: "the payment of an invoice"},
		},
	}
}

func others() map[string]sample {
	back := func(k conversion.Kind, transaction string, a *money.Amount, change func(*conversion.Report)) *conversion.Report {
		r := &conversion.Report{Kind: k, Transaction: transaction, Amount: a}
		change(r)
		return r
	}
	same := func(*conversion.Report) {}
	refund := func(r *conversion.Report) { r.Cumulative, r.Payment = true, aCharge }
	disputed := func(r *conversion.Report) { r.Reason = "dispute_general" }
	return map[string]sample{
		"a refund is a target, and each new sum an event of its own": {
			"charge.refunded", "charge",
			set{"amount_refunded": 40, "payment_intent": aPayment},
			stripehook.Told{Report: back(conversion.Refund, aCharge+"@0.40"+made, amount(40, "USD"), refund), Payment: aPayment},
		},
		"the merchant's order id names the refund's order": {
			"charge.refunded", "charge",
			set{"amount_refunded": 40, "payment_intent": aPayment, "metadata": set{"order_id": "O-7"}},
			stripehook.Told{Report: back(conversion.Refund, aCharge+"@0.40"+made, amount(40, "USD"), func(r *conversion.Report) { r.Cumulative, r.Payment, r.Order = true, aCharge, "O-7" }), Payment: aPayment},
		},
		"an older charge names its invoice itself": {
			"charge.refunded", "charge",
			set{"amount_refunded": 40, "payment_intent": aPayment, "invoice": aInvoice},
			stripehook.Told{Report: back(conversion.Refund, aCharge+"@0.40"+made, amount(40, "USD"), func(r *conversion.Report) { r.Cumulative, r.Payment, r.Order = true, aCharge, aInvoice }), Payment: aPayment},
		},
		"ISK is in hundredths there": {
			"charge.refunded", "charge",
			set{"amount_refunded": 150000, "currency": "isk", "payment_intent": aPayment},
			stripehook.Told{Report: back(conversion.Refund, aCharge+"@1500"+made, amount(1500, "ISK"), refund), Payment: aPayment},
		},
		"a refund that failed is given back": {
			"refund.failed", "refund",
			set{"status": "failed", "payment_intent": aPayment},
			stripehook.Told{Report: back(conversion.Refund, aRefund+"@failed", amount(100, "USD"), func(r *conversion.Report) {
				r.Failed, r.Payment, r.Reason = true, "ch_1PgafuB7WZ01zgkWXYmPNZs8", "refund_failed"
			}), Payment: aPayment},
		},
		"as is one that was canceled": {
			"refund.updated", "refund",
			set{"status": "canceled", "payment_intent": aPayment},
			stripehook.Told{Report: back(conversion.Refund, aRefund+"@failed", amount(100, "USD"), func(r *conversion.Report) {
				r.Failed, r.Payment, r.Reason = true, "ch_1PgafuB7WZ01zgkWXYmPNZs8", "refund_canceled"
			}), Payment: aPayment},
		},
		"any other refund is in its charge's sum": {
			"refund.updated", "refund", nil, stripehook.Told{Note: "a refund: its charge says how much"},
		},
		"a dispute takes back": {
			"charge.dispute.created", "dispute",
			set{"status": "needs_response", "payment_intent": aPayment},
			stripehook.Told{Report: back(conversion.Chargeback, aDispute, amount(1000, "USD"), disputed), Payment: aPayment},
		},
		"a lost dispute is the same chargeback": {
			"charge.dispute.closed", "dispute",
			set{"status": "lost", "payment_intent": aPayment},
			stripehook.Told{Report: back(conversion.Chargeback, aDispute, amount(1000, "USD"), disputed), Payment: aPayment},
		},
		"a won dispute gives back": {
			"charge.dispute.closed", "dispute",
			set{"status": "won", "payment_intent": aPayment},
			stripehook.Told{Report: back(conversion.Reinstated, aDispute, amount(1000, "USD"), disputed), Payment: aPayment},
		},
		"an inquiry moves no money": {
			"charge.dispute.created", "dispute", nil, stripehook.Told{Note: "an inquiry: no money moved"},
		},
		"a customer with a click signed up by it": {
			"customer.created", "customer",
			set{"email": "ada@example.com", "metadata": set{"trib_click": "CLICK"}},
			stripehook.Told{Report: back(conversion.Signup, aBuyer, nil, func(r *conversion.Report) {
				r.Clicks, r.Customer, r.Masked = "CLICK", who("ada@example.com"), "a•••@example.com"
			})},
		},
		"a customer without one is nothing": {
			"customer.updated", "customer", nil, stripehook.Told{Note: "a customer without a click"},
		},
		"a trial is a lead": {
			"customer.subscription.created", "subscription",
			set{"status": "trialing"},
			stripehook.Told{
				Report: back(conversion.Lead, aPlan, nil, func(r *conversion.Report) { r.Customer, r.Waits = who(""), true }),
				Facts:  []integration.Fact{{Kind: integration.Trial, Key: aPlan, Value: aPlan}},
			},
		},
		"a subscription with a click binds its customer": {
			"customer.subscription.updated", "subscription",
			set{"metadata": set{"trib_click": "CLICK"}},
			stripehook.Told{Report: back(conversion.Signup, aPlan, nil, func(r *conversion.Report) { r.Customer, r.Clicks = who(""), "CLICK" })},
		},
		"the end of a subscription takes nothing back": {
			"customer.subscription.deleted", "subscription",
			set{"status": "canceled"},
			stripehook.Told{Note: "the subscription ended: it brings no further payments"},
		},
		"a promotion code is remembered by its id": {
			"promotion_code.created", "promotion_code",
			set{"code": "MAYA"},
			stripehook.Told{Facts: []integration.Fact{{Kind: integration.Promotion, Key: aPromo, Value: "MAYA"}}, Note: "the promotion code MAYA"},
		},
		"a discount is remembered by its promotion code": {
			"customer.discount.created", "discount",
			set{"promotion_code": aPromo},
			stripehook.Told{Facts: []integration.Fact{{Kind: integration.Discount, Key: "di_1Pgc6rB7WZ01zgkW7Al8Fal9", Value: aPromo}}, Note: "a discount"},
		},
		"an account may end the connection": {
			"account.application.deauthorized", "event", nil, stripehook.Told{Ends: true, Note: "the account is no longer connected"},
		},
		"an unpaid session is no sale yet":   {"checkout.session.completed", "checkout.session", set{"invoice_creation": nil}, stripehook.Told{Note: "not paid yet"}},
		"a session that only saves a card":   {"checkout.session.completed", "checkout.session", set{"mode": "setup"}, stripehook.Told{Note: "no money was paid"}},
		"a payment that failed":              {"checkout.session.async_payment_failed", "checkout.session", nil, stripehook.Told{Note: "the payment failed"}},
		"an invoice over nothing":            {"invoice.paid", "invoice", nil, stripehook.Told{Note: "nothing was paid"}},
		"an event that is none of ours":      {"plan.created", "event", nil, stripehook.Told{}},
		"a dispute without a payment intent": {"charge.dispute.created", "dispute", set{"status": "lost"}, stripehook.Told{Report: back(conversion.Chargeback, aDispute, amount(1000, "USD"), disputed), Payment: aCharge}},
		"a refund of a charge without intent": {"charge.refunded", "charge", set{"amount_refunded": 40}, stripehook.Told{Report: func() *conversion.Report {
			r := back(conversion.Refund, aCharge+"@0.40"+made, amount(40, "USD"), same)
			r.Cumulative, r.Payment = true, aCharge
			return r
		}(), Payment: aCharge}},
	}
}

// TestEventsOfStripe holds the mapping of Stripe's events, on the objects that
// stripe-mock serves: what a payment is called does not depend on which of its
// events tells of it.
func TestEventsOfStripe(t *testing.T) {
	t.Parallel()
	for _, group := range []map[string]sample{sales(), others()} {
		for name, c := range group {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				if c.kind == "invoice.paid" && c.want.Report != nil {
					c.want.Subscription = "subscription"
				}
				c.want.Event, c.want.Type, c.want.At = "evt_1", c.kind, time.Unix(at, 0).UTC()
				if r := c.want.Report; r != nil {
					switch r.Masked {
					case "A•••@example.com":
						c.want.Contact.Email = "Ada@example.com"
					case "a•••@example.com":
						c.want.Contact.Email = "ada@example.com"
					}
					r.Program, r.Source, r.SourceEvent, r.OccurredAt = "prg_1", conversion.Stripe, "evt_1", c.want.At
				}
				connection := integration.Connection{Program: "prg_1", Provider: integration.Stripe, CountTests: true}
				got, err := stripehook.Read(connection, []byte(event(t, "evt_1", c.kind, object(t, c.resource, c.changes))))
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(money.Amount{})); diff != "" {
					t.Fatal(diff)
				}
			})
		}
	}
}

func TestMerchantsNameTheirOwnFields(t *testing.T) {
	t.Parallel()
	c := integration.Connection{Program: "prg_1", Provider: integration.Stripe, OrderKey: "cart", ClickKey: "ref", CountTests: true}
	got, err := stripehook.Read(c, []byte(event(t, "evt_1", "checkout.session.completed",
		object(t, "checkout.session", paidSession(set{"metadata": set{"cart": "C-1", "ref": "MINE", "order_id": "x"}})))))
	if err != nil || got.Report.Order != "C-1" || got.Report.Clicks != "MINE" || got.Report.Metadata["order_id"] != "x" {
		t.Fatalf("%+v, %v", got.Report, err)
	}
}

func TestTestPaymentsCountOnlyWhereThatIsSaid(t *testing.T) {
	t.Parallel()
	o := object(t, "event", set{"id": "evt_1", "type": "checkout.session.completed", "created": at, "data": map[string]any{"object": object(t, "checkout.session", paidSession(nil))}})
	for _, live := range []bool{true, false} {
		for _, counts := range []bool{true, false} {
			o["livemode"] = live
			text, err := json.Marshal(o)
			if err != nil {
				t.Fatal(err)
			}
			told, err := stripehook.Read(integration.Connection{CountTests: counts}, text)
			if err != nil || (told.Report != nil) != (live || counts) || (told.Report == nil) != (told.Note != "") {
				t.Errorf("live %v, counts %v: %+v, %v", live, counts, told, err)
			}
		}
	}
}

func TestWhatHasNotStripesShapeIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ payload, code string }{
		"no JSON":                      {"{", "stripe.unreadable"},
		"a thin event":                 {`{"id":"evt_1","object":"v2.core.event","type":"v1.invoice.paid"}`, "stripe.thin_event"},
		"a list":                       {event(t, "evt_1", "invoice.paid", nil), "stripe.unknown_shape"},
		"another object":               {event(t, "evt_1", "invoice.paid", object(t, "charge", nil)), "stripe.unknown_shape"},
		"an amount that is text":       {event(t, "evt_1", "invoice.paid", object(t, "invoice", set{"amount_paid": "10.00"})), "stripe.unknown_shape"},
		"an object without an id":      {event(t, "evt_1", "charge.refunded", object(t, "charge", set{"id": ""})), "stripe.unknown_shape"},
		"a currency that is not known": {event(t, "evt_1", "charge.refunded", object(t, "charge", set{"currency": "zzz"})), "money.unknown_currency"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := stripehook.Read(integration.Connection{}, []byte(c.payload))
			if got := codeOf(err); got != c.code {
				t.Errorf("%s: %v", got, err)
			}
		})
	}
}
