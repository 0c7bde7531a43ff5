package payout

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Outcome is what one transaction writes. A Before of version 0 is new.
type Outcome struct {
	Batch   *BatchChange
	Payout  *Change
	Claim   *Claim
	Slot    *Slot
	Attempt *Attempt
	Money   commission.Outcome
}

// Change is a payout as read and as it is to be. Todo says that a schedule must
// look after it until it is at rest.
type Change struct {
	Before, After Payout
	Todo          bool
	Act           Act
}

// Act is what the audit log calls a change; empty for what nobody did by hand.
type Act struct {
	Name string
	At   time.Time
}

// BatchChange is a batch as read and as it is to be.
type BatchChange struct {
	Before, After Batch
	Act           Act
}

// Slot names the newest withdrawal of an account: there is one open at a time.
// Version is the one that it had when it was read.
type Slot struct {
	Account ledger.Account
	Payout  id.Payout
	Version int64
}

// Store reads and writes payouts; every read is consistent but those that say
// what they nominate.
type Store interface {
	Batch(ctx context.Context, b id.Batch) (Batch, error)
	Payout(ctx context.Context, p id.Payout) (Payout, error)
	// Claims returns the chunks of a payout from a number on.
	Claims(ctx context.Context, p id.Payout, from int64) ([]Claim, error)
	Attempt(ctx context.Context, p id.Payout, n int64) (Attempt, error)
	// Commit writes the outcome; stale when it lost a race.
	Commit(ctx context.Context, o Outcome) error
	// Payouts nominates the payouts of a batch, the last one first, until each says
	// that it has seen enough.
	Payouts(ctx context.Context, b id.Batch, each func(id.Payout) (more bool)) error
}

// Slots reads the newest withdrawal of an account; a Version of 0 says that
// there was none.
type Slots interface {
	Slot(ctx context.Context, a ledger.Account) (Slot, error)
}

// Runs remembers which runs of a schedule are done.
type Runs interface {
	Ran(ctx context.Context, p id.Program, key string) (bool, error)
	SetRan(ctx context.Context, p id.Program, key string, at time.Time) error
}

// Money reads accounts and commissions.
type Money interface {
	Load(ctx context.Context, ids []id.Commission) ([]commission.Commission, error)
	Balance(ctx context.Context, a ledger.Account) (ledger.Balance, error)
	// Payable nominates the accounts of a program that have something available.
	Payable(ctx context.Context, p id.Program) ([]ledger.Account, error)
	// Unclaimed nominates an account's commissions that no payout may hold yet, as
	// its postings name them.
	Unclaimed(ctx context.Context, a ledger.Account) (Nominees, error)
}

// Nominees are the commissions that an account's postings name from
// ledger.Balance.OpenFrom on: each by the number of the last one that does. Next
// is the number of the first posting that was not read.
type Nominees struct {
	NamedBy map[id.Commission]int64
	Next    int64
}

// Methods reads how partners want to be paid; a Version of 0 says not at all.
type Methods interface {
	Method(ctx context.Context, p id.Partner) (Method, error)
}

// Papers makes the document of a payout that was paid, and voids that of one
// that came back. It is called before the commissions follow the payout, and
// again after an interruption: then it does nothing.
type Papers interface {
	Ended(ctx context.Context, p Payout) error
}

// Reader lists payouts and batches.
type Reader interface {
	Batches(ctx context.Context, p id.Program, r page.Request) (page.Of[Batch], error)
	OfPartner(ctx context.Context, o id.Partner, r page.Request) (page.Of[Payout], error)
	OfBatch(ctx context.Context, b id.Batch) ([]Payout, error)
	// Withdrawals lists a program's payouts outside runs, newest first.
	Withdrawals(ctx context.Context, p id.Program, r page.Request) (page.Of[Payout], error)
	// Open lists the withdrawals that wait for a person, and Troubled the payouts
	// of all kinds that somebody should look at.
	Open(ctx context.Context, p id.Program) ([]Payout, error)
	Troubled(ctx context.Context, p id.Program) ([]Payout, error)
}

// told is the event of a payout's new state.
func told(p Payout, t event.Type, at time.Time) (event.Event, error) {
	eid, err := id.Of[id.Event](string(t), string(p.ID), string(p.Status), itoa(p.Version))
	if err != nil {
		return event.Event{}, err
	}
	data := map[string]string{"payout_id": string(p.ID), "amount": p.Amount().Decimal(), "currency": string(p.Account.Currency)}
	if p.Reference != "" {
		data["reference"] = p.Reference
	}
	if p.Reason != "" {
		data["reason"] = p.Reason
	}
	if t == event.PayoutFailed {
		data[event.Status] = string(p.Status)
	}
	return event.Event{
		ID: eid, Type: t, At: at, Program: p.Account.Program, Partner: p.Account.Partner,
		Subject: string(p.ID), Version: p.Version, Data: data,
	}, nil
}
