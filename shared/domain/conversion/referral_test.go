package conversion_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
)

// sent keeps messages.
type sent []queue.Message

func (s *sent) Send(_ context.Context, _ queue.Name, ms ...queue.Message) error {
	*s = append(*s, ms...)
	return nil
}

// brought lets a partner in who came by another's invitation, and returns what
// the conversions queue is told of it.
func (s *shop) brought(who, by id.Partner, ref uint64) queue.Message {
	s.t.Helper()
	ctx, places := context.Background(), store.Enrollments{T: s.table, Clock: s.clock}
	e := enrollment.Enrollment{Program: prg, Partner: who, Status: enrollment.InReview, Ref: ref, AppliedAt: start, Version: 1, Referrer: by}
	is := e
	is.Status, is.DecidedAt, is.Version = enrollment.Active, start, 2
	applied, err := event.New(event.EnrollmentApplied, start, prg, who, e.Subject(), 1)
	s.must(err)
	approved, err := event.New(event.EnrollmentApproved, start, prg, who, e.Subject(), 2)
	s.must(err)
	s.must(places.Apply(ctx, enrollment.Application{Enrollment: e, Event: applied}))
	l := link.Link{ID: id.Link("lnk_" + string(who)), Program: prg, Partner: who, Key: string(who), Ref: ref, Status: link.Active, CreatedAt: start, Version: 1}
	s.must(places.Approve(ctx, enrollment.Approval{Before: e, After: is, Currency: "EUR", Link: l, Event: approved}))
	var q sent
	s.must(conversion.LetIn{Queue: &q}.Hear(ctx, []event.Event{applied, approved}))
	if len(q) != 1 {
		s.t.Fatalf("%d messages of one approval", len(q))
	}
	return q[0]
}

func (s *shop) referrals() conversion.Consumer {
	return conversion.Consumer{Referrals: conversion.Referrals{Deeds: s.deeds(), Places: store.Enrollments{T: s.table, Clock: s.clock}}}
}

func (s *shop) suspend(who id.Partner) {
	s.t.Helper()
	places := store.Enrollments{T: s.table, Clock: s.clock}
	before, err := places.Load(context.Background(), prg, who)
	s.must(err)
	after := before
	after.Status, after.Version = enrollment.Suspended, before.Version+1
	told, err := event.New(event.EnrollmentSuspended, start, prg, who, after.Subject(), after.Version)
	s.must(err)
	s.must(places.Decide(context.Background(), enrollment.Decision{Before: before, After: after, Currency: "EUR", Event: told}))
}

func forPartners() offer.Version {
	return offer.Version{
		Offer: "off_1", Number: 1, Name: "Partners", EffectiveFrom: start.AddDate(0, 0, -1), Trigger: offer.Referral, Type: offer.Flat, FlatMinor: 5000, HoldbackDays: 14,
	}
}

func TestAPartnerBroughtIsPaidOnceHoweverOftenItIsTold(t *testing.T) {
	t.Parallel()
	s := newShop(t, forPartners())
	m := s.brought("ptr_0000000000000000000000000C", maya, 3)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, err := range s.referrals().Handle(context.Background(), []queue.Message{m, m}) {
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if b := s.balance(maya); b.Pending != 5000 || b.Earned != 5000 || b.Seq != 1 {
		t.Errorf("the account is %+v", b)
	}
	other := s.brought("ptr_0000000000000000000000000D", maya, 4)
	if errs := s.referrals().Handle(context.Background(), []queue.Message{other}); errs[0] != nil {
		t.Fatal(errs[0])
	}
	if b := s.balance(maya); b.Earned != 10_000 {
		t.Errorf("two partners earn %d", b.Earned)
	}
	lists := store.CommissionLists{T: s.table, Clock: s.clock}
	rows, err := lists.OfPartner(context.Background(), prg, maya, commission.Filter{}, page.Request{Limit: 10})
	s.must(err)
	for _, row := range rows.Data {
		c, err := lists.Get(context.Background(), row.ID)
		s.must(err)
		if c.Kind != commission.Referral || c.Status != commission.Pending || c.DueAt.Format(time.DateOnly) != "2026-05-25" {
			t.Errorf("%+v", c)
		}
	}
	if len(rows.Data) != 2 {
		t.Errorf("%d commissions of two partners", len(rows.Data))
	}
}

func TestWhoeverBringsAPartnerEarnsNothing(t *testing.T) {
	t.Parallel()
	const third = id.Partner("ptr_0000000000000000000000000C")
	for _, c := range []struct {
		name   string
		by     id.Partner
		offers []offer.Version
		before func(s *shop)
	}{
		{"while it is suspended", maya, []offer.Version{forPartners()}, func(s *shop) { s.suspend(maya) }},
		{"where no offer pays for it", maya, nil, func(*shop) {}},
		{"when nobody brought the partner", "", []offer.Version{forPartners()}, func(*shop) {}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t, c.offers...)
			c.before(s)
			if errs := s.referrals().Handle(context.Background(), []queue.Message{s.brought(third, c.by, 3)}); errs[0] != nil {
				t.Fatal(errs[0])
			}
			if m, n := s.balance(maya), s.balance(third); m.Earned != 0 || n.Earned != 0 {
				t.Errorf("%+v %+v", m, n)
			}
		})
	}
}
