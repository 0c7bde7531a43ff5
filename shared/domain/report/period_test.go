package report_test

import (
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestNamedPeriods(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 21, 23, 30, 0, 0, time.UTC) // Sunday the 22nd in Berlin
	for _, c := range []struct {
		name         report.Name
		want, before report.Period
	}{
		{report.Today, report.Period{From: "2026-11-22", To: "2026-11-22"}, report.Period{From: "2026-11-21", To: "2026-11-21"}},
		{report.Last7, report.Period{From: "2026-11-16", To: "2026-11-22"}, report.Period{From: "2026-11-09", To: "2026-11-15"}},
		{report.Last30, report.Period{From: "2026-10-24", To: "2026-11-22"}, report.Period{From: "2026-09-24", To: "2026-10-23"}},
		{"", report.Period{From: "2026-10-24", To: "2026-11-22"}, report.Period{From: "2026-09-24", To: "2026-10-23"}},
		{report.ThisWeek, report.Period{From: "2026-11-16", To: "2026-11-22"}, report.Period{From: "2026-11-09", To: "2026-11-15"}},
		{report.ThisMonth, report.Period{From: "2026-11-01", To: "2026-11-22"}, report.Period{From: "2026-10-10", To: "2026-10-31"}},
		{report.LastMonth, report.Period{From: "2026-10-01", To: "2026-10-31"}, report.Period{From: "2026-08-31", To: "2026-09-30"}},
	} {
		got, err := report.Named(c.name, now, berlin)
		if err != nil || got != c.want || got.Previous() != c.before {
			t.Errorf("%q: %v before it %v (%v)", c.name, got, got.Previous(), err)
		}
		if got.Days() != got.Previous().Days() || len(got.Each()) != got.Days() {
			t.Errorf("%q: %d and %d days, %d named", c.name, got.Days(), got.Previous().Days(), len(got.Each()))
		}
	}
	if _, err := report.Named("century", now, berlin); !fault.Is(err, fault.Invalid) {
		t.Errorf("a century: %v", err)
	}
}

func TestAWeekBeginsOnMonday(t *testing.T) {
	t.Parallel()
	monday := time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC)
	for i := range 7 {
		p, err := report.Named(report.ThisWeek, monday.AddDate(0, 0, i), time.UTC)
		if err != nil || p.From != "2026-11-16" || p.Days() != i+1 {
			t.Errorf("on day %d of the week it is %v (%v)", i, p, err)
		}
	}
}

func TestDatedPeriods(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, from, to string
		days           int // 0: refused
	}{
		{"one day", "2026-11-21", "2026-11-21", 1},
		{"over the end of summer time", "2026-10-24", "2026-10-26", 3},
		{"a leap year", "2028-01-01", "2028-12-31", 366},
		{"a day too many", "2027-01-01", "2028-01-02", 0},
		{"the wrong way round", "2026-11-22", "2026-11-21", 0},
		{"a day that does not exist", "2026-02-30", "2026-03-01", 0},
		{"no days", "", "", 0},
		{"a day with a key's separator", "2026-11-2#", "2026-11-30", 0},
		{"a day of long ago", "0001-01-01", "0001-01-02", 0},
		{"a time", "2026-11-21T00:00:00Z", "2026-11-22", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p, err := report.Between(c.from, c.to)
			if c.days == 0 && !fault.Is(err, fault.Invalid) || c.days > 0 && (err != nil || p.Days() != c.days) {
				t.Errorf("got %v %v", p, err)
			}
		})
	}
}
