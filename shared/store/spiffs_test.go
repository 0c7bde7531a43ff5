package store_test

import (
	"context"
	"crypto/rand"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/spiff"
	goals "github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

func (c *club) spiffs() spiff.Desk {
	return spiff.Desk{Store: store.Spiffs{T: c.tab, Clock: c.clock}, Programs: c, Measures: c.measures, Clock: c.clock, Entropy: rand.Reader}
}

func (c *club) evaluator() spiff.Evaluator {
	s := store.Spiffs{T: c.tab, Clock: c.clock}
	return spiff.Evaluator{Store: s, Book: s, Programs: c, Roll: store.Places{T: c.tab}, Measures: c.measures, Clock: c.clock}
}

func (c *club) evaluate() int {
	c.t.Helper()
	n, err := c.evaluator().Run(context.WithoutCancel(c.t.Context()), c.prg.ID, func() bool { return true })
	if err != nil {
		c.t.Fatal(err)
	}
	return n
}

// push is two sales in January 2027 for 50.00.
func (c *club) push(edit func(*spiff.Spiff)) spiff.Spiff {
	c.t.Helper()
	s := spiff.Spiff{
		Program: c.prg.ID, Name: "January push", Window: goals.Window{From: "2027-01-01", To: "2027-01-31"},
		Goal: goals.Goal{Metric: goals.Sales, Threshold: 2}, AmountMinor: 5_000,
	}
	if edit != nil {
		edit(&s)
	}
	s, err := c.spiffs().Create(c.t.Context(), s)
	if err != nil {
		c.t.Fatal(err)
	}
	return s
}

// awarded returns a partner's SPIFF commissions, in minor units, newest first.
func (c *club) awarded(o id.Partner) (out []int64) {
	c.t.Helper()
	p, err := store.CommissionLists{T: c.tab, Clock: c.clock}.OfPartner(c.t.Context(), c.prg.ID, o, commission.Filter{}, page.Request{Limit: 200})
	if err != nil {
		c.t.Fatal(err)
	}
	for _, r := range p.Data {
		if r.Kind == commission.Spiff {
			out = append(out, r.Amount.Minor())
		}
	}
	return out
}

func january() time.Time { return time.Date(2027, 1, 10, 12, 0, 0, 0, time.UTC) }

func (c *club) holds(o id.Partner, want ...int64) {
	c.t.Helper()
	got := c.awarded(o)
	var sum, all int64
	for _, n := range got {
		sum += n
	}
	for _, n := range want {
		all += n
	}
	if len(got) != len(want) || sum != all {
		c.t.Fatalf("awarded %v, not %v", got, want)
	}
	b, err := store.Ledgers{T: c.tab}.Of(c.t.Context(), ledger.Account{Program: c.prg.ID, Partner: o, Currency: "EUR"})
	if err != nil || b.Earned != all {
		c.t.Fatalf("the account earned %d, not %d (%v)", b.Earned, all, err)
	}
}

func TestASpiffIsAwardedWhenItsTargetIsReached(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	c.clock.Set(january())
	s := c.push(nil)
	ann, bob := c.partner("ann"), c.partner("bob")
	c.sale(ann, 10_000)
	c.refund(c.sale(ann, 10_000))
	c.sale(bob, 10_000)
	c.evaluate()
	c.holds(ann)
	last := c.sale(ann, 10_000)
	if n := c.evaluate(); n != 1 {
		t.Fatalf("%d awards", n)
	}
	c.holds(ann, 5_000)
	c.refund(last)
	c.sale(ann, 10_000)
	c.sale(ann, 10_000)
	if n := c.evaluate(); n != 0 {
		t.Fatalf("%d awards more", n)
	}
	c.holds(ann, 5_000)
	c.holds(bob)
	totals, err := store.Spiffs{T: c.tab}.Totals(t.Context(), s.ID)
	if err != nil || len(totals) != 1 || totals[0].Minor != 5_000 || totals[0].Partners != 1 {
		t.Fatalf("totals %+v, %v", totals, err)
	}
}

func TestAnAwardWhoseTargetRefundsUndercutIsPointedOut(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	c.clock.Set(january())
	s := c.push(nil)
	ann := c.partner("ann")
	c.sale(ann, 10_000)
	last := c.sale(ann, 10_000)
	c.evaluate()
	look := func(want int64, undercut bool) {
		t.Helper()
		all, err := c.spiffs().Store.Partners(t.Context(), s.ID)
		if err != nil || len(all) != 1 {
			t.Fatalf("%+v, %v", all, err)
		}
		now, under, err := c.spiffs().Undercut(t.Context(), s, all[0])
		if err != nil || now != want || under != undercut {
			t.Fatalf("it has %d, undercut %v, %v", now, under, err)
		}
	}
	look(2, false)
	c.refund(last)
	look(1, true)
	c.holds(ann, 5_000) // a manager decides
	c.sale(ann, 10_000)
	look(2, false)
}

func TestWhatComesInLateCountsForAWhile(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	c.clock.Set(january())
	c.push(nil)
	ann := c.partner("ann")
	c.sale(ann, 100)
	c.sale(ann, 100)
	c.clock.Set(time.Date(2027, 2, 6, 12, 0, 0, 0, time.UTC))
	c.sale(ann, 100) // not of the window
	c.evaluate()
	c.holds(ann, 5_000)
	c.clock.Set(time.Date(2027, 2, 8, 12, 0, 0, 0, time.UTC))
	bob := c.partner("bob")
	c.clock.Set(january())
	c.sale(bob, 100)
	c.sale(bob, 100)
	c.clock.Set(time.Date(2027, 2, 8, 12, 0, 0, 0, time.UTC))
	c.evaluate()
	c.holds(bob)
}

func TestAFirstSaleIsTheFirstEver(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	old, fresh := c.partner("old"), c.partner("fresh")
	c.clock.Set(time.Date(2026, 12, 31, 12, 0, 0, 0, time.UTC))
	c.sale(old, 100)
	c.clock.Set(january())
	c.push(func(s *spiff.Spiff) { s.First = true })
	c.sale(old, 100)
	c.sale(fresh, 100)
	c.evaluate()
	c.holds(old)
	c.holds(fresh, 5_000)
}

func TestOnlyTheAudienceIsAwarded(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	c.clock.Set(january())
	ann, bob := c.partner("ann"), c.partner("bob")
	c.push(func(s *spiff.Spiff) { s.Audience.Tiers = []id.Tier{c.tiers["Gold"]} })
	for _, o := range []id.Partner{ann, bob, bob} {
		c.sale(o, 60_000)
	}
	c.sale(ann, 60_000)
	locked := true
	if _, err := c.desk.Assign(t.Context(), c.prg.ID, bob, group.Assignment{Locked: &locked}, "usr_boss"); err != nil {
		t.Fatal(err)
	}
	c.night() // ann comes to Gold, bob stays
	c.evaluate()
	c.holds(ann, 5_000)
	c.holds(bob)
}

// TestNoEvaluationAwardsTwiceOrBeyondTheBudget runs evaluations at once, over
// sales at random, and holds: each partner gets what it is owed and no more, and
// all of them no more than the budget.
func TestNoEvaluationAwardsTwiceOrBeyondTheBudget(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		c := newClub(t)
		c.clock.Set(january())
		every, budget := rapid.Int64Range(0, 3).Draw(rt, "every"), rapid.SampledFrom([]int64{0, 5_000, 12_000, 60_000}).Draw(rt, "budget")
		s := c.push(func(s *spiff.Spiff) {
			s.Every, s.BudgetMinor = every, budget
			if every > 0 {
				s.MaxMinor = rapid.SampledFrom([]int64{0, 12_000}).Draw(rt, "maximum")
			}
		})
		partners := []id.Partner{c.partner("ann"), c.partner("bob"), c.partner("cleo")}
		brought := map[id.Partner]int64{}
		for range rapid.IntRange(1, 3).Draw(rt, "rounds") {
			for range rapid.IntRange(0, 6).Draw(rt, "sales") {
				o := rapid.SampledFrom(partners).Draw(rt, "partner")
				c.sale(o, 1_000)
				brought[o]++
			}
			var all sync.WaitGroup
			for range 3 {
				all.Go(func() { c.evaluate() })
			}
			all.Wait()
		}
		c.evaluate()
		var sum int64
		for _, o := range partners {
			var got int64
			for _, n := range c.awarded(o) {
				got += n
			}
			if owed := s.Owed(brought[o]); got > owed || budget == 0 && got != owed {
				rt.Fatalf("%d sales earned %d, owed %d", brought[o], got, owed)
			}
			sum += got
		}
		if budget > 0 && sum > budget {
			rt.Fatalf("%d of a budget of %d", sum, budget)
		}
		totals, err := store.Spiffs{T: c.tab}.Totals(context.Background(), s.ID)
		if err != nil || sum > 0 && totals[0].Minor != sum {
			rt.Fatalf("totals %+v, awarded %d, %v", totals, sum, err)
		}
	})
}

