package store_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

func ada(kinds ...customer.IdentityKind) []customer.Identity {
	var out []customer.Identity
	for _, k := range kinds {
		value := "ada"
		if k == customer.Email {
			value = customer.HashEmail("ada@example.com")
		}
		out = append(out, customer.Identity{Kind: k, Value: value})
	}
	return out
}

func (s *shop) coupon(c coupon.Coupon) {
	s.t.Helper()
	c.Program, c.Version, c.CreatedAt = prg, 1, start
	if c.Status == "" {
		c.Status = coupon.Active
	}
	if err := (store.Coupons{T: s.table, Clock: s.clock}).Create(s.ctx, c); err != nil {
		s.t.Fatal(err)
	}
}

// recorded returns a conversion with its reasons.
func (s *shop) recorded(v conversion.Verdict) conversion.Record {
	s.t.Helper()
	rec, err := store.ConversionLists{T: s.table, Clock: s.clock}.Get(s.ctx, prg, v.Conversion)
	if err != nil {
		s.t.Fatal(err)
	}
	return rec
}

// findings are what became of the candidates, best first.
func findings(rec conversion.Record) string {
	var out []string
	for _, c := range rec.Candidates {
		out = append(out, string(c.How)+" "+string(c.Finding))
	}
	return strings.Join(out, ", ")
}

func TestACouponNamesItsPartner(t *testing.T) {
	t.Parallel()
	noahs := coupon.Coupon{Code: "NOAH10", Partner: noah}
	for _, tc := range []struct {
		name    string
		wins    bool
		coupon  coupon.Coupon
		click   bool
		typed   string
		partner id.Partner
		earns   int64
		reason  string
		weighed string
	}{
		{name: "a code without a click earns", coupon: noahs, typed: " noah10 ", partner: noah, earns: 2000, weighed: "coupon won"},
		{name: "a click beats it where coupons do not win", coupon: noahs, click: true, typed: "NOAH10", partner: maya, earns: 2000, weighed: "click won, coupon lost"},
		{name: "it beats a click where coupons win", wins: true, coupon: noahs, click: true, typed: "NOAH10", partner: noah, earns: 2000, weighed: "coupon won, click lost"},
		{name: "its own rate stands in for the offer's", coupon: coupon.Coupon{Code: "NOAH10", Partner: noah, Rate: 500}, typed: "NOAH10", partner: noah, earns: 500, weighed: "coupon won"},
		{name: "its own amount stands in for the offer's", coupon: coupon.Coupon{Code: "NOAH10", Partner: noah, FlatMinor: 250}, typed: "NOAH10", partner: noah, earns: 250, weighed: "coupon won"},
		{name: "a disabled one earns nothing", coupon: coupon.Coupon{Code: "NOAH10", Partner: noah, Status: coupon.Disabled}, typed: "NOAH10", reason: "coupon_not_valid", weighed: "coupon coupon_not_valid"},
		{name: "nor one that is over", coupon: coupon.Coupon{Code: "NOAH10", Partner: noah, Until: start.Add(-time.Hour)}, typed: "NOAH10", reason: "coupon_not_valid", weighed: "coupon coupon_not_valid"},
		{name: "nor one that is not known", coupon: noahs, typed: "OTHER", reason: "coupon_unknown"},
		{name: "its own partner's click is the same partner", wins: true, coupon: coupon.Coupon{Code: "NOAH10", Partner: maya}, click: true, typed: "NOAH10", partner: maya, earns: 2000, weighed: "coupon won, click same_partner"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t, func(p *program.Program, _ *offer.Version) { p.Attribution.CouponWins = tc.wins })
			s.coupon(tc.coupon)
			r := conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(10000), Coupons: []string{tc.typed}}
			if tc.click {
				r.Clicks = clickID(1, start.Add(-time.Hour))
			}
			v := s.report(r)
			rec := s.recorded(v)
			if v.Reason != tc.reason || rec.Partner != tc.partner || findings(rec) != tc.weighed {
				t.Fatalf("%+v of %s: %s", v, rec.Partner, findings(rec))
			}
			if tc.partner != "" {
				s.want(tc.partner, tc.earns, 0, 0, 0)
			}
		})
	}
}

