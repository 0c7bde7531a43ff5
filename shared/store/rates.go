package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Rates keeps what currencies are worth in each other, a sheet for each day of
// a book, and which sales wait for a rate (A55, A56).
type Rates struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type sheetRecord struct {
	Book    fx.Book   `table:"book"`
	Day     string    `table:"day"`
	Rates   []fx.Rate `table:"rates"`
	Version int64     `table:"version"`
}

// Sheets reads the days of a book between two, consistently, newest first.
func (s Rates) Sheets(ctx context.Context, b fx.Book, from, to string) ([]fx.Sheet, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: sheetsPK(b), From: from, To: to, Reverse: true, Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("read rates: %w", err)
	}
	out := make([]fx.Sheet, len(items))
	for i, item := range items {
		var r sheetRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("decode the rates of %s: %w", item.Key().SK, err)
		}
		out[i] = fx.Sheet(r)
	}
	return out, nil
}

// Save writes a day's sheet if it still is what it was. A program's own is in
// its audit log.
func (s Rates) Save(ctx context.Context, before, after fx.Sheet) error {
	item := newItem(sheetKey(after.Book, after.Day), "rates", sheetRecord(after))
	var was table.Item
	if before.Version > 0 {
		was = newItem(sheetKey(before.Book, before.Day), "rates", sheetRecord(before))
	}
	ops := []table.Op{table.Put{Item: item, If: ifVersion(before.Version)}}
	if after.Book != fx.CentralBank {
		ops = append(ops, auditOp(ctx, s.Clock.Now(), id.Program(after.Book), "rates.enter", string(after.Book)+"/rates/"+after.Day, was, item))
	}
	err := s.T.Commit(ctx, ops)
	if refused(err, 0) {
		return fault.Wrap(err, fault.Conflict, "fx.changed", "Somebody else entered rates of that day meanwhile. Try again.")
	}
	if err != nil {
		return fmt.Errorf("save the rates of %s: %w", after.Day, err)
	}
	return nil
}

type ratelessRecord struct {
	Order       string          `table:"order"`
	Kind        conversion.Kind `table:"kind"`
	Transaction string          `table:"transaction"`
	Since       time.Time       `table:"since"`
}

// ratelessOps keeps a sale among those that wait for a rate, or takes it out.
func ratelessOps(o conversion.Outcome) []table.Op {
	r := o.Record.Report
	switch {
	case o.Rated:
		return []table.Op{table.Delete{Key: ratelessKey(r.Program, o.Record.ID)}}
	case o.Record.Verdict.Reason == conversion.RateMissing:
		item := newItem(ratelessKey(r.Program, o.Record.ID), "rateless", ratelessRecord{r.Order, r.Kind, r.Transaction, r.OccurredAt})
		return []table.Op{table.Put{Item: item}}
	}
	return nil
}

// Rateless lists the sales of a program that wait for a rate (A56).
func (s Rates) Rateless(ctx context.Context, p id.Program) ([]conversion.Waiting, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: ratelessPK(p), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list sales that wait for a rate: %w", err)
	}
	out := make([]conversion.Waiting, len(items))
	for i, item := range items {
		var r ratelessRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("decode a sale that waits for a rate: %w", err)
		}
		out[i] = conversion.Waiting(r)
	}
	return out, nil
}

var (
	_ fx.Store              = Rates{}
	_ conversion.Unresolved = Rates{}
)
