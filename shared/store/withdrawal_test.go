package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/shared/store"
)

// paying is the till's program, by which partners may ask for their money.
func (w *till) paying(change ...func(*program.Payouts)) program.Program {
	p := program.Program{ID: prg, Currency: "EUR", Zone: "UTC", Payouts: program.Payouts{Rail: w.rail, Withdrawals: true}}
	for _, f := range change {
		f(&p.Payouts)
	}
	return p
}

func (w *till) withdraw(p program.Program, o id.Partner) (payout.Payout, error) {
	return w.run.Withdraw(w.ctx, store.Slots{T: w.table}, p, o, "usr_maya")
}

func (w *till) mustWithdraw(p program.Program) payout.Payout {
	w.t.Helper()
	got, err := w.withdraw(p, maya)
	if err != nil {
		w.t.Fatal(err)
	}
	return got
}

func sole(user string) payout.Approver { return payout.Approver{User: user, Fresh: true} }

func TestAWithdrawalTakesAllThatIsAvailableAndWaitsForApproval(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	for i := range 95 {
		w.sale(fmt.Sprint("A", i), 1000, 1)
	}
	p := w.mustWithdraw(w.paying())
	if p.Status != payout.Reserved || p.Minor != 19000 || p.Lines != 95 || !p.Awaiting() || p.AskedBy != "usr_maya" {
		t.Fatalf("the withdrawal is %+v", p)
	}
	w.want(maya, 0, 0, 0, 0)
	w.sale("B", 1000, 1)
	if _, err := w.withdraw(w.paying(), maya); fault.CodeOf(err) != "withdrawal.open" {
		t.Fatalf("a second one at once: %v", err)
	}
	if open, err := (store.Payouts{T: w.table}).Open(w.ctx, prg); err != nil || len(open) != 1 {
		t.Fatalf("%d wait for a person, %v", len(open), err)
	}
	if err := w.run.Send(w.ctx, p.ID); err != nil || total(w.fake) != 0 {
		t.Fatalf("%d left before it was approved, %v", total(w.fake), err)
	}
	for range 2 {
		if _, err := w.run.ApproveWithdrawal(w.ctx, prg, p.ID, sole("usr_1")); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.run.Send(w.ctx, p.ID); err != nil {
		t.Fatal(err)
	}
	w.want(maya, 0, 200, 19000, 0)
	all, err := store.Payouts{T: w.table}.Withdrawals(w.ctx, prg, page.Request{})
	if err != nil || len(all.Data) != 1 || all.Data[0].Status != payout.Paid || !all.Data[0].Approval.Self {
		t.Fatalf("withdrawals: %+v, %v", all.Data, err)
	}
	if n := w.mustWithdraw(w.paying()); n.ID == p.ID || n.Minor != 200 {
		t.Fatalf("the next withdrawal is %+v", n)
	}
}

func TestAProgramMayLetWithdrawalsGoByThemselves(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	w.sale("A", 10000, 1)
	p := w.mustWithdraw(w.paying(func(y *program.Payouts) { y.AutoWithdraw = true }))
	if p.Status != payout.Queued {
		t.Fatalf("the withdrawal is %s", p.Status)
	}
}

func TestWhatBlocksAWithdrawal(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		program func(*program.Payouts)
		before  func(*till)
		who     id.Partner
		code    string
	}{
		"the program pays by schedule only": {func(y *program.Payouts) { y.Withdrawals = false }, nil, maya, "withdrawal.off"},
		"nothing is available":              {nil, nil, noah, "withdrawal.nothing_due"},
		"less than the minimum":             {func(y *program.Payouts) { y.MinimumMinor = 2001 }, nil, maya, "withdrawal.below_minimum"},
		"no payout method":                  {nil, nil, "ptr_nobody", "withdrawal.no_method"},
		"the method was changed just now":   {nil, func(w *till) { w.method(maya, "other@kovac.example") }, maya, "withdrawal.method_on_hold"},
		"a method that the program has not": {func(y *program.Payouts) { y.Rail = payout.Manual }, nil, maya, "withdrawal.rail_not_offered"},
		"the fee eats it up": {func(y *program.Payouts) {
			y.PartnerPays, y.Fees = true, []program.Fee{{Rail: payout.PayPal, FlatMinor: 2000}}
		}, nil, maya, "withdrawal.fee_too_high"},
		"the balance is negative":               {nil, func(w *till) { w.pay("run"); w.refund("R", "A", 0) }, maya, "withdrawal.owes_money"},
		"something else has to be done, by law": {nil, func(w *till) { w.run.Gate = shut{} }, maya, "withdrawal.tax_form"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTill(t, payout.PayPal)
			w.sale("A", 10000, 1)
			if c.before != nil {
				c.before(w)
			}
			p := w.paying()
			if c.program != nil {
				p = w.paying(c.program)
			}
			word, err := w.run.Withdrawable(w.ctx, store.Slots{T: w.table}, p, c.who)
			if err != nil || "withdrawal."+word != c.code {
				t.Errorf("beforehand it says %q, %v", word, err)
			}
			if _, err := w.withdraw(p, c.who); fault.CodeOf(err) != c.code {
				t.Errorf("%v, want %s", err, c.code)
			}
		})
	}
}

