package providers_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/test/stage"
)

const anOrder = "820982911946154508" // above 2^53

func (p *play) bought(changes set) sent {
	p.Helper()
	c := set{"note_attributes": []any{set{"name": "trib_click", "value": p.click}}}
	merge(c, changes)
	return p.shopify("w-1", "orders/paid", "order", c)
}

func TestAnOrderAndItsRefundsInEveryOrder(t *testing.T) {
	t.Parallel()
	for _, order := range orders(3) {
		t.Run(fmt.Sprint(order), func(t *testing.T) {
			t.Parallel()
			p := open(t, "USD")
			second := set{"id": 890088186047892320, "refund_line_items": []any{}, "order_adjustments": []any{
				set{"kind": "refund_discrepancy", "amount": "-15.50", "amount_set": set{"shop_money": set{"amount": "-15.50", "currency_code": "USD"}}},
			}}
			webhooks := []sent{p.bought(nil), p.shopify("w-2", "refunds/create", "refund", nil), p.shopify("w-3", "refunds/create", "refund", second)}
			for _, n := range order {
				webhooks[n]()
				webhooks[n]()
			}
			p.earns(2790) // 20 % of 244.98 − 89.99 − 15.50, each commission rounded by itself
		})
	}
}

func TestACancelledOrderIsTakenBackOnce(t *testing.T) {
	t.Parallel()
	p := open(t, "USD")
	p.bought(nil)()
	p.earns(4900)
	p.shopify("w-2", "refunds/create", "refund", nil)()
	p.shopify("w-3", "orders/cancelled", "order", set{"financial_status": "partially_refunded"})()
	p.earns(0)
}

func TestAWebhookOfAnotherShopIsParked(t *testing.T) {
	t.Parallel()
	p := open(t, "USD")
	body, err := json.Marshal(p.object(shopifySamples+"order.json", nil))
	if err != nil {
		t.Fatal(err)
	}
	w := p.send("orders/paid", body, map[string]string{"X-Shopify-Shop-Domain": "rival.myshopify.com"})
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	p.settle()
	if parked := p.Parked(); len(parked) != 1 || !strings.Contains(parked[0].Reason, "shopify.other_shop") {
		t.Errorf("%+v", parked)
	}
}

// send sends a body that is signed rightly, but for the headers that are given.
func (p *play) send(topic string, body []byte, headers map[string]string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(p.Context(), http.MethodPost, "/webhooks/shopify/"+string(p.Program.ID), strings.NewReader(string(body)))
	for name, value := range map[string]string{
		"X-Shopify-Topic": topic, "X-Shopify-Shop-Domain": stage.Shop, "X-Shopify-Webhook-Id": "w-1",
		"X-Shopify-Hmac-Sha256": stage.ShopifySignature(stage.ShopifySecret, body),
	} {
		r.Header.Set(name, value)
	}
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	p.Webhooks.ServeHTTP(w, r)
	return w
}

