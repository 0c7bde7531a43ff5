package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Months keeps which partners were told of which month, in parts.
type Months struct{ T table.Table }

const monthLife = 100 * 24 * time.Hour

// Told tells whether a part of the program's partners was told of the month.
// Access pattern A63.
func (s Months) Told(ctx context.Context, p id.Program, month string, part int) (bool, error) {
	items, err := s.T.Get(ctx, []table.Key{monthMarkKey(p, month, part)}, true)
	if err != nil {
		return false, fmt.Errorf("look up who was told of a month: %w", err)
	}
	return items[0] != nil, nil
}

// Tell notes that a part was told.
func (s Months) Tell(ctx context.Context, p id.Program, month string, part int, at time.Time) error {
	item := newItem(monthMarkKey(p, month, part), "month_told", struct {
		At time.Time `table:"at"`
	}{at})
	item[table.TTL] = at.Add(monthLife).Unix()
	if err := s.T.Commit(ctx, []table.Op{table.Put{Item: item}}); err != nil {
		return fmt.Errorf("note who was told of a month: %w", err)
	}
	return nil
}
