package providers_test

import (
	"fmt"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/order"
)

// apart makes the product of the first line earn half of what the others do.
func (p *play) apart(product string) {
	p.Helper()
	desk := p.Offers()
	found, _, err := desk.Store.List(p.Context(), p.Program.ID)
	if err != nil {
		p.Fatal(err)
	}
	v := offer.Version{Name: "Standard", Trigger: offer.Sale, Type: offer.Percent, Rate: 2000, Recurring: true, HoldbackDays: -1}
	v.Rules.Rates = []offer.Rate{{Scope: offer.Scope{Product: product}, Term: offer.Term{Type: offer.Percent, Rate: 1000}}}
	if _, err := desk.Revise(p.Context(), p.Program.ID, found[0].ID, v); err != nil {
		p.Fatal(err)
	}
}

// TestARefundOfShopifyTakesBackWhatItsLinesEarned, in whatever order the
// webhooks come, and the order shows as refunded in part, then wholly.
func TestARefundOfShopifyTakesBackWhatItsLinesEarned(t *testing.T) {
	t.Parallel()
	line := func(id, product int, price string) set {
		return set{"id": id, "product_id": product, "quantity": 1, "price": price, "discount_allocations": []any{}, "tax_lines": []any{}}
	}
	back := func(id, line, product int, subtotal string) set {
		return set{
			"id": id, "order_adjustments": []any{}, "transactions": []any{}, "refund_line_items": []any{set{
				"line_item_id": line, "quantity": 1, "subtotal": subtotal, "total_tax": "0.00", "line_item": set{"product_id": product},
				"subtotal_set": set{"shop_money": set{"amount": subtotal, "currency_code": "USD"}},
			}},
		}
	}
	for _, turn := range orders(3) {
		t.Run(fmt.Sprint(turn), func(t *testing.T) {
			t.Parallel()
			p := open(t, "USD")
			p.apart("11")
			webhooks := []sent{
				p.bought(set{"line_items": []any{line(1, 11, "100.00"), line(2, 22, "50.00")}, "subtotal_price": "150.00", "current_subtotal_price": "150.00"}),
				p.shopify("w-2", "refunds/create", "refund", back(7, 2, 22, "50.00")),
				p.shopify("w-3", "refunds/create", "refund", back(8, 1, 11, "50.00")),
			}
			for _, n := range turn {
				webhooks[n]()
				webhooks[n]()
			}
			p.earns(500) // 10.00 and 10.00, less all of the second and half of the first
			p.stands(order.Paid, true)
			p.shopify("w-4", "refunds/create", "refund", back(9, 1, 11, "50.00"))()
			p.earns(0)
			p.stands(order.Refunded, false)
		})
	}
}

// stands tells where the order stands.
func (p *play) stands(want order.Status, partly bool) {
	p.Helper()
	o, err := p.Orders().Get(p.Context(), p.Program.ID, anOrder)
	if err != nil || o.Status != want || o.PartlyRefunded != partly {
		p.Fatalf("the order is %s, partly refunded: %t, %v", o.Status, o.PartlyRefunded, err)
	}
}
