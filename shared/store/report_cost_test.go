package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
)

// metering is a reader whose reads are metered, over 60 days of a partner with
// so many clicks a day: by 3 links, 8 sub-ids, 2 devices and 5 countries.
func metering(t *testing.T, clicks int64) (report.Reader, *tabletest.Meter) {
	t.Helper()
	tab := memory.New(clock.At(linkNoon))
	meter := tabletest.NewMeter(tab)
	own := report.Row{Program: linkProgram, Scope: report.Of(linkPartner), Dim: report.Total}
	whole := own
	whole.Scope = report.Whole
	for i := range 60 {
		own.Day = linkNoon.Add(time.Duration(-i) * 24 * time.Hour).Format(time.DateOnly)
		whole.Day = own.Day
		ds := []report.Delta{{Row: own}, {Row: whole}, {Row: whole.By(report.Partner, string(linkPartner))}}
		for dim, values := range map[report.Dim]int{report.Link: 3, report.Sub: 8, report.Device: 2, report.Country: 5} {
			for v := range values {
				ds = append(ds, report.Delta{Row: own.By(dim, fmt.Sprintf("%s-%d", dim, v))})
			}
		}
		for j := range ds {
			ds[j].Add = map[string]int64{report.Gross: clicks, report.Unique: clicks}
		}
		if err := (store.Stats{T: tab}).Fold(t.Context(), ds); err != nil {
			t.Fatal(err)
		}
	}
	s := store.Stats{T: meter}
	return report.Reader{Store: s}, meter
}

// TestReportsReadDaysNeverClicks: G12. A dashboard of 30 days and the 30 before
// is one read of at most 16 units, a report by day one, a breakdown few, and a
// thousand times the clicks cost not one unit more.
func TestReportsReadDaysNeverClicks(t *testing.T) {
	t.Parallel()
	period, err := report.Named(report.Last30, linkNoon, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	asked := report.Asked{Program: linkProgram, Currency: "EUR", Period: period}
	ask := func(scope report.Scope, by report.Dim, values map[report.Dim]string) func(report.Reader) error {
		return func(r report.Reader) error {
			q, err := report.Question{Asked: asked, Scope: scope, Compare: true}.Ask(by, values)
			if err != nil {
				return err
			}
			_, err = r.Report(t.Context(), q)
			return err
		}
	}
	own := report.Of(linkPartner)
	for name, c := range map[string]struct {
		read  func(report.Reader) error
		trips int
		rru   float64
	}{
		"the partner's dashboard": {func(r report.Reader) error { _, err := r.Partner(t.Context(), asked, linkPartner); return err }, 1, 16},
		"the program's dashboard": {func(r report.Reader) error { _, err := r.Whole(t.Context(), asked); return err }, 1, 16},
		"by day":                  {ask(own, report.Day, nil), 1, 16},
		"by month":                {ask(own, report.Month, nil), 1, 16},
		"by sub-id":               {ask(own, report.Sub, nil), 3, 16},
		"one sub-id by day":       {ask(own, report.Day, map[report.Dim]string{report.Sub: "sub-1"}), 2, 16},
		"by partner":              {ask(report.Whole, report.Partner, nil), 3, 16},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var used [2]tabletest.Usage
			for i, clicks := range []int64{1e3, 1e6} {
				reader, meter := metering(t, clicks)
				if err := c.read(reader); err != nil {
					t.Fatal(err)
				}
				used[i] = meter.Snapshot()
			}
			if d := cmp.Diff(used[0], used[1]); d != "" {
				t.Errorf("a million clicks cost other reads than a thousand: %s", d)
			}
			if used[0].Trips > c.trips || used[0].RRU > c.rru || used[0].WRU != 0 {
				t.Errorf("%+v, want at most %d trips and %v units", used[0], c.trips, c.rru)
			}
		})
	}
}

// TestTheProgramsBestPartnersCostByTheDay: 20 partners with clicks and sales on
// each of 30 days are read for at most a unit a day.
func TestTheProgramsBestPartnersCostByTheDay(t *testing.T) {
	t.Parallel()
	tab := memory.New(clock.At(linkNoon))
	meter := tabletest.NewMeter(tab)
	s := store.Stats{T: tab}
	n := 0
	for day := range 30 {
		var ds []report.Delta
		var es []event.Event
		whole := report.Row{Program: linkProgram, Scope: report.Whole, Dim: report.Total, Day: linkNoon.AddDate(0, 0, -day).Format(time.DateOnly)}
		for p := range 20 {
			partner := id.Partner(fmt.Sprintf("ptr_%026d", p))
			ds = append(ds, report.Delta{Row: whole.By(report.Partner, string(partner)), Add: map[string]int64{report.Gross: 90, report.Unique: 80, report.Invalid: 10}})
			e := earned(t, n)
			e.Partner, e.Rollups[0].Day = partner, whole.Day
			es = append(es, e)
			n++
		}
		if err := s.Fold(t.Context(), append(ds, report.Delta{Row: whole, Add: map[string]int64{report.Gross: 1800}})); err != nil {
			t.Fatal(err)
		}
		if err := s.RollUp(t.Context(), es); err != nil {
			t.Fatal(err)
		}
	}
	period, err := report.Named(report.Last30, linkNoon, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	q, err := report.Question{Asked: report.Asked{Program: linkProgram, Currency: "EUR", Period: period}, Scope: report.Whole}.Ask(report.Partner, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := report.Reader{Store: store.Stats{T: meter}}.Report(t.Context(), q)
	if err != nil || len(got.Lines) != 20 || got.Lines[0].Now.Invalid != 300 || got.Lines[0].Now.Sales != 30 {
		t.Fatalf("%d lines, %v", len(got.Lines), err)
	}
	if used := meter.Snapshot(); used.RRU > 31 || used.Trips > 3 {
		t.Errorf("%+v", used)
	} else {
		t.Logf("%v units", used.RRU)
	}
}
