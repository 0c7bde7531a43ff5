package stage

import (
	"context"
	"fmt"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
)

// Dump returns everything that the table holds, by key.
func (s *Stage) Dump(ctx context.Context) (map[table.Key]table.Item, error) {
	all := map[table.Key]table.Item{}
	for cursor := ""; ; {
		page, err := s.Memory.Scan(ctx, cursor)
		if err != nil {
			return nil, err
		}
		for _, item := range page.Items {
			all[item.Key()] = item
		}
		if cursor = page.Next; cursor == "" {
			return all, nil
		}
	}
}

// Sound audits every account of the installation.
func (s *Stage) Sound(ctx context.Context) error {
	findings, accounts, err := s.Audit(ctx)
	if err != nil {
		return err
	}
	var text []string
	for _, f := range findings {
		text = append(text, fmt.Sprintf("%s: %s", f.Account.Partner, f.What))
	}
	if len(text) > 0 || accounts == 0 {
		return fmt.Errorf("the audit of %d accounts found: %s", accounts, strings.Join(text, "; "))
	}
	return nil
}

// Accounts returns every account of the stage's program.
func (s *Stage) Accounts(ctx context.Context) ([]ledger.Balance, error) {
	ledgers := store.Ledgers{T: s.Table}
	accounts, err := ledgers.Accounts(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	out := make([]ledger.Balance, len(accounts))
	for i, a := range accounts {
		if out[i], err = ledgers.Of(ctx, a); err != nil {
			return nil, err
		}
	}
	return out, nil
}
