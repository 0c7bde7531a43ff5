package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

const (
	prg  = id.Program("prg_00000000000000000000000001")
	maya = id.Partner("ptr_0000000000000000000000000A")
	noah = id.Partner("ptr_0000000000000000000000000B")
)

var start = time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)

// shop is a program on a memory table, with two partners and one offer of 20 %.
type shop struct {
	faults memory.Faults // of the table, from now on
	t      *testing.T
	ctx    context.Context
	table  table.Table
	clock  *clock.Manual
	conv   conversion.Processor
	com    commission.Decider
}

type rules struct{ r conversion.Rules }

func (r rules) Rules(context.Context, id.Program) (conversion.Rules, error) { return r.r, nil }

func newShop(t *testing.T, change ...func(*program.Program, *offer.Version)) *shop {
	t.Helper()
	c := clock.NewManual(start)
	s := &shop{t: t, ctx: context.Background(), clock: c}
	tab := memory.New(c, memory.WithFaults(func(c memory.Call) memory.Fault {
		if s.faults == nil {
			return memory.None
		}
		return s.faults(c)
	}))
	s.table = tab
	p := program.Program{
		ID: prg, Status: program.Live, Currency: "EUR", Zone: "Europe/Berlin", HoldbackDays: 30,
		Attribution: program.Attribution{Model: program.LastClick, WindowDays: 90},
	}
	v := offer.Version{Offer: "off_1", Number: 1, Name: "Standard", EffectiveFrom: start.AddDate(-1, 0, 0), Trigger: offer.Sale, Type: offer.Percent, Rate: 2000, Recurring: true, HoldbackDays: -1}
	for _, f := range change {
		f(&p, &v)
	}
	s.conv = conversion.Processor{Store: store.Conversions{T: tab}, Rules: rules{conversion.Rules{Program: p, Versions: []offer.Version{v}}}, Rates: fx.Finder{Store: store.Rates{T: tab}}, Clicks: plainClicks{}, Clock: c}
	s.com = commission.Decider{Store: store.Commissions{T: tab}, Clock: c}
	for i, o := range []id.Partner{maya, noah} {
		if err := store.OpenAccount(s.ctx, tab, prg, o, "EUR", uint64(i+1), start); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func eur(minor int64) *money.Amount {
	a := money.Must(minor, "EUR")
	return &a
}

func (s *shop) report(r conversion.Report) conversion.Verdict {
	s.t.Helper()
	r.Program, r.Source = prg, conversion.Postback
	v, err := s.conv.Process(s.ctx, r)
	if err != nil {
		s.t.Fatalf("process %s %s: %v", r.Kind, r.Transaction, err)
	}
	return v
}

func (s *shop) sale(txn string, minor int64, ref uint64) conversion.Verdict {
	s.t.Helper()
	return s.report(conversion.Report{Kind: conversion.Sale, Transaction: txn, Amount: eur(minor), Clicks: clickID(ref, s.clock.Now().Add(-time.Hour))})
}

func (s *shop) refund(txn, order string, minor int64) conversion.Verdict {
	s.t.Helper()
	r := conversion.Report{Kind: conversion.Refund, Transaction: txn, Order: order}
	if minor > 0 {
		r.Amount = eur(minor)
	}
	return s.report(r)
}

func (s *shop) balance(o id.Partner) ledger.Balance {
	s.t.Helper()
	a := ledger.Account{Program: prg, Partner: o, Currency: "EUR"}
	b, err := store.Ledgers{T: s.table}.Of(s.ctx, a)
	if err != nil {
		s.t.Fatal(err)
	}
	found, err := store.Ledgers{T: s.table}.Audit(s.ctx, a)
	if err != nil || len(found) > 0 {
		s.t.Fatalf("the audit found %+v, %v", found, err)
	}
	return b
}

func (s *shop) want(o id.Partner, pending, available, paid, owed int64) {
	s.t.Helper()
	b := s.balance(o)
	got := [4]int64{b.Pending, b.Available, b.Paid, b.ClawbackDue}
	if want := [4]int64{pending, available, paid, owed}; got != want {
		s.t.Fatalf("pending, available, paid, owed = %v, want %v", got, want)
	}
}

func (s *shop) commission(v conversion.Verdict) commission.Commission {
	s.t.Helper()
	found, err := s.com.Store.Load(s.ctx, []id.Commission{v.Commissions[0].ID})
	if err != nil || len(found) != 1 {
		s.t.Fatalf("load %v: %v, %v", v, found, err)
	}
	return found[0]
}

func (s *shop) approveAll() {
	s.t.Helper()
	for {
		n, err := s.com.ApproveDue(s.ctx, 100)
		if err != nil {
			s.t.Fatal(err)
		}
		if n == 0 {
			return
		}
	}
}

func TestASaleIsHeldBackApprovedAndListed(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	v := s.sale("T1", 10000, 1)
	if v.Result != conversion.Accepted || v.Commissions[0].Amount != *eur(2000) {
		t.Fatalf("verdict %+v", v)
	}
	s.want(maya, 2000, 0, 0, 0)
	c := s.commission(v)
	if want := time.Date(2026, 4, 9, 22, 0, 0, 0, time.UTC); !c.DueAt.Equal(want) {
		t.Fatalf("due at %v, want the midnight in Berlin after 30 days, %v", c.DueAt, want)
	}
	s.clock.Set(c.DueAt.Add(-time.Millisecond))
	s.approveAll()
	s.want(maya, 2000, 0, 0, 0)
	s.clock.Set(c.DueAt)
	s.approveAll()
	s.approveAll()
	s.want(maya, 0, 2000, 0, 0)
	lists := store.CommissionLists{T: s.table, Clock: s.clock}
	mine, err := lists.OfPartner(s.ctx, prg, maya, commission.Filter{}, page.Request{})
	if err != nil || len(mine.Data) != 1 || mine.Data[0].Status != commission.Available {
		t.Fatalf("partner's list %+v, %v", mine, err)
	}
	theirs, err := lists.OfPartner(s.ctx, prg, noah, commission.Filter{}, page.Request{})
	if err != nil || len(theirs.Data) != 0 {
		t.Fatalf("the other partner's list %+v, %v", theirs, err)
	}
	all, err := lists.OfProgram(s.ctx, prg, commission.Filter{}, page.Request{})
	if err != nil || len(all.Data) != 1 {
		t.Fatalf("program's list %+v, %v", all, err)
	}
}

func TestASweepAtThePresentTakesBackTheMarkOfOneWhoseClockWasAhead(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	now := s.clock.Now()
	s.clock.Set(now.AddDate(0, 0, 60))
	s.approveAll()
	s.clock.Set(now)
	s.approveAll()
	s.sale("T1", 10000, 1)
	s.clock.Set(now.AddDate(0, 0, 60))
	s.approveAll()
	s.want(maya, 0, 2000, 0, 0)
}

func TestTheSameEventIsDecidedOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	first := s.sale("T1", 10000, 1)
	again := s.sale("T1", 10000, 1)
	if again.Result != conversion.Duplicate || again.First != conversion.Accepted || again.Commissions[0] != first.Commissions[0] {
		t.Fatalf("the second answer is %+v", again)
	}
	other := s.sale("T1", 9900, 1)
	if other.Result != conversion.Conflict || other.Recorded.Minor() != 10000 || other.Given.Minor() != 9900 {
		t.Fatalf("another amount gets %+v", other)
	}
	s.want(maya, 2000, 0, 0, 0)
}

func TestRefundsInPartsTakeBackExactlyTheCommission(t *testing.T) {
	t.Parallel()
	for name, at := range map[string]func(*shop, conversion.Verdict){
		"while pending": func(*shop, conversion.Verdict) {},
		"when available": func(s *shop, v conversion.Verdict) {
			s.clock.Set(s.commission(v).DueAt)
			s.approveAll()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			v := s.sale("T1", 3333, 1) // 667
			at(s, v)
			for i, part := range []int64{1111, 1111, 1111} {
				s.refund(fmt.Sprint("R", i), "T1", part)
				s.refund(fmt.Sprint("R", i), "T1", part)
			}
			s.want(maya, 0, 0, 0, 0)
			c := s.commission(v)
			if c.Reversed != 667 || c.Reason == "" || c.Status != commission.Declined && c.Status != commission.Reversed {
				t.Fatalf("commission %+v", c)
			}
			if v := s.refund("R9", "T1", 500); v.Result != conversion.Accepted || len(v.Commissions) != 0 {
				t.Fatalf("a refund beyond the sale gets %+v", v)
			}
		})
	}
}

