package payout_test

import (
	"context"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// TestAPayoutThatDebtsOutgrowWhileItIsBuiltGivesBack interrupts the making of a
// payout after its first chunk, and lets the partner come to owe more than that
// chunk holds: the payout ends and its money nets the debt.
func TestAPayoutThatDebtsOutgrowWhileItIsBuiltGivesBack(t *testing.T) {
	t.Parallel()
	for name, build := range map[string]func(*testing.T, *world) error{
		"a withdrawal, brought on by the schedule": func(t *testing.T, w *world) error {
			if p := w.newest(maya); p.Status != "" {
				return w.run.Reconcile(t.Context(), p.ID)
			}
			_, err := w.run.Withdraw(t.Context(), w, w.prog, maya, "usr_maya")
			return err
		},
		"a withdrawal, asked for again": func(t *testing.T, w *world) error {
			_, err := w.run.Withdraw(t.Context(), w, w.prog, maya, "usr_maya")
			return err
		},
		"a run, planned again": func(t *testing.T, w *world) error {
			_, err := w.run.Plan(t.Context(), w.terms(), "2026-11", "usr_1")
			return err
		},
		"a run, when no index names the account any more": func(t *testing.T, w *world) error {
			if w.newest(maya).Status != "" {
				w.run.Money = unlisted{w.book}
			}
			_, err := w.run.Plan(t.Context(), w.terms(), "2026-11", "usr_1")
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(payout.Manual)
			for at := 1; w.newest(maya).Chunks != 1; at++ {
				w = newWorld(payout.Manual)
				w.breakAt = at
				if err := build(t, w); err == nil {
					t.Fatal("no call comes between the first chunk and the rest")
				}
			}
			w.owe(t, maya, "com_z", 45000)
			if err := build(t, w); err != nil {
				t.Fatalf("it cannot go on: %v", err)
			}
			p, b := w.newest(maya), w.accounts[account(maya)]
			if p.Status != payout.Cancelled || p.Reason != "nothing_to_pay" || p.Followed != p.Chunks {
				t.Errorf("the payout is %s, %q, %d of %d chunks given back", p.Status, p.Reason, p.Followed, p.Chunks)
			}
			if b.InTransit != 0 || b.Available != 100 || b.ClawbackDue != 0 {
				t.Errorf("the account holds %+v", b)
			}
		})
	}
}

// unlisted names no account that could be paid.
type unlisted struct{ *book }

func (unlisted) Payable(context.Context, id.Program) ([]ledger.Account, error) { return nil, nil }
