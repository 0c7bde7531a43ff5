package tabletest

import (
	"fmt"
	"testing"

	"github.com/tributaryhq/tributary/shared/table"
)

// Faults holds a driver to what its calls mean when something goes wrong that
// no emulator ever does. open returns a table whose first write, or first
// element of UpdateEach and PutEach, meets the reason; Unknown is a write that
// is done although its reply is lost.
func Faults(t *testing.T, open func(t *testing.T, r table.Reason) table.Table) {
	t.Helper()
	cases := map[string]func(*bench, table.Reason){
		"commit": faultyCommit, "update": faultyUpdate, "update each": faultyUpdateEach, "put each": faultyPutEach,
	}
	reasons := map[string]table.Reason{"conflict": table.Conflict, "throttled": table.Throttled, "lost reply": table.Unknown}
	for name, run := range cases {
		for reason, r := range reasons {
			t.Run(name+"/"+reason, func(t *testing.T) {
				t.Parallel()
				run(&bench{T: t, table: open(t, r)}, r)
			})
		}
	}
}

func faultyCommit(b *bench, r table.Reason) {
	one, two := b.item("1", "a", "x"), b.item("2", "a", "y")
	ops := []table.Op{table.Put{Item: one, If: absent()}, table.Put{Item: two, If: absent()}}
	b.fails(r, b.table.Commit(b.Context(), ops))
	again := b.table.Commit(b.Context(), ops)
	if r == table.Unknown {
		b.fails(table.Refused, again)
		b.same(one, table.Refusal(again, 0).Old)
	} else if again != nil {
		b.Errorf("tried again: %v", again)
	}
	b.holds("1", one)
	b.holds("2", two)
}

func faultyUpdate(b *bench, r table.Reason) {
	u := table.Update{Key: b.key("1"), Add: map[string]int64{"n": 1}}
	before, after, err := b.table.Update(b.Context(), u)
	b.fails(r, err)
	b.same([]table.Item{nil, nil}, []table.Item{before, after})
	b.update(u)
	b.holds("1", b.item("1", "n", 1+done(r)))
}

func faultyUpdateEach(b *bench, r table.Reason) {
	us := make([]table.Update, 3)
	for i := range us {
		us[i] = table.Update{Key: b.key(fmt.Sprint(i)), Add: map[string]int64{"n": 1}}
	}
	failed := 0
	for i, result := range b.table.UpdateEach(b.Context(), us) {
		n := int64(1)
		if result.Err != nil {
			b.fails(r, result.Err)
			failed, n = failed+1, done(r)
		}
		b.same(n, b.get(fmt.Sprint(i)).Int("n"))
	}
	b.same(1, failed)
}

func faultyPutEach(b *bench, r table.Reason) {
	items := []table.Item{b.item("0"), b.item("1"), b.item("2")}
	failed := 0
	for i, err := range b.table.PutEach(b.Context(), items) {
		want := items[i]
		if err != nil {
			b.fails(r, err)
			failed++
			if r != table.Unknown {
				want = nil
			}
		}
		b.holds(fmt.Sprint(i), want)
	}
	b.same(1, failed)
}

// done says how often a write that met the reason was done.
func done(r table.Reason) int64 {
	if r == table.Unknown {
		return 1
	}
	return 0
}