func TestARefundMayComeBeforeItsSale(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		refund, pending int64
		status          commission.Status
	}{
		"of a part": {2500, 1500, commission.Pending}, "of the whole": {0, 0, commission.Declined}, "of more than the sale": {99900, 0, commission.Declined},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			if v := s.refund("R1", "T1", c.refund); v.Result != conversion.Parked {
				t.Fatalf("the refund gets %+v", v)
			}
			v := s.sale("T1", 10000, 1)
			s.want(maya, c.pending, 0, 0, 0)
			if got := s.commission(v).Status; got != c.status {
				t.Fatalf("the commission is %s", got)
			}
			s.refund("R2", "T1", 0)
			s.want(maya, 0, 0, 0, 0)
		})
	}
}

func TestNobodyEarns(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do     func(*shop) conversion.Verdict
		result conversion.Result
		reason string
	}{
		"without a click": {func(s *shop) conversion.Verdict {
			return s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(100)})
		}, conversion.Unattributed, "no_touch"},
		"on a forged click": {func(s *shop) conversion.Verdict {
			return s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(100), Clicks: strings.Repeat("f", click.Length)})
		}, conversion.Unattributed, "click_id_invalid"},
		"on another program's link": {func(s *shop) conversion.Verdict { return s.sale("T", 100, 99) }, conversion.Unattributed, "click_unknown"},
		"after the window": {func(s *shop) conversion.Verdict {
			return s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(100), Clicks: clickID(1, start.AddDate(0, 0, -91))})
		}, conversion.Unattributed, "click_outside_window"},
		"when the partner is suspended": {func(s *shop) conversion.Verdict {
			if err := store.SuspendAccount(s.ctx, s.table, prg, maya, "EUR"); err != nil {
				s.t.Fatal(err)
			}
			return s.sale("T", 100, 1)
		}, conversion.Unattributed, "partner_not_active"},
		"in another currency": {func(s *shop) conversion.Verdict {
			usd := money.Must(100, "USD")
			return s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: &usd, Clicks: clickID(1, start)})
		}, conversion.Parked, "rate_missing"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t)
			v := c.do(s)
			if v.Result != c.result || v.Reason != c.reason {
				t.Fatalf("verdict %+v", v)
			}
			s.want(maya, 0, 0, 0, 0)
		})
	}
}

