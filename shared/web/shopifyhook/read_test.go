package shopifyhook_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/shopifyhook"
)

const (
	anOrder  = "820982911946154508"
	aProduct = "788032119674292922"
)

type told struct {
	topic, sample string
	changes       set
	want          shopifyhook.Told
}

func amount(minor int64, c money.Currency) *money.Amount {
	a := money.Must(minor, c)
	return &a
}

func placed() time.Time { return time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC) }

// paid is the sale that the documented order is.
func paid(change func(*conversion.Report)) shopifyhook.Told {
	r := &conversion.Report{
		Kind: conversion.Sale, Transaction: anOrder, Order: anOrder, Amount: amount(24498, "USD"), Country: "US", Masked: "j•••@example.com", OccurredAt: placed(),
		Customer: []customer.Identity{{Kind: customer.Shopify, Value: "115310627314723954"}, {Kind: customer.Email, Value: customer.HashEmail("jon@example.com")}},
		Lines: []conversion.Line{
			{ID: "487817672276298554", Product: aProduct, Quantity: 1, Minor: 8999}, {ID: "976318377106520349", Product: aProduct, Quantity: 1, Minor: 15499},
		},
	}
	change(r)
	return shopifyhook.Told{
		Report: r, Contact: customer.Contact{Name: "John Smith", Email: "jon@example.com"}, Order: anOrder, State: shopifyhook.Paid, At: placed(),
	}
}

func as(*conversion.Report) {}

func nobody(t shopifyhook.Told) shopifyhook.Told {
	t.Contact = customer.Contact{}
	return t
}