func TestACancelledSpiffAwardsNothingMore(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	c.clock.Set(january())
	s := c.push(nil)
	ann := c.partner("ann")
	c.sale(ann, 100)
	c.sale(ann, 100)
	st, err := store.Spiffs{T: c.tab}.Standing(t.Context(), c.prg.ID, s.ID, ledger.Account{Program: c.prg.ID, Partner: ann, Currency: "EUR"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.spiffs().Cancel(t.Context(), c.prg.ID, s.ID); err != nil {
		t.Fatal(err)
	}
	late := spiff.Awarded{Of: st.Spiff, Progress: spiff.Progress{Spiff: s.ID, Partner: ann, Version: 1}, Totals: spiff.Totals{Spiff: s.ID, Version: 1}}
	if err := (store.Spiffs{T: c.tab}).Award(t.Context(), late); !fault.IsStale(err) {
		t.Fatalf("an award decided before: %v", err)
	}
	c.evaluate()
	c.holds(ann)
}

func TestWhatAnActiveSpiffPromisedStays(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	c.clock.Set(january())
	s := c.push(func(s *spiff.Spiff) { s.BudgetMinor = 50_000 })
	for name, x := range map[string]struct {
		edit func(*spiff.Spiff)
		code string
	}{
		"a higher target":    {func(s *spiff.Spiff) { s.Goal.Threshold = 3 }, "spiff.active"},
		"a lower amount":     {func(s *spiff.Spiff) { s.AmountMinor = 4_999 }, "spiff.active"},
		"a lower budget":     {func(s *spiff.Spiff) { s.BudgetMinor = 49_999 }, "spiff.active"},
		"an end that passed": {func(s *spiff.Spiff) { s.Window.To = "2027-01-09" }, "spiff.invalid"},
		"no budget":          {func(s *spiff.Spiff) { s.BudgetMinor = 0 }, ""},
		"another name":       {func(s *spiff.Spiff) { s.Name = "Push" }, ""},
	} {
		if _, err := c.spiffs().Change(t.Context(), c.prg.ID, s.ID, 0, x.edit); fault.CodeOf(err) != x.code && !(x.code == "" && err == nil) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := c.spiffs().End(t.Context(), "prg_other", s.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("another program's: %v", err)
	}
	if ended, err := c.spiffs().End(t.Context(), c.prg.ID, s.ID); err != nil || ended.Window.To != "2027-01-10" {
		t.Errorf("ended %+v, %v", ended, err)
	}
	c.clock.Advance(24 * time.Hour)
	if _, err := c.spiffs().Cancel(t.Context(), c.prg.ID, s.ID); fault.CodeOf(err) != "spiff.over" {
		t.Errorf("one that is over: %v", err)
	}
}

func TestSpiffsAreChecked(t *testing.T) {
	t.Parallel()
	c := newClub(t)
	c.clock.Set(january())
	for name, edit := range map[string]func(*spiff.Spiff){
		"no name":                       func(s *spiff.Spiff) { s.Name = " " },
		"no amount":                     func(s *spiff.Spiff) { s.AmountMinor = 0 },
		"no target":                     func(s *spiff.Spiff) { s.Goal.Threshold = 0 },
		"an unknown metric":             func(s *spiff.Spiff) { s.Goal.Metric = "smiles" },
		"an end before the beginning":   func(s *spiff.Spiff) { s.Window.From = "2027-02-01" },
		"no day":                        func(s *spiff.Spiff) { s.Window.To = "soon" },
		"a year and a day":              func(s *spiff.Spiff) { s.Window.To = "2028-01-02" },
		"a budget below the amount":     func(s *spiff.Spiff) { s.BudgetMinor = 1 },
		"a maximum below the amount":    func(s *spiff.Spiff) { s.Every, s.MaxMinor = 1, 1 },
		"a window that has passed":      func(s *spiff.Spiff) { s.Window = goals.Window{From: "2026-12-01", To: "2026-12-31"} },
		"an amount again every minus 1": func(s *spiff.Spiff) { s.Every = -1 },
	} {
		s := spiff.Spiff{Program: c.prg.ID, Name: "Push", Window: goals.Window{From: "2027-01-01", To: "2027-01-31"}, Goal: goals.Goal{Metric: goals.Sales, Threshold: 2}, AmountMinor: 5_000}
		edit(&s)
		if _, err := c.spiffs().Create(t.Context(), s); fault.CodeOf(err) != "spiff.invalid" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
