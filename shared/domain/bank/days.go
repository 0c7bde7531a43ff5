package bank

import "time"

// Calendar says on which days a payment system is closed beside the weekends.
type Calendar func(day time.Time) bool

// Next returns the first day after t's on which the system is open.
func (c Calendar) Next(t time.Time) time.Time {
	d := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC).AddDate(0, 0, 1)
	for d.Weekday() == time.Saturday || d.Weekday() == time.Sunday || c(d) {
		d = d.AddDate(0, 0, 1)
	}
	return d
}

// TARGET is closed on New Year's Day, Good Friday, Easter Monday, 1 May, and the
// two days of Christmas.
func TARGET(day time.Time) bool {
	switch day.Format("01-02") {
	case "01-01", "05-01", "12-25", "12-26":
		return true
	}
	e := easter(day.Year())
	return same(day, e.AddDate(0, 0, -2)) || same(day, e.AddDate(0, 0, 1))
}

// FederalReserve is closed on the federal holidays of the United States; one on
// a Sunday is kept on the Monday.
func FederalReserve(day time.Time) bool {
	for _, fixed := range []struct {
		month time.Month
		day   int
	}{{time.January, 1}, {time.June, 19}, {time.July, 4}, {time.November, 11}, {time.December, 25}} {
		h := time.Date(day.Year(), fixed.month, fixed.day, 0, 0, 0, 0, time.UTC)
		if h.Weekday() == time.Sunday {
			h = h.AddDate(0, 0, 1)
		}
		if same(day, h) {
			return true
		}
	}
	nth := (day.Day() + 6) / 7
	monday, thursday := day.Weekday() == time.Monday, day.Weekday() == time.Thursday
	switch day.Month() {
	case time.January, time.February:
		return monday && nth == 3
	case time.May:
		return monday && day.Day() > 24
	case time.September:
		return monday && nth == 1
	case time.October:
		return monday && nth == 2
	case time.November:
		return thursday && nth == 4
	default:
		return false
	}
}

func same(a, b time.Time) bool { return a.YearDay() == b.YearDay() && a.Year() == b.Year() }

// easter returns Easter Sunday of a year, by the anonymous Gregorian rule.
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

var (
	_ Calendar = TARGET
	_ Calendar = FederalReserve
)