func TestASaleThatFoundNobodyIsDecidedAgainByABetterReport(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(10000)})
	s.refund("R", "T", 2500)
	if v := s.sale("T", 10000, 2); v.Result != conversion.Accepted {
		t.Fatalf("verdict %+v", v)
	}
	s.want(noah, 1500, 0, 0, 0)
}

func TestACustomerStaysWithWhoBroughtThem(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	who := []customer.Identity{{Kind: customer.Stripe, Value: "cus_1"}, {Kind: customer.Email, Value: customer.HashEmail("ada@example.com")}}
	waiting := s.report(conversion.Report{Kind: conversion.Sale, Transaction: "in_1", Amount: eur(10000), Customer: who[:1], Waits: true})
	if waiting.Reason != "awaiting_binding" {
		t.Fatalf("an invoice before its session gets %+v", waiting)
	}
	s.report(conversion.Report{Kind: conversion.Signup, Transaction: "cs_1", Customer: who, Clicks: clickID(1, start)})
	v, err := s.conv.Again(s.ctx, prg, "in_1", conversion.Sale, "in_1")
	if err != nil || v.Result != conversion.Accepted {
		t.Fatalf("decided again: %+v, %v", v, err)
	}
	s.clock.Advance(200 * 24 * time.Hour)
	s.report(conversion.Report{Kind: conversion.Recurring, Transaction: "in_2", Amount: eur(10000), Customer: who[1:], Waits: true})
	s.want(maya, 4000, 0, 0, 0)
}

