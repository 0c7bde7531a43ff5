package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Batches lists a program's payout runs, newest first.
func (s Payouts) Batches(ctx context.Context, p id.Program, r page.Request) (page.Of[payout.Batch], error) {
	out := page.Of[payout.Batch]{Data: []payout.Batch{}}
	got, err := s.T.Query(ctx, table.Query{Index: table.Gsi2, PK: batchesPK(p), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
	if err != nil {
		return out, fmt.Errorf("list payout runs: %w", err)
	}
	for _, item := range got.Items {
		b, err := s.Batch(ctx, id.Batch(splitKey(item.String("GSI2SK"), 2)[1]))
		if err != nil {
			return out, err
		}
		out.Data = append(out.Data, b)
	}
	out.Next = got.Next
	return out, nil
}

// OfPartner lists a partner's payouts over all programs, newest first.
func (s Payouts) OfPartner(ctx context.Context, o id.Partner, r page.Request) (page.Of[payout.Payout], error) {
	out := page.Of[payout.Payout]{Data: []payout.Payout{}}
	got, err := s.T.Query(ctx, table.Query{
		Index: table.Gsi1, PK: payeePK(o), Prefix: payoutPrefix(), Reverse: true, Limit: min(r.Size(), 100), Cursor: r.Cursor,
	})
	if err != nil {
		return out, fmt.Errorf("list a partner's payouts: %w", err)
	}
	ids := make([]id.Payout, 0, len(got.Items))
	for _, item := range got.Items {
		ids = append(ids, id.Payout(splitKey(item.String("GSI1SK"), 3)[2]))
	}
	out.Data, err = s.load(ctx, ids)
	out.Next = got.Next
	return out, err
}

// OfBatch reads all payouts of a batch.
func (s Payouts) OfBatch(ctx context.Context, b id.Batch) ([]payout.Payout, error) {
	var ids []id.Payout
	if err := s.Payouts(ctx, b, func(p id.Payout) bool { ids = append(ids, p); return true }); err != nil {
		return nil, err
	}
	slices.Reverse(ids)
	return s.load(ctx, ids)
}

// Withdrawals lists a program's payouts outside runs, newest first.
func (s Payouts) Withdrawals(ctx context.Context, p id.Program, r page.Request) (page.Of[payout.Payout], error) {
	out := page.Of[payout.Payout]{Data: []payout.Payout{}}
	got, err := s.T.Query(ctx, table.Query{Index: table.Gsi2, PK: withdrawalsPK(p), Reverse: true, Limit: min(r.Size(), 100), Cursor: r.Cursor})
	if err != nil {
		return out, fmt.Errorf("list withdrawals: %w", err)
	}
	ids := make([]id.Payout, 0, len(got.Items))
	for _, item := range got.Items {
		ids = append(ids, id.Payout(splitKey(item.String("GSI2SK"), 2)[1]))
	}
	out.Data, err = s.load(ctx, ids)
	out.Next = got.Next
	return out, err
}

// Open lists the withdrawals that wait for a person.
func (s Payouts) Open(ctx context.Context, p id.Program) ([]payout.Payout, error) {
	ids, err := s.next(ctx, func(shard string) string { return reviewPK(p, "withdrawal", shard) }, "")
	if err != nil {
		return nil, err
	}
	found, err := s.load(ctx, ids)
	return slices.DeleteFunc(found, func(p payout.Payout) bool { return p.Status.Final() }), err
}

// Troubled lists the payouts that somebody should look at: those that failed or
// came back, and among those under way the ones that are stuck.
func (s Payouts) Troubled(ctx context.Context, p id.Program) ([]payout.Payout, error) {
	ids, err := s.next(ctx, func(shard string) string { return reviewPK(p, "payout", shard) }, "")
	if err != nil {
		return nil, err
	}
	under, err := s.next(ctx, payoutTodoPK, payoutTodoSK(p, ""))
	if err != nil {
		return nil, err
	}
	found, err := s.load(ctx, append(ids, under...))
	return slices.DeleteFunc(found, func(p payout.Payout) bool { return !p.Troubled() }), err
}

func (s Payouts) load(ctx context.Context, ids []id.Payout) ([]payout.Payout, error) {
	out := make([]payout.Payout, 0, len(ids))
	for start := 0; start < len(ids); start += 100 {
		var keys []table.Key
		for _, p := range ids[start:min(start+100, len(ids))] {
			keys = append(keys, payoutKey(p))
		}
		items, err := s.T.Get(ctx, keys, true)
		if err != nil {
			return nil, fmt.Errorf("read payouts: %w", err)
		}
		for _, item := range items {
			if item == nil {
				continue
			}
			p, err := decodePayout(item)
			if err != nil {
				return nil, err
			}
			out = append(out, p)
		}
	}
	return out, nil
}

var (
	_ payout.Reader = Payouts{}
	_ payout.Drafts = Payouts{}
)
