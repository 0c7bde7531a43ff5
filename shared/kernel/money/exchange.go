package money

import (
	"math"
	"math/big"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Exchange returns the amount in another currency of which one whole unit of
// this one is num ÷ den, rounded half-even once. The decimals that either
// currency has are allowed for: 100 JPY at 0.006 are 60 cents.
func (a Amount) Exchange(to Currency, num, den int64) (Amount, error) {
	if num <= 0 || den <= 0 {
		return Amount{}, fault.New(fault.Invalid, "money.bad_rate", "a rate must be above zero")
	}
	if !to.Known() {
		return New(0, to)
	}
	n := new(big.Int).Mul(big.NewInt(a.minor), big.NewInt(num))
	d := big.NewInt(den)
	n.Mul(n, pow10(to.Exponent()))
	d.Mul(d, pow10(a.currency.Exponent()))
	q := divideHalfEven(n, d)
	if !q.IsInt64() || q.Int64() == math.MinInt64 {
		return Amount{}, overflow()
	}
	return Amount{q.Int64(), to}, nil
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }
