package store

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// budgetKeys returns where the hard budgets among some counters are kept.
func budgetKeys(counters []string) []table.Key {
	var keys []table.Key
	for _, name := range counters {
		if w, ok := offer.Shared(name); ok && !w.Soft {
			keys = append(keys, budgetKey(w.Offer, w.Period))
		}
	}
	return keys
}

// drawn returns what was drawn on budgets: of hard ones what their items say, of
// soft ones what the reports say (A36).
func (s Conversions) drawn(ctx context.Context, p id.Program, counters []string, items []table.Item) (map[string]int64, error) {
	out := map[string]int64{}
	for _, name := range counters {
		w, ok := offer.Shared(name)
		switch {
		case !ok:
		case w.Soft:
			spent, err := s.reported(ctx, p, w)
			if err != nil {
				return nil, err
			}
			out[name] = spent
		default:
			if items[0] != nil {
				out[name] = items[0].Int("spent")
			}
			items = items[1:]
		}
	}
	return out, nil
}

// reported is what an offer has earned in a period by the day counters.
func (s Conversions) reported(ctx context.Context, p id.Program, w offer.Window) (int64, error) {
	period := report.Period{From: w.From, To: w.To}
	if w.From == "" {
		period = report.Period{From: "0000-00-00", To: "9999-99-99"}
	}
	rows, err := Stats(s).Rows(ctx, p, report.Whole, report.Offer, period)
	if err != nil {
		return 0, fmt.Errorf("read what a budget has spent: %w", err)
	}
	var spent int64
	for _, r := range rows {
		if r.Row.Value == string(w.Offer) {
			spent += r.Earned
		}
	}
	return spent, nil
}

// drawOps take from hard budgets, each at most what is left of it.
func drawOps(draws []conversion.Draw) []table.Op {
	var ops []table.Op
	for _, d := range draws {
		ops = append(ops, table.Update{
			Key: budgetKey(d.Offer, d.Period), If: []table.Condition{table.AbsentOrAtMost("spent", d.Most-d.Minor)},
			Set: map[string]any{"type": "budget", "v": int64(1), "program": string(d.Program)}, Add: map[string]int64{"spent": d.Minor},
		})
	}
	return ops
}
