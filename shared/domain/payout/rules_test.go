package payout_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// bounded is a rail that says of itself whom it pays.
type bounded struct {
	list
	currency money.Currency
	ready    error
	out      bool // the partner has not joined
	joined   error
	letters  bool // it cannot write the name
}

func (b bounded) Carries(c money.Currency) bool { return c == b.currency }

func (b bounded) Ready(context.Context, id.Program) error { return b.ready }

func (b bounded) Joined(context.Context, id.Program, id.Partner) (bool, error) {
	return !b.out, b.joined
}

func (b bounded) Writes(string) bool { return !b.letters }

type gate struct {
	word string
	err  error
}

func (g gate) MayPay(context.Context, id.Program, id.Partner) (string, error) { return g.word, g.err }

func (w *world) file(b bounded) { b.list = list{w.book}; w.run.Rails.Files[payout.Manual] = b }

func method(f func(*payout.Method)) func(*world) {
	return func(w *world) { m := w.methods[noah]; f(&m); w.methods[noah] = m }
}

func terms(f func(*payout.Terms)) func(*payout.Terms) { return f }

// TestWhomARunPaysAndWhyNot says for one partner, who has 19.99, what a preview
// foretells; the run does the same.
func TestWhomARunPaysAndWhyNot(t *testing.T) {
	t.Parallel()
	fee := func(flat int64, bp money.BasisPoints) []program.Fee {
		return []program.Fee{{Rail: payout.Manual, FlatMinor: flat, BasisPoints: bp}}
	}
	for name, c := range map[string]struct {
		world func(*world)
		terms func(*payout.Terms)
		fee   int64
		skip  string
		err   error
	}{
		"all is well":                             {},
		"exactly the minimum":                     {terms: terms(func(y *payout.Terms) { y.MinimumMinor = 1999 })},
		"one cent below the minimum":              {terms: terms(func(y *payout.Terms) { y.MinimumMinor = 2000 }), skip: payout.BelowMinimum},
		"exactly at the cut-off":                  {terms: terms(func(y *payout.Terms) { y.Cutoff = today })},
		"a moment after the cut-off":              {terms: terms(func(y *payout.Terms) { y.Cutoff = today.Add(-1) }), skip: payout.NothingDue},
		"a day younger than the program keeps":    {terms: terms(func(y *payout.Terms) { y.CutoffDays = 1 }), skip: payout.NothingDue},
		"a share that is rounded, borne by all":   {terms: terms(func(y *payout.Terms) { y.Fees = fee(0, 250) }), fee: 50},
		"a fee that leaves one cent":              {terms: terms(func(y *payout.Terms) { y.Fees, y.PartnerPays = fee(1998, 0), true }), fee: 1998},
		"a fee that leaves nothing":               {terms: terms(func(y *payout.Terms) { y.Fees, y.PartnerPays = fee(1999, 0), true }), fee: 1999, skip: payout.FeeTooHigh},
		"a fee that the program bears":            {terms: terms(func(y *payout.Terms) { y.Fees = fee(1999, 0) }), fee: 1999},
		"among those alone":                       {terms: terms(func(y *payout.Terms) { y.Only = []id.Partner{maya, noah} })},
		"not among those alone":                   {terms: terms(func(y *payout.Terms) { y.Only = []id.Partner{maya} }), skip: payout.LeftOut},
		"left out":                                {terms: terms(func(y *payout.Terms) { y.Except = []id.Partner{noah} }), skip: payout.LeftOut},
		"by a rail that is not offered":           {terms: terms(func(y *payout.Terms) { y.Rails = []string{payout.PayPal} }), skip: payout.RailNotOffered},
		"by the one rail, where none are listed":  {terms: terms(func(y *payout.Terms) { y.Rails = nil })},
		"by another, where none are listed":       {terms: terms(func(y *payout.Terms) { y.Rails, y.Rail = nil, payout.PayPal }), skip: payout.RailNotOffered},
		"without a method":                        {world: func(w *world) { delete(w.methods, noah) }, skip: payout.NoMethod},
		"72 hours after a change":                 {world: method(func(m *payout.Method) { m.First, m.ChangedAt = false, today.Add(-72*time.Hour) })},
		"a moment less than 72 hours":             {world: method(func(m *payout.Method) { m.First, m.ChangedAt = false, today.Add(1-72*time.Hour) }), skip: payout.MethodOnHold},
		"by SEPA, in euros":                       {world: method(func(m *payout.Method) { m.Rail = payout.SEPA }), terms: terms(func(y *payout.Terms) { y.Rails = []string{payout.SEPA} })},
		"by NACHA, in euros":                      {world: method(func(m *payout.Method) { m.Rail = payout.NACHA }), skip: payout.OtherCurrency},
		"by a rail that there is not":             {world: method(func(m *payout.Method) { m.Rail = "pigeon" }), skip: payout.OtherCurrency},
		"by a rail that says yes":                 {world: func(w *world) { w.file(bounded{currency: "EUR"}) }},
		"by a rail that cannot write the name":    {world: func(w *world) { w.file(bounded{currency: "EUR", letters: true}) }, skip: payout.NameNotWritable},
		"by a rail that the partner has to join":  {world: func(w *world) { w.file(bounded{currency: "EUR", out: true}) }, skip: payout.NotJoined},
		"by a rail of another currency":           {world: func(w *world) { w.file(bounded{currency: "USD"}) }, skip: payout.OtherCurrency},
		"by a rail that is not connected":         {world: func(w *world) { w.file(bounded{currency: "EUR", ready: fault.New(fault.Conflict, "a.b", "no")}) }, skip: payout.NotConnected},
		"by a rail that cannot be asked":          {world: func(w *world) { w.file(bounded{currency: "EUR", ready: errBroken}) }, err: errBroken},
		"by a rail that knows nobody just now":    {world: func(w *world) { w.file(bounded{currency: "EUR", joined: errBroken}) }, err: errBroken},
		"whom the law keeps waiting":              {world: func(w *world) { w.run.Gate = gate{word: "tax_form"} }, skip: "tax_form"},
		"whom the law does not keep waiting":      {world: func(w *world) { w.run.Gate = gate{} }},
		"when nobody knows whether the law would": {world: func(w *world) { w.run.Gate = gate{err: errBroken} }, err: errBroken},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(payout.Manual)
			if c.world != nil {
				c.world(w)
			}
			y := w.terms()
			if c.terms != nil {
				c.terms(&y)
			}
			got, err := w.run.Preview(t.Context(), y)
			if !errors.Is(err, c.err) {
				t.Fatalf("%v, want %v", err, c.err)
			}
			if err != nil {
				return
			}
			p := got[1]
			if p.Skip != c.skip || p.Skip != payout.NothingDue && (p.Minor != 1999 || p.Lines != 1 || p.FeeMinor != c.fee) {
				t.Fatalf("foretold %+v, want a fee of %d and %q", p, c.fee, c.skip)
			}
			if _, err := w.run.Run(t.Context(), y, "1", "usr_1"); err != nil {
				t.Fatal(err)
			}
			if paid := w.newest(noah); (paid.Status == payout.Reserved) != (c.skip == "") || paid.FeeMinor != c.fee && c.skip == "" {
				t.Fatalf("planned %+v", paid)
			}
		})
	}
}

