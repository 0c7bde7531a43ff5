// Package target measures what a partner brought in a stretch of days: sales,
// revenue, conversions, leads. Tiers and SPIFFs are decided by it.
//
// What counts is what earned a commission and was not taken back whole: a
// declined or reversed commission counts nothing, a partial refund takes its
// part of the revenue. The figures come from the commissions themselves, never
// from counters; counters only say whose commissions are worth reading.
package target

import (
	"math/big"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Metric is what is measured.
type Metric string

// The metrics. Revenue is in minor units of the program's currency; Sales are
// first and later payments; Leads are leads and sign-ups; Conversions are all
// of them.
const (
	Sales       Metric = "sales"
	Revenue     Metric = "revenue"
	Conversions Metric = "conversions"
	Leads       Metric = "leads"
)

// Goal is how much of what.
type Goal struct {
	Metric    Metric `json:"metric"`
	Threshold int64  `json:"threshold"`
}

// Bounds of a goal: revenue up to ten thousand million of a cent currency.
const maxThreshold = 1_000_000_000_000

// Check says what is wrong with a goal, at a place of the request.
func (g Goal) Check(location string) []fault.Field {
	var fields []fault.Field
	switch g.Metric {
	case Sales, Revenue, Conversions, Leads:
	default:
		fields = append(fields, fault.Field{Location: location + ".metric", Message: "must be sales, revenue, conversions or leads"})
	}
	if g.Threshold < 1 || g.Threshold > maxThreshold {
		fields = append(fields, fault.Field{Location: location + ".threshold", Message: "must be above zero, and not absurdly large"})
	}
	return fields
}

// Figures are what a partner brought in a stretch of days.
type Figures struct {
	Sales, Revenue, Conversions, Leads int64
}

// Of returns the figure of a metric.
func (f Figures) Of(m Metric) int64 {
	switch m {
	case Sales:
		return f.Sales
	case Revenue:
		return f.Revenue
	case Conversions:
		return f.Conversions
	case Leads:
		return f.Leads
	}
	return 0
}

// Reached tells whether the figures meet the goal.
func (f Figures) Reached(g Goal) bool { return f.Of(g.Metric) >= g.Threshold }

// What a line was earned for.
const (
	Sale = "sale" // a first or later payment
	Lead = "lead" // a lead or a sign-up
)

// Line is one commission, as far as it is measured: what it was earned for, the
// base and amount that it had, and what of the amount is still earned.
type Line struct {
	Conversion string
	What       string
	Base       int64
	Amount     int64
	Left       int64
}

// Sum adds the lines up. Several lines of one conversion are one conversion,
// and one whose lines were taken back whole is none.
func Sum(lines []Line) Figures {
	var f Figures
	seen := map[string]bool{}
	for _, l := range lines {
		if l.Left <= 0 || l.Amount <= 0 {
			continue
		}
		if l.What == Sale {
			f.Revenue += l.revenue()
		}
		if seen[l.Conversion] {
			continue
		}
		seen[l.Conversion] = true
		f.Conversions++
		switch l.What {
		case Sale:
			f.Sales++
		case Lead:
			f.Leads++
		}
	}
	return f
}

// revenue is the part of the base that is still the partner's, rounded down.
func (l Line) revenue() int64 {
	if l.Left >= l.Amount {
		return l.Base
	}
	n := new(big.Int).Mul(big.NewInt(l.Base), big.NewInt(l.Left))
	return n.Quo(n, big.NewInt(l.Amount)).Int64()
}
