package commission

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Reverse takes commissions back that were approved, with a reason: what no
// payout has claimed is reversed, the rest is clawed back from later earnings.
func (d Decider) Reverse(ctx context.Context, program id.Program, ids []id.Commission, reason, actor string) (Report, error) {
	if err := CheckReason(reason); err != nil {
		return Report{}, err
	}
	groups, total, err := d.group(ctx, program, ids)
	if err != nil {
		return Report{}, err
	}
	for _, g := range groups {
		for _, c := range g.ids {
			r, err := d.reverseOne(ctx, g.account, c, reason, actor)
			if err != nil {
				return total, err
			}
			total.merge(r)
		}
	}
	return total, nil
}

func (d Decider) reverseOne(ctx context.Context, a ledger.Account, c id.Commission, reason, actor string) (Report, error) {
	var err error
	for range attempts {
		var o Outcome
		var r Report
		if o, r, err = d.proposeReversal(ctx, a, c, reason, actor); err != nil || len(o.Changes) == 0 {
			return r, err
		}
		if err = d.Store.Commit(ctx, o); err == nil {
			return r, nil
		}
		if !fault.IsStale(err) {
			return Report{}, err
		}
	}
	return Report{}, busy(err)
}

func (d Decider) proposeReversal(ctx context.Context, a ledger.Account, cid id.Commission, reason, actor string) (Outcome, Report, error) {
	now := d.Clock.Now()
	report := Report{Refused: map[id.Commission]string{}}
	commissions, err := d.Store.Load(ctx, []id.Commission{cid})
	if err != nil || len(commissions) == 0 {
		return Outcome{}, report, err
	}
	c := commissions[0]
	if c.Status == Pending || c.Status == Held {
		report.Refused[cid] = "commission.not_reversed"
		return Outcome{}, report, nil
	}
	b, err := d.Store.Balance(ctx, a)
	if err != nil {
		return Outcome{}, report, err
	}
	taken, err := TakeBack(c, b, c.Net(), "manager", reason, now)
	if err != nil {
		return Outcome{}, report, err
	}
	if len(taken.Changes) == 0 {
		if c.Status == Declined || c.Amount.Sign() < 0 {
			report.Refused[cid] = "commission.nothing_left"
		} else { // it was taken back before
			report.Done = []id.Commission{cid}
		}
		return Outcome{}, report, nil
	}
	report.Done = []id.Commission{cid}
	taken.Changes[0].After.Closed = true
	o, err := conclude(b, taken.Changes, ledger.Note{Kind: taken.Kind, Actor: actor, Reason: reason, At: now}, taken.Moves, event.CommissionReversed)
	return o, report, err
}
