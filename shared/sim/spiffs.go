package sim

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/spiff"
	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// The amounts of the SPIFF: so much for the first sales, and again for each so
// many more, up to bounds of each partner and of all.
const (
	spiffSales  = 1
	spiffEvery  = 1
	spiffMinor  = 300
	spiffMost   = 4_500
	spiffBudget = 6_000
)

// promise makes a SPIFF in some worlds: a short one, or one that lasts until all
// is at rest.
func (w *world) promise(ctx context.Context) error {
	days := [...]int{0, 0, 14, 250}[w.luck.IntN(4)]
	if days == 0 {
		return nil
	}
	s := spiff.Spiff{
		Program: w.program, Name: "Spring", Window: target.Window{From: clock.Day(begin, time.UTC), To: clock.Day(begin.AddDate(0, 0, days), time.UTC)},
		Goal: target.Goal{Metric: target.Sales, Threshold: spiffSales}, AmountMinor: spiffMinor, Every: spiffEvery, MaxMinor: spiffMost, BudgetMinor: spiffBudget,
	}
	var err error
	s, err = w.backends.Spiffs().Create(ctx, s)
	w.spiff, w.lasts = s, days > 200
	return err
}

// spiffs holds what was awarded against the bounds, and against what partners
// brought: what they still have calls for at least as much, unless the budget is
// spent, and nobody got more than for all that they ever brought.
func (w *world) spiffs(ctx context.Context) error {
	if w.spiff.ID == "" {
		return nil
	}
	got, least := make([]int64, len(w.partners)), make([]int64, len(w.partners))
	var all int64
	for i, p := range w.partners {
		made, err := w.commissions(ctx, p.id)
		if err != nil {
			return err
		}
		left := map[id.Conversion]bool{}
		for _, c := range made {
			if c.Kind == commission.Spiff {
				got[i] += c.Amount.Minor()
			}
			ended := c.Status == commission.Declined || c.Status == commission.Reversed
			if c.Kind == commission.Sale && !ended && c.Reversed+c.Clawed < c.Amount.Minor() {
				left[c.Conversion] = true
			}
		}
		least[i], all = spiffFor(int64(len(left))), all+got[i]
	}
	for i, n := range got {
		if most := spiffFor(w.shop.brought(i, w.spiff.Window.To)); n%spiffMinor != 0 || n > most {
			return fmt.Errorf("partner %d was awarded %d, its sales call for %d", i, n, most)
		}
		if w.lasts && n < least[i] && all+spiffMinor <= spiffBudget {
			return fmt.Errorf("partner %d was awarded %d of %d, all together %d", i, n, least[i], all)
		}
	}
	if all > spiffBudget {
		return fmt.Errorf("%d were awarded of %d", all, spiffBudget)
	}
	return nil
}

// spiffFor is what so many sales call for.
func spiffFor(sales int64) int64 {
	if sales < spiffSales {
		return 0
	}
	return min(spiffMost, spiffMinor*(1+(sales-spiffSales)/spiffEvery))
}

// brought is how many sales until a day a partner had a part of.
func (s *shop) brought(partner int, until string) int64 {
	var n int64
	for _, o := range s.orders {
		if o.told && clock.Day(o.at.Add(-clocksApart), time.UTC) <= until && s.share(o, partner) > 0 {
			n++
		}
	}
	return n
}
