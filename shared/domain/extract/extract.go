// Package extract is an account as it stood at one version: its balance, the
// commissions, payouts and postings that make it, and that they agree (I-14).
// What is exported to people is made of nothing else.
package extract

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Extract is an account at Balance.Version, after posting Balance.Seq.
type Extract struct {
	Balance     ledger.Balance
	Commissions []commission.Commission
	Payouts     []payout.Payout
	Postings    []ledger.Posting
}

// Rows is how many lines it has.
func (e Extract) Rows() int { return len(e.Commissions) + len(e.Payouts) + len(e.Postings) }

// Reader reads accounts at one version.
type Reader interface {
	// Of reads an account whole; a Conflict when it has more than most lines or
	// is written to all the time.
	Of(ctx context.Context, a ledger.Account, most int) (Extract, error)
}

// Check tells what of an extract does not agree: the balance must be the fold
// of its postings and the sum of its commissions, and each payout the sum of
// the commissions that it holds.
func (e Extract) Check() error {
	auditor := ledger.NewAuditor(e.Balance.Account)
	for _, p := range e.Postings {
		auditor.Add(p)
	}
	if found := auditor.Close(e.Balance); len(found) > 0 {
		return disagree("posting %d: %s", found[0].Seq, found[0].What)
	}
	var sums Sums
	for _, c := range e.Commissions {
		sums.Add(c)
	}
	if what := sums.Compare(e.Balance); what != "" {
		return disagree("%s", what)
	}
	return nil
}

func disagree(format string, args ...any) error {
	return fault.New(fault.Internal, "extract.disagrees", format, args...)
}

// Sums are what an account's commissions add up to, by where their money must
// stand.
type Sums struct{ Pending, Approved, Free, Claimed int64 }

// Add puts a commission where its money must stand.
func (s *Sums) Add(c commission.Commission) {
	switch c.Status {
	case commission.Pending, commission.Held:
		s.Pending += c.Net()
	case commission.Approved:
		s.Approved += c.Net()
	case commission.Available, commission.Paid:
		if c.Payout == "" {
			s.Free += c.Net()
		} else {
			s.Claimed += c.Net()
		}
	case commission.Declined, commission.Reversed:
	}
}

// Compare holds an account against its commissions, empty when they agree.
func (s Sums) Compare(b ledger.Balance) string {
	stands := Sums{b.Pending, b.Approved, b.Wallet(), b.InTransit + b.Paid}
	if s == stands {
		return ""
	}
	return fmt.Sprintf("pending, approved, wallet and paid out are %v, its commissions add up to %v", stands, s)
}
