package ledger

import "fmt"

// Finding is one thing that an audit found wrong.
type Finding struct {
	Account Account
	Seq     int64
	What    string
}

// Auditor folds the postings of one account, in order, and holds them against
// its balance.
type Auditor struct {
	balance  Balance
	findings []Finding
}

// NewAuditor returns the auditor of an account.
func NewAuditor(a Account) *Auditor { return &Auditor{balance: Balance{Account: a}} }

// Add takes the next posting in order of Seq.
func (a *Auditor) Add(p Posting) {
	if p.Account != a.balance.Account {
		a.found(p, "the posting is of another account")
	}
	if p.Seq != a.balance.Seq+1 {
		a.found(p, fmt.Sprintf("posting %d follows %d", p.Seq, a.balance.Seq))
	}
	if p.Prev != a.balance.Head {
		a.found(p, "the chain is broken: it does not name the posting before it")
	}
	if p.Digest() != p.Hash {
		a.found(p, "the posting was changed: its hash does not fit")
	}
	a.Count(p)
	if err := a.balance.Check(); err != nil {
		a.found(p, err.Error())
	}
	a.balance.Seq, a.balance.Head = p.Seq, p.Hash
}

// Count adds up what a posting moved and looks at nothing else: for a sum over
// some of an account's postings.
func (a *Auditor) Count(p Posting) {
	for _, m := range p.Moves {
		if err := a.balance.apply(m); err != nil {
			a.found(p, err.Error())
		}
	}
}

// Close compares the fold with the stored balance and returns all findings.
func (a *Auditor) Close(stored Balance) []Finding {
	type sums struct{ p, a, v, t, d, c, e, r, seq int64 }
	of := func(b Balance) sums {
		return sums{b.Pending, b.Approved, b.Available, b.InTransit, b.Paid, b.ClawbackDue, b.Earned, b.Reversed, b.Seq}
	}
	if of(a.balance) != of(stored) || a.balance.Head != stored.Head {
		a.findings = append(a.findings, Finding{stored.Account, stored.Seq, fmt.Sprintf("the balance is not the fold of its postings: %+v, folded %+v", of(stored), of(a.balance))})
	}
	return a.findings
}

// Folded returns the balance that the postings so far add up to.
func (a *Auditor) Folded() Balance { return a.balance }

func (a *Auditor) found(p Posting, what string) {
	a.findings = append(a.findings, Finding{p.Account, p.Seq, what})
}
