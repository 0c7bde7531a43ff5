package shopifyhook

import (
	"encoding/json"
	"net/url"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Told is what a webhook tells.
type Told struct {
	Report  *conversion.Report // nil when nothing is to be decided
	Contact customer.Contact   // how to reach who bought
	Order   string             // whose state changed
	State   State
	At      time.Time
	Person  *Person // of a privacy topic
	Erase   bool    // the person is to be forgotten, not only told of
	Ends    bool    // the app was removed
	Forget  bool    // the shop is to be forgotten
	Note    string
}

// State is where an order stands.
type State string

// The states that Shopify tells of.
const (
	Paid      State = "paid"
	Fulfilled State = "fulfilled"
	Delivered State = "delivered"
	Cancelled State = "cancelled"
	Refunded  State = "refunded"
)

// Person is who asked for what is held of them.
type Person struct {
	Identities []customer.Identity
	Orders     []string
}

// reading is a webhook on its way to what it tells.
type reading struct {
	connection integration.Connection
	topic      string
	webhook    string
	told       Told
}

// Read understands a webhook by its topic. What has not the shape that Shopify
// publishes for the topic is Invalid.
func Read(c integration.Connection, topic, webhook string, body []byte) (Told, error) {
	r := reading{connection: c, topic: topic, webhook: webhook}
	var err error
	switch topic {
	case "orders/paid":
		err = take(body, r.paid)
	case "orders/fulfilled":
		err = take(body, func(o order) error { return r.state(o, Fulfilled) })
	case "orders/cancelled":
		err = take(body, r.cancelled)
	case "fulfillments/update":
		err = take(body, r.fulfillment)
	case "refunds/create":
		err = take(body, r.refund)
	case "app/uninstalled":
		r.told.Ends, r.told.Note = true, "the app was removed from the shop"
	case "customers/data_request", "customers/redact":
		err = take(body, r.person)
	case "shop/redact":
		r.told.Forget, r.told.Note = true, "the shop asks to be forgotten"
	}
	return r.told, err
}

func take[T any](body []byte, f func(T) error) error {
	var o T
	if err := json.Unmarshal(body, &o); err != nil {
		return unknownShape(err)
	}
	return f(o)
}

func unknownShape(err error) error {
	return fault.Wrap(err, fault.Invalid, "shopify.unknown_shape", "The webhook has not the shape that is known of its topic.")
}

func (r *reading) report(k conversion.Kind, transaction, order string, at ...time.Time) *conversion.Report {
	r.told.Report = &conversion.Report{
		Program: r.connection.Program, Source: conversion.Shopify, SourceEvent: r.webhook, Kind: k, Transaction: transaction, Order: order, OccurredAt: first(at...),
	}
	return r.told.Report
}

func first(at ...time.Time) time.Time {
	for _, t := range at {
		if !t.IsZero() {
			return t.UTC()
		}
	}
	return time.Time{}
}

func (r *reading) state(o order, s State) error {
	if o.ID == "" {
		return unknownShape(nil)
	}
	r.told.Order, r.told.State, r.told.At = string(o.ID), s, first(o.UpdatedAt, o.ProcessedAt, o.CreatedAt)
	return nil
}

// paid: an order is a sale by its id; what counts is what the goods cost after
// discounts, without tax and shipping, in the shop's currency.
func (r *reading) paid(o order) error {
	if err := r.state(o, Paid); err != nil {
		return err
	}
	if o.Test && !r.connection.CountTests {
		r.told.Order, r.told.State, r.told.Note = "", "", "a test order: not counted"
		return nil
	}
	amount, lines, err := o.counted()
	if err != nil {
		return err
	}
	if amount.Sign() <= 0 {
		r.told.Note = "nothing was paid"
		return nil
	}
	out := r.report(conversion.Sale, string(o.ID), string(o.ID), o.ProcessedAt, o.CreatedAt)
	out.Amount, out.Lines = &amount, lines
	out.Clicks = r.clicks(o)
	for _, c := range o.Codes {
		if c.Code != "" {
			out.Coupons = append(out.Coupons, c.Code)
		}
	}
	email := o.Email
	if email == "" {
		email = o.Customer.Email
	}
	out.Masked = customer.MaskEmail(email)
	r.told.Contact = customer.Contact{Name: strings.TrimSpace(o.Customer.FirstName + " " + o.Customer.LastName), Email: strings.TrimSpace(email)}
	out.Customer = identities(o.Customer.ID, email)
	if n := o.Customer.OrdersCount; n != nil && *n > 0 {
		isNew := *n == 1
		out.NewCustomer = &isNew
	}
	if out.Country = o.Shipping.Country; out.Country == "" {
		out.Country = o.Billing.Country
	}
	return nil
}

func identities(buyer digits, email string) []customer.Identity {
	var out []customer.Identity
	if buyer != "" {
		out = append(out, customer.Identity{Kind: customer.Shopify, Value: string(buyer)})
	}
	if customer.MaskEmail(email) != "" {
		out = append(out, customer.Identity{Kind: customer.Email, Value: customer.HashEmail(email)})
	}
	return out
}

// clicks are the click ids in the cart's attributes, else in the address of the
// page on which the customer landed.
func (r *reading) clicks(o order) string {
	_, key := r.connection.Names()
	names := []string{key, integration.DefaultClickKey, "click_id"}
	for _, name := range names {
		for _, a := range o.Attributes {
			if v := strings.TrimSpace(string(a.Value)); strings.EqualFold(strings.TrimSpace(a.Name), name) && v != "" {
				return v
			}
		}
	}
	u, err := url.Parse(o.Landing)
	if err != nil {
		return ""
	}
	for _, name := range names {
		if v := u.Query().Get(name); v != "" {
			return v
		}
	}
	return ""
}

// cancelled: an order that was paid is taken back whole.
func (r *reading) cancelled(o order) error {
	if err := r.state(o, Cancelled); err != nil || o.Test && !r.connection.CountTests {
		return err
	}
	switch o.FinancialStatus {
	case "paid", "partially_paid", "partially_refunded", "refunded":
		r.report(conversion.Refund, string(o.ID)+"@cancelled", string(o.ID), r.told.At).Reason = "order_cancelled"
	default:
		r.told.Note = "cancelled before it was paid"
	}
	return nil
}

func (r *reading) fulfillment(f fulfillment) error {
	if f.Order == "" {
		return unknownShape(nil)
	}
	if f.Shipment != "delivered" {
		r.told.Note = "on its way"
		return nil
	}
	r.told.Order, r.told.State, r.told.At = string(f.Order), Delivered, first(f.UpdatedAt)
	return nil
}

func (r *reading) person(q request) error {
	if q.Customer.ID == "" && q.Customer.Email == "" {
		return unknownShape(nil)
	}
	p := &Person{Identities: identities(q.Customer.ID, q.Customer.Email)}
	for _, o := range append(q.Redact, q.Requested...) {
		p.Orders = append(p.Orders, string(o))
	}
	r.told.Person, r.told.Erase = p, r.topic == "customers/redact"
	return nil
}
