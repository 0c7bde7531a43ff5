package payout

import (
	"context"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Approve lets the money of a planned batch go, as soon as enough people have
// signed. Called again, it goes on where it stopped.
func (r Runner) Approve(ctx context.Context, program id.Program, bid id.Batch, who Approver) (Batch, error) {
	b, err := r.batch(ctx, program, bid)
	if err != nil {
		return b, err
	}
	if b.Status == Draft || b.Status == Reviewed {
		if b, err = r.sign(ctx, b, who); err != nil || b.Status == Reviewed {
			return b, err
		}
	}
	if b.Status == Approved {
		n, err := b.move(Running)
		if err != nil {
			return b, err
		}
		if err := r.Store.Commit(ctx, Outcome{Batch: &BatchChange{Before: b, After: n}}); err != nil {
			return b, err
		}
		b = n
	}
	if b.Status != Running {
		return b, fault.New(fault.Conflict, "batch.not_approved", "A payout run that is %s cannot be approved.", b.Status)
	}
	return b, r.start(ctx, b)
}

func (r Runner) sign(ctx context.Context, b Batch, who Approver) (Batch, error) {
	if !b.Planned {
		return b, fault.New(fault.Conflict, "batch.not_planned", "The payout run is still being planned.")
	}
	if err := r.proved(who, b.Rail); err != nil {
		return b, err
	}
	payouts, err := r.all(ctx, b.ID)
	if err != nil {
		return b, err
	}
	var hands []string
	for _, p := range payouts {
		hands = append(hands, p.Hands...)
	}
	n := b
	if n.Approval, err = who.sign(b.Approval, b.CreatedBy, hands, r.Clock.Now()); err != nil {
		return b, err
	}
	if n.Status == Draft {
		if n, err = n.move(Reviewed); err != nil {
			return b, err
		}
	}
	if n.Approval.Done() {
		if n, err = n.move(Approved); err != nil {
			return b, err
		}
	}
	n.Version = b.Version + 1
	if err := r.Store.Commit(ctx, Outcome{Batch: &BatchChange{b, n, r.act("payout_run.approve")}}); err != nil {
		return b, err
	}
	return n, nil
}

// start queues the payouts of a running batch for its online rail. A file rail
// has nothing to start: its payouts wait for the export.
func (r Runner) start(ctx context.Context, b Batch) error {
	payouts, err := r.all(ctx, b.ID)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(payouts, func(p Payout) bool { return !p.Status.Final() }) {
		return r.close(ctx, b.ID)
	}
	if _, online := r.Rails.Online[b.Rail]; !online {
		return nil
	}
	for _, p := range payouts {
		if p.Status != Reserved {
			continue
		}
		if err := r.queue(ctx, p); err != nil && !fault.IsStale(err) {
			return err
		}
	}
	return nil
}

// queue hands a reserved payout to the sender, by an event of the same commit.
func (r Runner) queue(ctx context.Context, p Payout) error {
	if stopped, err := r.stop(ctx, p); err != nil || stopped {
		return err
	}
	n, err := p.move(Queued)
	if err != nil {
		return err
	}
	e, err := told(n, event.PayoutQueued, r.Clock.Now())
	if err != nil {
		return err
	}
	return r.Store.Commit(ctx, Outcome{Payout: &Change{Before: p, After: n, Todo: true}, Money: commission.Outcome{Events: []event.Event{e}}})
}

// Cancel gives everything back that a batch claimed, before it was approved.
func (r Runner) Cancel(ctx context.Context, program id.Program, bid id.Batch, reason string) (Batch, error) {
	b, err := r.batch(ctx, program, bid)
	if err != nil {
		return b, err
	}
	if b.Status != BatchCancelled {
		n, err := b.move(BatchCancelled)
		if err != nil {
			return b, err
		}
		n.ClosedAt = r.Clock.Now()
		if err := r.Store.Commit(ctx, Outcome{Batch: &BatchChange{b, n, r.act("payout_run.cancel")}}); err != nil {
			return b, err
		}
		b = n
	}
	payouts, err := r.all(ctx, b.ID)
	if err != nil {
		return b, err
	}
	for _, p := range payouts {
		if p.Status == Building || p.Status == Reserved {
			err = r.giveBack(ctx, p, Cancelled, reason)
		} else {
			err = r.follow(ctx, p)
		}
		if err != nil {
			return b, err
		}
	}
	return b, nil
}

// batch loads a batch of the program; another program's is not found.
func (r Runner) batch(ctx context.Context, program id.Program, bid id.Batch) (Batch, error) {
	b, err := r.Store.Batch(ctx, bid)
	if err == nil && b.Program != program {
		return Batch{}, fault.New(fault.NotFound, "batch.unknown", "There is no such payout run.")
	}
	return b, err
}