// shut lets nobody be paid.
type shut struct{}

func (shut) MayPay(context.Context, id.Program, id.Partner) (string, error) { return "tax_form", nil }

func TestADeclinedWithdrawalGoesBackIntoTheWallet(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	w.sale("A", 10000, 1)
	p := w.mustWithdraw(w.paying())
	for range 2 {
		if err := w.run.DeclineWithdrawal(w.ctx, prg, p.ID, "Wait for the run"); err != nil {
			t.Fatal(err)
		}
	}
	w.want(maya, 0, 2000, 0, 0)
	if _, err := w.run.ApproveWithdrawal(w.ctx, prg, p.ID, sole("usr_1")); fault.CodeOf(err) != "withdrawal.not_awaiting" {
		t.Fatalf("approved after all: %v", err)
	}
}

func TestAPayoutThatComesBackRestoresTheWallet(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	for i := range 45 {
		w.sale(fmt.Sprint("A", i), 1000, 1)
	}
	b := w.pay("run 1")
	w.want(maya, 0, 0, 9000, 0)
	p := w.payouts(b)[0]
	back := payout.Reply{Answer: payout.Back, Reason: "not collected within 30 days"}
	for range 2 {
		if err := w.run.Heard(w.ctx, p.ID, 1, back); err != nil {
			t.Fatal(err)
		}
	}
	w.want(maya, 0, 9000, 0, 0)
	if err := w.run.Heard(w.ctx, p.ID, 1, payout.Reply{Answer: payout.Done}); fault.CodeOf(err) != "payout.paid_after_all" {
		t.Fatalf("paid after it came back: %v", err)
	}
	trouble, err := store.Payouts{T: w.table}.Troubled(w.ctx, prg)
	if err != nil || len(trouble) != 1 || trouble[0].Status != payout.Returned {
		t.Fatalf("in trouble: %+v, %v", trouble, err)
	}
	for range 2 {
		n, err := w.run.Retry(w.ctx, store.Slots{T: w.table}, w.paying(), p.ID, "usr_1")
		if err != nil || n.Retry != p.ID || n.Minor != 9000 || !n.Awaiting() {
			t.Fatalf("tried again: %+v, %v", n, err)
		}
	}
	if trouble, err = (store.Payouts{T: w.table}).Troubled(w.ctx, prg); err != nil || len(trouble) != 0 {
		t.Fatalf("still in trouble: %+v, %v", trouble, err)
	}
}

func TestAPayoutWithDebtsInItComesBackWithThem(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	w.sale("A", 10000, 1)
	w.pay("run 1")
	w.refund("R", "A", 0)
	for i := range 45 {
		w.sale(fmt.Sprint("B", i), 1000, 1)
	}
	b := w.pay("run 2")
	w.want(maya, 0, 0, 9000, 0)
	p := w.payouts(b)[0]
	if err := w.run.Heard(w.ctx, p.ID, 1, payout.Reply{Answer: payout.Refused, Reason: "account closed"}); err != nil {
		t.Fatal(err)
	}
	w.want(maya, 0, 7000, 2000, 0)
	w.pay("run 3")
	w.want(maya, 0, 0, 9000, 0)
}

func TestARunMakesABatchForEachRailByWhichSomebodyIsPaid(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	w.rail = payout.Manual
	w.clock.Advance(time.Hour)
	w.method(noah, "by hand, please")
	w.clock.Advance(73 * time.Hour)
	w.sale("A", 10000, 1)
	w.sale("B", 10000, 2)
	terms := payout.Terms{
		Program: prg, Rails: []string{payout.Manual, payout.PayPal}, PartnerPays: true, Fees: []program.Fee{{Rail: payout.PayPal, BasisPoints: 200}},
	}
	for range 2 {
		got, err := w.run.Run(w.ctx, terms, "2026-12-01", "usr_1")
		if err != nil {
			t.Fatal(err)
		}
		var seen []string
		for _, b := range got {
			for _, p := range w.payouts(b) {
				seen = append(seen, fmt.Sprint(b.Rail, " ", p.Minor, " less ", p.FeeMinor))
			}
		}
		if diff := cmp.Diff([]string{"manual 2000 less 0", "paypal 2000 less 40"}, seen); diff != "" {
			t.Fatal(diff)
		}
	}
	b, err := w.run.Plan(w.ctx, payout.Terms{Program: prg, Rail: payout.PayPal}, "2026-12-01", "usr_1")
	if err != nil {
		t.Fatal(err)
	}
	w.approve(b)
	w.deliver(b)
	if total(w.fake) != 1960 {
		t.Fatalf("%d left the house", total(w.fake))
	}
	w.want(maya, 0, 0, 2000, 0)
}

