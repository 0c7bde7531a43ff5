package commission

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Funding tells which programs pay through a network: what is approved there
// waits until the program's money has come.
type Funding interface {
	Network(ctx context.Context, p id.Program) (bool, error)
}

// network asks the port; without one every program pays directly.
func (d Decider) network(ctx context.Context, p id.Program) (bool, error) {
	if d.Funding == nil {
		return false, nil
	}
	return d.Funding.Network(ctx, p)
}

// accept moves an amount out of the holdback: to approved in a network, through
// it to available in a direct program.
func accept(b ledger.Balance, minor int64, network bool) []ledger.Move {
	if network {
		return ledger.Accept(minor)
	}
	return b.Approve(minor)
}

// Fund makes available what was approved at or before until, because the
// program's money for it has come: at most limit commissions. It returns how
// many; when as many as limit, there may be more. Calling it again goes on.
func (d Decider) Fund(ctx context.Context, program id.Program, until time.Time, limit int, actor string) (int, error) {
	nominees, err := d.Store.Unfunded(ctx, program, until, limit)
	if err != nil {
		return 0, err
	}
	done := 0
	for account, ids := range chunksOf(nominees) {
		r, err := d.chunk(ctx, account, ids, change{
			kind: ledger.Funded, event: event.CommissionFunded, actor: actor,
			each: func(c Commission) (Commission, error) {
				if c.Status != Approved || c.ApprovedAt.After(until) {
					return c, nil // funded before, or reversed meanwhile
				}
				n, err := c.move(Available)
				n.Version = c.Version + 1
				return n, err
			},
		})
		if err != nil {
			return done, err
		}
		done += len(r.Done)
	}
	return done, nil
}
