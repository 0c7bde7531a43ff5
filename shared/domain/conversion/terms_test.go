package conversion_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
)

func percent(rate money.BasisPoints) offer.Term { return offer.Term{Type: offer.Percent, Rate: rate} }

// standard is an offer of 20 % of sales with more rules.
func standard(r offer.Rules) offer.Version {
	return offer.Version{
		Offer: "off_1", Number: 1, Name: "Standard", EffectiveFrom: start.AddDate(-1, 0, 0), Trigger: offer.Sale,
		Type: offer.Percent, Rate: 2000, Recurring: true, HoldbackDays: -1, Rules: r,
	}
}

func TestTheVersionInForceAtTheEventDecides(t *testing.T) {
	t.Parallel()
	first, second := standard(offer.Rules{}), standard(offer.Rules{Rates: []offer.Rate{{Scope: offer.Scope{Tier: gold}, Term: percent(3000)}}})
	second.Number, second.EffectiveFrom = 2, start
	s := newShop(t, first, second)
	s.clock.Advance(time.Hour)
	before := s.sale("T1", 10_000, 1)
	before.OccurredAt, before.Clicks = start.Add(-time.Minute), clickID(1, start.Add(-time.Hour))
	if v := s.tell(before); earned(v)[0] != 2000 || s.commissions(v)[0].Basis.OfferVersion != 1 {
		t.Errorf("what happened before the change, and was told after it: %+v", v)
	}
	v := s.tell(s.sale("T2", 10_000, 1))
	c := s.commissions(v)[0]
	if c.Amount.Minor() != 3000 || c.Basis.OfferVersion != 2 || c.Basis.Rate != 3000 || c.Basis.Rule != "tier "+string(gold) || len(c.Basis.Lines) != 0 {
		t.Errorf("after it, in tier gold: %s by %+v", c.Amount, c.Basis)
	}
	if v := s.tell(s.sale("T3", 10_000, 2)); earned(v)[0] != 2000 {
		t.Errorf("after it, without a tier: %+v", v)
	}
}

func TestARetiredOfferPaysForWhatHappenedBefore(t *testing.T) {
	t.Parallel()
	s := newShop(t, standard(offer.Rules{}))
	s.retired = map[id.Offer]time.Time{"off_1": start.Add(time.Hour)}
	s.clock.Advance(2 * time.Hour)
	late := s.sale("T1", 10_000, 1)
	late.OccurredAt = start.Add(59 * time.Minute)
	late.Clicks = clickID(1, start)
	if v := s.tell(late); len(v.Commissions) != 1 {
		t.Errorf("a sale before the end, told after it: %+v", v)
	}
	if v := s.tell(s.sale("T2", 10_000, 1)); v.Reason != "no_offer" {
		t.Errorf("a sale after the end: %+v", v)
	}
}

func TestProductsEarnApart(t *testing.T) {
	t.Parallel()
	s := newShop(t, standard(offer.Rules{Rates: []offer.Rate{
		{Scope: offer.Scope{Category: "books"}, Term: percent(500)}, {Scope: offer.Scope{Product: "gift"}, Term: offer.Term{Type: offer.Nothing}},
	}}))
	r := s.sale("T1", 10_000, 1)
	r.Lines = []conversion.Line{{ID: "l1", Category: "books", Minor: 3000}, {ID: "l2", Product: "gift", Minor: 2000}}
	v := s.tell(r)
	c := s.commissions(v)[0]
	want := []offer.Line{
		{Rule: "category books", Of: []string{"l1"}, Term: percent(500), Base: 3000, Minor: 150},
		{Rule: "product gift", Of: []string{"l2"}, Term: offer.Term{Type: offer.Nothing}, Base: 2000},
		{Term: percent(2000), Base: 5000, Minor: 1000},
	}
	if diff := cmp.Diff(want, c.Parts()); diff != "" || c.Amount.Minor() != 1150 || c.Basis.Type != "mixed" || c.Basis.BaseMinor != 10_000 {
		t.Errorf("%s by %+v: %s", c.Amount, c.Basis, diff)
	}
	only := s.sale("T2", 2000, 1)
	only.Lines = []conversion.Line{{Product: "gift", Minor: 2000}}
	if v := s.tell(only); v.Result != conversion.Accepted || v.Reason != offer.Excluded || len(v.Commissions) != 0 {
		t.Errorf("an order of what is excluded: %+v", v)
	}
	refund := conversion.Report{Kind: conversion.Refund, Transaction: "R1", Order: "T1", Amount: new(money.Must(10_000, "EUR"))}
	s.tell(refund)
	if got := s.commissions(v)[0]; got.Reversed != 1150 || s.balance(maya).Pending != 0 {
		t.Errorf("after all of it was refunded: %+v", got)
	}
}

