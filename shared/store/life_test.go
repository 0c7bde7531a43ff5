package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// pays is a program's way of funding, for all programs.
type pays bool

func (p pays) Network(context.Context, id.Program) (bool, error) { return bool(p), nil }

func (s *shop) one(c id.Commission) commission.Commission {
	s.t.Helper()
	found, err := s.com.Store.Load(s.ctx, []id.Commission{c})
	if err != nil || len(found) != 1 {
		s.t.Fatalf("load %s: %v, %v", c, found, err)
	}
	return found[0]
}

func (s *shop) is(c id.Commission, want commission.Status) {
	s.t.Helper()
	if got := s.one(c).Status; got != want {
		s.t.Fatalf("it is %s, want %s", got, want)
	}
}

// done fails unless the report says that all was done as asked.
func (s *shop) done(r commission.Report, err error) {
	s.t.Helper()
	if err != nil || len(r.Refused) > 0 || len(r.Done) == 0 {
		s.t.Fatalf("got %+v, %v", r, err)
	}
}

func TestAHeldCommissionWaitsUntilItIsReleased(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.approveAll() // the schedule runs from the first day on
	ids := []id.Commission{s.sale("T", 10000, 1).Commissions[0].ID}
	s.done(s.com.Hold(s.ctx, prg, ids, "Looks odd", "usr_1"))
	s.done(s.com.Hold(s.ctx, prg, ids, "Looks odd", "usr_1"))
	s.clock.Advance(40 * 24 * time.Hour)
	s.approveAll()
	s.is(ids[0], commission.Held)
	s.want(maya, 2000, 0, 0, 0)
	s.done(s.com.Release(s.ctx, prg, ids, "usr_1"))
	s.done(s.com.Release(s.ctx, prg, ids, "usr_1"))
	s.is(ids[0], commission.Available)
	s.want(maya, 0, 2000, 0, 0)
}

func TestWhatIsReleasedEarlyGoesOnWaiting(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.approveAll()
	ids := []id.Commission{s.sale("T", 10000, 1).Commissions[0].ID}
	due := s.one(ids[0]).DueAt
	s.done(s.com.Hold(s.ctx, prg, ids, "Looks odd", "usr_1"))
	s.done(s.com.Release(s.ctx, prg, ids, "usr_1"))
	if c := s.one(ids[0]); c.Status != commission.Pending || !c.DueAt.Equal(due) || c.Reason != "" {
		t.Fatalf("it is %+v", c)
	}
	s.clock.Set(due)
	s.approveAll()
	s.want(maya, 0, 2000, 0, 0)
}

func TestADecisionIsWrittenDown(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	c := s.sale("T", 10000, 1).Commissions[0].ID
	s.done(s.com.Hold(s.ctx, prg, []id.Commission{c}, "Looks odd", "usr_1"))
	acts, err := store.Audit{T: s.table}.OfResource(s.ctx, string(c), pageOf(10))
	if err != nil || len(acts.Data) != 1 || acts.Data[0].Action != commission.ActHeld {
		t.Fatalf("the log has %+v, %v", acts, err)
	}
}

// TestWhatDiedIsCalledAgain: of a thousand ids some were decided before the call
// died; the same call again goes on, and does nothing twice.
func TestWhatDiedIsCalledAgain(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	var ids []id.Commission
	for i := range 60 {
		ids = append(ids, s.sale(string(rune('A'+i/26))+string(rune('a'+i%26)), 1000, uint64(1+i%2)).Commissions[0].ID)
	}
	dying := s.com
	dying.Store = &deathbed{Store: s.com.Store, after: 1}
	if _, err := dying.Approve(s.ctx, prg, ids, "usr_1"); err == nil {
		t.Fatal("it did not die")
	}
	for range 2 {
		r, err := s.com.Approve(s.ctx, prg, ids, "usr_1")
		if err != nil || len(r.Done) != 60 || len(r.Refused) > 0 {
			t.Fatalf("again: %d done, %v, %v", len(r.Done), r.Refused, err)
		}
	}
	s.want(maya, 0, 6000, 0, 0)
	s.want(noah, 0, 6000, 0, 0)
}

