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
	a := Attempt{Payout: p.ID, Number: n.Attempt, Key: string(p.ID) + "-" + itoa(n.Attempt), Amount: p.Net(), Sealed: p.Sealed, SentAt: n.SentAt}
	return n, r.Store.Commit(ctx, Outcome{Payout: &Change{p, n, true}, Attempt: &a})
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
	case Refused:
		return r.giveBack(ctx, p, Failed, reply.Reason)
	case Accepted:
		return r.to(ctx, p, Processing, reply)
	case Absent, Unclear:
		return r.to(ctx, p, Reconciling, reply)
	}
	return fault.New(fault.Internal, "payout.answer_unknown", "the provider's answer %q is none", reply.Answer)
}

func (r Runner) to(ctx context.Context, p Payout, s Status, reply Reply) error {
	if p.Status == s {
		return nil
	}
	n, err := p.move(s)
	if err != nil {
		return err
	}
	n.Reason = reply.Reason
	if reply.Reference != "" {
		n.Reference = reply.Reference
	}
	return r.Store.Commit(ctx, Outcome{Payout: &Change{p, n, true}})
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
	b, err := r.Store.Batch(ctx, p.Batch)
	if err != nil {
		return err
	}
	_, online := r.Rails.Online[p.Rail]
	switch {
	case b.Status == BatchCancelled:
		return r.giveBack(ctx, p, Cancelled, "run_cancelled")
	case p.Status == Building && b.Planned:
		return r.reserve(ctx, p)
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

// Resolve ends a payout whose outcome no machine can find out: a person has
// looked at the provider's own book. The evidence is kept with it.
func (r Runner) Resolve(ctx context.Context, program id.Program, pid id.Payout, paid bool, evidence string) error {
	if evidence == "" || len(evidence) > 500 {
		return fault.New(fault.Invalid, "payout.evidence_missing", "Say what you found at the provider, in at most 500 characters.").
			With(fault.Field{Location: "body.evidence", Message: "must have 1 to 500 characters"})
	}
	p, err := r.Store.Payout(ctx, pid)
	switch {
	case err != nil:
		return err
	case p.Account.Program != program:
		return fault.New(fault.NotFound, "payout.unknown", "There is no such payout.")
	case p.Status != Reconciling:
		return fault.New(fault.Conflict, "payout.not_reconciling", "Only a payout whose outcome is unknown can be resolved by hand.")
	case paid:
		return r.settle(ctx, p, evidence)
	}
	return r.giveBack(ctx, p, Failed, evidence)
}
