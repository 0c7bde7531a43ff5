package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// ConversionLists lists and shows conversions (A6, A10).
type ConversionLists struct {
	T     table.Table
	Clock clock.Clock
}

// OfProgram lists a program's conversions, those with a verdict where one is
// given, newest first. A search looks at what a row shows but for the partner.
func (s ConversionLists) OfProgram(ctx context.Context, p id.Program, verdict conversion.Result, r page.Request) (page.Of[conversion.Row], error) {
	now := s.Clock.Now()
	m := monthly{
		t: s.T, from: month(now.AddDate(0, -reach, 0)), start: month(now),
		pk: func(mon, shard string) string { return conversionsPK(p, mon, shard) }, sparse: r.Sought() || verdict != "",
	}
	out := page.Of[conversion.Row]{Data: []conversion.Row{}}
	var err error
	out.Next, err = m.list(ctx, r.Cursor, r.Size(), func(item table.Item) (bool, error) {
		var row conversionRow
		if err := json.Unmarshal([]byte(item.String("view")), &row); err != nil {
			return false, fmt.Errorf("decode a conversion's row: %w", err)
		}
		if verdict != "" && row.Result != verdict || !r.Finds(row.Transaction, row.Order, row.Masked, row.Reason, string(row.ID), string(row.Partner)) {
			return false, nil
		}
		out.Data = append(out.Data, conversion.Row(row))
		return true, nil
	})
	return out, err
}

// Get finds a conversion by its id and reads it consistently.
func (s ConversionLists) Get(ctx context.Context, p id.Program, c id.Conversion) (conversion.Record, error) {
	found, err := s.T.Query(ctx, table.Query{Index: table.Gsi1, PK: conversionPK(c), Limit: 1})
	if err != nil {
		return conversion.Record{}, fmt.Errorf("find a conversion: %w", err)
	}
	unknown := fault.New(fault.NotFound, "conversion.unknown", "There is no such conversion.")
	if len(found.Items) == 0 {
		return conversion.Record{}, unknown
	}
	items, err := s.T.Get(ctx, []table.Key{found.Items[0].Key()}, true)
	if err != nil {
		return conversion.Record{}, fmt.Errorf("read a conversion: %w", err)
	}
	if items[0] == nil {
		return conversion.Record{}, unknown
	}
	rec, err := decodeRecord(items[0])
	if err == nil && rec.Report.Program != p {
		return conversion.Record{}, unknown
	}
	return rec, err
}

var _ conversion.Reader = ConversionLists{}

// historyLimit is how many conversions one replay takes in.
const historyLimit = 5_000

// Decided reads the conversions of a period of events, oldest decision first
// (A10).
func (s ConversionLists) Decided(ctx context.Context, p id.Program, from, to time.Time) ([]conversion.Record, bool, error) {
	keys, err := s.between(ctx, p, from, to)
	if err != nil {
		return nil, false, fmt.Errorf("find a period's conversions: %w", err)
	}
	more := len(keys) > historyLimit
	keys = keys[:min(len(keys), historyLimit)]
	recs := make([]conversion.Record, 0, len(keys))
	for chunk := range slices.Chunk(keys, getMax) {
		items, err := s.T.Get(ctx, chunk, false)
		if err != nil {
			return nil, false, fmt.Errorf("read a period's conversions: %w", err)
		}
		for _, item := range items {
			if item == nil {
				continue
			}
			rec, err := decodeRecord(item)
			if err != nil {
				return nil, false, err
			}
			recs = append(recs, rec)
		}
	}
	slices.SortFunc(recs, func(a, b conversion.Record) int {
		return cmp.Or(a.DecidedAt.Compare(b.DecidedAt), cmp.Compare(a.ID, b.ID))
	})
	return recs, more, nil
}

// between finds a period's conversions, until there are more than may be read.
func (s ConversionLists) between(ctx context.Context, p id.Program, from, to time.Time) ([]table.Key, error) {
	var keys []table.Key
	for mon := month(from); mon <= month(to); mon = monthAfter(mon) {
		for shard := range programShards {
			q := table.Query{Index: table.Gsi2, PK: conversionsPK(p, mon, strconv.Itoa(shard)), From: instant(from), To: instant(to) + "~"}
			for len(keys) <= historyLimit {
				found, err := s.T.Query(ctx, q)
				if err != nil {
					return nil, err
				}
				for _, item := range found.Items {
					keys = append(keys, item.Key())
				}
				if q.Cursor = found.Next; q.Cursor == "" {
					break
				}
			}
		}
	}
	return keys, nil
}

var _ conversion.History = ConversionLists{}
