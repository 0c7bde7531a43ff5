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
	// rollEvents and rollOps bound one transaction of rollups, which the table
	// takes up to rollMost.
	rollEvents = 15
	rollOps    = 90
	rollMost   = 100
	// rollParts is how many rollups of one event do at most, each with 15 items.
	rollParts = 6
	rollTries = 6
	// rolledLife is how long an event is known to be rolled up: longer than the
	// outbox can tell it again.
	rolledLife = 180 * 24 * time.Hour
)

// told is an event, or the nth part of one that tells of too many days for one
// transaction.
type told struct {
	event.Event
	part int
}

// RollUp adds what events say of amounts to the day counters, each event
// exactly once however often it comes: its mark is in the same transaction
// (A16, A17).
func (s Stats) RollUp(ctx context.Context, es []event.Event) error {
	var ts []told
	for _, e := range es {
		part := 0
		for some := range slices.Chunk(e.Rollups, rollParts) {
			t := told{e, part}
			t.Rollups = some
			ts = append(ts, t)
			part++
		}
	}
	for len(ts) > 0 {
		n := rollable(ts)
		if err := s.roll(ctx, ts[:n]); err != nil {
			return err
		}
		ts = ts[n:]
	}
	return nil
}

// rollable returns how many of the events fit one transaction, at least one.
func rollable(es []told) int {
	items := map[report.Row]bool{}
	for i, e := range es {
		for _, d := range rollups(e.Event) {
			row, _, _ := eventPack(d.Row)
			items[row] = true
		}
		if i > 0 && (i >= rollEvents || len(items)+i+1 > rollOps) {
			return i
		}
	}
	return len(es)
}

// roll adds up events in one transaction, less those that it finds done; in
// several where packs are full.
func (s Stats) roll(ctx context.Context, es []told) error {
	var err error
	for range rollTries {
		var seen []told
		for _, e := range es {
			if !slices.ContainsFunc(seen, func(o told) bool { return o.ID == e.ID && o.part == e.part }) {
				seen = append(seen, e)
			}
		}
		if es = seen; len(es) == 0 {
			return nil
		}
		ops, failed := s.rollOpsOf(ctx, es)
		if failed != nil {
			return failed
		}
		if half := len(es) / 2; len(ops) > rollMost && half > 0 {
			if err := s.roll(ctx, es[:half]); err != nil {
				return err
			}
			return s.roll(ctx, es[half:])
		}
		err = s.T.Commit(ctx, ops)
		var left []told
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

// rollOpsOf returns the marks of the events, in their order, and what they add.
func (s Stats) rollOpsOf(ctx context.Context, es []told) ([]table.Op, error) {
	var ops []table.Op
	sums := map[report.Row]map[string]int64{}
	var order []report.Row
	for _, e := range es {
		k := rolledKey(e.ID, e.part)
		ops = append(ops, table.Put{
			Item: table.Item{table.PK: k.PK, table.SK: k.SK, "type": "rolled", "v": int64(1), table.TTL: e.At.Add(rolledLife).Unix()},
			If:   []table.Condition{table.Absent("")},
		})
		for _, d := range rollups(e.Event) {
			if sums[d.Row] == nil {
				order = append(order, d.Row)
			}
			sum := into(sums, d.Row)
			for name, n := range d.Add {
				sum[name] += n
			}
		}
	}
	packed, err := s.packEvents(ctx, order, sums)
	for _, d := range packed {
		ops = append(ops, statUpdate(d.Row, d.Add))
	}
	return ops, err
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
