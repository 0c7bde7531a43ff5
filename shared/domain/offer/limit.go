package offer

import (
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// limit cuts the lines down to what the caps and budgets leave, the last ones
// first, and counts what is left of them.
func (r *Result) limit(v Version, in Input) error {
	earned, err := r.sum(in.Amount.Currency())
	if err != nil {
		return err
	}
	total, room, reason := earned.Minor(), earned.Minor(), ""
	for _, c := range v.Rules.Caps {
		spent := in.Tallies[v.counter(c, in)]
		left := max(c.Minor-spent, 0)
		finding := "within"
		if left < total {
			finding = "reached"
		}
		r.note("cap", finding, "of", string(c.Of), "per", string(c.Per), "most", text(c.Minor), "spent", text(spent), "left", text(left))
		if left < room {
			room, reason = left, CapReached
			if c.Of == OfOffer {
				reason = BudgetSpent
			}
		}
	}
	if cut := total - room; cut > 0 {
		r.note("cap", "cut", "reason", reason, "from", text(total), "to", text(room))
		r.cut(cut)
		if room == 0 {
			r.Reason = reason
		}
	}
	for _, c := range v.Rules.Caps {
		if c.Soft {
			continue
		}
		name := v.counter(c, in)
		r.Adds[name] = room
		if c.Of == OfOffer {
			r.Limits[name] = c.Minor
		}
	}
	return nil
}

// cut takes an amount from the difference and the lines, the last ones first.
func (r *Result) cut(minor int64) {
	take := func(l *Line) {
		part := min(minor, max(l.Minor, 0))
		l.Minor, l.Cut, minor = l.Minor-part, l.Cut+part, minor-part
	}
	if r.Difference != nil {
		take(r.Difference)
	}
	for i := len(r.Lines) - 1; i >= 0; i-- {
		take(&r.Lines[i])
	}
}

// sum is what the lines and the difference come to.
func (r *Result) sum(c money.Currency) (money.Amount, error) {
	total := money.Zero(c)
	add := func(minor int64) error {
		a, err := money.New(minor, c)
		if err != nil {
			return err
		}
		total, err = total.Add(a)
		return err
	}
	for _, l := range r.Lines {
		if err := add(l.Minor); err != nil {
			return total, err
		}
	}
	if r.Difference == nil {
		return total, nil
	}
	return total, add(r.Difference.Minor)
}

// close adds the lines up and says why nothing is earned where that is so.
func (r *Result) close(in Input) error {
	difference := r.Difference
	r.Difference = nil
	var err error
	r.Total, err = r.sum(in.Amount.Currency())
	if difference != nil && difference.Minor > 0 {
		r.Difference = difference
	}
	if err != nil || r.Total.Sign() > 0 || r.Difference != nil || r.Reason != "" {
		return err
	}
	for _, l := range r.Lines {
		if l.Type != Nothing {
			return nil
		}
	}
	r.Reason = Excluded
	return nil
}
