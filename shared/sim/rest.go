package sim

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

// settle lets everything come to rest without faults: queues and stream empty,
// holdbacks over, everything payable paid.
func (w *world) settle() error {
	w.calm, w.phase = true, next
	for _, o := range w.shop.orders {
		if !o.told {
			if err := w.sell(); err != nil {
				return err
			}
		}
	}
	if err := w.rateAll(); err != nil {
		return err
	}
	if err := w.drain(); err != nil {
		return err
	}
	w.clock.Advance(redriveAfter + time.Hour) // clocks went wrong, too
	w.redrive()
	if err := w.drain(); err != nil {
		return err
	}
	if err := w.quietly(w.countClicks); err != nil {
		return err
	}
	if err := w.giveAll(); err != nil {
		return err
	}
	for range 12 {
		if err := w.fiveDays(); err != nil {
			return err
		}
	}
	return w.drain()
}

// fiveDays lets schedules, managers and providers do what they do in five days.
func (w *world) fiveDays() error {
	if err := w.drain(); err != nil {
		return err
	}
	next := w.clock.Now().Add(5 * 24 * time.Hour)
	w.clock.Advance(next.Truncate(time.Hour).Sub(w.clock.Now())) // some things are done at full hours only
	if err := w.may(w.backends.CommissionApproval()); err != nil {
		return err
	}
	if err := w.may(w.backends.PayoutReconciler()); err != nil {
		return err
	}
	if err := w.ratePayouts(lastRate); err != nil {
		return err
	}
	if err := w.payRest(); err != nil {
		return err
	}
	if err := w.drain(); err != nil {
		return err
	}
	return w.hearAll()
}

// payRest approves the runs that are left over, and makes one more.
func (w *world) payRest() error {
	return w.quietly(func(ctx context.Context) error {
		r := w.runner()
		for _, by := range slices.Compact(slices.Clone(w.rails)) {
			if _, err := r.Plan(ctx, payout.Terms{Program: w.program, Rail: by}, w.clock.Now().String(), "usr_manager"); err != nil {
				return err
			}
		}
		batches, err := store.Payouts{T: w.table}.Batches(ctx, w.program, page.Request{Limit: 200})
		if err != nil {
			return err
		}
		for _, b := range batches.Data {
			if err := w.finish(ctx, r, b); err != nil {
				return fmt.Errorf("finish the run %s (%s): %w", b.ID, b.Status, err)
			}
			if err := w.operate(ctx, r, b.ID); err != nil {
				return fmt.Errorf("look after the run %s: %w", b.ID, err)
			}
		}
		return w.payAsked(ctx, r)
	})
}

func (w *world) finish(ctx context.Context, r payout.Runner, b payout.Batch) error {
	switch b.Status {
	case payout.Draft, payout.Reviewed, payout.Approved, payout.Running:
		if !b.Planned {
			_, err := r.Cancel(ctx, w.program, b.ID, "never planned to its end")
			return err
		}
		_, err := r.Approve(ctx, w.program, b.ID, payout.Approver{User: "usr_manager", Fresh: true})
		return err
	case payout.Closed, payout.BatchCancelled:
	}
	return nil
}

// operate does what a person must: a payout whose key the provider has
// forgotten is resolved by a look into the provider's book.
func (w *world) operate(ctx context.Context, r payout.Runner, b id.Batch) error {
	payouts, err := store.Payouts{T: w.table}.OfBatch(ctx, b)
	if err != nil {
		return err
	}
	for _, p := range payouts {
		if p.Status != payout.Reconciling {
			continue
		}
		if err := r.Resolve(ctx, w.program, p.ID, w.paid(p) > 0, "looked it up"); err != nil {
			return err
		}
	}
	return nil
}
