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
	Attempt *Attempt
	Money   commission.Outcome
}

// Change is a payout as read and as it is to be. Todo says that a schedule must
// look after it until it is at rest.
type Change struct {
	Before, After Payout
	Todo          bool
}

// BatchChange is a batch as read and as it is to be.
type BatchChange struct{ Before, After Batch }

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
	// Payouts nominates the payouts of a batch.
	Payouts(ctx context.Context, b id.Batch) ([]id.Payout, error)
}

// Money reads accounts and commissions.
type Money interface {
	Load(ctx context.Context, ids []id.Commission) ([]commission.Commission, error)
	Balance(ctx context.Context, a ledger.Account) (ledger.Balance, error)
	// Payable nominates the accounts of a program that have something available.
	Payable(ctx context.Context, p id.Program) ([]ledger.Account, error)
	// Unclaimed nominates an account's commissions that no payout holds, oldest
	// first.
	Unclaimed(ctx context.Context, a ledger.Account) ([]id.Commission, error)
}

// Methods reads how partners want to be paid; a Version of 0 says not at all.
type Methods interface {
	Method(ctx context.Context, p id.Partner) (Method, error)
}

// Reader lists payouts and batches.
type Reader interface {
	Batches(ctx context.Context, p id.Program, r page.Request) (page.Of[Batch], error)
	OfPartner(ctx context.Context, o id.Partner, r page.Request) (page.Of[Payout], error)
	OfBatch(ctx context.Context, b id.Batch) ([]Payout, error)
}

// told is the event of a payout's new state.
func told(p Payout, t event.Type, at time.Time, rollups []event.Rollup) (event.Event, error) {
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
	return event.Event{
		ID: eid, Type: t, At: at, Program: p.Account.Program, Partner: p.Account.Partner,
		Subject: string(p.ID), Version: p.Version, Data: data, Rollups: rollups,
	}, nil
}
