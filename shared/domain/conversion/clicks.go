package conversion

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// ClickCounts knows the unique clicks of a day, by partner; those of holdout
// links are left out.
type ClickCounts interface {
	Unique(ctx context.Context, p id.Program, day string) (map[id.Partner]int64, error)
}

// Purse reads and writes commissions and accounts.
type Purse interface {
	Load(ctx context.Context, ids []id.Commission) ([]commission.Commission, error)
	Balance(ctx context.Context, a ledger.Account) (ledger.Balance, error)
	Commit(ctx context.Context, o commission.Outcome) error
}

// DailyClicks pays for clicks where an offer does: one commission for a partner
// and day, once the day has been over for so long that late clicks are counted.
type DailyClicks struct {
	Rules  Rulebook
	Clicks ClickCounts
	Purse  Purse
	Clock  clock.Clock
}

// Of how many days ago the youngest and the oldest day is that a run pays for:
// what one run missed, the next ones do.
const (
	youngestClicks = 2
	oldestClicks   = 5
)

// Run pays a program's clicks and returns how many commissions it made. Any
// number of runs pays a day once; more says when to stop.
func (c DailyClicks) Run(ctx context.Context, p id.Program, more func() bool) (int, error) {
	rules, err := c.Rules.Rules(ctx, p)
	if err != nil || rules.Program.Status != program.Live {
		return 0, err
	}
	now, zone := c.Clock.Now(), rules.Program.Location()
	done := 0
	var errs []error
	for ago := oldestClicks; ago >= youngestClicks; ago-- {
		day := clock.Day(now.AddDate(0, 0, -ago), zone)
		at, err := clock.ParseDay(day, zone)
		if err != nil {
			return done, fmt.Errorf("read a day: %w", err)
		}
		o := occasion{rules: rules, report: Report{Program: p, Kind: Kind(offer.Click), OccurredAt: at}, now: now}
		if len(o.inForce()) == 0 {
			continue
		}
		n, err := c.day(ctx, o, day, more)
		done, errs = done+n, append(errs, err)
	}
	return done, errors.Join(errs...)
}

// day pays what a day's clicks earn, whatever is paid already left out.
func (c DailyClicks) day(ctx context.Context, o occasion, day string, more func() bool) (int, error) {
	counts, err := c.Clicks.Unique(ctx, o.report.Program, day)
	if err != nil {
		return 0, err
	}
	done := 0
	var errs []error
	for _, partner := range slices.Sorted(maps.Keys(counts)) {
		if counts[partner] <= 0 {
			continue
		}
		if !more() {
			break
		}
		paid, err := c.one(ctx, o, day, partner, counts[partner])
		if err != nil {
			errs = append(errs, fmt.Errorf("pay the clicks of %s on %s: %w", partner, day, err))
		}
		if paid {
			done++
		}
	}
	return done, errors.Join(errs...)
}

// one pays one partner's clicks of a day, unless they are paid.
func (c DailyClicks) one(ctx context.Context, o occasion, day string, partner id.Partner, clicks int64) (bool, error) {
	cid, err := id.Of[id.Commission](string(o.report.Program), "clicks", day, string(partner))
	if err != nil {
		return false, err
	}
	for range attempts {
		made, err := c.Purse.Load(ctx, []id.Commission{cid})
		if err != nil || len(made) > 0 {
			return false, err
		}
		b, err := c.Purse.Balance(ctx, ledger.Account{Program: o.report.Program, Partner: partner, Currency: o.rules.Program.Currency})
		if err != nil || b.Status != ledger.Active {
			return false, err
		}
		out, err := o.clicks(cid, day, b, clicks)
		if err != nil || len(out.Changes) == 0 {
			return false, err
		}
		if err = c.Purse.Commit(ctx, out); err == nil || !fault.IsStale(err) {
			return err == nil, err
		}
	}
	return false, fault.New(fault.Unavailable, "conversion.busy", "This account is busy; try again.")
}

// clicks decides what a day's clicks earn on an account as it was read: a
// commission, its posting and what caps count, or nothing.
func (o occasion) clicks(cid id.Commission, day string, b ledger.Balance, n int64) (commission.Outcome, error) {
	var out commission.Outcome
	v, r, err := o.priced(b, n)
	if err != nil || v == nil || r.Total.Sign() <= 0 {
		return out, err
	}
	prog := o.rules.Program
	c := commission.Commission{
		ID: cid, Account: b.Account, Kind: commission.Click, Status: commission.Pending, Amount: r.Total, Basis: basis(*v, offer.Share{}, r.Lines),
		Day: day, EventAt: o.report.OccurredAt, RecordedAt: o.now, Version: 1,
	}
	d := decision{report: o.report, rules: o.rules, now: o.now}
	d.report.ReceivedAt = o.report.OccurredAt.AddDate(0, 0, 1) // the day is over
	d.holdback(&c, part{offer: v})
	c, more, err := c.AtOnce(b, d.network(), o.now)
	if err != nil {
		return out, err
	}
	entry, err := b.Post(ledger.Note{Kind: ledger.Earned, Refs: []string{string(c.ID)}, Actor: commission.System, At: o.now}, append(ledger.Earn(c.Amount.Minor()), more...)...)
	if err != nil {
		return out, err
	}
	entry.After.Tallies = counted(entry.After.Tallies, r.Adds, o.now, prog.Location())
	change := commission.Change{After: c}
	told, err := commission.Told(entry, event.CommissionCreated, o.now, map[string]string{
		event.Kind: string(commission.Click), event.CommissionID: string(c.ID), event.Payout: c.Amount.Decimal(), event.Status: string(c.Status),
		event.Currency: string(c.Account.Currency), event.OfferID: string(v.Offer), event.OfferName: v.Name, "clicks": strconv.FormatInt(n, 10),
	}, commission.Rollups([]commission.Change{change}))
	out.Changes, out.Entries, out.Events = []commission.Change{change}, []ledger.Entry{entry}, []event.Event{told}
	return out, err
}

// priced evaluates the offers of clicks, the first whose conditions are met.
func (o occasion) priced(b ledger.Balance, n int64) (*offer.Version, offer.Result, error) {
	in := offer.Input{
		At: o.report.OccurredAt, Now: o.now, Zone: o.rules.Program.Location(), Amount: money.Zero(b.Account.Currency), Count: n,
		Partner: b.Account.Partner, Group: b.Group, Tier: b.Tier, Tallies: b.Tallies,
	}
	for _, v := range o.inForce() {
		r, err := v.Evaluate(in)
		if err != nil || r.Reason != offer.ConditionsNotMet {
			return &v, r, err
		}
	}
	return nil, offer.Result{}, nil
}
