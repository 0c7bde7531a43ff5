package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

// suspicious reports a sale a second after its click, to a throw-away address:
// 30 for the haste, 25 for the interception, 40 for the address.
func (s *shop) suspicious(txn string, minor int64, change ...func(*conversion.Report)) conversion.Verdict {
	s.t.Helper()
	r := conversion.Report{
		Kind: conversion.Sale, Transaction: txn, Amount: eur(minor), Clicks: clickID(1, s.clock.Now().Add(-time.Second)), Masked: "x•••@mailinator.com", OccurredAt: s.clock.Now(),
	}
	for _, f := range change {
		f(&r)
	}
	return s.report(r)
}

func (s *shop) reviewer() commission.Reviewer {
	return commission.Reviewer{Decider: s.com, Cases: store.Cases{T: s.table}}
}

func (s *shop) decide(c id.Case, to fraud.Status) (fraud.Case, error) {
	return s.reviewer().Decide(s.ctx, prg, c, commission.Verdict{Status: to, By: "usr_1", Reason: "Not a real customer", Note: "Same device"})
}

func (s *shop) cases(f fraud.Filter) []fraud.Case {
	s.t.Helper()
	found, err := store.Cases{T: s.table}.Cases(s.ctx, prg, f, page.Request{})
	if err != nil {
		s.t.Fatal(err)
	}
	return found.Data
}

func TestASuspiciousSaleIsHeldByACaseUntilSomebodyLooked(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.approveAll()
	s.sale("HONEST", 10_000, 1)
	v := s.suspicious("T-1", 10_000)
	if told := s.told(event.CaseOpened, start); len(told) != 1 || told[0].Partner != maya {
		t.Errorf("who runs the program is not told: %+v", told)
	}
	open := s.cases(fraud.Filter{Status: fraud.Open})
	if len(open) != 1 || open[0].Assessment.Score != 95 || open[0].Commissions[0] != v.Commissions[0].ID || open[0].Earned != *eur(2_000) {
		t.Fatalf("%+v", open)
	}
	c := s.commission(v)
	if c.Status != commission.Held || c.Reason != commission.InReview || c.Review != open[0].ID {
		t.Fatalf("%s, %s, %s", c.Status, c.Reason, c.Review)
	}
	for name, act := range map[string]func() (commission.Report, error){
		"approved": func() (commission.Report, error) { return s.com.Approve(s.ctx, prg, []id.Commission{c.ID}, "usr_1") },
		"released": func() (commission.Report, error) { return s.com.Release(s.ctx, prg, []id.Commission{c.ID}, "usr_1") },
	} {
		if r, err := act(); err != nil || r.Refused[c.ID] != "commission.in_review" {
			t.Errorf("%s by hand: %+v, %v", name, r, err)
		}
	}
	s.clock.Advance(60 * 24 * time.Hour)
	s.approveAll()
	s.want(maya, 2_000, 2_000, 0, 0)
	if rec := s.recorded(v); len(rec.Risk.Hits) != 3 || rec.Risk.Score != 95 {
		t.Errorf("the conversion does not say why: %+v", rec.Risk)
	}
}

