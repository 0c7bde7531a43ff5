package spiff

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Evaluator awards what partners have reached.
type Evaluator struct {
	Store    Store
	Book     Book
	Programs Programs
	Roll     Roll
	Measures Measures
	Clock    clock.Clock
}

// GraceDays is for how many days after its end a SPIFF still awards what comes
// in late.
const GraceDays = 7

// attempts is how often an award is decided anew after a lost race.
const attempts = 5

// Run awards what the program's partners have reached in SPIFFs that are active
// or ended lately, and returns how many awards it made. Any number of runs at
// once awards the same. Trouble with one partner does not keep it from the
// next; more says when to stop.
func (e Evaluator) Run(ctx context.Context, p id.Program, more func() bool) (int, error) {
	terms, err := e.Programs.Terms(ctx, p)
	if err != nil {
		return 0, err
	}
	all, err := e.Store.All(ctx, p)
	if err != nil {
		return 0, err
	}
	now := e.Clock.Now()
	lately := clock.Day(now.AddDate(0, 0, -GraceDays), terms.Zone)
	var due []Spiff
	for _, s := range all {
		if !s.Cancelled && s.Window.From <= clock.Day(now, terms.Zone) && s.Window.To >= lately {
			due = append(due, s)
		}
	}
	if len(due) == 0 {
		return 0, nil
	}
	partners, err := e.Roll.Entered(ctx, p)
	if err != nil {
		return 0, err
	}
	awards := 0
	var errs []error
	for _, s := range due {
		n, err := e.all(ctx, s, terms, partners, more)
		awards, errs = awards+n, append(errs, err)
	}
	return awards, errors.Join(errs...)
}

func (e Evaluator) all(ctx context.Context, s Spiff, t Terms, partners []id.Partner, more func() bool) (int, error) {
	known, err := e.Store.Partners(ctx, s.ID)
	if err != nil {
		return 0, err
	}
	had := map[id.Partner]int64{}
	for _, k := range known {
		had[k.Partner] = k.Minor
	}
	awards := 0
	var errs []error
	for _, o := range partners {
		if !more() {
			break
		}
		if had[o] >= s.bound() {
			continue
		}
		yes, err := e.one(ctx, s, t, o, had[o])
		if err != nil {
			errs = append(errs, fmt.Errorf("award %s to %s: %w", s.ID, o, err))
		}
		if yes {
			awards++
		}
	}
	return awards, errors.Join(errs...)
}

// one awards a partner what it is owed, once the counters say that it may be
// owed anything.
func (e Evaluator) one(ctx context.Context, s Spiff, t Terms, o id.Partner, had int64) (bool, error) {
	counted, err := e.Measures.Counted(ctx, s.Program, o, s.Window)
	if err != nil || s.Owed(counted.Of(s.Goal.Metric)) <= had {
		return false, err
	}
	for range attempts {
		a, yes, err := e.decide(ctx, s, t, o)
		if err != nil || !yes {
			return false, err
		}
		if err = e.Book.Award(ctx, a); err == nil {
			return true, nil
		}
		if !fault.IsStale(err) {
			return false, err
		}
	}
	return false, nil // busy: the next run comes soon
}

// decide reads everything anew and says what is to be written.
func (e Evaluator) decide(ctx context.Context, s Spiff, t Terms, o id.Partner) (Awarded, bool, error) {
	st, err := e.Book.Standing(ctx, s.Program, s.ID, ledger.Account{Program: s.Program, Partner: o, Currency: t.Currency})
	if err != nil {
		return Awarded{}, false, err
	}
	s = st.Spiff
	b := st.Balance
	if s.Cancelled || b.Status != ledger.Active || !s.Audience.Has(b.Group, b.Tier) {
		return Awarded{}, false, nil
	}
	figure, err := e.figure(ctx, s, o)
	if err != nil {
		return Awarded{}, false, err
	}
	minor := s.affords(s.Owed(figure)-st.Progress.Minor, st.Totals.Minor)
	if minor <= 0 {
		return Awarded{}, false, nil
	}
	now := e.Clock.Now()
	draft, err := s.draft(b.Account, minor, st.Progress.Awards+1, figure, t, now)
	if err != nil {
		return Awarded{}, false, err
	}
	a := Awarded{Of: s, Progress: st.Progress, Totals: st.Totals}
	if a.Outcome, err = commission.Award(draft, b, t.Network, now); err != nil {
		return Awarded{}, false, err
	}
	a.Progress.Spiff, a.Progress.Partner, a.Progress.Figure, a.Progress.LastAt = s.ID, o, figure, now
	a.Progress.Minor, a.Progress.Awards, a.Progress.Version = st.Progress.Minor+minor, st.Progress.Awards+1, st.Progress.Version+1
	a.Totals.Spiff, a.Totals.Minor, a.Totals.Awards, a.Totals.Version = s.ID, st.Totals.Minor+minor, st.Totals.Awards+1, st.Totals.Version+1
	if st.Progress.Version == 0 {
		a.Totals.Partners++
	}
	return a, true, nil
}

// figure is what a partner brought, from its commissions. A first sale is one
// only when there was none before the window.
func (e Evaluator) figure(ctx context.Context, s Spiff, o id.Partner) (int64, error) {
	f, err := e.Measures.Exact(ctx, s.Program, o, s.Window)
	if err != nil || !s.First || f.Sales == 0 {
		return f.Of(s.Goal.Metric), err
	}
	from, err := time.Parse(time.DateOnly, s.Window.From)
	if err != nil {
		return 0, fmt.Errorf("read the first day of %s: %w", s.ID, err)
	}
	before := target.Lifetime.At(from.AddDate(0, 0, -1).Format(time.DateOnly))
	old, err := e.Measures.Exact(ctx, s.Program, o, before)
	if err != nil || old.Sales > 0 {
		return 0, err
	}
	return 1, nil
}

// affords is what of an amount the budget still has, in whole awards where it
// does not have all.
func (s Spiff) affords(minor, spent int64) int64 {
	if s.BudgetMinor == 0 || minor <= s.BudgetMinor-spent {
		return minor
	}
	left := max(s.BudgetMinor-spent, 0)
	return left - left%s.AmountMinor
}

// draft is the commission of the nth award to a partner.
func (s Spiff) draft(a ledger.Account, minor, n, figure int64, t Terms, now time.Time) (commission.Draft, error) {
	amount, err := money.New(minor, t.Currency)
	if err != nil {
		return commission.Draft{}, err
	}
	d := commission.Draft{
		Account: a, Kind: commission.Spiff, Amount: amount, Name: s.Name, Actor: commission.System,
		Key:    "spiff/" + string(s.ID) + "/" + string(a.Partner) + "/" + strconv.FormatInt(n, 10),
		Reason: s.why(figure, t.Currency), Day: clock.Day(now, t.Zone), EventAt: now,
	}
	if t.HoldbackDays > 0 {
		d.DueAt = clock.NextMidnight(now.AddDate(0, 0, t.HoldbackDays), t.Zone)
	}
	return d, nil
}

// why says what was reached, as the partner reads it.
func (s Spiff) why(figure int64, c money.Currency) string {
	what := strconv.FormatInt(figure, 10) + " " + string(s.Goal.Metric)
	switch {
	case s.First:
		what = "First sale"
	case s.Goal.Metric == target.Revenue:
		what = "Revenue of " + strconv.FormatInt(figure, 10)
		if m, err := money.New(figure, c); err == nil {
			what = "Revenue of " + m.String()
		}
	}
	return what + " between " + s.Window.From + " and " + s.Window.To
}
