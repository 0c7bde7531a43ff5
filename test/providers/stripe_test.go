package providers_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

const (
	anInvoice = "in_1Pgc6tB7WZ01zgkWu9fdqL6I"
	aBuyer    = "cus_QXg1o8vcGmoR32"
	aPromo    = "promo_1Pgc79B7WZ01zgkWNy4mn5NX"
)

// subscribed are the events of a customer who subscribes by a click for 10.00
// and 1.90 of tax, and gets half of it back. Since API version 2025-03-31 only
// the invoice's payment tells of which invoice the refund is.
func (p *play) subscribed() []sent {
	p.Helper()
	return []sent{
		p.stripe("evt_1", "checkout.session.completed", "checkout.session", set{
			"mode": "subscription", "payment_status": "paid", "client_reference_id": p.click, "customer": aBuyer, "customer_details": set{"email": "ada@example.com"},
		}),
		p.stripe("evt_2", "invoice.paid", "invoice", set{"billing_reason": "subscription_create", "amount_paid": 1190, "total": 1190}),
		p.stripe("evt_3", "invoice_payment.paid", "invoice_payment", set{"invoice": anInvoice, "payment": set{"payment_intent": "pi_2"}}),
		p.stripe("evt_4", "charge.refunded", "charge", set{"amount": 1190, "amount_refunded": 595, "payment_intent": "pi_2"}),
	}
}

func TestASubscriptionAndItsRefundInEveryOrder(t *testing.T) {
	t.Parallel()
	for _, order := range orders(4) {
		t.Run(fmt.Sprint(order), func(t *testing.T) {
			t.Parallel()
			p := open(t, "USD")
			events := p.subscribed()
			for _, n := range order {
				events[n]()
				events[n]() // Stripe sends at least once
			}
			p.earns(100) // 20 % of half of 10.00
		})
	}
}

func TestAOneTimePaymentAndItsRefundInEveryOrder(t *testing.T) {
	t.Parallel()
	for _, named := range []string{"", "O-7"} {
		for _, order := range orders(3) {
			t.Run(fmt.Sprint(named, order), func(t *testing.T) {
				t.Parallel()
				p := open(t, "USD")
				session := set{
					"invoice_creation": set{"enabled": false}, "payment_status": "paid", "client_reference_id": p.click, "customer": aBuyer, "amount_total": 5950, "currency": "usd",
					"total_details": set{"amount_tax": 950}, "metadata": set{"order_id": named},
				}
				charge := set{"amount": 5950, "payment_intent": "pi_1PgafyB7WZ01zgkWSjxsAJo3"}
				refund := func(id string, minor int) sent {
					c := set{"amount_refunded": minor}
					merge(c, charge)
					return p.stripe(id, "charge.refunded", "charge", c)
				}
				events := []sent{
					p.stripe("evt_1", "checkout.session.completed", "checkout.session", session), refund("evt_2", 1190), refund("evt_3", 2975),
				}
				for _, n := range order {
					events[n]()
					events[n]()
				}
				p.earns(500) // 20 % of 50.00, half of it back
			})
		}
	}
}