func TestARunTakesOnlyWhatIsFree(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*commission.Commission)
		minor  int64
	}{
		"what is available":               {func(*commission.Commission) {}, 1999},
		"less what was taken back":        {func(c *commission.Commission) { c.Reversed = 999 }, 1000},
		"not what is on its way":          {func(c *commission.Commission) { c.Payout = "pay_other" }, 0},
		"not what still pends":            {func(c *commission.Commission) { c.Status = commission.Pending }, 0},
		"not what was paid":               {func(c *commission.Commission) { c.Status = commission.Paid }, 0},
		"nothing for what came to naught": {func(c *commission.Commission) { c.Reversed, c.ApprovedAt = 1999, today.Add(1) }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(payout.Manual)
			x := w.commissions["com_n"]
			c.change(&x)
			w.commissions["com_n"] = x
			for i := range 201 {
				y := w.commissions["com_n"]
				y.ID, y.Reversed = id.Commission("com_n"+string(rune('A'+i))), y.Amount.Minor()
				w.commissions[y.ID] = y
			}
			got, err := w.run.Preview(t.Context(), w.terms())
			if err != nil || got[1].Minor != c.minor {
				t.Fatalf("%+v, %v", got, err)
			}
		})
	}
}

// TestWhoMayLetMoneyGo tells for a run that usr_1 planned, and in which usr_m has
// a hand.
func TestWhoMayLetMoneyGo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rail   string
		second bool // the installation asks for a second factor
		who    payout.Approver
		code   string
		self   bool
	}{
		"another, with others about":                     {payout.PayPal, false, payout.Approver{User: "usr_2", Others: true}, "", false},
		"its maker, with others about":                   {payout.PayPal, false, payout.Approver{User: "usr_1", Others: true, Fresh: true}, "batch.four_eyes", false},
		"its maker alone, who showed the password":       {payout.PayPal, false, payout.Approver{User: "usr_1", Fresh: true}, "", true},
		"its maker alone, long after signing in":         {payout.PayPal, false, payout.Approver{User: "usr_1"}, "auth.reauthenticate", false},
		"another, without the second factor":             {payout.PayPal, true, payout.Approver{User: "usr_2", Others: true}, "second_factor.required", false},
		"another, with the second factor":                {payout.PayPal, true, payout.Approver{User: "usr_2", Others: true, Second: true}, "", false},
		"another, by hand, where no second one is asked": {payout.Manual, true, payout.Approver{User: "usr_2", Others: true}, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(c.rail)
			w.run.SecondFactor = c.second
			if err := plan(t.Context(), w); err != nil {
				t.Fatal(err)
			}
			b, err := w.run.Approve(t.Context(), shopID, w.batchID(), c.who)
			if code(err) != c.code || (b.Status == payout.Running) != (c.code == "") || b.Approval.Self != c.self {
				t.Fatalf("%v, the run is %s, %+v", err, b.Status, b.Approval)
			}
			if c.code == "" && (b.Approval.Last() != c.who.User || !b.Approval.Done()) || c.code != "" && b.Approval.Last() != "" {
				t.Fatalf("signed by %+v", b.Approval)
			}
		})
	}
}

