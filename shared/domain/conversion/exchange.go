package conversion

import (
	"context"
	"math/big"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// RateMissing is the reason of a sale that waits for the rate of its currency.
const RateMissing = "rate_missing"

// Given is the amount as it was reported; nil when none was.
func (r Report) Given() *money.Amount {
	if r.Exchanged != nil {
		return &r.Exchanged.Given
	}
	return r.Amount
}

// asGiven is the report as it came in.
func (r Report) asGiven() Report {
	if r.Exchanged == nil {
		return r
	}
	given := r.Exchanged.Given
	r.Amount, r.Exchanged, r.Lines = &given, nil, slices.Clone(r.Lines)
	for i := range r.Lines {
		r.Lines[i].Minor, r.Lines[i].Given = r.Lines[i].Given, 0
	}
	return r
}

// awaitsRate tells whether the record waits for a rate; nil does not.
func (r *Record) awaitsRate() bool {
	return r != nil && r.Verdict.Result == Parked && r.Verdict.Reason == RateMissing
}

// rate finds the rate of the event's day, for what was paid in another currency
// than the program's. nil: none is needed, or none is known.
func (p Processor) rate(ctx context.Context, r Report, rules Rules) (*fx.Rate, error) {
	prog := rules.Program
	if r.Amount == nil || r.Amount.Currency() == prog.Currency || r.takesBack() {
		return nil, nil //nolint:nilnil // no rate is an answer
	}
	rate, err := p.Rates.Rate(ctx, fx.Query{
		Program: prog.ID, From: r.Amount.Currency(), To: prog.Currency, Day: clock.Day(r.OccurredAt, prog.Location()),
		MaxAge: prog.Rates.Age(), ECB: prog.Rates.ECB,
	})
	if fault.Is(err, fault.NotFound) {
		return nil, nil //nolint:nilnil // no rate is an answer
	}
	return &rate, err
}

// exchange brings a report into the program's currency, the amount rounded once
// and its lines so that they sum up to it. A sale that was counted already
// keeps the rate by which it was. False: the rate is missing.
func (d *decision) exchange() (bool, error) {
	a := d.report.Amount
	if a == nil || a.Currency() == d.rules.Program.Currency {
		return true, nil
	}
	if e := d.order.Existing; e != nil && e.Report.Exchanged != nil {
		d.rate = &e.Report.Exchanged.Rate
	}
	if d.rate == nil {
		return false, nil
	}
	to, err := d.rate.Convert(*a)
	if err != nil {
		return false, err
	}
	if d.report.Lines, err = exchanged(d.report.Lines, *a, to, *d.rate); err != nil {
		return false, err
	}
	d.report.Amount, d.report.Exchanged = &to, &fx.Exchange{Given: *a, Rate: *d.rate}
	d.note("rate", "of the event's day", "from", a.String(), "to", to.String(), "rate", d.rate.Decimal(), "day", d.rate.Day,
		"source", string(d.rate.Source), "rounding", "half-even")
	return true, nil
}

// exchanged brings lines into the program's currency: parts of the amount where
// they make it up, else each by itself.
func exchanged(lines []Line, from, to money.Amount, rate fx.Rate) ([]Line, error) {
	out := slices.Clone(lines)
	weights := make([]int64, len(lines))
	var sum int64
	for i, l := range lines {
		weights[i] = l.Minor
		sum += l.Minor
	}
	parts := make([]money.Amount, len(lines))
	var err error
	if sum == from.Minor() && sum > 0 {
		if parts, err = to.Split(weights); err != nil {
			return nil, err
		}
	} else {
		for i, l := range lines {
			one, err := money.New(l.Minor, from.Currency())
			if err != nil {
				return nil, err
			}
			if parts[i], err = rate.Convert(one); err != nil {
				return nil, err
			}
		}
	}
	for i := range out {
		out[i].Given, out[i].Minor = out[i].Minor, parts[i].Minor()
	}
	return out, nil
}

// awaitRate keeps a sale until the rate of its currency is known: it is decided
// then, as if it came only now.
func (d *decision) awaitRate() Outcome {
	d.note("rate", "none is known for the event's day", "from", string(d.report.Amount.Currency()), "to", string(d.rules.Program.Currency),
		"day", clock.Day(d.report.OccurredAt, d.rules.Program.Location()))
	o := d.refuse(Parked, RateMissing)
	o.Head.Awaiting = true
	return o
}

// takes tells whether the report's amount can be of this order: an order is
// paid in one currency. What was only refunded so far does not say which.
func (h Head) takes(r Report) bool {
	if r.pays() && h.SaleMinor > 0 || r.takesBack() && (h.SaleMinor > 0 || h.takenBack()) {
		return r.Given().Currency() == h.Currency
	}
	return true
}

// takenBack tells whether some amount was refunded or disputed before its sale.
func (h Head) takenBack() bool {
	return h.Parked != 0 || h.Disputed != 0 || len(h.Targets)+len(h.Failed) > 0
}

// strayed tells whether a refund that came before this sale cannot be of it,
// because it is in another currency.
func (d decision) strayed() bool {
	h := d.order.Head
	return h.SaleMinor == 0 && h.takenBack() && h.Currency != d.report.Given().Currency()
}

// in is the order as one that is paid in a currency. What was refunded in
// another one before cannot have been of its sale.
func (h Head) in(c money.Currency) Head {
	if h.Currency != c && h.SaleMinor == 0 {
		h.Parked, h.Refunded, h.Disputed, h.Targets, h.Seen, h.Failed, h.Lines = 0, 0, 0, nil, nil, nil, nil
	}
	h.Currency = c
	return h
}

// counted is what an amount of the order comes to in the program's currency, by
// the rates at which its sales were converted.
func (d decision) counted(h Head, minor int64) int64 {
	if h.Currency == d.rules.Program.Currency || h.SaleMinor == 0 {
		return minor
	}
	part := new(big.Rat).Mul(whole(h.Counted), whole(minor))
	return halfEven(part.Quo(part, whole(h.SaleMinor)))
}

// since is what the customer got back between two states of the order, in the
// program's currency.
func (d decision) since(before, after Head) int64 {
	return d.counted(after, after.back()) - d.counted(before, before.back())
}
