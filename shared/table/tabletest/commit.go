package tabletest

import (
	"fmt"

	"github.com/tributaryhq/tributary/shared/table"
)

func (b *bench) commit(ops ...table.Op) {
	b.Helper()
	if err := b.table.Commit(b.Context(), ops); err != nil {
		b.Fatalf("commit: %v", err)
	}
}

func present() []table.Condition { return []table.Condition{table.Present("")} }

func absent() []table.Condition { return []table.Condition{table.Absent("")} }

func commitCases() map[string]func(*bench) {
	return map[string]func(*bench){
		"does all operations": commitsAll,
		"does none when one is refused, and says which": func(b *bench) {
			b.put(b.item("there", "n", int64(1)))
			err := b.table.Commit(b.Context(), []table.Op{
				table.Put{Item: b.item("new")},
				table.Put{Item: b.item("there", "n", int64(2)), If: absent()},
				table.Delete{Key: b.key("gone"), If: present()},
				table.Check{Key: b.key("free"), If: absent()},
			})
			b.fails(table.Refused, err)
			b.same([]bool{true, false, false, true}, []bool{
				table.Refusal(err, 0) == nil, table.Refusal(err, 1) == nil, table.Refusal(err, 2) == nil, table.Refusal(err, 3) == nil,
			})
			b.same(b.item("there", "n", int64(1)), table.Refusal(err, 1).Old)
			b.same(table.Item(nil), table.Refusal(err, 2).Old)
			b.holds("new", nil)
			b.holds("there", b.item("there", "n", int64(1)))
		},
		"takes a hundred operations, not one more": func(b *bench) {
			var ops []table.Op
			for i := range 101 {
				ops = append(ops, table.Put{Item: b.item(fmt.Sprint(i))})
			}
			b.fails(table.Misuse, b.table.Commit(b.Context(), ops))
			b.holds("0", nil)
			b.commit(ops[:100]...)
			b.holds("99", b.item("99"))
		},
		"refuses what is wrong, whole": wrongCommits,
		"an item too large stops all": func(b *bench) {
			b.put(b.item("grows", "f", fill(300_000)))
			for _, op := range []table.Op{
				table.Put{Item: b.item("large", "f", fill(410_000))},
				table.Update{Key: b.key("grows"), Set: map[string]any{"g": fill(200_000)}},
			} {
				b.fails(table.TooLarge, b.table.Commit(b.Context(), []table.Op{table.Put{Item: b.item("fine")}, op}))
			}
			b.holds("fine", nil)
		},
		"an addition to text stops all": func(b *bench) {
			b.put(b.item("text", "n", "x"))
			b.fails(table.Misuse, b.table.Commit(b.Context(), []table.Op{
				table.Put{Item: b.item("fine")}, table.Update{Key: b.key("text"), Add: map[string]int64{"n": 1}},
			}))
			b.holds("fine", nil)
		},
		"more than 4 MB is too large": func(b *bench) {
			var ops []table.Op
			for i := range 11 {
				ops = append(ops, table.Put{Item: b.item(fmt.Sprint(i), "f", fill(400_000))})
			}
			b.fails(table.TooLarge, b.table.Commit(b.Context(), ops))
			b.holds("0", nil)
		},
	}
}

func commitsAll(b *bench) {
	b.put(b.item("update", "n", int64(1)), b.item("delete"), b.item("check"), b.item("replace", "old", true))
	b.commit(
		table.Put{Item: b.item("put", "a", "x"), If: absent()},
		table.Put{Item: b.item("replace", "new", true)},
		table.Update{Key: b.key("update"), Add: map[string]int64{"n": 1}, If: present()},
		table.Update{Key: b.key("upsert"), SetIfAbsent: map[string]any{"a": "y"}},
		table.Delete{Key: b.key("delete"), If: present()},
		table.Delete{Key: b.key("never was")},
		table.Check{Key: b.key("check"), If: present()},
	)
	b.holds("put", b.item("put", "a", "x"))
	b.holds("replace", b.item("replace", "new", true))
	b.holds("update", b.item("update", "n", int64(2)))
	b.holds("upsert", b.item("upsert", "a", "y"))
	b.holds("delete", nil)
	b.holds("check", b.item("check"))
}

func wrongCommits(b *bench) {
	fine := table.Put{Item: b.item("fine")}
	for name, op := range map[string]table.Op{
		"the same item twice":       table.Delete{Key: b.key("fine")},
		"a put of an empty key":     table.Put{Item: b.item("")},
		"an update without change":  table.Update{Key: b.key("1"), If: present()},
		"a check without condition": table.Check{Key: b.key("1")},
		"a delete of an empty key":  table.Delete{},
		"nothing":                   nil,
	} {
		if err := b.table.Commit(b.Context(), []table.Op{fine, op}); table.ReasonOf(err) != table.Misuse {
			b.Errorf("%s: got %v", name, err)
		}
	}
	b.fails(table.Misuse, b.table.Commit(b.Context(), nil))
	b.holds("fine", nil)
}
