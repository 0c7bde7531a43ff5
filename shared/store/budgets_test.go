package store_test

import (
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func TestASoftBudgetIsReadFromTheReports(t *testing.T) {
	t.Parallel()
	tab := memory.New(clock.At(start))
	var es []event.Event
	for day, earned := range map[string]int64{"2026-02-28": 1000, "2026-03-01": 200, "2026-03-31": 30, "2026-04-01": 4} {
		for _, o := range []string{"off_1", "off_2"} {
			es = append(es, event.Event{ID: id.Event("evt_" + day + o), Program: prg, Partner: maya, At: start, Rollups: []event.Rollup{
				{Day: day, Facets: event.Facets{Offer: o}, Delta: map[string]int64{report.Earned: earned}},
			}})
		}
	}
	if err := (store.Stats{T: tab}).RollUp(t.Context(), es); err != nil {
		t.Fatal(err)
	}
	for period, want := range map[offer.Period]int64{offer.Month: 230, offer.Quarter: 1230, offer.AllTime: 1234, offer.Day: 0} {
		v := offer.Version{Offer: "off_1", Rules: offer.Rules{Caps: []offer.Cap{{Of: offer.OfOffer, Per: period, Minor: 1, Soft: true}}}}
		counters := v.Counters(offer.Input{At: start, Now: start, Zone: start.Location()})
		got, err := store.Conversions{T: tab}.Parties(t.Context(), conversion.PartiesQuery{Program: prg, Currency: "EUR", Budgets: counters})
		if err != nil || len(got.Budgets) != 1 || got.Budgets[counters[0]] != want {
			t.Errorf("%s: %v, %v, want %d", period, got.Budgets, err, want)
		}
	}
}
