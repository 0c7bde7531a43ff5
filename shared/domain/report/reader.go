package report

import (
	"cmp"
	"context"
	"slices"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Counted is a row and what it counts.
type Counted struct {
	Row Row
	Counters
}

// Store reads counters.
type Store interface {
	// Rows returns a scope's rows of a dimension from one day to another, in
	// order of day, by one range read. Too many of them are Invalid: a shorter
	// period must be chosen.
	Rows(ctx context.Context, program id.Program, scope Scope, dim Dim, p Period) ([]Counted, error)
	// Totals returns the total rows of several scopes, read side by side.
	Totals(ctx context.Context, program id.Program, scopes []Scope, p Period) ([]Counted, error)
}

// Reader makes reports of one program, in its currency.
type Reader struct {
	Store Store
}

// Asked says of which program and period a report is.
type Asked struct {
	Program  id.Program
	Currency money.Currency
	Period   Period
}

// Daily is one day of a period, or one month by its first day.
type Daily struct {
	Day string
	Figures
	States States
}

// Overview is a partner's period beside the one before, day by day.
type Overview struct {
	Period, Before Period
	Now, Then      Figures
	States         States
	StatesThen     States
	Days           []Daily
}

// Partner returns a partner's overview: one read.
func (r Reader) Partner(ctx context.Context, a Asked, partner id.Partner) (Overview, error) {
	o, _, err := r.overview(ctx, a, Of(partner))
	return o, err
}

// Each returns the figures of a period of several partners: one round of reads.
func (r Reader) Each(ctx context.Context, a Asked, partners ...id.Partner) (map[id.Partner]Figures, error) {
	scopes := make([]Scope, len(partners))
	for i, p := range partners {
		scopes[i] = Of(p)
	}
	rows, err := r.Store.Totals(ctx, a.Program, scopes, a.Period)
	if err != nil {
		return nil, err
	}
	sums := make(map[Scope]Counters, len(partners))
	for _, row := range rows {
		sums[row.Row.Scope] = sums[row.Row.Scope].Plus(row.Counters)
	}
	out := make(map[id.Partner]Figures, len(partners))
	for _, p := range partners {
		if out[p], err = sums[Of(p)].Figures(a.Currency); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Lifetime returns a partner's overview of all days from the first on which
// something was counted until the last one of the asked period. There is no
// period before it. More than a year of days comes by month.
func (r Reader) Lifetime(ctx context.Context, a Asked, partner id.Partner) (Overview, error) {
	rows, err := r.Store.Rows(ctx, a.Program, Of(partner), Total, Period{firstDay, a.Period.To})
	if err != nil {
		return Overview{}, err
	}
	if a.Period.From = a.Period.To; len(rows) > 0 {
		a.Period.From = rows[0].Row.Day
	}
	o, _, err := overviewOf(a, Period{}, rows)
	return o, err
}

// Managed is a program's overview with what partners do not see.
type Managed struct {
	Overview
	Clicks, ClicksThen Classes
}

// Whole returns the program's overview: one read.
func (r Reader) Whole(ctx context.Context, a Asked) (Managed, error) {
	o, sums, err := r.overview(ctx, a, Whole)
	return Managed{Overview: o, Clicks: sums[0].Classes(), ClicksThen: sums[1].Classes()}, err
}

func (r Reader) overview(ctx context.Context, a Asked, scope Scope) (Overview, [2]Counters, error) {
	before := a.Period.Previous()
	rows, err := r.Store.Rows(ctx, a.Program, scope, Total, Period{before.From, a.Period.To})
	if err != nil {
		return Overview{}, [2]Counters{}, err
	}
	return overviewOf(a, before, rows)
}

// overviewOf adds up the rows of a period and of the one before.
func overviewOf(a Asked, before Period, rows []Counted) (Overview, [2]Counters, error) {
	o := Overview{Period: a.Period, Before: before}
	var sums [2]Counters
	byStep := map[string]Counters{}
	step := o.Period.step()
	for _, row := range rows {
		if !o.Period.Has(row.Row.Day) {
			sums[1] = sums[1].Plus(row.Counters)
			continue
		}
		sums[0] = sums[0].Plus(row.Counters)
		byStep[step(row.Row.Day)] = byStep[step(row.Row.Day)].Plus(row.Counters)
	}
	var e errs
	for _, day := range o.Period.Each() {
		if n := len(o.Days); n > 0 && o.Days[n-1].Day == step(day) {
			continue
		}
		d, err := byStep[step(day)].daily(step(day), a.Currency)
		e.keep(err)
		o.Days = append(o.Days, d)
	}
	figures := func(c Counters) Figures {
		f, err := c.Figures(a.Currency)
		e.keep(err)
		return f
	}
	states := func(c Counters) States {
		s, err := c.States(a.Currency)
		e.keep(err)
		return s
	}
	o.Now, o.Then = figures(sums[0]), figures(sums[1])
	o.States, o.StatesThen = states(sums[0]), states(sums[1])
	return o, sums, e.first
}

func (c Counters) daily(day string, cur money.Currency) (Daily, error) {
	f, err := c.Figures(cur)
	if err != nil {
		return Daily{}, err
	}
	s, err := c.States(cur)
	return Daily{Day: day, Figures: f, States: s}, err
}

// Part is one value of a dimension over a period.
type Part struct {
	Value string // a link's or offer's id, a sub-id, a device, a country
	Figures
}

// Parts returns a partner's period broken down by a dimension, most earnings
// first: one read.
func (r Reader) Parts(ctx context.Context, a Asked, partner id.Partner, dim Dim) ([]Part, error) {
	return r.parts(ctx, a, Of(partner), dim)
}

// WholeParts returns the program's period broken down by offer, device or
// country: one read.
func (r Reader) WholeParts(ctx context.Context, a Asked, dim Dim) ([]Part, error) {
	return r.parts(ctx, a, Whole, dim)
}

func (r Reader) parts(ctx context.Context, a Asked, scope Scope, dim Dim) ([]Part, error) {
	rows, err := r.Store.Rows(ctx, a.Program, scope, dim, a.Period)
	if err != nil {
		return nil, err
	}
	sums := map[string]Counters{}
	for _, row := range rows {
		sums[row.Row.Value] = sums[row.Row.Value].Plus(row.Counters)
	}
	out := make([]Part, 0, len(sums))
	for value, c := range sums {
		f, err := c.Figures(a.Currency)
		if err != nil {
			return nil, err
		}
		out = append(out, Part{Value: value, Figures: f})
	}
	slices.SortFunc(out, func(a, b Part) int {
		return cmp.Or(cmp.Compare(b.Earnings.Minor(), a.Earnings.Minor()), cmp.Compare(b.Clicks, a.Clicks), cmp.Compare(a.Value, b.Value))
	})
	return out, nil
}