func TestAClearedCasePaysOnceAndAConfirmedOneNever(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.approveAll()
	soon, late, fake := s.suspicious("SOON", 10_000), s.suspicious("LATE", 20_000), s.suspicious("FAKE", 40_000)
	of := map[string]fraud.Case{}
	for _, c := range s.cases(fraud.Filter{}) {
		of[c.Order] = c
	}
	for range 2 {
		if _, err := s.decide(of["SOON"].ID, fraud.Cleared); err != nil {
			t.Fatal(err)
		}
	}
	s.is(soon.Commissions[0].ID, commission.Pending)
	s.clock.Advance(60 * 24 * time.Hour)
	s.approveAll()
	s.is(soon.Commissions[0].ID, commission.Available)
	for range 2 {
		if _, err := s.decide(of["LATE"].ID, fraud.Cleared); err != nil {
			t.Fatal(err)
		}
		if _, err := s.decide(of["FAKE"].ID, fraud.Confirmed); err != nil {
			t.Fatal(err)
		}
	}
	s.approveAll()
	s.is(late.Commissions[0].ID, commission.Available)
	if c := s.commission(fake); c.Status != commission.Declined || c.Reason != "Not a real customer" {
		t.Errorf("%s, %s", c.Status, c.Reason)
	}
	s.want(maya, 0, 6_000, 0, 0)
	if _, err := s.decide(of["FAKE"].ID, fraud.Cleared); fault.CodeOf(err) != "case.decided" {
		t.Errorf("changing one's mind: %v", err)
	}
	if _, err := s.reviewer().Decide(s.ctx, "prg_2", of["SOON"].ID, commission.Verdict{Status: fraud.Cleared}); fault.CodeOf(err) != "case.unknown" {
		t.Errorf("another program's case: %v", err)
	}
	if n := len(s.cases(fraud.Filter{Status: fraud.Open})); n != 0 {
		t.Errorf("%d are open", n)
	}
	if n := len(s.cases(fraud.Filter{Status: fraud.Confirmed, Rule: fraud.TooFast, Least: 90, Partner: maya})); n != 1 {
		t.Errorf("%d are found by a filter", n)
	}
	acts, err := store.Audit{T: s.table}.OfResource(s.ctx, string(of["FAKE"].ID), page.Request{})
	if err != nil || len(acts.Data) != 1 || acts.Data[0].Action != commission.ActConfirmed {
		t.Errorf("the log has %+v, %v", acts.Data, err)
	}
}

func TestACaseAndAnUnsureMerchantBothHaveToLetGo(t *testing.T) {
	t.Parallel()
	unsure := func(r *conversion.Report) { r.Hold = true }
	sure := func(_ *conversion.Report) {}
	for name, caseFirst := range map[string]bool{"the case first": true, "the merchant first": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			v := s.suspicious("T-1", 10_000, unsure)
			cid := s.cases(fraud.Filter{})[0].ID
			clear := func() {
				if _, err := s.decide(cid, fraud.Cleared); err != nil {
					t.Fatal(err)
				}
			}
			confirm := func() { s.suspicious("T-1", 10_000, sure) }
			first, second := confirm, clear
			if caseFirst {
				first, second = clear, confirm
			}
			first()
			s.is(v.Commissions[0].ID, commission.Held)
			second()
			s.is(v.Commissions[0].ID, commission.Pending)
		})
	}
}

func TestAProgramDecidesWhatItLooksFor(t *testing.T) {
	t.Parallel()
	for name, screening := range map[string]program.Screening{
		"nothing": {Off: true}, "more points are needed": {Threshold: 96}, "one rule is off": {Weights: map[string]int{string(fraud.DisposableMail): 0}},
	} {
		s := newShop(t, func(p *program.Program, _ *offer.Version) { p.Screening = screening })
		if v := s.suspicious("T-1", 10_000); v.Commissions[0].Status != string(commission.Pending) || len(s.cases(fraud.Filter{})) != 0 {
			t.Errorf("%s: %+v", name, v)
		}
	}
	s := newShop(t, func(p *program.Program, _ *offer.Version) {
		p.Screening = program.Screening{PerHour: 3, Weights: map[string]int{string(fraud.Velocity): 100}}
	})
	var held []string
	for i := range 5 {
		if v := s.sale(fmt.Sprint("T", i), 1_000, 1); v.Commissions[0].Status == string(commission.Held) {
			held = append(held, fmt.Sprint("T", i))
		}
	}
	s.clock.Advance(time.Hour)
	if v := s.sale("NEXT", 1_000, 1); v.Commissions[0].Status != string(commission.Pending) || strings.Join(held, " ") != "T3 T4" {
		t.Errorf("held are %v, and of the next hour %s", held, v.Commissions[0].Status)
	}
}

