package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/provider/manual"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/shared/store"
)

type plainSeal struct{}

func (plainSeal) Seal(_ context.Context, _ id.Partner, s string) ([]byte, error) {
	return []byte(s), nil
}

func (plainSeal) Open(_ context.Context, _ id.Partner, b []byte) (string, error) {
	return string(b), nil
}

// till is a shop that pays by one rail, with no holdback.
type till struct {
	*shop
	rail string
	fake *providertest.Fake
	run  payout.Runner
}

func newTill(t *testing.T, rail string) *till {
	t.Helper()
	s := newShop(t, func(p *program.Program, _ *offer.Version) { p.HoldbackDays = 0 })
	fake := providertest.New(s.clock, 23*time.Hour)
	w := &till{shop: s, rail: rail, fake: fake, run: payout.Runner{
		Store: store.Payouts{T: s.table}, Money: store.Commissions{T: s.table}, Methods: store.PayoutMethods{T: s.table}, Clock: s.clock, Open: plainSeal{},
		Rails: payout.Rails{Online: map[string]payout.Provider{payout.PayPal: fake}, Files: map[string]payout.FileRail{payout.Manual: manual.Rail{}}},
	}}
	for _, o := range []id.Partner{maya, noah} {
		w.method(o, "maya@kovac.example")
	}
	return w
}

func (w *till) method(o id.Partner, account string) {
	w.t.Helper()
	desk := payout.Desk{Store: store.PayoutMethods{T: w.table}, Seal: plainSeal{}, Clock: w.clock}
	if _, err := desk.SetMethod(w.ctx, o, w.rail, payout.Details{Holder: "=Maya Kovač", Email: account, FreeText: account}, "usr_1"); err != nil {
		w.t.Fatal(err)
	}
}

func (w *till) plan(key string, minimum int64) payout.Batch {
	w.t.Helper()
	b, err := w.run.Plan(w.ctx, payout.Terms{Program: prg, Rail: w.rail, MinimumMinor: minimum}, key, "usr_1")
	if err != nil {
		w.t.Fatal(err)
	}
	return b
}

