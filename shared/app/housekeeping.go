package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/store"
)

// Housekeeping does what must happen now and then, each part whether or not
// another fails: the days' salts, attempts of hooks that have become due,
// events that the stream lost, and, in the first hour of a UTC day, the audit
// of all accounts.
func (b Backends) Housekeeping() Schedule {
	sweep := event.Sweep{Outbox: store.Events{T: b.Table}, Relay: b.Relay()}
	retries := webhook.Sweep{Deliveries: store.Hooks{T: b.Table}, Sender: b.Queue}
	return func(ctx context.Context, now time.Time) error {
		errs := []error{
			click.EnsureSalts(ctx, store.Clicks{T: b.Table}, b.Entropy, now),
			retries.Run(ctx, now),
			sweep.Run(ctx, now),
		}
		if now.Hour() == auditHour && now.Minute() < auditMinutes {
			errs = append(errs, b.auditAll(ctx))
		}
		return errors.Join(errs...)
	}
}

// The audit runs at the one tick of the day that falls into these minutes.
const (
	auditHour    = 3
	auditMinutes = 5
)

func (b Backends) auditAll(ctx context.Context) error {
	findings, _, err := b.Audit(ctx)
	for _, f := range findings {
		b.Log.Error("ledger finding", "program_id", f.Account.Program, "partner_id", f.Account.Partner, "seq", f.Seq, "what", f.What)
	}
	if len(findings) > 0 {
		err = errors.Join(err, fmt.Errorf("the ledger audit found %d faults", len(findings)))
	}
	return err
}

// Audit folds every account of every program against its balance and returns
// what is wrong and how many accounts there are.
func (b Backends) Audit(ctx context.Context) (findings []ledger.Finding, accounts int, err error) {
	ids, err := store.Programs{T: b.Table, Clock: b.Clock}.All(ctx)
	if err != nil {
		return nil, 0, fmt.Errorf("list programs: %w", err)
	}
	ledgers := store.Ledgers{T: b.Table}
	for _, p := range ids {
		as, err := ledgers.Accounts(ctx, p)
		if err != nil {
			return findings, accounts, fmt.Errorf("list the accounts of %s: %w", p, err)
		}
		for _, a := range as {
			fs, err := ledgers.Audit(ctx, a)
			if err != nil {
				return findings, accounts, fmt.Errorf("audit the account of %s: %w", a.Partner, err)
			}
			findings, accounts = append(findings, fs...), accounts+1
		}
	}
	return findings, accounts, nil
}

// Housekeeping makes the handler of functions/housekeeping.
func Housekeeping(_ context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "CONVERSIONS_QUEUE_URL", "PAYOUTS_QUEUE_URL", "NOTICES_QUEUE_URL", "WEBHOOKS_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	k.withQueues()
	return k.Run.Schedule(k.Backends.Housekeeping()), nil
}
