package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// BankSources keeps the accounts that programs pay from, sealed.
type BankSources struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type bankSourceItem struct {
	Program   id.Program `table:"program"`
	Body      []byte     `table:"body"`
	SEPA      bool       `table:"sepa,omitempty"`
	NACHA     bool       `table:"nacha,omitempty"`
	ChangedBy string     `table:"changed_by"`
	ChangedAt time.Time  `table:"changed_at"`
	Version   int64      `table:"version"`
}

// Source reads a program's, its zero value when there is none (A72).
func (s BankSources) Source(ctx context.Context, p id.Program) (bank.Sealed, error) {
	items, err := s.T.Get(ctx, []table.Key{bankSourceKey(p)}, true)
	if err != nil {
		return bank.Sealed{}, fmt.Errorf("read the account that %s pays from: %w", p, err)
	}
	if items[0] == nil {
		return bank.Sealed{Program: p}, nil
	}
	var r bankSourceItem
	err = table.Decode(items[0], &r)
	return bank.Sealed(r), err
}

// SaveSource writes one that was read at the version before.
func (s BankSources) SaveSource(ctx context.Context, b bank.Sealed) error {
	item := newItem(bankSourceKey(b.Program), "bank_source", bankSourceItem(b))
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: item, If: ifVersion(b.Version - 1)},
		auditOp(ctx, s.Clock.Now(), b.Program, "bank_account.change", string(b.Program), nil, item),
	})
	if table.ReasonOf(err) == table.Refused {
		return fault.Wrap(err, fault.Conflict, "bank_account.changed", "The account to pay from was changed meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("save the account that %s pays from: %w", b.Program, err)
	}
	return nil
}

var _ bank.Store = BankSources{}
