package payout_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

var update = flag.Bool("update", false, "write the transcripts anew")

// TestWhatHappensInEachStory plays each story and holds everything that is
// written, and every refusal, against the transcript that was reviewed. Then it
// breaks each of them at every call.
func TestWhatHappensInEachStory(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	for _, s := range stories() {
		fmt.Fprintf(&out, "## %s\n", s.name)
		w := newWorld(s.by)
		play(t, w, s)
		out.WriteString(w.told.String())
		fmt.Fprintf(&out, "%d calls\n", w.calls)
	}
	golden(t, "testdata/stories.golden", out.String())
	for _, s := range stories() {
		t.Run(s.name+", and something breaks", func(t *testing.T) {
			t.Parallel()
			breakEach(t, s)
		})
	}
}

func play(t *testing.T, w *world, s story) {
	t.Helper()
	for _, x := range s.steps {
		fmt.Fprintf(&w.told, "%s\n", x.name)
		err := x.do(t.Context(), w)
		fmt.Fprintf(&w.told, "= %s\n", word(err))
		for _, a := range w.accounts {
			if err := a.Check(); err != nil {
				t.Errorf("%s, %s: %v", s.name, x.name, err)
			}
		}
	}
	w.settle(t.Context())
}

// settle is what the schedules do later: payouts are looked after while one of
// them says so, and runs whose last payout has ended are closed.
func (w *world) settle(c context.Context) {
	for _, k := range w.order {
		if w.todo[k] && w.payouts[k].Status.Final() {
			fmt.Fprintf(&w.told, "= %s\n", word(w.run.Reconcile(c, k)))
		}
	}
	p := w.prog
	p.Payouts.Schedule = program.ByHand
	fmt.Fprintf(&w.told, "= %s\n", word(w.run.Due(c, w, w, p)))
}

// goOn lets the schedule bring on what is still being built or was let go.
func (w *world) goOn(c context.Context) {
	for _, k := range w.order {
		if p := w.payouts[k]; w.todo[k] && (p.Status == payout.Building || p.Status == payout.Reserved) {
			_ = w.run.Reconcile(c, k) //nolint:errcheck // told by what it ends with
		}
	}
}

func word(err error) string {
	switch {
	case err == nil:
		return "ok"
	case fault.CodeOf(err) != "":
		return fault.CodeOf(err)
	}
	return err.Error()
}

// breakEach breaks every call of a story, and lets every commit of it lose its
// race: an error is never passed over, and what is done again leads to where the
// story would have led.
func breakEach(t *testing.T, s story) {
	w := newWorld(s.by)
	w.quiet = true
	play(t, w, s)
	want := w.end()
	for at := 1; at <= w.calls; at++ {
		x := newWorld(s.by)
		x.breakAt = at
		again(t, x, s, want)
	}
	for at := 1; at <= w.commits; at++ {
		x := newWorld(s.by)
		x.loseAt = at
		again(t, x, s, want)
	}
}

// again plays a story in which something breaks, does that step again, and
// wants the same end.
func again(t *testing.T, w *world, s story, want string) {
	t.Helper()
	w.quiet = true
	for _, x := range s.steps {
		calls, commits := w.calls, w.commits
		err := x.do(t.Context(), w)
		broke := calls < w.breakAt && w.calls >= w.breakAt
		if broke && !errors.Is(err, errBroken) {
			t.Errorf("call %d, %s: the error is passed over: %v", w.breakAt, x.name, err)
		}
		if broke || commits < w.loseAt && w.commits >= w.loseAt {
			_ = x.do(t.Context(), w) //nolint:errcheck // some things are refused the second time
			w.goOn(t.Context())
		}
	}
	w.settle(t.Context())
	if d := cmp.Diff(want, w.end()); d != "" {
		t.Errorf("when call %d breaks, or commit %d loses, it ends otherwise:\n%s", w.breakAt, w.loseAt, d)
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name) //nolint:gosec // a file of the test
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Fatalf("review, and write %s anew with -update:\n%s", name, d)
	}
}

var _ payout.Recaller = (*rail)(nil)
