package local

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A timetable tells when a schedule fires next.
type timetable interface {
	next(after time.Time) time.Time
}

// newTimetable reads rate(5 minutes) and cron(0 6 * * ? *) in a time zone.
func newTimetable(expression, zone string) (timetable, error) {
	kind, inner, ok := strings.Cut(strings.TrimSuffix(expression, ")"), "(")
	if !ok || !strings.HasSuffix(expression, ")") {
		return nil, fmt.Errorf("%q is no schedule expression", expression)
	}
	switch kind {
	case "rate":
		return newRate(inner)
	case "cron":
		l, err := time.LoadLocation(zone)
		if err != nil {
			return nil, err
		}
		return newCron(inner, l)
	}
	return nil, fmt.Errorf("schedules of kind %q are not known here", kind)
}

type rate time.Duration

func (r rate) next(after time.Time) time.Time { return after.Add(time.Duration(r)) }

func newRate(s string) (rate, error) {
	n, unit, _ := strings.Cut(s, " ")
	v, err := strconv.Atoi(n)
	if err != nil || v < 1 {
		return 0, fmt.Errorf("rate(%s): no number", s)
	}
	switch strings.TrimSuffix(unit, "s") {
	case "minute":
		return rate(time.Duration(v) * time.Minute), nil
	case "hour":
		return rate(time.Duration(v) * time.Hour), nil
	case "day":
		return rate(time.Duration(v) * 24 * time.Hour), nil
	}
	return 0, fmt.Errorf("rate(%s): no unit", s)
}

// cron holds the sets of minutes, hours, days of the month and months that
// match. Days of the week and years are taken only as "any".
type cron struct {
	zone                         *time.Location
	minutes, hours, days, months map[int]bool
}

func newCron(s string, zone *time.Location) (*cron, error) {
	f := strings.Fields(s)
	if len(f) != 6 || (f[4] != "?" && f[4] != "*") || f[5] != "*" {
		return nil, fmt.Errorf("cron(%s): not known here", s)
	}
	c := &cron{zone: zone}
	for i, field := range []struct {
		into     *map[int]bool
		from, to int
	}{{&c.minutes, 0, 59}, {&c.hours, 0, 23}, {&c.days, 1, 31}, {&c.months, 1, 12}} {
		set, err := cronSet(f[i], field.from, field.to)
		if err != nil {
			return nil, fmt.Errorf("cron(%s): %w", s, err)
		}
		*field.into = set
	}
	return c, nil
}

// cronSet reads *, ?, 5, 1-5, 0/15 and lists of them.
func cronSet(s string, from, to int) (map[int]bool, error) {
	set := map[int]bool{}
	for _, part := range strings.Split(s, ",") {
		span, step, stepped := strings.Cut(part, "/")
		low, high, every := from, to, 1
		if span != "*" && span != "?" {
			first, last, ranged := strings.Cut(span, "-")
			var err error
			if low, err = strconv.Atoi(first); err != nil {
				return nil, err
			}
			switch {
			case ranged:
				if high, err = strconv.Atoi(last); err != nil {
					return nil, err
				}
			case !stepped:
				high = low
			}
		}
		if stepped {
			var err error
			if every, err = strconv.Atoi(step); err != nil || every < 1 {
				return nil, fmt.Errorf("%q is no step", step)
			}
		}
		if low < from || high > to {
			return nil, fmt.Errorf("%q is out of range", part)
		}
		for v := low; v <= high; v += every {
			set[v] = true
		}
	}
	return set, nil
}

func (c *cron) next(after time.Time) time.Time {
	t := after.In(c.zone).Truncate(time.Minute).Add(time.Minute)
	for end := t.AddDate(4, 0, 0); t.Before(end); t = t.Add(time.Minute) {
		if c.minutes[t.Minute()] && c.hours[t.Hour()] && c.days[t.Day()] && c.months[int(t.Month())] {
			return t.UTC()
		}
	}
	return t.UTC()
}

var (
	_ timetable = rate(0)
	_ timetable = (*cron)(nil)
)
