package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/table"
)

// KeptUntil reads how far kept clicks were sent on (A61).
func (s Clicks) KeptUntil(ctx context.Context) (time.Time, error) {
	items, err := s.T.Get(ctx, []table.Key{keptMarkKey()}, true)
	if err != nil {
		return time.Time{}, fmt.Errorf("read a mark: %w", err)
	}
	if items[0] == nil {
		return time.Time{}, nil
	}
	return time.UnixMilli(items[0].Int("until")).UTC(), nil
}

// MarkKept remembers it (A61).
func (s Clicks) MarkKept(ctx context.Context, t time.Time) error {
	_, _, err := s.T.Update(ctx, table.Update{Key: keptMarkKey(), Set: map[string]any{"type": "mark", "v": int64(1), "until": t.UnixMilli()}})
	if err != nil {
		return fmt.Errorf("keep a mark: %w", err)
	}
	return nil
}

// Reopen remembers that clicks of a UTC day came late (A62).
func (s Clicks) Reopen(ctx context.Context, days ...string) error {
	updates := make([]table.Update, len(days))
	for i, d := range days {
		updates[i] = table.Update{Key: reopenedKey(d), Set: map[string]any{"type": "reopened", "v": int64(1)}}
	}
	for _, r := range s.T.UpdateEach(ctx, updates) {
		if r.Err != nil {
			return fmt.Errorf("reopen a day: %w", r.Err)
		}
	}
	return nil
}

// Reopened returns the days, at most a page of them (A62).
func (s Clicks) Reopened(ctx context.Context) ([]string, error) {
	page, err := s.T.Query(ctx, table.Query{PK: reopenedPK(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("read reopened days: %w", err)
	}
	days := make([]string, len(page.Items))
	for i, item := range page.Items {
		days[i] = item.String(table.SK)
	}
	return days, nil
}

// Close forgets that a day was reopened (A62).
func (s Clicks) Close(ctx context.Context, day string) error {
	if err := s.T.Commit(ctx, []table.Op{table.Delete{Key: reopenedKey(day)}}); err != nil {
		return fmt.Errorf("close a day: %w", err)
	}
	return nil
}

var (
	_ click.KeptMark = Clicks{}
	_ click.Days     = Clicks{}
)