func TestTheFirstPaymentAfterATrialIsASale(t *testing.T) {
	t.Parallel()
	p := open(t, "USD")
	const plan = "sub_1Pgc6rB7WZ01zgkWNy0Cn5nw"
	cycle := func(id, invoice string) sent {
		return p.stripe(id, "invoice.paid", "invoice", set{
			"id": invoice, "billing_reason": "subscription_cycle", "amount_paid": 1000, "parent": set{"subscription_details": set{"subscription": plan}},
		})
	}
	for _, e := range []sent{
		p.stripe("evt_1", "customer.subscription.created", "subscription", set{"status": "trialing", "metadata": set{"trib_click": p.click}}),
		cycle("evt_2", "in_first"), cycle("evt_3", "in_second"), cycle("evt_2", "in_first"),
	} {
		e()
	}
	p.earns(400)
	kinds := map[string]string{}
	rows, err := store.ConversionLists{T: p.Table, Clock: p.Clock}.OfProgram(t.Context(), p.Program.ID, "", page.Request{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows.Data {
		kinds[r.Transaction] += string(r.Kind)
	}
	if diff := cmp.Diff(map[string]string{plan: "lead", "in_first": "sale", "in_second": "recurring"}, kinds); diff != "" {
		t.Error(diff)
	}
}

func TestAPaymentWithAnInvoiceOfItsOwnIsOneSale(t *testing.T) {
	t.Parallel()
	for _, order := range orders(2) {
		p := open(t, "USD")
		events := []sent{
			p.stripe("evt_1", "checkout.session.completed", "checkout.session", set{
				"payment_status": "paid", "client_reference_id": p.click, "customer": aBuyer, "amount_total": 1000, "currency": "usd",
				"invoice": anInvoice, "invoice_creation": set{"enabled": true},
			}),
			p.stripe("evt_2", "invoice.paid", "invoice", set{"billing_reason": "manual", "amount_paid": 1000}),
		}
		for _, n := range order {
			events[n]()
		}
		p.earns(200)
	}
}

func TestADisputeTakesBackOnce(t *testing.T) {
	t.Parallel()
	p := open(t, "USD")
	for _, e := range p.subscribed()[:3] {
		e()
	}
	p.earns(200)
	inquiry := set{"amount": 1190, "payment_intent": "pi_2", "status": "warning_needs_response"}
	p.stripe("evt_5", "charge.dispute.created", "dispute", inquiry)()
	p.earns(200)
	p.stripe("evt_6", "charge.dispute.created", "dispute", set{"amount": 1190, "payment_intent": "pi_2", "status": "needs_response"})()
	p.earns(0)
	p.stripe("evt_7", "charge.dispute.closed", "dispute", set{"amount": 1190, "payment_intent": "pi_2", "status": "lost"})()
	p.earns(0)
	if h := p.health(integration.Stripe); h.Counts["duplicate"] != 1 || h.Counts[integration.Noted] != 2 {
		t.Errorf("%+v", h.Counts)
	}
}

func TestADisputeThatWasWonGivesBackInEveryOrder(t *testing.T) {
	t.Parallel()
	for _, order := range orders(5) {
		t.Run(fmt.Sprint(order), func(t *testing.T) {
			t.Parallel()
			p := open(t, "USD")
			events := p.subscribed()[:3]
			for id, status := range map[string]string{"evt_6": "needs_response", "evt_7": "won"} {
				kind := map[string]string{"evt_6": "charge.dispute.created", "evt_7": "charge.dispute.closed"}[id]
				events = append(events, p.stripe(id, kind, "dispute", set{"amount": 1190, "payment_intent": "pi_2", "status": status}))
			}
			for _, n := range order {
				events[n]()
				events[n]()
			}
			p.earns(200)
		})
	}
}

func TestWhatStripeNeverSentIsParkedWithItsReason(t *testing.T) {
	t.Parallel()
	p := open(t, "USD")
	p.stripe("evt_1", "invoice.paid", "charge", nil)()
	if parked := p.Parked(); len(parked) != 1 {
		t.Fatalf("%+v", parked)
	}
	h := p.health(integration.Stripe)
	if len(h.Entries) != 1 || h.Entries[0].Word != integration.Unreadable || h.Entries[0].Event != "evt_1" {
		t.Errorf("%+v", h.Entries)
	}
}

func TestPromotionCodesAreKnownByTheirEvents(t *testing.T) {
	t.Parallel()
	p := open(t, "USD")
	p.stripe("evt_1", "promotion_code.created", "promotion_code", set{"code": "MAYA"})()
	p.stripe("evt_2", "checkout.session.completed", "checkout.session", set{
		"payment_status": "paid", "amount_total": 5000, "currency": "usd", "total_details": set{"amount_tax": 0}, "invoice_creation": set{"enabled": false},
		"discounts": []any{set{"coupon": nil, "promotion_code": aPromo}},
	})()
	if got := p.coupons(); len(got) != 1 || got[0] != "MAYA" {
		t.Errorf("%v", got)
	}
}

func TestAnAccountThatLeavesEndsTheConnection(t *testing.T) {
	t.Parallel()
	p := open(t, "USD")
	p.stripe("evt_1", "account.application.deauthorized", "event", nil)()
	c, err := p.Integrations().Load(t.Context(), p.Program.ID, integration.Stripe)
	if err != nil || c.EndedBy != integration.Deauthorized || !c.Connected() {
		t.Errorf("%+v, %v", c, err)
	}
}
