package store

import (
	"cmp"
	"context"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Across lists a partner's commissions in several programs, newest event first
// (A8). Keys of all programs have one order, so one cursor serves them all; a
// page ends where the first program's does that has more.
func (s CommissionLists) Across(ctx context.Context, o id.Partner, asked []commission.Asked, r page.Request) (page.Of[commission.Row], error) {
	type keyed struct {
		key string
		row commission.Row
	}
	var rows []keyed
	floor := ""
	pages := make([]page.Of[commission.Row], len(asked))
	calls := make([]func() error, len(asked))
	for i, a := range asked {
		calls[i] = func() (err error) {
			pages[i], err = s.OfPartner(ctx, a.Program, o, a.Filter, r)
			return err
		}
	}
	if err := table.Together(s.T, calls...); err != nil {
		return page.Of[commission.Row]{}, err
	}
	for _, p := range pages {
		floor = max(floor, p.Next)
		for _, row := range p.Data {
			rows = append(rows, keyed{commissionSK(row.EventAt, row.ID), row})
		}
	}
	slices.SortFunc(rows, func(a, b keyed) int { return cmp.Compare(b.key, a.key) })
	out := page.Of[commission.Row]{Data: []commission.Row{}, Next: floor}
	for i, k := range rows {
		if k.key < floor {
			break
		}
		if len(out.Data) == r.Size() {
			out.Next = rows[i-1].key
			break
		}
		out.Data = append(out.Data, k.row)
	}
	return out, nil
}
