package conversion

import (
	"context"
	"slices"
	"strconv"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// takeBack decides a refund, a chargeback or its return: each commission of the
// order gives back its share, as it stands now, or gets it again; before the
// sale, the report is parked and the sale's own transaction applies it.
func (p Processor) takeBack(ctx context.Context, d decision) (Outcome, error) {
	h := d.head(false)
	if a := d.report.Amount; a != nil {
		h = h.in(a.Currency())
	}
	d.refunded(&h)
	o := Outcome{HeadBefore: d.order.Head, Head: h, OrderAlias: d.report.OrderAlias}
	if !d.order.Head.known() {
		return d.park(o), nil
	}
	d.note("refund", "of a known order", "order", d.report.Order, "sale", strconv.FormatInt(h.SaleMinor, 10), "given_back", strconv.FormatInt(h.back(), 10))
	parties, err := p.Store.Parties(ctx, PartiesQuery{Program: d.report.Program, Currency: d.rules.Program.Currency, Partners: h.Partners, Commissions: h.Commissions})
	if err != nil {
		return Outcome{}, err
	}
	verdict := Verdict{Result: Accepted}
	if len(parties.Commissions) == 0 {
		verdict.Reason = "nothing_was_earned"
	}
	back := d.since(d.order.Head, h)
	if o.Money, err = d.reverse(parties, h, back); err != nil {
		return Outcome{}, err
	}
	for _, ch := range o.Money.Changes {
		if ch.After.Kind == commission.Reinstated && ch.Before.Version == 0 {
			o.Head.Commissions = append(slices.Clone(o.Head.Commissions), ch.After.ID)
		}
		verdict.Commissions = append(verdict.Commissions, CommissionLine{ch.After.ID, ch.After.Account.Partner, ch.After.Amount, string(ch.After.Status)})
	}
	o.Record = d.record(verdict)
	if len(parties.Commissions) > 0 {
		c := parties.Commissions[0]
		o.Record.Partner, o.Record.Link, o.Record.Customer = c.Account.Partner, c.Link, c.Customer
		o.Refunded = CustomerRefund{c.Customer, back}
	}
	return o, nil
}

// park keeps what came before its sale: the sale's own transaction applies it.
func (d *decision) park(o Outcome) Outcome {
	d.note("refund", "its sale is not known yet", "order", d.report.Order)
	v := Verdict{Result: Parked, Reason: "sale_not_known_yet"}
	if d.order.Head.Awaiting {
		v.Reason = SaleAwaitsRate
	}
	o.Record = d.record(v)
	return o
}

// SaleAwaitsRate is the reason of a refund whose sale was reported and waits
// for the rate of its currency.
const SaleAwaitsRate = "sale_awaits_rate"

// refunded brings the order's refunds up to date. A cumulative amount is a
// target for its payment, and those of all payments for the order; others add
// up; none means the whole. It never exceeds a known sale.
// Disputes are counted by themselves, because a bank may give back what it took.
func (d decision) refunded(h *Head) {
	if d.report.Kind != Refund {
		d.disputed(h)
		return
	}
	place, all := &h.Refunded, h.SaleMinor
	if !d.order.Head.known() {
		place, all = &h.Parked, h.Parked
		h.ParkedAll = h.ParkedAll || d.report.Amount == nil
	}
	switch {
	case d.report.Amount == nil:
		*place = all
	case d.report.Cumulative, d.report.Failed:
		was := h.targeted()
		d.ofPayment(h)
		*place = follow(*place, was, h.targeted())
	default:
		*place += d.report.Amount.Minor()
		d.returned(h)
	}
	h.Refunded = min(h.Refunded, h.SaleMinor)
}

func (d decision) disputed(h *Head) {
	won := d.report.Kind == Reinstated
	switch {
	case d.report.Amount == nil:
		h.DisputedAll = !won
		if won {
			h.Disputed = 0
		}
	case won:
		h.Disputed -= d.report.Amount.Minor()
	default:
		h.Disputed += d.report.Amount.Minor()
	}
}

func (d *decision) reason() string {
	if d.report.Reason != "" {
		return d.report.Reason
	}
	return string(d.report.Kind)
}

// book is what a refund does to one account.
type book struct {
	before, now ledger.Balance
	moves       []ledger.Move
	refs        []string
	kind        ledger.Kind
	changes     []commission.Change
	base        int64 // what of the order was the partner's
	first       commission.Commission
}

// reverse takes from each commission of the order what the refunds so far take
// of it, less what was taken already; revenue is what this report refunds.
func (d *decision) reverse(parties Parties, h Head, revenue int64) (commission.Outcome, error) {
	var out commission.Outcome
	books := map[ledger.Account]*book{}
	var order []*book
	again := map[id.Commission][]commission.Commission{} // what disputes gave back of a commission
	for _, c := range parties.Commissions {
		if c.Basis.Of != "" {
			again[c.Basis.Of] = append(again[c.Basis.Of], c)
		}
	}
	for _, c := range parties.Commissions {
		if c.Basis.Of != "" {
			continue
		}
		b := books[c.Account]
		if b == nil {
			stored := parties.Balances[c.Account]
			b = &book{before: stored, now: stored, first: c}
			books[c.Account] = b
			order = append(order, b)
		}
		if err := d.adjust(b, c, again[c.ID], h); err != nil {
			return out, err
		}
	}
	if len(order) == 0 {
		return out, d.uncounted(&out, h.Buyer.Partner, 0, event.Rollup{Day: clock.Day(h.Buyer.At, d.rules.Program.Location())}, revenue)
	}
	refunded, err := money.New(revenue, d.rules.Program.Currency)
	if err != nil {
		return out, err
	}
	weights := make([]int64, len(order))
	for i, b := range order {
		weights[i] = b.base
	}
	parts, err := refunded.Split(weights)
	if err != nil {
		return out, err
	}
	for i, b := range order {
		if len(b.changes) == 0 {
			err = d.uncounted(&out, b.before.Account.Partner, i, event.Rollup{Day: b.first.Day, Facets: b.first.Facets()}, parts[i].Minor())
		} else {
			err = d.close(&out, b, parts[i].Minor())
		}
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// uncounted takes what was refunded from the revenue of a partner who gives
// nothing back for it: what the sale earned was nothing, or ended before.
func (d *decision) uncounted(out *commission.Outcome, partner id.Partner, n int, place event.Rollup, revenue int64) error {
	if partner == "" || revenue == 0 {
		return nil
	}
	place.Delta = map[string]int64{"revenue": -revenue, "refunded": revenue}
	e, err := d.event(event.ConversionRefunded, partner, n, nil, place)
	out.Events = append(out.Events, e)
	return err
}

// adjust brings what was taken of a commission to its share of what the
// customer got back: more is taken, first of what disputes gave again, or the
// difference is given again.
func (d *decision) adjust(b *book, c commission.Commission, again []commission.Commission, h Head) error {
	due, err := target(c, h)
	if err != nil {
		return err
	}
	b.base += max(c.Basis.BaseMinor, 1)
	if c.Closed {
		d.note("commission", "a manager took it back", "commission", string(c.ID))
		return nil
	}
	taken := c.Reversed + c.Clawed
	for _, g := range again {
		taken -= g.Net() - g.Clawed
	}
	if due < taken {
		return d.giveAgain(b, c, taken-due)
	}
	for _, g := range again {
		part := min(due-taken, g.Net()-g.Clawed)
		if err := d.takeFrom(b, g, part); err != nil {
			return err
		}
		taken += part
	}
	return d.takeFrom(b, c, due-taken)
}

// giveAgain adds a commission for what a dispute took and gave back. It is due
// when the first one was.
func (d *decision) giveAgain(b *book, c commission.Commission, minor int64) error {
	line, err := commission.Again(c, minor, string(d.id), d.reason(), d.now)
	if err != nil {
		return err
	}
	line, more, err := line.AtOnce(b.now, d.network(), d.now)
	if err != nil {
		return err
	}
	moves := append(ledger.Earn(minor), more...)
	d.note("commission", "given again", "commission", string(line.ID), "of", string(c.ID), "amount", line.Amount.String())
	entry, err := b.now.Post(ledger.Note{}, moves...)
	if err != nil {
		return err
	}
	b.now, b.kind = entry.After, ledger.Earned
	b.moves = append(b.moves, moves...)
	b.changes = append(b.changes, commission.Change{After: line})
	b.refs = append(b.refs, string(line.ID))
	return nil
}

// takeFrom takes minor units from a commission.
func (d *decision) takeFrom(b *book, c commission.Commission, minor int64) error {
	taken, err := commission.TakeBack(c, b.now, minor, string(d.id), d.reason(), d.now)
	if err != nil {
		return err
	}
	if len(taken.Changes) == 0 {
		if minor > 0 {
			d.note("commission", "nothing left to take back", "commission", string(c.ID), "status", string(c.Status))
		}
		return nil
	}
	d.note("commission", string(taken.Kind), "commission", string(c.ID), "status", string(c.Status), "taken", strconv.FormatInt(minor, 10))
	entry, err := b.now.Post(ledger.Note{}, taken.Moves...)
	if err != nil {
		return err
	}
	b.now, b.kind = entry.After, taken.Kind
	b.moves = append(b.moves, taken.Moves...)
	b.changes = append(b.changes, taken.Changes...)
	for _, ch := range taken.Changes {
		b.refs = append(b.refs, string(ch.After.ID))
	}
	return nil
}

// close posts what was taken from an account, and tells it.
func (d *decision) close(out *commission.Outcome, b *book, revenue int64) error {
	entry, err := b.before.Post(ledger.Note{Kind: b.kind, Refs: b.refs, Actor: commission.System, Reason: d.reason(), At: d.now}, b.moves...)
	if err != nil {
		return err
	}
	first := b.changes[0].After
	rollups := commission.Rollups(b.changes)
	if revenue != 0 {
		rollups = append(rollups, event.Rollup{
			Day: first.Day, Facets: first.Facets(),
			Delta: map[string]int64{"revenue": -revenue, "refunded": revenue},
		})
	}
	currency := b.before.Account.Currency
	back, err := money.New(commission.Concerned(b.changes), currency)
	if err != nil {
		return err
	}
	told := event.CommissionReversed
	if b.kind == ledger.Earned {
		told = event.CommissionCreated
	}
	e, err := commission.Told(entry, told, d.now, map[string]string{
		"event": string(d.report.Kind), "commission_id": string(first.ID), "payout": back.Decimal(), "transaction_id": d.report.Transaction,
		"reason": d.reason(), "currency": string(currency), "click_id": first.Click, "sub1": first.Sub, "status": string(first.Status),
		"conversion_id": string(first.Conversion), "offer_id": string(first.Basis.Offer),
	}, rollups)
	if err != nil {
		return err
	}
	out.Changes = append(out.Changes, b.changes...)
	out.Entries = append(out.Entries, entry)
	out.Events = append(out.Events, e)
	return nil
}
