package report

import (
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// maxDays is how long a period is at most; with the period before it a report
// reads two years of days.
const maxDays = 366

// firstDay is before everything that was ever counted.
const firstDay = "2000-01-01"

// Period is a run of days, both ends included, as yyyy-mm-dd in the program's
// zone. It is made by Named or Between and valid by that.
type Period struct{ From, To string }

// Name is a period that is named instead of dated.
type Name string

// The names. A running week (from Monday) or month ends today.
const (
	Today     Name = "today"
	Last7     Name = "7d"
	Last30    Name = "30d"
	ThisWeek  Name = "week"
	ThisMonth Name = "month"
	LastMonth Name = "last_month"
)

// Named returns the period of that name at a moment, the last 30 days for "".
// An unknown name is Invalid.
func Named(n Name, now time.Time, zone *time.Location) (Period, error) {
	today, err := date(clock.Day(now, zone))
	if err != nil {
		return Period{}, err
	}
	first := today.AddDate(0, 0, 1-today.Day())
	switch n {
	case Today:
		return span(today, today), nil
	case Last7:
		return span(today.AddDate(0, 0, -6), today), nil
	case Last30, "":
		return span(today.AddDate(0, 0, -29), today), nil
	case ThisWeek:
		return span(today.AddDate(0, 0, -(int(today.Weekday())+6)%7), today), nil
	case ThisMonth:
		return span(first, today), nil
	case LastMonth:
		return span(first.AddDate(0, -1, 0), first.AddDate(0, 0, -1)), nil
	}
	return Period{}, badPeriod("is not one of today, 7d, 30d, week, month, last_month")
}

// Between returns the period of two days. Days that do not exist, a wrong
// order and more than 366 days are Invalid.
func Between(from, to string) (Period, error) {
	f, err := date(from)
	if err != nil {
		return Period{}, err
	}
	t, err := date(to)
	if err != nil {
		return Period{}, err
	}
	p := span(f, t)
	if n := p.Days(); n < 1 || n > maxDays {
		return Period{}, badPeriod("must have 1 to 366 days")
	}
	return p, nil
}

// Days returns how many days the period has.
func (p Period) Days() int {
	from, to := p.dates()
	return int(to.Sub(from)/(24*time.Hour)) + 1
}

// Previous returns the equal period right before.
func (p Period) Previous() Period {
	from, _ := p.dates()
	return span(from.AddDate(0, 0, -p.Days()), from.AddDate(0, 0, -1))
}

// Each returns the period's days in order.
func (p Period) Each() []string {
	from, _ := p.dates()
	days := make([]string, p.Days())
	for i := range days {
		days[i] = clock.Day(from.AddDate(0, 0, i), time.UTC)
	}
	return days
}

// step returns what a day is counted into: itself, or in a period of more than
// a year the first of its month.
func (p Period) step() func(day string) string {
	if p.Days() <= maxDays {
		return func(day string) string { return day }
	}
	return func(day string) string { return day[:len("2006-01")] + "-01" }
}

// Has tells whether the day lies in the period.
func (p Period) Has(day string) bool { return p.From <= day && day <= p.To }

// dates reads the ends as UTC midnights: dates have no zone.
func (p Period) dates() (from, to time.Time) {
	from, _ = clock.ParseDay(p.From, time.UTC)
	to, _ = clock.ParseDay(p.To, time.UTC)
	return from, to
}

func date(day string) (time.Time, error) {
	t, err := clock.ParseDay(day, time.UTC)
	if err != nil || t.Year() < 2000 || t.Year() > 9998 {
		return t, badPeriod("needs days of the form 2026-11-21")
	}
	return t, nil
}

func span(from, to time.Time) Period {
	return Period{clock.Day(from, time.UTC), clock.Day(to, time.UTC)}
}

func badPeriod(why string) error {
	return fault.New(fault.Invalid, "report.bad_period", "the period %s", why)
}
