package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/provider/manual"
	"github.com/tributaryhq/tributary/shared/store"
)

// Rails returns the rails that every installation has; what a program sets up
// for itself comes beside them.
func Rails() payout.Rails {
	return payout.Rails{Files: map[string]payout.FileRail{payout.Manual: manual.Rail{}}}
}

func (b Backends) runner() payout.Runner {
	return payout.Runner{
		Store: store.Payouts{T: b.Table}, Money: store.Commissions{T: b.Table}, Methods: store.PayoutMethods{T: b.Table},
		Rails: b.AllRails(), Papers: b.papers(), Gate: b.payGate(), Open: payees{b.PayeeSealer}, FX: b.exchanger(), Clock: b.Clock,
	}
}

// approving is the runner that people approve with: it asks for their second
// factor.
func (b Backends) approving() payout.Runner {
	r := b.runner()
	r.SecondFactor = true
	return r
}

// PayoutPlanner plans the runs that live programs' calendars call for, as drafts
// that a manager reviews, and goes on with those that were interrupted.
func (b Backends) PayoutPlanner() Schedule {
	return func(ctx context.Context, now time.Time) error {
		c := b
		c.Clock = clock.At(now)
		programs, runner := store.Programs{T: b.Table, Clock: c.Clock}, c.runner()
		ids, err := programs.All(ctx)
		if err != nil {
			return fmt.Errorf("list programs: %w", err)
		}
		all, err := programs.Load(ctx, ids...)
		if err != nil {
			return fmt.Errorf("load programs: %w", err)
		}
		var errs []error
		for _, p := range all {
			if p.Status == program.Live {
				errs = append(errs, runner.Due(ctx, store.Slots{T: b.Table}, store.Payouts{T: b.Table}, p))
			}
		}
		return errors.Join(errs...)
	}
}

// PayoutSender sends the payouts that the payouts queue orders.
func (b Backends) PayoutSender() lambdarun.Batch {
	r := b.runner()
	return func(ctx context.Context, batch []queue.Message) []error {
		errs := make([]error, len(batch))
		for i, m := range batch {
			if m.Attributes["kind"] == rail.MessageKind {
				errs[i] = b.hear(ctx, r, m.Body)
				continue
			}
			errs[i] = send(ctx, r, m.Body)
		}
		return errs
	}
}

func send(ctx context.Context, r payout.Runner, body string) error {
	var order event.PayoutOrder
	if err := json.Unmarshal([]byte(body), &order); err != nil {
		return fault.Wrap(err, fault.Invalid, "payout.message_unreadable", "The message orders no payout.")
	}
	p, err := id.Parse[id.Payout](order.Payout)
	if err != nil {
		return err
	}
	if err := r.Send(ctx, p); err != nil {
		return fmt.Errorf("send %s: %w", p, err)
	}
	return nil
}

// PayoutReconciler looks after every payout that is not at rest.
func (b Backends) PayoutReconciler() Schedule {
	payouts, r := store.Payouts{T: b.Table}, b.runner()
	return func(ctx context.Context, _ time.Time) error {
		ids, err := payouts.Unfinished(ctx)
		if err != nil {
			return err
		}
		var errs []error
		for _, p := range ids {
			if err := r.Reconcile(ctx, p); err != nil && !fault.IsStale(err) {
				errs = append(errs, fmt.Errorf("reconcile %s: %w", p, err))
			}
		}
		return errors.Join(errs...)
	}
}

// PayoutPlanner makes the handler of functions/payout-planner.
func PayoutPlanner(_ context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s)
	if err != nil {
		return nil, err
	}
	k.Rails = Rails()
	return k.Run.Schedule(k.Backends.PayoutPlanner()), nil
}

// PayoutSender makes the handler of functions/payout-sender.
func PayoutSender(_ context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "KMS_KEY_ID", "DEAD_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	k.Rails = Rails()
	k.withSealer()
	k.withCaller()
	return k.Run.Queue(k.Backends.PayoutSender(), k.Dead()), nil
}

// PayoutReconciler makes the handler of functions/payout-reconciler.
func PayoutReconciler(_ context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "KMS_KEY_ID")
	if err != nil {
		return nil, err
	}
	k.Rails = Rails()
	k.withSealer()
	k.withCaller()
	return k.Run.Schedule(k.Backends.PayoutReconciler()), nil
}
