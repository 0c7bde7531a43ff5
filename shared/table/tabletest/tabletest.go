// Package tabletest holds what a driver of the table must do, as tests that
// run on each of them, and a meter that says what calls would cost.
package tabletest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tributaryhq/tributary/shared/table"
)

// Run holds a driver against the port. Its cases may share one table: each
// keeps to partitions of its own.
func Run(t *testing.T, open func(t *testing.T) table.Table) {
	t.Helper()
	groups := map[string]map[string]func(*bench){
		"get": getCases(), "query": queryCases(), "index": indexCases(), "update": updateCases(),
		"condition": conditionCases(), "commit": commitCases(), "each": eachCases(), "ttl": ttlCases(),
	}
	for group, cases := range groups {
		for name, run := range cases {
			t.Run(group+"/"+name, func(t *testing.T) {
				t.Parallel()
				run(&bench{T: t, table: open(t)})
			})
		}
	}
}

// bench is a case at work.
type bench struct {
	*testing.T
	table table.Table
}

// pk returns a partition that only this case uses.
func (b *bench) pk(part string) string { return b.Name() + "#" + part }

func (b *bench) key(sk string) table.Key { return table.Key{PK: b.pk(""), SK: sk} }

// item returns an item of the case with attributes given as name, value pairs.
func (b *bench) item(sk string, attrs ...any) table.Item {
	item := table.Item{table.PK: b.pk(""), table.SK: sk}
	for i := 0; i < len(attrs); i += 2 {
		item[attrs[i].(string)] = attrs[i+1]
	}
	return item
}

func (b *bench) put(items ...table.Item) {
	b.Helper()
	for i, err := range b.table.PutEach(b.Context(), items) {
		if err != nil {
			b.Fatalf("put %v: %v", items[i].Key(), err)
		}
	}
}

func (b *bench) get(sk string) table.Item {
	b.Helper()
	items, err := b.table.Get(b.Context(), []table.Key{b.key(sk)}, true)
	if err != nil {
		b.Fatalf("get %s: %v", sk, err)
	}
	return items[0]
}

// holds fails the case when the stored item is another.
func (b *bench) holds(sk string, want table.Item) {
	b.Helper()
	b.same(want, b.get(sk))
}

func (b *bench) same(want, got any) {
	b.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		b.Errorf("-want +got:\n%s", diff)
	}
}

// fails fails the case unless err is of the reason.
func (b *bench) fails(want table.Reason, err error) {
	b.Helper()
	if got := table.ReasonOf(err); got != want {
		b.Errorf("got reason %d (%v), want %d", got, err, want)
	}
}

// walk reads all pages of a query and returns the sort keys, page by page.
func (b *bench) walk(q table.Query) (pages [][]string) {
	b.Helper()
	for {
		page, err := b.table.Query(b.Context(), q)
		if err != nil {
			b.Fatalf("query %+v: %v", q, err)
		}
		pages = append(pages, sks(page))
		if page.Next == "" || len(pages) > 1000 {
			return pages
		}
		q.Cursor = page.Next
	}
}

func (b *bench) flat(q table.Query) (all []string) {
	b.Helper()
	for _, page := range b.walk(q) {
		all = append(all, page...)
	}
	return all
}

func sks(p table.Page) []string {
	names := []string{}
	for _, item := range p.Items {
		names = append(names, item.String(table.SK))
	}
	return names
}

// await tries until an index shows what is wanted.
func (b *bench) await(want any, read func() any) {
	b.Helper()
	for range 100 {
		if cmp.Equal(want, read(), cmpopts.EquateEmpty()) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.same(want, read())
}

func (b *bench) query(q table.Query) []table.Item {
	b.Helper()
	page, err := b.table.Query(b.Context(), q)
	if err != nil {
		b.Fatalf("query %+v: %v", q, err)
	}
	return page.Items
}

// Scan holds a driver's scanner to the port: it shows all live items once.
func Scan(t *testing.T, tab table.Table, scanner table.Scanner) {
	t.Helper()
	b := &bench{T: t, table: tab}
	want := map[string]bool{}
	for i := range 40 {
		sk := fmt.Sprintf("%03d", i)
		want[sk] = true
		b.put(b.item(sk, "fill", fill(60_000)), b.item("old"+sk, table.TTL, int64(1)))
	}
	got, cursor, pages := map[string]bool{}, "", 0
	for done := false; !done; done = cursor == "" {
		page, err := scanner.Scan(context.Background(), cursor)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Items {
			if sk := item.String(table.SK); item.String(table.PK) == b.pk("") {
				if got[sk] {
					t.Errorf("%s twice", sk)
				}
				got[sk] = true
			}
		}
		cursor = page.Next
		pages++
	}
	b.same(want, got)
	if pages < 3 {
		t.Errorf("2.4 MB in %d pages", pages)
	}
}

func fill(n int) string {
	text := make([]byte, n)
	for i := range text {
		text[i] = 'x'
	}
	return string(text)
}
