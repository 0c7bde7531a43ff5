package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// death is what a process dies of before or after a call of its provider.
type death struct{}

// mortal counts every call by which a process changes something, of the table or
// of the provider, and kills it at one of them, before or after it takes effect:
// what a process has only read makes no difference to the next.
type mortal struct {
	at    int // which call, from 1; 0 for none
	after bool
	calls int
}

func (m *mortal) now(after bool) bool { return m.calls == m.at && m.after == after }

// table is the table's part of it.
func (m *mortal) table(c memory.Call) memory.Fault {
	if c.Op == "Get" || c.Op == "Query" || c.Element != memory.Whole {
		return memory.None
	}
	m.calls++
	switch {
	case m.now(false):
		return memory.CrashBefore
	case m.now(true):
		return memory.CrashAfter
	}
	return memory.None
}

// dying is a provider at which the process may die.
type dying struct {
	*providertest.Fake
	m *mortal
}

// Pay dies before it has paid, or after.
func (d dying) Pay(ctx context.Context, a payout.Attempt) payout.Reply {
	d.m.calls++
	if d.m.now(false) {
		panic(death{})
	}
	reply := d.Fake.Pay(ctx, a)
	if d.m.now(true) {
		panic(death{})
	}
	return reply
}

// live runs what a process does; that it dies is no error of its own.
func live(f func() error) (err error) {
	defer func() {
		switch v := recover().(type) {
		case nil, death, memory.Crash:
		default:
			panic(v)
		}
	}()
	return f()
}

// story is something that a program does with money. Life is what one process
// does of it, again and again until it is done.
type story struct {
	rail string
	life func(*till, program.Program) error
	done func(*till) bool
	paid int64 // to Maya, in the end
}

// sendAll is the sender's queue: what was ordered and not sent is delivered again.
func (w *till) sendAll() error {
	ids, err := store.Payouts{T: w.table}.Unfinished(w.ctx)
	if err != nil {
		return err
	}
	for _, p := range ids {
		if err := w.run.Send(w.ctx, p); err != nil && !fault.IsStale(err) {
			return err
		}
	}
	for _, p := range ids {
		if err := w.run.Reconcile(w.ctx, p); err != nil && !fault.IsStale(err) {
			return err
		}
	}
	return nil
}

// ran tells whether nothing is under way and every batch is closed or cancelled.
func ran(w *till) bool {
	left, err := store.Payouts{T: w.table}.Unfinished(w.ctx)
	if err != nil || len(left) > 0 {
		return false
	}
	all, err := store.Payouts{T: w.table}.Batches(w.ctx, prg, page.Request{})
	if err != nil || len(all.Data) == 0 {
		return false
	}
	for _, b := range all.Data {
		if b.Status != payout.Closed && b.Status != payout.BatchCancelled {
			return false
		}
	}
	return true
}

// planned plans the run and lets it go.
func planned(w *till, p program.Program) (payout.Batch, error) {
	bs, err := w.run.Run(w.ctx, payout.TermsOf(p), "1", "usr_1")
	if err != nil {
		return payout.Batch{}, err
	}
	if bs[0].Status == payout.Closed {
		return bs[0], nil
	}
	return w.run.Approve(w.ctx, prg, bs[0].ID, sole("usr_1"))
}

