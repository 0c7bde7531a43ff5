package offer_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

const (
	gold  = "tir_gold"
	vip   = "grp_vip"
	maya  = "ptr_maya"
	noah  = "ptr_noah"
	code  = "MAYA10"
	month = "month2026-05-01"
)

func percent(rate money.BasisPoints) offer.Term { return offer.Term{Type: offer.Percent, Rate: rate} }

func flat(minor int64) offer.Term { return offer.Term{Type: offer.Flat, FlatMinor: minor} }

// version is an offer of 20 % of sales.
func version(r offer.Rules) offer.Version {
	return offer.Version{Offer: "off_1", Number: 1, Name: "Standard", Trigger: offer.Sale, Type: offer.Percent, Rate: 2000, Recurring: true, HoldbackDays: -1, Rules: r}
}

// paid is a sale of Maya's.
func paid(minor int64, items ...offer.Item) offer.Input {
	return offer.Input{At: start, Now: start, Zone: time.UTC, Amount: money.Must(minor, "EUR"), Items: items, Partner: maya}
}

func evaluate(t *testing.T, v offer.Version, in offer.Input) offer.Result {
	t.Helper()
	if err := v.Validate(); err != nil {
		t.Fatalf("the version is not valid: %v", err)
	}
	r, err := v.Evaluate(in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// in is an input with something changed.
func in(i offer.Input, change func(*offer.Input)) offer.Input {
	change(&i)
	return i
}

func TestTheMostSpecificRateDecides(t *testing.T) {
	t.Parallel()
	for _, bad := range []struct {
		name   string
		rates  []offer.Rate
		in     offer.Input
		earned int64
	}{
		{"the offer's own term, where nothing else is said", nil, paid(10_000), 2000},
		{"a renewal's", []offer.Rate{{Scope: offer.Scope{Payment: offer.Renewal}, Term: percent(500)}}, in(paid(10_000), func(i *offer.Input) { i.Renewal = true }), 500},
		{"not a renewal's for a first payment", []offer.Rate{{Scope: offer.Scope{Payment: offer.Renewal}, Term: percent(500)}}, paid(10_000), 2000},
		{"a category's before a payment's", []offer.Rate{
			{Scope: offer.Scope{Payment: offer.FirstPayment}, Term: percent(100)}, {Scope: offer.Scope{Category: "shoes"}, Term: percent(200)},
		}, paid(10_000, offer.Item{Category: "shoes", Minor: 10_000}), 200},
		{"a product's before its category's", []offer.Rate{
			{Scope: offer.Scope{Category: "shoes"}, Term: percent(200)}, {Scope: offer.Scope{Product: "42"}, Term: percent(300)},
		}, paid(10_000, offer.Item{Product: "42", Category: "shoes", Minor: 10_000}), 300},
		{"a group's before a product's", []offer.Rate{
			{Scope: offer.Scope{Product: "42"}, Term: percent(300)}, {Scope: offer.Scope{Group: vip}, Term: percent(400)},
		}, in(paid(10_000, offer.Item{Product: "42", Minor: 10_000}), func(i *offer.Input) { i.Group = vip }), 400},
		{"a tier's before a group's", []offer.Rate{
			{Scope: offer.Scope{Group: vip}, Term: percent(400)}, {Scope: offer.Scope{Tier: gold}, Term: percent(450)},
		}, in(paid(10_000), func(i *offer.Input) { i.Group, i.Tier = vip, gold }), 450},
		{"a partner's before a tier's", []offer.Rate{
			{Scope: offer.Scope{Tier: gold}, Term: percent(450)}, {Scope: offer.Scope{Partner: maya}, Term: flat(700)},
		}, in(paid(10_000), func(i *offer.Input) { i.Tier = gold }), 700},
		{"a coupon's before a partner's", []offer.Rate{
			{Scope: offer.Scope{Partner: maya}, Term: flat(700)}, {Scope: offer.Scope{Coupon: code}, Term: flat(800)},
		}, in(paid(10_000), func(i *offer.Input) { i.Coupon = code }), 800},
		{"a coupon's own before the offer's for it", []offer.Rate{{Scope: offer.Scope{Coupon: code}, Term: flat(800)}}, in(paid(10_000), func(i *offer.Input) {
			own := flat(900)
			i.Coupon, i.CouponOwn = code, &own
		}), 900},
		{"two parts before one of them", []offer.Rate{
			{Scope: offer.Scope{Tier: gold}, Term: percent(450)}, {Scope: offer.Scope{Tier: gold, Product: "42"}, Term: percent(460)},
		}, in(paid(10_000, offer.Item{Product: "42", Minor: 10_000}), func(i *offer.Input) { i.Tier = gold }), 460},
		{"another partner's does not concern Maya", []offer.Rate{{Scope: offer.Scope{Partner: noah}, Term: flat(700)}}, paid(10_000), 2000},
		{"an exclusion stands above all", []offer.Rate{
			{Scope: offer.Scope{Coupon: code}, Term: flat(800)}, {Scope: offer.Scope{Product: "gift"}, Term: offer.Term{Type: offer.Nothing}},
		}, in(paid(10_000, offer.Item{Product: "gift", Minor: 10_000}), func(i *offer.Input) { i.Coupon = code }), 0},
		{"of equals the one with conditions that are met", []offer.Rate{
			{Scope: offer.Scope{Tier: gold}, Term: percent(450)},
			{Scope: offer.Scope{Tier: gold}, When: []offer.Clause{{Conditions: []offer.Condition{{Field: "country", Operator: offer.Is, Values: []string{"DE"}}}}}, Term: percent(600)},
		}, in(paid(10_000), func(i *offer.Input) { i.Tier, i.Country = gold, "de" }), 600},
		{"but not when they are not", []offer.Rate{
			{Scope: offer.Scope{Tier: gold}, Term: percent(450)},
			{Scope: offer.Scope{Tier: gold}, When: []offer.Clause{{Conditions: []offer.Condition{{Field: "country", Operator: offer.Is, Values: []string{"DE"}}}}}, Term: percent(600)},
		}, in(paid(10_000), func(i *offer.Input) { i.Tier, i.Country = gold, "FR" }), 450},
	} {
		t.Run(bad.name, func(t *testing.T) {
			t.Parallel()
			r := evaluate(t, version(offer.Rules{Rates: bad.rates}), bad.in)
			if r.Total.Minor() != bad.earned {
				t.Errorf("%s by %+v", r.Total, r.Lines)
			}
			if bad.earned == 0 && r.Reason != offer.Excluded {
				t.Errorf("earns nothing because of %q", r.Reason)
			}
		})
	}
}

func TestLinesOfAnOrderEarnApart(t *testing.T) {
	t.Parallel()
	v := version(offer.Rules{Rates: []offer.Rate{
		{Scope: offer.Scope{Category: "books"}, Term: percent(500)},
		{Scope: offer.Scope{Product: "case"}, Term: flat(150)},
		{Scope: offer.Scope{Product: "gift"}, Term: offer.Term{Type: offer.Nothing}},
	}})
	r := evaluate(t, v, paid(20_000,
		offer.Item{ID: "l1", Product: "b1", Category: "books", Minor: 3000}, offer.Item{ID: "l2", Product: "b2", Category: "books", Minor: 1010},
		offer.Item{ID: "l3", Product: "case", Quantity: 3, Minor: 4000}, offer.Item{ID: "l4", Product: "gift", Minor: 5000}))
	want := []offer.Line{
		{Rule: "category books", Of: []string{"l1", "l2"}, Term: percent(500), Base: 4010, Minor: 200}, // 200.5 to the even
		{Rule: "product case", Of: []string{"l3"}, Term: flat(150), Pieces: 3, Base: 4000, Minor: 450},
		{Rule: "product gift", Of: []string{"l4"}, Term: offer.Term{Type: offer.Nothing}, Base: 5000},
		{Term: percent(2000), Base: 6990, Minor: 1398}, // postage and what else no line names
	}
	if diff := cmp.Diff(want, r.Lines); diff != "" {
		t.Error(diff)
	}
	if r.Total.Minor() != 2048 {
		t.Errorf("earns %s", r.Total)
	}
	over := evaluate(t, v, paid(10_000, offer.Item{ID: "l1", Category: "books", Minor: 15_000}, offer.Item{ID: "l2", Minor: 5000}))
	if over.Lines[0].Base != 7500 || over.Lines[1].Base != 2500 {
		t.Errorf("lines of more than was paid share what was: %+v", over.Lines)
	}
}

func TestConditions(t *testing.T) {
	t.Parallel()
	sale := in(paid(10_000, offer.Item{Product: "p1", Category: "shoes", Minor: 4000}, offer.Item{Product: "p2", Category: "books", Minor: 6000}), func(i *offer.Input) {
		isNew := true
		i.Country, i.Metadata, i.New, i.Coupon = "de", map[string]string{"plan": "pro-yearly", "seats": "12"}, &isNew, code
	})
	for name, c := range map[string]struct {
		field  string
		op     offer.Operator
		values []string
		holds  bool
	}{
		"a country, whatever its case":             {"country", offer.Is, []string{"DE"}, true},
		"another country":                          {"country", offer.Is, []string{"FR"}, false},
		"one of several":                           {"country", offer.In, []string{"FR", "DE"}, true},
		"none of several":                          {"country", offer.NotIn, []string{"FR", "IT"}, true},
		"not the one":                              {"country", offer.IsNot, []string{"DE"}, false},
		"an amount above":                          {"amount", offer.Greater, []string{"99.99"}, true},
		"an amount that is just it":                {"amount", offer.Greater, []string{"100"}, false},
		"at least just it":                         {"amount", offer.AtLeast, []string{"100"}, true},
		"equal amounts, however they are written":  {"amount", offer.Is, []string{"100"}, true},
		"an amount below":                          {"amount", offer.Less, []string{"100.01"}, true},
		"at most":                                  {"amount", offer.AtMost, []string{"99"}, false},
		"a new customer":                           {"customer", offer.Is, []string{"new"}, true},
		"a first payment":                          {"payment", offer.Is, []string{"first"}, true},
		"a coupon":                                 {"coupon", offer.StartsWith, []string{"MAYA"}, true},
		"a product of the order":                   {"product", offer.In, []string{"p2", "p9"}, true},
		"a category that is not in it":             {"category", offer.IsNot, []string{"toys"}, true},
		"what the merchant sent along":             {"metadata.plan", offer.Contains, []string{"year"}, true},
		"numbers are compared as numbers":          {"metadata.seats", offer.Greater, []string{"9"}, true},
		"what is no number is not above one":       {"metadata.plan", offer.Greater, []string{"9"}, false},
		"what was not sent is nothing":             {"metadata.color", offer.Is, []string{"red"}, false},
		"and so it is not what was named":          {"metadata.color", offer.IsNot, []string{"red"}, true},
		"an exponent is no number":                 {"metadata.seats", offer.Less, []string{"9000"}, true},
		"text that only begins otherwise does not": {"metadata.plan", offer.StartsWith, []string{"yearly"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := version(offer.Rules{When: []offer.Clause{{Conditions: []offer.Condition{{Field: c.field, Operator: c.op, Values: c.values}}}}})
			r := evaluate(t, v, sale)
			if (r.Reason == "") != c.holds || (r.Total.Minor() == 2000) != c.holds {
				t.Errorf("earns %s, %q, by %+v", r.Total, r.Reason, r.Steps)
			}
		})
	}
}

func TestClausesAreAllOrAny(t *testing.T) {
	t.Parallel()
	country := func(c string) offer.Condition {
		return offer.Condition{Field: "country", Operator: offer.Is, Values: []string{c}}
	}
	big := offer.Condition{Field: "amount", Operator: offer.AtLeast, Values: []string{"50"}}
	for name, c := range map[string]struct {
		when []offer.Clause
		pays bool
	}{
		"any of two, and another":             {[]offer.Clause{{Any: true, Conditions: []offer.Condition{country("FR"), country("DE")}}, {Conditions: []offer.Condition{big}}}, true},
		"all of two that cannot be":           {[]offer.Clause{{Conditions: []offer.Condition{country("FR"), country("DE")}}}, false},
		"any of two that are not":             {[]offer.Clause{{Any: true, Conditions: []offer.Condition{country("FR"), country("IT")}}}, false},
		"one clause that holds is not enough": {[]offer.Clause{{Conditions: []offer.Condition{big}}, {Conditions: []offer.Condition{country("FR")}}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := evaluate(t, version(offer.Rules{When: c.when}), in(paid(10_000), func(i *offer.Input) { i.Country = "DE" }))
			if (r.Reason == "") != c.pays {
				t.Errorf("%q by %+v", r.Reason, r.Steps)
			}
		})
	}
}

func TestRenewalsEnd(t *testing.T) {
	t.Parallel()
	first := time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)
	renewal := func(at time.Time, payments int64) offer.Input {
		return in(paid(10_000), func(i *offer.Input) { i.At, i.Now, i.Renewal, i.FirstPaid, i.Payments = at, at, true, first, payments })
	}
	for name, c := range map[string]struct {
		renewals offer.Renewals
		in       offer.Input
		reason   string
	}{
		"never, where nothing is said":               {offer.Renewals{}, renewal(first.AddDate(20, 0, 0), 240), ""},
		"a first payment has no end":                 {offer.Renewals{Months: 1}, paid(10_000), ""},
		"within the months":                          {offer.Renewals{Months: 1}, renewal(time.Date(2026, 2, 28, 11, 59, 0, 0, time.UTC), 1), ""},
		"not after them":                             {offer.Renewals{Months: 1}, renewal(time.Date(2026, 2, 28, 12, 0, 0, 0, time.UTC), 1), offer.TermEnded},
		"the third of three payments":                {offer.Renewals{Count: 3}, renewal(start, 2), ""},
		"not the fourth":                             {offer.Renewals{Count: 3}, renewal(start, 3), offer.TermEnded},
		"not for a customer of whom nobody can tell": {offer.Renewals{Count: 3}, in(paid(10_000), func(i *offer.Input) { i.Renewal = true }), offer.CustomerUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if r := evaluate(t, version(offer.Rules{Renewals: c.renewals}), c.in); r.Reason != c.reason || (r.Total.Minor() == 2000) != (c.reason == "") {
				t.Errorf("%s, %q", r.Total, r.Reason)
			}
		})
	}
}

