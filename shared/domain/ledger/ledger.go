package ledger

import (
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Account names one book: a partner's money in one program and currency.
type Account struct {
	Program  id.Program
	Partner  id.Partner
	Currency money.Currency
}

// Bucket is where money stands.
type Bucket string

// The buckets. Expense is the program's; ClawbackDue is what the partner owes.
const (
	Expense     Bucket = "expense"
	Pending     Bucket = "pending"
	Approved    Bucket = "approved"
	Available   Bucket = "available"
	InTransit   Bucket = "in_transit"
	Paid        Bucket = "paid"
	ClawbackDue Bucket = "clawback_due"
)

// Kind says what a posting tells of.
type Kind string

// The kinds of posting.
const (
	Earned   Kind = "earned"
	Approval Kind = "approval"
	Declined Kind = "declined"
	Reversal Kind = "reversal"
	Clawback Kind = "clawback"
	Claim    Kind = "claim"
	Release  Kind = "release"
	Settled  Kind = "settled"
	Returned Kind = "returned"
	// CarriedOver leaves a part of a payout, that is too small to be sent, in the wallet.
	CarriedOver Kind = "carried_over"
	// Imported brings history of another product in: what was earned, and where it stands.
	Imported Kind = "imported"
)

// Move takes minor units from one bucket and gives them to another. It is
// always positive.
type Move struct {
	From  Bucket `json:"from"`
	To    Bucket `json:"to"`
	Minor int64  `json:"minor"`
}

// Posting is one immutable entry of an account. Refs are the commissions or
// the payout that it is about.
type Posting struct {
	Account Account
	Seq     int64
	Kind    Kind
	Refs    []string
	Moves   []Move
	Actor   string // a user's id, or "system"
	Reason  string
	At      time.Time
	Prev    string
	Hash    string
}

// Status mirrors the enrollment's, so that a posting can depend on it.
type Status string

// Active is the only status in which a partner earns.
const Active Status = "active"

// Balance is where an account stands after its posting Seq, whose hash is Head.
type Balance struct {
	Account     Account
	Status      Status
	Group       id.Group // mirrors the enrollment's; "" is none
	Tier        id.Tier  // mirrors the enrollment's; "" is none
	Pending     int64
	Approved    int64
	Available   int64
	InTransit   int64
	Paid        int64
	ClawbackDue int64
	Earned      int64
	Reversed    int64
	Tallies     map[string]int64 // what the offers' steps and caps count, by offer.Version's Counters
	Version     int64            // 0 for an account that is not stored yet
	Seq         int64
	Head        string
	OpenFrom    int64 // no posting before this one names a commission that a payout could still claim
	UpdatedAt   time.Time
}

// Wallet is what the partner sees: available less what it owes. It may be negative.
func (b Balance) Wallet() int64 { return b.Available - b.ClawbackDue }

// Entry is one change of an account, to be written whole or not at all.
type Entry struct {
	Before  Balance
	After   Balance
	Posting Posting
}

// Note is what a posting tells beside its moves.
type Note struct {
	Kind   Kind
	Refs   []string
	Actor  string
	Reason string
	At     time.Time
}

// Post applies the moves to the balance. Moves of zero are dropped; a negative
// move, a bucket below zero, or a sum that does not agree is refused, as stale:
// what the moves were decided on and the balance are not of the same moment, and
// must be read again.
func (b Balance) Post(n Note, moves ...Move) (Entry, error) {
	after := b
	kept := make([]Move, 0, len(moves))
	for _, m := range moves {
		if m.Minor == 0 {
			continue
		}
		if err := after.apply(m); err != nil {
			return Entry{}, fault.Stale(err)
		}
		kept = append(kept, m)
	}
	if err := after.Check(); err != nil {
		return Entry{}, fault.Stale(err)
	}
	p := Posting{
		Account: b.Account, Seq: b.Seq + 1, Kind: n.Kind, Refs: n.Refs, Moves: kept,
		Actor: n.Actor, Reason: n.Reason, At: n.At, Prev: b.Head,
	}
	p.Hash = p.Digest()
	after.Version, after.Seq, after.Head, after.UpdatedAt = b.Version+1, p.Seq, p.Hash, n.At
	return Entry{Before: b, After: after, Posting: p}, nil
}

func (b *Balance) apply(m Move) error {
	if m.Minor < 0 || m.From == m.To {
		return broken("a move of %d from %s to %s", m.Minor, m.From, m.To)
	}
	switch m.From {
	case Expense:
		b.Earned += m.Minor
	case ClawbackDue:
		b.ClawbackDue += m.Minor
	case Pending, Approved, Available, InTransit, Paid:
		*b.bucket(m.From) -= m.Minor
	default:
		return broken("unknown bucket %s", m.From)
	}
	switch m.To {
	case Expense:
		b.Reversed += m.Minor
	case ClawbackDue:
		b.ClawbackDue -= m.Minor
	case Pending, Approved, Available, InTransit, Paid:
		*b.bucket(m.To) += m.Minor
	default:
		return broken("unknown bucket %s", m.To)
	}
	return nil
}

func (b *Balance) bucket(name Bucket) *int64 {
	switch name {
	case Pending:
		return &b.Pending
	case Approved:
		return &b.Approved
	case Available:
		return &b.Available
	case InTransit:
		return &b.InTransit
	case Paid, Expense, ClawbackDue:
	}
	return &b.Paid
}

// Check holds the balance against the invariants; a fault names what is broken.
func (b Balance) Check() error {
	for name, v := range map[Bucket]int64{
		Pending: b.Pending, Approved: b.Approved, Available: b.Available,
		InTransit: b.InTransit, Paid: b.Paid, ClawbackDue: b.ClawbackDue,
	} {
		if v < 0 {
			return broken("%s would be %d", name, v)
		}
	}
	held := b.Pending + b.Approved + b.Available + b.InTransit + b.Paid - b.ClawbackDue
	if held != b.Earned-b.Reversed {
		return broken("the buckets hold %d, earned less reversed is %d", held, b.Earned-b.Reversed)
	}
	return nil
}

func broken(format string, args ...any) error {
	return fault.New(fault.Internal, "ledger.invariant", format, args...)
}
