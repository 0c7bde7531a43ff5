package tabletest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
)

func TestMeterCounts(t *testing.T) {
	t.Parallel()
	key := table.Key{PK: "A", SK: "1"}
	plain := func(fill int) table.Item {
		return table.Item{"PK": "A", "SK": "1", "GSI1PK": "P", "GSI1SK": "S", "view": "v", "fill": strings.Repeat("x", fill)}
	}
	cases := map[string]struct {
		given []table.Item
		call  func(table.Table)
		want  tabletest.Usage
	}{
		"a new item and its copy": {
			nil, func(m table.Table) { put(t, m, plain(10)) },
			tabletest.Usage{Trips: 1, WRU: 2, ByOp: map[string]int{"PutEach": 1}},
		},
		"three puts at once are one trip": {nil, func(m table.Table) {
			put(t, m, plain(10), table.Item{"PK": "B", "SK": "1"}, table.Item{"PK": "C", "SK": "1", "f": strings.Repeat("x", 1024)})
		}, tabletest.Usage{Trips: 1, WRU: 2 + 1 + 2, ByOp: map[string]int{"PutEach": 1}}},
		"an update pays for the whole item, not for a copy that stays": {[]table.Item{plain(3000)}, func(m table.Table) {
			update(t, m, table.Update{Key: key, Add: map[string]int64{"n": 1}})
		}, tabletest.Usage{Trips: 1, WRU: 3, ByOp: map[string]int{"Update": 1}}},
		"a changed view is one copy": {[]table.Item{plain(1)}, func(m table.Table) {
			update(t, m, table.Update{Key: key, Set: map[string]any{"view": "w"}})
		}, tabletest.Usage{Trips: 1, WRU: 2, ByOp: map[string]int{"Update": 1}}},
		"a changed index key is two copies": {[]table.Item{plain(1)}, func(m table.Table) {
			update(t, m, table.Update{Key: key, Set: map[string]any{"GSI1SK": "T"}})
		}, tabletest.Usage{Trips: 1, WRU: 3, ByOp: map[string]int{"Update": 1}}},
		"a refused update pays for the stored item": {[]table.Item{plain(3000)}, func(m table.Table) {
			_ = m.UpdateEach(t.Context(), []table.Update{{Key: key, Set: map[string]any{"view": "w"}, If: []table.Condition{table.Absent("")}}})
		}, tabletest.Usage{Trips: 1, WRU: 3, ByOp: map[string]int{"UpdateEach": 1}}},
		"a commit pays twice for items, once for copies": {[]table.Item{plain(1500)}, func(m table.Table) {
			commit(t, m, table.Update{Key: key, Remove: []string{"GSI1PK"}}, table.Put{Item: table.Item{"PK": "B", "SK": "1"}},
				table.Check{Key: table.Key{PK: "C", SK: "1"}, If: []table.Condition{table.Absent("")}})
		}, tabletest.Usage{Trips: 1, WRU: 4 + 1 + 2 + 2, ByOp: map[string]int{"Commit": 1}}},
		"a cancelled commit pays for its items": {nil, func(m table.Table) {
			_ = m.Commit(t.Context(), []table.Op{
				table.Put{Item: plain(1500)},
				table.Check{Key: table.Key{PK: "C", SK: "1"}, If: []table.Condition{table.Present("")}},
			})
		}, tabletest.Usage{Trips: 1, WRU: 4 + 2, ByOp: map[string]int{"Commit": 1}}},
		"a wrong call costs nothing but the trip": {nil, func(m table.Table) {
			_ = m.PutEach(t.Context(), []table.Item{{"PK": "A"}})
		}, tabletest.Usage{Trips: 1, ByOp: map[string]int{"PutEach": 1}}},
		"reads are rounded up by item in a get": {[]table.Item{plain(5000)}, func(m table.Table) {
			get(t, m, true, key, table.Key{PK: "B", SK: "1"})
			get(t, m, false, key)
		}, tabletest.Usage{Trips: 2, RRU: 3 + 1, ByOp: map[string]int{"Get": 2}}},
		"reads are rounded up by page in a query": {[]table.Item{plain(5000), {"PK": "A", "SK": "2"}}, func(m table.Table) {
			query(t, m, table.Query{PK: "A", Consistent: true})
			query(t, m, table.Query{PK: "P", Index: table.Gsi1})
		}, tabletest.Usage{Trips: 2, RRU: 2.5, ByOp: map[string]int{"Query": 2}}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := tabletest.NewMeter(memory.New(clock.At(time.Unix(1e9, 0))))
			put(t, m, c.given...)
			m.Reset()
			c.call(m)
			if diff := cmp.Diff(c.want, m.Snapshot()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func put(t *testing.T, m table.Table, items ...table.Item) {
	t.Helper()
	for _, err := range m.PutEach(t.Context(), items) {
		if err != nil {
			t.Error(err)
		}
	}
}

func update(t *testing.T, m table.Table, u table.Update) {
	t.Helper()
	if _, _, err := m.Update(t.Context(), u); err != nil {
		t.Error(err)
	}
}

func commit(t *testing.T, m table.Table, ops ...table.Op) {
	t.Helper()
	if err := m.Commit(t.Context(), ops); err != nil {
		t.Error(err)
	}
}

func get(t *testing.T, m table.Table, consistent bool, keys ...table.Key) {
	t.Helper()
	if _, err := m.Get(t.Context(), keys, consistent); err != nil {
		t.Error(err)
	}
}

func query(t *testing.T, m table.Table, q table.Query) {
	t.Helper()
	if _, err := m.Query(t.Context(), q); err != nil {
		t.Error(err)
	}
}
