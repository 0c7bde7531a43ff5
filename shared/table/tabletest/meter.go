package tabletest

import (
	"context"
	"maps"
	"sync"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/internal/apply"
)

// Usage is what calls would have cost on DynamoDB.
type Usage struct {
	Trips int            // round trips, one after the other
	WRU   int            // write request units, index copies included
	RRU   float64        // read request units
	ByOp  map[string]int // calls by method
}

// Meter is a table that counts what is done through it, by these rules:
//
//   - Trips: one per call; UpdateEach and PutEach go in parallel and are one,
//     calls for nothing are none.
//   - RRU: a unit per 4 KB, half when not consistent, at least one; each item
//     of a Get by itself, all items of a page together.
//   - WRU: a unit per KB of the larger of the item before and after, twice that
//     in a commit, also for a Check. Each index copy: nothing when what it shows
//     stays the same, a unit per KB when it is new, changed or gone, both when
//     its key changes; never doubled.
//   - A refused write costs the item, without indexes; every operation of a
//     cancelled commit does. What was throttled or wrong costs nothing.
//
// It reads the items before a write through the table that it wraps, so that
// one should have no faults.
type Meter struct {
	table table.Table

	mu   sync.Mutex
	used Usage
}

var _ table.Table = (*Meter)(nil)

// NewMeter returns a meter around t, at zero.
func NewMeter(t table.Table) *Meter {
	return &Meter{table: t, used: Usage{ByOp: map[string]int{}}}
}

// Snapshot returns the usage since the meter was made or reset.
func (m *Meter) Snapshot() Usage {
	m.mu.Lock()
	defer m.mu.Unlock()
	u := m.used
	u.ByOp = maps.Clone(u.ByOp)
	return u
}

// Reset sets the meter to zero.
func (m *Meter) Reset() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.used = Usage{ByOp: map[string]int{}}
}

func (m *Meter) add(op string, trips, wru int, rru float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.used.ByOp[op]++
	m.used.Trips += trips
	m.used.WRU += wru
	m.used.RRU += rru
}

// Get counts and passes on.
func (m *Meter) Get(ctx context.Context, keys []table.Key, consistent bool) ([]table.Item, error) {
	items, err := m.table.Get(ctx, keys, consistent)
	sizes := map[table.Key]int{}
	for i, item := range items {
		sizes[keys[i]] = apply.Size(item)
	}
	rru := 0.0
	for _, size := range sizes {
		rru += readUnits(size, consistent)
	}
	m.add("Get", min(1, len(keys)), 0, rru)
	return items, err
}

// Query counts and passes on.
func (m *Meter) Query(ctx context.Context, q table.Query) (table.Page, error) {
	page, err := m.table.Query(ctx, q)
	size := 0
	for _, item := range page.Items {
		size += apply.Size(item)
	}
	m.add("Query", 1, 0, readUnits(size, q.Consistent))
	return page, err
}

// Together counts the longest of the calls as the trips of all.
func (m *Meter) Together(calls ...func() error) error {
	trips := func() int { return m.Snapshot().Trips }
	before, longest := trips(), 0
	var first error
	for _, call := range calls {
		start := trips()
		if err := call(); err != nil && first == nil {
			first = err
		}
		longest = max(longest, trips()-start)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.used.Trips = before + longest
	return first
}

// Update counts and passes on.
func (m *Meter) Update(ctx context.Context, u table.Update) (before, after table.Item, err error) {
	before, after, err = m.table.Update(ctx, u)
	m.add("Update", 1, writeCost(before, after, err), 0)
	return before, after, err
}

// UpdateEach counts and passes on.
func (m *Meter) UpdateEach(ctx context.Context, us []table.Update) []table.Result {
	results := m.table.UpdateEach(ctx, us)
	wru := 0
	for _, r := range results {
		wru += writeCost(r.Old, r.New, r.Err)
	}
	m.add("UpdateEach", min(1, len(us)), wru, 0)
	return results
}

// PutEach counts and passes on.
func (m *Meter) PutEach(ctx context.Context, items []table.Item) []error {
	wru := 0
	before := make([]table.Item, len(items))
	for i, item := range items {
		before[i] = m.peek(ctx, clean(item).Key())
	}
	errs := m.table.PutEach(ctx, items)
	for i, item := range items {
		wru += writeCost(before[i], clean(item), errs[i])
	}
	m.add("PutEach", min(1, len(items)), wru, 0)
	return errs
}

// Commit counts and passes on.
func (m *Meter) Commit(ctx context.Context, ops []table.Op) error {
	before := make([]table.Item, len(ops))
	for i, op := range ops {
		before[i] = m.peek(ctx, op.Target())
	}
	err := m.table.Commit(ctx, ops)
	wru := 0
	for i, op := range ops {
		after := before[i]
		if p, isPut := op.(table.Put); isPut {
			after = clean(p.Item)
		} else if err == nil {
			after = m.peek(ctx, op.Target())
		}
		wru += 2*itemCost(before[i], after, err) + indexCost(before[i], after, err)
	}
	m.add("Commit", 1, wru, 0)
	return err
}

// clean returns an item as it is stored.
func clean(item table.Item) table.Item {
	p, _ := apply.Put(table.Put{Item: item}) // none where it is refused anyway
	return p.Item
}

// peek reads an item without counting.
func (m *Meter) peek(ctx context.Context, k table.Key) table.Item {
	items, err := m.table.Get(ctx, []table.Key{k}, true)
	if err != nil {
		return nil
	}
	return items[0]
}

func writeCost(before, after table.Item, err error) int {
	if f := table.Refusal(err, 0); f != nil {
		before = f.Old
	}
	return itemCost(before, after, err) + indexCost(before, after, err)
}

func itemCost(before, after table.Item, err error) int {
	if err != nil && table.ReasonOf(err) != table.Refused && table.ReasonOf(err) != table.Conflict {
		return 0
	}
	return kilobytes(max(apply.Size(before), apply.Size(after)))
}

func indexCost(before, after table.Item, err error) int {
	if err != nil {
		return 0
	}
	units := 0
	for _, x := range apply.Indexes() {
		was, is := apply.Project(x, before), apply.Project(x, after)
		pk, sk := x.Keys()
		stays := was != nil && is != nil && was[pk] == is[pk] && was[sk] == is[sk]
		switch {
		case cmp.Equal(was, is):
		case stays:
			units += kilobytes(max(apply.Size(was), apply.Size(is)))
		default:
			units += copyCost(was) + copyCost(is)
		}
	}
	return units
}

func copyCost(item table.Item) int {
	if item == nil {
		return 0
	}
	return kilobytes(apply.Size(item))
}

func kilobytes(size int) int { return max(1, (size+1023)/1024) }

func readUnits(size int, consistent bool) float64 {
	units := float64(max(1, (size+4095)/4096))
	if !consistent {
		units /= 2
	}
	return units
}
