package app

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
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

// AuditBooks holds all accounts against their commissions and payouts, by one
// look at the whole table, and looks again at those that were written to
// meanwhile. It returns what is wrong and how many items there are.
func (b Backends) AuditBooks(ctx context.Context, whole table.Scanner) (findings []ledger.Finding, items int, err error) {
	books := store.NewBooks()
	for cursor := ""; ; {
		page, err := whole.Scan(ctx, cursor)
		if err != nil {
			return nil, items, fmt.Errorf("read the whole table: %w", err)
		}
		for _, item := range page.Items {
			if err := books.Add(item); err != nil {
				return nil, items, err
			}
		}
		items += len(page.Items)
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	findings, suspects := books.Close()
	for _, a := range suspects {
		more, err := store.Ledgers{T: b.Table}.LookAgain(ctx, a)
		if err != nil {
			return findings, items, fmt.Errorf("look at the account of %s again: %w", a.Partner, err)
		}
		findings = append(findings, more...)
	}
	return findings, items, nil
}

// AuditRoots holds every program's signed roots against each other, the audit
// log against all of them, and the accounts against the newest. It returns what
// is wrong and how many roots there are.
func (b Backends) AuditRoots(ctx context.Context) (findings []ledger.Finding, roots int, err error) {
	ids, err := store.Programs{T: b.Table, Clock: b.Clock}.All(ctx)
	if err != nil {
		return nil, 0, fmt.Errorf("list programs: %w", err)
	}
	for _, p := range ids {
		all, err := store.Proofs{T: b.Table}.All(ctx, p)
		if err != nil {
			return findings, roots, err
		}
		wrong, err := (prover{b, p}).verify(ctx, all)
		for _, what := range wrong {
			findings = append(findings, ledger.Finding{Account: ledger.Account{Program: p}, What: what})
		}
		if err != nil {
			return findings, roots, fmt.Errorf("the roots of %s: %w", p, err)
		}
		roots += len(all)
	}
	return findings, roots, nil
}

// verify finds what is wrong with a program's roots, the oldest first.
func (v prover) verify(ctx context.Context, all []proof.Kept) (wrong []string, err error) {
	found := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	log, previous := proof.Log{Program: v.program}, proof.Hash{}
	for i, root := range all {
		if root.Previous != previous {
			found("the root of %s does not name the one before it", root.Day)
		}
		if err := root.Verify(); err != nil {
			found("the root of %s: %v", root.Day, err)
		}
		acts, err := store.Audit{T: v.Table}.OfDay(ctx, v.program, root.Day)
		if err != nil {
			return wrong, err
		}
		if log, previous = chained(log, acts), root.Root(); log != root.Log {
			found("the audit log of %s is not what was signed: %d entries until then, %d were", root.Day, log.Entries, root.Log.Entries)
			log = root.Log // the days after it may be as they were
		}
		if i < len(all)-1 {
			continue
		}
		stood, err := v.stood(ctx, root.Day)
		if err != nil {
			return wrong, err
		}
		if treeOf(root.Log, stood).Root() != root.Tree {
			found("the accounts as they stood on %s are not what was signed", root.Day)
		}
	}
	return wrong, nil
}

// stood returns where all accounts stood below the root of a day, folded anew.
func (v prover) stood(ctx context.Context, day string) ([]ledger.Balance, error) {
	ledgers := store.Ledgers{T: v.Table}
	accounts, err := ledgers.Accounts(ctx, v.program)
	if err != nil {
		return nil, err
	}
	end, err := endOf(day)
	if err != nil {
		return nil, err
	}
	var out []ledger.Balance
	for _, a := range accounts {
		at, _, err := ledgers.AuditAt(ctx, a, []time.Time{end})
		if err != nil {
			return nil, err
		}
		if at[0].Seq > 0 {
			out = append(out, at[0])
		}
	}
	return out, nil
}
