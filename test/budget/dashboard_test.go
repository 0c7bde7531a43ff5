package budget_test

import (
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
)

// dashboards reads what the two overviews show of 30 days and the 30 before,
// after so many clicks on each of the last days.
func dashboards(t *testing.T, clicksADay int) (partner, program tabletest.Usage, gross int64) {
	t.Helper()
	s, maya, _ := open(t)
	for range 40 {
		for range clicksADay {
			click(t, s, maya)
		}
		if err := s.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		s.Manual.Advance(24 * time.Hour)
		if err := s.Run(t.Context(), "Housekeeping"); err != nil {
			t.Fatal(err)
		}
	}
	stats := store.Stats{T: s.Table}
	reader := report.Reader{Store: stats}
	period, err := report.Between("2026-03-21", "2026-04-19")
	if err != nil {
		t.Fatal(err)
	}
	asked := report.Asked{Program: s.Program.ID, Currency: money.Currency("EUR"), Period: period}
	partner = costs(s, func() {
		if _, err := reader.Partner(t.Context(), asked, maya.ID); err != nil {
			t.Fatal(err)
		}
	})
	program = costs(s, func() {
		whole, err := reader.Whole(t.Context(), asked)
		if err != nil {
			t.Fatal(err)
		}
		gross = whole.Clicks.Gross + whole.ClicksThen.Gross
	})
	return partner, program, gross
}

func TestDashboardsCostByTheDayNotByTheClick(t *testing.T) {
	t.Parallel()
	fewPartner, fewProgram, few := dashboards(t, 2)
	manyPartner, manyProgram, many := dashboards(t, 50)
	if few != 40*2 || many != 40*50 {
		t.Fatalf("the reports count %d and %d clicks", few, many)
	}
	for name, u := range map[string][2]tabletest.Usage{"partner": {fewPartner, manyPartner}, "program": {fewProgram, manyProgram}} {
		// A count of more digits may be what makes a page one unit longer.
		if more := u[1].RRU - u[0].RRU; more > 0.5 || u[0].Trips != u[1].Trips {
			t.Errorf("a %s's overview costs %+v after few clicks and %+v after many", name, u[0], u[1])
		}
	}
	for name, u := range map[string]tabletest.Usage{"partner": manyPartner, "program": manyProgram} {
		t.Logf("%s: %+v", name, u)
		if u.Trips > 1 || u.RRU > 16 || u.WRU > 0 {
			t.Errorf("%s: %+v, at most 1 trip and 16 read units", name, u)
		}
	}
}
