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
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/dynamo"
)

// runAudit verifies every account: its chain, its balance as the fold of its
// postings, and that no posting lies outside a known account.
func runAudit(ctx context.Context, _ []string) error {
	b, err := app.Open(ctx, app.OnLambda())
	if err != nil {
		return err
	}
	findings, accounts, err := b.Audit(ctx)
	if err != nil {
		return err
	}
	found, err := postings(ctx)
	if err != nil {
		return err
	}
	total := 0
	for account, n := range found {
		total += n
		balance, err := store.Ledgers{T: b.Table}.Of(ctx, account)
		if err != nil {
			return err
		}
		if balance.Seq != int64(n) {
			findings = append(findings, ledger.Finding{Account: account, Seq: balance.Seq, What: fmt.Sprintf("the table holds %d postings", n)})
		}
	}
	for _, f := range findings {
		fmt.Printf("%s %s %s #%d: %s\n", f.Account.Program, f.Account.Partner, f.Account.Currency, f.Seq, f.What)
	}
	fmt.Printf("%d accounts, %d postings, %d findings\n", accounts, total, len(findings))
	if len(findings) > 0 {
		return errors.New("the ledger is not in order")
	}
	return nil
}

// postings counts the postings of every account by reading the whole table, so
// that an audit also sees accounts that no index names any more.
func postings(ctx context.Context) (map[ledger.Account]int, error) {
	m, err := awsconfig.New(os.LookupEnv)
	if err != nil {
		return nil, err
	}
	scanner := dynamo.OpenScanner(m.For(awsconfig.DynamoDB), os.Getenv("TABLE_NAME"), clock.System())
	found := map[ledger.Account]int{}
	for cursor := ""; ; {
		page, err := scanner.Scan(ctx, cursor)
		if err != nil {
			return nil, fmt.Errorf("read the whole table: %w", err)
		}
		for _, item := range page.Items {
			if item.String("type") == "posting" {
				found[ledger.Account{
					Program: id.Program(item.String("program")), Partner: id.Partner(item.String("partner")), Currency: money.Currency(item.String("currency")),
				}]++
			}
		}
		if cursor = page.Next; cursor == "" {
			return found, nil
		}
	}
}
