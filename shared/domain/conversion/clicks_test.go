package conversion_test

import (
	"context"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

// days are the unique clicks of days.
type days map[string]map[id.Partner]int64

// Unique returns a day's.
func (d days) Unique(_ context.Context, _ id.Program, day string) (map[id.Partner]int64, error) {
	return d[day], nil
}

var _ conversion.ClickCounts = days{}

func (s *shop) deeds() conversion.Deeds {
	return conversion.Deeds{Rules: s, Purse: store.Commissions{T: s.table}, Clock: s.clock}
}

func TestADeedIsPaidOnceByTheOfferInForce(t *testing.T) {
	t.Parallel()
	course := []offer.Clause{{Conditions: []offer.Condition{{Field: "metadata.course", Operator: offer.In, Values: []string{"basics", "grinding"}}}}}
	from := start.AddDate(0, 0, -1)
	s := newShop(t,
		offer.Version{Offer: "off_1", Number: 1, Name: "Courses", EffectiveFrom: from, Trigger: offer.Course, Type: offer.Flat, FlatMinor: 2500, Rules: offer.Rules{When: course}},
		offer.Version{Offer: "off_2", Number: 1, Name: "Stages", EffectiveFrom: from, Trigger: offer.Stage, Type: offer.Flat, FlatMinor: 700, HoldbackDays: -1},
		offer.Version{Offer: "off_3", Number: 1, Name: "Partners", EffectiveFrom: from, Trigger: offer.Referral, Type: offer.Percent, Rate: 500, HoldbackDays: -1},
	)
	for _, c := range []struct {
		name   string
		deed   conversion.Deed
		kind   commission.Kind
		minor  int64
		reason string
	}{
		{"a course", conversion.Deed{Trigger: offer.Course, Key: "basics", Metadata: map[string]string{"course": "basics"}}, commission.Training, 2500, ""},
		{"another course", conversion.Deed{Trigger: offer.Course, Key: "grinding", Metadata: map[string]string{"course": "grinding"}}, commission.Training, 2500, ""},
		{"one that is not paid", conversion.Deed{Trigger: offer.Course, Key: "history", Metadata: map[string]string{"course": "history"}}, "", 0, "nothing_earned"},
		{"a deal that moved on", conversion.Deed{Trigger: offer.Stage, Key: "deal 1 won"}, commission.Stage, 700, ""},
		{"a share of what a partner earned who was brought", conversion.Deed{Trigger: offer.Referral, Key: "com_1", Amount: new(money.Must(10_010, "EUR"))}, commission.Referral, 500, ""},
		{"what no offer pays for", conversion.Deed{Trigger: offer.Click, Key: "x"}, "", 0, "no_offer"},
	} {
		c.deed.Program, c.deed.Partner, c.deed.At = prg, maya, start
		first, reason, err := s.deeds().Give(context.Background(), c.deed)
		if err != nil || first.Kind != c.kind || first.Amount.Minor() != c.minor || reason != c.reason {
			t.Errorf("%s: %+v, %s, %v", c.name, first, reason, err)
		}
		again, _, err := s.deeds().Give(context.Background(), c.deed)
		if err != nil || again.ID != first.ID || again.Version != first.Version {
			t.Errorf("%s, again: %+v, %v", c.name, again, err)
		}
	}
	if b := s.balance(maya); b.Earned != 2*2500+700+500 || b.Available != 2*2500 {
		t.Errorf("the account is %+v", b)
	}
}

func TestClicksArePaidOnceADay(t *testing.T) {
	t.Parallel()
	v := offer.Version{
		Offer: "off_1", Number: 1, Name: "Clicks", EffectiveFrom: start.AddDate(0, 0, -1), Trigger: offer.Click, Type: offer.Flat, FlatMinor: 3, HoldbackDays: 7,
		Rules: offer.Rules{
			Rates: []offer.Rate{{Scope: offer.Scope{Tier: gold}, Term: offer.Term{Type: offer.Flat, FlatMinor: 5}}},
			Caps:  []offer.Cap{{Of: offer.OfPartner, Per: offer.Month, Minor: 260}},
		},
	}
	s := newShop(t, v)
	clicks := days{"2026-05-09": {maya: 1000}, "2026-05-10": {maya: 40, noah: 40}, "2026-05-11": {maya: 20, noah: 0}}
	run := func() int {
		t.Helper()
		n, err := conversion.DailyClicks{Deeds: s.deeds(), Clicks: clicks}.
			Run(context.Background(), prg, func() bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	s.clock.Set(start.AddDate(0, 0, 1))
	if n := run(); n != 0 {
		t.Errorf("%d days are paid that late clicks may still change, or that the offer knew nothing of", n)
	}
	s.clock.Set(start.AddDate(0, 0, 3))
	if n := run(); n != 3 {
		t.Errorf("%d commissions of three days, of which one was before the offer", n)
	}
	clicks["2026-05-10"][maya] = 90
	if n := run(); n != 0 {
		t.Errorf("%d days are paid twice", n)
	}
	if m, n := s.balance(maya), s.balance(noah); m.Pending != 260 || n.Pending != 40*3 {
		t.Errorf("Maya, in tier gold, earns %d, up to the cap of a month; Noah %d", m.Pending, n.Pending)
	}
	lists := store.CommissionLists{T: s.table, Clock: s.clock}
	got, err := lists.OfPartner(context.Background(), prg, maya, commission.Filter{}, page.Request{Limit: 10})
	if err != nil || len(got.Data) != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	for _, row := range got.Data {
		c, err := lists.Get(context.Background(), row.ID)
		s.must(err)
		if again, err := c.Recompute(); err != nil || again != c.Amount || c.Kind != commission.Click || c.Basis.Offer != "off_1" {
			t.Errorf("%+v computes again to %s, %v", c, again, err)
		}
		if due := c.EventAt.AddDate(0, 0, 8); !c.DueAt.Equal(due) {
			t.Errorf("clicks of %s are due at %s, a week after their day is %s", c.Day, c.DueAt.Format(time.DateTime), due.Format(time.DateTime))
		}
	}
}
