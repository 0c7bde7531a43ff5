package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Stats keeps day counters.
type Stats struct{ T table.Table }

// statPages is how many pages a report reads at most.
const statPages = 8

// Rows reads a period of one dimension: rows, and but for the totals what
// stands in packs (A16).
func (s Stats) Rows(ctx context.Context, program id.Program, scope report.Scope, dim report.Dim, p report.Period) ([]report.Counted, error) {
	var rows []report.Counted
	items, err := s.period(ctx, program, scope, dim, p)
	if err != nil {
		return nil, err
	}
	for _, item := range items {
		rows = append(rows, decodeStat(program, scope, item))
	}
	packs := mixed
	switch dim {
	case report.Total, report.Rule:
		return rows, nil
	case report.Partner:
		packs = mixedPartners
	case report.Link, report.QR, report.Offer, report.Sub, report.Device, report.Country, report.Referrer, report.Day, report.Month:
	}
	if items, err = s.period(ctx, program, scope, packs, p); err != nil {
		return nil, err
	}
	at := make(map[report.Row]int, len(rows))
	for i, r := range rows {
		at[r.Row] = i
	}
	for _, item := range items {
		for _, r := range unpack(program, scope, dim, item) {
			if i, ok := at[r.Row]; ok {
				rows[i].Counters = rows[i].Plus(r.Counters)
				continue
			}
			at[r.Row] = len(rows)
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, func(a, b report.Counted) int {
		return cmp.Or(cmp.Compare(a.Row.Day, b.Row.Day), cmp.Compare(a.Row.Value, b.Row.Value))
	})
	return rows, nil
}

// Totals reads the totals of a period of several scopes in one round (A16).
func (s Stats) Totals(ctx context.Context, program id.Program, scopes []report.Scope, p report.Period) ([]report.Counted, error) {
	found := make([][]report.Counted, len(scopes))
	calls := make([]func() error, len(scopes))
	for i, scope := range scopes {
		calls[i] = func() (err error) {
			found[i], err = s.Rows(ctx, program, scope, report.Total, p)
			return err
		}
	}
	err := table.Together(s.T, calls...)
	return slices.Concat(found...), err
}

// period reads the items of a dimension.
func (s Stats) period(ctx context.Context, program id.Program, scope report.Scope, dim report.Dim, p report.Period) ([]table.Item, error) {
	q := table.Query{PK: statPK(program, string(scope)), From: statSK(string(dim), p.From, ""), To: statEnd(string(dim), p.To)}
	var out []table.Item
	for range statPages {
		page, err := s.T.Query(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("read counters: %w", err)
		}
		out = append(out, page.Items...)
		if q.Cursor = page.Next; q.Cursor == "" {
			return out, nil
		}
	}
	return nil, fault.New(fault.Invalid, "report.too_long", "there is too much in this period; choose a shorter one")
}

func decodeStat(program id.Program, scope report.Scope, item table.Item) report.Counted {
	dim, day, value := statParts(item.String(table.SK))
	c := report.Counted{Row: report.Row{Program: program, Scope: scope, Dim: report.Dim(dim), Day: day, Value: value}}
	for _, name := range report.Names() {
		*c.At(name) = item.Int(name)
	}
	return c
}

var _ report.Store = Stats{}
