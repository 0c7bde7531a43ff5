package sim

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// sell reports a new sale, or one whose report did not arrive, once or twice.
func (w *world) sell() error {
	var o *order
	for _, known := range w.shop.orders {
		if !known.told && w.luck.IntN(2) == 0 {
			o = known
		}
	}
	if o == nil {
		o = w.newOrder()
	}
	o.told, o.at = true, w.clock.Now()
	r := conversion.Report{Kind: conversion.Sale, Transaction: o.id, Amount: amount(o.minor, o.currency), Lines: o.reported()}
	if o.customer != "" {
		r.Customer = []customer.Identity{{Kind: customer.External, Value: o.customer}}
	}
	if o.coupon {
		r.Coupons = []string{codeOf(o.partner)}
		return w.tell(r)
	}
	now := w.clock.Now()
	if w.luck.IntN(5) == 0 { // a browser tells of it first, with somebody's click
		claim := r
		claim.Source = conversion.Browser
		var err error
		if claim.Clicks, err = w.click(w.luck.IntN(len(w.partners)), now.Add(-time.Minute)); err != nil {
			return err
		}
		if err := w.tell(claim); err != nil {
			return err
		}
	}
	for _, c := range []struct {
		partner int
		ago     time.Duration
	}{{o.partner, time.Hour}, {o.other, 2 * time.Hour}} {
		text, err := w.click(c.partner, now.Add(-c.ago))
		if err != nil {
			return err
		}
		r.Clicks += text
	}
	return w.tell(r)
}

// click is the id of a click on a partner's link.
func (w *world) click(partner int, at time.Time) (string, error) {
	p := w.partners[partner]
	touch, err := w.backends.Keys.Mint(w.backends.Entropy, w.program, click.Touch{At: at, LinkRef: p.link, EnrollmentRef: p.enrl})
	return string(touch.ID), err
}

func codeOf(partner int) string { return fmt.Sprint("CODE", partner) }

func (w *world) newOrder() *order {
	n := len(w.partners)
	o := &order{
		id: fmt.Sprint("order-", len(w.shop.orders)), partner: w.luck.IntN(n), other: w.luck.IntN(n), minor: int64(1 + w.luck.IntN(50_000)),
		coupon: w.luck.IntN(4) == 0, currency: "EUR",
	}
	if w.luck.IntN(4) == 0 {
		o.currency = currencies()[w.luck.IntN(3)]
	}
	if w.shop.terms == lineTerms {
		w.divide(o)
	}
	if w.luck.IntN(3) > 0 {
		o.customer = fmt.Sprint("customer-", w.luck.IntN(5))
	}
	w.shop.orders = append(w.shop.orders, o)
	return o
}

// refund reports a refund, sometimes of an order whose sale is not told yet.
func (w *world) refund() error {
	var o *order
	if n := len(w.shop.orders); n == 0 || w.luck.IntN(6) == 0 {
		o = w.newOrder()
	} else {
		o = w.shop.orders[w.luck.IntN(n)]
	}
	r := conversion.Report{Kind: conversion.Refund, Transaction: fmt.Sprint(o.id, "-r", o.refunds), Order: o.id}
	o.refunds++
	part := int64(1 + w.luck.IntN(int(o.minor)))
	switch w.luck.IntN(4) {
	case 0:
		part = o.minor
	case 1, 2:
		if len(o.lines) > 0 {
			n := w.luck.IntN(len(o.lines))
			part = min(part, o.lines[n].minor)
			o.lines[n].back += part
			r.Lines = []conversion.Line{{ID: lineID(n), Minor: part}}
		}
		fallthrough
	default:
		r.Amount = amount(part, o.currency)
	}
	o.refunded += part
	return w.tell(r)
}

// dispute reports that a bank took a payment back, wholly or in part, or that it
// gave back what it had taken.
func (w *world) dispute() error {
	if len(w.shop.orders) == 0 {
		return nil
	}
	o := w.shop.orders[w.luck.IntN(len(w.shop.orders))]
	for i, taken := range o.disputes {
		if taken > 0 && w.luck.IntN(2) == 0 {
			o.disputes[i] = 0
			return w.tell(conversion.Report{Kind: conversion.Reinstated, Transaction: fmt.Sprint(o.id, "-d", i), Order: o.id, Amount: amount(taken, o.currency)})
		}
	}
	taken := int64(1 + w.luck.IntN(int(o.minor)))
	o.disputes = append(o.disputes, taken)
	return w.tell(conversion.Report{Kind: conversion.Chargeback, Transaction: fmt.Sprint(o.id, "-d", len(o.disputes)-1), Order: o.id, Amount: amount(taken, o.currency)})
}

func (w *world) tell(r conversion.Report) error {
	r.Program, r.OccurredAt = w.program, w.clock.Now()
	if r.Source == "" {
		r.Source = conversion.Postback
	}
	body, err := json.Marshal(r)
	if err != nil {
		return err
	}
	for range 1 + w.luck.IntN(3)/2 {
		if err := w.Send(context.Background(), queue.Conversions, queue.Message{Body: string(body), Attributes: map[string]string{"kind": "report"}}); err != nil {
			return err
		}
	}
	return nil
}

func amount(minor int64, c money.Currency) *money.Amount {
	a, err := money.New(minor, c)
	if err != nil {
		return nil
	}
	return &a
}
