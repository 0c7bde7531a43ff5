package store_test

import (
	"context"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// standing is a till whose partner may be suspended, banned and let go.
type standing struct {
	*till
	desk enrollment.Desk
}

type fixed struct{ p program.Program }

func (f fixed) Load(context.Context, id.Program) (program.Program, error) { return f.p, nil }

func newStanding(t *testing.T) standing {
	t.Helper()
	w := standing{till: newTill(t, payout.Manual)}
	w.desk = enrollment.Desk{
		Store: store.Enrollments{T: w.table, Clock: w.clock}, Clock: w.clock,
		Programs: fixed{program.Program{ID: prg, Status: program.Live, Currency: "EUR", Zone: "Europe/Berlin"}},
	}
	w.run.Gate = w.desk
	if err := store.Enroll(w.ctx, w.table, prg, maya, 1, start); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w standing) status(t *rapid.T) enrollment.Status {
	e, err := w.desk.Store.Load(w.ctx, prg, maya)
	if err != nil {
		t.Fatal(err)
	}
	return e.Status
}

// move takes the partner to another state, where there is a way.
func (w standing) move(t *rapid.T, to enrollment.Status) {
	var err error
	switch now := w.status(t); {
	case !enrollment.CanMove(now, to):
		return
	case to == enrollment.Suspended:
		_, err = w.desk.Suspend(w.ctx, prg, maya, "Odd", "usr_b")
	case to == enrollment.Banned:
		_, err = w.desk.Ban(w.ctx, prg, maya, "Fraud", "usr_b")
	case to == enrollment.Left:
		_, err = w.desk.Leave(w.ctx, prg, maya, "", "usr_b")
	default:
		_, err = w.desk.Resume(w.ctx, prg, maya, "usr_b")
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Whatever becomes of a partner, and whatever goes on meanwhile: it earns while
// it is active and at no other time, nobody who is suspended or banned is paid,
// and what was earned is there, to the cent, when the partner is taken back.
func TestNoStandingLosesMoney(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		w, earned := newStanding(t), int64(0)
		for n := range rapid.IntRange(4, 14).Draw(rt, "steps") {
			now := w.status(rt)
			switch rapid.SampledFrom([]string{"sale", "sale", "run", "move", "move", "approve"}).Draw(rt, "step") {
			case "sale":
				v := w.sale(fmt.Sprint("T", n), 10_000, 1)
				if got := len(v.Commissions) > 0; got != (now == enrollment.Active) {
					rt.Fatalf("a sale of a partner who is %s: %+v", now, v)
				} else if got {
					earned += 2000
				}
			case "approve":
				w.approveAll()
			case "run":
				before := w.balance(maya)
				w.plan(fmt.Sprint("run-", n), 0)
				if after := w.balance(maya); !now.Paid() && before.InTransit != after.InTransit {
					rt.Fatalf("a partner who is %s is paid: %+v after %+v", now, after, before)
				}
			case "move":
				w.move(rt, rapid.SampledFrom([]enrollment.Status{enrollment.Active, enrollment.Suspended, enrollment.Banned, enrollment.Left}).Draw(rt, "to"))
			}
			if b := w.balance(maya); b.Earned-b.Reversed != earned || b.Pending+b.Approved+b.Available+b.InTransit != earned {
				rt.Fatalf("earned %d, kept %+v", earned, b)
			}
		}
		w.move(rt, enrollment.Active)
		w.approveAll()
		w.plan("the last run", 0)
		if b := w.balance(maya); b.InTransit != earned || b.Available != 0 {
			rt.Fatalf("earned %d, paid %+v", earned, b)
		}
	})
}

func TestWhoIsStoppedIsToldWhyNotPaid(t *testing.T) {
	t.Parallel()
	w := newStanding(t)
	for _, c := range []struct {
		name string
		do   func() (enrollment.Enrollment, error)
		word string
	}{
		{"suspended", func() (enrollment.Enrollment, error) { return w.desk.Suspend(w.ctx, prg, maya, "Odd", "usr_b") }, enrollment.WhileSuspended},
		{"banned", func() (enrollment.Enrollment, error) { return w.desk.Ban(w.ctx, prg, maya, "Fraud", "usr_b") }, enrollment.WhileBanned},
		{"taken back", func() (enrollment.Enrollment, error) { return w.desk.Resume(w.ctx, prg, maya, "usr_b") }, ""},
		{"gone", func() (enrollment.Enrollment, error) { return w.desk.Leave(w.ctx, prg, maya, "", "usr_b") }, ""},
	} {
		if _, err := c.do(); err != nil {
			t.Fatal(c.name, err)
		}
		if word, err := w.desk.MayPay(w.ctx, prg, maya); err != nil || word != c.word {
			t.Errorf("%s: %q %v", c.name, word, err)
		}
	}
	if word, err := w.desk.MayPay(w.ctx, prg, noah); err != nil || word != enrollment.NotEnrolled {
		t.Errorf("one who is in no program: %q %v", word, err)
	}
}
