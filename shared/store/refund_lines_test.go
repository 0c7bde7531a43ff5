package store_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// byProduct pays 10 % for boots, 30 % for laces, nothing for vouchers and 20 %
// for all else.
func byProduct(_ *program.Program, v *offer.Version) {
	product := func(name string, t offer.Type, rate int64) offer.Rate {
		return offer.Rate{Scope: offer.Scope{Product: name}, Term: offer.Term{Type: t, Rate: money.BasisPoints(rate)}}
	}
	v.Rules.Rates = []offer.Rate{
		product("boots", offer.Percent, 1000), product("laces", offer.Percent, 3000), product("voucher", offer.Nothing, 0),
	}
}

// basket is boots for 70.00, laces for 20.00 and a voucher for 10.00.
func basket() []conversion.Line {
	return []conversion.Line{
		{ID: "1", Product: "boots", Minor: 7000}, {ID: "2", Product: "laces", Minor: 2000}, {ID: "3", Product: "voucher", Minor: 1000},
	}
}

func (s *shop) sellLines(a *money.Amount, lines []conversion.Line) conversion.Verdict {
	s.t.Helper()
	return s.report(conversion.Report{
		Kind: conversion.Sale, Transaction: "T", Amount: a, Lines: lines, Clicks: clickID(1, start.Add(-time.Hour)),
	})
}

func (s *shop) backLines(txn string, a *money.Amount, lines ...conversion.Line) conversion.Verdict {
	s.t.Helper()
	return s.report(conversion.Report{Kind: conversion.Refund, Transaction: txn, Order: "T", Amount: a, Lines: lines})
}

func TestARefundOfALineTakesBackWhatThatLineEarned(t *testing.T) {
	t.Parallel()
	line := func(id string, minor int64) conversion.Line { return conversion.Line{ID: id, Minor: minor} }
	of := func(product string, minor int64) conversion.Line {
		return conversion.Line{Product: product, Minor: minor}
	}
	for name, c := range map[string]struct {
		refunds [][]conversion.Line // nil: without lines
		amounts []int64
		left    int64 // of 7.00 for the boots and 6.00 for the laces
	}{
		"the laces":                          {[][]conversion.Line{{line("2", 2000)}}, []int64{2000}, 700},
		"half of the boots":                  {[][]conversion.Line{{line("1", 3500)}}, []int64{3500}, 950},
		"the laces by their product":         {[][]conversion.Line{{of("laces", 2000)}}, []int64{2000}, 700},
		"what earned nothing":                {[][]conversion.Line{{line("3", 1000)}}, []int64{1000}, 1300},
		"the laces in two parts":             {[][]conversion.Line{{line("2", 500)}, {line("2", 1500)}}, []int64{500, 1500}, 700},
		"no line named":                      {[][]conversion.Line{nil}, []int64{5000}, 650},
		"the laces, then half of the rest":   {[][]conversion.Line{{line("2", 2000)}, nil}, []int64{2000, 4000}, 350},
		"half of the rest, then the laces":   {[][]conversion.Line{nil, {line("2", 2000)}}, []int64{4000, 2000}, 350},
		"more than the line cost":            {[][]conversion.Line{{line("2", 6000)}}, []int64{6000}, 350},
		"a line that nobody sold":            {[][]conversion.Line{{line("9", 5000)}}, []int64{5000}, 650},
		"a line that nobody sold, of laces":  {[][]conversion.Line{{{ID: "9", Product: "laces", Minor: 2000}}}, []int64{2000}, 700},
		"lines that say more than the whole": {[][]conversion.Line{{line("1", 7000), line("2", 7000)}}, []int64{4000}, 500},
		"everything, line by line":           {[][]conversion.Line{{line("3", 1000)}, {line("1", 7000)}, {line("2", 2000)}}, []int64{1000, 7000, 2000}, 0},
		"everything at once":                 {[][]conversion.Line{nil}, []int64{0}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, early := range []bool{false, true} {
				s := newShop(t, byProduct)
				sell := func() {
					if v := s.sellLines(eur(10000), basket()); v.Result != conversion.Accepted || v.Commissions[0].Amount != *eur(1300) {
						t.Fatalf("the sale: %+v", v)
					}
				}
				if !early {
					sell()
				}
				for i, lines := range c.refunds {
					var a *money.Amount
					if c.amounts[i] > 0 {
						a = eur(c.amounts[i])
					}
					s.backLines(fmt.Sprintf("R%d", i), a, lines...)
				}
				if early {
					sell()
				}
				s.want(maya, c.left, 0, 0, 0)
			}
		})
	}
}

