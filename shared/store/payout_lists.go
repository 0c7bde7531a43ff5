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
	out, err := sieve[payout.Batch]{
		t: s.T, q: table.Query{Index: table.Gsi2, PK: batchesPK(p)}, most: getMax,
		read: whole(s.T, func(item table.Item) (payout.Batch, error) {
			if item == nil {
				return payout.Batch{}, nil
			}
			return decodeBatch(item)
		}),
		keeps: func(b payout.Batch) bool { return b.ID != "" },
	}.page(ctx, r)
	if err != nil {
		return out, fmt.Errorf("list payout runs: %w", err)
	}
	return out, nil
}

// OfPartner lists a partner's payouts over all programs, newest first. A search
// looks at references, states and ids.
func (s Payouts) OfPartner(ctx context.Context, o id.Partner, r page.Request) (page.Of[payout.Payout], error) {
	out, err := s.newest(table.Query{Index: table.Gsi1, PK: payeePK(o), Prefix: payoutPrefix()}, r).page(ctx, r)
	if err != nil {
		return out, fmt.Errorf("list a partner's payouts: %w", err)
	}
	return out, nil
}

// newest lists payouts that an index names.
func (s Payouts) newest(q table.Query, r page.Request) sieve[payout.Payout] {
	return sieve[payout.Payout]{
		t: s.T, q: q, sparse: r.Sought(), most: getMax,
		read: whole(s.T, func(item table.Item) (payout.Payout, error) {
			if item == nil {
				return payout.Payout{}, nil
			}
			return decodePayout(item)
		}),
		keeps: func(p payout.Payout) bool {
			return p.ID != "" && r.Finds(p.Reference, string(p.ID), string(p.Status), string(p.Account.Partner))
		},
	}
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

// Withdrawals lists a program's payouts outside runs, newest first. A search
// looks at references, states and ids, of partners too.
func (s Payouts) Withdrawals(ctx context.Context, p id.Program, r page.Request) (page.Of[payout.Payout], error) {
	out, err := s.newest(table.Query{Index: table.Gsi2, PK: withdrawalsPK(p)}, r).page(ctx, r)
	if err != nil {
		return out, fmt.Errorf("list withdrawals: %w", err)
	}
	return out, nil
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
