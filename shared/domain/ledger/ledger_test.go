package ledger_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
)

var account = ledger.Account{Program: "prg_1", Partner: "ptr_1", Currency: "EUR"}

func post(t interface{ Fatalf(string, ...any) }, b ledger.Balance, k ledger.Kind, moves []ledger.Move) ledger.Entry {
	e, err := b.Post(ledger.Note{Kind: k, At: time.Unix(1_700_000_000, 0).UTC()}, moves...)
	if err != nil {
		t.Fatalf("%s %v on %+v: %v", k, moves, b, err)
	}
	return e
}

// TestLinesAgreeWithTheWallet plays commissions, refunds and payouts at random
// and holds, after each step: no bucket below zero, and what is available less
// what is owed is the sum of the lines that no payout has claimed.
func TestLinesAgreeWithTheWallet(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		b := ledger.Balance{Account: account, Status: ledger.Active, Version: 1}
		auditor := ledger.NewAuditor(account)
		var pending, lines []int64
		var claimed [][]int64
		do := func(k ledger.Kind, moves []ledger.Move) {
			e := post(t, b, k, moves)
			auditor.Add(e.Posting)
			b = e.After
		}
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			switch rapid.IntRange(0, 5).Draw(t, "step") {
			case 0:
				n := rapid.Int64Range(1, 1000).Draw(t, "earn")
				do(ledger.Earned, ledger.Earn(n))
				pending = append(pending, n)
			case 1:
				if len(pending) > 0 {
					do(ledger.Approval, b.Approve(pending[0]))
					lines, pending = append(lines, pending[0]), pending[1:]
				}
			case 2:
				if len(pending) > 0 {
					do(ledger.Declined, ledger.Decline(pending[0]))
					pending = pending[1:]
				}
			case 3: // a clawback of something paid long ago, or under way
				if n := b.Paid + b.InTransit; n > 0 {
					back := rapid.Int64Range(1, n).Draw(t, "back")
					if total(lines)+b.Paid+b.InTransit >= back {
						do(ledger.Clawback, b.Take(back))
						lines = append(lines, -back)
					}
				}
			case 4:
				if total(lines) > 0 {
					var first, rest []int64
					for _, l := range lines {
						if l > 0 {
							first = append(first, l)
						} else {
							rest = append(rest, l)
						}
					}
					do(ledger.Claim, b.Claim(total(first)))
					if len(rest) > 0 {
						do(ledger.Claim, b.Claim(total(rest)))
					}
					claimed, lines = append(claimed, lines), nil
				}
			case 5:
				if len(claimed) > 0 {
					c := claimed[0]
					claimed = claimed[1:]
					if rapid.Bool().Draw(t, "paid") {
						do(ledger.Settled, ledger.Settle(total(c)))
						continue
					}
					do(ledger.Release, b.Release(total(c)))
					lines = append(lines, c...)
				}
			}
			if b.Wallet() != total(lines) {
				t.Fatalf("the wallet is %d, the unclaimed lines sum to %d (%+v)", b.Wallet(), total(lines), b)
			}
		}
		if found := auditor.Close(b); b.Seq > 0 && len(found) > 0 {
			t.Fatalf("the audit of what was posted found %+v", found)
		}
	})
}

func total(ns []int64) int64 {
	var s int64
	for _, n := range ns {
		s += n
	}
	return s
}

func TestAPostingThatBreaksAnInvariantIsRefused(t *testing.T) {
	t.Parallel()
	b := ledger.Balance{Account: account, Pending: 100, Earned: 100, Version: 1}
	for name, moves := range map[string][]ledger.Move{
		"a bucket below zero":       {{From: ledger.Pending, To: ledger.Expense, Minor: 101}},
		"a negative move":           {{From: ledger.Pending, To: ledger.Expense, Minor: -1}},
		"a move to the same bucket": {{From: ledger.Pending, To: ledger.Pending, Minor: 1}},
		"an unknown bucket":         {{From: ledger.Pending, To: "pocket", Minor: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := b.Post(ledger.Note{}, moves...); err == nil {
				t.Fatal("it was posted")
			}
		})
	}
}

func TestTheAuditFindsAnyChange(t *testing.T) {
	t.Parallel()
	b := ledger.Balance{Account: account, Version: 1}
	var postings []ledger.Posting
	for _, n := range []int64{500, 250, 125} {
		e := post(t, b, ledger.Earned, ledger.Earn(n))
		b = e.After
		postings = append(postings, e.Posting)
	}
	audit := func(ps []ledger.Posting, stored ledger.Balance) int {
		a := ledger.NewAuditor(account)
		for _, p := range ps {
			a.Add(p)
		}
		return len(a.Close(stored))
	}
	if n := audit(postings, b); n != 0 {
		t.Fatalf("%d findings in an honest book", n)
	}
	changes := map[string]func([]ledger.Posting, *ledger.Balance) []ledger.Posting{
		"an amount": func(ps []ledger.Posting, _ *ledger.Balance) []ledger.Posting {
			ps[1].Moves = []ledger.Move{{From: ledger.Expense, To: ledger.Pending, Minor: 251}}
			return ps
		},
		"a reason":          func(ps []ledger.Posting, _ *ledger.Balance) []ledger.Posting { ps[0].Reason = "x"; return ps },
		"a lost posting":    func(ps []ledger.Posting, _ *ledger.Balance) []ledger.Posting { return append(ps[:1], ps[2:]...) },
		"the last one lost": func(ps []ledger.Posting, _ *ledger.Balance) []ledger.Posting { return ps[:2] },
		"the balance":       func(ps []ledger.Posting, b *ledger.Balance) []ledger.Posting { b.Available++; return ps },
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			stored := b
			if audit(change(append([]ledger.Posting(nil), postings...), &stored), stored) == 0 {
				t.Fatal("nothing was found")
			}
		})
	}
}
