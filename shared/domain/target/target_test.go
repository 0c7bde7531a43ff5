package target_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/target"
)

func TestSumCountsWhatIsLeft(t *testing.T) {
	t.Parallel()
	sale := func(cnv string, base, amount, left int64) target.Line {
		return target.Line{Conversion: cnv, What: target.Sale, Base: base, Amount: amount, Left: left}
	}
	for name, c := range map[string]struct {
		lines []target.Line
		want  target.Figures
	}{
		"nothing":                              {nil, target.Figures{}},
		"a sale":                               {[]target.Line{sale("a", 1000, 200, 200)}, target.Figures{Sales: 1, Revenue: 1000, Conversions: 1}},
		"two lines of one sale are one":        {[]target.Line{sale("a", 1000, 200, 200), sale("a", 500, 50, 50)}, target.Figures{Sales: 1, Revenue: 1500, Conversions: 1}},
		"one taken back whole is none":         {[]target.Line{sale("a", 1000, 200, 0)}, target.Figures{}},
		"half refunded is half the revenue":    {[]target.Line{sale("a", 1000, 200, 100)}, target.Figures{Sales: 1, Revenue: 500, Conversions: 1}},
		"a third, rounded down":                {[]target.Line{sale("a", 1000, 3, 1)}, target.Figures{Sales: 1, Revenue: 333, Conversions: 1}},
		"a lead brings no revenue":             {[]target.Line{{Conversion: "l", What: target.Lead, Amount: 500, Left: 500}}, target.Figures{Leads: 1, Conversions: 1}},
		"the refund of one line of two stays":  {[]target.Line{sale("a", 1000, 200, 0), sale("a", 500, 50, 50)}, target.Figures{Sales: 1, Revenue: 500, Conversions: 1}},
		"an amount that is very much is whole": {[]target.Line{sale("a", 1e15, 1e15, 1e15-1)}, target.Figures{Sales: 1, Revenue: 1e15 - 1, Conversions: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := target.Sum(c.lines); got != c.want {
				t.Fatalf("%+v, not %+v", got, c.want)
			}
		})
	}
}

func TestPeriods(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		period   target.Period
		day      string
		at, last target.Window
	}{
		"a month":             {target.Month, "2026-03-15", target.Window{From: "2026-03-01", To: "2026-03-31"}, target.Window{From: "2026-02-01", To: "2026-02-28"}},
		"its first day":       {target.Month, "2026-01-01", target.Window{From: "2026-01-01", To: "2026-01-31"}, target.Window{From: "2025-12-01", To: "2025-12-31"}},
		"a quarter":           {target.Quarter, "2026-05-31", target.Window{From: "2026-04-01", To: "2026-06-30"}, target.Window{From: "2026-01-01", To: "2026-03-31"}},
		"a year":              {target.Year, "2024-02-29", target.Window{From: "2024-01-01", To: "2024-12-31"}, target.Window{From: "2023-01-01", To: "2023-12-31"}},
		"for ever, until now": {target.Lifetime, "2026-05-31", target.Window{From: "2000-01-01", To: "2026-05-31"}, target.Window{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			last, closes := c.period.Before(c.day)
			if got := c.period.At(c.day); got != c.at || last != c.last || closes != (c.period != target.Lifetime) {
				t.Fatalf("%+v after %+v, %v", got, last, closes)
			}
		})
	}
}

func TestTheFiguresDoNotDependOnTheOrderOfLinesAndOnlyFallWithRefunds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "lines")
		lines := make([]target.Line, n)
		for i := range lines {
			amount := rapid.Int64Range(1, 1e9).Draw(t, "amount")
			lines[i] = target.Line{
				Conversion: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "conversion"), What: target.Sale,
				Base: rapid.Int64Range(0, 1e12).Draw(t, "base"), Amount: amount, Left: rapid.Int64Range(0, amount).Draw(t, "left"),
			}
		}
		sum := target.Sum(lines)
		if got := target.Sum(rapid.Permutation(lines).Draw(t, "shuffled")); got != sum {
			t.Fatalf("%+v in another order, %+v", got, sum)
		}
		lines[0].Left = rapid.Int64Range(0, lines[0].Left).Draw(t, "refunded")
		if got := target.Sum(lines); got.Revenue > sum.Revenue || got.Sales > sum.Sales || got.Conversions > sum.Conversions {
			t.Fatalf("a refund raised %+v to %+v", sum, got)
		}
	})
}
