package memory_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
)

func TestFaults(t *testing.T) {
	t.Parallel()
	kinds := map[table.Reason]memory.Fault{table.Conflict: memory.Conflict, table.Throttled: memory.Throttled, table.Unknown: memory.Lost}
	tabletest.Faults(t, func(_ *testing.T, r table.Reason) table.Table {
		return faulty(func(c memory.Call) memory.Fault {
			several := c.Op == "UpdateEach" || c.Op == "PutEach"
			if c.Seq == 1 && (!several || c.Element == 0) {
				return kinds[r]
			}
			return memory.None
		})
	})
}

func TestCrashLeavesTheEffectOrNot(t *testing.T) {
	t.Parallel()
	key := table.Key{PK: "A", SK: "1"}
	for fault, want := range map[memory.Fault]int64{memory.CrashBefore: 0, memory.CrashAfter: 1} {
		tab := faulty(func(c memory.Call) memory.Fault {
			if c.Op == "Update" {
				return fault
			}
			return memory.None
		})
		got := crash(func() {
			_, _, err := tab.Update(t.Context(), table.Update{Key: key, Add: map[string]int64{"n": 1}})
			t.Error("no crash:", err)
		})
		call := memory.Call{Op: "Update", Seq: 1, Element: memory.Whole}
		if diff := cmp.Diff(memory.Crash{Call: call, After: want == 1}, got); diff != "" {
			t.Error(diff)
		}
		items, err := tab.Get(t.Context(), []table.Key{key}, true)
		if err != nil || items[0].Int("n") != want {
			t.Errorf("got %v, %v; want n = %d", items, err, want)
		}
	}
}

func TestCrashInUpdateEachLeavesAnySubset(t *testing.T) {
	t.Parallel()
	for subset := range 8 {
		tab := faulty(func(c memory.Call) memory.Fault {
			switch {
			case c.Op != "UpdateEach":
				return memory.None
			case c.Element == memory.Whole:
				return memory.CrashAfter
			case subset>>c.Element&1 == 0:
				return memory.Throttled
			}
			return memory.None
		})
		var us []table.Update
		var keys []table.Key
		for i := range 3 {
			keys = append(keys, table.Key{PK: "A", SK: fmt.Sprint(i)})
			us = append(us, table.Update{Key: keys[i], Add: map[string]int64{"n": 1}})
		}
		if _, ok := crash(func() { tab.UpdateEach(t.Context(), us) }).(memory.Crash); !ok {
			t.Fatal("no crash")
		}
		items, err := tab.Get(t.Context(), keys, true)
		if err != nil {
			t.Fatal(err)
		}
		for i, item := range items {
			if got, want := item != nil, subset>>i&1 == 1; got != want {
				t.Errorf("subset %03b: element %d done: %v", subset, i, got)
			}
		}
	}
}

func TestLagHidesWritesFromAnIndexOnly(t *testing.T) {
	t.Parallel()
	lag := memory.Lag
	tab := faulty(func(memory.Call) memory.Fault { return lag })
	commit(t, tab, table.Put{Item: table.Item{"PK": "A", "SK": "1", "GSI1PK": "P", "GSI1SK": "S"}})
	seen := func(q table.Query) int {
		page, err := tab.Query(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		return len(page.Items)
	}
	if base, index := seen(table.Query{PK: "A"}), seen(table.Query{PK: "P", Index: table.Gsi1}); base != 1 || index != 0 {
		t.Errorf("the table shows %d, the lagging index %d", base, index)
	}
	lag = memory.None
	if index := seen(table.Query{PK: "P", Index: table.Gsi1}); index != 1 {
		t.Errorf("the index shows %d", index)
	}
}

func faulty(f memory.Faults) *memory.Table { return memory.New(clock.At(start), memory.WithFaults(f)) }

func crash(f func()) (value any) {
	defer func() { value = recover() }()
	f()
	return nil
}
