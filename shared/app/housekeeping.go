package app

import (
	"context"
	"errors"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/store"
)

// Housekeeping does what must happen now and then, each part whether or not
// another fails: the days' salts, attempts of hooks that have become due,
// events that the stream lost, clicks that wait in the redirect's log, what the
// month before has brought, and once
// in a UTC day the audit of all accounts, the recount of clicks, what offers pay
// for clicks, and the tiers.
func (b Backends) Housekeeping() Schedule {
	sweep := event.Sweep{Outbox: store.Events{T: b.Table}, Relay: b.Relay()}
	retries := webhook.Sweep{Deliveries: store.Hooks{T: b.Table}, Sender: b.Queue}
	return func(ctx context.Context, now time.Time) error {
		errs := []error{
			click.EnsureSalts(ctx, store.Clicks{T: b.Table}, b.Entropy, now),
			retries.Run(ctx, now),
			sweep.Run(ctx, now),
			b.sendKept(ctx, now),
			b.fetchRates(ctx, now),
			b.tellMonths(ctx, now),
		}
		if now.Hour() == recountHour && now.Minute() < recountMinutes {
			errs = append(errs, b.recount(ctx, now))
		}
		if now.Hour() == clicksHour && now.Minute() < recountMinutes {
			errs = append(errs, b.payClicks(ctx))
		}
		if now.Hour() == moveHour {
			errs = append(errs, b.moveTiers(ctx, now))
		}
		return errors.Join(errs...)
	}
}

// The recount runs at the one tick of the day that falls into these minutes.
const (
	recountHour    = 4
	recountMinutes = 5
)

// sendKept sends on what the redirect kept in its log.
func (b Backends) sendKept(ctx context.Context, now time.Time) error {
	if b.Kept == nil {
		return nil
	}
	n, err := click.Kept{Log: b.Kept, Mark: store.Clicks{T: b.Table}, Queue: b.Queue, Keys: b.Keys}.Run(ctx, now)
	if n > 0 {
		b.Log.Warn("clicks sent on from the log", "clicks", n)
	}
	return err
}

// Recounter counts days of clicks again.
func (b Backends) Recounter() click.Recount {
	clicks := store.Clicks{T: b.Table}
	return click.Recount{Shelf: b.Shelf, Store: clicks, Counters: store.Stats{T: b.Table}, Days: clicks, Keys: b.Keys}
}

func (b Backends) recount(ctx context.Context, now time.Time) error {
	if b.Shelf == nil {
		return nil
	}
	found, err := b.Recounter().Nightly(ctx, now)
	for _, c := range found {
		b.Log.Warn("counters set right", "program_id", c.Program, "day", c.Day, "short", c.Short, "rows", c.Rows)
	}
	return err
}

// Housekeeping makes the handler of functions/housekeeping.
func Housekeeping(ctx context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "CLICKS_QUEUE_URL", "CONVERSIONS_QUEUE_URL", "PAYOUTS_QUEUE_URL", "NOTICES_QUEUE_URL", "WEBHOOKS_QUEUE_URL",
		"CLICK_KEYS_SECRET", "ARCHIVE_BUCKET", "REDIRECT_LOG_GROUP")
	if err != nil {
		return nil, err
	}
	k.withQueues()
	k.withCaller()
	k.withArchive()
	k.withKept()
	watched, err := k.withKeys(ctx)
	if err != nil {
		return nil, err
	}
	return watched(k.Run.Schedule(k.Backends.Housekeeping())), nil
}