func TestFirstAndLastClick(t *testing.T) {
	t.Parallel()
	for model, winner := range map[program.Model]id.Partner{program.LastClick: noah, program.FirstClick: maya} {
		t.Run(string(model), func(t *testing.T) {
			t.Parallel()
			s := newShop(t, func(p *program.Program, _ *offer.Version) { p.Attribution.Model = model })
			s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(10000), Clicks: clickID(2, start.Add(-time.Hour)) + clickID(1, start.Add(-2*time.Hour))})
			s.want(winner, 2000, 0, 0, 0)
		})
	}
}

func TestAnUnsureMerchantsSaleWaitsForAManager(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	c := s.commission(s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(10000), Clicks: clickID(1, start), Hold: true}))
	s.clock.Advance(60 * 24 * time.Hour)
	s.approveAll()
	s.want(maya, 2000, 0, 0, 0)
	if r, err := s.com.Approve(s.ctx, prg, []id.Commission{c.ID}, "usr_1"); err != nil || len(r.Done) != 1 {
		t.Fatalf("approve: %+v, %v", r, err)
	}
	s.want(maya, 0, 2000, 0, 0)
}

func TestNoHoldbackMeansAtOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(p *program.Program, _ *offer.Version) { p.HoldbackDays = 0 })
	s.sale("T", 10000, 1)
	s.want(maya, 0, 2000, 0, 0)
}

func TestManagersDecide(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(p *program.Program, _ *offer.Version) { p.ManualReview = true })
	a, b := s.commission(s.sale("A", 10000, 1)).ID, s.commission(s.sale("B", 5000, 2)).ID
	s.clock.Advance(60 * 24 * time.Hour)
	s.approveAll()
	s.want(maya, 2000, 0, 0, 0)
	r, err := s.com.Approve(s.ctx, prg, []id.Commission{a, a, "com_nobody"}, "usr_1")
	if err != nil || len(r.Done) != 1 || r.Refused["com_nobody"] == "" {
		t.Fatalf("approve: %+v, %v", r, err)
	}
	if _, err := s.com.Decline(s.ctx, prg, []id.Commission{b}, "", "usr_1"); !fault.Is(err, fault.Invalid) {
		t.Fatalf("a decline without a reason: %v", err)
	}
	if r, err := s.com.Decline(s.ctx, prg, []id.Commission{a, b}, "test order", "usr_1"); err != nil || len(r.Done) != 1 || r.Done[0] != b {
		t.Fatalf("decline: %+v, %v", r, err)
	}
	if r, err := s.com.Approve(s.ctx, "prg_other", []id.Commission{a}, "usr_1"); err != nil || len(r.Done) != 0 {
		t.Fatalf("another program's manager: %+v, %v", r, err)
	}
	s.want(maya, 0, 2000, 0, 0)
	s.want(noah, 0, 0, 0, 0)
	if r, err := s.com.Reverse(s.ctx, prg, []id.Commission{a}, "returned", "usr_1"); err != nil || len(r.Done) != 1 {
		t.Fatalf("reverse: %+v, %v", r, err)
	}
	s.want(maya, 0, 0, 0, 0)
}