func TestConditionsLookForAnotherOffer(t *testing.T) {
	t.Parallel()
	german := standard(offer.Rules{When: []offer.Clause{{Conditions: []offer.Condition{{Field: "country", Operator: offer.Is, Values: []string{"DE"}}}}}})
	big := standard(offer.Rules{When: []offer.Clause{{Conditions: []offer.Condition{{Field: "amount", Operator: offer.AtLeast, Values: []string{"50"}}}}}})
	big.Offer, big.Rate = "off_2", 1000
	s := newShop(t, big, german)
	for name, c := range map[string]struct {
		country string
		minor   int64
		earned  []int64
		reason  string
	}{
		"the older offer where its conditions are met": {"DE", 10_000, []int64{2000}, ""},
		"else the next": {"FR", 10_000, []int64{1000}, ""},
		"none":          {"FR", 1000, nil, offer.ConditionsNotMet},
	} {
		r := s.sale(name, c.minor, 1)
		r.Country = c.country
		v := s.tell(r)
		if !slices.Equal(earned(v), c.earned) || v.Reason != c.reason {
			t.Errorf("%s: %+v", name, v)
		}
		if c.reason != "" && !slices.ContainsFunc(s.record(v).Trace, func(s conversion.Step) bool {
			return s.Name == "condition" && s.Finding == "not_met" && s.Values["wanted"] == "50" && s.Values["found"] == "10.00"
		}) {
			t.Errorf("the trace does not say why: %+v", s.record(v).Trace)
		}
	}
}

func TestRenewalsPayForSoLong(t *testing.T) {
	t.Parallel()
	v := standard(offer.Rules{Renewals: offer.Renewals{Months: 12, Count: 3}, Rates: []offer.Rate{{Scope: offer.Scope{Payment: offer.Renewal}, Term: percent(1000)}}})
	s := newShop(t, v)
	first := s.sale("T1", 10_000, 1)
	first.Customer = ada()
	if v := s.tell(first); earned(v)[0] != 2000 {
		t.Fatalf("the first payment: %+v", v)
	}
	for n, want := range []int{1, 1, 0} {
		s.clock.Advance(30 * 24 * time.Hour)
		v := s.tell(s.renewal(fmt.Sprint("T1-", n), 10_000))
		if len(v.Commissions) != want || want == 1 && earned(v)[0] != 1000 || want == 0 && v.Reason != offer.TermEnded {
			t.Errorf("renewal %d: %+v", n, v)
		}
	}
}

func steps(mode offer.Mode) offer.Rules {
	return offer.Rules{Volume: &offer.Volume{By: offer.ByAmount, Per: offer.Month, Mode: mode, Steps: []offer.VolumeStep{{From: 15_000, Term: percent(3000)}}}}
}

