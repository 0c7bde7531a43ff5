package click

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/report"
)

// classCounters are the counters that clicks alone fill.
func classCounters() []string {
	return []string{report.Gross, report.Unique, report.Duplicate, report.Invalid}
}

// dims are what a scope's clicks are broken down by. The first is the total; the
// second has every click as well, in the same item as the others, so that the
// others are right when these two are.
func dims(s report.Scope) []report.Dim {
	if s == report.Whole {
		return []report.Dim{report.Total, report.Partner, report.Offer, report.Device, report.Country, report.Referrer}
	}
	return []report.Dim{report.Total, report.Link, report.QR, report.Offer, report.Sub, report.Device, report.Country, report.Referrer}
}

// differences returns what is to be added to a scope's counters of a day so
// that they say what was counted again, the total first; nothing when they do.
func (r Recount) differences(ctx context.Context, of report.Row, counted map[report.Row]map[string]int64) ([]report.Delta, error) {
	var out []report.Delta
	for i, dim := range dims(of.Scope) {
		if i == 2 && len(out) == 0 && of.Scope != report.Whole {
			return nil, nil
		}
		stored, err := r.Counters.Rows(ctx, of.Program, of.Scope, dim, report.Period{From: of.Day, To: of.Day})
		if err != nil {
			return nil, err
		}
		out = append(out, lacking(of, dim, stored, counted)...)
	}
	if total := of.By(report.Total, ""); len(out) > 0 && out[0].Row != total { // it knows what is full
		out = append([]report.Delta{{Row: total, Add: map[string]int64{}}}, out...)
	}
	return out, nil
}

// lacking compares one dimension. Beyond the first values of a day what is new
// is in the row of the others.
func lacking(of report.Row, dim report.Dim, stored []report.Counted, counted map[report.Row]map[string]int64) []report.Delta {
	sums := map[report.Row]map[string]int64{}
	var order []report.Row
	add := func(row report.Row, name string, n int64) {
		if sums[row] == nil {
			sums[row] = map[string]int64{}
			order = append(order, row)
		}
		sums[row][name] += n
	}
	known := map[report.Row]bool{}
	for _, c := range stored {
		known[c.Row] = true
		for _, name := range classCounters() {
			add(c.Row, name, -*c.At(name))
		}
	}
	others := of.By(dim, report.Others)
	byValue := func(a, b report.Row) int { return cmp.Compare(a.Value, b.Value) }
	for _, row := range slices.SortedFunc(maps.Keys(counted), byValue) {
		if row.Program != of.Program || row.Scope != of.Scope || row.Dim != dim || row.Day != of.Day {
			continue
		}
		to, sum := row, counted[row]
		if dim.Capped() && known[others] && !known[row] {
			to = others
		}
		for name, n := range sum {
			add(to, name, n)
		}
	}
	var out []report.Delta
	for _, row := range order {
		d := report.Delta{Row: row, Add: map[string]int64{}}
		for name, n := range sums[row] {
			if n != 0 {
				d.Add[name] = n
			}
		}
		if len(d.Add) > 0 {
			out = append(out, d)
		}
	}
	return out
}
