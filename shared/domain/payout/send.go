package payout

import (
	"context"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Send brings a queued payout to its provider. The attempt is stored before the
// call; a redelivery calls again with the same key as long as the provider
// knows it, and never after. A message that comes too late finds nothing to do.
func (r Runner) Send(ctx context.Context, pid id.Payout) error {
	p, err := r.Store.Payout(ctx, pid)
	if err != nil {
		return err
	}
	switch p.Status {
	case Queued:
		if stopped, err := r.stop(ctx, p); err != nil || stopped {
			return err
		}
		if p, err = r.attempt(ctx, p); err != nil {
			return err
		}
	case Sending:
	case Building, Reserved, Processing, Reconciling, Exported, Paid, Failed, Returned, Cancelled:
		return nil
	}
	rail, ok := r.Rails.Online[p.Rail]
	if !ok {
		return fault.New(fault.Invalid, "payout.rail_unknown", "There is no online rail %q.", p.Rail)
	}
	a, err := r.call(ctx, p)
	if err != nil {
		return err
	}
	if r.Clock.Now().Sub(a.SentAt) >= rail.Window() {
		return r.apply(ctx, p, Reply{Answer: Unclear, Reason: "the provider no longer knows the attempt's key"})
	}
	return r.apply(ctx, p, rail.Pay(ctx, a))
}

func (r Runner) attempt(ctx context.Context, p Payout) (Payout, error) {
	n, err := p.move(Sending)
	if err != nil {
		return p, err
	}
	n.Attempt++
	n.SentAt = r.Clock.Now()
	a := Attempt{Payout: p.ID, Number: n.Attempt, Key: string(p.ID) + "-" + itoa(n.Attempt), Amount: p.Sent(), Sealed: p.Sealed, SentAt: n.SentAt}
	return n, r.Store.Commit(ctx, Outcome{Payout: &Change{Before: p, After: n, Todo: true}, Attempt: &a})
}

// call reads the newest attempt and fills in what its provider needs.
func (r Runner) call(ctx context.Context, p Payout) (Attempt, error) {
	a, err := r.Store.Attempt(ctx, p.ID, p.Attempt)
	if err != nil {
		return a, err
	}
	a.Program, a.Partner, a.Reference = p.Account.Program, p.Account.Partner, p.Reference
	a.Payee, err = r.open(ctx, a.Partner, a.Sealed)
	return a, err
}

// apply writes what a provider said.
func (r Runner) apply(ctx context.Context, p Payout, reply Reply) error {
	switch reply.Answer {
	case Done:
		return r.settle(ctx, p, reply.Reference)
	case Refused, Back:
		return r.giveBack(ctx, p, Failed, reply.Reason)
	case Accepted:
		return r.to(ctx, p, Processing, reply)
	case Absent, Unclear:
		return r.to(ctx, p, Reconciling, reply)
	}
	return fault.New(fault.Internal, "payout.answer_unknown", "the provider's answer %q is none", reply.Answer)
}

// to moves the payout on, or keeps in the same state what is new about it.
func (r Runner) to(ctx context.Context, p Payout, s Status, reply Reply) error {
	n := p
	n.Version++
	if p.Status != s {
		var err error
		if n, err = p.move(s); err != nil {
			return err
		}
	}
	n.Reason = reply.Reason
	if reply.Reference != "" {
		n.Reference = reply.Reference
	}
	if reply.Unclaimed && n.Unclaimed.IsZero() {
		n.Unclaimed = r.Clock.Now()
	}
	if n.Status == p.Status && n.Reason == p.Reason && n.Reference == p.Reference && n.Unclaimed.Equal(p.Unclaimed) {
		return nil
	}
	return r.Store.Commit(ctx, Outcome{Payout: &Change{Before: p, After: n, Todo: true}})
}

// Reconcile looks after a payout that a schedule found unfinished.
func (r Runner) Reconcile(ctx context.Context, pid id.Payout) error {
	p, err := r.Store.Payout(ctx, pid)
	if err != nil {
		return err
	}
	switch p.Status {
	case Sending, Processing, Reconciling:
		return r.ask(ctx, p)
	case Paid, Failed, Returned, Cancelled:
		return r.follow(ctx, p)
	case Building, Reserved:
		return r.resume(ctx, p)
	case Queued, Exported:
	}
	return nil
}

// resume brings a payout on that its batch left behind: a plan that was
// interrupted, an approval or a cancellation that did not reach it.
func (r Runner) resume(ctx context.Context, p Payout) error {
	if p.Withdrawal() {
		return r.resumeWithdrawal(ctx, p)
	}
	b, err := r.Store.Batch(ctx, p.Batch)
	if err != nil {
		return err
	}
	_, online := r.Rails.Online[p.Rail]
	switch {
	case b.Status == BatchCancelled:
		return r.giveBack(ctx, p, Cancelled, "run_cancelled")
	case p.Status == Building && b.Planned:
		return r.finish(ctx, p, b.Cutoff)
	case p.Status == Reserved && online && b.Status == Running:
		return r.queue(ctx, p)
	}
	return nil
}

// ask asks the provider what became of the newest attempt. One that the
// provider never saw is sent again under its key, while the key is known.
func (r Runner) ask(ctx context.Context, p Payout) error {
	rail, ok := r.Rails.Online[p.Rail]
	if !ok {
		return fault.New(fault.Invalid, "payout.rail_unknown", "There is no online rail %q.", p.Rail)
	}
	a, err := r.call(ctx, p)
	if err != nil {
		return err
	}
	reply := rail.Status(ctx, a)
	if reply.Answer == Absent && r.Clock.Now().Sub(a.SentAt) < rail.Window() {
		reply = rail.Pay(ctx, a)
	}
	return r.apply(ctx, p, reply)
}
