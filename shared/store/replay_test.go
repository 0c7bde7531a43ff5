package store_test

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

func (s *shop) replay(x conversion.Proposal) conversion.Difference {
	s.t.Helper()
	d, err := conversion.Replays{Store: store.ConversionLists{T: s.table, Clock: s.clock}, Rules: s.conv.Rules}.
		Run(s.ctx, prg, start.AddDate(0, -1, 0), start.AddDate(0, 1, 0), x)
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

// inForce is a proposal to change nothing.
func (s *shop) inForce() conversion.Proposal {
	s.t.Helper()
	r, err := s.conv.Rules.Rules(s.ctx, prg)
	if err != nil {
		s.t.Fatal(err)
	}
	return conversion.Proposal{Attribution: r.Program.Attribution}
}

func TestAReplayTellsWhatOtherRulesWouldHaveCost(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	both := clickID(1, start.Add(-50*24*time.Hour)) + clickID(2, start.Add(-time.Hour))
	s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T1", Amount: eur(10000), Clicks: both, Customer: ada(customer.External)})
	s.clock.Advance(time.Hour)
	s.report(conversion.Report{Kind: conversion.Recurring, Transaction: "T2", Amount: eur(10000), Customer: ada(customer.External)})
	s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T3", Amount: eur(5000)})
	s.refund("R", "T1", 10000)

	if d := s.replay(s.inForce()); d.Changed != 0 || d.Conversions != 3 || d.Then != *eur(4000) || d.Now != d.Then {
		t.Errorf("nothing changed, and yet %+v", d)
	}
	first := s.inForce()
	first.Attribution.Model = program.FirstClick
	d := s.replay(first)
	if d.Changed != 2 || d.Now != *eur(4000) || len(d.Partners) != 2 {
		t.Fatalf("by first click %+v", d)
	}
	for _, p := range d.Partners {
		if p.Partner == maya && (p.Then != *eur(0) || p.Now != *eur(4000)) || p.Partner == noah && (p.Then != *eur(4000) || p.Now != *eur(0)) {
			t.Errorf("by first click the customer would be the other's: %+v", p)
		}
	}
	short := s.inForce()
	short.Attribution.WindowDays = 30
	short.Attribution.Model = program.FirstClick
	short.Offers = map[id.Offer]conversion.Terms{"off_1": {Rate: 2500}}
	if d := s.replay(short); d.Now != *eur(5000) {
		t.Errorf("25 %% of the last click in 30 days: %+v", d)
	}
	s.want(noah, 2000, 0, 0, 0) // and nothing of it was booked
}

// TestAReplayUnderTheSameRulesFindsNoDifference: whatever was reported, by
// whatever touches, the stored touches lead to the same end.
func TestAReplayUnderTheSameRulesFindsNoDifference(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		model := rapid.SampledFrom([]program.Model{program.LastClick, program.FirstClick, program.SplitClicks}).Draw(r, "model")
		s := newShop(t, func(p *program.Program, _ *offer.Version) { p.Attribution.Model = model })
		for n := range rapid.IntRange(1, 8).Draw(r, "reports") {
			rep := conversion.Report{
				Program: prg, Source: conversion.Postback, Transaction: string(rune('A' + n)), Amount: eur(rapid.Int64Range(0, 999).Draw(r, "amount")),
				Kind: rapid.SampledFrom([]conversion.Kind{conversion.Sale, conversion.Recurring, conversion.Signup}).Draw(r, "kind"),
			}
			for range rapid.IntRange(0, 3).Draw(r, "clicks") {
				rep.Clicks += clickID(rapid.Uint64Range(1, 3).Draw(r, "link"), start.Add(-time.Duration(rapid.IntRange(0, 120).Draw(r, "days"))*24*time.Hour))
			}
			if rapid.Bool().Draw(r, "named") {
				rep.Customer = ada(customer.External)
			}
			if _, err := s.conv.Process(context.Background(), rep); err != nil {
				r.Fatal(err)
			}
			s.clock.Advance(time.Minute)
		}
		if d := s.replay(s.inForce()); d.Changed != 0 || d.Then != d.Now {
			r.Errorf("%+v", d)
		}
	})
}
