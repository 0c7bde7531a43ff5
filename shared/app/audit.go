package app

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/store"
)

// Audit folds every account of every program against its balance and returns
// what is wrong and how many accounts there are.
func (b Backends) Audit(ctx context.Context) (findings []ledger.Finding, accounts int, err error) {
	ids, err := store.Programs{T: b.Table, Clock: b.Clock}.All(ctx)
	if err != nil {
		return nil, 0, fmt.Errorf("list programs: %w", err)
	}
	ledgers := store.Ledgers{T: b.Table}
	for _, p := range ids {
		as, err := ledgers.Accounts(ctx, p)
		if err != nil {
			return findings, accounts, fmt.Errorf("list the accounts of %s: %w", p, err)
		}
		for _, a := range as {
			fs, err := ledgers.Audit(ctx, a)
			if err != nil {
				return findings, accounts, fmt.Errorf("audit the account of %s: %w", a.Partner, err)
			}
			findings, accounts = append(findings, fs...), accounts+1
		}
	}
	return findings, accounts, nil
}
