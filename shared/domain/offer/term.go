package offer

import "github.com/tributaryhq/tributary/shared/kernel/money"

// Type is how the commission is computed.
type Type string

// The types.
const (
	Percent Type = "percent"
	Flat    Type = "flat"
	// Nothing is the type of what is excluded: it earns nothing, whoever sold it.
	Nothing Type = "nothing"
	// Mixed is what a commission says of itself when its lines have several terms.
	Mixed Type = "mixed"
)

// Term is how much something earns: a share of it, an amount, or nothing.
type Term struct {
	Type      Type              `json:"type"`
	Rate      money.BasisPoints `json:"rate,omitempty"` // of Percent: 1–10,000
	FlatMinor int64             `json:"flat,omitempty"` // of Flat: minor units of the program's currency
}

// of computes what a base earns, rounded half-even once; a flat amount is paid
// once for each piece.
func (t Term) of(base money.Amount, pieces int64) (money.Amount, error) {
	switch t.Type {
	case Percent:
		return base.Rate(t.Rate)
	case Flat:
		flat, err := money.New(t.FlatMinor, base.Currency())
		if err != nil || pieces <= 1 {
			return flat, err
		}
		return flat.Proportion(pieces, 1)
	case Nothing, Mixed:
	}
	return money.Zero(base.Currency()), nil
}
