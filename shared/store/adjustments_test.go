package store_test

import (
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

func pageOf(n int) page.Request { return page.Request{Limit: n} }

// upTo is a limit of one manager's own decision.
func upTo(minor int64) commission.Limits { return commission.Limits{Minor: minor, Zone: time.UTC} }

func (s *shop) adjuster() commission.Adjuster {
	return commission.Adjuster{Decider: s.com, Book: store.Adjustments{T: s.table}}
}

func correction(minor int64) commission.Adjustment {
	return commission.Adjustment{
		Account: ledger.Account{Program: prg, Partner: maya, Currency: "EUR"}, Amount: money.Must(minor, "EUR"),
		Name: "Goodwill", Reason: "A sale was lost", Order: "T-9", MadeBy: "usr_maker",
	}
}

func TestACorrectionUpToTheLimitIsGivenAtOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	for range 2 { // the same key answers the same
		a, err := s.adjuster().Adjust(s.ctx, correction(500), "k1", upTo(500))
		if err != nil || a.Status != commission.Given {
			t.Fatalf("got %+v, %v", a, err)
		}
		if c := s.one(a.Commission); c.Kind != commission.Manual || c.Basis.OfferName != "Goodwill" || c.Basis.Why != "A sale was lost" || c.Order != "T-9" {
			t.Fatalf("it became %+v", c)
		}
	}
	s.want(maya, 0, 500, 0, 0)
	if _, err := s.adjuster().Adjust(s.ctx, correction(400), "k1", upTo(500)); !fault.Is(err, fault.Conflict) {
		t.Fatalf("another one with that key: %v", err)
	}
}

func TestALargerCorrectionNeedsASecondPerson(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	for _, minor := range []int64{501, -501} {
		a, err := s.adjuster().Adjust(s.ctx, correction(minor), money.Must(minor, "EUR").Decimal(), upTo(500))
		if err != nil || a.Status != commission.Waiting {
			t.Fatalf("got %+v, %v", a, err)
		}
		s.want(maya, 0, 0, 0, 0)
		if _, err := s.adjuster().Allow(s.ctx, prg, a.ID, "usr_maker", true, time.UTC); fault.CodeOf(err) != "adjustment.four_eyes" {
			t.Fatalf("its maker approved it: %v", err)
		}
		var b commission.Adjustment
		for range 2 {
			b, err = s.adjuster().Allow(s.ctx, prg, a.ID, "usr_other", true, time.UTC)
			if err != nil || b.Status != commission.Given || b.DecidedBy != "usr_other" || b.SelfApproved {
				t.Fatalf("got %+v, %v", b, err)
			}
		}
		if _, err := s.adjuster().Refuse(s.ctx, prg, a.ID, "usr_other", "Too late"); !fault.Is(err, fault.Conflict) {
			t.Fatalf("rejected after it was given: %v", err)
		}
		if minor > 0 {
			s.want(maya, 0, 501, 0, 0)
			s.done(s.com.Reverse(s.ctx, prg, []id.Commission{b.Commission}, "Wrong", "usr_other"))
		}
	}
	s.want(maya, 0, 0, 0, 501)
}

func TestAnOnlyManagersOwnApprovalIsMarked(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a, err := s.adjuster().Adjust(s.ctx, correction(501), "k", upTo(500))
	if err != nil {
		t.Fatal(err)
	}
	if a, err = s.adjuster().Allow(s.ctx, prg, a.ID, "usr_maker", false, time.UTC); err != nil || !a.SelfApproved {
		t.Fatalf("got %+v, %v", a, err)
	}
}

func TestARejectedCorrectionGivesNothing(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	a, err := s.adjuster().Adjust(s.ctx, correction(501), "k", upTo(500))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if a, err = s.adjuster().Refuse(s.ctx, prg, a.ID, "usr_other", "Not agreed"); err != nil || a.Status != commission.Rejected {
			t.Fatalf("got %+v, %v", a, err)
		}
	}
	if _, err := s.adjuster().Allow(s.ctx, prg, a.ID, "usr_third", true, time.UTC); !fault.Is(err, fault.Conflict) {
		t.Fatalf("approved after all: %v", err)
	}
	s.want(maya, 0, 0, 0, 0)
	list, err := store.Adjustments{T: s.table}.OfProgram(s.ctx, prg, pageOf(10))
	if err != nil || len(list.Data) != 1 || list.Data[0].Note != "Not agreed" {
		t.Fatalf("the list is %+v, %v", list, err)
	}
	if _, err := (store.Adjustments{T: s.table}).Adjustment(s.ctx, "prg_00000000000000000000000002", a.ID); !fault.Is(err, fault.NotFound) {
		t.Fatalf("another program's: %v", err)
	}
}
