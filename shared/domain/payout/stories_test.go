package payout_test

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// step is something that somebody does, and may do again.
type step struct {
	name string
	do   func(context.Context, *world) error
}

// story is what happens, one thing after the other.
type story struct {
	name  string
	by    string // the rail
	steps []step
}

func plan(c context.Context, w *world) error {
	_, err := w.run.Run(c, w.terms(), "1", "usr_1")
	return err
}

func sign(user string) step {
	return step{user + " approves", func(c context.Context, w *world) error {
		_, err := w.run.Approve(c, shopID, w.batchID(), payout.Approver{User: user, Fresh: true, Others: true})
		return err
	}}
}

func of(name string, o id.Partner, f func(context.Context, *world, payout.Payout) error) step {
	return step{name + " " + string(o), func(c context.Context, w *world) error { return f(c, w, w.newest(o)) }}
}

func send(o id.Partner) step {
	return of("send", o, func(c context.Context, w *world, p payout.Payout) error { return w.run.Send(c, p.ID) })
}

func reconcile(o id.Partner) step {
	return of("reconcile", o, func(c context.Context, w *world, p payout.Payout) error { return w.run.Reconcile(c, p.ID) })
}

func heard(o id.Partner, n int64, a payout.Answer) step {
	return of(fmt.Sprint("hear ", a, " of attempt ", n, " of"), o, func(c context.Context, w *world, p payout.Payout) error {
		return w.run.Heard(c, p.ID, n, payout.Reply{Answer: a, Reason: "so they say"})
	})
}

func listen(program id.Program, n int64) step {
	return of(fmt.Sprint("listen as ", program, " to attempt ", n, " of"), maya, func(c context.Context, w *world, p payout.Payout) error {
		return w.run.Listen(c, program, p.ID, n, "told")
	})
}

func recall(c context.Context, w *world, p payout.Payout) error { return w.run.Recall(c, shopID, p.ID) }

func export(c context.Context, w *world) error {
	f, err := w.run.Export(c, shopID, w.batchID())
	w.told.Write(f.Body)
	return err
}

func exportAlone(c context.Context, w *world, p payout.Payout) error {
	f, err := w.run.ExportWithdrawal(c, shopID, p.ID)
	w.told.Write(f.Body)
	return err
}

func withdraw(o id.Partner) step {
	return step{"withdraw " + string(o), func(c context.Context, w *world) error {
		word, err := w.run.Withdrawable(c, w, w.prog, o)
		if err != nil {
			return err
		}
		fmt.Fprintf(&w.told, "  beforehand it says %q\n", word)
		_, err = w.run.Withdraw(c, w, w.prog, o, "usr_m")
		return err
	}}
}

func allow(user string, others bool) step {
	return of(user+" approves the withdrawal of", maya, func(c context.Context, w *world, p payout.Payout) error {
		_, err := w.run.ApproveWithdrawal(c, shopID, p.ID, payout.Approver{User: user, Fresh: true, Others: others})
		return err
	})
}

func retry(c context.Context, w *world, p payout.Payout) error {
	for p.Retry != "" {
		p = w.payouts[p.Retry]
	}
	_, err := w.run.Retry(c, w, w.prog, p.ID, "usr_1")
	return err
}

func dismiss(c context.Context, w *world, p payout.Payout) error {
	return w.run.Dismiss(c, shopID, p.ID)
}

func markPaid(c context.Context, w *world, p payout.Payout) error {
	return w.run.MarkPaid(c, shopID, p.ID, "bank 1")
}

func markFailed(c context.Context, w *world, p payout.Payout) error {
	return w.run.MarkFailed(c, shopID, p.ID, "closed")
}

func markReturned(c context.Context, w *world, p payout.Payout) error {
	return w.run.MarkReturned(c, shopID, p.ID, "came back")
}

func decline(c context.Context, w *world, p payout.Payout) error {
	return w.run.DeclineWithdrawal(c, shopID, p.ID, "wait for the run")
}

func resolve(paid bool) step {
	return of(fmt.Sprint("resolve, paid ", paid, ","), maya, func(c context.Context, w *world, p payout.Payout) error {
		return w.run.Resolve(c, shopID, p.ID, paid, "PP-4711")
	})
}

func cancel(c context.Context, w *world) error {
	b, err := w.run.Cancel(c, shopID, w.batchID(), "wrong day")
	fmt.Fprintf(&w.told, "  the run is %s\n", b.Status)
	return err
}

func set(name string, f func(*world)) step {
	return step{name, func(_ context.Context, w *world) error { f(w); return nil }}
}

func says(pay, status payout.Reply) step {
	return set(fmt.Sprint("the rail says ", pay, status), func(w *world) { w.rail.pay, w.rail.status = pay, status })
}

func after(d time.Duration) step {
	return set(fmt.Sprint("wait ", d), func(w *world) { w.clock.Advance(d) })
}

func due(c context.Context, w *world) error { return w.run.Due(c, w, w, w.prog) }

func pays(f func(*program.Payouts)) step {
	return set("the terms are changed", func(w *world) { f(&w.prog.Payouts) })
}

