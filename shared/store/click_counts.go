package store

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// ClickCounts knows the unique clicks of a day that an offer may pay for.
type ClickCounts struct{ T table.Table }

// Unique reads the day's counters of all partners, less those of links that
// count and pay nothing (A16, A20).
func (s ClickCounts) Unique(ctx context.Context, p id.Program, day string) (map[id.Partner]int64, error) {
	period := report.Period{From: day, To: day}
	rows, err := Stats(s).Rows(ctx, p, report.Whole, report.Partner, period)
	if err != nil {
		return nil, fmt.Errorf("read a day's clicks: %w", err)
	}
	out := map[id.Partner]int64{}
	for _, r := range rows {
		if r.Unique > 0 {
			out[id.Partner(r.Row.Value)] += r.Unique
		}
	}
	for partner := range out {
		unpaid, err := s.unpaid(ctx, p, partner, period)
		if err != nil {
			return nil, err
		}
		out[partner] -= unpaid
	}
	return out, nil
}

// unpaid are the clicks of a partner's holdout links.
func (s ClickCounts) unpaid(ctx context.Context, p id.Program, o id.Partner, period report.Period) (int64, error) {
	holdout := map[string]bool{}
	for r := (page.Request{Limit: page.MaxLimit}); ; {
		got, err := Links(s).List(ctx, p, o, r)
		if err != nil {
			return 0, err
		}
		for _, l := range got.Data {
			if l.Kind == link.Holdout {
				holdout[string(l.ID)] = true
			}
		}
		if r.Cursor = got.Next; r.Cursor == "" {
			break
		}
	}
	if len(holdout) == 0 {
		return 0, nil
	}
	rows, err := Stats(s).Rows(ctx, p, report.Of(o), report.Link, period)
	if err != nil {
		return 0, fmt.Errorf("read the clicks of links: %w", err)
	}
	var n int64
	for _, r := range rows {
		if holdout[r.Row.Value] {
			n += r.Unique
		}
	}
	return n, nil
}

var (
	_ conversion.ClickCounts = ClickCounts{}
	_ conversion.Purse       = Commissions{}
)
