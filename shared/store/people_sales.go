package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// names lists every name of a person: those that were said, and those of the
// customers that they stand for.
func names(who []customer.Identity, found []customer.Customer) []customer.Identity {
	out := slices.Clone(who)
	for _, c := range found {
		out = append(out, c.Identities...)
	}
	return out
}

// sales finds the leads and deals that name a person. It looks at all that the
// program has: one that is over is found by no name. Access patterns A110, A112.
func (s People) sales(ctx context.Context, p id.Program, who []customer.Identity) ([]lead.Lead, []deal.Deal, error) {
	if len(who) == 0 {
		return nil, nil, nil
	}
	leads, err := everyOf(ctx, s.T, leadsPK(p), func(r leadRecord) lead.Lead { return lead.Lead(r) })
	if err != nil {
		return nil, nil, fmt.Errorf("find a person's leads: %w", err)
	}
	deals, err := everyOf(ctx, s.T, dealsPK(p), func(r dealRecord) deal.Deal { return deal.Deal(r) })
	if err != nil {
		return nil, nil, fmt.Errorf("find a person's deals: %w", err)
	}
	leads = slices.DeleteFunc(leads, func(l lead.Lead) bool {
		return !slices.ContainsFunc(l.Identities(), func(i customer.Identity) bool { return slices.Contains(who, i) })
	})
	deals = slices.DeleteFunc(deals, func(d deal.Deal) bool {
		return d.Email == "" || !slices.Contains(who, customer.Identity{Kind: customer.Email, Value: customer.HashEmail(d.Email)})
	})
	return leads, deals, nil
}

// everyOf reads whole what GSI2 lists under a key.
func everyOf[R, T any](ctx context.Context, t table.Table, pk string, as func(R) T) ([]T, error) {
	listed, err := queryAll(ctx, t, table.Query{Index: table.Gsi2, PK: pk})
	if err != nil {
		return nil, err
	}
	var out []T
	for some := range slices.Chunk(listed, 100) {
		keys := make([]table.Key, len(some))
		for i, item := range some {
			keys[i] = item.Key()
		}
		items, err := t.Get(ctx, keys, true)
		if err != nil {
			return nil, err
		}
		read, err := decodeAll(items, as)
		if err != nil {
			return nil, err
		}
		out = append(out, read...)
	}
	return out, nil
}

// heldSales tells of the leads and deals that name a person.
func (s People) heldSales(ctx context.Context, p id.Program, who []customer.Identity) ([]string, error) {
	leads, deals, err := s.sales(ctx, p, who)
	var out []string
	for _, l := range leads {
		out = append(out, "lead "+l.Number()+": "+l.Name+" "+l.Email)
	}
	for _, d := range deals {
		out = append(out, "deal "+d.Number()+": "+d.Contact+" "+d.Email)
	}
	return out, err
}

// forgetSales takes a person out of the leads and deals that name them.
func (s People) forgetSales(ctx context.Context, p id.Program, who []customer.Identity) ([]string, error) {
	leads, deals, err := s.sales(ctx, p, who)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, l := range leads {
		if gone, any := l.Forgotten(s.Clock.Now()); any {
			if err := (Leads{s.T}).Save(ctx, l, gone, nil); err != nil {
				return nil, err
			}
			out = append(out, "lead "+l.Number())
		}
	}
	for _, d := range deals {
		if gone, any := d.Forgotten(s.Clock.Now()); any {
			if err := Deals(s).Save(ctx, d, gone, nil); err != nil {
				return nil, err
			}
			out = append(out, "deal "+d.Number())
		}
	}
	return out, nil
}
