package store_test

import (
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

func (s *shop) missed(o id.Partner) []conversion.Missed {
	s.t.Helper()
	p, err := store.ConversionLists{T: s.table, Clock: s.clock}.MissedBy(s.ctx, prg, o, pageOf(10))
	if err != nil {
		s.t.Fatal(err)
	}
	return p.Data
}

func TestAPartnerFindsWhatEarnedNothing(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(_ *program.Program, v *offer.Version) {
		v.Trigger, v.Type, v.FlatMinor = offer.Lead, offer.Flat, 500
	})
	s.sale("no offer", 10000, 1)
	late := conversion.Report{Kind: conversion.Lead, Transaction: "late", Clicks: clickID(1, s.clock.Now().Add(-200*24*time.Hour))}
	s.report(late)
	s.report(conversion.Report{Kind: conversion.Lead, Transaction: "stray"})
	got := map[string]int{}
	for _, m := range s.missed(maya) {
		got[m.Reason]++
		if m.Reason == string(conversion.TooOld) && m.Masked != "" {
			t.Errorf("a customer of nobody is shown: %+v", m)
		}
	}
	if len(got) != 2 || got["no_offer"] != 1 || got[string(conversion.TooOld)] != 1 {
		t.Fatalf("missed %v", got)
	}
	if others := s.missed(noah); len(others) != 0 {
		t.Fatalf("another partner finds %+v", others)
	}
	late.Clicks = clickID(1, s.clock.Now().Add(-time.Hour)) // a better report of the same event
	s.report(late)
	if left := s.missed(maya); len(left) != 1 {
		t.Fatalf("after it earned there are %+v", left)
	}
}