func TestWebhooksOfShopifyThatAreNotTakenIn(t *testing.T) {
	t.Parallel()
	p := open(t, "USD")
	body := []byte(`{"id":1}`)
	for name, c := range map[string]struct {
		headers map[string]string
		body    []byte
		status  int
		code    string
	}{
		"no signature":          {map[string]string{"X-Shopify-Hmac-Sha256": ""}, body, 401, "shopify.bad_signature"},
		"another secret's":      {map[string]string{"X-Shopify-Hmac-Sha256": stage.ShopifySignature("wrong", body)}, body, 401, "shopify.bad_signature"},
		"another body's":        {map[string]string{"X-Shopify-Hmac-Sha256": stage.ShopifySignature(stage.ShopifySecret, []byte("{}"))}, body, 401, "shopify.bad_signature"},
		"hexadecimal":           {map[string]string{"X-Shopify-Hmac-Sha256": strings.Repeat("ab", 32)}, body, 401, "shopify.bad_signature"},
		"no id":                 {map[string]string{"X-Shopify-Webhook-Id": ""}, body, 400, "shopify.unreadable"},
		"no topic":              {map[string]string{"X-Shopify-Topic": ""}, body, 400, "shopify.unreadable"},
		"three megabytes":       {nil, []byte(strings.Repeat("x", 3<<20)), 400, "request.too_large"},
		"a topic of no concern": {map[string]string{"X-Shopify-Topic": "carts/update"}, body, 200, ""},
	} {
		t.Run(name, func(t *testing.T) { //nolint:paralleltest // one after another, on one table
			w := p.send("orders/paid", c.body, c.headers)
			var problem struct{ Code string }
			_ = json.Unmarshal(w.Body.Bytes(), &problem)
			if w.Code != c.status || problem.Code != c.code {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		})
	}
}

func TestALargeOrderIsQueuedWithoutWhatIsNotNeeded(t *testing.T) {
	t.Parallel()
	p := open(t, "USD")
	p.bought(set{"note": strings.Repeat("a long note ", 60_000)})()
	p.earns(4900)
}

func TestARolledSecretWorksBesideTheOneBefore(t *testing.T) {
	t.Parallel()
	p := open(t, "USD")
	body := []byte(`{"id":1}`)
	if w := p.send("shop/redact", body, nil); w.Code != http.StatusOK { // now it is remembered
		t.Fatal(w.Code, w.Body)
	}
	next := "shpss_the_next_secret_of_the_shop"
	if _, err := p.Integrations().Set(t.Context(), p.Program.ID, integration.Shopify, integration.Setup{Secret: &next}); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{stage.ShopifySecret, next} {
		if w := p.send("shop/redact", body, map[string]string{"X-Shopify-Hmac-Sha256": stage.ShopifySignature(secret, body)}); w.Code != http.StatusOK {
			t.Errorf("%s: %d", secret[:9], w.Code)
		}
	}
}

func TestAPersonIsToldAndForgotten(t *testing.T) {
	t.Parallel()
	p := open(t, "USD")
	if _, err := p.Programs().Change(t.Context(), p.Program.ID, 0, func(p *program.Program) { p.Contacts = program.FullContacts }); err != nil {
		t.Fatal(err)
	}
	p.bought(nil)()
	john := func(orders string) set {
		return set{"customer": set{"id": 115310627314723954, "email": "jon@example.com"}, orders: []any{json.Number(anOrder)}}
	}

	p.shopify("w-2", "customers/data_request", "customers-data_request", john("orders_requested"))()
	h := p.health(integration.Shopify)
	if len(h.Entries) != 1 || !slices.Contains(h.Entries[0].Detail, "masked address j•••@example.com") ||
		!slices.Contains(h.Entries[0].Detail, "contact for partners: John Smith jon@example.com") || !slices.ContainsFunc(h.Entries[0].Detail, func(s string) bool {
		return strings.HasPrefix(s, "order "+anOrder+": sale")
	}) {
		t.Errorf("%+v", h.Entries)
	}

	var mails []string
	for _, m := range p.Outbox.Mails() {
		if strings.Contains(m.Subject, "asks what is held") {
			mails = append(mails, m.To)
		}
		if strings.Contains(m.Text, "j•••") || strings.Contains(m.Text, "John") {
			t.Errorf("a mail names the customer: %s", m.Text)
		}
	}
	if diff := cmp.Diff([]string{"owner@shop.test"}, mails); diff != "" {
		t.Error(diff)
	}

	p.shopify("w-3", "customers/redact", "customers-redact", john("orders_to_redact"))()
	dump, err := p.Dump(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	hash := customer.HashEmail("jon@example.com")
	for k, item := range dump {
		for name, v := range item {
			if s := fmt.Sprint(v); strings.Contains(s, "j•••@") || strings.Contains(s, "jon@example.com") || strings.Contains(s, "John Smith") || strings.Contains(s, hash) || strings.Contains(s, "115310627314723954") {
				t.Errorf("%s / %s still has in %s: %s", k.PK, k.SK, name, s)
			}
		}
	}
	p.earns(4900)
	if got := p.health(integration.Shopify).Entries[0].Detail; len(got) != 2 {
		t.Errorf("%v", got)
	}

	p.shopify("w-4", "customers/redact", "customers-redact", john("orders_to_redact"))()
	if diff := cmp.Diff([]string{"nothing is held"}, p.health(integration.Shopify).Entries[0].Detail); diff != "" {
		t.Error(diff)
	}
}

func TestAShopThatRemovedTheAppIsForgotten(t *testing.T) {
	t.Parallel()
	p := open(t, "USD")
	connected := func() integration.Connection {
		c, err := p.Integrations().Load(t.Context(), p.Program.ID, integration.Shopify)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	p.shopify("w-1", "shop/redact", "shop-redact", nil)()
	if c := connected(); !c.Connected() {
		t.Error("a shop that is connected was forgotten")
	}
	p.shopify("w-2", "app/uninstalled", "shop-redact", nil)()
	if c := connected(); c.EndedBy != integration.Uninstalled {
		t.Errorf("%+v", c)
	}
	p.shopify("w-3", "shop/redact", "shop-redact", nil)()
	if c := connected(); c.Connected() || c.Version != 0 {
		t.Errorf("%+v", c)
	}
	p.Manual.Advance(31e9)
	if w := p.send("orders/paid", []byte(`{"id":1}`), nil); w.Code != http.StatusUnauthorized {
		t.Errorf("a shop that was forgotten: %d", w.Code)
	}
}

func TestACodeFindsItsPartnerWithoutAClick(t *testing.T) {
	t.Parallel()
	for name, buy := range map[string]func(*play) []sent{
		"a discount code of Shopify": func(p *play) []sent {
			return []sent{p.shopify("w-1", "orders/paid", "order", set{"discount_codes": []any{set{"code": "maya10", "amount": "5.00", "type": "fixed_amount"}}})}
		},
		"a promotion code of Stripe": func(p *play) []sent {
			return []sent{
				p.stripe("evt_1", "promotion_code.created", "promotion_code", set{"code": "MAYA10"}),
				p.stripe("evt_2", "checkout.session.completed", "checkout.session", set{
					"payment_status": "paid", "amount_total": 24498, "currency": "usd", "total_details": set{"amount_tax": 0}, "invoice_creation": nil,
					"discounts": []any{set{"coupon": nil, "promotion_code": aPromo}},
				}),
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := open(t, "USD")
			if _, err := p.Coupons().Create(t.Context(), coupon.Coupon{Program: p.Program.ID, Partner: p.maya.ID, Code: "MAYA10"}); err != nil {
				t.Fatal(err)
			}
			for _, e := range buy(p) {
				e()
			}
			p.earns(4900)
		})
	}
}
