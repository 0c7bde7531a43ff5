package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Slots keeps the newest withdrawal of each account, and which runs are done.
type Slots struct{ T table.Table }

type slotItem struct {
	Payout  id.Payout `table:"payout"`
	Version int64     `table:"version"`
}

// Slot reads an account's newest withdrawal consistently.
func (s Slots) Slot(ctx context.Context, a ledger.Account) (payout.Slot, error) {
	items, err := s.T.Get(ctx, []table.Key{slotKey(a.Program, a.Partner, string(a.Currency))}, true)
	if err != nil {
		return payout.Slot{}, fmt.Errorf("read the newest withdrawal: %w", err)
	}
	if items[0] == nil {
		return payout.Slot{Account: a}, nil
	}
	var i slotItem
	err = table.Decode(items[0], &i)
	return payout.Slot{Account: a, Payout: i.Payout, Version: i.Version}, err
}

// slotOp takes the slot that still is as it was read.
func slotOp(l payout.Slot) table.Op {
	k := slotKey(l.Account.Program, l.Account.Partner, string(l.Account.Currency))
	return table.Put{Item: newItem(k, "slot", slotItem{l.Payout, l.Version + 1}), If: ifVersion(l.Version)}
}

type ranItem struct {
	At time.Time `table:"at"`
}

// Ran tells whether a scheduled run of a program is done.
func (s Slots) Ran(ctx context.Context, p id.Program, key string) (bool, error) {
	items, err := s.T.Get(ctx, []table.Key{ranKey(p, key)}, true)
	if err != nil {
		return false, fmt.Errorf("read a run: %w", err)
	}
	return items[0] != nil, nil
}

// SetRan says that a scheduled run is done; nothing is planned for it again.
func (s Slots) SetRan(ctx context.Context, p id.Program, key string, at time.Time) error {
	return commit(ctx, s.T, []table.Op{table.Put{Item: newItem(ranKey(p, key), "ran", ranItem{at})}})
}

var (
	_ payout.Slots = Slots{}
	_ payout.Runs  = Slots{}
)
