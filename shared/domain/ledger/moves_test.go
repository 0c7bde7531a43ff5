package ledger_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// TestWhatEachStepMoves holds every step on accounts that owe nothing, little
// and much against the account that it must leave.
func TestWhatEachStepMoves(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name   string
		before ledger.Balance
		moves  func(b ledger.Balance) []ledger.Move
		want   ledger.Balance
	}{
		{"earned", ledger.Balance{}, func(ledger.Balance) []ledger.Move { return ledger.Earn(70) }, ledger.Balance{Pending: 70, Earned: 70}},
		{"accepted in a network", ledger.Balance{Pending: 70, Earned: 70}, func(ledger.Balance) []ledger.Move { return ledger.Accept(70) }, ledger.Balance{Approved: 70, Earned: 70}},
		{"funded", ledger.Balance{Approved: 70, Earned: 70}, func(b ledger.Balance) []ledger.Move { return b.Fund(70) }, ledger.Balance{Available: 70, Earned: 70}},
		{"funded while owing", ledger.Balance{Approved: 70, Available: 5, ClawbackDue: 60, Earned: 70, Reversed: 55}, func(b ledger.Balance) []ledger.Move { return b.Fund(70) }, ledger.Balance{Available: 15, Earned: 70, Reversed: 55}},
		{"approved", ledger.Balance{Pending: 70, Earned: 70}, func(b ledger.Balance) []ledger.Move { return b.Approve(70) }, ledger.Balance{Available: 70, Earned: 70}},
		{"approved while owing more", ledger.Balance{Pending: 70, ClawbackDue: 100, Earned: 70, Reversed: 100}, func(b ledger.Balance) []ledger.Move { return b.Approve(70) }, ledger.Balance{ClawbackDue: 30, Earned: 70, Reversed: 100}},
		{"approved while owing, with something available", ledger.Balance{Pending: 10, Available: 7, ClawbackDue: 12, Earned: 20, Reversed: 15}, func(b ledger.Balance) []ledger.Move { return b.Approve(10) }, ledger.Balance{Available: 5, Earned: 20, Reversed: 15}},
		{"declined", ledger.Balance{Pending: 70, Earned: 70}, func(ledger.Balance) []ledger.Move { return ledger.Decline(30) }, ledger.Balance{Pending: 40, Earned: 70, Reversed: 30}},
		{"taken from what is available", ledger.Balance{Available: 70, Earned: 70}, func(b ledger.Balance) []ledger.Move { return b.Take(30) }, ledger.Balance{Available: 40, Earned: 70, Reversed: 30}},
		{"taken beyond what is available", ledger.Balance{Available: 20, Paid: 50, Earned: 70}, func(b ledger.Balance) []ledger.Move { return b.Take(30) }, ledger.Balance{Paid: 50, ClawbackDue: 10, Earned: 70, Reversed: 30}},
		{"claimed", ledger.Balance{Available: 70, Earned: 70}, func(b ledger.Balance) []ledger.Move { return b.Claim(50) }, ledger.Balance{Available: 20, InTransit: 50, Earned: 70}},
		{"claimed beyond what netting left", ledger.Balance{Available: 20, Earned: 70, Reversed: 50}, func(b ledger.Balance) []ledger.Move { return b.Claim(70) }, ledger.Balance{InTransit: 70, ClawbackDue: 50, Earned: 70, Reversed: 50}},
		{"a negative line claimed", ledger.Balance{InTransit: 70, ClawbackDue: 50, Earned: 70, Reversed: 50}, func(b ledger.Balance) []ledger.Move { return b.Claim(-50) }, ledger.Balance{InTransit: 20, Earned: 70, Reversed: 50}},
		{"a negative line claimed that was netted", ledger.Balance{InTransit: 70, ClawbackDue: 20, Earned: 70, Reversed: 20}, func(b ledger.Balance) []ledger.Move { return b.Claim(-50) }, ledger.Balance{InTransit: 20, Available: 30, Earned: 70, Reversed: 20}},
		{"nothing claimed", ledger.Balance{Available: 1, Earned: 1}, func(b ledger.Balance) []ledger.Move { return b.Claim(0) }, ledger.Balance{Available: 1, Earned: 1}},
		{"released", ledger.Balance{InTransit: 50, Earned: 50}, func(b ledger.Balance) []ledger.Move { return b.Release(50) }, ledger.Balance{Available: 50, Earned: 50}},
		{"released while owing", ledger.Balance{InTransit: 50, Available: 3, ClawbackDue: 20, Earned: 50, Reversed: 17}, func(b ledger.Balance) []ledger.Move { return b.Release(50) }, ledger.Balance{Available: 33, Earned: 50, Reversed: 17}},
		{"a negative line released", ledger.Balance{InTransit: 20, Available: 30, Earned: 50}, func(b ledger.Balance) []ledger.Move { return b.Release(-40) }, ledger.Balance{InTransit: 60, ClawbackDue: 10, Earned: 50}},
		{"settled", ledger.Balance{InTransit: 50, Earned: 50}, func(ledger.Balance) []ledger.Move { return ledger.Settle(50) }, ledger.Balance{Paid: 50, Earned: 50}},
		{"returned", ledger.Balance{Paid: 50, Earned: 50}, func(b ledger.Balance) []ledger.Move { return b.Return(50) }, ledger.Balance{Available: 50, Earned: 50}},
		{"returned while owing", ledger.Balance{Paid: 50, Available: 2, ClawbackDue: 20, Earned: 50, Reversed: 18}, func(b ledger.Balance) []ledger.Move { return b.Return(50) }, ledger.Balance{Available: 32, Earned: 50, Reversed: 18}},
		{"a negative line returned", ledger.Balance{Paid: 20, Available: 30, Earned: 50}, func(b ledger.Balance) []ledger.Move { return b.Return(-40) }, ledger.Balance{Paid: 60, ClawbackDue: 10, Earned: 50}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			tc.before.Account, tc.before.Version, tc.before.Seq, tc.before.Head = account, 3, 4, "head"
			e := post(t, tc.before, ledger.Earned, tc.moves(tc.before))
			tc.want.Account, tc.want.Version, tc.want.Seq, tc.want.Head, tc.want.UpdatedAt = account, 4, 5, e.Posting.Digest(), e.Posting.At
			if d := cmp.Diff(tc.want, e.After); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(tc.before, e.Before); d != "" {
				t.Error("the account before was changed:", d)
			}
			if e.Posting.Seq != 5 || e.Posting.Prev != "head" || e.Posting.Account != account {
				t.Errorf("the posting: %+v", e.Posting)
			}
		})
	}
}