func stories() map[string]story {
	return map[string]story{
		"a run by an online rail": {payout.PayPal, func(w *till, p program.Program) error {
			if _, err := planned(w, p); err != nil {
				return err
			}
			return w.sendAll()
		}, ran, 9000},
		"a run by a file": {payout.Manual, func(w *till, p program.Program) error {
			b, err := planned(w, p)
			if err != nil || b.Status == payout.Closed {
				return err
			}
			if _, err := w.run.Export(w.ctx, prg, b.ID); err != nil {
				return err
			}
			found, err := store.Payouts{T: w.table}.OfBatch(w.ctx, b.ID)
			for _, x := range found {
				if err := w.run.MarkPaid(w.ctx, prg, x.ID, "bank 1"); err != nil {
					return err
				}
			}
			return err
		}, ran, 9000},
		"a run that is cancelled": {payout.PayPal, func(w *till, p program.Program) error {
			bs, err := w.run.Run(w.ctx, payout.TermsOf(p), "1", "usr_1")
			if err != nil {
				return err
			}
			if _, err := w.run.Cancel(w.ctx, prg, bs[0].ID, "wrong day"); err != nil {
				return err
			}
			return w.sendAll()
		}, ran, 0},
		"a withdrawal that nobody approves": {payout.PayPal, func(w *till, p program.Program) error {
			slot, err := store.Slots{T: w.table}.Slot(w.ctx, ledger.Account{Program: prg, Partner: maya, Currency: "EUR"})
			if err != nil {
				return err
			}
			if slot.Version == 0 {
				if _, err := w.withdraw(p, maya); err != nil {
					return err
				}
			}
			return w.sendAll()
		}, func(w *till) bool {
			left, err := store.Payouts{T: w.table}.Unfinished(w.ctx)
			return err == nil && len(left) == 0 && total(w.fake) > 0
		}, 9000},
	}
}

// scene sets a story up; the process dies at one call.
func scene(t *testing.T, s story, m *mortal) (*till, program.Program) {
	t.Helper()
	w := newTill(t, s.rail)
	w.run.Rails.Online[payout.PayPal] = dying{w.fake, m}
	for i := range 45 { // two chunks
		w.sale(fmt.Sprint("A", i), 1000, 1)
	}
	w.faults = m.table
	return w, w.paying(func(y *program.Payouts) { y.AutoWithdraw = true })
}

// goOn lets processes follow each other until the story is told.
func goOn(t *testing.T, w *till, p program.Program, s story) {
	t.Helper()
	for range 30 {
		if err := live(func() error { return s.life(w, p) }); err != nil && !fault.IsStale(err) {
			t.Fatal(err)
		}
		w.clock.Advance(time.Minute)
		if finished := false; live(func() error { finished = s.done(w); return nil }) == nil && finished {
			return
		}
	}
	t.Fatal("it never comes to an end")
}

func TestAProcessMayDieAtAnyCallOfAPayout(t *testing.T) {
	t.Parallel()
	for name, s := range stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			calm := &mortal{}
			w, p := scene(t, s, calm)
			goOn(t, w, p, s)
			agree(t, w, s)
			t.Logf("%d calls", calm.calls)
			for n := 1; n <= calm.calls; n++ {
				for _, after := range []bool{false, true} {
					m := &mortal{at: n, after: after}
					w, p := scene(t, s, m)
					goOn(t, w, p, s)
					agree(t, w, s)
					if t.Failed() {
						t.Fatalf("killed at call %d, after it took effect: %v", n, after)
					}
				}
			}
		})
	}
}

// agree holds our books against the provider's, and against themselves.
func agree(t *testing.T, w *till, s story) {
	t.Helper()
	w.faults = nil
	b, err := store.Ledgers{T: w.table}.Of(w.ctx, ledger.Account{Program: prg, Partner: maya, Currency: "EUR"})
	if err != nil {
		t.Fatal(err)
	}
	if b.Paid != s.paid || b.InTransit != 0 || b.Available != 9000-s.paid || b.ClawbackDue != 0 {
		t.Errorf("the books say %+v", b)
	}
	if left := total(w.fake); s.rail == payout.PayPal && left != s.paid {
		t.Errorf("%d left the house, the books say %d", left, s.paid)
	}
	rows, err := store.CommissionLists{T: w.table, Clock: w.clock}.OfPartner(w.ctx, prg, maya, commission.Filter{}, page.Request{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	holders := map[id.Payout]int{}
	for _, r := range rows.Data {
		if want := commission.Available; s.paid > 0 {
			want = commission.Paid
			holders[r.Payout]++
			if r.Status != want {
				t.Errorf("commission %s is %s", r.ID, r.Status)
			}
		} else if r.Status != want || r.Payout != "" {
			t.Errorf("commission %s is %s of %s", r.ID, r.Status, r.Payout)
		}
	}
	if len(rows.Data) != 45 || s.paid > 0 && len(holders) != 1 {
		t.Errorf("%d commissions in %d payouts", len(rows.Data), len(holders))
	}
}
