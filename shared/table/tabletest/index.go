package tabletest

import (
	"fmt"

	"github.com/tributaryhq/tributary/shared/table"
)

func (b *bench) indexed(sk string, x table.Index, part, sort string, attrs ...any) table.Item {
	pk, isk := x.Keys()
	item := b.item(sk, attrs...)
	item[pk], item[isk] = b.pk(part), sort
	return item
}

func indexCases() map[string]func(*bench) {
	return map[string]func(*bench){
		"each index shows its keys and what it projects": func(b *bench) {
			for _, x := range []table.Index{table.Gsi1, table.Gsi2, table.Gsi3} {
				item := b.indexed("1"+string(x), x, string(x), "s", "view", "v", "type", "t", "other", "o", table.TTL, int64(1))
				b.put(item)
				want := b.indexed("1"+string(x), x, string(x), "s", "view", "v", "type", "t")
				if x == table.Gsi3 {
					want = b.indexed("1"+string(x), x, string(x), "s")
				}
				b.await([]table.Item{want}, func() any { return b.query(table.Query{Index: x, PK: b.pk(string(x))}) })
			}
		},
		"an item without both keys is not in the index": func(b *bench) {
			b.put(b.item("1", "GSI1PK", b.pk("p")), b.item("2", "GSI1SK", "s"), b.indexed("3", table.Gsi1, "p", "s"))
			b.await([]string{"3"}, func() any { return b.flat(table.Query{Index: table.Gsi1, PK: b.pk("p")}) })
		},
		"an item moves with its index keys and leaves without them": indexMoves,
		"a changed view is shown": func(b *bench) {
			b.put(b.indexed("1", table.Gsi2, "p", "a", "view", "old"))
			b.update(table.Update{Key: b.key("1"), Set: map[string]any{"view": "new"}})
			b.await([]table.Item{b.indexed("1", table.Gsi2, "p", "a", "view", "new")},
				func() any { return b.query(table.Query{Index: table.Gsi2, PK: b.pk("p")}) })
		},
		"ranges, order and pages go by the index key": func(b *bench) {
			for i := range 9 {
				b.put(b.indexed(fmt.Sprint(9-i), table.Gsi1, "p", fmt.Sprint("s#", i)))
			}
			q := table.Query{Index: table.Gsi1, PK: b.pk("p"), From: "s#2", To: "s#6"}
			b.await([]string{"7", "6", "5", "4", "3"}, func() any { return b.flat(q) })
			q.Limit, q.Reverse = 2, true
			b.same([][]string{{"3", "4"}, {"5", "6"}, {"7"}}, b.walk(q))
		},
		"pages join where many items have one index key": func(b *bench) {
			want := map[string]bool{}
			for i := range 7 {
				sk := fmt.Sprint(i)
				want[sk] = true
				b.put(b.indexed(sk, table.Gsi1, "p", "same"))
			}
			for _, reverse := range []bool{false, true} {
				b.await(want, func() any {
					got := map[string]bool{}
					for _, sk := range b.flat(table.Query{Index: table.Gsi1, PK: b.pk("p"), Limit: 3, Reverse: reverse}) {
						got[sk] = true
					}
					return got
				})
			}
		},
		"an index key that is empty or no text is refused": func(b *bench) {
			for _, v := range []any{"", int64(1), fill(2049)} {
				item := b.indexed("1", table.Gsi2, "p", "s")
				item["GSI2PK"] = v
				b.fails(table.Misuse, b.table.PutEach(b.Context(), []table.Item{item})[0])
				_, _, err := b.table.Update(b.Context(), table.Update{Key: b.key("1"), Set: map[string]any{"GSI2PK": v}})
				b.fails(table.Misuse, err)
			}
			b.holds("1", nil)
		},
	}
}

func indexMoves(b *bench) {
	b.put(b.indexed("1", table.Gsi3, "p", "a"), b.indexed("2", table.Gsi3, "p", "b"))
	at := func(part string) func() any {
		return func() any { return b.flat(table.Query{Index: table.Gsi3, PK: b.pk(part)}) }
	}
	b.update(table.Update{Key: b.key("1"), Set: map[string]any{"GSI3SK": "c"}})
	b.await([]string{"2", "1"}, at("p"))
	b.update(table.Update{Key: b.key("1"), Set: map[string]any{"GSI3PK": b.pk("q")}})
	b.await([]string{"2"}, at("p"))
	b.await([]string{"1"}, at("q"))
	b.update(table.Update{Key: b.key("1"), Remove: []string{"GSI3PK", "GSI3SK"}})
	b.commit(table.Delete{Key: b.key("2")})
	b.await([]string{}, at("p"))
	b.await([]string{}, at("q"))
}
