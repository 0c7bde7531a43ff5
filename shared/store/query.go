package store

import (
	"context"

	"github.com/tributaryhq/tributary/shared/table"
)

// queryAll reads a whole range, page after page. It is for ranges that are
// small by their nature.
func queryAll(ctx context.Context, t table.Table, q table.Query) ([]table.Item, error) {
	var items []table.Item
	for {
		p, err := t.Query(ctx, q)
		if err != nil {
			return nil, err
		}
		items = append(items, p.Items...)
		if p.Next == "" {
			return items, nil
		}
		q.Cursor = p.Next
	}
}
