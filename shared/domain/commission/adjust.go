package commission

import (
	"cmp"
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// AdjustmentStatus is where a correction by hand stands.
type AdjustmentStatus string

// The states: waiting → given or rejected. One below the limit is given at once.
const (
	Waiting  AdjustmentStatus = "waiting"
	Given    AdjustmentStatus = "given"
	Rejected AdjustmentStatus = "rejected"
)

// Adjustment is a manager's correction of what a partner gets, a plus or a
// minus: the request, who decided it, and the commission that it became.
type Adjustment struct {
	ID           id.Adjustment
	Account      ledger.Account
	Kind         Kind // Manual, or Bonus for what is given as a reward
	Amount       money.Amount
	Name         string
	Reason       string
	Order        string
	Status       AdjustmentStatus
	MadeBy       string
	MadeAt       time.Time
	DecidedBy    string
	DecidedAt    time.Time
	Note         string // why it was rejected
	SelfApproved bool   // its maker was the only one who may approve
	Commission   id.Commission
	Version      int64
}

// AdjustmentChange is an adjustment as it was read, Version 0 for a new one,
// and as it is to be.
type AdjustmentChange struct {
	Before Adjustment
	After  Adjustment
}

// Adjustments reads corrections.
type Adjustments interface {
	// Adjustment reads one consistently; NotFound.
	Adjustment(ctx context.Context, p id.Program, a id.Adjustment) (Adjustment, error)
	// OfProgram lists a program's, newest first.
	OfProgram(ctx context.Context, p id.Program, r page.Request) (page.Of[Adjustment], error)
}

// Adjuster corrects by hand. Above the program's limit a second person decides.
type Adjuster struct {
	Decider

	Book Adjustments
}

// Limits are what a program allows: up to Minor one person corrects alone.
type Limits struct {
	Minor int64
	Zone  *time.Location
}

// Adjust makes a correction known by the caller's key: given at once up to the
// limit, waiting for a second person above it. The same key answers the same.
func (a Adjuster) Adjust(ctx context.Context, n Adjustment, key string, l Limits) (Adjustment, error) {
	aid, err := id.Of[id.Adjustment](string(n.Account.Program), "adjustment", key)
	if err != nil {
		return n, err
	}
	found, err := a.Book.Adjustment(ctx, n.Account.Program, aid)
	if err == nil {
		return found, sameRequest(found, n)
	}
	if !fault.Is(err, fault.NotFound) {
		return n, err
	}
	n.ID, n.Status, n.MadeAt, n.Version = aid, Waiting, a.Clock.Now(), 1
	if max(n.Amount.Minor(), -n.Amount.Minor()) <= l.Minor {
		return a.give(ctx, AdjustmentChange{After: n}, n.MadeBy, l.Zone)
	}
	if _, err := a.award(ctx, n, l.Zone); err != nil { // what could never be given is not asked for
		return n, err
	}
	return n, a.Store.Commit(ctx, Outcome{Adjustment: &AdjustmentChange{After: n}})
}

func sameRequest(a, b Adjustment) error {
	if a.Account == b.Account && a.kind() == b.kind() && a.Amount == b.Amount && a.Name == b.Name && a.Reason == b.Reason && a.Order == b.Order {
		return nil
	}
	return fault.New(fault.Conflict, "adjustment.key_taken", "Another adjustment was made with this key.")
}

// Allow gives a waiting correction. Its maker cannot while others may; an only
// person's is marked. One that was given before is answered as it is.
func (a Adjuster) Allow(ctx context.Context, p id.Program, aid id.Adjustment, actor string, others bool, zone *time.Location) (Adjustment, error) {
	n, err := a.Book.Adjustment(ctx, p, aid)
	if err != nil || n.Status == Given {
		return n, err
	}
	if err := n.open(); err != nil {
		return n, err
	}
	if others && n.MadeBy == actor {
		return n, fault.New(fault.Forbidden, "adjustment.four_eyes", "Another manager must approve the adjustment that you made.")
	}
	before := n
	n.SelfApproved, n.Version = n.MadeBy == actor, n.Version+1
	return a.give(ctx, AdjustmentChange{before, n}, actor, zone)
}

// Refuse rejects a waiting correction, with a reason for its maker.
func (a Adjuster) Refuse(ctx context.Context, p id.Program, aid id.Adjustment, actor, reason string) (Adjustment, error) {
	if err := CheckReason(reason); err != nil {
		return Adjustment{}, err
	}
	n, err := a.Book.Adjustment(ctx, p, aid)
	if err != nil || n.Status == Rejected {
		return n, err
	}
	if err := n.open(); err != nil {
		return n, err
	}
	before := n
	n.Status, n.DecidedBy, n.DecidedAt, n.Note, n.Version = Rejected, actor, a.Clock.Now(), reason, n.Version+1
	return n, a.Store.Commit(ctx, Outcome{Adjustment: &AdjustmentChange{before, n}})
}

func (n Adjustment) kind() Kind { return cmp.Or(n.Kind, Manual) }

func (n Adjustment) open() error {
	if n.Status == Waiting {
		return nil
	}
	return fault.New(fault.Conflict, "adjustment.decided", "The adjustment is %s already.", n.Status)
}

// give writes the correction and its commission in one transaction.
func (a Adjuster) give(ctx context.Context, ch AdjustmentChange, actor string, zone *time.Location) (Adjustment, error) {
	n := &ch.After
	n.Status, n.DecidedBy, n.DecidedAt = Given, actor, a.Clock.Now()
	var err error
	for range attempts {
		var o Outcome
		if o, err = a.award(ctx, *n, zone); err != nil {
			return *n, err
		}
		n.Commission = o.Changes[0].After.ID
		o.Adjustment = &ch
		if err = a.Store.Commit(ctx, o); err == nil {
			return *n, nil
		}
		if !fault.IsStale(err) {
			return *n, err
		}
		found, readErr := a.Book.Adjustment(ctx, n.Account.Program, n.ID)
		if readErr == nil && found.Version >= n.Version { // somebody else was first
			return found, nil
		}
	}
	return *n, busy(err)
}

func (a Adjuster) award(ctx context.Context, n Adjustment, zone *time.Location) (Outcome, error) {
	return a.proposeAward(ctx, Draft{
		Account: n.Account, Kind: n.kind(), Amount: n.Amount, Key: string(n.ID), Name: n.Name, Reason: n.Reason, Actor: n.MadeBy,
		Order: n.Order, Day: clock.Day(n.MadeAt, zone), EventAt: n.MadeAt,
	})
}
