package memory

import (
	"context"

	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/internal/apply"
)

// Get returns the items in the order of the keys.
func (t *Table) Get(ctx context.Context, keys []table.Key, _ bool) (items []table.Item, err error) {
	err = t.call(ctx, "Get", func(Call, Fault) error {
		if err := apply.Keys(keys); err != nil {
			return err
		}
		items = make([]table.Item, len(keys))
		for i, k := range keys {
			items[i] = apply.Live(t.stored(k), t.clock.Now())
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return items, nil
}

// Query reads a range of one partition in key order.
func (t *Table) Query(ctx context.Context, q table.Query) (page table.Page, err error) {
	err = t.call(ctx, "Query", func(_ Call, fault Fault) error {
		r, err := rangeOf(q)
		if err != nil {
			return err
		}
		if fault != Lag {
			t.catchUp()
		}
		page = t.read(r)
		return nil
	})
	if err != nil {
		return table.Page{}, err
	}
	return page, nil
}

// Scan reads the whole table in key order.
func (t *Table) Scan(ctx context.Context, cursor string) (page table.Page, err error) {
	err = t.call(ctx, "Scan", func(Call, Fault) error {
		names := []string{table.PK, table.SK}
		at, err := apply.Place(cursor, names)
		if err != nil {
			return err
		}
		r := span{hi: place{pk: last}, names: names}
		if at != nil {
			r.after(place{pk: at.String(table.PK), sk: at.String(table.SK)})
		}
		page = t.read(r)
		return nil
	})
	if err != nil {
		return table.Page{}, err
	}
	return page, nil
}

// span is a part of one order that is to be read.
type span struct {
	index   table.Index
	lo, hi  place
	seen    place // read by the page before
	reverse bool
	limit   int
	names   []string // of the cursor
}

func rangeOf(q table.Query) (span, error) {
	if err := apply.Query(q); err != nil {
		return span{}, err
	}
	r := span{index: q.Index, reverse: q.Reverse, limit: q.Limit, names: apply.CursorNames(q.Index)}
	from, to := q.From, q.To
	if q.Prefix != "" {
		from, to = q.Prefix, q.Prefix+last
	}
	if to == "" {
		to = last
	}
	r.lo, r.hi = place{pk: q.PK, sk: from}, place{q.PK, to, last, last}
	at, err := apply.Place(q.Cursor, r.names)
	if at != nil {
		p := place{q.PK, at.String(r.names[0]), "", ""}
		if q.Index != table.Base {
			p.itemPK, p.itemSK = at.String(table.PK), at.String(table.SK)
		}
		r.after(p)
	}
	return r, err
}

// after goes on behind p.
func (r *span) after(p place) {
	r.seen = p
	if r.reverse && p.compare(r.hi) < 0 {
		r.hi = p
	}
	if !r.reverse && p.compare(r.lo) > 0 {
		r.lo = p
	}
}

// read returns what the span holds, one page of it at most.
func (t *Table) read(r span) table.Page {
	var page table.Page
	var end table.Item
	count, size := 0, 0
	for e := range t.orders[r.index].between(r.lo, r.hi, r.reverse) {
		if e.at == r.seen {
			continue
		}
		item := apply.Project(r.index, e.item)
		size += apply.Size(item)
		if count > 0 && (size > apply.PageBytes || count == r.limit) {
			page.Next = apply.Cursor(end, r.names)
			break
		}
		if live := apply.Live(item, t.clock.Now()); live != nil {
			page.Items = append(page.Items, live)
		}
		end = item
		count++
	}
	return page
}
