package store

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/extract"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// looks is how often an account is looked at again that was written to
// meanwhile.
const looks = 5

// LookAgain reads an account, its commissions and its payouts at one version
// of the account, and holds them against each other (I-4, I-5, I-6).
func (s Ledgers) LookAgain(ctx context.Context, a ledger.Account) ([]ledger.Finding, error) {
	for range looks {
		before, err := s.Of(ctx, a)
		if err != nil {
			return nil, err
		}
		findings, err := s.look(ctx, before)
		if err != nil {
			return nil, err
		}
		after, err := s.Of(ctx, a)
		if err != nil || after.Version == before.Version {
			return findings, err
		}
	}
	return []ledger.Finding{{Account: a, What: "it is written to all the time; audit it when it is quiet"}}, nil
}

func (s Ledgers) look(ctx context.Context, b ledger.Balance) ([]ledger.Finding, error) {
	a := b.Account
	var findings []ledger.Finding
	found := func(what string) {
		if what != "" {
			findings = append(findings, ledger.Finding{Account: a, Seq: b.Seq, What: what})
		}
	}
	var sums extract.Sums
	lines := map[id.Payout]int64{}
	err := s.commissions(ctx, a, func(c commission.Commission) {
		sums.Add(c)
		if c.Payout != "" {
			lines[c.Payout] += c.Net()
		}
	})
	if err != nil {
		return nil, err
	}
	found(sums.Compare(b))
	for p, sum := range lines {
		held, err := Payouts(s).Payout(ctx, p)
		if fault.Is(err, fault.NotFound) {
			found(fmt.Sprintf("payout %s, which holds commissions, is not there", p))
			continue
		}
		if err != nil {
			return nil, err
		}
		if (holding{status: held.Status, minor: held.Minor, lines: sum}).wrong() {
			found(fmt.Sprintf("payout %s is %d, its commissions add up to %d", p, held.Minor, sum))
		}
		if held.Account != a {
			found(fmt.Sprintf("payout %s belongs to another account", p))
		}
	}
	beyond, err := s.T.Query(ctx, table.Query{PK: ledgerPK(a.Program, a.Partner, string(a.Currency)), From: postingKey(a.Program, a.Partner, string(a.Currency), b.Seq+1).SK, Consistent: true})
	if err == nil && len(beyond.Items) > 0 {
		found(fmt.Sprintf("there are postings beyond the last, number %d", b.Seq))
	}
	return findings, err
}

// commissions reads all commissions of an account. The index names them, each
// is read itself.
func (s Ledgers) commissions(ctx context.Context, a ledger.Account, each func(commission.Commission)) error {
	q := table.Query{Index: table.Gsi1, PK: enrolledPK(a.Program, a.Partner), Prefix: commissionPrefix(), Limit: 100}
	for {
		page, err := s.T.Query(ctx, q)
		if err != nil {
			return fmt.Errorf("list an account's commissions: %w", err)
		}
		ids := make([]id.Commission, 0, len(page.Items))
		for _, item := range page.Items {
			ids = append(ids, id.Commission(splitKey(item.String("GSI1SK"), 3)[2]))
		}
		some, err := Commissions(s).Load(ctx, ids)
		if err != nil {
			return err
		}
		for _, c := range some {
			if c.Account == a {
				each(c)
			}
		}
		if page.Next == "" {
			return nil
		}
		q.Cursor = page.Next
	}
}