func TestAMoveOfNothingIsLeftOut(t *testing.T) {
	t.Parallel()
	b := ledger.Balance{Account: account, Available: 10, Earned: 10}
	e := post(t, b, ledger.Clawback, b.Take(10))
	if d := cmp.Diff([]ledger.Move{{From: ledger.Available, To: ledger.Expense, Minor: 10}}, e.Posting.Moves); d != "" {
		t.Error(d)
	}
}

func TestABookThatDoesNotHoldIsRefused(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]ledger.Balance{
		"too little in its buckets": {Account: account, Pending: 10, Earned: 11},
		"too much in its buckets":   {Account: account, Pending: 10, Earned: 10, Reversed: 1},
		"owed but not reversed":     {Account: account, ClawbackDue: 5},
	} {
		if _, err := b.Post(ledger.Note{}); fault.CodeOf(err) != "ledger.invariant" && err == nil {
			t.Errorf("%s: it was posted", name)
		}
		if err := b.Check(); fault.CodeOf(err) != "ledger.invariant" {
			t.Errorf("%s: %v", name, err)
		}
	}
	whole := ledger.Balance{Pending: 1, Approved: 2, Available: 4, InTransit: 8, Paid: 16, ClawbackDue: 32, Earned: 99, Reversed: 100}
	if err := whole.Check(); err != nil {
		t.Error(err)
	}
	if got := whole.Wallet(); got != -28 {
		t.Errorf("the wallet is %d", got)
	}
}

// TestTheBytesThatAreHashed fixes the canonical form; conformance/ledger has it
// as vectors for other programs.
func TestTheBytesThatAreHashed(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 20, 13, 1, 0, 250_000_000, time.FixedZone("", 3600))
	p := ledger.Posting{
		Account: account, Seq: 7, Kind: ledger.Approval, Refs: []string{"com_1", "com_2"},
		Moves: []ledger.Move{{From: ledger.Pending, To: ledger.Approved, Minor: 5}, {From: ledger.Approved, To: ledger.Available, Minor: 5}},
		Actor: "usr_1", Reason: "<&>", At: at, Prev: "00ff",
	}
	if got, want := string(p.Note()), `{"actor":"usr_1","reason":"<&>"}`; got != want {
		t.Errorf("note %s", got)
	}
	const note = 64
	want := `{"program":"prg_1","partner":"ptr_1","currency":"EUR","seq":7,"kind":"approval","refs":["com_1","com_2"],` +
		`"moves":[{"from":"pending","to":"approved","minor":5},{"from":"approved","to":"available","minor":5}],"note":"NOTE","at":"2026-11-20T12:01:00.25Z"}`
	got := string(p.Body())
	_, rest, _ := strings.Cut(got, `"note":"`)
	if len(rest) < note {
		t.Fatal(got)
	}
	if got != strings.Replace(want, "NOTE", rest[:note], 1) {
		t.Errorf("body %s", got)
	}
	other := p
	other.Reason = "else"
	if p.Digest() == other.Digest() || len(p.Digest()) != 64 {
		t.Error("the reason is not in the hash")
	}
	other = p
	other.Prev = "00fe"
	if p.Digest() == other.Digest() {
		t.Error("the posting before is not in the hash")
	}
	b := ledger.Balance{Account: account, Seq: 7, Head: "ab", Pending: 1, Approved: 2, Available: 3, InTransit: 4, Paid: 5, ClawbackDue: 6, Earned: 10, Reversed: 1}
	if got, want := string(b.Leaf()), `{"program":"prg_1","partner":"ptr_1","currency":"EUR","seq":7,"head":"ab","pending":1,"approved":2,"available":3,"in_transit":4,"paid":5,"clawback_due":6,"earned":10,"reversed":1}`; got != want {
		t.Errorf("leaf %s", got)
	}
}

