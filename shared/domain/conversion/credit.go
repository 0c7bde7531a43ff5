package conversion

import (
	"slices"
	"strconv"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// part is what one earning touch gets of an event: all of it, or its share.
type part struct {
	Candidate
	facts   click.Facts
	base    money.Amount
	share   offer.Share
	offer   *offer.Version // that paid, or would have
	result  offer.Result
	balance ledger.Balance
}

// earns tells whether there is something to book.
func (p part) earns() bool { return p.offer != nil && p.result.Total.Sign() > 0 }

// earned is what there is to book, in minor units.
func (p part) earned() int64 {
	if !p.earns() {
		return 0
	}
	if l := p.result.Difference; l != nil {
		return p.result.Total.Minor() + l.Minor
	}
	return p.result.Total.Minor()
}

// occasion is the event as the offers look at it.
func (d decision) occasion() occasion { return occasion{d.rules, d.report, d.now, d.signals} }

// credit gives the event to the touches that earn: a commission each when a
// version pays, and the customer's binding to the best of them either way.
func (d *decision) credit(parties Parties, winners []Candidate) (Outcome, error) {
	parts, err := d.parts(parties, winners)
	if err != nil {
		return Outcome{}, err
	}
	if err := d.screen(parts); err != nil {
		return Outcome{}, err
	}
	o := Outcome{HeadBefore: d.order.Head, Head: d.head(true), OrderAlias: d.report.OrderAlias, Customer: d.customer(parts[0].binding())}
	verdict := Verdict{Result: Accepted}
	early, err := d.earlyRevenue(parts, o.Head)
	if err != nil {
		return Outcome{}, err
	}
	for n, p := range parts {
		cs, data, rollup, err := d.give(&o, p, n, early[n].Minor())
		if err != nil {
			return Outcome{}, err
		}
		for _, c := range cs {
			verdict.Commissions = append(verdict.Commissions, CommissionLine{c.ID, p.Partner, c.Amount, string(c.Status)})
		}
		e, err := d.event(event.ConversionRecorded, p.Partner, n, data, rollup)
		if err != nil {
			return Outcome{}, err
		}
		o.Money.Events = append(o.Money.Events, e)
	}
	if err := d.suspected(&o, verdict.Commissions, parts[0]); err != nil {
		return Outcome{}, err
	}
	if len(verdict.Commissions) == 0 {
		verdict.Reason = "nothing_earned"
		switch {
		case parts[0].Holdout:
			verdict.Reason = "holdout_link"
		case parts[0].offer == nil:
			verdict.Reason = "no_offer"
		case parts[0].result.Reason != "":
			verdict.Reason = parts[0].result.Reason
		}
	}
	if bound, ok, err := d.bound(o.Customer); err != nil {
		return Outcome{}, err
	} else if ok {
		o.Money.Events = append(o.Money.Events, bound...)
	}
	o.Record = d.record(verdict)
	o.Record.Partner, o.Record.Link, o.Record.Customer = parts[0].Partner, parts[0].Link, o.customerID()
	if d.report.pays() && o.Head.Buyer.Partner == "" {
		o.Head.Buyer = Buyer{Partner: o.Record.Partner, Customer: o.Record.Customer, At: d.report.OccurredAt}
	}
	return o, nil
}

// parts divides the event among the touches that earn, with what is known of
// each.
func (d *decision) parts(parties Parties, winners []Candidate) ([]part, error) {
	out, err := d.occasion().divide(winners)
	for i := range out {
		p := &out[i]
		if p.facts = d.facts(p.Candidate); p.facts.Hosted {
			d.note("click", "came from a data centre's network", "partner", string(p.Partner))
		}
		p.balance = parties.Balances[ledger.Account{Program: d.report.Program, Partner: p.Partner, Currency: d.rules.Program.Currency}]
		switch {
		case p.Holdout:
			d.note("offer", "a holdout link pays nothing", "partner", string(p.Partner))
		case p.offer == nil:
			d.note("offer", "no offer in force pays for this", "partner", string(p.Partner))
		default:
			d.explain(*p)
		}
	}
	return out, err
}

// facts is what is known of an earning touch's click: from the click itself, or
// as the customer kept it.
func (d decision) facts(w Candidate) click.Facts {
	mark := click.Mark(w.Click)
	if len(w.Click) == click.Length {
		mark = click.ID(w.Click).Mark()
	}
	for _, v := range d.found.Visits {
		if v.Mark == mark {
			return v.Facts
		}
	}
	var f click.Facts
	if c := d.found.Known.Customer; w.How == ByCustomer && c != nil && c.Bound != nil {
		f.Subs[0], f.Device, f.Country, f.Referrer = c.Bound.Sub, click.Device(c.Bound.Device), c.Bound.Country, c.Bound.Referrer
	}
	return f
}

// binding is the touch as the customer keeps it.
func (p part) binding() *customer.Touch {
	return &customer.Touch{
		Partner: p.Partner, Link: p.Link, Click: p.Click, At: p.At, Holdout: p.Holdout,
		Sub: p.facts.Subs[0], Device: string(p.facts.Device), Country: p.facts.Country, Referrer: p.facts.Referrer,
	}
}

// give books what a part earns, first of it what the event itself does, and says
// how the day changes by it. Of several parts the first counts the event; the others count it for their partner only.
func (d *decision) give(o *Outcome, p part, n int, early int64) ([]commission.Commission, map[string]string, event.Rollup, error) {
	day := clock.Day(d.report.OccurredAt, d.rules.Program.Location())
	rollup := event.Rollup{Day: day, Shared: n > 0, Facets: event.Facets{
		Link: string(p.Link), Sub: p.facts.Subs[0], Device: string(p.facts.Device), Country: p.facts.Country, Referrer: p.facts.Referrer,
	}, Delta: d.counts(p.base.Minor(), early)}
	data := d.told(p)
	if !p.earns() {
		return nil, data, rollup, nil
	}
	cs, err := d.commissions(p, day, o.Customer, n)
	if err != nil {
		return nil, nil, rollup, err
	}
	c := &cs[0]
	o.Head = d.lined(o.Head, *c)
	entry, err := d.book(cs, p, o.Head)
	if err != nil {
		return nil, nil, rollup, err
	}
	o.count(p, &entry, d.now, d.rules.Program)
	d.paced(&entry)
	o.Money.Entries = append(o.Money.Entries, entry)
	rollup.Offer = string(p.offer.Offer)
	for _, one := range cs {
		change := commission.Change{After: one}
		o.Money.Changes = append(o.Money.Changes, change)
		for k, v := range commission.Delta(change) {
			rollup.Delta[k] += v
		}
	}
	o.Head.Commissions = append(slices.Clone(o.Head.Commissions), c.ID)
	if !slices.Contains(o.Head.Partners, p.Partner) {
		o.Head.Partners = append(slices.Clone(o.Head.Partners), p.Partner)
	}
	data[event.CommissionID], data[event.Payout], data[event.Status] = string(c.ID), c.Amount.Decimal(), string(c.Status)
	data[event.OfferID], data[event.OfferName] = string(p.offer.Offer), p.offer.Name
	return cs, data, rollup, d.tellDifference(o, p, cs[1:], n)
}

// tellDifference tells of what a reached step added: it is no conversion.
func (d *decision) tellDifference(o *Outcome, p part, more []commission.Commission, n int) error {
	for _, c := range more {
		data := d.told(p)
		data[event.CommissionID], data[event.Payout], data[event.Status] = string(c.ID), c.Amount.Decimal(), string(c.Status)
		data[event.OfferID], data[event.OfferName] = string(p.offer.Offer), p.offer.Name
		delete(data, event.Amount)
		e, err := d.event(event.CommissionCreated, p.Partner, n, data)
		if err != nil {
			return err
		}
		o.Money.Events = append(o.Money.Events, e)
	}
	return nil
}

// earlyRevenue shares among the parts what of the sale was refunded before it
// was known.
func (d decision) earlyRevenue(parts []part, h Head) ([]money.Amount, error) {
	whole := money.Zero(d.rules.Program.Currency)
	weights := make([]int64, len(parts))
	for i, p := range parts {
		var err error
		if whole, err = whole.Add(p.base); err != nil {
			return nil, err
		}
		weights[i] = max(p.base.Minor(), 1)
	}
	early, err := d.early(whole, h)
	if err != nil {
		return nil, err
	}
	refunded, err := money.New(early, whole.Currency())
	if err != nil {
		return nil, err
	}
	return refunded.Split(weights)
}

// counts is what the event adds to the day's counters, with this much of its
// amount, of which some was refunded before the sale was known.
func (d decision) counts(revenue, early int64) map[string]int64 {
	n := map[string]int64{"conversions": 1}
	switch {
	case d.report.Kind == Signup:
		n["signups"] = 1
	case d.report.Kind == Lead:
		n["leads"] = 1
	case d.report.pays():
		n["sales"] = 1
		n["revenue"] = revenue - early
		if early != 0 {
			n["refunded"] = early
		}
		if c := d.found.Known.Customer; len(d.report.Customer) > 0 && (c == nil || c.FirstPaidAt.IsZero()) {
			n["customers"] = 1
		}
	}
	if slices.Contains(d.signals, Intercepted) {
		n["intercepted"] = 1
	}
	return n
}

// told is what the event tells: nothing of the customer.
func (d decision) told(p part) map[string]string {
	m := map[string]string{
		event.Kind: string(d.report.Kind), event.TransactionID: d.report.Transaction, event.ClickID: p.Click,
		event.LinkID: string(p.Link), event.Currency: string(d.rules.Program.Currency), event.ConversionID: string(d.id),
		event.Coupon: p.Coupon, event.Device: string(p.facts.Device), event.Country: p.facts.Country,
		event.Sub1: p.facts.Subs[0], event.Sub2: p.facts.Subs[1], event.Sub3: p.facts.Subs[2], event.Sub4: p.facts.Subs[3], event.Sub5: p.facts.Subs[4],
	}
	if d.report.Amount != nil {
		m[event.Amount] = d.report.Amount.Decimal()
	}
	return m
}

// event returns the nth event of a type that the decision makes.
func (d decision) event(t event.Type, partner id.Partner, n int, data map[string]string, rs ...event.Rollup) (event.Event, error) {
	version := int64(1)
	if d.order.Existing != nil {
		version = d.order.Existing.Version + 1
	}
	names := []string{string(t), string(d.id), strconv.FormatInt(version, 10)}
	if n > 0 {
		names = append(names, strconv.Itoa(n))
	}
	eid, err := id.Of[id.Event](names...)
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