func TestARunLeavesOutWhomItIsToldTo(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	w.sale("A", 10000, 1)
	w.sale("B", 10000, 2)
	preview, err := w.run.Preview(w.ctx, payout.Terms{Program: prg, Rail: payout.PayPal, Except: []id.Partner{maya}})
	if err != nil {
		t.Fatal(err)
	}
	got := map[id.Partner]string{}
	for _, p := range preview {
		got[p.Account.Partner] = p.Skip
	}
	if diff := cmp.Diff(map[id.Partner]string{maya: payout.LeftOut, noah: ""}, got); diff != "" {
		t.Fatal(diff)
	}
	if ps := w.payouts(w.must(w.run.Plan(w.ctx, payout.Terms{Program: prg, Rail: payout.PayPal, Only: []id.Partner{maya}}, "1", "usr_1"))); len(ps) != 1 || ps[0].Account.Partner != maya {
		t.Fatalf("planned %+v", ps)
	}
}

func (w *till) must(b payout.Batch, err error) payout.Batch {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
	return b
}

func TestAScheduledRunIsPlannedOnceHoweverLate(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	p := w.paying(func(y *program.Payouts) {
		y.Schedule, y.Weekday = program.Weekly, w.clock.Now().AddDate(0, 0, 1).Weekday()
	})
	due := func() int {
		t.Helper()
		if err := w.run.Due(w.ctx, store.Slots{T: w.table}, store.Payouts{T: w.table}, p); err != nil {
			t.Fatal(err)
		}
		got, err := store.Payouts{T: w.table}.Batches(w.ctx, prg, page.Request{})
		if err != nil {
			t.Fatal(err)
		}
		return len(got.Data)
	}
	w.sale("A", 10000, 1)
	if n := due(); n != 0 {
		t.Fatalf("%d batches before the day", n)
	}
	w.clock.Advance(4 * 24 * time.Hour) // nobody was there on the day, nor two days after
	w.sale("B", 10000, 2)
	for range 3 {
		if n := due(); n != 1 {
			t.Fatalf("%d batches", n)
		}
	}
	w.want(maya, 0, 0, 0, 0)
	w.want(noah, 0, 2000, 0, 0) // came after the day
	w.clock.Advance(4 * 24 * time.Hour)
	if n := due(); n != 2 {
		t.Fatalf("%d batches in the week after", n)
	}
}

func TestWhoHadAHandInARunIsNeverItsOnlyApprover(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal) // usr_1 has set the payout methods
	w.sale("A", 10000, 1)
	b := w.must(w.run.Plan(w.ctx, payout.Terms{Program: prg, Rail: payout.PayPal}, "1", "usr_2"))
	sign := func(user string) (payout.BatchStatus, string) {
		n, err := w.run.Approve(w.ctx, prg, b.ID, payout.Approver{User: user, Others: true})
		return n.Status, fault.CodeOf(err)
	}
	if _, code := sign("usr_2"); code != "batch.four_eyes" {
		t.Fatalf("its maker first: %s", code)
	}
	if status, _ := sign("usr_1"); status != payout.Reviewed {
		t.Fatalf("after the one who set the method the run is %s", status)
	}
	if _, code := sign("usr_1"); code != "batch.second_person" {
		t.Fatalf("the same person twice: %s", code)
	}
	if status, _ := sign("usr_2"); status != payout.Running {
		t.Fatalf("after two people the run is %s", status)
	}
}

func TestAnOutcomeThatNobodyKnowsIsResolvedByAPerson(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		paid      bool
		end       payout.Status
		available int64
	}{"it left": {true, payout.Paid, 0}, "it did not": {false, payout.Failed, 2000}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTill(t, payout.PayPal)
			w.fake.Fault = func(string, payout.Attempt) providertest.Fault { return providertest.Down }
			w.sale("A", 10000, 1)
			b := w.approve(w.plan("1", 0))
			w.deliver(b)
			p := w.payouts(b)[0]
			if trouble, err := (store.Payouts{T: w.table}).Troubled(w.ctx, prg); err != nil || len(trouble) != 1 {
				t.Fatalf("in trouble: %+v, %v", trouble, err)
			}
			if err := w.run.Resolve(w.ctx, prg, p.ID, c.paid, ""); !fault.Is(err, fault.Invalid) {
				t.Fatalf("without evidence: %v", err)
			}
			if err := w.run.Resolve(w.ctx, prg, p.ID, c.paid, "PP-4711"); err != nil {
				t.Fatal(err)
			}
			if got := w.payouts(b)[0]; got.Status != c.end || got.Evidence != "PP-4711" || strings.Contains(got.Reference+got.Reason, "PP-4711") {
				t.Fatalf("the payout is %+v", got)
			}
			w.want(maya, 0, c.available, 2000-c.available, 0)
		})
	}
}
