package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
)

// rate says what a currency is worth in euros on a day.
func (s *shop) rate(c money.Currency, day, text string) {
	s.t.Helper()
	r, err := fx.New(c, "EUR", day, text, fx.Manual)
	if err != nil {
		s.t.Fatal(err)
	}
	desk := fx.Desk{Store: store.Rates{T: s.table, Clock: s.clock}, Clock: s.clock}
	if _, err := desk.Enter(s.ctx, fx.BookOf(prg), r); err != nil {
		s.t.Fatal(err)
	}
}

func of(minor int64, c money.Currency) *money.Amount {
	a := money.Must(minor, c)
	return &a
}

func (s *shop) foreign(txn string, a *money.Amount) conversion.Verdict {
	s.t.Helper()
	return s.report(conversion.Report{Kind: conversion.Sale, Transaction: txn, Amount: a, Clicks: clickID(1, start.Add(-time.Hour))})
}

func (s *shop) back(txn string, a *money.Amount) conversion.Verdict {
	s.t.Helper()
	return s.report(conversion.Report{Kind: conversion.Refund, Transaction: txn, Order: "T", Amount: a})
}

func (s *shop) record(order string, k conversion.Kind, txn string) conversion.Record {
	s.t.Helper()
	o, err := store.Conversions{T: s.table}.Order(s.ctx, conversion.OrderQuery{Program: prg, Order: order, Kind: k, Transaction: txn})
	if err != nil || o.Existing == nil {
		s.t.Fatalf("order %s: %v", order, err)
	}
	return *o.Existing
}

func TestASaleInAnotherCurrencyEarnsInTheProgramsByTheRateOfItsDay(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.rate("USD", "2026-03-09", "0.92")
	if v := s.foreign("T", of(10000, "USD")); v.Result != conversion.Accepted || v.Commissions[0].Amount != *eur(1840) {
		t.Fatalf("verdict %+v", v)
	}
	rec := s.record("T", conversion.Sale, "T")
	if e := rec.Report.Exchanged; e == nil || e.Given != *of(10000, "USD") || e.Rate.Day != "2026-03-09" || *rec.Report.Amount != *eur(9200) {
		t.Fatalf("kept: %+v", rec.Report)
	}
	s.rate("USD", "2026-03-10", "2") // what comes later changes nothing
	if v := s.foreign("T", of(10000, "USD")); v.Result != conversion.Duplicate {
		t.Fatalf("told again: %+v", v)
	}
	if v := s.foreign("T", of(9200, "EUR")); v.Result != conversion.Conflict || *v.Recorded != *of(10000, "USD") {
		t.Fatalf("told with what it came to: %+v", v)
	}
	s.back("R1", of(2500, "USD"))
	s.want(maya, 1380, 0, 0, 0)
	if v := s.back("R2", of(100, "EUR")); v.Result != conversion.Rejected || v.Reason != "currency_not_of_order" {
		t.Fatalf("a refund in another currency: %+v", v)
	}
	s.back("R3", nil)
	s.want(maya, 0, 0, 0, 0)
}

func TestARateIsTheLatestThatIsNotTooOld(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		enter func(s *shop)
		want  int64 // of 100.00 USD, 20 %
	}{
		"of the day":            {func(s *shop) { s.rate("USD", "2026-03-10", "0.9"); s.rate("USD", "2026-03-09", "0.5") }, 1800},
		"of the day before":     {func(s *shop) { s.rate("USD", "2026-03-09", "0.5") }, 1000},
		"seven days old":        {func(s *shop) { s.rate("USD", "2026-03-03", "0.8") }, 1600},
		"eight days old":        {func(s *shop) { s.rate("USD", "2026-03-02", "0.8") }, 0},
		"only of the day after": {func(s *shop) { s.rate("USD", "2026-03-11", "0.8") }, 0},
		"of another currency":   {func(s *shop) { s.rate("GBP", "2026-03-10", "0.8") }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			c.enter(s)
			s.foreign("T", of(10000, "USD"))
			s.want(maya, c.want, 0, 0, 0)
		})
	}
}

// pipe keeps what is sent.
type pipe struct{ sent []queue.Message }

