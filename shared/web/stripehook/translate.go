package stripehook

import (
	"encoding/json"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Event is the envelope of Stripe's events.
type Event struct {
	ID      string `json:"id"`
	Type    string `json:"type"`
	Created int64  `json:"created"`
	Data    struct {
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

type session struct {
	ID                string            `json:"id"`
	Mode              string            `json:"mode"`
	PaymentStatus     string            `json:"payment_status"`
	ClientReferenceID string            `json:"client_reference_id"`
	Metadata          map[string]string `json:"metadata"`
	PaymentIntent     named             `json:"payment_intent"`
	Customer          named             `json:"customer"`
	AmountTotal       int64             `json:"amount_total"`
	Currency          string            `json:"currency"`
	CustomerDetails   struct {
		Email string `json:"email"`
	} `json:"customer_details"`
}

type invoice struct {
	ID            string            `json:"id"`
	BillingReason string            `json:"billing_reason"`
	AmountPaid    int64             `json:"amount_paid"`
	Currency      string            `json:"currency"`
	Customer      named             `json:"customer"`
	CustomerEmail string            `json:"customer_email"`
	Metadata      map[string]string `json:"metadata"`
	PaymentIntent named             `json:"payment_intent"`
}

type charge struct {
	ID             string            `json:"id"`
	AmountRefunded int64             `json:"amount_refunded"`
	Currency       string            `json:"currency"`
	PaymentIntent  named             `json:"payment_intent"`
	Invoice        named             `json:"invoice"`
	Metadata       map[string]string `json:"metadata"`
}

// Translate turns an event into a report; ok is false for one that is none of
// ours. An event that cannot be read is Invalid.
func Translate(p id.Program, payload []byte) (r conversion.Report, ok bool, err error) {
	var e Event
	if err := json.Unmarshal(payload, &e); err != nil {
		return r, false, fault.Wrap(err, fault.Invalid, "stripe.unreadable", "The event cannot be read.")
	}
	r = conversion.Report{Program: p, Source: conversion.Stripe, SourceEvent: e.ID, OccurredAt: time.Unix(e.Created, 0).UTC()}
	switch e.Type {
	case "checkout.session.completed", "checkout.session.async_payment_succeeded":
		err = read(e, &r, fromSession)
	case "invoice.paid":
		err = read(e, &r, fromInvoice)
	case "charge.refunded":
		err = read(e, &r, fromCharge)
	default:
		return r, false, nil
	}
	return r, err == nil && r.Kind != "", err
}

func read[T any](e Event, r *conversion.Report, f func(T, *conversion.Report) error) error {
	var o T
	if err := json.Unmarshal(e.Data.Object, &o); err != nil {
		return fault.Wrap(err, fault.Invalid, "stripe.unreadable", "The event's object cannot be read.")
	}
	return f(o, r)
}

// fromSession: a one-time payment is a sale by its payment intent; a
// subscription's session only binds the customer to the click.
func fromSession(s session, r *conversion.Report) error {
	r.Clicks = s.ClientReferenceID
	if c := s.Metadata["click_id"]; r.Clicks == "" && c != "" {
		r.Clicks = c
	}
	identify(r, s.Metadata["customer_id"], s.Customer, s.CustomerDetails.Email)
	switch {
	case s.Mode == "payment" && s.PaymentStatus == "paid" && s.PaymentIntent != "":
		r.Kind, r.Transaction = conversion.Sale, string(s.PaymentIntent)
		r.Order = s.Metadata["order_id"]
		if r.Order != "" {
			r.OrderAlias = r.Transaction
		}
		return amount(r, s.AmountTotal, s.Currency)
	case s.Mode == "subscription" || s.Mode == "setup":
		r.Kind, r.Transaction = conversion.Signup, s.ID
	}
	return nil
}

// fromInvoice: the first invoice of a subscription is a sale, later ones are
// recurring; what costs nothing is nothing.
func fromInvoice(i invoice, r *conversion.Report) error {
	if i.AmountPaid <= 0 {
		return nil
	}
	r.Kind, r.Transaction, r.Order, r.OrderAlias, r.Waits = conversion.Recurring, i.ID, i.Metadata["order_id"], string(i.PaymentIntent), true
	if i.BillingReason == "subscription_create" || i.BillingReason == "manual" {
		r.Kind = conversion.Sale
	}
	r.Clicks = i.Metadata["click_id"]
	identify(r, i.Metadata["customer_id"], i.Customer, i.CustomerEmail)
	return amount(r, i.AmountPaid, i.Currency)
}

// fromCharge: Stripe's refunded amount is cumulative, so each new sum is one
// event and the order's refunds are brought up to it.
func fromCharge(c charge, r *conversion.Report) error {
	r.Kind, r.Cumulative = conversion.Refund, true
	switch {
	case c.Metadata["order_id"] != "":
		r.Order = c.Metadata["order_id"]
	case c.Invoice != "":
		r.Order = string(c.Invoice)
	case c.PaymentIntent != "":
		r.Order = string(c.PaymentIntent)
	default:
		r.Order = c.ID
	}
	if err := amount(r, c.AmountRefunded, c.Currency); err != nil {
		return err
	}
	r.Transaction = c.ID + "@" + r.Amount.Decimal()
	return nil
}

func identify(r *conversion.Report, own string, stripe named, email string) {
	add := func(k customer.IdentityKind, v string) {
		if v != "" {
			r.Customer = append(r.Customer, customer.Identity{Kind: k, Value: v})
		}
	}
	add(customer.External, own)
	add(customer.Stripe, string(stripe))
	if r.Masked = customer.MaskEmail(email); r.Masked != "" {
		add(customer.Email, customer.HashEmail(email))
	}
}

// units returns Stripe's minor units as ISO 4217's. They differ for three
// currencies (docs.stripe.com/currencies): it counts MGA whole, and ISK and UGX
// in hundredths.
func units(minor int64, c money.Currency) int64 {
	switch c {
	case "MGA":
		return minor * 100
	case "ISK", "UGX":
		return minor / 100
	}
	return minor
}

func amount(r *conversion.Report, minor int64, currency string) error {
	c, err := money.ParseCurrency(currency)
	if err != nil {
		return err
	}
	a, err := money.New(units(minor, c), c)
	r.Amount = &a
	return err
}
