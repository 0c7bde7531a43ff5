package payout

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Resolve ends a payout whose outcome no machine can find out: a person has
// looked at the provider's own book. The evidence is kept with it, for managers.
func (r Runner) Resolve(ctx context.Context, program id.Program, pid id.Payout, paid bool, evidence string) error {
	if err := sentence("evidence", evidence); err != nil {
		return err
	}
	p, err := r.of(ctx, program, pid)
	switch {
	case err != nil:
		return err
	case p.Status != Reconciling:
		return fault.New(fault.Conflict, "payout.not_reconciling", "Only a payout whose outcome is unknown can be resolved by hand.")
	}
	p.Evidence = evidence
	if paid {
		return r.pay(ctx, p, "", "payout.resolve")
	}
	return r.end(ctx, p, Failed, "The provider did not pay it.", "payout.resolve")
}

// MarkReturned says that a payout that was paid has come back: its money is
// available again.
func (r Runner) MarkReturned(ctx context.Context, program id.Program, pid id.Payout, reason string) error {
	if err := sentence("reason", reason); err != nil {
		return err
	}
	p, err := r.of(ctx, program, pid)
	switch {
	case err != nil:
		return err
	case p.Status == Returned:
		return r.follow(ctx, p)
	}
	return r.end(ctx, p, Returned, reason, "payout.mark_returned")
}

// Retry pays anew what failed or came back: another payout, with a debit and an
// attempt of its own, for all that is available, by the method that the partner
// has now. It is approved as a withdrawal is.
func (r Runner) Retry(ctx context.Context, slots Slots, p program.Program, pid id.Payout, by id.User) (Payout, error) {
	old, err := r.over(ctx, p.ID, pid)
	if err != nil {
		return Payout{}, err
	}
	next, err := id.Of[id.Payout](retryParts(pid)...)
	if err != nil {
		return Payout{}, err
	}
	if n, err := r.Store.Payout(ctx, next); !fault.Is(err, fault.NotFound) {
		if err != nil {
			return n, err
		}
		return n, r.handled(ctx, old, "payout.retry")
	}
	terms := TermsOf(p)
	terms.MinimumMinor = 0
	n, err := r.grant(ctx, slots, wish{account: ledger.Account{Program: p.ID, Partner: old.Account.Partner, Currency: old.Account.Currency}, terms: terms, by: string(by), retry: pid})
	if err != nil {
		return n, err
	}
	return n, r.handled(ctx, old, "payout.retry")
}

// Dismiss says that somebody has seen to a payout that failed or came back; its
// money is part of the next one.
func (r Runner) Dismiss(ctx context.Context, program id.Program, pid id.Payout) error {
	p, err := r.over(ctx, program, pid)
	if err != nil {
		return err
	}
	return r.handled(ctx, p, "payout.dismiss")
}

// over reads a payout that failed or came back and whose money is all back.
func (r Runner) over(ctx context.Context, program id.Program, pid id.Payout) (Payout, error) {
	p, err := r.of(ctx, program, pid)
	if err != nil {
		return p, err
	}
	if p.Status != Failed && p.Status != Returned {
		return p, fault.New(fault.Conflict, "payout.not_failed", "Only a payout that failed or came back can be tried again or put aside.")
	}
	if err := r.follow(ctx, p); err != nil {
		return p, err
	}
	return r.Store.Payout(ctx, pid)
}

func (r Runner) handled(ctx context.Context, p Payout, act string) error {
	if p.Handled {
		return nil
	}
	n := p
	n.Handled = true
	n.Version++
	return r.Store.Commit(ctx, Outcome{Payout: &Change{Before: p, After: n, Act: r.act(act)}})
}

// sentence refuses what a person has left empty or written too long.
func sentence(field, text string) error {
	if text != "" && len(text) <= 500 {
		return nil
	}
	return fault.New(fault.Invalid, "payout."+field+"_missing", "Write down the %s, in at most 500 characters.", field).
		With(fault.Field{Location: "body." + field, Message: "must have 1 to 500 characters"})
}