func TestCreditIsSplitToTheCent(t *testing.T) {
	t.Parallel()
	s := newShop(t, func(p *program.Program, v *offer.Version) { p.Attribution.Model, v.Rate = program.SplitClicks, 1000 })
	clicks := clickID(1, start.Add(-2*time.Hour)) + clickID(2, start.Add(-time.Hour)) + clickID(1, start.Add(-30*time.Minute))
	v := s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(110), Clicks: clicks, Customer: ada(customer.External)})
	if len(v.Commissions) != 2 || findings(s.recorded(v)) != "click shares, click shares, click same_partner" {
		t.Fatalf("%+v %s", v, findings(s.recorded(v)))
	}
	s.want(maya, 6, 0, 0, 0) // 10 % of 1.10 is 11 cents: the last click's partner gets the odd one
	s.want(noah, 5, 0, 0, 0)
	s.refund("R1", "T", 55)
	if m, n := s.balance(maya).Pending, s.balance(noah).Pending; m != 3 || n != 3 && n != 2 {
		t.Errorf("after half is refunded: %d and %d", m, n)
	}
	s.refund("R2", "T", 0)
	s.want(maya, 0, 0, 0, 0)
	s.want(noah, 0, 0, 0, 0)
	if c := s.customer(v); c.Revenue != 0 || c.Payments != 1 || c.Bound.Partner != maya {
		t.Errorf("the customer: %+v", c)
	}
}

func (s *shop) customer(v conversion.Verdict) customer.Customer {
	s.t.Helper()
	o, err := store.Conversions{T: s.table}.Order(s.ctx, conversion.OrderQuery{
		Program: prg, Order: "-", Kind: conversion.Sale, Transaction: "-", Who: conversion.Who{Customer: s.recorded(v).Report.Customer},
	})
	if err != nil || o.Found.Known.Customer == nil {
		s.t.Fatalf("no customer of %s: %v", v.Conversion, err)
	}
	return *o.Found.Known.Customer
}

// visit records a click of the visitor whom plainClicks gives everybody.
func (s *shop) visit(ref uint64, partner id.Partner, mark click.Mark, class click.Class, facts click.Facts) {
	s.t.Helper()
	for _, c := range (store.Clicks{T: s.table}).Apply(s.ctx, []click.Change{{
		Key: click.RowKey{Program: prg, LinkRef: ref}, Owner: click.Owner{Partner: partner, Link: "lnk_other"},
		Add: map[click.Mark]click.Stored{mark: {Class: class, Facts: facts}}, Unique: mark.Time().UnixMilli(), TTL: start.AddDate(0, 3, 0).Unix(),
	}}) {
		if c.Err != nil || c.Refused {
			s.t.Fatalf("%+v", c)
		}
	}
}

// markAt is the mark of a click at that time.
func markAt(at time.Time) click.Mark { return click.Mark(fmt.Sprintf("%012x61626364", at.UnixMilli())) }

