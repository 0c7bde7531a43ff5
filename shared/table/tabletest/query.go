package tabletest

import (
	"fmt"
	"slices"

	"github.com/tributaryhq/tributary/shared/table"
)

func queryCases() map[string]func(*bench) {
	letters := func(b *bench) {
		for _, sk := range []string{"b", "d", "a", "c#2", "c#1", "c", "é"} {
			b.put(b.item(sk))
		}
		b.put(table.Item{table.PK: b.pk("other"), table.SK: "c"})
	}
	ranges := map[string]struct {
		q    table.Query
		want []string
	}{
		"a whole partition, in the order of bytes": {table.Query{}, []string{"a", "b", "c", "c#1", "c#2", "d", "é"}},
		"backwards":                   {table.Query{Reverse: true}, []string{"é", "d", "c#2", "c#1", "c", "b", "a"}},
		"between, both ends included": {table.Query{From: "b", To: "c#1"}, []string{"b", "c", "c#1"}},
		"between, backwards":          {table.Query{From: "b", To: "c#1", Reverse: true}, []string{"c#1", "c", "b"}},
		"from one on":                 {table.Query{From: "c#1"}, []string{"c#1", "c#2", "d", "é"}},
		"up to one":                   {table.Query{To: "bz"}, []string{"a", "b"}},
		"a prefix":                    {table.Query{Prefix: "c#"}, []string{"c#1", "c#2"}},
		"a prefix, backwards":         {table.Query{Prefix: "c", Reverse: true}, []string{"c#2", "c#1", "c"}},
		"a prefix that nothing has":   {table.Query{Prefix: "x"}, nil},
	}
	cases := map[string]func(*bench){
		"pages join without gap or repeat":             pagesJoin,
		"a partition above 1 MB comes in pages":        largePartition,
		"wrong queries are refused":                    wrongQueries,
		"a cursor survives the deletion of its item":   cursorSurvives,
		"a cursor of another shape is refused":         foreignCursor,
		"the last page has no cursor, even if full":    lastPage,
		"a hundred thousand bytes of keys stay sorted": manyKeys,
	}
	for name, c := range ranges {
		cases[name] = func(b *bench) {
			letters(b)
			c.q.PK, c.q.Consistent = b.pk(""), true
			b.same(c.want, b.flat(c.q))
			c.q.Limit = 1
			b.same(c.want, b.flat(c.q))
		}
	}
	return cases
}

func pagesJoin(b *bench) {
	for i := range 10 {
		b.put(b.item(fmt.Sprint(i)))
	}
	b.same([][]string{{"0", "1", "2", "3"}, {"4", "5", "6", "7"}, {"8", "9"}},
		b.walk(table.Query{PK: b.pk(""), Limit: 4, Consistent: true}))
	b.same([][]string{{"8", "7", "6"}, {"5", "4", "3"}},
		b.walk(table.Query{PK: b.pk(""), Limit: 3, From: "3", To: "8", Reverse: true, Consistent: true}))
}

func lastPage(b *bench) {
	b.put(b.item("1"), b.item("2"))
	page, err := b.table.Query(b.Context(), table.Query{PK: b.pk(""), Limit: 2, Consistent: true})
	if err != nil || len(page.Items) != 2 || page.Next != "" {
		b.Errorf("got %d items, cursor %q, %v", len(page.Items), page.Next, err)
	}
}

func largePartition(b *bench) {
	var want []string
	for i := range 25 {
		sk := fmt.Sprintf("%02d", i)
		want = append(want, sk)
		b.put(b.item(sk, "fill", fill(100_000)))
	}
	for _, limit := range []int{0, 20} {
		pages := b.walk(table.Query{PK: b.pk(""), Limit: limit, Consistent: true})
		b.same(want, slices.Concat(pages...))
		if len(pages) < 3 {
			b.Errorf("2.5 MB in %d pages", len(pages))
		}
	}
}

func wrongQueries(b *bench) {
	pk := b.pk("")
	for name, q := range map[string]table.Query{
		"no partition":                {},
		"a prefix and a range":        {PK: pk, Prefix: "a", From: "a"},
		"a range upside down":         {PK: pk, From: "b", To: "a"},
		"an index read consistently":  {PK: pk, Index: table.Gsi1, Consistent: true},
		"an index that is none":       {PK: pk, Index: "GSI9"},
		"a negative limit":            {PK: pk, Limit: -1},
		"a cursor that is no cursor":  {PK: pk, Cursor: "%"},
		"a cursor that is other text": {PK: pk, Cursor: "bm9uZQ"},
	} {
		if _, err := b.table.Query(b.Context(), q); table.ReasonOf(err) != table.Misuse {
			b.Errorf("%s: got %v", name, err)
		}
	}
}

func cursorSurvives(b *bench) {
	b.put(b.item("1"), b.item("2"), b.item("3"))
	q := table.Query{PK: b.pk(""), Limit: 2, Consistent: true}
	page, err := b.table.Query(b.Context(), q)
	if err != nil {
		b.Fatal(err)
	}
	if err := b.table.Commit(b.Context(), []table.Op{table.Delete{Key: b.key("2")}}); err != nil {
		b.Fatal(err)
	}
	q.Cursor = page.Next
	b.same([]string{"3"}, b.flat(q))
}

func foreignCursor(b *bench) {
	b.put(b.item("1"), b.item("2"))
	page, err := b.table.Query(b.Context(), table.Query{PK: b.pk(""), Limit: 1, Consistent: true})
	if err != nil || page.Next == "" {
		b.Fatalf("no cursor: %v", err)
	}
	_, err = b.table.Query(b.Context(), table.Query{Index: table.Gsi1, PK: b.pk(""), Cursor: page.Next})
	b.fails(table.Misuse, err)
}

func manyKeys(b *bench) {
	var items []table.Item
	var want []string
	for i := range 1000 {
		sk := fmt.Sprintf("%04d", i*7919%1000)
		items = append(items, b.item(sk))
		want = append(want, sk)
	}
	b.put(items...)
	slices.Sort(want)
	b.same(want, b.flat(table.Query{PK: b.pk(""), Consistent: true}))
	slices.Reverse(want)
	b.same(want, b.flat(table.Query{PK: b.pk(""), Reverse: true, Limit: 300, Consistent: true}))
}
