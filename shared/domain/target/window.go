package target

import (
	"time"
)

// Window is a stretch of days, yyyy-mm-dd in the program's zone, both ends
// within it.
type Window struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Has tells whether a day lies in the window.
func (w Window) Has(day string) bool { return w.From <= day && day <= w.To }

// Period is how long is measured.
type Period string

// The periods.
const (
	Month    Period = "month"
	Quarter  Period = "quarter"
	Year     Period = "year"
	Lifetime Period = "lifetime"
)

// Known tells whether it is one of the periods.
func (p Period) Known() bool {
	switch p {
	case Month, Quarter, Year, Lifetime:
		return true
	}
	return false
}

const dayLayout = "2006-01-02"

// ever is a day before all programs.
const ever = "2000-01-01"

// At returns the period that the day lies in, whole: its end may lie ahead.
// Lifetime ends with the day.
func (p Period) At(day string) Window {
	t, err := time.Parse(dayLayout, day)
	if err != nil {
		return Window{}
	}
	switch p {
	case Month:
		return months(t.Year(), int(t.Month()), 1)
	case Quarter:
		return months(t.Year(), (int(t.Month())-1)/3*3+1, 3)
	case Year:
		return months(t.Year(), 1, 12)
	case Lifetime:
	}
	return Window{ever, day}
}

// Before returns the period that closed last before the day; Lifetime never
// closes, and has none.
func (p Period) Before(day string) (Window, bool) {
	first, err := time.Parse(dayLayout, p.At(day).From)
	if p == Lifetime || err != nil {
		return Window{}, false
	}
	return p.At(first.AddDate(0, 0, -1).Format(dayLayout)), true
}

func months(year, month, n int) Window {
	first := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	return Window{first.Format(dayLayout), first.AddDate(0, n, -1).Format(dayLayout)}
}
