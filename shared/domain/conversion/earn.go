package conversion

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// earn decides a signup, a lead or a sale.
func (p Processor) earn(ctx context.Context, d decision) (Outcome, error) {
	q := PartiesQuery{Program: d.report.Program, Currency: d.rules.Program.Currency, Touches: d.touches}
	if d.order.Customer == nil {
		q.Customer = d.report.Customer
	} else if b := d.order.Customer.Bound; b != nil {
		q.Partners = append(q.Partners, b.Partner)
	}
	for _, t := range d.touches {
		if o, ok := d.order.Owners[t.LinkRef]; ok {
			q.Partners = append(q.Partners, o.Partner)
		}
	}
	parties, err := p.Store.Parties(ctx, q)
	if err != nil {
		return Outcome{}, err
	}
	known := d.order.Customer
	if known == nil {
		known = parties.Customer
	}
	for _, t := range d.candidates(known) {
		account := ledger.Account{Program: d.report.Program, Partner: t.partner, Currency: d.rules.Program.Currency}
		b, ok := parties.Balances[account]
		if !ok || b.Status != ledger.Active {
			d.note("partner", "not active in the program", "partner", string(t.partner))
			continue
		}
		v, ok := d.offerFor(t)
		if !ok {
			d.note("offer", "no offer in force pays for this", "partner", string(t.partner))
			return d.credit(known, t, parties.Subs[t.click], b, nil)
		}
		return d.credit(known, t, parties.Subs[t.click], b, &v)
	}
	o := d.refuse(Unattributed, d.whyNot(known))
	o.Customer = d.customer(known, nil)
	return o, nil
}

func (d decision) whyNot(c *customer.Customer) string {
	for _, s := range d.trace {
		if s.Name == "partner" {
			return "partner_not_active"
		}
	}
	return d.whyNobody(c)
}

// offerFor returns the version in force at the event that pays for it: of the
// link's own offer when it has one, else of the program's oldest that does.
func (d *decision) offerFor(t touch) (offer.Version, bool) {
	trigger := offer.Trigger(d.report.Kind)
	recurring := d.report.laterPayment()
	if recurring {
		trigger = offer.Sale
	}
	byOffer := map[id.Offer][]offer.Version{}
	for _, v := range d.rules.Versions {
		byOffer[v.Offer] = append(byOffer[v.Offer], v)
	}
	var best offer.Version
	found := false
	for o, versions := range byOffer {
		v, ok := offer.InForce(versions, d.report.OccurredAt)
		if !ok || !v.Pays(trigger, recurring) || t.offer != "" && t.offer != o {
			continue
		}
		if !found || v.Offer < best.Offer {
			best, found = v, true
		}
	}
	return best, found
}

// credit gives the event to the touch's partner: a commission when a version
// pays, and the customer's binding either way.
func (d *decision) credit(known *customer.Customer, t touch, sub string, b ledger.Balance, v *offer.Version) (Outcome, error) {
	d.note("attribution", t.how, "partner", string(t.partner), "link", string(t.link), "model", string(d.rules.Program.Attribution.Model))
	o := Outcome{HeadBefore: d.order.Head, Head: d.head(true), OrderAlias: d.report.OrderAlias, Customer: d.customer(known, &t)}
	verdict := Verdict{Result: Accepted}
	day := clock.Day(d.report.OccurredAt, d.rules.Program.Location())
	rollup := event.Rollup{Day: day, Facets: event.Facets{Link: string(t.link), Sub: sub}, Delta: d.counts()}
	data := d.told(t, sub)
	if v != nil {
		c, err := d.commission(t, sub, day, *v)
		if err != nil {
			return Outcome{}, err
		}
		if c.Amount.Sign() > 0 {
			entry, err := d.book(&c, b, o.Head)
			if err != nil {
				return Outcome{}, err
			}
			change := commission.Change{After: c}
			o.Money = commission.Outcome{Changes: []commission.Change{change}, Entries: []ledger.Entry{entry}}
			o.Head.Commissions = append(append([]id.Commission(nil), o.Head.Commissions...), c.ID)
			if !slices.Contains(o.Head.Partners, t.partner) {
				o.Head.Partners = append(slices.Clone(o.Head.Partners), t.partner)
			}
			verdict.Commissions = []CommissionLine{{c.ID, c.Amount, string(c.Status)}}
			rollup.Offer = string(v.Offer)
			for k, n := range commission.Delta(change) {
				rollup.Delta[k] += n
			}
			data["commission_id"], data["payout"] = string(c.ID), c.Amount.Decimal()
			data["offer_id"], data["offer_name"] = string(v.Offer), v.Name
		} else {
			verdict.Reason = "nothing_earned"
		}
	} else {
		verdict.Reason = "no_offer"
	}
	e, err := d.event(event.ConversionRecorded, t.partner, data, rollup)
	if err != nil {
		return Outcome{}, err
	}
	o.Money.Events = append(o.Money.Events, e)
	if bound, ok, err := d.bound(o.Customer); err != nil {
		return Outcome{}, err
	} else if ok {
		o.Money.Events = append(o.Money.Events, bound...)
	}
	o.Record = d.record(verdict)
	o.Record.Partner, o.Record.Link, o.Record.Customer = t.partner, t.link, o.customerID()
	return o, nil
}

