package clock_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

func TestNextMidnight(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ zone, at, want string }{
		"just after midnight waits a day":   {"UTC", "2026-03-01T00:00:00.001Z", "2026-03-02T00:00:00Z"},
		"midnight itself is due":            {"UTC", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z"},
		"winter in Berlin":                  {"Europe/Berlin", "2026-01-10T12:00:00Z", "2026-01-10T23:00:00Z"},
		"summer in Berlin":                  {"Europe/Berlin", "2026-07-10T12:00:00Z", "2026-07-10T22:00:00Z"},
		"the day the clocks go forward":     {"Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-29T22:00:00Z"},
		"west of Greenwich":                 {"America/New_York", "2026-01-11T01:00:00Z", "2026-01-11T05:00:00Z"},
		"where midnight is skipped, at one": {"America/Santiago", "2026-09-05T12:00:00Z", "2026-09-06T04:00:00Z"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			zone, err := time.LoadLocation(c.zone)
			if err != nil {
				t.Fatal(err)
			}
			at, _ := time.Parse(time.RFC3339, c.at)
			if got := clock.NextMidnight(at, zone).Format(time.RFC3339); got != c.want {
				t.Fatalf("%s, want %s", got, c.want)
			}
		})
	}
}
