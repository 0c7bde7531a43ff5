// Package fx holds what one currency is worth in another, exactly: a rate is a
// fraction of whole numbers, read from the decimal text in which it was given.
// What a rate made is kept with the rate, so that nothing is ever computed
// again with a later one.
package fx

import (
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Rate says that on a day one unit of From was worth Num ÷ Den units of To.
type Rate struct {
	From   money.Currency `json:"from"`
	To     money.Currency `json:"to"`
	Day    string         `json:"day"` // 2026-03-10; of a cross rate the older of the two
	Num    int64          `json:"num"`
	Den    int64          `json:"den"`
	Source Source         `json:"source"`
}

// Exchange is how an amount came from the currency in which it was paid into
// another. It is decided once and never again.
type Exchange struct {
	Given money.Amount `json:"given"`
	Rate  Rate         `json:"rate"`
}

// Source is who said what a rate is.
type Source string

// The sources. A rate by way of a third currency has that of its first part.
const (
	Manual Source = "manual"
	File   Source = "file"
	ECB    Source = "ecb"
)

// maxDigits bounds a rate's digits, so that two of them multiplied still fit.
const maxDigits = 9

// New reads a rate from decimal text such as "0.9231": at most nine digits, of
// them nine after the point. An Invalid fault names what is wrong.
func New(from, to money.Currency, day, text string, s Source) (Rate, error) {
	r := Rate{From: from, To: to, Day: day, Source: s}
	var fields []fault.Field
	wrong := func(field, message string) {
		fields = append(fields, fault.Field{Location: "body." + field, Message: message})
	}
	if !from.Known() {
		wrong("from", "must be an ISO 4217 code")
	}
	if !to.Known() || to == from {
		wrong("to", "must be another ISO 4217 code")
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		wrong("day", "must be a day such as 2026-03-10")
	}
	var ok bool
	if r.Num, r.Den, ok = fraction(text); !ok {
		wrong("rate", "must be a decimal above zero such as 0.9231, of at most nine digits")
	}
	if len(fields) > 0 {
		return Rate{}, fault.New(fault.Invalid, "fx.bad_rate", "The rate cannot be kept like this.").With(fields...)
	}
	return r, nil
}

// fraction reads plain decimal text as num ÷ den in its lowest terms.
func fraction(text string) (num, den int64, ok bool) {
	whole, frac, point := strings.Cut(text, ".")
	digits := whole + frac
	if whole == "" || point && frac == "" || len(frac) > maxDigits || strings.Trim(digits, "0123456789") != "" {
		return 0, 0, false
	}
	if len(strings.TrimLeft(digits, "0")) > maxDigits {
		return 0, 0, false
	}
	num, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || num == 0 {
		return 0, 0, false
	}
	den = 1
	for range frac {
		den *= 10
	}
	g := gcd(num, den)
	return num / g, den / g, true
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// Inverse is the rate of the other direction.
func (r Rate) Inverse() Rate {
	r.From, r.To, r.Num, r.Den = r.To, r.From, r.Den, r.Num
	return r
}

// Then is the rate by way of r.To: r first, then next from there. Both are as
// they were given, so that the product is exact.
func (r Rate) Then(next Rate) (Rate, bool) {
	if r.To != next.From {
		return Rate{}, false
	}
	a, b := gcd(r.Num, next.Den), gcd(next.Num, r.Den)
	out := Rate{From: r.From, To: next.To, Day: min(r.Day, next.Day), Source: r.Source}
	out.Num, out.Den = (r.Num/a)*(next.Num/b), (r.Den/b)*(next.Den/a)
	return out, true
}

// Convert returns what an amount of From is in To, rounded half-even once.
func (r Rate) Convert(a money.Amount) (money.Amount, error) {
	if a.Currency() != r.From {
		return money.Amount{}, fault.New(fault.Invalid, "fx.other_currency", "the rate is of %s, not of %s", r.From, a.Currency())
	}
	return a.Exchange(r.To, r.Num, r.Den)
}

// shown is how many decimals of a rate are shown.
const shown = 9

// Decimal writes the rate for a reader: exactly where it ends within nine
// decimals, else rounded to them. Nothing is computed with it.
func (r Rate) Decimal() string {
	if r.Den == 0 {
		return ""
	}
	text := big.NewRat(r.Num, r.Den).FloatString(shown)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}
