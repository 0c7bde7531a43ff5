package commission_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// many puts n pending commissions in each of some accounts.
func many(n, accounts int) (*desk, []id.Commission) {
	s := newDesk()
	var ids []id.Commission
	for i := range n * accounts {
		c := standing("pending/due")
		c.ID = id.Commission(fmt.Sprintf("com_%04d", i))
		c.Account.Partner = id.Partner(fmt.Sprintf("ptr_%d", i%accounts))
		s.put(c)
		s.nominees = append(s.nominees, commission.Nominee{Account: c.Account, ID: c.ID})
		ids = append(ids, c.ID)
	}
	return s, ids
}

func TestLongListsAreDecidedInParts(t *testing.T) {
	t.Parallel()
	s, ids := many(130, 2)
	r, err := s.decider(false).Approve(t.Context(), "prg_1", append(ids, "com_none", ids[0]), "usr_1")
	if err != nil || len(r.Done) != 260 || s.commits != 8 { // 40 + 40 + 40 + 10 of each account
		t.Errorf("%d done in %d commits, %v", len(r.Done), s.commits, err)
	}
	if d := cmp.Diff(map[id.Commission]string{"com_none": "commission.unknown"}, r.Refused); d != "" {
		t.Error(d)
	}
	if b := s.accounts[ledger.Account{Program: "prg_1", Partner: "ptr_1", Currency: "EUR"}]; b.Available != 130_000 || b.Pending != 0 || b.Seq != 4 {
		t.Errorf("the account: %+v", b)
	}
	quiet, ids := many(50, 1)
	if r, err := quiet.decider(false).Hold(t.Context(), "prg_1", ids, "odd", "usr_1"); err != nil || len(r.Done) != 50 || quiet.commits != 3 {
		t.Errorf("%d held in %d commits, %v", len(r.Done), quiet.commits, err)
	}
	other, ids := many(1, 1)
	if r, err := other.decider(false).Approve(t.Context(), "prg_2", ids, "usr_1"); err != nil || r.Refused["com_0000"] != "commission.unknown" || other.commits != 0 {
		t.Errorf("another program's: %+v, %v", r, err)
	}
}

func TestTheSweepGoesOnUntilAllIsDone(t *testing.T) {
	t.Parallel()
	s, _ := many(45, 1)
	d := s.decider(false)
	n, err := d.ApproveDue(t.Context(), 45)
	if err != nil || n != 45 || !s.swept.IsZero() || s.commits != 2 {
		t.Errorf("a full page: %d in %d commits, swept %v, %v", n, s.commits, s.swept, err)
	}
	if n, err = d.ApproveDue(t.Context(), 46); err != nil || n != 0 && n != 45 || s.swept != now {
		t.Errorf("the rest: %d, swept %v, %v", n, s.swept, err)
	}
	alternating, _ := many(3, 2)
	if n, err := alternating.decider(true).ApproveDue(t.Context(), 10); err != nil || n != 6 || alternating.commits != 6 {
		t.Errorf("accounts by turns: %d in %d commits, %v", n, alternating.commits, err)
	}
}

func TestALostRaceIsRunAgainAndAFaultIsNot(t *testing.T) {
	t.Parallel()
	for _, a := range acts() {
		state := map[string]string{"release": "held", "reverse": "available", "fund": "approved", "approve what is due": "pending/due"}[a.name]
		if state == "" {
			state = "pending"
		}
		if strings.HasSuffix(a.name, "ago") || strings.HasSuffix(a.name, "25 days") {
			continue // changes nothing, or no money
		}
		for _, tc := range []struct {
			lost int
			code string
		}{{4, ""}, {5, "commission.busy"}} {
			s := newDesk().put(standing(state))
			s.nominees, s.lost = []commission.Nominee{{Account: account, ID: "com_1"}}, tc.lost
			_, err := a.do(t.Context(), s.decider(false), s)
			if fault.CodeOf(err) != tc.code && (err != nil || tc.code != "") {
				t.Errorf("%s after %d lost races: %v", a.name, tc.lost, err)
			}
			if won := s.commissions["com_1"].Version == 2; won != (tc.code == "") {
				t.Errorf("%s after %d lost races: written %v", a.name, tc.lost, won)
			}
		}
		s := newDesk().put(standing(state))
		s.nominees, s.down = []commission.Nominee{{Account: account, ID: "com_1"}}, errors.New("down")
		if _, err := a.do(t.Context(), s.decider(false), s); !errors.Is(err, s.down) || s.commits != 0 {
			t.Errorf("%s without a table: %v", a.name, err)
		}
	}
}