func orders() map[string]told {
	yes, no := true, false
	taxed := func(price string) set { return set{"price": price, "rate": 0.19, "title": "VAT"} }
	line := func(price string, tax string) set {
		return set{"id": 1, "product_id": 2, "quantity": 2, "price": price, "discount_allocations": []any{}, "tax_lines": []any{taxed(tax)}}
	}
	return map[string]told{
		"a paid order is a sale by its id": {"orders/paid", "order", nil, paid(as)},
		"a cart attribute carries the click": {
			"orders/paid", "order",
			set{"note_attributes": []any{set{"name": "gift", "value": "no"}, set{"name": "trib_click", "value": "CLICK"}}},
			paid(func(r *conversion.Report) { r.Clicks = "CLICK" }),
		},
		"else the address of the first page does": {
			"orders/paid", "order",
			set{"landing_site": "/products/lounger?utm_source=x&click_id=CLICK"},
			paid(func(r *conversion.Report) { r.Clicks = "CLICK" }),
		},
		"discount codes are coupons": {
			"orders/paid", "order",
			set{"discount_codes": []any{set{"code": "MAYA", "amount": "5.00", "type": "fixed_amount"}}},
			paid(func(r *conversion.Report) { r.Coupons = []string{"MAYA"} }),
		},
		"the first order of a customer": {
			"orders/paid", "order", set{"customer": set{"orders_count": 1}}, paid(func(r *conversion.Report) { r.NewCustomer = &yes }),
		},
		"a later order of a customer": {
			"orders/paid", "order", set{"customer": set{"orders_count": 7}}, paid(func(r *conversion.Report) { r.NewCustomer = &no }),
		},
		"an order without a customer": {
			"orders/paid", "order",
			set{"customer": nil, "email": "", "shipping_address": nil, "billing_address": nil},
			nobody(paid(func(r *conversion.Report) { r.Customer, r.Masked, r.Country = nil, "", "" })),
		},
		"the shop's currency counts, not the customer's": {
			"orders/paid", "order",
			set{"presentment_currency": "CAD", "current_subtotal_price_set": set{"presentment_money": set{"amount": "336.00", "currency_code": "CAD"}}},
			paid(as),
		},
		"a price with tax in it counts without": {
			"orders/paid", "order",
			set{"currency": "EUR", "taxes_included": true, "current_subtotal_price": "238.00", "line_items": []any{line("119.00", "38.00")}},
			paid(func(r *conversion.Report) {
				r.Amount = amount(20000, "EUR")
				r.Lines = []conversion.Line{{ID: "1", Product: "2", Quantity: 2, Minor: 20000}}
			}),
		},
		"what was refunded before is told apart": {
			"orders/paid", "order", set{"current_subtotal_price": "154.99", "refunds": []any{set{"refund_line_items": []any{set{"subtotal": 89.99}}}}}, paid(as),
		},
		"lines that do not make up the sum are left out": {
			"orders/paid", "order",
			set{"current_subtotal_price": "200.00"},
			paid(func(r *conversion.Report) { r.Amount, r.Lines = amount(20000, "USD"), nil }),
		},
		"a currency without decimals": {
			"orders/paid", "order",
			set{"currency": "JPY", "current_subtotal_price": "1500.00", "line_items": []any{}},
			paid(func(r *conversion.Report) { r.Amount, r.Lines = amount(1500, "JPY"), nil }),
		},
		"an order that costs nothing is no sale": {
			"orders/paid", "order",
			set{"current_subtotal_price": "0.00"},
			shopifyhook.Told{Order: anOrder, State: shopifyhook.Paid, At: placed(), Note: "nothing was paid"},
		},
		"a test order is not counted": {"orders/paid", "order", set{"test": true}, shopifyhook.Told{At: placed(), Note: "a test order: not counted"}},
		"a fulfilled order":           {"orders/fulfilled", "order", nil, shopifyhook.Told{Order: anOrder, State: shopifyhook.Fulfilled, At: placed()}},
		"a delivered one": {
			"fulfillments/update", "fulfillment", set{"shipment_status": "delivered"}, shopifyhook.Told{Order: anOrder, State: shopifyhook.Delivered, At: placed()},
		},
		"one on its way": {"fulfillments/update", "fulfillment", set{"shipment_status": "in_transit"}, shopifyhook.Told{Note: "on its way"}},
		"a paid order that is cancelled is taken back whole": {
			"orders/cancelled", "order",
			set{"financial_status": "refunded", "cancel_reason": "customer"},
			shopifyhook.Told{Order: anOrder, State: shopifyhook.Cancelled, At: placed(), Report: &conversion.Report{
				Kind: conversion.Refund, Transaction: anOrder + "@cancelled", Order: anOrder, Reason: "order_cancelled", OccurredAt: placed(),
			}},
		},
		"one that was never paid is only cancelled": {
			"orders/cancelled", "order",
			set{"financial_status": "voided"},
			shopifyhook.Told{Order: anOrder, State: shopifyhook.Cancelled, At: placed(), Note: "cancelled before it was paid"},
		},
	}
}

func refunded(minor int64, lines ...conversion.Line) shopifyhook.Told {
	return shopifyhook.Told{Report: &conversion.Report{
		Kind: conversion.Refund, Transaction: "890088186047892319", Order: anOrder, Amount: amount(minor, "USD"), Lines: lines, OccurredAt: placed(),
	}}
}

