package providers_test

import (
	"fmt"
	"testing"
)

// TestARefundThatFailedIsGivenBackInEveryOrder: 20.00 of 50.00 are refunded, the
// refund fails, which two of Stripe's events tell, and the same sum is refunded
// anew. Each event comes twice, in every order.
func TestARefundThatFailedIsGivenBackInEveryOrder(t *testing.T) {
	t.Parallel()
	const charge, payment = "ch_1PgafuB7WZ01zgkWXYmPNZs8", "pi_1PgafyB7WZ01zgkWSjxsAJo3"
	for name, c := range map[string]struct {
		last  int // how many of the events come
		earns int64
	}{
		"refunded":                     {2, 600},
		"failed":                       {3, 1000},
		"failed, and told of twice":    {4, 1000},
		"refunded again after failing": {5, 600},
	} {
		for _, order := range orders(c.last) {
			t.Run(fmt.Sprint(name, order), func(t *testing.T) {
				t.Parallel()
				p := open(t, "USD")
				refunded := func(id string, second int) sent {
					return p.stripeAt(second, id, "charge.refunded", "charge", set{"id": charge, "amount": 5000, "amount_refunded": 2000, "payment_intent": payment})
				}
				failed := func(second int, id, kind string) sent {
					return p.stripeAt(second, id, kind, "refund", set{"id": "re_1", "amount": 2000, "charge": charge, "payment_intent": payment, "status": "failed"})
				}
				events := []sent{
					p.stripeAt(0, "evt_1", "checkout.session.completed", "checkout.session", set{
						"invoice_creation": set{"enabled": false}, "payment_status": "paid", "client_reference_id": p.click, "customer": aBuyer,
						"amount_total": 5000, "currency": "usd", "total_details": set{"amount_tax": 0},
					}),
					refunded("evt_2", 1), failed(2, "evt_3", "refund.failed"), failed(3, "evt_4", "charge.refund.updated"), refunded("evt_5", 4),
				}
				for _, n := range order {
					events[n]()
					events[n]()
				}
				p.earns(c.earns)
			})
		}
	}
}