// TestNothingOfAnOpenCaseIsEverPayable plays managers, merchants and schedules
// against each other (S-3).
func TestNothingOfAnOpenCaseIsEverPayable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		s := newShop(t, func(p *program.Program, _ *offer.Version) {
			p.HoldbackDays = rapid.SampledFrom([]int{0, 1, 30}).Draw(r, "holdback")
		})
		s.approveAll()
		var made []conversion.Verdict
		some := func() []id.Commission {
			if len(made) == 0 {
				return nil
			}
			return []id.Commission{rapid.SampledFrom(made).Draw(r, "of").Commissions[0].ID}
		}
		check := func() {
			open := map[id.Case]bool{}
			for _, c := range s.cases(fraud.Filter{Status: fraud.Open}) {
				open[c.ID] = true
			}
			for _, v := range made {
				c := s.commission(v)
				if c.Review != "" && !open[c.Review] {
					r.Fatalf("%s waits for a case that is decided", c.ID)
				}
				if cid, err := fraud.IDOf(c.Conversion); err == nil && open[cid] && c.Status != commission.Held && c.Status != commission.Declined {
					r.Fatalf("%s is %s while its case is open", c.ID, c.Status)
				}
			}
			s.balance(maya)
		}
		r.Repeat(map[string]func(*rapid.T){
			"honest": func(*rapid.T) { made = append(made, s.sale(fmt.Sprint("H", len(made)), 10_000, 1)) },
			"suspicious": func(*rapid.T) {
				made = append(made, s.suspicious(fmt.Sprint("S", len(made)), 10_000, func(x *conversion.Report) { x.Hold = rapid.Bool().Draw(r, "unsure") }))
			},
			"sure": func(*rapid.T) {
				if n := len(made) - 1; n >= 0 {
					s.suspicious(fmt.Sprint("S", n), 10_000)
					if v := s.recordOf(fmt.Sprint("S", n)); v != nil && v.Conversion != made[n].Conversion {
						made = append(made, *v)
					}
				}
			},
			"time":    func(*rapid.T) { s.clock.Advance(40 * 24 * time.Hour); s.approveAll() },
			"approve": func(*rapid.T) { _, _ = s.com.Approve(s.ctx, prg, some(), "usr_1") },
			"release": func(*rapid.T) { _, _ = s.com.Release(s.ctx, prg, some(), "usr_1") },
			"hold":    func(*rapid.T) { _, _ = s.com.Hold(s.ctx, prg, some(), "Odd", "usr_1") },
			"decline": func(*rapid.T) { _, _ = s.com.Decline(s.ctx, prg, some(), "No", "usr_1") },
			"refund": func(*rapid.T) {
				if len(made) > 0 {
					c := s.commission(rapid.SampledFrom(made).Draw(r, "refunded"))
					s.refund("R"+c.Order, c.Order, 2_500)
				}
			},
			"decide": func(*rapid.T) {
				if open := s.cases(fraud.Filter{Status: fraud.Open}); len(open) > 0 {
					to := rapid.SampledFrom([]fraud.Status{fraud.Cleared, fraud.Confirmed}).Draw(r, "to")
					if _, err := s.decide(rapid.SampledFrom(open).Draw(r, "case").ID, to); err != nil {
						r.Fatal(err)
					}
				}
			},
			"": func(*rapid.T) { check() },
		})
	})
}

// recordOf is the verdict of a sale that was made, nil for none.
func (s *shop) recordOf(txn string) *conversion.Verdict {
	found, err := s.conv.Store.Order(s.ctx, conversion.OrderQuery{Program: prg, Order: txn, Kind: conversion.Sale, Transaction: txn})
	if err != nil || found.Existing == nil || len(found.Existing.Verdict.Commissions) == 0 {
		return nil
	}
	return &found.Existing.Verdict
}
