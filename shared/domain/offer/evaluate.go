package offer

import (
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Evaluate says what an event earns a partner under the version. It is the whole
// of the rule engine and looks at nothing but the version and the input; what it
// decided is in the result's steps. Money is rounded half-even, once per line.
func (v Version) Evaluate(in Input) (Result, error) {
	r := Result{Total: money.Zero(in.Amount.Currency()), Adds: map[string]int64{}, Limits: map[string]int64{}}
	if !r.clauses(in, v.Rules.When, nil, "offer") {
		r.Reason = ConditionsNotMet
		return r, nil
	}
	if r.Reason = v.Rules.Renewals.over(in); r.Reason != "" {
		r.note("renewals", r.Reason, "months", positive(v.Rules.Renewals.Months), "count", positive(v.Rules.Renewals.Count), "payments", text(in.Payments))
		return r, nil
	}
	buckets, err := r.sort(v, in)
	if err != nil {
		return r, err
	}
	for _, b := range buckets {
		if err := r.price(v, in, b); err != nil {
			return r, err
		}
	}
	if err := r.limit(v, in); err != nil {
		return r, err
	}
	return r, r.close(in)
}

// Term is the version's own term.
func (v Version) Term() Term { return Term{v.Type, v.Rate, v.FlatMinor} }

// bucket is what of an event one term prices.
type bucket struct {
	rate   int // its place among the rates, -1 for the version's own
	rule   string
	term   Term
	of     []string
	pieces int64
	base   money.Amount
}

// sort puts each item of the order into the bucket of its term.
func (r *Result) sort(v Version, in Input) ([]bucket, error) {
	items, err := in.allotted()
	if err != nil {
		return nil, err
	}
	rates := v.ratesFor(in)
	var out []bucket
	for _, item := range items {
		rate := r.pick(in, rates, item)
		at := -1
		for i := range out {
			if out[i].rate == rate {
				at = i
			}
		}
		if at < 0 {
			b := bucket{rate: rate, term: v.Term(), base: money.Zero(in.Amount.Currency())}
			if rate >= 0 {
				b.term, b.rule = rates[rate].Term, rates[rate].rule()
			}
			at, out = len(out), append(out, b)
		}
		b := &out[at]
		amount, err := money.New(item.Minor, in.Amount.Currency())
		if err != nil {
			return nil, err
		}
		if b.base, err = b.base.Add(amount); err != nil {
			return nil, err
		}
		if rate >= 0 && rates[rate].perPiece() {
			b.pieces += max(item.Quantity, 1)
		}
		if name := item.name(); name != "" {
			b.of = append(b.of, name)
		}
	}
	for i := range out {
		if out[i].pieces == 0 {
			out[i].pieces = in.Count
		}
	}
	return out, nil
}

// allotted are the items with the event's whole amount among them: what the
// lines leave over stands by itself, and lines that say more than was paid
// share what was.
func (in Input) allotted() ([]Item, error) {
	var sum int64
	weights := make([]int64, len(in.Items))
	for i, item := range in.Items {
		weights[i] = max(item.Minor, 0)
		sum += weights[i]
	}
	rest := in.Amount.Minor() - sum
	switch {
	case len(in.Items) == 0 || sum == 0:
		return []Item{{Minor: in.Amount.Minor()}}, nil
	case rest > 0:
		return append(append([]Item{}, in.Items...), Item{Minor: rest}), nil
	}
	parts, err := in.Amount.Split(weights)
	if err != nil {
		return nil, err
	}
	out := append([]Item{}, in.Items...)
	for i := range out {
		out[i].Minor = parts[i].Minor()
	}
	return out, nil
}

// price adds the bucket's lines.
func (r *Result) price(v Version, in Input, b bucket) error {
	lines := []Line{{Rule: b.rule, Term: b.term, Base: b.base.Minor(), Of: b.of, Pieces: pieces(b)}}
	w := v.Rules.Volume
	priced := b.rate < 0 && w != nil
	var before sold
	if priced {
		before = v.sold(in)
		lines = w.price(v, before, b.base)
		for i := range lines {
			lines[i].Of = b.of
		}
		r.note("volume", string(w.Mode), "by", string(w.By), "per", string(w.Per), "amount_before", text(before.minor), "count_before", text(before.count))
	}
	var base int64
	for _, l := range lines {
		if err := r.line(in, &l); err != nil {
			return err
		}
		base += l.Base
	}
	if !priced {
		return nil
	}
	r.Adds[counterName(volumePrefix, v.Offer, in.counted(w.Per))] = base
	r.Adds[counterName(countPrefix, v.Offer, in.counted(w.Per))] = 1
	if r.Difference = w.difference(v, before, base); r.Difference == nil {
		return nil
	}
	var err error
	if r.Difference.Minor, err = r.Difference.Recompute(in.Amount.Currency(), Share{}); err != nil {
		return err
	}
	r.note("volume", "reached a step", "rule", r.Difference.Rule, "difference", text(r.Difference.Minor))
	return nil
}

// line takes the partner's share of a line and prices it.
func (r *Result) line(in Input, l *Line) error {
	whole, err := money.New(l.Base, in.Amount.Currency())
	if err != nil {
		return err
	}
	part, err := in.Share.take(whole)
	if err != nil {
		return err
	}
	if l.Base = part.Minor(); in.Share.shared() {
		l.Whole = whole.Minor()
	}
	if l.Minor, err = l.Recompute(whole.Currency(), in.Share); err != nil {
		return err
	}
	r.Lines = append(r.Lines, *l)
	r.note("line", string(l.Type), "rule", l.Rule, "rate_basis_points", positive(int64(l.Rate)), "flat", positive(l.FlatMinor), "pieces", positive(l.Pieces),
		"base", text(l.Base), "amount", text(l.Minor), "rounding", "half-even")
	return nil
}

// sold is the partner's volume before the event.
func (v Version) sold(in Input) sold {
	per := in.counted(v.Rules.Volume.Per)
	return sold{in.Tallies[counterName(volumePrefix, v.Offer, per)], in.Tallies[counterName(countPrefix, v.Offer, per)]}
}

// pieces is how often a line pays a flat amount, 0 for once.
func pieces(b bucket) int64 {
	if b.term.Type != Flat || b.pieces <= 1 {
		return 0
	}
	return b.pieces
}

// positive writes a number, nothing for none.
func positive(n int64) string {
	if n == 0 {
		return ""
	}
	return text(n)
}