func (w *till) approve(b payout.Batch) payout.Batch {
	w.t.Helper()
	n, err := w.run.Approve(w.ctx, prg, b.ID, payout.Approver{User: "usr_1", Fresh: true})
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w *till) payouts(b payout.Batch) []payout.Payout {
	w.t.Helper()
	ps, err := store.Payouts{T: w.table}.OfBatch(w.ctx, b.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return ps
}

func (w *till) batch(b payout.Batch) payout.Batch {
	w.t.Helper()
	n, err := w.run.Store.Batch(w.ctx, b.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

func TestAManualRunIsExportedThenPaid(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.Manual)
	for i := range 95 { // three chunks
		w.sale(fmt.Sprint("M", i), 1000, 1)
	}
	w.sale("N", 50000, 2)
	b := w.plan("run 1", 0)
	if diff := cmp.Diff(b, w.plan("run 1", 0)); diff != "" {
		t.Fatalf("planned again: %s", diff)
	}
	w.want(maya, 0, 0, 0, 0)
	if _, err := w.run.Export(w.ctx, prg, b.ID); !fault.Is(err, fault.Conflict) {
		t.Fatalf("an export before approval: %v", err)
	}
	if _, err := w.run.Approve(w.ctx, prg, b.ID, payout.Approver{User: "usr_1", Others: true}); !fault.Is(err, fault.Forbidden) {
		t.Fatalf("its maker approves although another could: %v", err)
	}
	if n := w.approve(b); !n.Approval.Self {
		t.Fatal("a sole manager's approval is not marked")
	}
	first := w.payouts(b)[0]
	if err := w.run.MarkPaid(w.ctx, prg, first.ID, "bank 1"); !fault.Is(err, fault.Conflict) {
		t.Fatalf("paid before it was exported: %v", err)
	}
	file, err := w.run.Export(w.ctx, prg, b.ID)
	if err != nil {
		t.Fatal(err)
	}
	w.method(noah, "noah@other.example")
	if again, err := w.run.Export(w.ctx, prg, b.ID); err != nil || string(again.Body) != string(file.Body) {
		t.Fatalf("exported again: %s, %v", again.Body, err)
	}
	if text := string(file.Body); !strings.Contains(text, ",190.00,EUR,") || !strings.Contains(text, "'=Maya") {
		t.Fatalf("the list reads %s", text)
	}
	w.want(maya, 0, 0, 0, 0)
	for _, p := range w.payouts(b) {
		for range 2 {
			if err := w.run.MarkPaid(w.ctx, prg, p.ID, "bank 1"); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.want(maya, 0, 0, 19000, 0)
	w.want(noah, 0, 0, 10000, 0)
	if got := w.batch(b); got.Status != payout.Closed {
		t.Fatalf("the run is %s", got.Status)
	}
}

func TestARefundAfterPaymentIsNettedFromTheNextRun(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	w.fake.Fault = nil
	v := w.sale("A", 10000, 1)
	w.pay("run 1")
	w.want(maya, 0, 0, 2000, 0)
	w.refund("R", "A", 0)
	w.refund("R", "A", 0)
	w.want(maya, 0, 0, 2000, 2000)
	if c := w.commission(v); c.Status != commission.Paid || c.Clawed != 2000 {
		t.Fatalf("the paid commission was edited: %+v", c)
	}
	w.sale("B", 5000, 1)
	w.want(maya, 0, 0, 2000, 1000)
	w.pay("run 2")
	w.want(maya, 0, 0, 2000, 1000)
	w.sale("C", 10000, 1)
	w.pay("run 3")
	w.want(maya, 0, 0, 3000, 0)
	if left := total(w.fake); left != 3000 {
		t.Fatalf("%d left the house", left)
	}
}

// pay plans, approves and sends a run on the online rail, to its end.
func (w *till) pay(key string) payout.Batch {
	w.t.Helper()
	b := w.approve(w.plan(key, 0))
	w.deliver(b)
	return w.batch(b)
}

func (w *till) deliver(b payout.Batch) {
	w.t.Helper()
	for _, p := range w.payouts(b) {
		if err := w.run.Send(w.ctx, p.ID); err != nil {
			w.t.Fatal(err)
		}
	}
}

func total(f *providertest.Fake) int64 {
	var sum int64
	for _, n := range f.Paid {
		sum += n
	}
	return sum
}

func TestEveryProviderTroubleEndsWithOnePayment(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		faults []providertest.Fault
		end    payout.Status
		paid   int64
	}{
		"all well":                        {nil, payout.Paid, 2000},
		"the reply is lost":               {[]providertest.Fault{providertest.Lost}, payout.Paid, 2000},
		"the provider is down, then well": {[]providertest.Fault{providertest.Down}, payout.Paid, 2000},
		"down, unknown, down, then well":  {[]providertest.Fault{providertest.Down, providertest.Down, providertest.None, providertest.Down}, payout.Paid, 2000},
		"it takes its time":               {[]providertest.Fault{providertest.Pending}, payout.Paid, 2000},
		"it refuses":                      {[]providertest.Fault{providertest.Refusal}, payout.Failed, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTill(t, payout.PayPal)
			calls := 0
			w.fake.Fault = func(string, payout.Attempt) providertest.Fault {
				calls++
				if calls <= len(c.faults) {
					return c.faults[calls-1]
				}
				return providertest.None
			}
			w.sale("A", 10000, 1)
			b := w.pay("run 1")
			for range 6 {
				w.deliver(b)
				for _, p := range w.payouts(b) {
					if err := w.run.Reconcile(w.ctx, p.ID); err != nil {
						t.Fatal(err)
					}
				}
			}
			if p := w.payouts(b)[0]; p.Status != c.end || w.batch(b).Status != payout.Closed {
				t.Fatalf("the payout is %s, its run %s", p.Status, w.batch(b).Status)
			}
			w.want(maya, 0, 2000-c.paid, c.paid, 0)
			if total(w.fake) != c.paid {
				t.Fatalf("%d left the house", total(w.fake))
			}
		})
	}
}

func TestAKeyThatTheProviderForgotIsNeverUsedAgain(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	w.fake.Fault = func(call string, _ payout.Attempt) providertest.Fault {
		if call == "status" {
			return providertest.None
		}
		return providertest.Lost
	}
	w.sale("A", 10000, 1)
	b := w.approve(w.plan("run 1", 0))
	w.deliver(b)
	w.clock.Advance(24 * time.Hour)
	for range 3 {
		w.deliver(b)
		if err := w.run.Reconcile(w.ctx, w.payouts(b)[0].ID); err != nil {
			t.Fatal(err)
		}
	}
	if p := w.payouts(b)[0]; p.Status != payout.Reconciling || total(w.fake) != 2000 {
		t.Fatalf("the payout is %s, %d left the house", p.Status, total(w.fake))
	}
}

func TestWhoIsNotPaid(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	w.sale("A", 10000, 1)
	w.sale("B", 1000, 2)
	w.method(maya, "maya@other.example") // a change waits three days
	if ps := w.payouts(w.plan("run 1", 500)); len(ps) != 0 {
		t.Fatalf("planned %+v", ps)
	}
	w.clock.Advance(73 * time.Hour)
	if ps := w.payouts(w.plan("run 2", 500)); len(ps) != 1 || ps[0].Account.Partner != maya {
		t.Fatalf("planned %+v", ps)
	}
}

func TestACancelledRunGivesEverythingBack(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	for i := range 50 {
		w.sale(fmt.Sprint("A", i), 1000, 1)
	}
	w.pay("run 0")
	for i := range 10 {
		w.refund(fmt.Sprint("R", i), fmt.Sprint("A", i), 0)
	}
	for i := range 60 {
		w.sale(fmt.Sprint("B", i), 1000, 1)
	}
	w.want(maya, 0, 10000, 10000, 0)
	b := w.plan("run 1", 0)
	if p := w.payouts(b)[0]; p.Minor != 10000 || p.Lines != 70 {
		t.Fatalf("planned %+v", p)
	}
	w.want(maya, 0, 0, 10000, 0)
	if _, err := w.run.Cancel(w.ctx, prg, b.ID, "wrong month"); err != nil {
		t.Fatal(err)
	}
	w.want(maya, 0, 10000, 10000, 0)
	w.pay("run 2")
	w.want(maya, 0, 0, 20000, 0)
}
