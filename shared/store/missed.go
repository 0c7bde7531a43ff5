package store

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// markMissed puts an event that earned nothing where its partner finds it.
func markMissed(item table.Item, rec conversion.Record) {
	if o, m, ok := rec.Missed(); ok {
		item["GSI3PK"], item["GSI3SK"] = missedPK(rec.Report.Program, o), missedSK(m.OccurredAt, m.ID)
	}
}

// MissedBy lists what earned a partner nothing, newest first (A82). The index
// nominates, the conversion decides.
func (s ConversionLists) MissedBy(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[conversion.Missed], error) {
	out := page.Of[conversion.Missed]{Data: []conversion.Missed{}}
	found, err := s.T.Query(ctx, table.Query{Index: table.Gsi3, PK: missedPK(p, o), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
	if err != nil {
		return out, fmt.Errorf("list what earned nothing: %w", err)
	}
	out.Next = found.Next
	keys := make([]table.Key, len(found.Items))
	for i, item := range found.Items {
		keys[i] = item.Key()
	}
	if len(keys) == 0 {
		return out, nil
	}
	items, err := s.T.Get(ctx, keys, false)
	if err != nil {
		return out, fmt.Errorf("read what earned nothing: %w", err)
	}
	for _, item := range items {
		if item == nil {
			continue
		}
		rec, err := decodeRecord(item)
		if err != nil {
			return out, err
		}
		if whose, m, ok := rec.Missed(); ok && whose == o {
			out.Data = append(out.Data, m)
		}
	}
	return out, nil
}

var _ conversion.Misses = ConversionLists{}
