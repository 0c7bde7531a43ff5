package conversion

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// ClickCounts knows the unique clicks of a day, by partner; those of holdout
// links are left out.
type ClickCounts interface {
	Unique(ctx context.Context, p id.Program, day string) (map[id.Partner]int64, error)
}

// DailyClicks pays for clicks where an offer does: one commission for a partner
// and day, once the day has been over for so long that late clicks are counted.
type DailyClicks struct {
	Deeds
	Clicks ClickCounts
}

// Of how many days ago the youngest and the oldest day is that a run pays for:
// what one run missed, the next ones do.
const (
	youngestClicks = 2
	oldestClicks   = 5
)

// Run pays a program's clicks and returns how many commissions it made. Any
// number of runs pays a day once; more says when to stop.
func (c DailyClicks) Run(ctx context.Context, p id.Program, more func() bool) (int, error) {
	rules, err := c.Rules.Rules(ctx, p)
	if err != nil || rules.Program.Status != program.Live {
		return 0, err
	}
	now, zone := c.Clock.Now(), rules.Program.Location()
	done := 0
	var errs []error
	for ago := oldestClicks; ago >= youngestClicks; ago-- {
		day := clock.Day(now.AddDate(0, 0, -ago), zone)
		at, err := clock.ParseDay(day, zone)
		if err != nil {
			return done, fmt.Errorf("read a day: %w", err)
		}
		o := occasion{rules: rules, report: Report{Program: p, Kind: Kind(offer.Click), OccurredAt: at, ReceivedAt: at.AddDate(0, 0, 1)}, now: now}
		if len(o.inForce()) == 0 {
			continue
		}
		n, err := c.day(ctx, o, day, more)
		done, errs = done+n, append(errs, err)
	}
	return done, errors.Join(errs...)
}

// day pays what a day's clicks earn, whatever is paid already left out.
func (c DailyClicks) day(ctx context.Context, o occasion, day string, more func() bool) (int, error) {
	counts, err := c.Clicks.Unique(ctx, o.report.Program, day)
	if err != nil {
		return 0, err
	}
	done := 0
	var errs []error
	for _, partner := range slices.Sorted(maps.Keys(counts)) {
		if counts[partner] <= 0 {
			continue
		}
		if !more() {
			break
		}
		_, paid, err := c.give(ctx, o, Deed{
			Program: o.report.Program, Partner: partner, Trigger: offer.Click, Key: "clicks " + day, At: o.report.OccurredAt, Known: o.report.ReceivedAt, Count: counts[partner],
		})
		if err != nil {
			errs = append(errs, fmt.Errorf("pay the clicks of %s on %s: %w", partner, day, err))
		}
		if paid {
			done++
		}
	}
	return done, errors.Join(errs...)
}
