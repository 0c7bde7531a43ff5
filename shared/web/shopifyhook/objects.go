package shopifyhook

import (
	"encoding/json"
	"strings"
	"time"
)

// digits is an id as Shopify writes it, digit by digit: ids are larger than
// what other readers of JSON hold exactly.
type digits string

// UnmarshalJSON reads a number or a text.
func (d *digits) UnmarshalJSON(b []byte) error {
	text, err := scalar(b)
	*d = digits(text)
	return err
}

// decimal is an amount as Shopify writes it: text, or in places a number.
type decimal string

// UnmarshalJSON reads a number or a text.
func (d *decimal) UnmarshalJSON(b []byte) error {
	text, err := scalar(b)
	*d = decimal(text)
	return err
}

func scalar(b []byte) (string, error) {
	text := string(b)
	if text == "null" {
		return "", nil
	}
	if strings.HasPrefix(text, `"`) {
		err := json.Unmarshal(b, &text)
		return text, err
	}
	var n json.Number
	err := json.Unmarshal(b, &n)
	return n.String(), err
}

// amounts is one amount in the shop's currency and in the customer's.
type amounts struct {
	Shop priced `json:"shop_money"`
}

type priced struct {
	Amount   decimal `json:"amount"`
	Currency string  `json:"currency_code"`
}

type order struct {
	ID              digits    `json:"id"`
	Currency        string    `json:"currency"`
	CreatedAt       time.Time `json:"created_at"`
	ProcessedAt     time.Time `json:"processed_at"`
	UpdatedAt       time.Time `json:"updated_at"`
	FinancialStatus string    `json:"financial_status"`
	TaxesIncluded   bool      `json:"taxes_included"`
	Test            bool      `json:"test"`
	Subtotal        decimal   `json:"subtotal_price"`
	Current         decimal   `json:"current_subtotal_price"`
	Codes           []struct {
		Code string `json:"code"`
	} `json:"discount_codes"`
	Attributes []attribute `json:"note_attributes"`
	Landing    string      `json:"landing_site"`
	Email      string      `json:"email"`
	Customer   buyer       `json:"customer"`
	Billing    address     `json:"billing_address"`
	Shipping   address     `json:"shipping_address"`
	Lines      []line      `json:"line_items"`
	Refunds    []refund    `json:"refunds"`
}

type attribute struct {
	Name  string `json:"name"`
	Value digits `json:"value"`
}

type address struct {
	Country string `json:"country_code"`
}

type buyer struct {
	ID          digits `json:"id"`
	Email       string `json:"email"`
	FirstName   string `json:"first_name"`
	LastName    string `json:"last_name"`
	OrdersCount *int64 `json:"orders_count"` // until API version 2025-01
}

type line struct {
	ID        digits  `json:"id"`
	Product   digits  `json:"product_id"`
	Quantity  int64   `json:"quantity"`
	Price     decimal `json:"price"`
	Discounts []struct {
		Amount decimal `json:"amount"`
	} `json:"discount_allocations"`
	Taxes []struct {
		Price decimal `json:"price"`
	} `json:"tax_lines"`
}

type refund struct {
	ID          digits       `json:"id"`
	Order       digits       `json:"order_id"`
	CreatedAt   time.Time    `json:"created_at"`
	ProcessedAt time.Time    `json:"processed_at"`
	Lines       []refundLine `json:"refund_line_items"`
	Adjustments []struct {
		Kind   string  `json:"kind"`
		Amount decimal `json:"amount"`
		Set    amounts `json:"amount_set"`
	} `json:"order_adjustments"`
	Shipping []struct {
		Subtotal amounts `json:"subtotal_amount_set"`
	} `json:"refund_shipping_lines"`
	Transactions []struct {
		Kind     string  `json:"kind"`
		Status   string  `json:"status"`
		Amount   decimal `json:"amount"`
		Currency string  `json:"currency"`
	} `json:"transactions"`
}

type refundLine struct {
	Line     digits  `json:"line_item_id"`
	Quantity int64   `json:"quantity"`
	Subtotal decimal `json:"subtotal"`
	Tax      decimal `json:"total_tax"`
	Set      amounts `json:"subtotal_set"`
	TaxSet   amounts `json:"total_tax_set"`
	Item     struct {
		Product digits `json:"product_id"`
	} `json:"line_item"`
}

// subtotal and tax are in the shop's currency; older webhooks have them as bare
// numbers only.
func (l refundLine) subtotal() decimal { return either(l.Set.Shop.Amount, l.Subtotal) }

func (l refundLine) tax() decimal { return either(l.TaxSet.Shop.Amount, l.Tax) }

func either(a, b decimal) decimal {
	if a != "" {
		return a
	}
	return b
}

type fulfillment struct {
	Order     digits    `json:"order_id"`
	Status    string    `json:"status"`
	Shipment  string    `json:"shipment_status"`
	UpdatedAt time.Time `json:"updated_at"`
}

// request is what the privacy topics send.
type request struct {
	Shop      string   `json:"shop_domain"`
	Customer  buyer    `json:"customer"`
	Redact    []digits `json:"orders_to_redact"`
	Requested []digits `json:"orders_requested"`
}

// needed is what of a webhook is read later: streets and telephone numbers go
// no further. What is not of the expected shape goes on as it came,
// for a person to look at.
func needed(topic string, body []byte) string {
	var o any
	switch topic {
	case "orders/paid", "orders/fulfilled", "orders/cancelled":
		o = &order{}
	case "refunds/create":
		o = &refund{}
	case "fulfillments/update":
		o = &fulfillment{}
	case "customers/data_request", "customers/redact", "shop/redact":
		o = &request{}
	default:
		return "{}"
	}
	if json.Unmarshal(body, o) != nil {
		return string(body)
	}
	text, err := json.Marshal(o)
	if err != nil {
		return string(body)
	}
	return string(text)
}
