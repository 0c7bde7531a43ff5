// Package memory is the table in memory, as strict as the real one: it is what
// tests, the simulator and the large local demo run on. Like the real one it
// keeps an expired item until something overwrites it: reads no longer show it,
// conditions and indexes still do.
package memory

import (
	"context"
	"sync"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/internal/apply"
)

// Table is a table in memory, safe for concurrent use.
type Table struct {
	clock  clock.Clock
	faults Faults
	stream func(before, after table.Item)

	mu      sync.Mutex
	calls   int64
	orders  map[table.Index]*list
	lagging []change
}

var (
	_ table.Table   = (*Table)(nil)
	_ table.Scanner = (*Table)(nil)
)

// Option changes a new table.
type Option func(*Table)

// WithFaults lets f decide of every call, and of every element of UpdateEach
// and PutEach, what goes wrong with it.
func WithFaults(f Faults) Option { return func(t *Table) { t.faults = f } }

// WithStream tells f of every item written, in order, as the real table's
// stream does: before is nil for a new item, after for a deleted one. It is
// called inside the write and must not use the table.
func WithStream(f func(before, after table.Item)) Option { return func(t *Table) { t.stream = f } }

// New returns an empty table.
func New(c clock.Clock, options ...Option) *Table {
	t := &Table{clock: c, orders: map[table.Index]*list{table.Base: {}}}
	for _, x := range apply.Indexes() {
		t.orders[x] = &list{}
	}
	for _, o := range options {
		o(t)
	}
	return t
}

// call runs one call under the lock, with what the faults make of it.
func (t *Table) call(ctx context.Context, op string, do func(Call, Fault) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.calls++
	c := Call{Op: op, Seq: t.calls, Element: Whole}
	return t.faults.around(c, func(f Fault) error { return do(c, f) })
}

func (t *Table) stored(k table.Key) table.Item {
	return t.orders[table.Base].get(place{pk: k.PK, sk: k.SK})
}

// write stores one item, or removes it, with its index entries.
func (t *Table) write(k table.Key, before, after table.Item) {
	t.orders[table.Base].set(place{pk: k.PK, sk: k.SK}, after)
	t.lagging = append(t.lagging, change{before, after})
	if t.faults == nil || len(t.lagging) > maxLagging {
		t.catchUp()
	}
	if t.stream != nil && (before != nil || after != nil) {
		t.stream(apply.Clone(before), apply.Clone(after))
	}
}

// change is a write that the indexes have yet to show.
type change struct{ before, after table.Item }

func (t *Table) index(c change) {
	for _, x := range apply.Indexes() {
		was, in := indexed(x, c.before)
		at, stays := indexed(x, c.after)
		if in && at != was {
			t.orders[x].set(was, nil)
		}
		if stays {
			t.orders[x].set(at, c.after)
		}
	}
}

// maxLagging is how many writes the indexes may be behind.
const maxLagging = 1000

// catchUp brings the indexes up to date.
func (t *Table) catchUp() {
	for _, c := range t.lagging {
		t.index(c)
	}
	t.lagging = t.lagging[:0]
}

// indexed returns an item's place in an index, false when it has none.
func indexed(x table.Index, item table.Item) (place, bool) {
	pk, sk := x.Keys()
	p := place{item.String(pk), item.String(sk), item.String(table.PK), item.String(table.SK)}
	return p, p.pk != "" && p.sk != ""
}
