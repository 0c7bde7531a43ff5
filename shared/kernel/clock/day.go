package clock

import "time"

// dayLayout is ISO 8601's calendar date.
const dayLayout = "2006-01-02"

// Day returns the calendar day of t in the zone, as yyyy-mm-dd. Every report
// and every holdback goes by this one function.
func Day(t time.Time, zone *time.Location) string { return t.In(zone).Format(dayLayout) }

// ParseDay returns the midnight in the zone at which a yyyy-mm-dd day begins.
func ParseDay(day string, zone *time.Location) (time.Time, error) {
	return time.ParseInLocation(dayLayout, day, zone)
}

// NextMidnight returns the first midnight of the zone at or after t, in UTC.
// Where a zone's clocks skip midnight, it is the first instant of that day.
func NextMidnight(t time.Time, zone *time.Location) time.Time {
	l := t.In(zone)
	start := time.Date(l.Year(), l.Month(), l.Day(), 0, 0, 0, 0, zone)
	if start.Equal(l) {
		return start.UTC()
	}
	next := time.Date(l.Year(), l.Month(), l.Day()+1, 0, 0, 0, 0, zone)
	for next.Day() == l.Day() { // midnight does not exist, and was read as an instant before it
		next = next.Add(30 * time.Minute)
	}
	return next.UTC()
}
