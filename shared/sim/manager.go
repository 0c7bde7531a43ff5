package sim

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
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

// hold lets a manager hold what an order earned, or let it go again.
func (w *world) hold() error {
	if len(w.shop.orders) == 0 {
		return nil
	}
	found, err := w.earnedBy(w.shop.orders[w.luck.IntN(len(w.shop.orders))])
	if err != nil || len(found) == 0 {
		return err
	}
	c := found[0]
	w.byHand[c.ID] = true
	return w.allowed(w.run(func(ctx context.Context) error {
		d, ids := commission.Decider{Store: store.Commissions{T: w.backends.Table}, Clock: w.clock}, []id.Commission{c.ID}
		if c.Status == commission.Held {
			_, err := d.Release(ctx, w.program, ids, "usr_manager")
			return err
		}
		_, err := d.Hold(ctx, w.program, ids, "odd", "usr_manager")
		return err
	}))
}

// award gives a partner something by hand, or takes it; sometimes the same
// again.
func (w *world) award() error {
	if n := len(w.awards); n == 0 || w.luck.IntN(4) > 0 {
		minor := int64(w.luck.IntN(4000) - 1000)
		if minor == 0 {
			minor = 1
		}
		a, err := money.New(minor, "EUR")
		if err != nil {
			return err
		}
		now := w.clock.Now()
		w.awards = append(w.awards, commission.Draft{
			Account: w.account(w.luck.IntN(len(w.partners))), Kind: commission.Manual, Amount: a, Key: fmt.Sprint("award-", n), Name: "Correction", Reason: "agreed",
			Actor: "usr_manager", Day: clock.Day(now, time.UTC), EventAt: now,
		})
	}
	return w.give(w.awards[w.luck.IntN(len(w.awards))])
}

func (w *world) give(d commission.Draft) error {
	return w.allowed(w.run(func(ctx context.Context) error {
		_, err := commission.Decider{Store: store.Commissions{T: w.backends.Table}, Clock: w.clock}.Award(ctx, d)
		return err
	}))
}

// giveAll gives what has been given, once more, and lets go what is held.
func (w *world) giveAll() error {
	for _, d := range w.awards {
		if err := w.give(d); err != nil {
			return err
		}
	}
	return w.quietly(func(ctx context.Context) error {
		for _, p := range w.partners {
			all, err := w.commissions(ctx, p.id)
			if err != nil {
				return err
			}
			var held []id.Commission
			for _, c := range all {
				if c.Status == commission.Held {
					held = append(held, c.ID)
					w.byHand[c.ID] = true
				}
			}
			if _, err := (commission.Decider{Store: store.Commissions{T: w.table}, Clock: w.clock}).Release(ctx, w.program, held, "usr_manager"); err != nil {
				return err
			}
		}
		return nil
	})
}

// awarded is what a partner was given beside what orders earned, less what was
// taken.
func (w *world) awarded(partner int) int64 {
	sum := w.bonus[partner]
	for _, d := range w.awards {
		if d.Account == w.account(partner) {
			sum += d.Amount.Minor()
		}
	}
	return sum
}
