package sim

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
)

// quietly does f without faults.
func (w *world) quietly(f func(context.Context) error) error {
	calm := w.calm
	w.calm = true
	defer func() { w.calm = calm }()
	return f(context.Background())
}

func (w *world) account(i int) ledger.Account {
	return ledger.Account{Program: w.program, Partner: w.partners[i].id, Currency: "EUR"}
}

// check holds every account against its postings (I-1, I-2, I-3, I-9), and the
// wallet against the commissions that no payout holds (I-5).
func (w *world) check() error {
	return w.quietly(func(ctx context.Context) error {
		for i := range w.partners {
			a := w.account(i)
			found, err := store.Ledgers{T: w.table}.Audit(ctx, a)
			if err != nil {
				return err
			}
			if len(found) > 0 {
				return fmt.Errorf("partner %d: the audit found %+v", i, found)
			}
			if err := w.lines(ctx, a); err != nil {
				return fmt.Errorf("partner %d: %w", i, err)
			}
		}
		return nil
	})
}

// lines compares an account with the states of its commissions.
func (w *world) lines(ctx context.Context, a ledger.Account) error {
	b, err := store.Ledgers{T: w.table}.Of(ctx, a)
	if err != nil {
		return err
	}
	all, err := w.commissions(ctx, a.Partner)
	if err != nil {
		return err
	}
	var pending, free int64
	for _, c := range all {
		switch c.Status {
		case commission.Pending, commission.Held:
			pending += c.Net()
		case commission.Available:
			if c.Payout == "" {
				free += c.Net()
			}
		case commission.Approved, commission.Paid, commission.Declined, commission.Reversed:
		}
		if c.Reversed < 0 || c.Amount.Sign() > 0 && c.Reversed+c.Clawed > c.Amount.Minor() {
			return fmt.Errorf("commission %s gave back %d and %d of %s", c.ID, c.Reversed, c.Clawed, c.Amount)
		}
	}
	if b.Pending != pending || b.Wallet() != free {
		return fmt.Errorf("pending %d and wallet %d, the commissions say %d and %d", b.Pending, b.Wallet(), pending, free)
	}
	return nil
}

