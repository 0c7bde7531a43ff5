package commission

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// System is the actor of what no person decided.
const System = "system"

// attempts is how often a decision is made anew after a lost race.
const attempts = 5

// Decider approves, declines and reverses commissions, many at a time.
type Decider struct {
	Store   Store
	Clock   clock.Clock
	Funding Funding // nil: every program pays directly
}

// ApproveDue approves what is due now, at most limit commissions, and returns
// how many. What is left is the next run's. Two runs at once do it once.
func (d Decider) ApproveDue(ctx context.Context, limit int) (int, error) {
	now := d.Clock.Now()
	nominees, err := d.Store.Due(ctx, now, limit)
	if err != nil {
		return 0, err
	}
	done := 0
	networks := map[id.Program]bool{}
	for account, ids := range chunksOf(nominees) {
		network, known := networks[account.Program]
		if !known {
			if network, err = d.network(ctx, account.Program); err != nil {
				return done, err
			}
			networks[account.Program] = network
		}
		r, err := d.chunk(ctx, account, ids, change{
			kind: ledger.Approval, event: event.CommissionApproved, actor: System,
			each: func(c Commission) (Commission, error) {
				if c.Status != Pending || c.DueAt.IsZero() || c.DueAt.After(now) {
					return c, fault.New(fault.Conflict, "commission.not_due", "The holdback has not ended.")
				}
				return c.approved(now, network)
			},
		})
		if err != nil {
			return done, err
		}
		done += len(r.Done)
	}
	if len(nominees) < limit {
		return done, d.Store.Swept(ctx, now)
	}
	return done, nil
}

// chunksOf cuts nominees into parts of one account that fit a transaction.
func chunksOf(nominees []Nominee) func(yield func(ledger.Account, []id.Commission) bool) {
	return func(yield func(ledger.Account, []id.Commission) bool) {
		for start := 0; start < len(nominees); {
			end := start
			ids := []id.Commission{}
			for end < len(nominees) && len(ids) < ChunkSize && nominees[end].Account == nominees[start].Account {
				ids = append(ids, nominees[end].ID)
				end++
			}
			if !yield(nominees[start].Account, ids) {
				return
			}
			start = end
		}
	}
}

// Approve approves commissions of the program before their holdback ends, for
// a manager. Each is decided by itself; a refusal of one stops no other.
func (d Decider) Approve(ctx context.Context, program id.Program, ids []id.Commission, actor string) (Report, error) {
	now := d.Clock.Now()
	network, err := d.network(ctx, program)
	if err != nil {
		return Report{}, err
	}
	return d.decide(ctx, program, ids, change{
		kind: ledger.Approval, event: event.CommissionApproved, actor: actor,
		each: func(c Commission) (Commission, error) {
			if c.Status == Approved || c.Status == Available || c.Status == Paid {
				return c, nil
			}
			return c.approved(now, network)
		},
	})
}

// Decline declines pending or held commissions of the program, with a reason.
func (d Decider) Decline(ctx context.Context, program id.Program, ids []id.Commission, reason, actor string) (Report, error) {
	if err := CheckReason(reason); err != nil {
		return Report{}, err
	}
	now := d.Clock.Now()
	return d.decide(ctx, program, ids, change{
		kind: ledger.Declined, event: event.CommissionDeclined, actor: actor, reason: reason,
		each: func(c Commission) (Commission, error) {
			if c.Status == Declined {
				return c, nil
			}
			return c.declined(reason, now)
		},
	})
}