func (p *pipe) Send(_ context.Context, _ queue.Name, ms ...queue.Message) error {
	p.sent = append(p.sent, ms...)
	return nil
}

func TestASaleWithoutARateWaitsForIt(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	if v := s.foreign("T", of(10000, "USD")); v.Result != conversion.Parked || v.Reason != conversion.RateMissing {
		t.Fatalf("verdict %+v", v)
	}
	if v := s.back("R", of(2500, "USD")); v.Result != conversion.Parked || v.Reason != conversion.SaleAwaitsRate {
		t.Fatalf("its refund %+v", v)
	}
	rates := store.Rates{T: s.table, Clock: s.clock}
	release := func(want int) {
		t.Helper()
		var p pipe
		if n, err := (conversion.Rated{Store: rates, Queue: &p}).Release(s.ctx, prg); err != nil || n != want {
			t.Fatalf("%d wait, %v", n, err)
		}
		for _, err := range (conversion.Consumer{Processor: s.conv}).Handle(s.ctx, p.sent) {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	release(1) // another rate than this one came
	release(1)
	s.rate("USD", "2026-03-10", "0.92")
	release(1)
	s.want(maya, 1380, 0, 0, 0)
	release(0)
	if rec := s.record("T", conversion.Sale, "T"); rec.Verdict.Result != conversion.Accepted || rec.Report.Exchanged == nil {
		t.Fatalf("kept: %+v", rec)
	}
}

// TestPartsOfARefundTakeBackTheWholeCommission is M06: whatever the currency,
// the rate, the size of the parts and their order, also before the sale, what
// is taken back sums up to the commission.
func TestPartsOfARefundTakeBackTheWholeCommission(t *testing.T) {
	t.Parallel()
	currencies := []money.Currency{"USD", "JPY", "KWD", "CLF", "EUR"}
	rapid.Check(t, func(rt *rapid.T) {
		c := rapid.SampledFrom(currencies).Draw(rt, "currency")
		left := rapid.Int64Range(1, 5_000_000).Draw(rt, "sale")
		type step struct {
			name   string
			amount *money.Amount
		}
		steps := []step{{"sale", of(left, c)}}
		for n := 1; left > 0; n++ {
			part := left
			if n < 6 {
				part = rapid.Int64Range(1, left).Draw(rt, "part")
			}
			steps, left = append(steps, step{fmt.Sprintf("R%d", n), of(part, c)}), left-part
		}
		steps = rapid.Permutation(steps).Draw(rt, "order")
		s := newShop(t)
		if c != "EUR" {
			s.rate(c, "2026-03-10", rapid.StringMatching(`[1-9]\.[0-9]{0,4}[1-9]`).Draw(rt, "rate"))
		}
		for i, st := range steps {
			for range 2 { // each is told twice
				if st.name == "sale" {
					s.foreign("T", st.amount)
				} else {
					s.back(st.name, st.amount)
				}
			}
			if b := s.balance(maya); b.Pending < 0 || i == len(steps)-1 && b.Pending != 0 {
				body, _ := json.Marshal(b)
				rt.Fatalf("after %d of %d: %s", i+1, len(steps), body)
			}
		}
	})
}

func TestARefundBeforeItsSaleInAnotherCurrencyIsTold(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.rate("USD", "2026-03-10", "0.9")
	if v := s.back("R", of(2500, "EUR")); v.Result != conversion.Parked {
		t.Fatalf("the refund: %+v", v)
	}
	if v := s.foreign("T", of(10000, "USD")); v.Result != conversion.Accepted {
		t.Fatalf("the sale: %+v", v)
	}
	s.want(maya, 1800, 0, 0, 0)
	rec := s.record("T", conversion.Sale, "T")
	if !slices.Contains(rec.Signals, conversion.StrayRefund) {
		t.Fatalf("the sale says %v", rec.Signals)
	}
	told := slices.ContainsFunc(rec.Trace, func(x conversion.Step) bool { return x.Name == "refund" && x.Values["refunded_in"] == "EUR" })
	if !told {
		t.Fatalf("its trace says %+v", rec.Trace)
	}
}
