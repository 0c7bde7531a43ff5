package tabletest

import (
	"fmt"
	"strings"

	"github.com/tributaryhq/tributary/shared/table"
)

func getCases() map[string]func(*bench) {
	return map[string]func(*bench){
		"items come in the order of the keys, nil where absent": func(b *bench) {
			one, two := b.item("1", "a", "x"), b.item("2", "a", "y")
			b.put(one, two)
			got, err := b.table.Get(b.Context(), []table.Key{b.key("2"), b.key("3"), b.key("1"), b.key("2")}, false)
			if err != nil {
				b.Fatal(err)
			}
			b.same([]table.Item{two, nil, one, two}, got)
		},
		"every type of value comes back as it was": func(b *bench) {
			item := b.item("1", "text", "ünï", "empty", "", "max", int64(1)<<62, "min", int64(-1)<<63,
				"yes", true, "no", false, "bytes", []byte{0, 255}, "none", []byte{})
			b.put(item)
			b.holds("1", item)
		},
		"named types are kept as what they are made of": func(b *bench) {
			type name string
			type count int
			b.put(b.item("1", "name", name("n"), "count", count(7), "list", []int{1}))
			b.holds("1", b.item("1", "name", "n", "count", int64(7), "list", "[1]"))
		},
		"a hundred keys are read, one more is refused": manyGets,
		"no keys are no items": func(b *bench) {
			got, err := b.table.Get(b.Context(), nil, true)
			if err != nil || len(got) != 0 {
				b.Errorf("got %v, %v", got, err)
			}
		},
		"keys that are empty, too long or no text are refused": func(b *bench) {
			for _, k := range []table.Key{
				{}, {PK: "a"}, {SK: "a"}, {PK: fill(2049), SK: "a"}, {PK: "a", SK: fill(1025)}, {PK: "a", SK: "\xff"},
			} {
				_, err := b.table.Get(b.Context(), []table.Key{k}, true)
				b.fails(table.Misuse, err)
				b.fails(table.Misuse, b.table.PutEach(b.Context(), []table.Item{{table.PK: k.PK, table.SK: k.SK}})[0])
			}
		},
		"what is returned and what was given are copies": func(b *bench) {
			given := b.item("1", "bytes", []byte{1}, "a", "x")
			b.put(given)
			given["bytes"].([]byte)[0], given["a"] = 2, "y"
			got := b.get("1")
			got["bytes"].([]byte)[0], got["a"] = 3, "z"
			before, after := b.update(table.Update{Key: b.key("1"), Add: map[string]int64{"n": 1}})
			before["bytes"].([]byte)[0], after["bytes"].([]byte)[0] = 4, 5
			b.holds("1", b.item("1", "bytes", []byte{1}, "a", "x", "n", int64(1)))
		},
		"an item of 400 KB is kept, a byte more is too large": func(b *bench) {
			room := 400<<10 - len(b.pk("")) - len("PKSK1") - len("f")
			b.put(b.item("1", "f", fill(room)))
			err := b.table.PutEach(b.Context(), []table.Item{b.item("1", "f", strings.Repeat("y", room+1))})[0]
			b.fails(table.TooLarge, err)
			b.holds("1", b.item("1", "f", fill(room)))
		},
	}
}

func manyGets(b *bench) {
	keys := make([]table.Key, 101)
	items := make([]table.Item, 100)
	for i := range keys {
		keys[i] = b.key(fmt.Sprint(i))
	}
	for i := range items {
		items[i] = b.item(fmt.Sprint(i), "n", int64(i))
	}
	b.put(items...)
	got, err := b.table.Get(b.Context(), keys[:100], true)
	if err != nil {
		b.Fatal(err)
	}
	b.same(items, got)
	_, err = b.table.Get(b.Context(), keys, true)
	b.fails(table.Misuse, err)
}