func (w *world) commissions(ctx context.Context, p id.Partner) ([]commission.Commission, error) {
	var ids []id.Commission
	lists := store.CommissionLists{T: w.table, Clock: w.clock}
	for r := (page.Request{Limit: 200}); ; {
		rows, err := lists.OfPartner(ctx, w.program, p, commission.Filter{}, r)
		if err != nil {
			return nil, err
		}
		for _, row := range rows.Data {
			ids = append(ids, row.ID)
		}
		if r.Cursor = rows.Next; r.Cursor == "" {
			break
		}
	}
	var out []commission.Commission
	for start := 0; start < len(ids); start += 100 {
		found, err := store.Commissions{T: w.table}.Load(ctx, ids[start:min(start+100, len(ids))])
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

// settle lets everything come to rest without faults: queues and stream empty,
// holdbacks over, everything payable paid.
func (w *world) settle() error {
	w.calm = true
	for _, o := range w.shop.orders {
		if !o.told {
			if err := w.sell(); err != nil {
				return err
			}
		}
	}
	for range 12 {
		if err := w.drain(); err != nil {
			return err
		}
		w.clock.Advance(5 * 24 * time.Hour)
		if err := w.may(w.backends.CommissionApproval()); err != nil {
			return err
		}
		if err := w.may(w.backends.PayoutReconciler()); err != nil {
			return err
		}
		if err := w.payRest(); err != nil {
			return err
		}
	}
	return w.drain()
}

func (w *world) drain() error {
	for rounds := 0; ; rounds++ {
		left := len(w.stream)
		w.relay(left)
		for _, name := range []queue.Name{queue.Conversions, queue.Payouts, queue.Notices, queue.Webhooks} {
			left += len(w.queues[name])
			for len(w.queues[name]) > 0 {
				before := len(w.queues[name])
				if err := w.deliver(name, 0); err != nil {
					return err
				}
				if len(w.queues[name]) == before {
					return fmt.Errorf("a message of %s does not leave the queue: %s", name, w.queues[name][0].Body)
				}
			}
		}
		if left == 0 {
			return nil
		}
		if rounds > 1000 {
			return fmt.Errorf("%d events and messages are never done", left)
		}
	}
}

// payRest approves the runs that are left over, and makes one more.
func (w *world) payRest() error {
	return w.quietly(func(ctx context.Context) error {
		r := w.runner()
		if _, err := r.Plan(ctx, payout.Terms{Program: w.program, Rail: "manual"}, w.clock.Now().String(), "usr_manager"); err != nil {
			return err
		}
		batches, err := store.Payouts{T: w.table}.Batches(ctx, w.program, page.Request{Limit: 200})
		if err != nil {
			return err
		}
		for _, b := range batches.Data {
			if err := w.finish(ctx, r, b); err != nil {
				return fmt.Errorf("finish the run %s (%s): %w", b.ID, b.Status, err)
			}
			if err := w.operate(ctx, r, b.ID); err != nil {
				return fmt.Errorf("look after the run %s: %w", b.ID, err)
			}
		}
		return nil
	})
}

func (w *world) finish(ctx context.Context, r payout.Runner, b payout.Batch) error {
	switch b.Status {
	case payout.Draft, payout.Reviewed, payout.Approved, payout.Running:
		if !b.Planned {
			_, err := r.Cancel(ctx, w.program, b.ID, "never planned to its end")
			return err
		}
		_, err := r.Approve(ctx, w.program, b.ID, payout.Approver{User: "usr_manager", Fresh: true})
		return err
	case payout.Closed, payout.BatchCancelled:
	}
	return nil
}

// operate does what a person must: a payout whose key the provider has
// forgotten is resolved by a look into the provider's book.
func (w *world) operate(ctx context.Context, r payout.Runner, b id.Batch) error {
	payouts, err := store.Payouts{T: w.table}.OfBatch(ctx, b)
	if err != nil {
		return err
	}
	for _, p := range payouts {
		if p.Status != payout.Reconciling {
			continue
		}
		if err := r.Resolve(ctx, w.program, p.ID, w.fake.Paid[p.ID] > 0, "looked it up"); err != nil {
			return err
		}
	}
	return nil
}

// verdict compares the world at rest with the model and with the provider.
func (w *world) verdict() error {
	return w.quietly(func(ctx context.Context) error {
		for i := range w.partners {
			b, err := store.Ledgers{T: w.table}.Of(ctx, w.account(i))
			if err != nil {
				return err
			}
			if got, want := b.Earned-b.Reversed, w.shop.earned(i); got != want {
				return fmt.Errorf("partner %d is left with %d, the model says %d", i, got, want)
			}
			if b.Pending != 0 || b.InTransit != 0 || b.Wallet() > 0 {
				return fmt.Errorf("partner %d: something never came through: %+v; payouts %s", i, b, w.states(ctx, i))
			}
			if paid := w.provided(ctx, i); paid != b.Paid {
				return fmt.Errorf("partner %d: the provider paid %d, the ledger says %d", i, paid, b.Paid)
			}
		}
		return nil
	})
}

// states lists a partner's payouts, for the report of a failure.
func (w *world) states(ctx context.Context, i int) string {
	payouts, err := store.Payouts{T: w.table}.OfPartner(ctx, w.partners[i].id, page.Request{Limit: 100})
	if err != nil {
		return err.Error()
	}
	text := ""
	for _, p := range payouts.Data {
		text += fmt.Sprintf("%s %s %d (%d/%d) ", p.ID, p.Status, p.Minor, p.Followed, p.Chunks)
	}
	return text
}

// provided is what the provider's own book says it paid the partner.
func (w *world) provided(ctx context.Context, i int) int64 {
	var sum int64
	for p, minor := range w.fake.Paid {
		found, err := store.Payouts{T: w.table}.Payout(ctx, p)
		if err == nil && found.Account.Partner == w.partners[i].id {
			sum += minor
		}
	}
	return sum
}
