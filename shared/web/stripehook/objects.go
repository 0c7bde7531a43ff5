package stripehook

import "encoding/json"

// Event is the envelope of Stripe's events.
type Event struct {
	ID         string `json:"id"`
	Object     string `json:"object"`
	Type       string `json:"type"`
	APIVersion string `json:"api_version"`
	Created    int64  `json:"created"`
	Livemode   *bool  `json:"livemode"`
	Data       struct {
		Object json.RawMessage `json:"object"`
	} `json:"data"`
}

// named is a field that holds an id, or the whole object with its id.
type named string

// UnmarshalJSON reads either form.
func (n *named) UnmarshalJSON(b []byte) error {
	var text string
	if json.Unmarshal(b, &text) == nil {
		*n = named(text)
		return nil
	}
	var o struct {
		ID string `json:"id"`
	}
	err := json.Unmarshal(b, &o)
	*n = named(o.ID)
	return err
}

// kind is what every object says of itself.
type kind struct {
	ID       string            `json:"id"`
	Object   string            `json:"object"`
	Metadata map[string]string `json:"metadata"`
}

func (k kind) is() (id, object string) { return k.ID, k.Object }

type address struct {
	Country string `json:"country"`
}

// discounted names a promotion code: by its id, whole, or by a discount that
// was made of it.
type discounted struct {
	ID   string
	Code string // when it came whole
}

// UnmarshalJSON reads a discount's id, a discount, or the pair of coupon and
// promotion code that a checkout session has.
func (d *discounted) UnmarshalJSON(b []byte) error {
	if json.Unmarshal(b, &d.ID) == nil {
		return nil
	}
	var o struct {
		ID            string          `json:"id"`
		PromotionCode json.RawMessage `json:"promotion_code"`
	}
	if err := json.Unmarshal(b, &o); err != nil {
		return err
	}
	var whole struct {
		ID   string `json:"id"`
		Code string `json:"code"`
	}
	if len(o.PromotionCode) == 0 || string(o.PromotionCode) == "null" {
		d.ID = o.ID
		return nil
	}
	if json.Unmarshal(o.PromotionCode, &d.ID) == nil {
		return nil
	}
	err := json.Unmarshal(o.PromotionCode, &whole)
	d.ID, d.Code = whole.ID, whole.Code
	return err
}

type session struct {
	kind
	Mode              string `json:"mode"`
	PaymentStatus     string `json:"payment_status"`
	ClientReferenceID string `json:"client_reference_id"`
	PaymentIntent     named  `json:"payment_intent"`
	Customer          named  `json:"customer"`
	AmountTotal       int64  `json:"amount_total"`
	Currency          string `json:"currency"`
	Invoice           named  `json:"invoice"`
	InvoiceCreation   struct {
		Enabled bool `json:"enabled"`
	} `json:"invoice_creation"`
	Discounts    []discounted `json:"discounts"`
	TotalDetails struct {
		AmountTax int64 `json:"amount_tax"`
	} `json:"total_details"`
	CustomerDetails struct {
		Name    string  `json:"name"`
		Email   string  `json:"email"`
		Address address `json:"address"`
	} `json:"customer_details"`
}

type invoice struct {
	kind
	BillingReason     string       `json:"billing_reason"`
	AmountPaid        int64        `json:"amount_paid"`
	Total             int64        `json:"total"`
	TotalExcludingTax *int64       `json:"total_excluding_tax"`
	Currency          string       `json:"currency"`
	Customer          named        `json:"customer"`
	CustomerEmail     string       `json:"customer_email"`
	CustomerName      string       `json:"customer_name"`
	CustomerAddress   address      `json:"customer_address"`
	PaymentIntent     named        `json:"payment_intent"` // until API version 2025-03-31
	Discounts         []discounted `json:"discounts"`
	Lines             struct {
		Data    []invoiceLine `json:"data"`
		HasMore bool          `json:"has_more"`
	} `json:"lines"`
	Payments struct {
		Data []invoicePayment `json:"data"`
	} `json:"payments"`
	Parent struct {
		Subscription subscriptionDetails `json:"subscription_details"`
	} `json:"parent"`
	Subscription        named               `json:"subscription"`         // until API version 2025-03-31
	SubscriptionDetails subscriptionDetails `json:"subscription_details"` // the same
}

// subscription is the one that the invoice is of.
func (i invoice) subscription() string {
	if s := i.Parent.Subscription.Subscription; s != "" {
		return string(s)
	}
	return string(i.Subscription)
}

type subscriptionDetails struct {
	Metadata     map[string]string `json:"metadata"`
	Subscription named             `json:"subscription"`
}

type invoiceLine struct {
	ID              string `json:"id"`
	Amount          int64  `json:"amount"`
	Quantity        int64  `json:"quantity"`
	DiscountAmounts []struct {
		Amount int64 `json:"amount"`
	} `json:"discount_amounts"`
	Taxes []struct {
		Amount   int64  `json:"amount"`
		Behavior string `json:"tax_behavior"`
	} `json:"taxes"`
	TaxAmounts []struct { // until API version 2025-03-31
		Amount    int64 `json:"amount"`
		Inclusive bool  `json:"inclusive"`
	} `json:"tax_amounts"`
	Pricing struct {
		Price struct {
			Product string `json:"product"`
		} `json:"price_details"`
	} `json:"pricing"`
	Price struct { // until API version 2025-03-31
		Product named `json:"product"`
	} `json:"price"`
}

type invoicePayment struct {
	kind
	Invoice named  `json:"invoice"`
	Status  string `json:"status"`
	Payment struct {
		PaymentIntent named `json:"payment_intent"`
		Charge        named `json:"charge"`
	} `json:"payment"`
}

type charge struct {
	kind
	Amount         int64  `json:"amount"`
	AmountRefunded int64  `json:"amount_refunded"`
	Currency       string `json:"currency"`
	PaymentIntent  named  `json:"payment_intent"`
	Invoice        named  `json:"invoice"` // until API version 2025-03-31
}

type refund struct {
	kind
	Amount        int64  `json:"amount"`
	Currency      string `json:"currency"`
	Charge        named  `json:"charge"`
	PaymentIntent named  `json:"payment_intent"`
	Status        string `json:"status"`
}

type dispute struct {
	kind
	Amount        int64  `json:"amount"`
	Currency      string `json:"currency"`
	Charge        named  `json:"charge"`
	PaymentIntent named  `json:"payment_intent"`
	Reason        string `json:"reason"`
	Status        string `json:"status"`
}

type person struct {
	kind
	Name  string `json:"name"`
	Email string `json:"email"`
}

type subscription struct {
	kind
	Customer named  `json:"customer"`
	Status   string `json:"status"`
}

type promotionCode struct {
	kind
	Code string `json:"code"`
}

type discount struct {
	kind
	PromotionCode named `json:"promotion_code"`
}
