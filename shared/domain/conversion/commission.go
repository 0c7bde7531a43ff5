package conversion

import (
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// commissions are what a part earns, pending until due: what the event does, and
// what the volume before it does because the event reached a step.
func (d *decision) commissions(p part, day string, buyer *CustomerChange, n int) ([]commission.Commission, error) {
	names := []string{string(d.id), "line", strconv.Itoa(n + 1)}
	cid, err := id.Of[id.Commission](names...)
	if err != nil {
		return nil, err
	}
	c := commission.Commission{
		ID: cid, Account: ledger.Account{Program: d.report.Program, Partner: p.Partner, Currency: d.rules.Program.Currency},
		Kind: commission.Kind(d.report.Kind), Status: commission.Pending, Amount: p.result.Total, Basis: basis(*p.offer, p.share, p.result.Lines),
		Order: d.report.Order, Transaction: d.report.Transaction, Conversion: d.id, Masked: d.report.Masked,
		Link: p.Link, Click: p.Click, Day: day, EventAt: d.report.OccurredAt, RecordedAt: d.now, Version: 1,
		Sub: p.facts.Subs[0], Device: string(p.facts.Device), Country: p.facts.Country, Referrer: p.facts.Referrer,
	}
	if buyer != nil {
		c.Customer = buyer.After.ID
	}
	c.Basis.Exchanged, c.Basis.By = d.report.Exchanged, string(d.report.By)
	d.holdback(&c, p)
	out := []commission.Commission{c}
	l := p.result.Difference
	if l == nil {
		return out, nil
	}
	// It is of the orders before: a refund of this one does not take it back.
	c.Kind, c.Order, c.Transaction, c.Customer, c.Masked = commission.Bonus, "", "", "", ""
	c.Basis = basis(*p.offer, offer.Share{}, []offer.Line{*l})
	if c.ID, err = id.Of[id.Commission](append(names, "difference")...); err != nil {
		return nil, err
	}
	c.Amount, err = money.New(l.Minor, c.Account.Currency)
	return append(out, c), err
}

// basis is what made an amount. One line that is a plain share or an amount
// needs no lines.
func basis(v offer.Version, share offer.Share, lines []offer.Line) commission.Basis {
	b := commission.Basis{Offer: v.Offer, OfferName: v.Name, OfferVersion: v.Number, Type: string(offer.Mixed), Share: share}
	for _, l := range lines {
		b.BaseMinor += l.Base
	}
	if len(lines) == 1 {
		l := lines[0]
		b.Type, b.Rate, b.Rule = string(l.Type), l.Rate, l.Rule
		if share.Of <= 1 && l.Cut == 0 && l.Pieces == 0 {
			return b
		}
	}
	b.Lines = lines
	return b
}

// explain notes what the offers said of a part.
func (d *decision) explain(p part) {
	v, b := *p.offer, basis(*p.offer, p.share, p.result.Lines)
	for _, s := range p.result.Steps {
		d.trace = append(d.trace, Step(s))
	}
	d.note("offer", "in force at the event", "offer", string(v.Offer), "name", v.Name, "version", strconv.FormatInt(v.Number, 10),
		"type", b.Type, "rate_basis_points", strconv.FormatInt(int64(b.Rate), 10), "base", p.base.String(), "amount", p.result.Total.String(), "rounding", "half-even",
		"reason", p.result.Reason)
}

// Reasons for which a commission is held; a partner is only told that it is
// under review.
const (
	heldByMerchant = commission.AwaitingMerchant
	heldForSelf    = "self_referral"
	heldForClaim   = "browser_claim"
)

// holdback says when the commission is due: days after the event or its
// arrival, whichever is later, rounded up to the program's next midnight. No
// days means at once; a manual program, an unsure merchant or a touch that is
// not to be trusted means by hand.
func (d *decision) holdback(c *commission.Commission, p part) {
	days := p.offer.HoldbackDays
	if days < 0 {
		days = int64(d.rules.Program.HoldbackDays)
	}
	start := d.report.OccurredAt
	if d.report.ReceivedAt.After(start) {
		start = d.report.ReceivedAt
	}
	switch {
	case d.rules.Program.ManualReview:
	case days == 0:
		c.DueAt = start
	default:
		c.DueAt = clock.NextMidnight(start.AddDate(0, 0, int(days)), d.rules.Program.Location())
	}
	switch { // what is held is due when somebody has released it, not before
	case d.report.Hold:
		c.Status, c.Reason = commission.Held, heldByMerchant
	case p.Self:
		c.Status, c.Reason = commission.Held, heldForSelf
	case p.How == ByClaim:
		c.Status, c.Reason = commission.Held, heldForClaim
	}
	d.heldInReview(c)
	due := "by hand"
	if !c.DueAt.IsZero() {
		due = c.DueAt.Format(time.RFC3339)
	}
	d.note("holdback", "due", "days", strconv.FormatInt(days, 10), "due_at", due, "held", c.Reason)
}

// book posts the new commissions: earned, the first less what was refunded
// before it came, and approved at once where there is no holdback.
func (d *decision) book(cs []commission.Commission, p part, h Head) (ledger.Entry, error) {
	back, err := d.earlyOf(cs[0], h)
	if err != nil {
		return ledger.Entry{}, err
	}
	if c := &cs[0]; back > 0 {
		c.Reversed, c.Reason = back, "refund"
		d.note("refund", "came before the sale", "taken_back", strconv.FormatInt(back, 10))
		if c.Net() == 0 {
			c.Status, c.EndedAt = commission.Declined, d.now
		}
	}
	var moves []ledger.Move
	var refs []string
	now := p.balance
	for i := range cs {
		c := &cs[i]
		one := append(ledger.Earn(c.Amount.Minor()), ledger.Decline(c.Reversed)...)
		var more []ledger.Move
		if *c, more, err = c.AtOnce(now, d.network(), d.now); err != nil {
			return ledger.Entry{}, err
		}
		one = append(one, more...)
		after, err := now.Post(ledger.Note{}, one...)
		if err != nil {
			return ledger.Entry{}, err
		}
		now, moves, refs = after.After, append(moves, one...), append(refs, string(c.ID))
	}
	return p.balance.Post(ledger.Note{Kind: ledger.Earned, Refs: refs, Actor: commission.System, At: d.now}, moves...)
}

// earlyOf is early, line by line where the commission was earned so.
func (d *decision) earlyOf(c commission.Commission, h Head) (int64, error) {
	if byLine(c) && (d.recounted() || d.order.Head.SaleMinor == 0) {
		return target(c, h)
	}
	return d.early(c.Amount, h)
}

// share is how much of an amount the order's refunds take back: its part of
// the sale, the whole when there is nothing left or no sale to be a part of.
func share(amount money.Amount, h Head) (int64, error) {
	if h.back() >= h.SaleMinor {
		return amount.Minor(), nil
	}
	part, err := amount.Proportion(h.back(), h.SaleMinor)
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
	part, err := amount.Proportion(h.back()-d.order.Head.back(), d.report.Given().Minor())
	return part.Minor(), err
}
