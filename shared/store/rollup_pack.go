package store

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/table"
)

// eventsPack is the value of the packs of what events count.
const eventsPack = "events"

// eventPack returns the pack of a row and the name of its value there; the row
// itself, and false, where it has none. Totals stand alone because dashboards
// read nothing else, a program's partners because there are many.
func eventPack(r report.Row) (pack report.Row, value string, ok bool) {
	if r.Dim == report.Total || r.Dim == report.Partner {
		return r, "", false
	}
	pack, value, ok = packOf(r)
	if !ok {
		return r, "", false
	}
	return pack.By(mixed, eventsPack), value, true
}

// packEvents returns what is to be added to rows and packs, one of each. A pack
// that is full takes no new values, and one update has only so many: the rest
// goes to rows. A value may stand in both, because readers add them up.
func (s Stats) packEvents(ctx context.Context, order []report.Row, sums map[report.Row]map[string]int64) ([]report.Delta, error) {
	packs, err := s.readPacks(ctx, order)
	if err != nil {
		return nil, err
	}
	at := map[report.Row]int{}
	var out []report.Delta
	for _, row := range order {
		sum := sums[row]
		pack, value, ok := eventPack(row)
		if ok && packSize(packs[pack]) >= packMax && !packHas(packs[pack], value) {
			ok = false
		}
		i, begun := at[pack]
		if ok && begun && len(out[i].Add)+len(sum) > packAdds {
			ok = false
		}
		if !ok {
			out = append(out, report.Delta{Row: row, Add: sum})
			continue
		}
		if !begun {
			i = len(out)
			at[pack] = i
			out = append(out, report.Delta{Row: pack, Add: map[string]int64{}})
		}
		for counter, letter := range packEvents() {
			if n := sum[counter]; n != 0 {
				out[i].Add[packName(value, letter)] += n
			}
		}
	}
	return out, nil
}

// readPacks reads the packs of the rows as they are.
func (s Stats) readPacks(ctx context.Context, rows []report.Row) (map[report.Row]table.Item, error) {
	out := map[report.Row]table.Item{}
	var packs []report.Row
	var keys []table.Key
	for _, r := range rows {
		pack, _, ok := eventPack(r)
		if _, known := out[pack]; ok && !known {
			out[pack] = nil
			packs, keys = append(packs, pack), append(keys, statRowKey(pack))
		}
	}
	if len(keys) == 0 {
		return out, nil
	}
	items, err := s.T.Get(ctx, keys, false)
	if err != nil {
		return nil, fmt.Errorf("read packs of counters: %w", err)
	}
	for i, item := range items {
		out[packs[i]] = item
	}
	return out, nil
}