func others() map[string]told {
	glasses := func(minor int64) conversion.Line {
		return conversion.Line{ID: "487817672276298554", Product: aProduct, Quantity: 1, Minor: minor}
	}
	goods := func(tax string) []any {
		return []any{set{
			"line_item_id": 487817672276298554, "quantity": 1, "subtotal_set": set{"shop_money": set{"amount": "89.99", "currency_code": "USD"}},
			"total_tax_set": set{"shop_money": set{"amount": tax, "currency_code": "USD"}}, "line_item": set{"product_id": 788032119674292922},
		}}
	}
	back := func(amount string) []any {
		return []any{set{"kind": "refund", "status": "success", "amount": amount, "currency": "USD"}}
	}
	adjusted := func(kind, amount string) []any {
		return []any{set{"kind": kind, "amount": amount, "amount_set": set{"shop_money": set{"amount": amount, "currency_code": "USD"}}}}
	}
	john := []customer.Identity{{Kind: customer.Shopify, Value: "191167"}, {Kind: customer.Email, Value: customer.HashEmail("john@example.com")}}
	asked := &shopifyhook.Person{Identities: john, Orders: []string{"299938", "280263", "220458"}}
	return map[string]told{
		"goods that came back": {"refunds/create", "refund", nil, refunded(8999, glasses(8999))},
		"tax on top of the price is no part of a refund": {
			"refunds/create", "refund", set{"refund_line_items": goods("17.10"), "transactions": back("107.09")}, refunded(8999, glasses(8999)),
		},
		"nor is tax in the price": {
			"refunds/create", "refund", set{"refund_line_items": goods("14.37"), "transactions": back("89.99")}, refunded(7562, glasses(7562)),
		},
		"shipping that is given back counts nothing": {
			"refunds/create", "refund",
			set{"refund_line_items": []any{}, "transactions": back("10.00"), "order_adjustments": adjusted("shipping_refund", "-10.00")},
			shopifyhook.Told{Note: "no goods were refunded"},
		},
		"an amount that is given back without goods counts": {
			"refunds/create", "refund",
			set{"refund_line_items": []any{}, "transactions": back("20.00"), "order_adjustments": adjusted("refund_discrepancy", "-20.00")},
			refunded(2000),
		},
		"less than the goods cost was given back": {
			"refunds/create", "refund", set{"transactions": back("50.00"), "order_adjustments": adjusted("refund_discrepancy", "39.99")}, refunded(5000, glasses(8999)),
		},
		"goods that were never paid for": {
			"refunds/create", "refund", set{"refund_line_items": []any{}, "transactions": []any{}}, shopifyhook.Told{Note: "no goods were refunded"},
		},
		"the app was removed":              {"app/uninstalled", "shop-redact", nil, shopifyhook.Told{Ends: true, Note: "the app was removed from the shop"}},
		"a person asks what is held":       {"customers/data_request", "customers-data_request", nil, shopifyhook.Told{Person: asked}},
		"a person asks to be forgotten":    {"customers/redact", "customers-redact", nil, shopifyhook.Told{Person: asked, Erase: true}},
		"a shop asks to be forgotten":      {"shop/redact", "shop-redact", nil, shopifyhook.Told{Forget: true, Note: "the shop asks to be forgotten"}},
		"a person without orders is known": {"customers/redact", "customers-redact", set{"orders_to_redact": nil}, shopifyhook.Told{Person: &shopifyhook.Person{Identities: john}, Erase: true}},
	}
}

// TestTopicsOfShopify holds the mapping of Shopify's topics, on the samples that
// it documents.
func TestTopicsOfShopify(t *testing.T) {
	t.Parallel()
	for _, group := range []map[string]told{orders(), others()} {
		for name, c := range group {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				if r := c.want.Report; r != nil {
					r.Program, r.Source, r.SourceEvent = "prg_1", conversion.Shopify, "w-1"
				}
				got, err := shopifyhook.Read(integration.Connection{Program: "prg_1", Provider: integration.Shopify}, c.topic, "w-1", sample(t, c.sample, c.changes))
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

func TestWhatHasNotShopifysShapeIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		topic string
		body  []byte
		code  string
	}{
		"no JSON":                   {"orders/paid", []byte("{"), "shopify.unknown_shape"},
		"a list":                    {"refunds/create", []byte("[]"), "shopify.unknown_shape"},
		"an order without an id":    {"orders/paid", sample(t, "order", set{"id": nil}), "shopify.unknown_shape"},
		"an order's price in words": {"orders/paid", sample(t, "order", set{"current_subtotal_price": "ten"}), "shopify.unknown_shape"},
		"an unknown currency":       {"orders/paid", sample(t, "order", set{"currency": "ZZZ"}), "money.unknown_currency"},
		"a refund of no order":      {"refunds/create", sample(t, "refund", set{"order_id": nil}), "shopify.unknown_shape"},
		"nobody":                    {"customers/redact", sample(t, "shop-redact", nil), "shopify.unknown_shape"},
		"a delivery of no order":    {"fulfillments/update", sample(t, "fulfillment", set{"order_id": nil}), "shopify.unknown_shape"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := shopifyhook.Read(integration.Connection{}, c.topic, "w-1", c.body)
			if got := fault.CodeOf(err); got != c.code {
				t.Errorf("%s: %v", got, err)
			}
		})
	}
}
