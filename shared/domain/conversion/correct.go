package conversion

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Acts of managers on conversions, as the log calls them.
const (
	ActAdded     = "conversion.add"
	ActCorrected = "conversion.correct"
	ActCancelled = "conversion.cancel"
)

// Correction is a manager's change of what a conversion came to. The report
// stays as it came in; the corrections tell what became of it.
type Correction struct {
	At        time.Time     `json:"at"`
	By        id.User       `json:"by"`
	Reason    string        `json:"reason"`
	From      *money.Amount `json:"from,omitempty"`
	To        *money.Amount `json:"to,omitempty"` // nil where it was cancelled
	Cancelled bool          `json:"cancelled,omitempty"`
}

// Asked is what a manager wants a conversion to come to: another amount, as the
// customer paid it, or nothing for a conversion that was none.
type Asked struct {
	Program    id.Program
	Conversion id.Conversion
	Amount     *money.Amount // nil cancels it
	Reason     string
	By         id.User
}

// Current is what the conversion comes to now, as the customer paid it; nil for
// one without an amount.
func (r Record) Current() *money.Amount {
	if n := len(r.Corrections); n > 0 {
		return r.Corrections[n-1].To
	}
	return r.Report.Given()
}

// Cancelled tells whether a manager took the whole conversion back.
func (r Record) Cancelled() bool {
	n := len(r.Corrections)
	return n > 0 && r.Corrections[n-1].Cancelled
}

// Corrector corrects conversions by hand.
type Corrector struct {
	Processor

	Reader Reader
}

// Correct gives a conversion another amount, or cancels it: what it earned is
// taken back, and what the new amount earns by the same rules and touches is
// given, in one transaction with its postings. Asking again for what it comes to
// already changes nothing. Faults: NotFound; Invalid "correction.invalid";
// Conflict with the reason why it can no longer be corrected.
func (c Corrector) Correct(ctx context.Context, a Asked) (Record, error) {
	if err := commission.CheckReason(a.Reason); err != nil {
		return Record{}, err
	}
	rec, err := c.Reader.Get(ctx, a.Program, a.Conversion)
	if err != nil {
		return rec, err
	}
	rules, err := c.Rules.Rules(ctx, a.Program)
	if err != nil {
		return rec, err
	}
	for range attempts {
		var n Record
		if n, err = c.correct(ctx, rules, rec.Report, a); err == nil || !fault.IsStale(err) {
			return n, err
		}
	}
	return rec, fault.Wrap(err, fault.Unavailable, "conversion.busy", "This order or partner is busy; try again.")
}

func (c Corrector) correct(ctx context.Context, rules Rules, r Report, a Asked) (Record, error) {
	found, err := c.Store.Order(ctx, OrderQuery{Program: r.Program, Order: r.Order, Kind: r.Kind, Transaction: r.Transaction})
	if err != nil {
		return Record{}, err
	}
	if found.Existing == nil || found.Existing.ID != a.Conversion {
		return Record{}, fault.New(fault.NotFound, "conversion.unknown", "There is no such conversion.")
	}
	e := *found.Existing
	if e.Cancelled() && a.Amount == nil || a.Amount != nil && e.Current() != nil && *e.Current() == *a.Amount {
		return e, nil
	}
	if err := correctable(e, found.Head, a); err != nil {
		return e, err
	}
	q := PartiesQuery{Program: r.Program, Currency: rules.Program.Currency, Partners: slices.Clone(found.Head.Partners), Commissions: found.Head.Commissions}
	for _, p := range partnersOf(earners(e.Candidates)) {
		if !slices.Contains(q.Partners, p) {
			q.Partners = append(q.Partners, p)
		}
	}
	parties, err := c.Store.Parties(ctx, q)
	if err != nil {
		return e, err
	}
	d := correction{decision: decision{report: e.Report.asGiven(), rules: rules, order: found, id: e.ID, now: c.Clock.Now(), signals: e.Signals}, asked: a, was: e}
	d.report.Reason = a.Reason
	o, err := d.outcome(parties)
	if err != nil {
		return e, err
	}
	return o.Record, c.Store.Commit(ctx, o)
}