// deathbed fails all commits after some.
type deathbed struct {
	commission.Store
	after int
}

func (d *deathbed) Commit(ctx context.Context, o commission.Outcome) error {
	if d.after--; d.after < 0 {
		return fault.New(fault.Internal, "test.died", "died")
	}
	return d.Store.Commit(ctx, o)
}

func TestInANetworkApprovedMoneyWaitsForTheFunds(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.com.Funding = pays(true)
	s.approveAll()
	a := s.sale("A", 10000, 1).Commissions[0].ID
	s.clock.Set(s.one(a).DueAt)
	s.approveAll()
	s.is(a, commission.Approved)
	b := s.sale("B", 10000, 2).Commissions[0].ID
	until := s.clock.Now()
	s.clock.Advance(time.Hour)
	s.done(s.com.Approve(s.ctx, prg, []id.Commission{b}, "usr_1"))
	if got := s.balance(maya); got.Approved != 2000 || got.Available != 0 {
		t.Fatalf("the account is %+v", got)
	}
	for want := 1; want >= 0; want-- { // a second time there is nothing
		if n, err := s.com.Fund(s.ctx, prg, until, 10, "usr_1"); err != nil || n != want {
			t.Fatalf("funded %d, %v, want %d", n, err, want)
		}
	}
	s.is(a, commission.Available)
	s.is(b, commission.Approved) // approved later than what was funded
	s.want(maya, 0, 2000, 0, 0)
	s.done(s.com.Reverse(s.ctx, prg, []id.Commission{b}, "Returned", "usr_1"))
	s.want(noah, 0, 0, 0, 0)
}

func TestAShorterHoldbackIsAppliedOnRequest(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.approveAll()
	old := s.sale("old", 10000, 1).Commissions[0].ID
	s.clock.Advance(10 * 24 * time.Hour)
	young := s.sale("young", 10000, 1).Commissions[0].ID
	held := s.sale("held", 10000, 1).Commissions[0].ID
	s.done(s.com.Hold(s.ctx, prg, []id.Commission{held}, "Looks odd", "usr_1"))
	ids := []id.Commission{old, young, held}
	before := s.one(young).DueAt
	for range 2 {
		s.done(s.com.Shorten(s.ctx, prg, ids, 7, time.UTC, "usr_1"))
	}
	s.is(old, commission.Available)
	s.is(held, commission.Held)
	c := s.one(young)
	if want := s.clock.Now().AddDate(0, 0, 8).Truncate(24 * time.Hour); c.Status != commission.Pending || !c.DueAt.Equal(want) {
		t.Fatalf("it is %s, due %v, want %v", c.Status, c.DueAt, want)
	}
	s.done(s.com.Shorten(s.ctx, prg, ids, 60, time.UTC, "usr_1"))
	if c := s.one(young); !c.DueAt.Before(before) {
		t.Fatalf("a longer holdback was applied: %v", c.DueAt)
	}
	s.clock.Set(c.DueAt)
	s.approveAll()
	s.want(maya, 2000, 4000, 0, 0)
}

func TestReversingIsDoneOnceAndNetsWhatWasPaidOut(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(p *program.Program, _ *offer.Version) { p.HoldbackDays = 0 })
	v := s.sale("T", 10000, 1)
	ids := []id.Commission{v.Commissions[0].ID}
	for range 2 {
		s.done(s.com.Reverse(s.ctx, prg, ids, "Returned", "usr_1"))
	}
	s.want(maya, 0, 0, 0, 0)
	if r, err := s.com.Reverse(s.ctx, prg, []id.Commission{s.sale("U", 100, 1).Commissions[0].ID, "com_0000000000000000000000000Z"}, "Returned", "usr_1"); err != nil ||
		!cmp.Equal(r.Refused, map[id.Commission]string{"com_0000000000000000000000000Z": "commission.unknown"}) {
		t.Fatalf("got %+v, %v", r, err)
	}
	if _, err := s.com.Hold(s.ctx, prg, ids, "", "usr_1"); !fault.Is(err, fault.Invalid) {
		t.Fatalf("held without a reason: %v", err)
	}
	if r, err := s.com.Hold(s.ctx, prg, ids, "Odd", "usr_1"); err != nil || len(r.Refused) != 1 {
		t.Fatalf("a reversed one was held: %+v, %v", r, err)
	}
}

