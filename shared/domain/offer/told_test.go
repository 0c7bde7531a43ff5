package offer_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/offer"
)

func TestAPartnerIsToldWhatConcernsIt(t *testing.T) {
	t.Parallel()
	secret := []offer.Clause{{Conditions: []offer.Condition{{Field: "metadata.plan", Operator: offer.Is, Values: []string{"internal"}}}}}
	nothing := offer.Term{Type: offer.Nothing}
	v := version(offer.Rules{
		Rates: []offer.Rate{
			{Name: "a deal with Noah", Scope: offer.Scope{Partner: noah}, Term: percent(5000)},
			{Name: "gold", Scope: offer.Scope{Tier: gold}, Term: percent(2500)},
			{Name: "gold shoes", Scope: offer.Scope{Tier: gold, Category: "shoes"}, Term: percent(3000)},
			{Scope: offer.Scope{Product: "p1"}, Term: percent(100)},
			{Scope: offer.Scope{Product: "gift"}, Term: nothing},
			{Scope: offer.Scope{Coupon: code}, Term: percent(1000)},
			{Scope: offer.Scope{Coupon: "NOAH10"}, Term: percent(1100)},
			{Scope: offer.Scope{Payment: offer.Renewal}, When: secret, Term: percent(700)},
		},
		Volume: &offer.Volume{By: offer.ByCount, Per: offer.Month, Mode: offer.Marginal, Steps: []offer.VolumeStep{{From: 10, Term: percent(2200)}}},
		Caps:   []offer.Cap{{Of: offer.OfPartner, Per: offer.Month, Minor: 100}, {Of: offer.OfOffer, Per: offer.Month, Minor: 1000}},
	})
	for name, c := range map[string]struct {
		to     offer.Reader
		own    offer.Term
		rates  []offer.Rate
		volume bool
	}{
		"Maya, in tier gold": {offer.Reader{Partner: maya, Tier: gold, Coupons: []string{code}}, percent(2500), []offer.Rate{
			{Scope: offer.Scope{Coupon: code}, Term: percent(1000)},
			{Scope: offer.Scope{Category: "shoes"}, Term: percent(3000)},
			{Scope: offer.Scope{Product: "gift"}, Term: nothing},
		}, false},
		"somebody without a tier": {offer.Reader{Partner: "ptr_zoe"}, percent(2000), []offer.Rate{
			{Scope: offer.Scope{Product: "p1"}, Term: percent(100)},
			{Scope: offer.Scope{Product: "gift"}, Term: nothing},
			{Scope: offer.Scope{Payment: offer.Renewal}, When: []offer.Clause{{Conditions: []offer.Condition{{Field: "other", Operator: offer.Is}}}}, Term: percent(700)},
		}, true},
		"Noah, who has a deal": {offer.Reader{Partner: noah, Tier: gold}, percent(5000), []offer.Rate{{Scope: offer.Scope{Product: "gift"}, Term: nothing}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := v.ToldTo(c.to)
			if diff := cmp.Diff(c.rates, got.Rules.Rates); diff != "" || got.Term() != c.own || (got.Rules.Volume != nil) != c.volume {
				t.Errorf("%+v, volume %v: %s", got.Term(), got.Rules.Volume, diff)
			}
			if len(got.Rules.Caps) != 1 || got.Rules.Caps[0].Of != offer.OfPartner {
				t.Errorf("caps %+v", got.Rules.Caps)
			}
		})
	}
}
