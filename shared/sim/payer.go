package sim

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/store"
)

func (w *world) runner() payout.Runner {
	return payout.Runner{
		Store: store.Payouts{T: w.backends.Table}, Money: store.Commissions{T: w.backends.Table}, Methods: store.PayoutMethods{T: w.backends.Table},
		Rails: w.backends.Rails, Open: payee{}, Clock: w.clock,
	}
}

// payout plans a run, or goes on with one, approves or cancels it.
func (w *world) payout() error {
	return w.allowed(w.run(func(ctx context.Context) error {
		r := w.runner()
		b, err := r.Plan(ctx, payout.Terms{Program: w.program, Rail: "manual"}, w.clock.Now().Format("2006-01-02"), "usr_manager")
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