// TestAMerchantWhoIsSureAtLastReleasesTheSale: told as pending and then again as
// approved, a sale waits for the rest of its holdback, or for nothing.
func TestAMerchantWhoIsSureAtLastReleasesTheSale(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		later     time.Duration
		network   bool
		status    commission.Status
		available int64
	}{
		"within the holdback":              {24 * time.Hour, false, commission.Pending, 0},
		"after the holdback":               {60 * 24 * time.Hour, false, commission.Available, 2000},
		"after the holdback, in a network": {60 * 24 * time.Hour, true, commission.Approved, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t, func(p *program.Program, _ *offer.Version) {
				if tc.network {
					p.Approval.Funding = program.Network
				}
			})
			r := conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(10000), Clicks: clickID(1, s.clock.Now().Add(-time.Hour)), Hold: true}
			c := s.report(r).Commissions[0].ID
			s.is(c, commission.Held)
			s.clock.Advance(tc.later)
			if v := s.report(r); v.Result != conversion.Duplicate {
				t.Fatalf("pending again: %+v", v)
			}
			r.Hold = false
			v := s.report(r)
			if v.Result != conversion.Accepted || v.Commissions[0].ID != c || v.Commissions[0].Status != string(tc.status) {
				t.Fatalf("approved: %+v", v)
			}
			s.is(c, tc.status)
			if v := s.report(r); v.Result != conversion.Duplicate || v.Commissions[0].Status != string(tc.status) {
				t.Fatalf("approved again: %+v", v)
			}
			r.Hold = true
			if v := s.report(r); v.Result != conversion.Duplicate {
				t.Fatalf("pending after all: %+v", v)
			}
			s.is(c, tc.status)
			if b := s.balance(maya); b.Available != tc.available || b.Pending+b.Approved+b.Available != 2000 {
				t.Fatalf("the account is %+v", b)
			}
		})
	}
}

func TestWhatAManagerHoldsNoMerchantReleases(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	r := conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(10000), Clicks: clickID(1, s.clock.Now().Add(-time.Hour)), Hold: true}
	c := s.report(r).Commissions[0].ID
	s.done(s.com.Release(s.ctx, prg, []id.Commission{c}, "usr_1"))
	s.done(s.com.Hold(s.ctx, prg, []id.Commission{c}, "Looks odd", "usr_1"))
	r.Hold = false
	s.report(r)
	s.is(c, commission.Held)
}

func TestANetworksSaleWithoutHoldbackIsApprovedOnly(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(p *program.Program, _ *offer.Version) {
		p.HoldbackDays, p.Approval.Funding = 0, program.Network
	})
	c := s.sale("T", 10000, 1).Commissions[0].ID
	s.is(c, commission.Approved)
	if b := s.balance(maya); b.Approved != 2000 || b.Available != 0 {
		t.Fatalf("the account is %+v", b)
	}
	s.refund("R", "T", 5000)
	if b := s.balance(maya); b.Approved != 1000 {
		t.Fatalf("after a refund the account is %+v", b)
	}
	if n, err := s.com.Fund(s.ctx, prg, s.clock.Now(), 10, "usr_1"); err != nil || n != 1 {
		t.Fatalf("funded %d, %v", n, err)
	}
	s.want(maya, 0, 1000, 0, 0)
}