func TestVolume(t *testing.T) {
	t.Parallel()
	amounts := func(mode offer.Mode) offer.Rules {
		return offer.Rules{Volume: &offer.Volume{By: offer.ByAmount, Per: offer.Month, Mode: mode, Steps: []offer.VolumeStep{{100_000, percent(2500)}, {200_000, percent(3000)}}}}
	}
	counts := func(mode offer.Mode) offer.Rules {
		return offer.Rules{Volume: &offer.Volume{By: offer.ByCount, Per: offer.Month, Mode: mode, Steps: []offer.VolumeStep{{3, percent(2500)}}}}
	}
	for name, c := range map[string]struct {
		rules                offer.Rules
		minor, count, amount int64
		earned, difference   int64
		lines                int
	}{
		"below the first step the offer's own term":        {amounts(offer.Marginal), 0, 0, 10_000, 2000, 0, 1},
		"what lies beyond a step earns more":               {amounts(offer.Marginal), 90_000, 9, 30_000, 10_000*2000/10_000 + 20_000*2500/10_000, 0, 2},
		"over two steps at once":                           {amounts(offer.Marginal), 90_000, 9, 120_000, 2000 + 25_000 + 3000, 0, 3},
		"exactly up to a step":                             {amounts(offer.Marginal), 90_000, 9, 10_000, 2000, 0, 1},
		"from a step on":                                   {amounts(offer.Marginal), 100_000, 9, 10_000, 2500, 0, 1},
		"retroactive before a step":                        {amounts(offer.Retroactive), 80_000, 9, 10_000, 2000, 0, 1},
		"retroactive at a step pays the difference":        {amounts(offer.Retroactive), 90_000, 9, 10_000, 2500, 90_000 * 500 / 10_000, 1},
		"retroactive over two steps pays it once":          {amounts(offer.Retroactive), 90_000, 9, 110_000, 33_000, 90_000 * 1000 / 10_000, 1},
		"retroactive beyond a step pays nothing more":      {amounts(offer.Retroactive), 100_000, 9, 10_000, 2500, 0, 1},
		"the first three sales at the offer's own term":    {counts(offer.Marginal), 20_000, 2, 10_000, 2000, 0, 1},
		"the fourth beyond it":                             {counts(offer.Marginal), 30_000, 3, 10_000, 2500, 0, 1},
		"retroactive the third sale raises the two before": {counts(offer.Retroactive), 20_000, 2, 10_000, 2500, 1000, 1},
		"the first sale has nothing before it":             {amounts(offer.Retroactive), 0, 0, 150_000, 37_500, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := evaluate(t, version(c.rules), in(paid(c.amount), func(i *offer.Input) {
				i.Tallies = map[string]int64{"vol:off_1:" + month: c.minor, "num:off_1:" + month: c.count}
			}))
			var difference int64
			if r.Difference != nil {
				difference = r.Difference.Minor
			}
			if r.Total.Minor() != c.earned || difference != c.difference || len(r.Lines) != c.lines {
				t.Errorf("%s and %d, by %+v", r.Total, difference, r.Lines)
			}
			if r.Adds["vol:off_1:"+month] != c.amount || r.Adds["num:off_1:"+month] != 1 {
				t.Errorf("counts %v", r.Adds)
			}
		})
	}
}