func TestWhereOneRateCountsForAllLinesMakeNoDifference(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.sellLines(eur(10000), basket())
	s.backLines("R", eur(2000), conversion.Line{ID: "2", Minor: 2000})
	s.want(maya, 1600, 0, 0, 0)
}

// TestLinesInAnyOrderAndCurrencyTakeBackTheWholeCommission: random lines, paid
// in any currency, come back in random parts, some named by line, some by
// product, some not, in any order and before or after the sale. What is taken
// back depends only on what came back, is never more than was earned, and is
// all of it in the end (I-6).
func TestLinesInAnyOrderAndCurrencyTakeBackTheWholeCommission(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		c := rapid.SampledFrom([]money.Currency{"EUR", "USD", "JPY", "KWD"}).Draw(rt, "currency")
		rate := rapid.StringMatching(`[1-9]\.[0-9]{0,4}[1-9]`).Draw(rt, "rate")
		products := []string{"boots", "laces", "voucher", "hat"}
		var lines []conversion.Line
		var total int64
		for i := range rapid.IntRange(1, 4).Draw(rt, "lines") {
			l := conversion.Line{ID: fmt.Sprint(i), Product: rapid.SampledFrom(products).Draw(rt, "product"), Minor: rapid.Int64Range(0, 99_999).Draw(rt, "minor")}
			lines, total = append(lines, l), total+l.Minor
		}
		total += rapid.Int64Range(1, 999).Draw(rt, "shipping")
		var refunds []conversion.Report
		back := func(minor int64, l ...conversion.Line) {
			r := conversion.Report{Kind: conversion.Refund, Transaction: fmt.Sprintf("R%d", len(refunds)), Order: "T", Amount: of(minor, c), Lines: l}
			refunds = append(refunds, r)
		}
		rest := total
		for _, l := range lines {
			part := rapid.Int64Range(0, l.Minor).Draw(rt, "part")
			if part == 0 {
				continue
			}
			named := conversion.Line{ID: l.ID, Product: l.Product, Minor: part}
			if rapid.Bool().Draw(rt, "by product") {
				named.ID = ""
			}
			back(part, named)
			rest -= part
		}
		half := rapid.Int64Range(0, rest).Draw(rt, "without lines")
		if half > 0 {
			back(half)
		}
		end := func(order []conversion.Report, all bool) int64 {
			s := newShop(t, byProduct)
			if c != "EUR" {
				s.rate(c, "2026-03-10", rate)
			}
			for _, r := range order {
				if r.Kind == conversion.Sale {
					r.Clicks = clickID(1, start.Add(-time.Hour))
				}
				s.report(r)
				s.report(r)
			}
			if all {
				s.backLines("ALL", nil)
			}
			b := s.balance(maya)
			if b.Pending < 0 {
				rt.Fatalf("less than nothing is left: %+v", b)
			}
			return b.Pending
		}
		sale := conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: of(total, c), Lines: lines}
		events := append([]conversion.Report{sale}, refunds...)
		want := end(events, false)
		if got := end(rapid.Permutation(events).Draw(rt, "order"), false); got != want {
			rt.Fatalf("%d is left in one order, %d in another", want, got)
		}
		if got := end(rapid.Permutation(events).Draw(rt, "order to the end"), true); got != 0 {
			rt.Fatalf("%d is left of a sale that came back wholly", got)
		}
	})
}
