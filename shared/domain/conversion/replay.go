package conversion

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Replays decides a past period again under other rules, by the functions that
// decided it, on the touches that were kept with each decision. It changes
// nothing (M03).
type Replays struct {
	Store History
	Rules Rulebook
}

// History reads what was decided.
type History interface {
	// Decided returns what happened from one time to another, oldest decision
	// first; more is true when there was more than it may return.
	Decided(ctx context.Context, p id.Program, from, to time.Time) (recs []Record, more bool, err error)
}

// Proposal is what would have been the rules. An offer that is not named keeps
// its versions.
type Proposal struct {
	Attribution program.Attribution
	Offers      map[id.Offer]Terms
}

// Terms are what an offer would have paid: a share, or else an amount.
type Terms struct {
	Rate      money.BasisPoints
	FlatMinor int64
}

// Difference is what the proposal would have changed. Amounts are as earned,
// before refunds.
type Difference struct {
	Conversions int // that were decided again
	Changed     int // of them, with another outcome
	Uncovered   int // whose touches were not kept: they stay as they were
	Cut         bool
	Then, Now   money.Amount
	Partners    []PartnerDifference // the greatest change first
}

// PartnerDifference is one partner's part of it.
type PartnerDifference struct {
	Partner                         id.Partner
	Then, Now                       money.Amount
	ConversionsThen, ConversionsNow int
}

// Run decides the period again.
func (r Replays) Run(ctx context.Context, p id.Program, from, to time.Time, x Proposal) (Difference, error) {
	rules, err := r.Rules.Rules(ctx, p)
	if err != nil {
		return Difference{}, err
	}
	recs, more, err := r.Store.Decided(ctx, p, from, to)
	if err != nil {
		return Difference{}, err
	}
	rules.Program.Attribution = x.Attribution
	rules.Versions = x.versions(rules.Versions)
	run := replay{rules: rules, bound: map[id.Customer]Candidate{}, partners: map[id.Partner]*sums{}}
	run.out.Cut = more
	for _, rec := range recs {
		if err := run.again(rec); err != nil {
			return Difference{}, err
		}
	}
	return run.difference()
}

// versions are the offers as they would have been from ever. What is proposed
// stands for all partners and products; the conditions and caps stay.
func (x Proposal) versions(vs []offer.Version) []offer.Version {
	out := slices.Clone(vs)
	for i := range out {
		if t, ok := x.Offers[out[i].Offer]; ok {
			out[i] = t.Of(out[i])
		}
	}
	return out
}

// Of returns the version with these terms for everybody, and its conditions and
// caps as they were.
func (t Terms) Of(v offer.Version) offer.Version {
	if t.Rate != 0 {
		v.Type, v.Rate, v.FlatMinor = offer.Percent, t.Rate, 0
	} else {
		v.Type, v.Rate, v.FlatMinor = offer.Flat, 0, t.FlatMinor
	}
	v.Rules.Rates, v.Rules.Volume = nil, nil
	return v
}

type sums struct {
	then, now       int64
	count, countNow int
}

type replay struct {
	rules    Rules
	bound    map[id.Customer]Candidate // whose customers would be
	partners map[id.Partner]*sums
	out      Difference
}

// again decides one record under the other rules.
func (r *replay) again(rec Record) error {
	decided := rec.Verdict.Result == Accepted || rec.Verdict.Result == Unattributed
	if rec.Report.takesBack() || !decided || len(rec.Corrections) > 0 { // what a manager settled stays
		return nil
	}
	then := earned{}
	for _, l := range rec.Verdict.Commissions {
		then[l.Partner] += l.Amount.Minor()
	}
	for _, c := range earners(rec.Candidates) {
		then[c.Partner] += 0 // earned nothing is earned too
	}
	now := then
	if len(rec.Candidates) == 0 {
		r.out.Uncovered++
	} else {
		winners := earners(weigh(r.rules.Program.Attribution, rec.Report.Kind, rec.Report.OccurredAt, r.rebound(rec)))
		if _, known := r.bound[rec.Customer]; !known && rec.Customer != "" && len(winners) > 0 {
			r.bound[rec.Customer] = winners[0]
		}
		parts, err := occasion{r.rules, rec.Report, rec.DecidedAt, rec.Signals}.divide(winners)
		if err != nil {
			return err
		}
		now = earned{}
		for _, p := range parts {
			now[p.Partner] += p.earned()
		}
	}
	r.out.Conversions++
	if !then.equal(now) {
		r.out.Changed++
	}
	for p, minor := range then {
		s := r.of(p)
		s.then, s.count = s.then+minor, s.count+1
	}
	for p, minor := range now {
		s := r.of(p)
		s.now, s.countNow = s.now+minor, s.countNow+1
	}
	return nil
}

// rebound returns the candidates with the customer bound to whom the other
// rules would have bound them, where that happened in the period.
func (r *replay) rebound(rec Record) []Candidate {
	out := slices.Clone(rec.Candidates)
	b, ok := r.bound[rec.Customer]
	if !ok {
		return out
	}
	for i, c := range out {
		if c.How == ByCustomer {
			out[i].Partner, out[i].Link, out[i].Click, out[i].At, out[i].Inactive, out[i].Holdout = b.Partner, b.Link, b.Click, b.At, b.Inactive, b.Holdout
		}
	}
	return out
}

func (r *replay) of(p id.Partner) *sums {
	if r.partners[p] == nil {
		r.partners[p] = &sums{}
	}
	return r.partners[p]
}

func (r *replay) difference() (Difference, error) {
	currency := r.rules.Program.Currency
	var then, now int64
	for p, s := range r.partners {
		d := PartnerDifference{Partner: p, ConversionsThen: s.count, ConversionsNow: s.countNow}
		var err error
		if d.Then, err = money.New(s.then, currency); err != nil {
			return r.out, err
		}
		if d.Now, err = money.New(s.now, currency); err != nil {
			return r.out, err
		}
		then, now = then+s.then, now+s.now
		r.out.Partners = append(r.out.Partners, d)
	}
	change := func(d PartnerDifference) int64 { return abs(d.Now.Minor() - d.Then.Minor()) }
	slices.SortFunc(r.out.Partners, func(a, b PartnerDifference) int {
		return cmp.Or(cmp.Compare(change(b), change(a)), cmp.Compare(a.Partner, b.Partner))
	})
	var err error
	if r.out.Then, err = money.New(then, currency); err != nil {
		return r.out, err
	}
	r.out.Now, err = money.New(now, currency)
	return r.out, err
}

// earned is what a conversion brings each partner, in minor units.
type earned map[id.Partner]int64

func (e earned) equal(o earned) bool {
	if len(e) != len(o) {
		return false
	}
	for p, n := range e {
		if m, ok := o[p]; !ok || m != n {
			return false
		}
	}
	return true
}

func abs(n int64) int64 { return max(n, -n) }