func TestVolumeEarnsMoreBeyondAStep(t *testing.T) {
	t.Parallel()
	s := newShop(t, standard(steps(offer.Marginal)))
	for n, want := range []int64{2000, 1000 + 1500, 3000} {
		if v := s.tell(s.sale(fmt.Sprint("T", n), 10_000, 1)); earned(v)[0] != want {
			t.Errorf("sale %d earns %v", n, earned(v))
		} else if c := s.commissions(v)[0]; n == 1 && len(c.Basis.Lines) != 2 {
			t.Errorf("by %+v", c.Basis)
		}
	}
	if v := s.tell(s.sale("N1", 10_000, 2)); earned(v)[0] != 2000 {
		t.Errorf("another partner has another volume: %+v", v)
	}
	s.clock.Set(start.AddDate(0, 1, 0))
	if v := s.tell(s.sale("T9", 10_000, 1)); earned(v)[0] != 2000 {
		t.Errorf("the next month begins anew: %+v", v)
	}
	s.clock.Set(start.AddDate(0, 2, 0))
	s.tell(s.sale("T10", 10_000, 1))
	if b := s.balance(maya); len(b.Tallies) != 5 {
		t.Errorf("of months only the present and the last are counted, and the pace: %v", b.Tallies)
	}
}

func TestReachingAStepPaysTheDifferenceOnce(t *testing.T) {
	t.Parallel()
	s := newShop(t, standard(steps(offer.Retroactive)))
	s.tell(s.sale("T1", 10_000, 1))
	v := s.tell(s.sale("T2", 10_000, 1))
	if !slices.Equal(earned(v), []int64{3000, 1000}) {
		t.Fatalf("the sale that reaches the step: %+v", v)
	}
	c := s.commissions(v)[1]
	if c.Kind != commission.Bonus || c.Order != "" || c.Basis.BaseMinor != 10_000 || c.Basis.Rate != 1000 || c.DueAt.IsZero() {
		t.Errorf("the difference is %+v", c)
	}
	s.tell(s.sale("T2", 10_000, 1))
	if v := s.tell(s.sale("T3", 10_000, 1)); !slices.Equal(earned(v), []int64{3000}) {
		t.Errorf("a sale beyond it: %+v", v)
	}
	s.tell(conversion.Report{Kind: conversion.Refund, Transaction: "R", Order: "T2"})
	if got := s.commissions(v); got[0].Reversed != 3000 || got[1].Reversed != 0 {
		t.Errorf("a refund takes back what the order earned, and leaves the step: %+v", got)
	}
	if b := s.balance(maya); b.Pending != 2000+1000+3000 {
		t.Errorf("pending %d", b.Pending)
	}
}

func TestCapsOfPartnersAndCustomers(t *testing.T) {
	t.Parallel()
	s := newShop(t, standard(offer.Rules{Caps: []offer.Cap{{Of: offer.OfPartner, Per: offer.Month, Minor: 5000}, {Of: offer.OfCustomer, Per: offer.AllTime, Minor: 3000}}}))
	for n, want := range []int64{2000, 1000, 0} {
		r := s.sale(fmt.Sprint("T", n), 10_000, 1)
		r.Customer = ada()
		v := s.tell(r)
		if want == 0 && (len(v.Commissions) > 0 || v.Reason != offer.CapReached) || want > 0 && earned(v)[0] != want {
			t.Errorf("Ada's sale %d: %+v", n, v)
		}
		if want == 1000 {
			if c := s.commissions(v)[0]; c.Basis.Lines[0].Cut != 1000 {
				t.Errorf("the basis does not say what was cut: %+v", c.Basis)
			}
		}
	}
	for n, want := range []int64{2000, 0} {
		if v := s.tell(s.sale(fmt.Sprint("N", n), 10_000, 1)); want > 0 && earned(v)[0] != want || want == 0 && len(v.Commissions) > 0 {
			t.Errorf("sale %d of others: %+v", n, v)
		}
	}
}

