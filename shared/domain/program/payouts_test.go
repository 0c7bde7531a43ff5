package program_test

import (
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

func TestRunsAreDueByTheProgramsOwnCalendar(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pay        program.Payouts
		now        string
		last, next string
	}{
		"monthly on the 1st unless said otherwise": {program.Payouts{}, "2026-11-21T12:00:00Z", "2026-11-01", "2026-12-01"},
		"monthly on a day":                         {program.Payouts{Schedule: program.Monthly, Day: 28}, "2026-03-01T12:00:00Z", "2026-02-28", "2026-03-28"},
		"twice a month":                            {program.Payouts{Schedule: program.TwiceMonthly}, "2026-11-21T12:00:00Z", "2026-11-15", "2026-12-01"},
		"weekly":                                   {program.Payouts{Schedule: program.Weekly, Weekday: time.Friday}, "2026-11-21T12:00:00Z", "2026-11-20", "2026-11-27"},
		"the day begins where the program is":      {program.Payouts{Schedule: program.Weekly, Weekday: time.Sunday}, "2026-11-21T23:30:00Z", "2026-11-22", "2026-11-29"},
		"by hand only":                             {program.Payouts{Schedule: program.ByHand}, "2026-11-21T12:00:00Z", "", ""},
		"at the very start of the day":             {program.Payouts{}, "2026-10-31T23:00:00Z", "2026-11-01", "2026-11-01"},
		"in the week of the clock's change":        {program.Payouts{Schedule: program.Weekly, Weekday: time.Sunday}, "2026-10-26T00:00:00Z", "2026-10-25", "2026-11-01"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now, err := time.Parse(time.RFC3339, c.now)
			if err != nil {
				t.Fatal(err)
			}
			p := program.Program{Zone: "Europe/Berlin", Payouts: c.pay}
			if got := day(p.LastRun(now)); got != c.last {
				t.Errorf("the last run was due on %q, want %q", got, c.last)
			}
			if got := day(p.NextRun(now)); got != c.next {
				t.Errorf("the next run is due on %q, want %q", got, c.next)
			}
		})
	}
}

func day(at time.Time, ok bool) string {
	if !ok {
		return ""
	}
	return at.Format(time.DateOnly)
}

func TestAFeeIsFlatAndAShareUpToItsCap(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fee  program.Fee
		sum  int64
		want int64
	}{
		"none":              {program.Fee{}, 10000, 0},
		"flat":              {program.Fee{FlatMinor: 225}, 10000, 225},
		"flat and a share":  {program.Fee{FlatMinor: 225, BasisPoints: 25}, 10000, 250},
		"half to even":      {program.Fee{BasisPoints: 100}, 250, 2},
		"up to the cap":     {program.Fee{BasisPoints: 200, CapMinor: 2000}, 1000000, 2000},
		"more than the sum": {program.Fee{FlatMinor: 225}, 100, 225},
	} {
		got, err := c.fee.Of(money.Must(c.sum, "EUR"))
		if err != nil || got != c.want {
			t.Errorf("%s: %d, %v, want %d", name, got, err, c.want)
		}
	}
}
