package conversion

import (
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// commission is what a part earns, pending until due.
func (d *decision) commission(p part, day string, buyer *CustomerChange, n int) (commission.Commission, error) {
	cid, err := id.Of[id.Commission](string(d.id), "line", strconv.Itoa(n+1))
	if err != nil {
		return commission.Commission{}, err
	}
	v := *p.offer
	d.note("offer", "in force at the event", "offer", string(v.Offer), "name", v.Name, "version", strconv.FormatInt(v.Number, 10),
		"type", string(v.Type), "rate_basis_points", strconv.FormatInt(int64(v.Rate), 10), "base", p.base.String(), "amount", p.amount.String(), "rounding", "half-even")
	c := commission.Commission{
		ID: cid, Account: ledger.Account{Program: d.report.Program, Partner: p.Partner, Currency: d.rules.Program.Currency},
		Kind: commission.Kind(d.report.Kind), Status: commission.Pending, Amount: p.amount,
		Basis: commission.Basis{Offer: v.Offer, OfferName: v.Name, OfferVersion: v.Number, Type: string(v.Type), Rate: v.Rate, BaseMinor: p.base.Minor()},
		Order: d.report.Order, Transaction: d.report.Transaction, Conversion: d.id, Masked: d.report.Masked,
		Link: p.Link, Click: p.Click, Day: day, EventAt: d.report.OccurredAt, RecordedAt: d.now, Version: 1,
		Sub: p.facts.Subs[0], Device: string(p.facts.Device), Country: p.facts.Country, Referrer: p.facts.Referrer,
	}
	if buyer != nil {
		c.Customer = buyer.After.ID
	}
	d.holdback(&c, p)
	return c, nil
}

// Reasons for which a commission is held; a partner is only told that it is
// under review.
const (
	heldByMerchant = "awaiting_merchant"
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
	due := "by hand"
	if !c.DueAt.IsZero() {
		due = c.DueAt.Format(time.RFC3339)
	}
	d.note("holdback", "due", "days", strconv.FormatInt(days, 10), "due_at", due, "held", c.Reason)
}

// book posts the new commission: earned, less what was refunded before it came,
// and approved at once where there is no holdback.
func (d *decision) book(c *commission.Commission, p part, h Head) (ledger.Entry, error) {
	moves := ledger.Earn(c.Amount.Minor())
	back, err := d.earlyOf(*c, h)
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
	var more []ledger.Move
	if *c, more, err = c.AtOnce(p.balance, d.network(), d.now); err != nil {
		return ledger.Entry{}, err
	}
	moves = append(moves, more...)
	return p.balance.Post(ledger.Note{Kind: ledger.Earned, Refs: []string{string(c.ID)}, Actor: commission.System, At: d.now}, moves...)
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