// However many sales come at once, a hard budget is never overdrawn.
func TestAHardBudgetIsNeverOverdrawn(t *testing.T) {
	t.Parallel()
	s := newShop(t, standard(offer.Rules{Caps: []offer.Cap{{Of: offer.OfOffer, Per: offer.Month, Minor: 10_500}}}))
	p := s.processor()
	var wg sync.WaitGroup
	var mu sync.Mutex
	var total int64
	reasons := map[string]int{}
	for n := range 12 {
		r := s.sale(fmt.Sprint("T", n), 10_000, uint64(n%2+1))
		r.Program, r.Source = prg, conversion.Postback
		wg.Go(func() {
			v, err := p.Process(context.Background(), r)
			for err != nil { // a busy account: the report comes again
				v, err = p.Process(context.Background(), r)
			}
			mu.Lock()
			defer mu.Unlock()
			for _, minor := range earned(v) {
				total += minor
			}
			reasons[v.Reason]++
		})
	}
	wg.Wait()
	if total != 10_500 || reasons[offer.BudgetSpent] != 6 || reasons[""] != 6 {
		t.Errorf("%d of a budget of 10500 was earned: %v", total, reasons)
	}
	if m, n := s.balance(maya), s.balance(noah); m.Pending+n.Pending != total {
		t.Errorf("the books say %d and %d", m.Pending, n.Pending)
	}
	s.clock.Set(start.AddDate(0, 1, 0))
	if v := s.tell(s.sale("M", 10_000, 1)); earned(v)[0] != 2000 {
		t.Errorf("the next month has a budget of its own: %+v", v)
	}
}

func TestCreditThatIsSharedDrawsOnOneBudget(t *testing.T) {
	t.Parallel()
	s := newShop(t, standard(offer.Rules{Caps: []offer.Cap{{Of: offer.OfOffer, Per: offer.AllTime, Minor: 1500}}}))
	s.prog.Attribution.Model = program.SplitClicks
	r := s.sale("T1", 10_001, 1)
	r.Clicks += clickID(2, start.Add(-2*time.Hour))
	v := s.tell(r)
	if !slices.Equal(earned(v), []int64{1000, 500}) {
		t.Fatalf("%+v", v)
	}
	var base int64
	for _, c := range s.commissions(v) {
		base += c.Basis.BaseMinor
	}
	if base != 10_001 {
		t.Errorf("the bases sum up to %d", base)
	}
}

func TestReplayUnderTheSameRulesSaysTheSame(t *testing.T) {
	t.Parallel()
	rules := steps(offer.Retroactive)
	rules.Rates = []offer.Rate{{Scope: offer.Scope{Payment: offer.Renewal}, Term: percent(1000)}}
	rules.Renewals = offer.Renewals{Count: 2}
	rules.Caps = []offer.Cap{{Of: offer.OfPartner, Per: offer.Month, Minor: 9000}}
	s := newShop(t, standard(rules))
	for n := range 3 {
		r := s.sale(fmt.Sprint("T", n), 10_000, 1)
		r.Customer = ada()
		s.tell(r)
	}
	s.tell(s.renewal("T0-1", 5000))
	s.tell(s.renewal("T0-2", 5000))
	s.clock.Advance(time.Hour)
	x := conversion.Proposal{Attribution: s.prog.Attribution}
	replays := conversion.Replays{Store: store.ConversionLists{T: s.table, Clock: s.clock}, Rules: s}
	d, err := replays.Run(context.Background(), prg, start.AddDate(0, 0, -1), s.clock.Now(), x)
	if err != nil || d.Changed != 0 || d.Conversions != 5 || d.Now != d.Then {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestATraceOfAPlainOfferIsShort(t *testing.T) {
	t.Parallel()
	s := newShop(t, standard(offer.Rules{}))
	rec := s.record(s.tell(s.sale("T1", 10_000, 1)))
	var names []string
	for _, step := range rec.Trace {
		names = append(names, step.Name)
	}
	if got := strings.Join(names, " "); got != "offer holdback" || rec.Candidates[0].Standing != nil {
		t.Errorf("%s, %+v", got, rec.Candidates)
	}
}