// correctable says why a conversion cannot be corrected as asked.
func correctable(e Record, h Head, a Asked) error {
	no := func(code, text string) error { return fault.New(fault.Conflict, "correction."+code, "%s", text) }
	switch {
	case e.Report.takesBack() || e.Verdict.Result != Accepted:
		return no("not_accepted", "Only a conversion that was accepted can be corrected.")
	case e.Cancelled():
		return no("cancelled", "This conversion was cancelled.")
	case h.back() > 0 || h.Disputed != 0 || h.DisputedAll:
		return no("refunded", "Some of this order was given back. Report a refund of the rest instead.")
	case a.Amount == nil:
		return nil
	case !e.Report.pays():
		return no("no_amount", "Only what a customer paid has an amount to correct.")
	case len(e.Report.Lines) > 0:
		return no("has_lines", "This order is made of lines. Cancel it and add it anew.")
	case a.Amount.Sign() <= 0 || a.Amount.Minor() > maxMinor || a.Amount.Currency() != e.Report.Given().Currency():
		return fault.New(fault.Invalid, "correction.invalid", "The amount must be above zero, in the currency of the order.").
			With(fault.Field{Location: "body.amount", Message: "must be above zero, in the currency of the order"})
	}
	return nil
}

// correction is a decision on a conversion that was decided before.
type correction struct {
	decision

	asked Asked
	was   Record
}

// outcome decides the correction on what was read.
func (d *correction) outcome(parties Parties) (Outcome, error) {
	before, after, err := d.amounts()
	if err != nil {
		return Outcome{}, err
	}
	o := Outcome{HeadBefore: d.order.Head, Head: d.order.Head, Act: ActCorrected, At: d.now}
	o.Head.Version++
	c := Correction{At: d.now, By: d.asked.By, Reason: d.asked.Reason, From: d.was.Current(), To: d.asked.Amount, Cancelled: d.asked.Amount == nil}
	if c.Cancelled {
		o.Act = ActCancelled
	}
	o.Head.SaleMinor += minorOf(c.To) - minorOf(c.From)
	if d.was.Report.Exchanged != nil {
		o.Head.Counted += after - before
	}
	books, err := d.open(parties)
	if err != nil {
		return Outcome{}, err
	}
	books, lines, err := d.anew(books, parties, &o.Head)
	if err != nil {
		return Outcome{}, err
	}
	if err := d.settle(&o, books, before, after); err != nil {
		return Outcome{}, err
	}
	o.Record = d.was
	o.Record.Version++
	o.Record.Corrections = append(slices.Clone(d.was.Corrections), c)
	o.Record.Trace = append(slices.Clone(d.was.Trace), d.trace...)
	o.Record.Verdict.Commissions = append(restated(d.was.Verdict.Commissions, o.Money.Changes), lines...)
	if o.Record.Customer != "" {
		o.Refunded = CustomerRefund{Customer: o.Record.Customer, Minor: before - after}
	}
	return o, nil
}

// amounts are what the conversion came to and what it is to come to, in the
// program's currency, by the rate that it was converted with.
func (d *correction) amounts() (before, after int64, err error) {
	in := func(a *money.Amount) (int64, error) {
		if a == nil || d.was.Report.Exchanged == nil {
			return minorOf(a), nil
		}
		to, err := d.was.Report.Exchanged.Rate.Convert(*a)
		return to.Minor(), err
	}
	if before, err = in(d.was.Current()); err != nil {
		return 0, 0, err
	}
	after, err = in(d.asked.Amount)
	d.note("correction", "by hand", "from", textOf(d.was.Current()), "to", textOf(d.asked.Amount), "by", string(d.asked.By), "reason", d.asked.Reason)
	return before, after, err
}

func minorOf(a *money.Amount) int64 {
	if a == nil {
		return 0
	}
	return a.Minor()
}

func textOf(a *money.Amount) string {
	if a == nil {
		return "nothing"
	}
	return a.String()
}

// open takes back what the conversion earned, account by account. What a payout
// claimed, or a network's money paid for, is not corrected; cancelling it claws
// it back.
func (d *correction) open(parties Parties) ([]*book, error) {
	var out []*book
	for _, c := range parties.Commissions {
		if c.Conversion != d.was.ID {
			continue
		}
		b := bookOf(&out, parties, c)
		if c.Closed || c.Net() == c.Clawed {
			continue
		}
		if err := d.untouched(c); err != nil {
			return nil, err
		}
		n := len(b.changes)
		if err := d.takeFrom(b, c, c.Net()-c.Clawed); err != nil {
			return nil, err
		}
		if len(b.changes) > n {
			b.changes[n].After.Closed = true
			b.first = c
		}
	}
	return out, nil
}