func TestWhatHasARateOfItsOwnIsNoVolume(t *testing.T) {
	t.Parallel()
	v := version(offer.Rules{
		Rates:  []offer.Rate{{Scope: offer.Scope{Category: "books"}, Term: percent(500)}},
		Volume: &offer.Volume{By: offer.ByAmount, Per: offer.Month, Mode: offer.Marginal, Steps: []offer.VolumeStep{{100_000, percent(2500)}}},
	})
	r := evaluate(t, v, paid(10_000, offer.Item{Category: "books", Minor: 4000}))
	if r.Total.Minor() != 200+1200 || r.Adds["vol:off_1:"+month] != 6000 {
		t.Errorf("%s, counts %v", r.Total, r.Adds)
	}
	if books := evaluate(t, v, paid(4000, offer.Item{Category: "books", Minor: 4000})); len(books.Adds) != 0 {
		t.Errorf("counts %v", books.Adds)
	}
}

func TestCapsCutWhatIsTooMuch(t *testing.T) {
	t.Parallel()
	caps := func(cs ...offer.Cap) offer.Rules { return offer.Rules{Caps: cs} }
	partner := offer.Cap{Of: offer.OfPartner, Per: offer.Month, Minor: 5000}
	budget := offer.Cap{Of: offer.OfOffer, Per: offer.Quarter, Minor: 100_000}
	soft := offer.Cap{Of: offer.OfOffer, Per: offer.Month, Minor: 10_000, Soft: true}
	for name, c := range map[string]struct {
		rules   offer.Rules
		tallies map[string]int64
		earned  int64
		reason  string
	}{
		"within it":                            {caps(partner), nil, 2000, ""},
		"up to what is left":                   {caps(partner), map[string]int64{"cap:off_1:" + month: 4000}, 1000, ""},
		"nothing when nothing is left":         {caps(partner), map[string]int64{"cap:off_1:" + month: 5000}, 0, offer.CapReached},
		"the tightest of several":              {caps(partner, budget), map[string]int64{"cap:off_1:" + month: 4000, "bud:off_1:quarter2026-04-01": 99_999}, 1, ""},
		"a budget that is spent":               {caps(partner, budget), map[string]int64{"bud:off_1:quarter2026-04-01": 100_000}, 0, offer.BudgetSpent},
		"a soft budget, by what reports say":   {caps(soft), map[string]int64{"sft:off_1:" + month: 9_500}, 500, ""},
		"a soft budget that was overshot":      {caps(soft), map[string]int64{"sft:off_1:" + month: 12_000}, 0, offer.BudgetSpent},
		"a customer's, over all time":          {caps(offer.Cap{Of: offer.OfCustomer, Per: offer.AllTime, Minor: 3000}), map[string]int64{"cus:off_1:all": 2999}, 1, ""},
		"a day's, where the month has no more": {caps(offer.Cap{Of: offer.OfPartner, Per: offer.Day, Minor: 100}, partner), nil, 100, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := evaluate(t, version(c.rules), in(paid(10_000), func(i *offer.Input) { i.Tallies = c.tallies }))
			if r.Total.Minor() != c.earned || r.Reason != c.reason {
				t.Errorf("%s, %q by %+v", r.Total, r.Reason, r.Steps)
			}
			for name, add := range r.Adds {
				if add != c.earned {
					t.Errorf("%s counts %d", name, add)
				}
			}
			for name, most := range r.Limits {
				if w, ok := offer.Shared(name); !ok || w.Soft || w.From != "2026-04-01" || w.To != "2026-06-30" || most != 100_000 {
					t.Errorf("%s is limited to %d", name, most)
				}
			}
		})
	}
}