// code is the fault's, or nothing where there is none.
func code(err error) string {
	if err == nil {
		return ""
	}
	return fault.CodeOf(err)
}

// TestWhatIsRefused lists what cannot be done, and that it writes nothing.
func TestWhatIsRefused(t *testing.T) {
	t.Parallel()
	long := string(make([]byte, 501))
	on := func(f func(context.Context, *world, payout.Payout) error) func(context.Context, *world) error {
		return func(c context.Context, w *world) error { return f(c, w, w.newest(maya)) }
	}
	status := func(s payout.Status) func(*world) {
		return func(w *world) { p := w.newest(maya); p.Status = s; w.payouts[p.ID] = p }
	}
	unplanned := func(w *world) { b := w.batches[w.batchID()]; b.Planned = false; w.batches[b.ID] = b }
	unknown := func(w *world) {
		p := w.newest(maya)
		p.Rail, p.Status = payout.Stripe, payout.Sending
		w.payouts[p.ID] = p
	}
	for name, c := range map[string]struct {
		before func(*world)
		do     func(context.Context, *world) error
		code   string
	}{
		"a run of another program is not found": {nil, func(c context.Context, w *world) error { _, err := w.run.Export(c, "prg_2", w.batchID()); return err }, "batch.unknown"},
		"an online run has no file":             {nil, export, "batch.not_exportable"},
		"a run that is being planned waits": {unplanned, func(c context.Context, w *world) error {
			_, err := w.run.Approve(c, shopID, w.batchID(), payout.Approver{User: "usr_2", Others: true})
			return err
		}, "batch.not_planned"},
		"a payout of another program is not found": {nil, on(func(c context.Context, w *world, p payout.Payout) error { return w.run.MarkPaid(c, "prg_2", p.ID, "x") }), "payout.unknown"},
		"an online payout is not paid by hand":     {nil, on(markPaid), "payout.online"},
		"a payment needs a reference":              {nil, on(func(c context.Context, w *world, p payout.Payout) error { return w.run.MarkPaid(c, shopID, p.ID, "") }), "payout.reference_missing"},
		"a reference of 201 characters is too long": {nil, on(func(c context.Context, w *world, p payout.Payout) error {
			return w.run.MarkPaid(c, shopID, p.ID, long[:201])
		}), "payout.reference_missing"},
		"one of 200 is not": {nil, on(func(c context.Context, w *world, p payout.Payout) error {
			return w.run.MarkPaid(c, shopID, p.ID, long[:200])
		}), "payout.online"},
		"a failure needs a reason": {nil, on(func(c context.Context, w *world, p payout.Payout) error { return w.run.MarkFailed(c, shopID, p.ID, "") }), "payout.reason_missing"},
		"a reason of 501 characters is too long": {nil, on(func(c context.Context, w *world, p payout.Payout) error {
			return w.run.MarkReturned(c, shopID, p.ID, long)
		}), "payout.reason_missing"},
		"one of 500 is not": {nil, on(func(c context.Context, w *world, p payout.Payout) error {
			return w.run.MarkReturned(c, shopID, p.ID, long[:500])
		}), "payout.not_returned"},
		"a decline needs a reason": {nil, on(func(c context.Context, w *world, p payout.Payout) error {
			return w.run.DeclineWithdrawal(c, shopID, p.ID, "")
		}), "payout.reason_missing"},
		"a resolution needs evidence": {nil, on(func(c context.Context, w *world, p payout.Payout) error {
			return w.run.Resolve(c, shopID, p.ID, true, "")
		}), "payout.evidence_missing"},
		"what is known is not resolved by hand": {nil, on(func(c context.Context, w *world, p payout.Payout) error {
			return w.run.Resolve(c, shopID, p.ID, true, "x")
		}), "payout.not_reconciling"},
		"nobody resolves another program's": {nil, on(func(c context.Context, w *world, p payout.Payout) error {
			return w.run.Resolve(c, "prg_2", p.ID, true, "x")
		}), "payout.unknown"},
		"nobody recalls another program's":         {nil, on(func(c context.Context, w *world, p payout.Payout) error { return w.run.Recall(c, "prg_2", p.ID) }), "payout.unknown"},
		"a payout of a run is not declined":        {nil, on(decline), "payout.in_run"},
		"a payout of a run has no file of its own": {nil, on(exportAlone), "payout.in_run"},
		"what has not failed is not put aside":     {nil, on(dismiss), "payout.not_failed"},
		"what has not failed is not tried again":   {nil, on(retry), "payout.not_failed"},
		"what was never sent is not heard of":      {nil, heard(maya, 0, payout.Done).do, "payout.never_sent"},
		"nor told of it":                           {nil, listen(shopID, 7).do, ""},
		"a queued payout needs its rail":           {unknown, send(maya).do, "payout.rail_unknown"},
		"it is not asked about either":             {unknown, reconcile(maya).do, "payout.rail_unknown"},
		"a cancelled one is not heard of":          {status(payout.Cancelled), heard(maya, 0, payout.Done).do, "payout.never_sent"},
		"a method that is not complete": {nil, func(c context.Context, w *world) error {
			_, err := desk(w).SetMethod(c, maya, "pigeon", payout.Details{}, "usr_m")
			return err
		}, "payout_method.invalid"},
		"withdrawals may be off": {func(w *world) { w.prog.Payouts.Withdrawals = false }, func(c context.Context, w *world) error {
			_, err := w.run.Withdraw(c, w, w.prog, noah, "usr_n")
			return err
		}, "withdrawal.off"},
		"a hold that has a name of its own": {func(w *world) { w.run.Gate = gate{word: "odd"} }, func(c context.Context, w *world) error {
			_, err := w.run.Withdraw(c, w, w.prog, noah, "usr_n")
			return err
		}, "withdrawal.odd"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(payout.PayPal)
			if err := plan(t.Context(), w); err != nil {
				t.Fatal(err)
			}
			if c.before != nil {
				c.before(w)
			}
			before := w.commits
			if err := c.do(t.Context(), w); code(err) != c.code || w.commits != before {
				t.Fatalf("%v, want %q; %d commits", err, c.code, w.commits-before)
			}
		})
	}
}

