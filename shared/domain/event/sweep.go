package event

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// How far a sweep looks back when all is well, and how much it catches up in
// one run when it was away.
const (
	sweepBack  = 15 * time.Minute
	sweepChunk = 2 * time.Hour
	tellAtOnce = 100
)

// Outbox is where events lie, and the mark up to which they were swept.
type Outbox interface {
	// Minute returns the events written in the minute that begins then.
	Minute(ctx context.Context, minute time.Time) ([]Raw, error)
	// Swept returns the mark, the zero time when there is none yet.
	Swept(ctx context.Context) (time.Time, error)
	MarkSwept(ctx context.Context, t time.Time) error
}

// Sweep tells again what lies in the outbox, so that an event is told even
// when the stream lost it.
type Sweep struct {
	Outbox Outbox
	Relay  Relay
}

// Run tells the last quarter of an hour once more. After a pause it first goes
// on from where the last run came to, two hours at a time.
func (s Sweep) Run(ctx context.Context, now time.Time) error {
	mark, err := s.Outbox.Swept(ctx)
	if err != nil {
		return fmt.Errorf("read how far the outbox was swept: %w", err)
	}
	if mark.IsZero() || mark.After(now) {
		mark = now
	}
	from, recent := mark.Add(-sweepBack), now.Add(-sweepBack)
	to := earlier(now, from.Add(sweepChunk))
	if _, err = s.Replay(ctx, from, to); err == nil {
		err = s.Outbox.MarkSwept(ctx, to)
	}
	if to.Before(now) {
		if recent.Before(to) {
			recent = to
		}
		_, again := s.Replay(ctx, recent, now)
		err = errors.Join(err, again)
	}
	return err
}

// Replay tells every event written from the minute of from to that of to, both
// included, and returns how many there were. Trouble with one minute does not
// keep it from the next.
func (s Sweep) Replay(ctx context.Context, from, to time.Time) (int, error) {
	var errs []error
	told := 0
	for m := from.Truncate(time.Minute); !m.After(to); m = m.Add(time.Minute) {
		n, err := s.minute(ctx, m)
		told += n
		if err != nil {
			errs = append(errs, fmt.Errorf("tell the events of %s again: %w", m.Format(time.RFC3339), err))
		}
		if ctx.Err() != nil {
			break
		}
	}
	return told, errors.Join(errs...)
}

func (s Sweep) minute(ctx context.Context, m time.Time) (int, error) {
	raws, err := s.Outbox.Minute(ctx, m)
	told := 0
	for len(raws) > 0 && err == nil {
		n := min(len(raws), tellAtOnce)
		if _, err = s.Relay.Tell(ctx, raws[:n]); err == nil {
			told += n
		}
		raws = raws[n:]
	}
	return told, err
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
