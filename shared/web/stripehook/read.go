package stripehook

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Told is what an event tells, before what other events told is added to it.
type Told struct {
	Event  string
	Type   string
	At     time.Time
	Report *conversion.Report // nil when nothing is to be decided
	// Contact is how to reach who bought.
	Contact customer.Contact
	// Payment is what a refund or a dispute is of, when the event names no order.
	Payment string
	// Subscription is the one that a sale is a payment of.
	Subscription string
	// Discounts are the discounts and promotion codes of a sale, by their ids.
	Discounts []string
	Facts     []integration.Fact
	// Settles are the sales and payments that are known from this event on.
	Settles []Settled
	Ends    bool // the account is no longer connected
	Note    string
}

// reading is an event on its way to what it tells.
type reading struct {
	connection integration.Connection
	event      Event
	told       Told
}

// Read understands an event. What has not the shape that Stripe publishes for
// its type is Invalid.
func Read(c integration.Connection, payload []byte) (Told, error) {
	r := reading{connection: c}
	if err := json.Unmarshal(payload, &r.event); err != nil {
		return Told{}, fault.Wrap(err, fault.Invalid, "stripe.unreadable", "The event cannot be read.")
	}
	e := r.event
	if e.Object != "" && e.Object != "event" {
		return Told{}, fault.New(fault.Invalid, "stripe.thin_event", "This is a thin event: let the endpoint send snapshot payloads.")
	}
	r.told = Told{Event: e.ID, Type: e.Type, At: time.Unix(e.Created, 0).UTC()}
	err := r.read()
	if live := e.Livemode; live != nil && !*live && !c.CountTests && r.told.Report != nil {
		return Told{Event: r.told.Event, Type: r.told.Type, At: r.told.At, Note: "a payment in test mode: not counted"}, err
	}
	return r.told, err
}

func (r *reading) read() error {
	switch r.event.Type {
	case "checkout.session.completed", "checkout.session.async_payment_succeeded":
		return take(r, "checkout.session", r.session)
	case "checkout.session.async_payment_failed":
		r.told.Note = "the payment failed"
		return nil
	case "invoice.paid":
		return take(r, "invoice", r.invoice)
	case "invoice_payment.paid":
		return take(r, "invoice_payment", r.invoicePayment)
	case "charge.refunded":
		return take(r, "charge", r.charge)
	case "refund.failed", "refund.updated", "charge.refund.updated":
		return take(r, "refund", r.refund)
	case "charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.closed", "charge.dispute.funds_reinstated":
		return take(r, "dispute", r.dispute)
	case "customer.created", "customer.updated":
		return take(r, "customer", r.person)
	case "customer.subscription.created", "customer.subscription.updated":
		return take(r, "subscription", r.subscription)
	case "customer.subscription.deleted":
		r.told.Note = "the subscription ended: it brings no further payments"
		return nil
	case "customer.discount.created":
		return take(r, "discount", r.discount)
	case "promotion_code.created", "promotion_code.updated":
		return take(r, "promotion_code", r.promotionCode)
	case "account.application.deauthorized":
		r.told.Ends, r.told.Note = true, "the account is no longer connected"
	}
	return nil
}

// take reads the event's object and holds it against what it should be.
func take[T interface{ is() (id, object string) }](r *reading, object string, f func(T) error) error {
	var o T
	err := json.Unmarshal(r.event.Data.Object, &o)
	if err == nil {
		id, is := o.is()
		if is == object && id != "" {
			return f(o)
		}
	}
	version := r.event.APIVersion
	if version == "" {
		version = "no version"
	}
	return fault.Wrap(err, fault.Invalid, "stripe.unknown_shape",
		"The event's object is no "+object+" as it is known here; its API version is "+cut(version, 40)+".")
}

// report begins a report of the event.
func (r *reading) report(k conversion.Kind, transaction string) *conversion.Report {
	r.told.Report = &conversion.Report{
		Program: r.connection.Program, Source: conversion.Stripe, SourceEvent: r.event.ID, Kind: k, Transaction: transaction, OccurredAt: r.told.At,
	}
	return r.told.Report
}

// clicks are the click ids in the first metadata that has any.
func (r *reading) clicks(all ...map[string]string) string {
	_, key := r.connection.Names()
	for _, m := range all {
		for _, k := range []string{key, integration.DefaultClickKey, "click_id"} {
			if v := strings.TrimSpace(m[k]); v != "" {
				return v
			}
		}
	}
	return ""
}

func (r *reading) order(m map[string]string) string {
	key, _ := r.connection.Names()
	return m[key]
}

// metadataMost bounds what is kept of metadata.
const (
	metadataMost  = 10
	metadataValue = 100
)

// metadata keeps what the merchant's rules may ask for.
func (r *reading) metadata(m map[string]string) map[string]string {
	order, clicks := r.connection.Names()
	var names []string
	for k, v := range m {
		if v != "" && !slices.Contains([]string{order, clicks, integration.DefaultClickKey, "click_id", "customer_id"}, k) {
			names = append(names, k)
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	out := map[string]string{}
	for _, k := range names[:min(len(names), metadataMost)] {
		out[k] = cut(m[k], metadataValue)
	}
	return out
}

func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