func TestWhatElseTheVisitorClickedIsWeighed(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name    string
		model   program.Model
		at      time.Time
		class   click.Class
		hours   int // ago that the given click was
		weighed string
		partner id.Partner
	}{
		{"a later one of who may be somebody else takes nothing", program.LastClick, start.Add(-time.Minute), click.Unique, 1, "click won, visit lost", maya},
		{"nor does an earlier one by first click", program.FirstClick, start.Add(-48 * time.Hour), click.Duplicate, 1, "click won, visit lost", maya},
		{"it earns where the given click is too old", program.LastClick, start.Add(-time.Minute), click.Unique, 2200, "visit won, click outside_window", noah},
		{"one that was too long ago is told of", program.LastClick, start.AddDate(0, 0, -91), click.Unique, 2200, "click outside_window, visit outside_window", ""},
		{"an invalid one is no candidate", program.LastClick, start.Add(-time.Minute), click.Invalid, 2200, "click outside_window", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := newShop(t, func(p *program.Program, _ *offer.Version) { p.Attribution.Model = tc.model })
			s.visit(9, noah, markAt(tc.at), tc.class, click.Facts{Device: "mobile", Country: "DE"})
			v := s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(10000), Clicks: clickID(1, start.Add(-time.Duration(tc.hours)*time.Hour))})
			rec := s.recorded(v)
			if findings(rec) != tc.weighed || rec.Partner != tc.partner {
				t.Errorf("%s goes to %s", findings(rec), rec.Partner)
			}
			if tc.partner != noah {
				return
			}
			if c := s.commission(v); c.Device != "mobile" || c.Country != "DE" {
				t.Errorf("the commission does not know the click: %+v", c)
			}
		})
	}
}

func TestAPartnersOwnPurchaseIsHeld(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	member := identity.Membership{User: "usr_1", Partner: maya, Role: identity.Admin, Since: start}
	if err := (store.Users{T: s.table}).Create(s.ctx, identity.User{ID: "usr_1", Email: "ada@example.com", CreatedAt: start}, member); err != nil {
		t.Fatal(err)
	}
	own := s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T1", Amount: eur(10000), Clicks: clickID(1, start), Customer: ada(customer.Email)})
	if c := s.commission(own); c.Status != commission.Held || c.Reason != "self_referral" {
		t.Errorf("it is %s %s", c.Status, c.Reason)
	}
	other := s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T2", Amount: eur(10000), Clicks: clickID(2, start.Add(time.Minute)), Customer: ada(customer.Email)})
	if c := s.commission(other); c.Account.Partner != noah || c.Status != commission.Pending {
		t.Errorf("through somebody else's link it is %s of %s", c.Status, c.Account.Partner)
	}
}

func TestABrowsersSaleIsAClaim(t *testing.T) {
	t.Parallel()
	claim := conversion.Report{Program: prg, Source: conversion.Browser, Kind: conversion.Sale, Transaction: "T", Amount: eur(99), Clicks: clickID(1, start)}
	process := func(s *shop, r conversion.Report) conversion.Verdict {
		v, err := s.conv.Process(s.ctx, r)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	t.Run("it earns nobody anything", func(t *testing.T) {
		t.Parallel()
		s := newShop(t)
		if v := process(s, claim); v.Result != conversion.Claimed {
			t.Fatalf("%+v", v)
		}
		s.want(maya, 0, 0, 0, 0)
	})
	t.Run("the server's report confirms it, whatever amount it named, and a manager decides", func(t *testing.T) {
		t.Parallel()
		s := newShop(t)
		process(s, claim)
		v := s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(10000)})
		if c := s.commission(v); c.Status != commission.Held || c.Reason != "browser_claim" || c.Amount != *eur(2000) {
			t.Fatalf("%+v", c)
		}
	})
	t.Run("the server's own click counts more", func(t *testing.T) {
		t.Parallel()
		s := newShop(t)
		process(s, claim)
		v := s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(10000), Clicks: clickID(2, start)})
		if rec := s.recorded(v); rec.Partner != noah || findings(rec) != "click won, claim lost" {
			t.Errorf("%s: %s", rec.Partner, findings(rec))
		}
	})
	t.Run("after the server's report it changes nothing", func(t *testing.T) {
		t.Parallel()
		s := newShop(t)
		s.sale("T", 10000, 2)
		if v := process(s, claim); v.Result != conversion.Duplicate {
			t.Errorf("%+v", v)
		}
		s.want(noah, 2000, 0, 0, 0)
	})
	t.Run("a sale that found nobody is not taken by it", func(t *testing.T) {
		t.Parallel()
		s := newShop(t)
		s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(10000)})
		process(s, claim)
		s.want(maya, 0, 0, 0, 0)
	})
}

