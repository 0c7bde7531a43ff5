package commission

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// approved returns the commission as approved at now: available at once, but in
// a network, where it waits to be funded.
func (c Commission) approved(now time.Time, network bool) (Commission, error) {
	if err := c.inReview(); err != nil {
		return c, err
	}
	to := Available
	if network {
		to = Approved
	}
	n, err := c.move(to)
	if err != nil {
		return c, err
	}
	n.ApprovedAt, n.Version = now, c.Version+1
	return n, nil
}

// declined returns the commission as declined; a reason is mandatory.
func (c Commission) declined(reason string, now time.Time) (Commission, error) {
	n, err := c.move(Declined)
	if err != nil {
		return c, err
	}
	n.Reason, n.EndedAt, n.Version = reason, now, c.Version+1
	return n, nil
}

// Taken is what taking an amount back from a commission comes to.
type Taken struct {
	Changes []Change
	Moves   []ledger.Move
	Kind    ledger.Kind
}

// TakeBack takes minor units back from the commission, for a refund, a dispute
// or a manager's decision: at most what is left of it. What a payout holds or
// has paid is not edited: a clawback line, known by cause, is added instead.
// An ended commission has nothing left, and the result is empty.
func TakeBack(c Commission, b ledger.Balance, minor int64, cause, reason string, now time.Time) (Taken, error) {
	minor = min(minor, c.Net()-c.Clawed)
	if minor <= 0 || c.Status == Declined || c.Status == Reversed || c.Amount.Sign() < 0 {
		return Taken{}, nil
	}
	if c.Claimed() {
		return clawBack(c, b, minor, cause, reason, now)
	}
	n := c
	n.Reversed += minor
	n.Version++
	n.Reason = reason
	taken := Taken{Kind: ledger.Reversal}
	end := Reversed
	switch c.Status {
	case Pending, Held:
		taken.Kind, taken.Moves, end = ledger.Declined, ledger.Decline(minor), Declined
	case Approved:
		taken.Moves = []ledger.Move{{From: ledger.Approved, To: ledger.Expense, Minor: minor}}
	case Available:
		taken.Moves = b.Take(minor)
	case Paid, Declined, Reversed:
	}
	if n.Net() == 0 {
		var err error
		if n, err = n.move(end); err != nil {
			return Taken{}, err
		}
		n.EndedAt = now
	}
	taken.Changes = []Change{{c, n}}
	return taken, nil
}

func clawBack(c Commission, b ledger.Balance, minor int64, cause, reason string, now time.Time) (Taken, error) {
	lineID, err := id.Of[id.Commission](string(c.ID), "clawback", cause)
	if err != nil {
		return Taken{}, err
	}
	amount, err := money.New(-minor, c.Amount.Currency())
	if err != nil {
		return Taken{}, err
	}
	n := c
	n.Clawed += minor
	n.Version++
	line := c
	line.ID, line.Kind, line.Status, line.Reason = lineID, Clawback, Available, reason
	line.Amount, line.Reversed, line.Clawed, line.Version = amount, 0, 0, 1
	line.Payout, line.PaidAt, line.DueAt, line.EndedAt = "", time.Time{}, time.Time{}, time.Time{}
	line.RecordedAt, line.ApprovedAt = now, now
	return Taken{
		Changes: []Change{{c, n}, {Commission{}, line}},
		Moves:   b.Take(minor), Kind: ledger.Clawback,
	}, nil
}

// AtOnce approves a new commission whose holdback ends by now, with the moves
// that follow those of its earning; any other stays as it is.
func (c Commission) AtOnce(b ledger.Balance, network bool, now time.Time) (Commission, []ledger.Move, error) {
	if c.Status != Pending || c.DueAt.IsZero() || c.DueAt.After(now) {
		return c, nil, nil
	}
	n, err := c.approved(now, network)
	n.Version = c.Version
	return n, accept(b, c.Net(), network), err
}

// Again returns a new commission, pending, for minor units that a dispute took
// of c and gave back, known by cause. It is due when c was.
func Again(c Commission, minor int64, cause, reason string, now time.Time) (Commission, error) {
	lineID, err := id.Of[id.Commission](string(c.ID), "reinstated", cause)
	if err != nil {
		return Commission{}, err
	}
	amount, err := money.New(minor, c.Amount.Currency())
	if err != nil {
		return Commission{}, err
	}
	line := c
	line.ID, line.Kind, line.Status, line.Reason, line.Basis.Of = lineID, Reinstated, Pending, reason, c.ID
	line.Amount, line.Reversed, line.Clawed, line.Version = amount, 0, 0, 1
	line.Payout, line.PaidAt, line.ApprovedAt, line.EndedAt, line.RecordedAt = "", time.Time{}, time.Time{}, time.Time{}, now
	return line, nil
}

// CheckReason refuses a decision without a reason a partner can read.
func CheckReason(reason string) error {
	if reason == "" || len(reason) > 500 {
		return fault.New(fault.Invalid, "commission.reason_missing", "A reason is needed, of at most 500 characters.").
			With(fault.Field{Location: "body.reason", Message: "must have 1 to 500 characters"})
	}
	return nil
}
