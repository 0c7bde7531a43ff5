package conversion

import (
	"context"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Purse reads and writes commissions and accounts.
type Purse interface {
	Load(ctx context.Context, ids []id.Commission) ([]commission.Commission, error)
	Balance(ctx context.Context, a ledger.Account) (ledger.Balance, error)
	Commit(ctx context.Context, o commission.Outcome) error
}

// Deed is something of a partner's own that an offer may pay for, and that no
// customer's report tells of: the clicks of a day, a deal that moved on, a
// course, a partner who was brought. Key is its business key: a partner is paid
// for one key of a trigger once, for ever.
type Deed struct {
	Program  id.Program
	Partner  id.Partner
	Trigger  offer.Trigger // click, stage, course or referral
	Key      string
	At       time.Time
	Known    time.Time         // from when the holdback counts; zero: from At
	Amount   *money.Amount     // that a percentage is of, in the program's currency; nil for none
	Count    int64             // how many at once; 0 means one
	Metadata map[string]string // what conditions may look at: which course, which stage
}

// Deeds pays for deeds, by the offers in force when they were done.
type Deeds struct {
	Rules Rulebook
	Purse Purse
	Clock clock.Clock
}

// Give pays for a deed where an offer does, and returns the commission, or why
// there is none. Any number of calls pays once and answers the same commission.
func (d Deeds) Give(ctx context.Context, x Deed) (commission.Commission, string, error) {
	rules, err := d.Rules.Rules(ctx, x.Program)
	if err != nil {
		return commission.Commission{}, "", err
	}
	if x.Known.IsZero() {
		x.Known = x.At
	}
	o := occasion{rules: rules, now: d.Clock.Now(), report: Report{
		Program: x.Program, Kind: Kind(x.Trigger), Amount: x.Amount, OccurredAt: x.At, ReceivedAt: x.Known, Metadata: x.Metadata,
	}}
	c, _, err := d.give(ctx, o, x)
	if err != nil || c.ID != "" {
		return c, "", err
	}
	if len(o.inForce()) == 0 {
		return c, "no_offer", nil
	}
	return c, "nothing_earned", nil
}

// give pays for a deed, unless it is paid; made is true when it was not.
func (d Deeds) give(ctx context.Context, o occasion, x Deed) (c commission.Commission, made bool, err error) {
	cid, err := id.Of[id.Commission](string(x.Program), "deed", string(x.Trigger), x.Key, string(x.Partner))
	if err != nil {
		return c, false, err
	}
	for range attempts {
		paid, err := d.Purse.Load(ctx, []id.Commission{cid})
		if err != nil || len(paid) > 0 {
			return append(paid, c)[0], false, err
		}
		b, err := d.Purse.Balance(ctx, ledger.Account{Program: x.Program, Partner: x.Partner, Currency: o.rules.Program.Currency})
		if err != nil || b.Status != ledger.Active {
			return c, false, err
		}
		out, err := o.deed(cid, b, x)
		if err != nil || len(out.Changes) == 0 {
			return c, false, err
		}
		if err = d.Purse.Commit(ctx, out); err == nil || !fault.IsStale(err) {
			return out.Changes[0].After, err == nil, err
		}
	}
	return c, false, fault.New(fault.Unavailable, "conversion.busy", "This account is busy; try again.")
}

// deed decides what a deed earns on an account as it was read: a commission, its
// posting and what caps count, or nothing.
func (o occasion) deed(cid id.Commission, b ledger.Balance, x Deed) (commission.Outcome, error) {
	var out commission.Outcome
	v, r, err := o.priced(b, x)
	if err != nil || v == nil || r.Total.Sign() <= 0 {
		return out, err
	}
	zone := o.rules.Program.Location()
	c := commission.Commission{
		ID: cid, Account: b.Account, Kind: kindOf(x.Trigger), Status: commission.Pending, Amount: r.Total, Basis: basis(*v, offer.Share{}, r.Lines),
		Day: clock.Day(x.At, zone), EventAt: x.At, RecordedAt: o.now, Version: 1,
	}
	d := decision{report: o.report, rules: o.rules, now: o.now}
	d.holdback(&c, part{offer: v})
	c, more, err := c.AtOnce(b, d.network(), o.now)
	if err != nil {
		return out, err
	}
	note := ledger.Note{Kind: ledger.Earned, Refs: []string{string(c.ID)}, Actor: commission.System, At: o.now}
	entry, err := b.Post(note, append(ledger.Earn(c.Amount.Minor()), more...)...)
	if err != nil {
		return out, err
	}
	entry.After.Tallies = counted(entry.After.Tallies, r.Adds, o.now, zone)
	change := commission.Change{After: c}
	told, err := commission.Told(entry, event.CommissionCreated, o.now, map[string]string{
		event.Kind: string(c.Kind), event.CommissionID: string(c.ID), event.Payout: c.Amount.Decimal(), event.Status: string(c.Status),
		event.Currency: string(c.Account.Currency), event.OfferID: string(v.Offer), event.OfferName: v.Name, "count": strconv.FormatInt(max(x.Count, 1), 10),
	}, commission.Rollups([]commission.Change{change}))
	out.Changes, out.Entries, out.Events = []commission.Change{change}, []ledger.Entry{entry}, []event.Event{told}
	return out, err
}

// priced evaluates the offers for a deed, the first whose conditions are met.
func (o occasion) priced(b ledger.Balance, x Deed) (*offer.Version, offer.Result, error) {
	in := o.input(Candidate{Partner: b.Account.Partner, Standing: &Standing{Group: b.Group, Tier: b.Tier, Tallies: b.Tallies}})
	in.Count = x.Count
	for _, v := range o.inForce() {
		r, err := v.Evaluate(in)
		if err != nil || r.Reason != offer.ConditionsNotMet {
			return &v, r, err
		}
	}
	return nil, offer.Result{}, nil
}

// kindOf is what commissions for a trigger's deeds are called.
func kindOf(t offer.Trigger) commission.Kind {
	switch t {
	case offer.Click:
		return commission.Click
	case offer.Stage:
		return commission.Stage
	case offer.Course:
		return commission.Training
	case offer.Referral:
		return commission.Referral
	case offer.Sale, offer.Lead, offer.Signup, offer.Recurring:
	}
	return commission.Bonus
}
