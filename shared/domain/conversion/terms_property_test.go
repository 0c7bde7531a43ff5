package conversion_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

func drawRules(t *rapid.T) offer.Rules {
	rate := func(name string) offer.Term {
		return percent(money.BasisPoints(rapid.Int64Range(1, 9000).Draw(t, name)))
	}
	r := offer.Rules{Rates: []offer.Rate{
		{Scope: offer.Scope{Product: "p1"}, Term: rate("p1")},
		{Scope: offer.Scope{Product: "gift"}, Term: offer.Term{Type: offer.Nothing}},
		{Scope: offer.Scope{Tier: gold, Category: "c1"}, Term: offer.Term{Type: offer.Flat, FlatMinor: rapid.Int64Range(1, 900).Draw(t, "flat")}},
	}}
	if rapid.Bool().Draw(t, "levels") {
		r.Volume = &offer.Volume{
			By: rapid.SampledFrom([]offer.Measure{offer.ByAmount, offer.ByCount}).Draw(t, "by"), Per: offer.Month,
			Mode:  rapid.SampledFrom([]offer.Mode{offer.Marginal, offer.Retroactive}).Draw(t, "mode"),
			Steps: []offer.VolumeStep{{From: rapid.Int64Range(1, 3).Draw(t, "from"), Term: percent(3000)}, {From: rapid.Int64Range(4, 20_000).Draw(t, "then"), Term: percent(4500)}},
		}
	}
	for _, of := range []offer.CapOf{offer.OfPartner, offer.OfCustomer, offer.OfOffer} {
		if most := rapid.Int64Range(0, 9000).Draw(t, string(of)); most > 0 {
			r.Caps = append(r.Caps, offer.Cap{Of: of, Per: offer.Month, Minor: most})
		}
	}
	return r
}

// Whatever an offer says, and whatever of its orders is refunded in which order:
// each commission computes again to its amount (I-10), no more is taken back of
// it than it is, and all of it when the order is (I-6), no cap is passed, and the
// books agree.
func TestWhateverAnOfferSaysTheBooksAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := standard(drawRules(t))
		if err := v.Validate(); err != nil {
			t.Fatalf("%v", err)
		}
		s := newShop(t, v)
		if rapid.Bool().Draw(t, "split") {
			s.prog.Attribution.Model = program.SplitClicks
		}
		earnedBy := map[id.Partner]int64{}
		var told []conversion.Verdict
		for n := range rapid.IntRange(1, 6).Draw(t, "orders") {
			r := s.sale(fmt.Sprint("T", n), rapid.Int64Range(1, 20_000).Draw(t, "amount"), uint64(rapid.IntRange(1, 2).Draw(t, "whose")))
			r.Clicks += clickID(2, start.Add(-3*time.Hour))
			r.Customer = ada()
			for l := range rapid.IntRange(0, 4).Draw(t, "lines") {
				r.Lines = append(r.Lines, conversion.Line{
					ID: fmt.Sprint("l", l), Product: rapid.SampledFrom([]string{"", "p1", "gift"}).Draw(t, "product"),
					Category: rapid.SampledFrom([]string{"", "c1"}).Draw(t, "category"), Quantity: rapid.Int64Range(0, 3).Draw(t, "quantity"),
					Minor: rapid.Int64Range(0, 9000).Draw(t, "minor"),
				})
			}
			verdict := s.tell(r)
			told = append(told, verdict)
			for _, c := range verdict.Commissions {
				earnedBy[c.Partner] += c.Amount.Minor()
			}
		}
		for n, verdict := range told {
			if part := rapid.Int64Range(0, 9000).Draw(t, "refund"); part > 0 {
				s.tell(conversion.Report{Kind: conversion.Refund, Transaction: fmt.Sprint("R", n), Order: fmt.Sprint("T", n), Amount: new(money.Must(part, "EUR"))})
			}
			whole := rapid.Bool().Draw(t, "whole")
			if whole {
				s.tell(conversion.Report{Kind: conversion.Refund, Transaction: fmt.Sprint("W", n), Order: fmt.Sprint("T", n)})
			}
			s.taken(verdict, whole)
		}
		s.within(v, earnedBy)
	})
}

// taken holds what was taken back of a verdict's commissions against what is.
func (s *shop) taken(v conversion.Verdict, whole bool) {
	s.t.Helper()
	for _, c := range s.commissions(v) {
		if c.Net() < 0 || whole && c.Kind != commission.Bonus && c.Net() != 0 {
			s.t.Fatalf("%d of %s was taken back; the whole order: %v", c.Reversed, c.Amount, whole)
		}
	}
}

// within holds what was earned against the caps and the books.
func (s *shop) within(v offer.Version, earnedBy map[id.Partner]int64) {
	s.t.Helper()
	var all int64
	for p, minor := range earnedBy {
		all += minor
		if b := s.balance(p); b.Earned != minor {
			s.t.Fatalf("%s earned %d, the books say %d", p, minor, b.Earned)
		}
	}
	for _, c := range v.Rules.Caps {
		for _, minor := range earnedBy {
			if c.Of == offer.OfPartner && minor > c.Minor {
				s.t.Fatalf("a partner earned %d, at most %d", minor, c.Minor)
			}
		}
		if c.Of != offer.OfPartner && all > c.Minor {
			s.t.Fatalf("all earned %d, at most %d of the %s", all, c.Minor, c.Of)
		}
	}
}
