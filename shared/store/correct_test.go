package store_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

func (s *shop) corrector() conversion.Corrector {
	return conversion.Corrector{Processor: s.conv, Reader: store.ConversionLists{T: s.table, Clock: s.clock}}
}

func (s *shop) correct(c id.Conversion, minor int64) (conversion.Record, error) {
	s.t.Helper()
	var amount *money.Amount
	if minor > 0 {
		amount = eur(minor)
	}
	return s.corrector().Correct(s.ctx, conversion.Asked{Program: prg, Conversion: c, Amount: amount, Reason: "A typing error", By: "usr_1"})
}

func (s *shop) byHand(order string, minor int64, o id.Partner) conversion.Verdict {
	s.t.Helper()
	v, err := s.conv.Process(s.ctx, conversion.Report{
		Program: prg, Source: conversion.Manual, Kind: conversion.Sale, Transaction: order, Amount: eur(minor), Partner: o, By: "usr_1", Reason: "By phone",
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return v
}

func TestAConversionAddedByHandIsDecidedOnceAndLogged(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.byHand("PHONE-1", 10_000, noah)
	if v.Result != conversion.Accepted || v.Commissions[0].Partner != noah || v.Commissions[0].Amount != *eur(2_000) {
		t.Fatalf("%+v", v)
	}
	if again := s.byHand("PHONE-1", 10_000, noah); again.Result != conversion.Duplicate || again.Conversion != v.Conversion {
		t.Errorf("the same again: %+v", again)
	}
	if other := s.byHand("PHONE-1", 9_000, noah); other.Result != conversion.Conflict {
		t.Errorf("another amount: %+v", other)
	}
	if late := s.sale("PHONE-1", 10_000, 1); late.Result != conversion.Duplicate {
		t.Errorf("the merchant's own report: %+v", late)
	}
	if b := s.balance(noah); b.Pending != 2_000 {
		t.Errorf("pending %d", b.Pending)
	}
	cs, err := s.com.Store.Load(s.ctx, []id.Commission{v.Commissions[0].ID})
	if err != nil || cs[0].Basis.By != "usr_1" {
		t.Errorf("who made the commission is not known to the four eyes: %+v, %v", cs, err)
	}
	acts, err := store.Audit{T: s.table}.OfResource(s.ctx, string(v.Conversion), page.Request{})
	if err != nil || len(acts.Data) != 1 || acts.Data[0].Action != conversion.ActAdded {
		t.Errorf("the log has %+v, %v", acts.Data, err)
	}
}

func TestACorrectedConversionEarnsWhatTheNewAmountEarns(t *testing.T) {
	t.Parallel()
	for name, minor := range map[string]int64{"less": 6_000, "more": 15_000, "nothing at all": 0} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			v := s.sale("T-1", 10_000, 1)
			for range 2 { // a second press of the button changes nothing
				rec, err := s.correct(v.Conversion, minor)
				if err != nil || len(rec.Corrections) != 1 || rec.Cancelled() != (minor == 0) {
					t.Fatalf("%+v, %v", rec.Corrections, err)
				}
			}
			if b := s.balance(maya); b.Pending != minor/5 || b.Earned-b.Reversed != minor/5 {
				t.Errorf("pending %d, earned %d", b.Pending, b.Earned)
			}
			if again := s.sale("T-1", 10_000, 1); again.Result != conversion.Duplicate {
				t.Errorf("the merchant repeats what it said first: %+v", again)
			}
			if minor > 0 {
				if again := s.sale("T-1", minor, 1); again.Result != conversion.Duplicate {
					t.Errorf("the merchant says what the manager says: %+v", again)
				}
				s.refund("R-1", "T-1", minor/2)
				if b := s.balance(maya); b.Pending != minor/10 {
					t.Errorf("after a refund of the half %d are pending", b.Pending)
				}
			}
		})
	}
}

func TestWhatAPayoutHoldsIsNotCorrected(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(_ *program.Program, v *offer.Version) { v.HoldbackDays = 0 })
	v := s.sale("T-1", 10_000, 1)
	cs, err := s.com.Store.Load(s.ctx, []id.Commission{v.Commissions[0].ID})
	if err != nil {
		t.Fatal(err)
	}
	s.claim(cs[0])
	if _, err := s.correct(v.Conversion, 6_000); fault.CodeOf(err) != "correction.claimed" {
		t.Errorf("%v", err)
	}
	if _, err := s.correct(v.Conversion, 0); err != nil {
		t.Errorf("cancelling it: %v", err)
	}
	if b := s.balance(maya); b.ClawbackDue == 0 && b.InTransit != 2_000 {
		t.Errorf("%+v", b)
	}
}

func TestCorrectingInAnyOrderComesToTheLastAmount(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		s := newShop(t)
		v := s.sale("T-1", rapid.Int64Range(1, 1_000_000).Draw(r, "first"), 1)
		last := int64(-1)
		for i, minor := range rapid.SliceOfN(rapid.Int64Range(1, 1_000_000), 1, 6).Draw(r, "amounts") {
			s.clock.Advance(time.Minute)
			if _, err := s.correct(v.Conversion, minor); err != nil {
				r.Fatalf("correction %d: %v", i, err)
			}
			last = minor
		}
		want, err := money.Must(last, "EUR").Rate(2000)
		if err != nil {
			r.Fatal(err)
		}
		if b := s.balance(maya); b.Pending != want.Minor() {
			r.Fatalf("pending %d, want %d", b.Pending, want.Minor())
		}
		if rapid.Bool().Draw(r, "refunded") {
			s.refund("R", "T-1", 0)
		} else if _, err := s.correct(v.Conversion, 0); err != nil {
			r.Fatal(err)
		}
		if b := s.balance(maya); b.Pending != 0 || b.Earned != b.Reversed {
			r.Fatalf("nothing should be left: %+v", b)
		}
	})
}

// claim lets a payout hold a commission.
func (s *shop) claim(c commission.Commission) {
	s.t.Helper()
	b := s.balance(c.Account.Partner)
	n := c
	n.Payout, n.Version = "pay_1", c.Version+1
	entry, err := b.Post(ledger.Note{Kind: ledger.Claim, Refs: []string{string(c.ID)}, Actor: commission.System, At: s.clock.Now()}, b.Claim(c.Net())...)
	if err == nil {
		err = s.com.Store.Commit(s.ctx, commission.Outcome{Changes: []commission.Change{{Before: c, After: n}}, Entries: []ledger.Entry{entry}})
	}
	if err != nil {
		s.t.Fatal(err)
	}
}