func TestSignals(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	has := func(v conversion.Verdict, want ...conversion.Signal) {
		t.Helper()
		if got := s.recorded(v).Signals; !slices.Equal(got, want) {
			t.Errorf("signals %v, want %v", got, want)
		}
	}
	sell := func(txn string, minor int64, ago time.Duration) conversion.Verdict {
		return s.report(conversion.Report{
			Kind: conversion.Sale, Transaction: txn, Amount: eur(minor), Clicks: clickID(1, s.clock.Now().Add(-ago)), Customer: ada(customer.External),
		})
	}
	has(sell("T1", 10000, time.Hour), conversion.NewCustomer)
	s.clock.Advance(5 * time.Minute)
	has(sell("T2", 10000, time.Hour), conversion.ReturningCustomer, conversion.PossibleDouble)
	s.clock.Advance(time.Hour)
	has(sell("T3", 10000, 4*time.Second), conversion.ReturningCustomer, conversion.Intercepted)
	isNew := true
	has(s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T4", Amount: eur(1), Clicks: clickID(1, start), NewCustomer: &isNew}), conversion.NewCustomer)
}

func TestTwoKnownCustomersNamedAtOnceAreNoTrouble(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	for txn, who := range map[string][]customer.Identity{"T1": ada(customer.External), "T2": ada(customer.Email), "T3": ada(customer.External, customer.Email)} {
		if v := s.report(conversion.Report{Kind: conversion.Sale, Transaction: txn, Amount: eur(10000), Clicks: clickID(1, start), Customer: who}); v.Result != conversion.Accepted {
			t.Errorf("%+v", v)
		}
	}
	if v := s.report(conversion.Report{Kind: conversion.Upgrade, Transaction: "T4", Amount: eur(10000), Customer: ada(customer.Email)}); v.Result != conversion.Accepted {
		t.Errorf("%+v", v)
	}
	s.want(maya, 8000, 0, 0, 0)
}

func TestTryingWritesNothing(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	r := conversion.Report{Program: prg, Source: conversion.Postback, Kind: conversion.Sale, Transaction: "T", Amount: eur(10000), Clicks: clickID(1, start)}
	for range 2 {
		rec, err := s.conv.Try(s.ctx, r)
		if err != nil || rec.Verdict.Result != conversion.Accepted || len(rec.Explained()) < 3 {
			t.Fatalf("%+v, %v", rec, err)
		}
	}
	s.want(maya, 0, 0, 0, 0)
	s.sale("T", 10000, 1)
	if rec, err := s.conv.Try(s.ctx, r); err != nil || rec.Verdict.Result != conversion.Duplicate || len(rec.Candidates) == 0 {
		t.Errorf("%+v, %v", rec.Verdict, err)
	}
}

func TestAHoldoutLinkCountsAndPaysNothing(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	if err := store.HoldoutLink(s.ctx, s.table, prg, maya, 7); err != nil {
		t.Fatal(err)
	}
	sell := func(kind conversion.Kind, txn, clicks string) conversion.Verdict {
		t.Helper()
		return s.report(conversion.Report{Kind: kind, Transaction: txn, Amount: eur(10000), Clicks: clicks, Customer: ada(customer.External)})
	}
	v := sell(conversion.Sale, "T1", clickID(7, start))
	if v.Result != conversion.Accepted || v.Reason != "holdout_link" || len(v.Commissions) != 0 || s.recorded(v).Partner != maya {
		t.Fatalf("%+v", v)
	}
	if v := sell(conversion.Recurring, "T2", ""); v.Reason != "holdout_link" {
		t.Errorf("a later payment of that customer: %+v", v)
	}
	s.want(maya, 0, 0, 0, 0)
	sell(conversion.Sale, "T3", clickID(7, start.Add(-time.Hour))+clickID(2, start))
	s.want(noah, 2000, 0, 0, 0)
}
