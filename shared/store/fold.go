package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/table"
)

// foldTries is how often an addition that certainly did not happen is repeated.
const foldTries = 4

// valuesAttr counts, on a scope's total row, the day's values of a capped
// dimension, those in a pack only once it is full.
func valuesAttr(d report.Dim) string { return string(d) + "s" }

// fullAttr says, on a scope's total row, that a pack is full.
func fullAttr(pack report.Row) string { return "full-" + string(pack.Dim) + pack.Value }

// folding is a Fold under way: what it found and what is still to be added.
type folding struct {
	Stats
	totals map[report.Row]table.Item // as they are
	full   map[report.Row]table.Item // packs that take no new values
	packs  map[report.Row]map[string]int64
	rows   []report.Delta
	more   map[report.Row]map[string]int64
	errs   []error
}

// Fold adds clicks to counters: the totals first, because they know which packs
// and days are full, then packs, and rows of what is not packed (A16).
func (s Stats) Fold(ctx context.Context, ds []report.Delta) error {
	f := folding{
		Stats: s, totals: map[report.Row]table.Item{}, full: map[report.Row]table.Item{},
		packs: map[report.Row]map[string]int64{}, more: map[report.Row]map[string]int64{},
	}
	var totals, others []report.Delta
	for _, d := range ds {
		if d.Row.Dim == report.Total {
			totals = append(totals, d)
		} else {
			others = append(others, d)
		}
	}
	for i, r := range each(ctx, s.T, totals, func(d report.Delta) table.Update { return statUpdate(d.Row, d.Add) }) {
		f.totals[totals[i].Row] = r.New
		f.keep(r.Err)
	}
	f.readFull(ctx, others)
	for _, d := range others {
		f.place(d)
	}
	f.addPacks(ctx)
	f.addRows(ctx)
	f.addMore(ctx)
	return errors.Join(f.errs...)
}

func (f *folding) keep(err error) {
	if err != nil {
		f.errs = append(f.errs, fmt.Errorf("add to counters: %w", err))
	}
}

func (f *folding) total(r report.Row) table.Item { return f.totals[r.By(report.Total, "")] }

// readFull reads the packs that are full: what they have is added there still.
func (f *folding) readFull(ctx context.Context, ds []report.Delta) {
	var keys []table.Key
	var packs []report.Row
	for _, d := range ds {
		pack, _, ok := packOf(d.Row)
		if _, known := f.full[pack]; !ok || known || f.total(d.Row).Int(fullAttr(pack)) == 0 {
			continue
		}
		f.full[pack] = table.Item{}
		keys, packs = append(keys, statRowKey(pack)), append(packs, pack)
	}
	for from := 0; from < len(keys); from += getMax {
		to := min(len(keys), from+getMax)
		items, err := f.T.Get(ctx, keys[from:to], false)
		f.keep(err)
		for i, item := range items {
			f.full[packs[from+i]] = item
		}
	}
}

// place decides whether a delta goes to its pack or to a row of its own.
func (f *folding) place(d report.Delta) {
	pack, value, ok := packOf(d.Row)
	if ok && d.Row.Dim.Capped() {
		item, full := f.full[pack]
		ok = !full || packHas(item, value)
	}
	if !ok {
		f.rows = append(f.rows, d)
		return
	}
	for counter, class := range packClasses() {
		if n := d.Add[counter]; n != 0 {
			into(f.packs, pack)[packName(value, class)] += n
		}
	}
}

// into returns the row's sums, made where there are none.
func into(sums map[report.Row]map[string]int64, r report.Row) map[string]int64 {
	if sums[r] == nil {
		sums[r] = map[string]int64{}
	}
	return sums[r]
}

func (f *folding) addPacks(ctx context.Context) {
	var updates []table.Update
	var packs []report.Row
	for _, pack := range ordered(f.packs) {
		for _, u := range packUpdates(pack, f.packs[pack]) {
			updates, packs = append(updates, u), append(packs, pack)
		}
	}
	for i, r := range each(ctx, f.T, updates, func(u table.Update) table.Update { return u }) {
		f.keep(r.Err)
		if _, full := f.full[packs[i]]; full || r.Err != nil {
			continue
		}
		counts := packCounts(r.New)
		most := int64(0)
		for _, n := range counts {
			most = max(most, n)
		}
		if packSize(r.New) < packMax && most < report.MaxValues {
			continue
		}
		f.full[packs[i]] = r.New
		total := into(f.more, packs[i].By(report.Total, ""))
		total[fullAttr(packs[i])]++
		for dim, n := range counts {
			total[valuesAttr(dim)] += n
		}
	}
}

// addRows adds to rows. On a full day capped dimensions only have those that
// exist, and the rest goes to the row of the others.
func (f *folding) addRows(ctx context.Context) {
	results := each(ctx, f.T, f.rows, func(d report.Delta) table.Update {
		u := statUpdate(d.Row, d.Add)
		if d.Row.Dim.Capped() && f.total(d.Row).Int(valuesAttr(d.Row.Dim)) >= report.MaxValues {
			u.If = []table.Condition{table.Present("")}
		}
		return u
	})
	for i, d := range f.rows {
		switch r := table.Refusal(results[i].Err, 0); {
		case r != nil && r.Reason == table.Refused:
			others := into(f.more, d.Row.By(d.Row.Dim, report.Others))
			for name, n := range d.Add {
				others[name] += n
			}
		case results[i].Err != nil:
			f.keep(results[i].Err)
		case results[i].Old == nil && d.Row.Dim.Capped():
			into(f.more, d.Row.By(report.Total, ""))[valuesAttr(d.Row.Dim)]++
		}
	}
}

func (f *folding) addMore(ctx context.Context) {
	var ds []report.Delta
	for _, row := range ordered(f.more) {
		ds = append(ds, report.Delta{Row: row, Add: f.more[row]})
	}
	for _, r := range each(ctx, f.T, ds, func(d report.Delta) table.Update { return statUpdate(d.Row, d.Add) }) {
		f.keep(r.Err)
	}
}

// ordered returns rows in the order of their keys: what is done is the same each
// time that it is done.
func ordered(sums map[report.Row]map[string]int64) []report.Row {
	return slices.SortedFunc(maps.Keys(sums), func(a, b report.Row) int {
		x, y := statRowKey(a), statRowKey(b)
		return cmp.Or(cmp.Compare(x.PK, y.PK), cmp.Compare(x.SK, y.SK))
	})
}

// each makes an update of everything. What certainly did not happen is tried
// again; what may have happened is not, for counters must never be above.
func each[T any](ctx context.Context, t table.Table, all []T, update func(T) table.Update) []table.Result {
	results := make([]table.Result, len(all))
	todo := make([]int, len(all))
	for i := range all {
		todo[i] = i
	}
	for try := 0; len(todo) > 0 && try < foldTries; try++ {
		updates := make([]table.Update, len(todo))
		for i, at := range todo {
			updates[i] = update(all[at])
		}
		var again []int
		for i, r := range t.UpdateEach(ctx, updates) {
			results[todo[i]] = r
			if reason := table.ReasonOf(r.Err); reason == table.Conflict || reason == table.Throttled {
				again = append(again, todo[i])
			}
		}
		todo = again
	}
	return results
}

func statRowKey(r report.Row) table.Key {
	return statKey(r.Program, string(r.Scope), string(r.Dim), r.Day, r.Value)
}

func statUpdate(r report.Row, add map[string]int64) table.Update {
	return table.Update{Key: statRowKey(r), Set: map[string]any{"type": "stat", "v": int64(1)}, Add: add}
}