func stories() []story {
	planned := step{"plan", plan}
	cancelled := step{"cancel", cancel}
	exported := step{"export", export}
	scheduled := step{"what is due", due}
	unclear := says(payout.Reply{Answer: payout.Unclear, Reason: "no answer"}, payout.Reply{Answer: payout.Unclear, Reason: "no answer"})
	accepted := says(payout.Reply{Answer: payout.Accepted, Reference: "r1"}, payout.Reply{Answer: payout.Accepted, Reference: "r1"})
	unclaimed := says(payout.Reply{Answer: payout.Accepted, Reference: "r1", Unclaimed: true}, payout.Reply{Answer: payout.Accepted, Unclaimed: true})
	done := says(payout.Reply{Answer: payout.Done, Reference: "r2"}, payout.Reply{Answer: payout.Done, Reference: "r2"})
	refused := says(payout.Reply{Answer: payout.Refused, Reason: "no"}, payout.Reply{Answer: payout.Refused, Reason: "no"})
	absent := says(payout.Reply{Answer: payout.Unclear, Reason: "lost"}, payout.Reply{Answer: payout.Absent})
	odd := says(payout.Reply{Answer: "perhaps"}, payout.Reply{Answer: "perhaps"})
	running := []step{planned, sign("usr_2")}
	on := func(s ...step) []step { return append(append([]step{}, running...), s...) }
	return []story{
		{"an online run is paid and closed", payout.PayPal, on(planned, reconcile(maya), send(maya), send(maya), send(noah), sign("usr_2"), reconcile(maya), reconcile(noah), listen("prg_2", 1), listen(shopID, 1), cancelled)},
		{"a payout comes back, is told twice, and is tried again", payout.PayPal, on(send(maya), send(noah), heard(maya, 2, payout.Back), heard(maya, 1, payout.Back), heard(maya, 1, payout.Refused), heard(maya, 1, payout.Done), of("retry", maya, retry), of("retry", maya, retry), allow("usr_1", true), allow("usr_2", true), send(maya), of("dismiss", noah, dismiss))},
		{"nobody knows, then the rail does", payout.PayPal, on(unclear, send(maya), reconcile(maya), listen(shopID, 1), accepted, reconcile(maya), reconcile(maya), done, reconcile(maya), reconcile(maya))},
		{"nobody knows, and a person finds out that it left", payout.PayPal, on(unclear, send(maya), resolve(true), resolve(true))},
		{"nobody knows, and a person finds out that it did not leave", payout.PayPal, on(unclear, send(maya), resolve(false), heard(maya, 1, payout.Done), of("dismiss", maya, dismiss), of("dismiss", maya, dismiss))},
		{"the rail has never seen it, just inside its window", payout.PayPal, on(absent, send(maya), after(23*time.Hour-1), done, set("but it does not know it", func(w *world) { w.rail.status = payout.Reply{Answer: payout.Absent} }), reconcile(maya))},
		{"the rail has forgotten it, exactly at its window", payout.PayPal, on(absent, send(maya), after(23*time.Hour), reconcile(maya), send(maya), reconcile(maya))},
		{"the sender dies, and its order comes again inside the window", payout.PayPal, on(odd, send(maya), after(23*time.Hour-1), done, send(maya))},
		{"the sender dies, and its order comes again at the window", payout.PayPal, on(odd, send(maya), after(23*time.Hour), done, send(maya), send(maya))},
		{"the rail refuses", payout.PayPal, on(refused, send(maya), heard(maya, 1, payout.Accepted), of("failed by hand", maya, markFailed), done, send(noah))},
		{"an unclaimed payout is taken back", payout.PayPal, on(of("recall", maya, recall), accepted, send(maya), of("recall", maya, recall), unclaimed, reconcile(maya), after(time.Hour), reconcile(maya), set("it can", func(w *world) { w.rail.recall = payout.Reply{Answer: payout.Back, Reason: "recalled"} }), of("recall", maya, recall), of("recall", maya, recall))},
		{"an unclaimed payout is collected just before", payout.PayPal, on(unclaimed, send(maya), done, set("too late", func(w *world) { w.rail.gone = true }), of("recall", maya, recall))},
		{"a file is carried to the bank", payout.Manual, []step{planned, exported, of("paid", maya, markPaid), sign("usr_1"), sign("usr_m"), sign("usr_m"), sign("usr_1"), of("paid", maya, markPaid), exported, exported, of("paid", maya, markPaid), of("paid", maya, markPaid), reconcile(noah), of("failed", noah, markFailed), of("failed", noah, markFailed), exported, of("returned", maya, markReturned), of("returned", maya, markReturned), of("returned", noah, markReturned), send(noah)}},
		{"a payout is taken out before the file is made", payout.Manual, on(of("failed", maya, markFailed), of("failed", maya, markFailed), exported, of("paid", noah, markPaid))},
		{"a run is cancelled", payout.PayPal, []step{planned, cancelled, cancelled, sign("usr_2"), reconcile(maya), planned}},
		{"a withdrawal is approved by two and sent", payout.PayPal, []step{withdraw(maya), withdraw(maya), reconcile(maya), send(maya), allow("usr_m", true), allow("usr_3", true), allow("usr_3", true), send(maya), allow("usr_3", true), of("decline", maya, decline), withdraw(maya)}},
		{"a withdrawal is declined", payout.PayPal, []step{withdraw(maya), of("decline", maya, decline), of("decline", maya, decline), allow("usr_3", true), withdraw(maya), allow("usr_3", false)}},
		{"a withdrawal goes by itself", payout.PayPal, []step{pays(func(y *program.Payouts) { y.AutoWithdraw = true }), withdraw(noah), send(noah), allow("usr_3", true), withdraw(noah)}},
		{"a withdrawal by a file", payout.Manual, []step{withdraw(maya), of("export alone", maya, exportAlone), allow("usr_3", true), of("export alone", maya, exportAlone), of("export alone", maya, exportAlone), of("paid", maya, markPaid), of("export alone", maya, exportAlone)}},
		{"a run by the calendar", payout.Manual, []step{pays(func(y *program.Payouts) { y.Schedule, y.Weekday = program.Weekly, today.Weekday() }), scheduled, scheduled, of("export alone", maya, exportAlone)}},
		{"no run by the calendar", payout.Manual, []step{pays(func(y *program.Payouts) { y.Schedule = program.ByHand }), scheduled, withdraw(noah)}},
	}
}
