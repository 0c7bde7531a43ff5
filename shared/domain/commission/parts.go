package commission

import (
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Parts are the lines that make up the amount, at least one. Their bases sum up
// to Basis.BaseMinor and what they earn to Amount.
func (c Commission) Parts() []offer.Line {
	b := c.Basis
	if len(b.Lines) > 0 {
		return b.Lines
	}
	t := offer.Term{Type: offer.Percent, Rate: b.Rate}
	if offer.Type(b.Type) != offer.Percent {
		t = offer.Term{Type: offer.Flat, FlatMinor: c.Amount.Minor()}
	}
	return []offer.Line{{Rule: b.Rule, Term: t, Base: b.BaseMinor, Minor: c.Amount.Minor()}}
}

// Recompute prices the lines again and returns what the commission must have
// come to (I-10). What no offer computed is what it is.
func (c Commission) Recompute() (money.Amount, error) {
	if c.Kind == Clawback || c.Kind == Reinstated || c.Basis.Type == Awarded {
		return c.Amount, nil
	}
	sum := money.Zero(c.Amount.Currency())
	for _, l := range c.Parts() {
		minor, err := l.Recompute(sum.Currency(), c.Basis.Share)
		if err != nil {
			return sum, err
		}
		part, err := money.New(minor, sum.Currency())
		if err != nil {
			return sum, err
		}
		if sum, err = sum.Add(part); err != nil {
			return sum, err
		}
	}
	return sum, nil
}
