package sim

import (
	"context"

	"github.com/tributaryhq/tributary/shared/table"
)

// turns is the table as functions see it that run side by side: between any two
// calls of one of them, another may do all of its work.
type turns struct {
	table.Table
	w *world
}

// How seldom that is. What races is decided between the reads and the write.
const (
	atReads   = 25
	atCommits = 8
)

// interrupt lets another function run, at one of so many calls.
func (t turns) interrupt(of int) {
	w := t.w
	if w.calm || w.nested || w.luck.IntN(of) > 0 {
		return
	}
	w.nested = true
	defer func() { w.nested = false }()
	if err := w.other(); err != nil && w.wrong == nil {
		w.wrong = err
	}
}

// other is what runs beside.
func (w *world) other() error {
	switch n := w.luck.IntN(11); {
	case n < 5:
		return w.deliverAny()
	case n > 9:
		return w.hear()
	case n < 7:
		return w.may(w.backends.CommissionApproval())
	case n < 8:
		return w.may(w.backends.PayoutReconciler())
	case n < 9:
		return w.payout()
	default:
		return w.approve()
	}
}

// Get reads.
func (t turns) Get(ctx context.Context, keys []table.Key, consistent bool) ([]table.Item, error) {
	t.interrupt(atReads) //nolint:contextcheck // what runs between belongs to nobody
	return t.Table.Get(ctx, keys, consistent)
}

// Query reads.
func (t turns) Query(ctx context.Context, q table.Query) (table.Page, error) {
	t.interrupt(atReads) //nolint:contextcheck // what runs between belongs to nobody
	return t.Table.Query(ctx, q)
}

// Update writes.
func (t turns) Update(ctx context.Context, u table.Update) (before, after table.Item, err error) {
	t.interrupt(atReads) //nolint:contextcheck // what runs between belongs to nobody
	return t.Table.Update(ctx, u)
}

// UpdateEach writes.
func (t turns) UpdateEach(ctx context.Context, us []table.Update) []table.Result {
	t.interrupt(atReads) //nolint:contextcheck // what runs between belongs to nobody
	return t.Table.UpdateEach(ctx, us)
}

// Commit writes.
func (t turns) Commit(ctx context.Context, ops []table.Op) error {
	t.interrupt(atCommits) //nolint:contextcheck // what runs between belongs to nobody
	return t.Table.Commit(ctx, t.w.shaped(ops))
}

var _ table.Table = turns{}
