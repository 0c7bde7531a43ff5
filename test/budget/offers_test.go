package budget_test

import (
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
)

// Levels and caps count on items that a sale writes anyway: it costs what it
// does under a plain offer. A hard budget is an item of its own: 2 units to write
// and at most 1 to read.
func TestWhatAnOffersRulesCost(t *testing.T) {
	t.Parallel()
	levels := &offer.Volume{By: offer.ByAmount, Per: offer.Month, Mode: offer.Retroactive, Steps: []offer.VolumeStep{{From: 10_000_000, Term: offer.Term{Type: offer.Percent, Rate: 2500}}}}
	most := offer.Cap{Of: offer.OfPartner, Per: offer.Month, Minor: 1_000_000}
	budget := offer.Cap{Of: offer.OfOffer, Per: offer.Quarter, Minor: 1_000_000}
	plain := ruled(t, offer.Rules{})
	if got := ruled(t, offer.Rules{Volume: levels, Caps: []offer.Cap{most}, Renewals: offer.Renewals{Months: 12}}); got.WRU != plain.WRU || got.RRU != plain.RRU || got.Trips != plain.Trips {
		t.Errorf("levels and caps cost %+v, a plain offer %+v", got, plain)
	}
	if got := ruled(t, offer.Rules{Volume: levels, Caps: []offer.Cap{most, budget}}); got.WRU != plain.WRU+2 || got.RRU > plain.RRU+1 || got.Trips != plain.Trips {
		t.Errorf("a hard budget costs %+v, a plain offer %+v", got, plain)
	}
}

// ruled is what the second sale costs under an offer's rules.
func ruled(t *testing.T, r offer.Rules) tabletest.Usage {
	t.Helper()
	s, maya, _ := open(t)
	c := click(t, s, maya)
	offers, versions, err := s.Offers().Store.List(t.Context(), s.Program.ID)
	if err != nil {
		t.Fatal(err)
	}
	v := versions[0]
	v.Rules, v.EffectiveFrom, v.HoldbackDays = r, time.Time{}, -1
	if _, err := s.Offers().Revise(t.Context(), s.Program.ID, offers[0].ID, v); err != nil {
		t.Fatal(err)
	}
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	tell(t, s, "transaction_id=T1&amount=100.00&customer_id=c1&click_id="+c, "accepted")
	return costs(s, func() {
		tell(t, s, "transaction_id=T2&amount=100.00&customer_id=c1&click_id="+c, "accepted")
	})
}
