package memory_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

var start = time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)

func TestStreamTellsEveryWriteInOrder(t *testing.T) {
	t.Parallel()
	type write struct{ Before, After table.Item }
	var got []write
	tab := memory.New(clock.At(start), memory.WithStream(func(before, after table.Item) {
		got = append(got, write{before, after})
	}))
	a, b := table.Item{"PK": "A", "SK": "1", "bytes": []byte{1}}, table.Item{"PK": "B", "SK": "1"}
	commit(t, tab, table.Put{Item: a}, table.Put{Item: b}, table.Delete{Key: table.Key{PK: "C", SK: "1"}})
	got[0].After["bytes"].([]byte)[0] = 2
	commit(t, tab, table.Delete{Key: a.Key()})
	changed := table.Item{"PK": "A", "SK": "1", "bytes": []byte{2}}
	want := []write{{nil, changed}, {nil, b}, {a, nil}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func commit(t *testing.T, tab table.Table, ops ...table.Op) {
	t.Helper()
	if err := tab.Commit(context.Background(), ops); err != nil {
		t.Fatal(err)
	}
}
