package commission_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

var update = flag.Bool("update", false, "write the transcript anew")

const transcript = "testdata/decisions.golden"

type act struct {
	name string
	do   func(ctx context.Context, d commission.Decider, s *desk) (commission.Report, error)
}

func acts() []act {
	one := []id.Commission{"com_1"}
	count := func(n int, err error) (commission.Report, error) {
		return commission.Report{Done: make([]id.Commission, n)}, err
	}
	return []act{
		{"approve", func(ctx context.Context, d commission.Decider, _ *desk) (commission.Report, error) {
			return d.Approve(ctx, "prg_1", one, "usr_1")
		}},
		{"approve what is due", func(ctx context.Context, d commission.Decider, _ *desk) (commission.Report, error) {
			return count(d.ApproveDue(ctx, 10))
		}},
		{"decline", func(ctx context.Context, d commission.Decider, _ *desk) (commission.Report, error) {
			return d.Decline(ctx, "prg_1", one, "not ours", "usr_1")
		}},
		{"hold", func(ctx context.Context, d commission.Decider, _ *desk) (commission.Report, error) {
			return d.Hold(ctx, "prg_1", one, "odd", "usr_1")
		}},
		{"release", func(ctx context.Context, d commission.Decider, _ *desk) (commission.Report, error) {
			return d.Release(ctx, "prg_1", one, "usr_1")
		}},
		{"shorten to 25 days", func(ctx context.Context, d commission.Decider, _ *desk) (commission.Report, error) {
			return d.Shorten(ctx, "prg_1", one, 25, time.UTC, "usr_1")
		}},
		{"shorten to 7 days", func(ctx context.Context, d commission.Decider, _ *desk) (commission.Report, error) {
			return d.Shorten(ctx, "prg_1", one, 7, time.UTC, "usr_1")
		}},
		{"shorten to none", func(ctx context.Context, d commission.Decider, _ *desk) (commission.Report, error) {
			return d.Shorten(ctx, "prg_1", one, 0, time.UTC, "usr_1")
		}},
		{"fund", func(ctx context.Context, d commission.Decider, _ *desk) (commission.Report, error) {
			return count(d.Fund(ctx, "prg_1", now, 10, "usr_1"))
		}},
		{"fund until long ago", func(ctx context.Context, d commission.Decider, _ *desk) (commission.Report, error) {
			return count(d.Fund(ctx, "prg_1", now.AddDate(0, -1, 0), 10, "usr_1"))
		}},
		{"reverse", func(ctx context.Context, d commission.Decider, _ *desk) (commission.Report, error) {
			return d.Reverse(ctx, "prg_1", one, "sent back", "usr_1")
		}},
	}
}

// TestWhatEachDecisionDoesInEachState plays every decision on a commission in
// every state, twice, and holds what is written against the transcript that was
// reviewed. Twice changes nothing more.
func TestWhatEachDecisionDoesInEachState(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	for _, a := range acts() {
		for _, state := range states() {
			for _, network := range []bool{false, true} {
				s := newDesk().put(standing(state))
				s.nominees = []commission.Nominee{{Account: account, ID: "com_1"}}
				d := s.decider(network)
				r, err := a.do(t.Context(), d, s)
				fmt.Fprintf(&out, "%s, %s, network %v: %s done %d refused %v\n%s", a.name, state, network, lose(t, err), len(r.Done), r.Refused, s.told.String())
				if err := s.accounts[account].Check(); err != nil {
					t.Errorf("%s, %s: %v", a.name, state, err)
				}
				before := s.told.Len()
				if _, err := a.do(t.Context(), d, s); err == nil && s.told.Len() != before {
					t.Errorf("%s, %s, network %v: done again it writes%s", a.name, state, network, s.told.String()[before:])
				}
			}
		}
	}
	golden(t, transcript, out.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("review, and write %s anew with -update:\n%s", name, d)
	}
}