func TestWhichPayoutsAPersonShouldLookAt(t *testing.T) {
	t.Parallel()
	left := payout.Payout{Unclaimed: today}
	got := map[payout.Status][]bool{}
	for _, s := range []payout.Status{payout.Building, payout.Sending, payout.Processing, payout.Reconciling, payout.Exported, payout.Paid, payout.Failed, payout.Returned, payout.Cancelled} {
		p := left
		p.Status = s
		got[s] = []bool{s.Final(), payout.Payout{Status: s}.Troubled(), p.Troubled(), payout.Payout{Status: s, Handled: true}.Troubled()}
	}
	want := map[payout.Status][]bool{
		payout.Building: {false, false, true, false}, payout.Sending: {false, false, true, false}, payout.Processing: {false, false, true, false}, payout.Reconciling: {false, true, true, true},
		payout.Exported: {false, false, true, false}, payout.Paid: {true, false, false, false}, payout.Failed: {true, true, true, false}, payout.Returned: {true, true, true, false}, payout.Cancelled: {true, false, false, false},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Fatal(d)
	}
}

func TestOnlyAKnownRailPaysAndOnlyInItsCurrency(t *testing.T) {
	t.Parallel()
	got := map[string][]bool{}
	for _, r := range append(payout.RailNames(), "pigeon") {
		got[r] = []bool{payout.KnownRail(r), payout.OnlineRail(r), payout.Carries(r, "EUR"), payout.Carries(r, "USD"), payout.Carries(r, "GBP")}
	}
	all, online := []bool{true, false, true, true, true}, []bool{true, true, true, true, true}
	want := map[string][]bool{
		payout.Manual: all, payout.Wise: all, payout.PayPalCSV: all, payout.PayPal: online, payout.Stripe: online,
		payout.SEPA: {true, false, true, false, false}, payout.NACHA: {true, false, false, true, false}, "pigeon": {false, false, false, false, false},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Fatal(d)
	}
}

func desk(w *world) payout.Desk {
	return payout.Desk{Store: methods{w.book, &saved{}}, Seal: sealer{}, Clock: clock.NewManual(today)}
}
