package store

import (
	"context"

	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// sieve lists a range of one partition, newest first, and leaves out what does
// not fit. A page of few among many looks at a bounded number of rows, and comes
// with a cursor where that was not the end.
type sieve[T any] struct {
	t      table.Table
	q      table.Query
	sparse bool                                                       // few of many rows may be kept
	most   int                                                        // rows that are read at once; 0: as many as a page can hold
	read   func(ctx context.Context, items []table.Item) ([]T, error) // one of each item, in their order
	keeps  func(T) bool                                               // nil: all
}

// page reads one page. Its cursor is the sort key of the last row looked at.
func (s sieve[T]) page(ctx context.Context, r page.Request) (page.Of[T], error) {
	_, sk := s.q.Index.Keys()
	out, last := page.Of[T]{Data: []T{}}, r.Cursor
	queries, many := effort(s.sparse, r.Size())
	if s.most > 0 {
		many = min(many, s.most-1) // beside the row of the cursor
	}
	q := s.q
	q.Reverse, q.Limit = true, many
	if last != "" {
		q.From, q.To, q.Prefix = max(q.From, q.Prefix), last, ""
		q.Limit++
	}
	for range queries {
		got, err := s.t.Query(ctx, q)
		if err != nil {
			return out, err
		}
		rows, err := s.read(ctx, got.Items)
		if err != nil {
			return out, err
		}
		for i, item := range got.Items {
			at := item.String(sk)
			if len(out.Data) >= r.Size() && at != last {
				out.Next = last
				return out, nil
			}
			if last = at; at != r.Cursor && (s.keeps == nil || s.keeps(rows[i])) {
				out.Data = append(out.Data, rows[i])
			}
		}
		if q.Cursor = got.Next; q.Cursor == "" {
			return out, nil
		}
	}
	out.Next = last
	return out, nil
}

// itemwise reads every item by itself.
func itemwise[T any](decode func(table.Item) (T, error)) func(context.Context, []table.Item) ([]T, error) {
	return func(_ context.Context, items []table.Item) ([]T, error) {
		out := make([]T, len(items))
		for i, item := range items {
			var err error
			if out[i], err = decode(item); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
}

// whole reads the items that an index names, nil for one that is gone.
func whole[T any](t table.Table, decode func(table.Item) (T, error)) func(context.Context, []table.Item) ([]T, error) {
	return func(ctx context.Context, items []table.Item) ([]T, error) {
		if len(items) == 0 {
			return nil, nil
		}
		found, err := t.Get(ctx, keysOf(items), false)
		if err != nil {
			return nil, err
		}
		return itemwise(decode)(ctx, found)
	}
}
