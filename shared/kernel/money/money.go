// Package money holds amounts as whole minor units of one ISO 4217 currency.
// There is no floating point in it; every rounding is half-even and named.
package money

import (
	"encoding/json"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Amount is a number of minor units (cents, pence, yen) of one currency. The
// zero value is nothing in no currency and adds to any amount.
type Amount struct {
	minor    int64
	currency Currency
}

// BasisPoints is a rate in hundredths of a percent: 10,000 is the whole.
type BasisPoints int64

// New returns an amount of minor units. An unknown currency is Invalid.
func New(minor int64, c Currency) (Amount, error) {
	if !c.Known() {
		return Amount{}, fault.New(fault.Invalid, "money.unknown_currency", "the currency is not an ISO 4217 code we know")
	}
	return Amount{minor, c}, nil
}

// Zero returns nothing in the currency.
func Zero(c Currency) Amount { return Amount{0, c} }

// Must is New for tests and constants; it panics on an unknown currency.
func Must(minor int64, c Currency) Amount {
	a, err := New(minor, c)
	if err != nil {
		panic(err) //nolint:forbidigo // by name and contract
	}
	return a
}

// Minor returns the minor units.
func (a Amount) Minor() int64 { return a.minor }

// Currency returns the currency.
func (a Amount) Currency() Currency { return a.currency }

// IsZero tells whether the amount is nothing.
func (a Amount) IsZero() bool { return a.minor == 0 }

// Sign returns -1, 0 or 1.
func (a Amount) Sign() int {
	switch {
	case a.minor < 0:
		return -1
	case a.minor > 0:
		return 1
	}
	return 0
}

// Neg returns the amount with its sign turned.
func (a Amount) Neg() Amount { return Amount{-a.minor, a.currency} }

// Add returns a + b. Different currencies and overflow are Invalid faults.
func (a Amount) Add(b Amount) (Amount, error) {
	switch {
	case a.currency == "" && a.minor == 0:
		return b, nil
	case b.currency == "" && b.minor == 0:
		return a, nil
	case a.currency != b.currency:
		return Amount{}, fault.New(fault.Invalid, "money.mixed_currencies", "amounts of %s and %s cannot be added", a.currency, b.currency)
	}
	s := a.minor + b.minor
	if (s > a.minor) != (b.minor > 0) && b.minor != 0 || s == math.MinInt64 {
		return Amount{}, overflow()
	}
	return Amount{s, a.currency}, nil
}

// Sub returns a - b, with the faults of Add.
func (a Amount) Sub(b Amount) (Amount, error) { return a.Add(b.Neg()) }

// Min returns the smaller of two amounts of one currency.
func Min(a, b Amount) Amount {
	if b.minor < a.minor {
		return b
	}
	return a
}

func overflow() error {
	return fault.New(fault.Invalid, "money.overflow", "the amount is too large")
}

// Rate returns the share of the amount at the rate, rounded half-even.
func (a Amount) Rate(r BasisPoints) (Amount, error) { return a.Proportion(int64(r), 10_000) }

// Proportion returns amount × part ÷ whole, rounded half-even. A whole of zero
// or below is Invalid.
func (a Amount) Proportion(part, whole int64) (Amount, error) {
	if whole <= 0 {
		return Amount{}, fault.New(fault.Invalid, "money.bad_proportion", "cannot take a part of nothing")
	}
	n := new(big.Int).Mul(big.NewInt(a.minor), big.NewInt(part))
	q := divideHalfEven(n, big.NewInt(whole))
	if !q.IsInt64() || q.Int64() == math.MinInt64 {
		return Amount{}, overflow()
	}
	return Amount{q.Int64(), a.currency}, nil
}

func divideHalfEven(n, d *big.Int) *big.Int {
	q, r := new(big.Int).QuoRem(n, d, new(big.Int))
	twice := new(big.Int).Abs(r)
	twice.Lsh(twice, 1)
	switch twice.Cmp(d) {
	case -1:
		return q
	case 0:
		if q.Bit(0) == 0 {
			return q
		}
	}
	return q.Add(q, big.NewInt(int64(n.Sign())))
}

// Split divides the amount in proportion to the weights so that the parts sum
// to it exactly; the remainder goes, a unit each, to the first parts.
func (a Amount) Split(weights []int64) ([]Amount, error) {
	total := new(big.Int)
	for _, w := range weights {
		if w < 0 {
			return nil, fault.New(fault.Invalid, "money.bad_weight", "a weight is negative")
		}
		total.Add(total, big.NewInt(w))
	}
	if total.Sign() == 0 {
		return nil, fault.New(fault.Invalid, "money.bad_weight", "the weights add up to nothing")
	}
	parts := make([]Amount, len(weights))
	rest := a.minor
	for i, w := range weights {
		n := new(big.Int).Mul(big.NewInt(a.minor), big.NewInt(w))
		parts[i] = Amount{n.Quo(n, total).Int64(), a.currency}
		rest -= parts[i].minor
	}
	step := int64(Amount{minor: rest}.Sign())
	for i := 0; rest != 0; i = (i + 1) % len(parts) {
		if weights[i] == 0 {
			continue
		}
		parts[i].minor += step
		rest -= step
	}
	return parts, nil
}

// ParseDecimal reads a plain decimal such as "19.99": digits, one point, no
// sign, no exponent, no separators, and no more decimals than the currency
// has. Everything else is Invalid.
func ParseDecimal(text string, c Currency) (Amount, error) {
	bad := func(why string) (Amount, error) {
		return Amount{}, fault.New(fault.Invalid, "money.bad_amount", "%s", why)
	}
	if !c.Known() {
		return New(0, c)
	}
	if len(text) > 30 {
		return bad("the amount is too long")
	}
	whole, frac, point := strings.Cut(text, ".")
	if whole == "" || (point && frac == "") || strings.Trim(whole+frac, "0123456789") != "" {
		return bad("the amount must be a plain decimal such as 19.99")
	}
	if len(frac) > c.Exponent() {
		return bad("the amount has more decimals than " + string(c) + " has")
	}
	n, err := strconv.ParseInt(whole+frac+strings.Repeat("0", c.Exponent()-len(frac)), 10, 64)
	if err != nil {
		return Amount{}, overflow()
	}
	return Amount{n, c}, nil
}

// Decimal writes the amount as a plain decimal without its currency: "-19.99".
func (a Amount) Decimal() string {
	exp := a.currency.Exponent()
	digits := strconv.FormatInt(a.minor, 10)
	sign := ""
	if a.minor < 0 {
		sign, digits = "-", digits[1:]
	}
	if exp == 0 {
		return sign + digits
	}
	if len(digits) <= exp {
		digits = strings.Repeat("0", exp+1-len(digits)) + digits
	}
	return sign + digits[:len(digits)-exp] + "." + digits[len(digits)-exp:]
}

// String writes the amount with its currency: "19.99 EUR".
func (a Amount) String() string { return a.Decimal() + " " + string(a.currency) }

type wire struct {
	Amount   int64    `json:"amount"`
	Currency Currency `json:"currency"`
}

// MarshalJSON writes {"amount": minor units, "currency": code}.
func (a Amount) MarshalJSON() ([]byte, error) { return json.Marshal(wire{a.minor, a.currency}) }

// UnmarshalJSON reads what MarshalJSON writes; an unknown currency is Invalid.
func (a *Amount) UnmarshalJSON(data []byte) error {
	var w wire
	if err := json.Unmarshal(data, &w); err != nil {
		return fault.Wrap(err, fault.Invalid, "money.bad_amount", "the amount must be {amount, currency} in minor units")
	}
	if w.Currency == "" && w.Amount == 0 {
		*a = Amount{}
		return nil
	}
	v, err := New(w.Amount, w.Currency)
	if err != nil {
		return err
	}
	*a = v
	return nil
}
