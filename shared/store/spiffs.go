package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/spiff"
	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Spiffs keeps SPIFFs and what was awarded of them (A66).
type Spiffs struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type spiffRecord struct {
	ID          id.Spiff       `table:"id"`
	Program     id.Program     `table:"program"`
	Name        string         `table:"name"`
	Text        string         `table:"text,omitempty"`
	Window      target.Window  `table:"window"`
	Goal        target.Goal    `table:"goal"`
	First       bool           `table:"first,omitempty"`
	AmountMinor int64          `table:"amount"`
	Every       int64          `table:"every,omitempty"`
	MaxMinor    int64          `table:"maximum,omitempty"`
	BudgetMinor int64          `table:"budget,omitempty"`
	Audience    spiff.Audience `table:"audience"`
	Cancelled   bool           `table:"cancelled,omitempty"`
	Version     int64          `table:"version"`
	CreatedAt   time.Time      `table:"created_at"`
}

type progressRecord struct {
	Spiff   id.Spiff   `table:"spiff"`
	Partner id.Partner `table:"partner"`
	Figure  int64      `table:"figure"`
	Minor   int64      `table:"minor"`
	Awards  int64      `table:"awards"`
	LastAt  time.Time  `table:"last_at"`
	Version int64      `table:"version"`
}

type totalsRecord struct {
	Spiff    id.Spiff `table:"spiff"`
	Minor    int64    `table:"minor"`
	Partners int64    `table:"partners"`
	Awards   int64    `table:"awards"`
	Version  int64    `table:"version"`
}

func spiffItem(s spiff.Spiff) table.Item {
	return newItem(spiffKey(s.Program, s.ID), "spiff", spiffRecord(s))
}

// Create writes a new SPIFF (A66).
func (s Spiffs) Create(ctx context.Context, x spiff.Spiff) error {
	item := spiffItem(x)
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: item, If: ifVersion(0)},
		auditOp(ctx, x.CreatedAt, x.Program, "spiff.create", x.Subject(), nil, item),
	})
	if err != nil {
		return fmt.Errorf("create SPIFF %s: %w", x.ID, err)
	}
	return nil
}

// Save replaces a SPIFF that still is what it was (A66).
func (s Spiffs) Save(ctx context.Context, before, after spiff.Spiff) error {
	was, is := spiffItem(before), spiffItem(after)
	act := "spiff.change"
	if after.Cancelled && !before.Cancelled {
		act = "spiff.cancel"
	}
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: is, If: ifVersion(before.Version)},
		auditOp(ctx, s.Clock.Now(), after.Program, act, after.Subject(), was, is),
	})
	if refused(err, 0) {
		return fault.Wrap(err, fault.Conflict, "spiff.changed", "Somebody else changed the SPIFF meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("save SPIFF %s: %w", after.ID, err)
	}
	return nil
}

// All reads a program's SPIFFs, newest first (A66).
func (s Spiffs) All(ctx context.Context, p id.Program) ([]spiff.Spiff, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: programPK(p), Prefix: spiffPrefix(), Reverse: true, Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list SPIFFs: %w", err)
	}
	return decodeAll(items, func(r spiffRecord) spiff.Spiff { return spiff.Spiff(r) })
}

// decodeAll reads items of one type; those that are not there are left out.
func decodeAll[R, T any](items []table.Item, of func(R) T) ([]T, error) {
	out := make([]T, 0, len(items))
	for _, item := range items {
		if item == nil {
			continue
		}
		var r R
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("read a %s: %w", item.String("type"), err)
		}
		out = append(out, of(r))
	}
	return out, nil
}

// Totals reads what was awarded of SPIFFs (A66).
func (s Spiffs) Totals(ctx context.Context, of ...id.Spiff) ([]spiff.Totals, error) {
	keys := make([]table.Key, len(of))
	for i, x := range of {
		keys[i] = spiffTotalsKey(x)
	}
	items, err := s.get(ctx, keys)
	if err != nil {
		return nil, err
	}
	return decodeAll(items, func(r totalsRecord) spiff.Totals { return spiff.Totals(r) })
}

// Of reads what a partner was awarded of SPIFFs (A66).
func (s Spiffs) Of(ctx context.Context, o id.Partner, of ...id.Spiff) ([]spiff.Progress, error) {
	keys := make([]table.Key, len(of))
	for i, x := range of {
		keys[i] = spiffProgressKey(x, o)
	}
	items, err := s.get(ctx, keys)
	if err != nil {
		return nil, err
	}
	return decodeAll(items, progressOf)
}

func progressOf(r progressRecord) spiff.Progress { return spiff.Progress(r) }

func (s Spiffs) get(ctx context.Context, keys []table.Key) ([]table.Item, error) {
	var out []table.Item
	for chunk := range slices.Chunk(keys, getMax) {
		items, err := s.T.Get(ctx, chunk, true)
		if err != nil {
			return nil, fmt.Errorf("read what was awarded: %w", err)
		}
		out = append(out, items...)
	}
	return out, nil
}

// Partners reads who was awarded anything of a SPIFF (A66).
func (s Spiffs) Partners(ctx context.Context, of id.Spiff) ([]spiff.Progress, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: spiffPK(of), Prefix: spiffProgressPrefix(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list who was awarded: %w", err)
	}
	return decodeAll(items, progressOf)
}

// Standing reads all that an award is decided on (A66, A28).
func (s Spiffs) Standing(ctx context.Context, p id.Program, of id.Spiff, a ledger.Account) (spiff.Standing, error) {
	items, err := s.T.Get(ctx, []table.Key{spiffKey(p, of), spiffProgressKey(of, a.Partner), spiffTotalsKey(of), keyOfAccount(a)}, true)
	if err != nil {
		return spiff.Standing{}, fmt.Errorf("read where a SPIFF stands: %w", err)
	}
	if items[0] == nil || items[3] == nil {
		return spiff.Standing{}, fault.New(fault.NotFound, "spiff.unknown", "There is no such SPIFF in this program.")
	}
	var st spiff.Standing
	var main spiffRecord
	var progress progressRecord
	var totals totalsRecord
	for i, into := range []any{&main, &progress, &totals} {
		if items[i] == nil {
			continue
		}
		if err := table.Decode(items[i], into); err != nil {
			return st, fmt.Errorf("read where a SPIFF stands: %w", err)
		}
	}
	st.Spiff, st.Progress, st.Totals = spiff.Spiff(main), spiff.Progress(progress), spiff.Totals(totals)
	st.Balance, err = decodeBalance(items[3])
	return st, err
}

// Award writes an award, all or nothing: it depends on the SPIFF, the partner's
// progress and the totals as they were read.
func (s Spiffs) Award(ctx context.Context, a spiff.Awarded) error {
	ops := append(outcomeOps(a.Outcome),
		table.Check{Key: spiffKey(a.Of.Program, a.Of.ID), If: ifVersion(a.Of.Version)},
		table.Put{Item: newItem(spiffProgressKey(a.Of.ID, a.Progress.Partner), "spiff_progress", progressRecord(a.Progress)), If: ifVersion(a.Progress.Version - 1)},
		table.Put{Item: newItem(spiffTotalsKey(a.Of.ID), "spiff_totals", totalsRecord(a.Totals)), If: ifVersion(a.Totals.Version - 1)},
	)
	return commit(ctx, s.T, ops)
}

var (
	_ spiff.Store    = Spiffs{}
	_ spiff.Book     = Spiffs{}
	_ spiff.Roll     = Places{}
	_ spiff.Measures = Measures{}
)