// commission is what the version pays for the event, pending until due.
func (d *decision) commission(t touch, sub, day string, v offer.Version) (commission.Commission, error) {
	base := money.Zero(d.rules.Program.Currency)
	if d.report.Amount != nil {
		base = *d.report.Amount
	}
	amount, err := v.Compute(base, d.rules.Program.Currency)
	if err != nil {
		return commission.Commission{}, err
	}
	cid, err := id.Of[id.Commission](string(d.id), "line", "1")
	if err != nil {
		return commission.Commission{}, err
	}
	d.note("offer", "in force at the event", "offer", string(v.Offer), "name", v.Name, "version", strconv.FormatInt(v.Number, 10),
		"type", string(v.Type), "rate_basis_points", strconv.FormatInt(int64(v.Rate), 10), "base", base.String(), "amount", amount.String(), "rounding", "half-even")
	c := commission.Commission{
		ID: cid, Account: ledger.Account{Program: d.report.Program, Partner: t.partner, Currency: d.rules.Program.Currency},
		Kind: commission.Kind(d.report.Kind), Status: commission.Pending, Amount: amount,
		Basis: commission.Basis{Offer: v.Offer, OfferName: v.Name, OfferVersion: v.Number, Type: string(v.Type), Rate: v.Rate, BaseMinor: base.Minor()},
		Order: d.report.Order, Transaction: d.report.Transaction, Conversion: d.id, Masked: d.report.Masked,
		Link: t.link, Click: string(t.click), Sub: sub, Day: day,
		EventAt: d.report.OccurredAt, RecordedAt: d.now, Version: 1,
	}
	if len(d.report.Customer) > 0 {
		if c.Customer, err = customer.IDOf(d.report.Program, d.report.Customer[0]); err != nil {
			return c, err
		}
	}
	d.holdback(&c, v)
	return c, nil
}

// holdback says when the commission is due: days after the event or its
// arrival, whichever is later, rounded up to the program's next midnight. No
// days means at once; a manual program or an unsure merchant means by hand.
func (d *decision) holdback(c *commission.Commission, v offer.Version) {
	days := v.HoldbackDays
	if days < 0 {
		days = int64(d.rules.Program.HoldbackDays)
	}
	start := d.report.OccurredAt
	if d.report.ReceivedAt.After(start) {
		start = d.report.ReceivedAt
	}
	switch {
	case d.report.Hold:
		c.Status, c.Reason = commission.Held, "awaiting_merchant"
	case d.rules.Program.ManualReview:
	case days == 0:
		c.DueAt = start
	default:
		c.DueAt = clock.NextMidnight(start.AddDate(0, 0, int(days)), d.rules.Program.Location())
	}
	due := "by hand"
	if !c.DueAt.IsZero() {
		due = c.DueAt.Format(time.RFC3339)
	}
	d.note("holdback", "due", "days", strconv.FormatInt(days, 10), "due_at", due)
}

