package sim

import (
	"context"
	"fmt"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

// approve lets a manager approve what is pending.
func (w *world) approve() error {
	return w.allowed(w.run(func(ctx context.Context) error {
		rows, err := store.CommissionLists{T: w.backends.Table, Clock: w.clock}.OfProgram(ctx, w.program, commission.Filter{Statuses: []commission.Status{commission.Pending}}, page.Request{Limit: 5})
		if err != nil {
			return err
		}
		var ids []id.Commission
		for _, row := range rows.Data {
			ids = append(ids, row.ID)
			w.byHand[row.ID] = true
		}
		_, err = commission.Decider{Store: store.Commissions{T: w.backends.Table}, Clock: w.clock}.Approve(ctx, w.program, ids, "usr_manager")
		return err
	}))
}

// takeBack lets a manager decline or reverse what an order earned that no bank
// disputes. Whether it happened although the answer got lost is read afterwards.
func (w *world) takeBack() error {
	if len(w.shop.orders) == 0 {
		return nil
	}
	o := w.shop.orders[w.luck.IntN(len(w.shop.orders))]
	if !o.told || len(o.disputes) > 0 {
		return nil
	}
	found, err := w.earnedBy(o)
	if err != nil || len(found) == 0 {
		return err
	}
	c := found[w.luck.IntN(len(found))]
	err = w.allowed(w.run(func(ctx context.Context) error {
		d := commission.Decider{Store: store.Commissions{T: w.backends.Table}, Clock: w.clock}
		act := d.Reverse
		if c.Status == commission.Pending || c.Status == commission.Held {
			act = d.Decline
		}
		_, err := act(ctx, w.program, []id.Commission{c.ID}, "not a customer", "usr_manager")
		return err
	}))
	if err != nil {
		return err
	}
	return w.quietly(func(ctx context.Context) error {
		now, err := store.Commissions{T: w.table}.Load(ctx, []id.Commission{c.ID})
		if err != nil {
			return err
		}
		if now[0].Closed || now[0].Status == commission.Declined && now[0].Reversed < now[0].Amount.Minor() {
			o.close(w.index(c.Account.Partner))
		}
		return nil
	})
}

// earnedBy returns what a sale earned, as it stands now.
func (w *world) earnedBy(o *order) (found []commission.Commission, err error) {
	conv, err := conversion.IDOf(w.program, conversion.Sale, o.id)
	if err != nil {
		return nil, err
	}
	err = w.quietly(func(ctx context.Context) error {
		var ids []id.Commission
		for line := 1; line <= 2; line++ {
			c, err := id.Of[id.Commission](string(conv), "line", fmt.Sprint(line))
			if err != nil {
				return err
			}
			ids = append(ids, c)
		}
		found, err = store.Commissions{T: w.table}.Load(ctx, ids)
		return err
	})
	return found, err
}

// index is which of the partners it is.
func (w *world) index(p id.Partner) int {
	return slices.IndexFunc(w.partners, func(in partnerIn) bool { return in.id == p })
}

// close says that a manager took back what the order earned the partner.
func (o *order) close(partner int) {
	if o.closed == nil {
		o.closed = map[int]bool{}
	}
	o.closed[partner] = true
}
