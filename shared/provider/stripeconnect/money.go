package stripeconnect

import (
	"math"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// How Stripe counts, where it is not by two decimals: some currencies by whole
// units, one of them against ISO 4217; some, which have become whole, by two
// decimals that must be 00; some by three decimals, the last of which must be 0.
const (
	whole    = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF"
	becoming = "ISK UGX"
	three    = "BHD JOD KWD OMR TND"
)

// counts tells by how many decimals Stripe counts a currency, and of how many of
// its smallest units an amount must be a multiple; ok is false for a currency
// that Stripe does not have.
func counts(c money.Currency) (decimals int, step int64, ok bool) {
	in := func(list string) bool { return len(c) == 3 && strings.Contains(list, string(c)) }
	switch {
	case in(whole):
		return 0, 1, true
	case in(becoming):
		return 2, 100, true
	case in(three):
		return 3, 10, true
	case c.Known() && c.Exponent() == 2:
		return 2, 1, true
	}
	return 0, 0, false
}

func power(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// stepOf is of how many of our minor units an amount must be a multiple.
func stepOf(c money.Currency) int64 {
	decimals, step, ok := counts(c)
	ours := c.Exponent()
	switch {
	case !ok:
		return 1
	case decimals >= ours: // becoming whole: their step is one of our units
		return max(1, step/power(decimals-ours))
	}
	return step * power(ours-decimals)
}

// Minor counts an amount as Stripe does. A currency that Stripe does not have is
// Invalid, as is a fraction that it does not take.
func Minor(a money.Amount) (int64, error) {
	decimals, step, ok := counts(a.Currency())
	if !ok {
		return 0, unpaid(a.Currency())
	}
	n, ours := a.Minor(), a.Currency().Exponent()
	if decimals >= ours {
		by := power(decimals - ours)
		if n > math.MaxInt64/by {
			return 0, fault.New(fault.Invalid, "stripe.amount", "The amount is too large.")
		}
		n *= by
	} else {
		by := power(ours - decimals)
		if n%by != 0 {
			return 0, fraction(a.Currency())
		}
		n /= by
	}
	if n <= 0 {
		return 0, fault.New(fault.Invalid, "stripe.amount", "Stripe transfers no less than something.")
	}
	if n%step != 0 {
		return 0, fraction(a.Currency())
	}
	return n, nil
}

// Amount reads what Stripe has counted.
func Amount(n int64, currency string) (money.Amount, error) {
	c, err := money.ParseCurrency(currency)
	if err != nil {
		return money.Amount{}, err
	}
	decimals, step, ok := counts(c)
	switch {
	case !ok:
		return money.Amount{}, unpaid(c)
	case n%step != 0:
		return money.Amount{}, fraction(c)
	case decimals > c.Exponent():
		return money.New(n/power(decimals-c.Exponent()), c)
	}
	by := power(c.Exponent() - decimals)
	if n > math.MaxInt64/by || n < math.MinInt64/by {
		return money.Amount{}, fault.New(fault.Invalid, "stripe.amount", "The amount is too large.")
	}
	return money.New(n*by, c)
}

func unpaid(c money.Currency) error {
	return fault.New(fault.Invalid, "stripe.currency", "Stripe does not pay in %s.", c)
}

func fraction(c money.Currency) error {
	return fault.New(fault.Invalid, "stripe.fraction", "Stripe takes no such fraction of %s.", c)
}