func TestOldEventsCountInThePeriodBeforeThePresent(t *testing.T) {
	t.Parallel()
	v := version(offer.Rules{Caps: []offer.Cap{{Of: offer.OfPartner, Per: offer.Month, Minor: 5000}, {Of: offer.OfPartner, Per: offer.Week, Minor: 5000}}})
	old := in(paid(10_000), func(i *offer.Input) { i.At = start.AddDate(0, -5, 0) })
	want := []string{"cap:off_1:month2026-04-01", "cap:off_1:week2026-04-20"}
	if diff := cmp.Diff(want, v.Counters(old)); diff != "" {
		t.Error(diff)
	}
	for counter, gone := range map[string]bool{
		want[0]: false, want[1]: false, "cap:off_1:month2026-03-01": true, "cap:off_1:week2026-04-13": true, "vol:off_1:all": false, "cap:off_1:year2025-01-01": false, "cap:off_1:year2024-01-01": true,
	} {
		if offer.Forgotten(counter, start, time.UTC) != gone {
			t.Errorf("%s forgotten: %v", counter, !gone)
		}
	}
}

func TestOtherTriggers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		v      offer.Version
		in     offer.Input
		pays   bool
		earned int64
	}{
		"clicks of a day pay each":   {offer.Version{Trigger: offer.Click, Type: offer.Flat, FlatMinor: 3}, in(paid(0), func(i *offer.Input) { i.Count = 40 }), false, 120},
		"a stage pays its amount":    {offer.Version{Trigger: offer.Stage, Type: offer.Flat, FlatMinor: 5000}, paid(0), false, 5000},
		"a course too":               {offer.Version{Trigger: offer.Course, Type: offer.Flat, FlatMinor: 2500}, paid(0), false, 2500},
		"a referral pays its amount": {offer.Version{Trigger: offer.Referral, Type: offer.Flat, FlatMinor: 700}, paid(0), false, 700},
		"renewals only":              {offer.Version{Trigger: offer.Recurring, Type: offer.Percent, Rate: 500}, in(paid(2000), func(i *offer.Input) { i.Renewal = true }), true, 100},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.v.Name = name
			if r := evaluate(t, c.v, c.in); r.Total.Minor() != c.earned {
				t.Errorf("%s", r.Total)
			}
			if c.v.Pays(offer.Sale, true) != c.pays || c.v.Pays(offer.Sale, false) {
				t.Error("it pays for what it should not")
			}
		})
	}
}