func (d *correction) untouched(c commission.Commission) error {
	switch {
	case c.Review != "":
		return fault.New(fault.Conflict, "correction.in_review", "This conversion is under fraud review. Decide its case first.")
	case d.asked.Amount == nil:
		return nil
	case c.Claimed():
		return fault.New(fault.Conflict, "correction.claimed", "A payout holds this commission already. Adjust what the partner gets, or cancel the conversion.")
	case c.Status == commission.Available && d.network():
		return fault.New(fault.Conflict, "correction.funded", "This commission is funded already. Adjust what the partner gets, or cancel the conversion.")
	}
	return nil
}

func bookOf(books *[]*book, parties Parties, c commission.Commission) *book {
	for _, b := range *books {
		if b.before.Account == c.Account {
			return b
		}
	}
	b := &book{before: parties.Balances[c.Account], now: parties.Balances[c.Account], first: c}
	*books = append(*books, b)
	return b
}

// anew gives what the amount earns now by the rules and touches of the first
// decision.
func (d *correction) anew(books []*book, parties Parties, h *Head) ([]*book, []CommissionLine, error) {
	if d.asked.Amount == nil {
		return books, nil, nil
	}
	d.report.Amount = d.asked.Amount
	if _, err := d.exchange(); err != nil {
		return nil, nil, err
	}
	parts, err := d.occasion().divide(earners(d.was.Candidates))
	if err != nil {
		return nil, nil, err
	}
	var lines []CommissionLine
	for n, p := range parts {
		if !p.earns() {
			continue
		}
		b, err := d.bookOf(&books, parties, p, n)
		if err != nil {
			return nil, nil, err
		}
		c, err := d.line(b, p, n)
		if err != nil {
			return nil, nil, err
		}
		h.Commissions = append(slices.Clone(h.Commissions), c.ID)
		if !slices.Contains(h.Partners, p.Partner) {
			h.Partners = append(slices.Clone(h.Partners), p.Partner)
		}
		lines = append(lines, CommissionLine{c.ID, p.Partner, c.Amount, string(c.Status)})
	}
	return books, lines, nil
}

// bookOf is the account of a part, with a commission after which the new one is
// made: what the conversion earned there before, or would have.
func (d *correction) bookOf(books *[]*book, parties Parties, p part, n int) (*book, error) {
	for _, b := range *books {
		if b.before.Account.Partner == p.Partner {
			return b, nil
		}
	}
	cs, err := d.commissions(p, clock.Day(d.report.OccurredAt, d.rules.Program.Location()), nil, n)
	if err != nil {
		return nil, err
	}
	cs[0].Customer = d.was.Customer
	return bookOf(books, parties, cs[0]), nil
}

// line books one commission anew: of the same event, due when the first was.
func (d *correction) line(b *book, p part, n int) (commission.Commission, error) {
	c := b.first
	cid, err := id.Of[id.Commission](string(d.was.ID), "correction", strconv.Itoa(len(d.was.Corrections)+1), "line", strconv.Itoa(n+1))
	if err != nil {
		return c, err
	}
	held := c.Status == commission.Held
	c.ID, c.Amount, c.Basis, c.RecordedAt, c.Version = cid, p.result.Total, basis(*p.offer, p.share, p.result.Lines), d.now, 1
	c.Basis.Exchanged, c.Basis.By = d.report.Exchanged, string(d.asked.By)
	c.Reversed, c.Clawed, c.Closed, c.Payout = 0, 0, false, ""
	c.ApprovedAt, c.PaidAt, c.EndedAt = time.Time{}, time.Time{}, time.Time{}
	if c.Status = commission.Pending; held {
		c.Status = commission.Held
	} else {
		c.Reason = ""
	}
	c, more, err := c.AtOnce(b.now, d.network(), d.now)
	if err != nil {
		return c, err
	}
	moves := append(ledger.Earn(c.Amount.Minor()), more...)
	entry, err := b.now.Post(ledger.Note{}, moves...)
	if err != nil {
		return c, err
	}
	b.now = entry.After
	b.moves = append(b.moves, moves...)
	b.changes = append(b.changes, commission.Change{After: c})
	b.refs = append(b.refs, string(c.ID))
	return c, nil
}