func TestADecisionNeedsAReasonThatCanBeRead(t *testing.T) {
	t.Parallel()
	for reason, ok := range map[string]bool{"": false, "x": true, strings.Repeat("x", 500): true, strings.Repeat("x", 501): false} {
		if err := commission.CheckReason(reason); (err == nil) != ok {
			t.Errorf("a reason of %d characters: %v", len(reason), err)
		}
		s := newDesk().put(standing("pending"))
		d := s.decider(false)
		for name, do := range map[string]func() error{
			"decline": func() error { _, err := d.Decline(t.Context(), "prg_1", nil, reason, "usr_1"); return err },
			"hold":    func() error { _, err := d.Hold(t.Context(), "prg_1", nil, reason, "usr_1"); return err },
			"reverse": func() error { _, err := d.Reverse(t.Context(), "prg_1", nil, reason, "usr_1"); return err },
		} {
			if err := do(); (err == nil) != ok {
				t.Errorf("%s for a reason of %d characters: %v", name, len(reason), err)
			}
		}
	}
}

// TestWhatAnAwardComesTo plays drafts on an account, each twice.
func TestWhatAnAwardComesTo(t *testing.T) {
	t.Parallel()
	draft := commission.Draft{
		Account: account, Kind: commission.Bonus, Amount: money.Must(500, "EUR"), Key: "k", Name: "Bonus", Reason: "a target", Actor: "usr_1",
		Day: "2026-05-01", EventAt: now, DueAt: now.AddDate(0, 0, 3),
	}
	var out strings.Builder
	for _, tc := range []struct {
		name   string
		change func(d *commission.Draft)
	}{
		{"due later", func(*commission.Draft) {}},
		{"due now", func(d *commission.Draft) { d.DueAt = now }},
		{"without a holdback", func(d *commission.Draft) { d.DueAt = d.DueAt.AddDate(-1, 0, 0) }},
		{"a deduction", func(d *commission.Draft) { d.Kind, d.Amount = commission.Manual, money.Must(-1200, "EUR") }},
		{"a negative bonus", func(d *commission.Draft) { d.Amount = money.Must(-1, "EUR") }},
		{"nothing", func(d *commission.Draft) { d.Amount = money.Must(0, "EUR") }},
		{"a sale", func(d *commission.Draft) { d.Kind = commission.Sale }},
		{"another currency", func(d *commission.Draft) { d.Amount = money.Must(5, "USD") }},
		{"no day", func(d *commission.Draft) { d.Day = "" }},
		{"no time", func(d *commission.Draft) { d.EventAt = standing("pending/by hand").DueAt }},
		{"no reason", func(d *commission.Draft) { d.Reason = "" }},
		{"no key", func(d *commission.Draft) { d.Key = "" }},
		{"no account", func(d *commission.Draft) { d.Account.Partner = "ptr_9" }},
	} {
		for _, network := range []bool{false, true} {
			n := draft
			tc.change(&n)
			s := newDesk().put(standing("available"))
			d := s.decider(network)
			first, err := d.Award(t.Context(), n)
			fmt.Fprintf(&out, "%s, network %v: %s %s\n%s", tc.name, network, lose(t, err), first.Status, s.told.String())
			before := s.commits
			again, err2 := d.Award(t.Context(), n)
			if err == nil && (err2 != nil || again.ID != first.ID || again.Version != 1 || s.commits != before) {
				t.Errorf("%s again: %v, %v", tc.name, again, err2)
			}
			s.lost = 5
			other := n
			other.Key += "x"
			if _, err := d.Award(t.Context(), other); err == nil {
				t.Errorf("%s after five lost races", tc.name)
			}
		}
	}
	golden(t, "testdata/awards.golden", out.String())
}
