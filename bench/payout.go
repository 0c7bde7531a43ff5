package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
	"github.com/tributaryhq/tributary/test/stage"
)

// paidOf is how many commissions a partner of the payout run has.
const paidOf = 10

// payouts measures a run by hand over n commissions: what it claims, and what is
// marked paid.
func payouts(ctx context.Context, n int) ([]Row, error) {
	partners := max(1, n/paidOf)
	s, clicks, err := shop(ctx, partners)
	if err != nil {
		return nil, err
	}
	for i := range n {
		if err := sell(ctx, s, fmt.Sprint("T", i), clicks[i%partners], ""); err != nil {
			return nil, err
		}
	}
	s.Manual.Advance(32 * 24 * time.Hour)
	if err := s.CommissionApproval()(ctx, s.Clock.Now()); err != nil {
		return nil, err
	}
	wall := clock.System()
	start := wall.Now()
	s.Meter.Reset()
	claimed, b, err := planned(ctx, s)
	if err != nil {
		return nil, err
	}
	s.Meter.Reset()
	if err := paid(ctx, s, b); err != nil {
		return nil, err
	}
	took, marked := wall.Now().Sub(start), s.Meter.Snapshot()
	const run = 9                             // the run's own item
	const rest = 20                           // a payout's own items, when it is marked paid
	chunks := partners * ((paidOf + 39) / 40) // of at most 40 commissions
	return []Row{
		{Name: fmt.Sprintf("payout of %s commissions to %s partners", group(int64(n)), group(int64(partners))), Value: took.Milliseconds(), Unit: "ms", Timed: true},
		{Name: "payout, claim", Value: int64(claimed.WRU), Unit: "WRU", Goal: int64(2*n + 8*chunks + 12*partners + run)},
		{Name: "payout, mark paid", Value: int64(marked.WRU), Unit: "WRU", Goal: int64(4*n + rest*partners)},
	}, complete(ctx, s, n, func(b ledger.Balance) int64 { return b.Paid })
}

func planned(ctx context.Context, s *stage.Stage) (tabletest.Usage, payout.Batch, error) {
	b, err := s.Runner().Plan(ctx, payout.Terms{Program: s.Program.ID, Rail: payout.Manual}, "bench", "usr_boss")
	return s.Meter.Snapshot(), b, err
}

// paid approves a run, exports it and marks each of its payouts paid.
func paid(ctx context.Context, s *stage.Stage, b payout.Batch) error {
	r := s.Runner()
	if _, err := r.Approve(ctx, s.Program.ID, b.ID, payout.Approver{User: "usr_boss", Fresh: true}); err != nil {
		return err
	}
	if _, err := s.Export(ctx, b.ID); err != nil {
		return err
	}
	found, err := store.Payouts{T: s.Memory}.OfBatch(ctx, b.ID)
	if err != nil || len(found) == 0 {
		return errors.Join(err, errors.New("the run is empty"))
	}
	s.Meter.Reset()
	for _, p := range found {
		if err := r.MarkPaid(ctx, s.Program.ID, p.ID, "REF"); err != nil {
			return err
		}
	}
	return nil
}
