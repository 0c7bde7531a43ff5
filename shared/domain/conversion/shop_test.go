package conversion_test

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
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

const (
	prg  = id.Program("prg_00000000000000000000000001")
	maya = id.Partner("ptr_0000000000000000000000000A")
	noah = id.Partner("ptr_0000000000000000000000000B")
	gold = id.Tier("tir_00000000000000000000000001")
)

var start = time.Date(2026, 5, 10, 9, 0, 0, 0, time.UTC)

// tester is what a shop reports to: testing's T, or rapid's.
type tester interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// shop is a program on a memory table with two partners, Maya in tier gold.
type shop struct {
	t        tester
	table    table.Table
	clock    *clock.Manual
	prog     program.Program
	versions []offer.Version
	retired  map[id.Offer]time.Time
}

func newShop(t tester, versions ...offer.Version) *shop {
	t.Helper()
	c := clock.NewManual(start)
	s := &shop{t: t, table: memory.New(c), clock: c, versions: versions, prog: program.Program{
		ID: prg, Status: program.Live, Currency: "EUR", Zone: "UTC", HoldbackDays: 30,
		Attribution: program.Attribution{Model: program.LastClick, WindowDays: 90},
	}}
	for i, p := range []id.Partner{maya, noah} {
		ref := uint64(i + 1)
		e := enrollment.Enrollment{Program: prg, Partner: p, Status: enrollment.InReview, Ref: ref, AppliedAt: start, Version: 1}
		active := e
		active.Status, active.DecidedAt, active.Version = enrollment.Active, start, 2
		if p == maya {
			active.Tier = gold
		}
		told := event.Event{ID: id.Event("evt_" + string(p)), Program: prg, At: start}
		made := told
		made.ID += "2"
		l := link.Link{ID: id.Link("lnk_" + string(p)), Program: prg, Partner: p, Key: string(p), Ref: ref, Status: link.Active, CreatedAt: start, Version: 1}
		s.must(store.Enrollments{T: s.table, Clock: c}.Apply(context.Background(), enrollment.Application{Enrollment: e, Event: told}))
		s.must(store.Enrollments{T: s.table, Clock: c}.Approve(context.Background(), enrollment.Approval{Before: e, After: active, Currency: "EUR", Link: l, Event: made}))
	}
	return s
}

func (s *shop) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// Rules are the shop's, as they stand.
func (s *shop) Rules(context.Context, id.Program) (conversion.Rules, error) {
	return conversion.Rules{Program: s.prog, Versions: s.versions, Retired: s.retired}, nil
}

// Verify reads click ids "<ref>@<unix seconds>", padded: the signature is
// tested elsewhere.
func (s *shop) Verify(_ context.Context, _ id.Program, text string) (click.Touch, error) {
	var ref uint64
	var at int64
	if _, err := fmt.Sscanf(text, "%d@%d", &ref, &at); err != nil {
		return click.Touch{}, fault.New(fault.Invalid, "click.bad_signature", "no")
	}
	return click.Touch{ID: click.ID(text), At: time.Unix(at, 0).UTC(), LinkRef: ref}, nil
}

func clickID(ref uint64, at time.Time) string {
	text := fmt.Sprintf("%d@%d_", ref, at.Unix())
	return text + strings.Repeat("x", click.Length-len(text))
}

func (s *shop) processor() conversion.Processor {
	return conversion.Processor{Store: store.Conversions{T: s.table}, Rules: s, Clicks: s, Clock: s.clock}
}

// tell reports an event.
func (s *shop) tell(r conversion.Report) conversion.Verdict {
	s.t.Helper()
	r.Program, r.Source = prg, conversion.Postback
	v, err := s.processor().Process(context.Background(), r)
	s.must(err)
	return v
}

// sale is a report of a sale that a click on a partner's link led to.
func (s *shop) sale(txn string, minor int64, ref uint64) conversion.Report {
	a := money.Must(minor, "EUR")
	return conversion.Report{Kind: conversion.Sale, Transaction: txn, Amount: &a, Clicks: clickID(ref, s.clock.Now().Add(-time.Hour))}
}

// renewal is a later payment of Ada's.
func (s *shop) renewal(txn string, minor int64) conversion.Report {
	r := s.sale(txn, minor, 1)
	r.Kind, r.Clicks, r.Customer = conversion.Recurring, "", ada()
	return r
}

func ada() []customer.Identity {
	return []customer.Identity{{Kind: customer.External, Value: "ada"}}
}

// earned are the amounts that a verdict tells of.
func earned(v conversion.Verdict) []int64 {
	var out []int64
	for _, c := range v.Commissions {
		out = append(out, c.Amount.Minor())
	}
	return out
}

// commissions reads what a verdict made, and holds each against its basis (I-10).
func (s *shop) commissions(v conversion.Verdict) []commission.Commission {
	s.t.Helper()
	ids := make([]id.Commission, 0, len(v.Commissions))
	for _, c := range v.Commissions {
		ids = append(ids, c.ID)
	}
	cs, err := store.Commissions{T: s.table}.Load(context.Background(), ids)
	s.must(err)
	for _, c := range cs {
		again, err := c.Recompute()
		if err != nil || again != c.Amount {
			s.t.Fatalf("%s of %+v computes again to %s, %v", c.Amount, c.Basis, again, err)
		}
	}
	return cs
}

func (s *shop) balance(p id.Partner) ledger.Balance {
	s.t.Helper()
	a := ledger.Account{Program: prg, Partner: p, Currency: "EUR"}
	b, err := store.Ledgers{T: s.table}.Of(context.Background(), a)
	s.must(err)
	found, err := store.Ledgers{T: s.table}.Audit(context.Background(), a)
	if err != nil || len(found) > 0 {
		s.t.Fatalf("the audit found %+v, %v", found, err)
	}
	return b
}

func (s *shop) record(v conversion.Verdict) conversion.Record {
	s.t.Helper()
	rec, err := store.ConversionLists{T: s.table, Clock: s.clock}.Get(context.Background(), prg, v.Conversion)
	s.must(err)
	return rec
}

var _ tester = (*testing.T)(nil)
