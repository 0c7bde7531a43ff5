package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/awsconfig"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/dynamo"
)

// runAudit verifies every account: its chain, its balance as the fold of its
// postings, and as what its commissions and payouts add up to; that nothing
// lies outside a known account; and every signed root, with the audit log.
func runAudit(ctx context.Context, _ []string) error {
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	whole, err := scanner()
	if err != nil {
		return err
	}
	return auditAll(ctx, b, whole)
}

func auditAll(ctx context.Context, b app.Backends, whole table.Scanner) error {
	findings, accounts, err := b.Audit(ctx)
	if err != nil {
		return err
	}
	more, items, err := b.AuditBooks(ctx, whole)
	if err != nil {
		return err
	}
	signed, roots, err := b.AuditRoots(ctx)
	if err != nil {
		return err
	}
	findings = append(append(findings, more...), signed...)
	for _, f := range findings {
		fmt.Println(findingLine(f))
	}
	fmt.Printf("%d accounts, %d signed days, %d items, %d findings\n", accounts, roots, items, len(findings))
	if len(findings) > 0 {
		return errors.New("the ledger is not in order")
	}
	return nil
}

func findingLine(f ledger.Finding) string {
	return fmt.Sprintf("%s %s %s #%d: %s", f.Account.Program, f.Account.Partner, f.Account.Currency, f.Seq, f.What)
}

// scanner reads the whole table, so that an audit also sees accounts that no
// index names any more.
func scanner() (table.Scanner, error) {
	m, err := awsconfig.New(os.LookupEnv)
	if err != nil {
		return nil, err
	}
	return dynamo.OpenScanner(m.For(awsconfig.DynamoDB), os.Getenv("TABLE_NAME"), clock.System()), nil
}