// TestEachFindingIsTold changes one thing of an honest book, hashes it anew
// where a forger would, and looks for the finding that names it.
func TestEachFindingIsTold(t *testing.T) {
	t.Parallel()
	first := post(t, ledger.Balance{Account: account}, ledger.Earned, ledger.Earn(100))
	second := post(t, first.After, ledger.Declined, ledger.Decline(40))
	rehash := func(p ledger.Posting) ledger.Posting { p.Hash = p.Digest(); return p }
	for _, tc := range []struct {
		name   string
		change func(a, b *ledger.Posting, stored *ledger.Balance)
		want   []string
	}{
		{"nothing", func(*ledger.Posting, *ledger.Posting, *ledger.Balance) {}, nil},
		{"another account", func(_, b *ledger.Posting, stored *ledger.Balance) {
			b.Account.Partner = "ptr_2"
			*b = rehash(*b)
			stored.Head = b.Hash
		}, []string{"the posting is of another account"}},
		{"a gap", func(_, b *ledger.Posting, stored *ledger.Balance) {
			b.Seq = 3
			*b = rehash(*b)
			stored.Head, stored.Seq = b.Hash, 3
		}, []string{"posting 3 follows 1"}},
		{"a broken chain", func(_, b *ledger.Posting, stored *ledger.Balance) {
			b.Prev = "00"
			*b = rehash(*b)
			stored.Head = b.Hash
		}, []string{"the chain is broken: it does not name the posting before it"}},
		{"a changed posting", func(_, b *ledger.Posting, _ *ledger.Balance) { b.Reason = "else" }, []string{"the posting was changed: its hash does not fit"}},
		{"a move that is none", func(_, b *ledger.Posting, stored *ledger.Balance) {
			b.Moves = append([]ledger.Move{{From: "pocket", To: ledger.Paid, Minor: 1}}, b.Moves...)
			*b = rehash(*b)
			stored.Head = b.Hash
		}, []string{"unknown bucket pocket"}},
		{"a bucket below zero", func(_, b *ledger.Posting, stored *ledger.Balance) {
			b.Moves = []ledger.Move{{From: ledger.Available, To: ledger.Expense, Minor: 40}}
			*b = rehash(*b)
			stored.Head, stored.Pending, stored.Available = b.Hash, 100, -40
		}, []string{"available would be -40"}},
		{"another balance", func(_, _ *ledger.Posting, stored *ledger.Balance) { stored.Pending++ }, []string{"the balance is not the fold of its postings"}},
		{"another head", func(_, _ *ledger.Posting, stored *ledger.Balance) { stored.Head = "00" }, []string{"the balance is not the fold of its postings"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			a, b, stored := first.Posting, second.Posting, second.After
			tc.change(&a, &b, &stored)
			auditor := ledger.NewAuditor(account)
			auditor.Add(a)
			auditor.Add(b)
			found := auditor.Close(stored)
			if len(found) != len(tc.want) {
				t.Fatalf("found %+v", found)
			}
			for i, f := range found {
				if !strings.Contains(f.What, tc.want[i]) || f.Account.Program != "prg_1" || f.Seq != b.Seq {
					t.Errorf("found %+v, not %q", f, tc.want[i])
				}
			}
		})
	}
}

func TestACountLooksAtNothingElse(t *testing.T) {
	t.Parallel()
	auditor := ledger.NewAuditor(account)
	auditor.Count(ledger.Posting{Seq: 9, Moves: []ledger.Move{{From: ledger.Available, To: ledger.InTransit, Minor: 5}}})
	if b := auditor.Folded(); b.InTransit != 5 || b.Available != -5 || b.Seq != 0 {
		t.Errorf("counted %+v", b)
	}
	auditor.Count(ledger.Posting{Moves: []ledger.Move{{From: ledger.Pending, To: ledger.Approved}}})
	if found := auditor.Close(auditor.Folded()); len(found) != 0 {
		t.Errorf("a move of nothing is a finding: %+v", found)
	}
	auditor.Count(ledger.Posting{Moves: []ledger.Move{{From: ledger.Paid, To: "pocket", Minor: 5}}})
	if len(auditor.Close(auditor.Folded())) != 1 {
		t.Error("a move into nothing was counted")
	}
}
