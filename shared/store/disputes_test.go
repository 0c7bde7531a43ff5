package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// TestADisputeMayBeWonAgain: what a bank gave back is earned again, whether the
// commission was pending, available or paid, and in whatever order it was told.
func TestADisputeMayBeWonAgain(t *testing.T) {
	t.Parallel()
	dispute := func(s *shop, kind conversion.Kind, minor int64) {
		r := conversion.Report{Kind: kind, Transaction: "dp_1", Order: "T"}
		if minor > 0 {
			r.Amount = eur(minor)
		}
		s.report(r)
	}
	t.Run("pending", func(t *testing.T) {
		t.Parallel()
		s := newShop(t)
		s.approveAll() // the schedule runs from the first day on
		s.sale("T", 10000, 1)
		dispute(s, conversion.Chargeback, 10000)
		s.want(maya, 0, 0, 0, 0)
		dispute(s, conversion.Reinstated, 10000)
		s.want(maya, 2000, 0, 0, 0)
		s.clock.Advance(60 * 24 * time.Hour)
		s.approveAll()
		s.want(maya, 0, 2000, 0, 0)
	})
	t.Run("available, half of it", func(t *testing.T) {
		t.Parallel()
		s := newShop(t, func(p *program.Program, _ *offer.Version) { p.HoldbackDays = 0 })
		s.sale("T", 10000, 1)
		dispute(s, conversion.Chargeback, 0)
		s.want(maya, 0, 0, 0, 0)
		dispute(s, conversion.Reinstated, 5000)
		s.want(maya, 0, 1000, 0, 0)
	})
	t.Run("then refunded after all", func(t *testing.T) {
		t.Parallel()
		s := newShop(t, func(p *program.Program, _ *offer.Version) { p.HoldbackDays = 0 })
		s.sale("T", 10000, 1)
		dispute(s, conversion.Chargeback, 10000)
		dispute(s, conversion.Reinstated, 10000)
		s.refund("R1", "T", 2500)
		s.want(maya, 0, 1500, 0, 0)
		s.refund("R2", "T", 7500)
		s.want(maya, 0, 0, 0, 0)
	})
	t.Run("told before the dispute, and before the sale", func(t *testing.T) {
		t.Parallel()
		s := newShop(t)
		dispute(s, conversion.Reinstated, 10000)
		dispute(s, conversion.Chargeback, 10000)
		s.sale("T", 10000, 1)
		s.want(maya, 2000, 0, 0, 0)
	})
}

// TestWhatAManagerTookBackIsNotGivenAgain: a refund asks for less than was
// taken, and the difference is not the partner's, whatever state it was in.
func TestWhatAManagerTookBackIsNotGivenAgain(t *testing.T) {
	t.Parallel()
	for name, paid := range map[string]bool{"available": false, "paid": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newTill(t, payout.PayPal)
			c := s.sale("T", 10000, 1).Commissions[0].ID
			if paid {
				s.pay("run 1")
			}
			if r, err := s.com.Reverse(s.ctx, prg, []id.Commission{c}, "not a customer", "usr_1"); err != nil || len(r.Done) != 1 {
				t.Fatal(r, err)
			}
			before := s.balance(maya)
			s.refund("R1", "T", 2500)
			dispute := conversion.Report{Kind: conversion.Chargeback, Transaction: "dp_1", Order: "T", Amount: eur(5000)}
			s.report(dispute)
			dispute.Kind = conversion.Reinstated
			s.report(dispute)
			if after := s.balance(maya); after.Earned != before.Earned || after.Reversed != before.Reversed {
				t.Fatalf("%+v became %+v", before, after)
			}
		})
	}
}

// TestCumulativeRefundsAreOfTheirPayment: what a provider calls refunded so far
// is of one payment; an order may have several.
func TestCumulativeRefundsAreOfTheirPayment(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	back := func(payment string, minor int64) {
		t.Helper()
		s.report(conversion.Report{Kind: conversion.Refund, Transaction: fmt.Sprint(payment, "@", minor), Order: "T", Amount: eur(minor), Cumulative: true, Payment: payment})
	}
	back("ch_1", 1000) // told before the sale
	s.sale("T", 10000, 1)
	s.want(maya, 1800, 0, 0, 0)
	back("ch_1", 3000)
	back("ch_2", 2000)
	back("ch_1", 1000) // late
	s.want(maya, 1000, 0, 0, 0)
	s.refund("R", "T", 1000) // and by the merchant's own report
	s.want(maya, 800, 0, 0, 0)
}
