package store_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func earned(t testing.TB, n int) event.Event {
	t.Helper()
	eid, err := id.Of[id.Event]("test", fmt.Sprint(n))
	if err != nil {
		t.Fatal(err)
	}
	return event.Event{
		ID: eid, Type: event.ConversionRecorded, At: linkNoon, Program: linkProgram, Partner: linkPartner,
		Rollups: []event.Rollup{{
			Day:    fmt.Sprintf("2026-11-%02d", 1+n%20),
			Facets: event.Facets{Link: fmt.Sprintf("lnk_%d", n%7), Offer: fmt.Sprintf("off_%d", n%3), Sub: fmt.Sprintf("s%d", n%11), Country: "DE"},
			Delta:  map[string]int64{report.Conversions: 1, report.Sales: 1, report.Revenue: 100, report.Earned: 10, report.Pending: 10},
		}},
	}
}

func sum(t testing.TB, s store.Stats, scope report.Scope, dim report.Dim) report.Counters {
	t.Helper()
	rows, err := s.Rows(t.Context(), linkProgram, scope, dim, report.Period{From: "2026-11-01", To: "2026-11-30"})
	if err != nil {
		t.Fatal(err)
	}
	var c report.Counters
	for _, r := range rows {
		c = c.Plus(r.Counters)
	}
	return c
}

// TestRollupsAreExact: events that come several times, in any order and in any
// batches, with conflicts, throttles and lost replies, count once each.
func TestRollupsAreExact(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		trouble := true
		luck := rand.New(rand.NewPCG(rapid.Uint64().Draw(r, "seed"), 2))
		s := store.Stats{T: memory.New(clock.At(linkNoon), memory.WithFaults(func(memory.Call) memory.Fault {
			if !trouble || luck.IntN(3) > 0 {
				return memory.None
			}
			return [...]memory.Fault{memory.Conflict, memory.Throttled, memory.Lost}[luck.IntN(3)]
		}))}
		n := rapid.IntRange(1, 40).Draw(r, "events")
		var queued []event.Event
		for range 2 {
			for i := range n {
				queued = append(queued, earned(t, i))
			}
		}
		queued = rapid.Permutation(queued).Draw(r, "order")
		for round := 0; len(queued) > 0; round++ {
			trouble = round < 8
			k := min(len(queued), rapid.IntRange(1, 40).Draw(r, "batch"))
			batch := queued[:k]
			queued = queued[k:]
			if err := s.RollUp(t.Context(), batch); err != nil {
				queued = append(queued, batch...)
			}
		}
		trouble = false
		e := int64(n)
		total := report.Counters{Conversions: e, Sales: e, Revenue: 100 * e, Earned: 10 * e, Pending: 10 * e}
		part := total
		part.Pending = 0
		for scope, dims := range map[report.Scope]map[report.Dim]report.Counters{
			report.Whole:           {report.Total: total, report.Offer: part, report.Partner: part},
			report.Of(linkPartner): {report.Total: total, report.Link: part, report.Offer: part, report.Sub: part},
		} {
			for dim, want := range dims {
				if got := sum(t, s, scope, dim); got != want {
					r.Fatalf("%s %s: %+v, want %+v", scope, dim, got, want)
				}
			}
		}
	})
}

// TestAnEventOfManyDaysCountsOnceToo: what is declined at once may be of 40
// days, more than one transaction takes.
func TestAnEventOfManyDaysCountsOnceToo(t *testing.T) {
	t.Parallel()
	s := store.Stats{T: memory.New(clock.At(linkNoon))}
	e := earned(t, 1)
	e.Rollups = nil
	for i := range 40 {
		e.Rollups = append(e.Rollups, event.Rollup{
			Day:    linkNoon.AddDate(0, 0, -i).Format(time.DateOnly),
			Facets: event.Facets{Link: "lnk_1", Offer: "off_1", Sub: fmt.Sprint("s", i), Device: "mobile", Country: "DE", Referrer: "blog.example"},
			Delta:  map[string]int64{report.Earned: -10, report.Pending: -10, report.Declined: 10},
		})
	}
	for range 2 {
		if err := s.RollUp(t.Context(), []event.Event{e, earned(t, 2), e}); err != nil {
			t.Fatal(err)
		}
	}
	for _, dim := range []report.Dim{report.Total, report.Link, report.Sub, report.Referrer} {
		rows, err := s.Rows(t.Context(), linkProgram, report.Of(linkPartner), dim, report.Period{From: "2026-10-01", To: "2026-11-30"})
		if err != nil {
			t.Fatal(err)
		}
		var c report.Counters
		for _, r := range rows {
			c = c.Plus(r.Counters)
		}
		want := int64(-400)
		if dim != report.Referrer {
			want += 10 // of the other event
		}
		if c.Earned != want {
			t.Errorf("%s: %d earned, want %d", dim, c.Earned, want)
		}
	}
}

// TestAFullPackTakesNoNewValues: what does not fit stands in rows, and counts.
func TestAFullPackTakesNoNewValues(t *testing.T) {
	t.Parallel()
	s := store.Stats{T: memory.New(clock.At(linkNoon))}
	for i := range 200 {
		e := earned(t, i)
		e.Rollups[0].Day, e.Rollups[0].Sub = "2026-11-20", fmt.Sprintf("a-rather-long-sub-id-of-a-campaign-%d", i)
		if err := s.RollUp(t.Context(), []event.Event{e}); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := s.Rows(t.Context(), linkProgram, report.Of(linkPartner), report.Sub, report.Period{From: "2026-11-20", To: "2026-11-20"})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, r := range rows {
		if r.Earned != 10 || seen[r.Row.Value] {
			t.Errorf("%+v", r)
		}
		seen[r.Row.Value] = true
	}
	page, err := s.T.Query(t.Context(), table.Query{PK: "STAT#" + string(linkProgram) + "#" + string(linkPartner), Prefix: "sub#"})
	if err != nil || len(seen) != 200 || len(page.Items) < 100 || len(page.Items) == 200 {
		t.Errorf("%d values, %d of them rows (%v)", len(seen), len(page.Items), err)
	}
}

func TestAnApprovalTouchesTwoRowsAndItsMark(t *testing.T) {
	t.Parallel()
	var written int
	s := store.Stats{T: memory.New(clock.At(linkNoon), memory.WithStream(func(_, _ table.Item) { written++ }))}
	e := earned(t, 1)
	e.Rollups[0].Delta = map[string]int64{report.Pending: -10, report.Approved: 10}
	if err := s.RollUp(t.Context(), []event.Event{e, {ID: "evt_nothing"}}); err != nil {
		t.Fatal(err)
	}
	if written != 3 {
		t.Errorf("%d items were written", written)
	}
}

func TestAnEventOfNoPartnerCountsForTheProgram(t *testing.T) {
	t.Parallel()
	s := store.Stats{T: memory.New(clock.At(linkNoon))}
	e := earned(t, 1)
	e.Partner = ""
	if err := s.RollUp(t.Context(), []event.Event{e}); err != nil {
		t.Fatal(err)
	}
	if got := sum(t, s, report.Whole, report.Total); got.Conversions != 1 {
		t.Errorf("%+v", got)
	}
	if got := sum(t, s, "", report.Total); got != (report.Counters{}) {
		t.Errorf("nobody has counters: %+v", got)
	}
}
