package payout

import (
	"context"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// settle marks the payout paid, because its provider says so.
func (r Runner) settle(ctx context.Context, p Payout, reference string) error {
	return r.pay(ctx, p, reference, "")
}

// pay marks the payout paid: the ledger with it, its commissions after it. Act
// is what the audit log calls it, when a person says so.
func (r Runner) pay(ctx context.Context, p Payout, reference, act string) error {
	n, err := p.move(Paid)
	if err != nil {
		return err
	}
	now := r.Clock.Now()
	n.EndedAt, n.Unclaimed = now, time.Time{}
	if reference != "" {
		n.Reference = reference
	}
	balance, err := r.Money.Balance(ctx, p.Account)
	if err != nil {
		return err
	}
	entry, err := balance.Post(ledger.Note{Kind: ledger.Settled, Refs: []string{string(p.ID)}, Actor: commission.System, Reason: n.Reference, At: now}, ledger.Settle(p.Minor)...)
	if err != nil {
		return err
	}
	e, err := told(n, event.PayoutSent, now)
	if err != nil {
		return err
	}
	err = r.Store.Commit(ctx, Outcome{
		Payout: &Change{p, n, true, r.act(act)},
		Money:  commission.Outcome{Entries: []ledger.Entry{entry}, Events: []event.Event{e}},
	})
	if err != nil {
		return err
	}
	return r.follow(ctx, n)
}

// giveBack ends the payout without paying; its money returns to the wallet with
// its commissions.
func (r Runner) giveBack(ctx context.Context, p Payout, to Status, reason string) error {
	return r.end(ctx, p, to, reason, "")
}

// end gives back; act is what the audit log calls it, when a person says so.
func (r Runner) end(ctx context.Context, p Payout, to Status, reason, act string) error {
	n, err := p.move(to)
	if err != nil {
		return err
	}
	now := r.Clock.Now()
	n.Reason, n.EndedAt, n.Followed, n.Unclaimed = reason, now, 0, time.Time{}
	var events []event.Event
	if to != Cancelled || p.Withdrawal() {
		e, err := told(n, event.PayoutFailed, now)
		if err != nil {
			return err
		}
		events = append(events, e)
	}
	if err := r.Store.Commit(ctx, Outcome{Payout: &Change{p, n, true, r.act(act)}, Money: commission.Outcome{Events: events}}); err != nil {
		return err
	}
	return r.follow(ctx, n)
}

// follow makes the document of an ended payout, brings its commissions after
// it, a chunk a transaction, and closes the batch behind the last payout. It can be called
// again at any time.
func (r Runner) follow(ctx context.Context, p Payout) error {
	if r.Papers != nil && p.Followed < p.Chunks {
		if err := r.Papers.Ended(ctx, p); err != nil {
			return err
		}
	}
	for p.Followed < p.Chunks {
		n, err := r.followChunk(ctx, p)
		if err != nil {
			return err
		}
		p = n
	}
	if p.Batch == "" {
		return nil
	}
	return r.close(ctx, p.Batch)
}

func (r Runner) followChunk(ctx context.Context, p Payout) (Payout, error) {
	number := p.Followed
	if p.Status.gaveBack() {
		number = p.Chunks - 1 - p.Followed // the debts of the last chunks return first
	}
	claims, err := r.Store.Claims(ctx, p.ID, number)
	if err != nil {
		return p, err
	}
	if len(claims) == 0 {
		return p, fault.New(fault.Internal, "payout.claim_missing", "a payout's claim is missing")
	}
	claim := claims[0]
	found, err := r.Money.Load(ctx, claim.Commissions)
	if err != nil {
		return p, err
	}
	after := p
	after.Followed++
	after.Version++
	out := Outcome{Payout: &Change{Before: p, After: after, Todo: after.Followed < after.Chunks}}
	if p.Status.gaveBack() {
		out.Money, err = r.release(ctx, p, claim, found)
	} else {
		out.Money, err = r.paid(p, claim, found)
	}
	if err != nil {
		return p, err
	}
	return after, r.Store.Commit(ctx, out)
}

func (r Runner) paid(p Payout, claim Claim, found []commission.Commission) (commission.Outcome, error) {
	var out commission.Outcome
	for _, c := range found {
		if c.Payout != p.ID || c.Status != commission.Available {
			continue
		}
		n := c
		n.Status, n.PaidAt = commission.Paid, p.EndedAt
		n.Version++
		out.Changes = append(out.Changes, commission.Change{Before: c, After: n})
	}
	if len(out.Changes) == 0 {
		return out, nil
	}
	eid, err := id.Of[id.Event](string(event.CommissionPaid), string(p.ID), "chunk", itoa(claim.Number))
	if err != nil {
		return out, err
	}
	out.Events = []event.Event{{
		ID: eid, Type: event.CommissionPaid, At: r.Clock.Now(), Program: p.Account.Program, Partner: p.Account.Partner, Subject: string(p.ID), Version: claim.Number + 1,
		Data: map[string]string{"payout_id": string(p.ID), "count": itoa(int64(len(out.Changes)))}, Rollups: commission.Rollups(out.Changes),
	}}
	return out, nil
}

func (r Runner) release(ctx context.Context, p Payout, claim Claim, found []commission.Commission) (commission.Outcome, error) {
	var out commission.Outcome
	for _, c := range found {
		if c.Payout != p.ID {
			continue
		}
		n := c
		n.Payout, n.Status, n.PaidAt = "", commission.Available, time.Time{}
		n.Version++
		out.Changes = append(out.Changes, commission.Change{Before: c, After: n})
	}
	balance, err := r.Money.Balance(ctx, p.Account)
	if err != nil {
		return out, err
	}
	note := ledger.Note{Kind: ledger.Release, Refs: []string{string(p.ID)}, Actor: commission.System, Reason: p.Reason, At: r.Clock.Now()}
	moves := balance.Release(claim.Minor)
	if p.Status == Returned {
		note.Kind, moves = ledger.Returned, balance.Return(claim.Minor)
		if out.Events, err = r.unpaid(p, claim, out.Changes); err != nil {
			return out, err
		}
	}
	entry, err := balance.Post(note, moves...)
	out.Entries = []ledger.Entry{entry}
	return out, err
}

// unpaid tells the day counters that a chunk is not paid after all.
func (r Runner) unpaid(p Payout, claim Claim, changes []commission.Change) ([]event.Event, error) {
	eid, err := id.Of[id.Event](string(event.CommissionUnpaid), string(p.ID), "chunk", itoa(claim.Number))
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	return []event.Event{{
		ID: eid, Type: event.CommissionUnpaid, At: r.Clock.Now(), Program: p.Account.Program, Partner: p.Account.Partner, Subject: string(p.ID), Version: claim.Number + 1,
		Rollups: commission.Rollups(changes),
	}}, nil
}

// close ends a running batch when all its payouts are at rest. It stops at the
// first that is not: a run of many payouts does not read them all for each.
func (r Runner) close(ctx context.Context, bid id.Batch) error {
	b, err := r.Store.Batch(ctx, bid)
	if err != nil || b.Status != Running {
		return err
	}
	rest, busy := error(nil), false
	err = r.Store.Payouts(ctx, bid, func(pid id.Payout) bool { // the last to be sent is mostly the last to end
		var p Payout
		p, rest = r.Store.Payout(ctx, pid)
		busy = rest != nil || !p.Status.Final() || p.Followed < p.Chunks
		return !busy
	})
	if err == nil {
		err = rest
	}
	if err != nil || busy {
		return err
	}
	n, err := b.move(Closed)
	if err != nil {
		return err
	}
	n.ClosedAt = r.Clock.Now()
	err = r.Store.Commit(ctx, Outcome{Batch: &BatchChange{Before: b, After: n}})
	if fault.IsStale(err) {
		return nil // another payout's end closed it
	}
	return err
}

func (r Runner) all(ctx context.Context, b id.Batch) ([]Payout, error) {
	var ids []id.Payout
	err := r.Store.Payouts(ctx, b, func(p id.Payout) bool { ids = append(ids, p); return true })
	if err != nil {
		return nil, err
	}
	out := make([]Payout, 0, len(ids))
	for _, i := range slices.Backward(ids) {
		p, err := r.Store.Payout(ctx, i)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}
