package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/table"
)

const (
	// rollEvents and rollOps bound one transaction of rollups.
	rollEvents = 15
	rollOps    = 90
	rollTries  = 6
	// rolledLife is how long an event is known to be rolled up: longer than the
	// outbox can tell it again.
	rolledLife = 180 * 24 * time.Hour
)

// RollUp adds what events say of amounts to the day counters, each event
// exactly once however often it comes: its mark is in the same transaction
// (A16, A17).
func (s Stats) RollUp(ctx context.Context, es []event.Event) error {
	es = slices.DeleteFunc(slices.Clone(es), func(e event.Event) bool { return len(e.Rollups) == 0 })
	for len(es) > 0 {
		n := rollable(es)
		if err := s.roll(ctx, es[:n]); err != nil {
			return err
		}
		es = es[n:]
	}
	return nil
}

// rollable returns how many of the events fit one transaction, at least one.
func rollable(es []event.Event) int {
	rows := map[report.Row]bool{}
	for i, e := range es {
		for _, d := range rollups(e) {
			rows[d.Row] = true
		}
		if i > 0 && (i >= rollEvents || len(rows)+i+1 > rollOps) {
			return i
		}
	}
	return len(es)
}

// roll adds up events in one transaction, less those that it finds done.
func (s Stats) roll(ctx context.Context, es []event.Event) error {
	var err error
	for range rollTries {
		var seen []event.Event
		for _, e := range es {
			if !slices.ContainsFunc(seen, func(o event.Event) bool { return o.ID == e.ID }) {
				seen = append(seen, e)
			}
		}
		if es = seen; len(es) == 0 {
			return nil
		}
		err = s.T.Commit(ctx, rollOpsOf(es))
		var left []event.Event
		for i, e := range es {
			if !refused(err, i) {
				left = append(left, e)
			}
		}
		switch reason := table.ReasonOf(err); {
		case err == nil:
			return nil
		case reason == table.Refused, reason == table.Conflict:
			es = left
		default:
			return fmt.Errorf("roll up events: %w", err)
		}
	}
	return fmt.Errorf("roll up events: %w", err)
}

// rollOpsOf returns the marks of the events, in their order, and their rows.
func rollOpsOf(es []event.Event) []table.Op {
	var ops []table.Op
	sums := map[report.Row]map[string]int64{}
	var order []report.Row
	for _, e := range es {
		k := rolledKey(e.ID)
		ops = append(ops, table.Put{
			Item: table.Item{table.PK: k.PK, table.SK: k.SK, "type": "rolled", "v": int64(1), table.TTL: e.At.Add(rolledLife).Unix()},
			If:   []table.Condition{table.Absent("")},
		})
		for _, d := range rollups(e) {
			if sums[d.Row] == nil {
				sums[d.Row] = map[string]int64{}
				order = append(order, d.Row)
			}
			for name, n := range d.Add {
				sums[d.Row][name] += n
			}
		}
	}
	for _, row := range order {
		ops = append(ops, statUpdate(row, sums[row]))
	}
	return ops
}

// rollups returns the deltas of one event: everything to the total rows, what
// is no amount by state to the others.
func rollups(e event.Event) []report.Delta {
	var out []report.Delta
	add := func(row report.Row, delta map[string]int64) {
		if len(delta) > 0 {
			out = append(out, report.Delta{Row: row, Add: delta})
		}
	}
	for _, r := range e.Rollups {
		parts := without(r.Delta, report.ByState)
		whole := report.Row{Program: e.Program, Scope: report.Whole, Dim: report.Total, Day: r.Day}
		if e.Partner != "" {
			own := whole
			own.Scope = report.Of(e.Partner)
			add(whole.By(report.Partner, string(e.Partner)), parts)
			add(own, r.Delta)
			for _, row := range facetRows(own, r.Facets) {
				add(row, parts)
			}
		}
		all := r.Delta
		if r.Shared {
			all, parts = without(all, report.Count), without(parts, report.Count)
		}
		add(whole, all)
		for _, row := range facetRows(whole, r.Facets) {
			add(row, parts)
		}
	}
	return out
}

// facetRows are the breakdowns of a day in which an event counts; links and
// sub-ids are broken down for their partner only.
func facetRows(total report.Row, f event.Facets) []report.Row {
	var out []report.Row
	named := func(dim report.Dim, value string) {
		if value != "" {
			out = append(out, total.By(dim, value))
		}
	}
	named(report.Offer, f.Offer)
	named(report.Device, f.Device)
	named(report.Country, f.Country)
	named(report.Referrer, f.Referrer)
	if total.Scope != report.Whole {
		named(report.Link, f.Link)
		named(report.Sub, f.Sub)
	}
	return out
}

func without(delta map[string]int64, left func(name string) bool) map[string]int64 {
	out := map[string]int64{}
	for name, n := range delta {
		if !left(name) {
			out[name] = n
		}
	}
	return out
}