// book posts the new commission: earned, less what was refunded before it came,
// and approved at once where there is no holdback.
func (d *decision) book(c *commission.Commission, b ledger.Balance, h Head) (ledger.Entry, error) {
	moves := ledger.Earn(c.Amount.Minor())
	back, err := d.early(c.Amount, h)
	if err != nil {
		return ledger.Entry{}, err
	}
	if back > 0 {
		c.Reversed, c.Reason = back, "refund"
		moves = append(moves, ledger.Decline(back)...)
		d.note("refund", "came before the sale", "taken_back", strconv.FormatInt(back, 10))
		if c.Net() == 0 {
			c.Status, c.EndedAt = commission.Declined, d.now
		}
	}
	kind := ledger.Earned
	if c.Status == commission.Pending && !c.DueAt.IsZero() && !c.DueAt.After(d.now) {
		c.Status, c.ApprovedAt = commission.Available, d.now
		moves = append(moves, b.Approve(c.Net())...)
	}
	return b.Post(ledger.Note{Kind: kind, Refs: []string{string(c.ID)}, Actor: commission.System, Reason: c.Reason, At: d.now}, moves...)
}

// share is how much of an amount the order's refunds take back: its part of
// the sale, the whole when there is nothing left or no sale to be a part of.
func share(amount money.Amount, h Head) (int64, error) {
	if h.Refunded >= h.SaleMinor {
		return amount.Minor(), nil
	}
	part, err := amount.Proportion(h.Refunded, h.SaleMinor)
	return part.Minor(), err
}

// early is how much of a new commission the refunds take back that are known
// before it: those of an order that found no partner until now, or those that
// waited for this sale.
func (d decision) early(amount money.Amount, h Head) (int64, error) {
	if d.report.Amount == nil || d.report.Amount.IsZero() {
		return 0, nil
	}
	if d.recounted() {
		return share(amount, h)
	}
	part, err := amount.Proportion(h.Refunded-d.order.Head.Refunded, d.report.Amount.Minor())
	return part.Minor(), err
}

// counts is what the event adds to the day's counters.
func (d decision) counts() map[string]int64 {
	n := map[string]int64{"conversions": 1}
	switch d.report.Kind {
	case Signup:
		n["signups"] = 1
	case Lead:
		n["leads"] = 1
	case Sale, Recurring, Upgrade:
		n["sales"] = 1
		n["revenue"] = d.report.Amount.Minor()
	case Refund, Chargeback:
	}
	return n
}

// told is what the event tells: nothing of the customer.
func (d decision) told(t touch, sub string) map[string]string {
	m := map[string]string{
		"event": string(d.report.Kind), "transaction_id": d.report.Transaction, "click_id": string(t.click),
		"link_id": string(t.link), "sub1": sub, "currency": string(d.rules.Program.Currency), "conversion_id": string(d.id),
	}
	if d.report.Amount != nil {
		m["amount"] = d.report.Amount.Decimal()
	}
	return m
}

func (d decision) event(t event.Type, partner id.Partner, data map[string]string, rs ...event.Rollup) (event.Event, error) {
	version := int64(1)
	if d.order.Existing != nil {
		version = d.order.Existing.Version + 1
	}
	eid, err := id.Of[id.Event](string(t), string(d.id), strconv.FormatInt(version, 10))
	if err != nil {
		return event.Event{}, err
	}
	for k, v := range data {
		if v == "" {
			delete(data, k)
		}
	}
	return event.Event{ID: eid, Type: t, At: d.now, Program: d.report.Program, Partner: partner, Subject: string(d.id), Version: version, Data: data, Rollups: rs}, nil
}

// kept is the touch as the customer keeps it.
func (t touch) kept() customer.Touch {
	return customer.Touch{Partner: t.partner, Link: t.link, Click: string(t.click), At: t.at}
}
