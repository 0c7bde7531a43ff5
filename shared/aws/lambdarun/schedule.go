package lambdarun

import (
	"context"
	"time"
)

// Schedule runs f at each tick. The time is the clock's, never the event's: a
// tick that comes late or twice finds the same work.
func (r Runtime) Schedule(f func(ctx context.Context, now time.Time) error) Handler {
	return HandlerFunc(func(ctx context.Context, _ []byte) ([]byte, error) {
		start := r.Clock.Now()
		if err := f(ctx, start); err != nil {
			r.Log.ErrorContext(ctx, "run", KeyDuration, r.since(start), KeyError, err.Error())
			return nil, err
		}
		r.Log.InfoContext(ctx, "run", KeyDuration, r.since(start))
		return []byte("null"), nil
	})
}
