package payout_test

import (
	"context"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// TestNothingLeavesForWhoWasBannedMeanwhile plans and approves as long as the
// partners may be paid, and stops them before their money has left.
func TestNothingLeavesForWhoWasBannedMeanwhile(t *testing.T) {
	t.Parallel()
	approve := sign("usr_2").do
	export := func(c context.Context, w *world) error {
		_, err := w.run.Export(c, shopID, w.batchID())
		return err
	}
	for name, c := range map[string]struct {
		by            string
		before, after func(context.Context, *world) error
	}{
		"a run that was planned":    {payout.PayPal, plan, approve},
		"a payout that was queued":  {payout.PayPal, both(plan, approve), send(maya).do},
		"a file that was not made":  {payout.Manual, both(plan, approve), export},
		"a run that a schedule met": {payout.PayPal, both(plan, interrupted(approve)), reconcile(maya).do},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(c.by)
			if err := c.before(t.Context(), w); err != nil {
				t.Fatal(err)
			}
			had := w.newest(maya)
			if had.Status != payout.Reserved && had.Status != payout.Queued {
				t.Fatalf("the payout is %s before", had.Status)
			}
			w.run.Gate = gate{word: "partner_banned"}
			for n := range 2 { // a second message finds nothing to do
				if err := c.after(t.Context(), w); err != nil && (n == 0 || !fault.Is(err, fault.Conflict)) {
					t.Fatal(err)
				}
			}
			p, b := w.newest(maya), w.accounts[account(maya)]
			if p.Status != payout.Cancelled || p.Reason != "partner_banned" || p.Followed != p.Chunks || len(w.tries[p.ID]) > 0 {
				t.Errorf("the payout is %s, %q, %d of %d chunks given back", p.Status, p.Reason, p.Followed, p.Chunks)
			}
			if b.InTransit != 0 || b.Available < had.Minor {
				t.Errorf("the account holds %+v", b)
			}
		})
	}
}

// TestWhatHasLeftIsNotTakenBackByABan: its provider says what becomes of it.
func TestWhatHasLeftIsNotTakenBackByABan(t *testing.T) {
	t.Parallel()
	w := newWorld(payout.Manual)
	if err := both(plan, sign("usr_2").do)(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	first, err := w.run.Export(t.Context(), shopID, w.batchID())
	if err != nil {
		t.Fatal(err)
	}
	w.run.Gate = gate{word: "partner_banned"}
	again, err := w.run.Export(t.Context(), shopID, w.batchID())
	if err != nil || string(first.Body) != string(again.Body) {
		t.Errorf("the file is another: %s, %v", again.Body, err)
	}
	if p := w.newest(maya); p.Status != payout.Exported {
		t.Errorf("the payout is %s", p.Status)
	}
}

func both(a, b func(context.Context, *world) error) func(context.Context, *world) error {
	return func(c context.Context, w *world) error {
		if err := a(c, w); err != nil {
			return err
		}
		return b(c, w)
	}
}

// interrupted approves a run, but none of its payouts is queued.
func interrupted(approve func(context.Context, *world) error) func(context.Context, *world) error {
	return func(c context.Context, w *world) error {
		w.run.Gate = gate{err: errBroken}
		_ = approve(c, w) // it ends at the gate, after the run was let go
		w.run.Gate = nil
		return nil
	}
}
