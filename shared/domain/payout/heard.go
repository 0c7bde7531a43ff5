package payout

import (
	"context"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Listen looks after a payout of which a provider has told something by itself:
// it asks the provider how the attempt stands now. The reference is the
// provider's, and may be known here before our own call's answer was stored.
// What is told of another program's payout is dropped.
func (r Runner) Listen(ctx context.Context, program id.Program, pid id.Payout, number int64, reference string) error {
	p, err := r.Store.Payout(ctx, pid)
	if fault.Is(err, fault.NotFound) || err == nil && p.Account.Program != program {
		return nil
	}
	if err != nil {
		return err
	}
	rail, ok := r.Rails.Online[p.Rail]
	if !ok || number != p.Attempt {
		return r.Heard(ctx, pid, number, Reply{Answer: Unclear})
	}
	a, err := r.call(ctx, p)
	if err != nil {
		return err
	}
	if reference != "" {
		a.Reference = reference // what is kept may be a person's words
	}
	reply := rail.Status(ctx, a)
	if reply.Answer == Unclear || reply.Answer == Absent {
		return fault.New(fault.Unavailable, "payout.unheard", "The provider could not be asked: %s", reply.Reason)
	}
	return r.Heard(ctx, pid, number, reply)
}

// Recaller is a rail that takes back what its payee has not taken.
type Recaller interface {
	// Recall takes back; Conflict when there is nothing to take back.
	Recall(ctx context.Context, a Attempt) (Reply, error)
}

// Recallable tells whether a payout may be taken back: its payee leaves it at the
// provider. Conflict when not.
func (r Runner) Recallable(ctx context.Context, program id.Program, pid id.Payout) (Payout, error) {
	p, err := r.of(ctx, program, pid)
	if err != nil {
		return p, err
	}
	if _, ok := r.Rails.Online[p.Rail].(Recaller); !ok || p.Status != Processing || p.Unclaimed.IsZero() {
		return p, fault.New(fault.Conflict, "payout.not_unclaimed", "Only a payout that waits at its provider to be collected can be taken back.")
	}
	return p, nil
}

// Recall takes back what a payee has not collected. Called again, or too late, it
// hears how the payout stands.
func (r Runner) Recall(ctx context.Context, program id.Program, pid id.Payout) error {
	p, err := r.Recallable(ctx, program, pid)
	if fault.Is(err, fault.Conflict) {
		return nil // it came back, or was collected, meanwhile
	}
	if err != nil {
		return err
	}
	rail, ok := r.Rails.Online[p.Rail].(Recaller)
	if !ok {
		return nil
	}
	a, err := r.call(ctx, p)
	if err != nil {
		return err
	}
	reply, err := rail.Recall(ctx, a)
	if fault.Is(err, fault.Conflict) {
		return r.Listen(ctx, program, pid, p.Attempt, p.Reference)
	}
	if err != nil {
		return err
	}
	return r.Heard(ctx, pid, p.Attempt, reply)
}

// Heard applies what a provider says of an attempt, however often and in
// whatever order it is said. What a payout is past changes nothing, but money
// that comes back after it was paid: that is a return.
func (r Runner) Heard(ctx context.Context, pid id.Payout, number int64, reply Reply) error {
	p, err := r.Store.Payout(ctx, pid)
	if err != nil {
		return err
	}
	if number != p.Attempt {
		return nil // an attempt that was given up has no say any more
	}
	switch p.Status {
	case Sending, Processing, Reconciling:
		return r.apply(ctx, p, reply)
	case Paid:
		if reply.Answer == Refused || reply.Answer == Back {
			return r.giveBack(ctx, p, Returned, reply.Reason)
		}
		return r.follow(ctx, p)
	case Failed, Returned:
		if reply.Answer == Done {
			return fault.New(fault.Conflict, "payout.paid_after_all", "The provider says that a payout was paid whose money went back to the wallet.")
		}
		return r.follow(ctx, p)
	case Building, Reserved, Queued, Exported, Cancelled:
	}
	return fault.New(fault.Conflict, "payout.never_sent", "A payout that is %s was never sent.", p.Status)
}
