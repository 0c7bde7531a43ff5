package sim

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/store"
)

func (w *world) runner() payout.Runner {
	return payout.Runner{
		Store: store.Payouts{T: w.backends.Table}, Money: store.Commissions{T: w.backends.Table}, Methods: store.PayoutMethods{T: w.backends.Table},
		Rails: w.backends.AllRails(), Open: payee{}, FX: exchanger{w}, Clock: w.clock,
	}
}

// payout plans a run, or goes on with one, approves or cancels it.
func (w *world) payout() error {
	if w.luck.IntN(2) == 0 {
		if err := w.ratePayouts(w.someRate()); err != nil {
			return err
		}
	}
	return w.allowed(w.run(func(ctx context.Context) error {
		r := w.runner()
		terms := payout.Terms{Program: w.program, Rail: w.rails[w.luck.IntN(len(w.rails))], CutoffDays: 3 * w.luck.IntN(2)}
		b, err := r.Plan(ctx, terms, w.clock.Now().Format("2006-01-02"), "usr_manager")
		if err != nil || !b.Planned {
			return err
		}
		if w.luck.IntN(5) == 0 && b.Status == payout.Draft {
			_, err = r.Cancel(ctx, w.program, b.ID, "cancelled by hand")
		} else if b.Status == payout.Draft || b.Status == payout.Approved {
			_, err = r.Approve(ctx, w.program, b.ID, payout.Approver{User: "usr_manager", Fresh: true})
		}
		if fault.Is(err, fault.Conflict) {
			return nil // another manager was quicker
		}
		return err
	}))
}

// withdraw lets a partner ask for all that it has, and a manager answer.
func (w *world) withdraw() error {
	o := w.partners[w.luck.IntN(len(w.partners))].id
	answer := w.luck.IntN(4)
	return w.allowed(w.run(func(ctx context.Context) error {
		r := w.runner()
		found, err := store.Programs{T: w.backends.Table, Clock: w.clock}.Load(ctx, w.program)
		if err != nil {
			return err
		}
		p, err := r.Withdraw(ctx, store.Slots{T: w.backends.Table}, found[0], o, "usr_partner")
		if err == nil && answer > 1 {
			_, err = r.ApproveWithdrawal(ctx, w.program, p.ID, payout.Approver{User: "usr_manager", Fresh: true})
		} else if err == nil && answer == 1 {
			err = r.DeclineWithdrawal(ctx, w.program, p.ID, "another time")
		}
		if fault.Is(err, fault.Conflict) {
			return nil // nothing is there to be paid, or somebody was quicker
		}
		return err
	}))
}

// comeBack lets a bank send a payout back that it had paid.
func (w *world) comeBack() error {
	n := w.luck.IntN(len(w.partners))
	paid, err := w.payoutsIn(n, payout.Paid)
	if err != nil || len(paid) == 0 || w.rails[n] != payout.Manual {
		return err
	}
	p := paid[w.luck.IntN(len(paid))]
	err = w.allowed(w.run(func(ctx context.Context) error {
		err := w.runner().MarkReturned(ctx, w.program, p.ID, "the account is closed")
		if fault.Is(err, fault.Conflict) {
			return nil
		}
		return err
	}))
	if err != nil {
		return err
	}
	return w.quietly(func(ctx context.Context) error {
		now, err := store.Payouts{T: w.table}.Payout(ctx, p.ID)
		if err == nil && now.Status == payout.Returned {
			w.back[p.ID] = now.Net().Minor()
		}
		return err
	})
}

// payoutsIn returns a partner's payouts that stand so.
func (w *world) payoutsIn(partner int, status payout.Status) (out []payout.Payout, err error) {
	err = w.quietly(func(ctx context.Context) error {
		found, err := w.payouts(ctx, partner)
		for _, p := range found {
			if p.Status == status {
				out = append(out, p)
			}
		}
		return err
	})
	return out, err
}

// payAsked brings to an end what partners asked for.
func (w *world) payAsked(ctx context.Context, r payout.Runner) error {
	for i := range w.partners {
		for _, status := range []payout.Status{payout.Building, payout.Reserved, payout.Reconciling} {
			found, err := w.payoutsIn(i, status) //nolint:contextcheck // faults are off anyway
			if err != nil {
				return err
			}
			for _, p := range found {
				switch {
				case p.Batch != "":
				case status == payout.Reconciling:
					err = r.Resolve(ctx, w.program, p.ID, w.paid(p) > 0, "looked it up")
				case p.Awaiting():
					_, err = r.ApproveWithdrawal(ctx, w.program, p.ID, payout.Approver{User: "usr_manager", Fresh: true})
				default:
					err = r.Reconcile(ctx, p.ID)
				}
				if err != nil {
					return fmt.Errorf("bring the withdrawal %s (%s) to its end: %w", p.ID, p.Status, err)
				}
			}
		}
	}
	return nil
}
