package payout

import "context"

// stop gives a payout back whose partner may no longer be paid, such as after a
// ban, as long as nothing of it has left, and tells whether it did. The gate is
// asked right before the money would leave; a word that it says later comes too
// late.
func (r Runner) stop(ctx context.Context, p Payout) (bool, error) {
	switch p.Status {
	case Reserved, Queued:
	case Building, Sending, Processing, Reconciling, Exported, Paid, Failed, Returned, Cancelled:
		return false, nil
	}
	word, err := r.gate(ctx, p.Account)
	if err != nil || word == "" {
		return false, err
	}
	return true, r.giveBack(ctx, p, Cancelled, word)
}
