package shopifyhook

import (
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// sum adds amounts of one currency up; its first trouble stays.
type sum struct {
	currency money.Currency
	minor    int64
	err      error
}

func sumOf(currency string) *sum {
	c, err := money.ParseCurrency(currency)
	return &sum{currency: c, err: err}
}

// add adds times an amount; an empty one is nothing.
func (s *sum) add(d decimal, times int64) *sum {
	if s.err != nil || d == "" {
		return s
	}
	text, negative := strings.CutPrefix(string(d), "-")
	if negative {
		times = -times
	}
	a, err := money.ParseDecimal(plain(text, s.currency.Exponent()), s.currency)
	if err != nil {
		s.err = fault.Wrap(err, fault.Invalid, "shopify.unknown_shape", "An amount cannot be read.")
		return s
	}
	minor := a.Minor() * times
	if times != 0 && minor/times != a.Minor() {
		s.err = fault.New(fault.Invalid, "shopify.unknown_shape", "An amount is too large.")
	}
	s.minor += minor
	return s
}

// plain drops the zeros that a decimal has beyond those of its currency.
func plain(text string, exponent int) string {
	whole, frac, _ := strings.Cut(text, ".")
	if len(frac) <= exponent || strings.Trim(frac[exponent:], "0") != "" {
		return text
	}
	if frac = frac[:exponent]; frac == "" {
		return whole
	}
	return whole + "." + frac
}

// counted is what of the order counts, and its lines where they make it up. The
// present subtotal lacks what refunds have taken already: they are told apart.
func (o order) counted() (money.Amount, []conversion.Line, error) {
	total := sumOf(o.Currency)
	if o.Current != "" {
		total.add(o.Current, 1)
		for _, r := range o.Refunds {
			for _, l := range r.Lines {
				total.add(l.subtotal(), 1)
			}
		}
	} else {
		total.add(o.Subtotal, 1)
	}
	var lines []conversion.Line
	var all int64
	for _, l := range o.Lines {
		one := sumOf(o.Currency).add(l.Price, l.Quantity)
		for _, d := range l.Discounts {
			one.add(d.Amount, -1)
		}
		if o.TaxesIncluded {
			for _, t := range l.Taxes {
				one.add(t.Price, -1)
				total.add(t.Price, -1)
			}
		}
		if one.err != nil {
			return money.Amount{}, nil, one.err
		}
		all += one.minor
		lines = append(lines, conversion.Line{ID: string(l.ID), Product: string(l.Product), Quantity: l.Quantity, Minor: one.minor})
	}
	if total.err != nil {
		return money.Amount{}, nil, total.err
	}
	if all != total.minor {
		lines = nil
	}
	a, err := money.New(total.minor, total.currency)
	return a, lines, err
}

// refund: what the goods cost that came back, by line, and what was given beyond
// them; tax and shipping never counted.
func (r *reading) refund(f refund) error {
	if f.ID == "" || f.Order == "" {
		return unknownShape(nil)
	}
	back, lines, err := f.counted()
	if err != nil {
		return err
	}
	if back.Sign() <= 0 {
		r.told.Note = "no goods were refunded"
		return nil
	}
	out := r.report(conversion.Refund, string(f.ID), string(f.Order), f.ProcessedAt, f.CreatedAt)
	out.Amount, out.Lines = &back, lines
	return nil
}

func (f refund) counted() (money.Amount, []conversion.Line, error) {
	currency := f.currency()
	if currency == "" {
		return money.Amount{}, nil, nil // nothing that has a price
	}
	included := f.taxesIncluded(currency)
	total := sumOf(currency)
	var lines []conversion.Line
	for _, l := range f.Lines {
		one := sumOf(currency).add(l.subtotal(), 1)
		if included {
			one.add(l.tax(), -1)
		}
		if one.err != nil {
			return money.Amount{}, nil, one.err
		}
		total.minor += one.minor
		lines = append(lines, conversion.Line{ID: string(l.Line), Product: string(l.Item.Product), Quantity: l.Quantity, Minor: one.minor})
	}
	for _, a := range f.Adjustments {
		if a.Kind == "refund_discrepancy" {
			total.add(a.Amount, -1)
		}
	}
	if total.err != nil {
		return money.Amount{}, nil, total.err
	}
	a, err := money.New(total.minor, total.currency)
	return a, lines, err
}

// currency is the shop's.
func (f refund) currency() string {
	for _, l := range f.Lines {
		if c := l.Set.Shop.Currency; c != "" {
			return c
		}
	}
	for _, a := range f.Adjustments {
		if c := a.Set.Shop.Currency; c != "" {
			return c
		}
	}
	for _, t := range f.Transactions {
		if t.Currency != "" {
			return t.Currency
		}
	}
	return ""
}

// taxesIncluded tells whether the prices have their tax in them. A refund does
// not say so itself, but its sums do: they make up what was paid back.
func (f refund) taxesIncluded(currency string) bool {
	paid, with, tax := sumOf(currency), sumOf(currency), sumOf(currency)
	for _, t := range f.Transactions {
		if t.Kind == "refund" && t.Status == "success" && t.Currency == currency {
			paid.add(t.Amount, 1)
		}
	}
	for _, l := range f.Lines {
		with.add(l.subtotal(), 1)
		tax.add(l.tax(), 1)
	}
	for _, s := range f.Shipping {
		with.add(s.Subtotal.Shop.Amount, 1)
	}
	for _, a := range f.Adjustments {
		with.add(a.Amount, -1)
	}
	if paid.err != nil || with.err != nil || tax.err != nil || tax.minor == 0 || paid.minor == 0 {
		return false
	}
	return away(paid.minor-with.minor) < away(paid.minor-with.minor-tax.minor)
}

func away(n int64) int64 { return max(n, -n) }
