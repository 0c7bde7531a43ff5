package conversion

import (
	"context"
	"slices"
	"strconv"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// takeBack decides a refund or a chargeback: each commission of the order gives
// back its share, as it stands now; before the sale, the refund is parked and
// the sale's own transaction applies it.
func (p Processor) takeBack(ctx context.Context, d decision) (Outcome, error) {
	h := d.head(false)
	d.refunded(&h)
	o := Outcome{HeadBefore: d.order.Head, Head: h, OrderAlias: d.report.OrderAlias}
	if !d.order.Head.known() {
		d.note("refund", "its sale is not known yet", "order", d.report.Order)
		o.Record = d.record(Verdict{Result: Parked, Reason: "sale_not_known_yet"})
		return o, nil
	}
	d.note("refund", "of a known order", "order", d.report.Order, "sale", strconv.FormatInt(h.SaleMinor, 10), "refunded", strconv.FormatInt(h.Refunded, 10))
	parties, err := p.Store.Parties(ctx, PartiesQuery{Program: d.report.Program, Currency: h.Currency, Partners: h.Partners, Commissions: h.Commissions})
	if err != nil {
		return Outcome{}, err
	}
	verdict := Verdict{Result: Accepted}
	if len(parties.Commissions) == 0 {
		verdict.Reason = "nothing_was_earned"
	}
	if o.Money, err = d.reverse(parties, h, h.Refunded-d.order.Head.Refunded); err != nil {
		return Outcome{}, err
	}
	for _, ch := range o.Money.Changes {
		verdict.Commissions = append(verdict.Commissions, CommissionLine{ch.After.ID, ch.After.Account.Partner, ch.After.Amount, string(ch.After.Status)})
	}
	o.Record = d.record(verdict)
	if len(parties.Commissions) > 0 {
		c := parties.Commissions[0]
		o.Record.Partner, o.Record.Link, o.Record.Customer = c.Account.Partner, c.Link, c.Customer
		o.Refunded = CustomerRefund{c.Customer, h.Refunded - d.order.Head.Refunded}
	}
	return o, nil
}

// refunded brings the order's refunds up to date. A cumulative amount is a
// target; others add up; none means the whole. It never exceeds a known sale.
func (d decision) refunded(h *Head) {
	place, all := &h.Refunded, h.SaleMinor
	if !d.order.Head.known() {
		place, all = &h.Parked, h.Parked
		h.ParkedAll = h.ParkedAll || d.report.Amount == nil
	}
	switch {
	case d.report.Amount == nil:
		*place = all
	case d.report.Cumulative:
		*place = max(*place, d.report.Amount.Minor())
	default:
		*place += d.report.Amount.Minor()
	}
	h.Refunded = min(h.Refunded, h.SaleMinor)
}

func (d *decision) reason() string {
	switch {
	case d.report.Reason != "":
		return d.report.Reason
	case d.report.Kind == Chargeback:
		return "chargeback"
	}
	return "refund"
}

// book is what a refund does to one account.
type book struct {
	before, now ledger.Balance
	moves       []ledger.Move
	refs        []string
	kind        ledger.Kind
	changes     []commission.Change
	base        int64 // what of the order was the partner's
}

// reverse takes from each commission of the order what the refunds so far take
// of it, less what was taken already; revenue is what this report refunds.
func (d *decision) reverse(parties Parties, h Head, revenue int64) (commission.Outcome, error) {
	var out commission.Outcome
	books := map[ledger.Account]*book{}
	var order []*book
	for _, c := range parties.Commissions {
		b := books[c.Account]
		if b == nil {
			stored := parties.Balances[c.Account]
			b = &book{before: stored, now: stored}
			books[c.Account] = b
			order = append(order, b)
		}
		if err := d.takeFrom(b, c, h); err != nil {
			return out, err
		}
	}
	order = slices.DeleteFunc(order, func(b *book) bool { return len(b.changes) == 0 })
	if len(order) == 0 {
		return out, nil
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
		if err := d.close(&out, b, parts[i].Minor()); err != nil {
			return out, err
		}
	}
	return out, nil
}

// takeFrom takes a commission's share of the refunds.
func (d *decision) takeFrom(b *book, c commission.Commission, h Head) error {
	target, err := share(c.Amount, h)
	if err != nil {
		return err
	}
	taken, err := commission.TakeBack(c, b.now, target-c.Reversed-c.Clawed, string(d.id), d.reason(), d.now)
	if err != nil {
		return err
	}
	if len(taken.Changes) == 0 {
		d.note("commission", "nothing left to take back", "commission", string(c.ID), "status", string(c.Status))
		return nil
	}
	d.note("commission", string(taken.Kind), "commission", string(c.ID), "status", string(c.Status), "target", strconv.FormatInt(target, 10))
	b.base += max(c.Basis.BaseMinor, 1)
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
	if revenue > 0 {
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
	e, err := commission.Told(entry, event.CommissionReversed, d.now, map[string]string{
		"event": string(d.report.Kind), "commission_id": string(first.ID), "payout": back.Decimal(), "transaction_id": d.report.Transaction,
		"reason": d.reason(), "currency": string(currency), "click_id": first.Click, "sub1": first.Sub, "status": string(first.Status),
	}, rollups)
	if err != nil {
		return err
	}
	out.Changes = append(out.Changes, b.changes...)
	out.Entries = append(out.Entries, entry)
	out.Events = append(out.Events, e)
	return nil
}
