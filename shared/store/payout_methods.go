package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/table"
)

// PayoutMethods keeps how partners want to be paid.
type PayoutMethods struct{ T table.Table }

type methodRecord struct {
	Partner   id.Partner     `table:"partner"`
	Rail      string         `table:"rail"`
	Currency  money.Currency `table:"currency,omitempty"`
	PayeeName string         `table:"payee_name"`
	Masked    string         `table:"masked"`
	Sealed    []byte         `table:"sealed,omitempty"`
	Email     string         `table:"email,omitempty"`
	OldEmail  string         `table:"old_email,omitempty"`
	ChangedBy id.User        `table:"changed_by"`
	ChangedAt time.Time      `table:"changed_at"`
	First     bool           `table:"first,omitempty"`
	Version   int64          `table:"version"`
}

// Method reads a partner's method; one of version 0 when there is none.
func (s PayoutMethods) Method(ctx context.Context, p id.Partner) (payout.Method, error) {
	items, err := s.T.Get(ctx, []table.Key{payoutMethodKey(p)}, true)
	if err != nil {
		return payout.Method{}, fmt.Errorf("read a payout method: %w", err)
	}
	if items[0] == nil {
		return payout.Method{Partner: p}, nil
	}
	var r methodRecord
	err = table.Decode(items[0], &r)
	return payout.Method(r), err
}

// SaveMethod replaces a partner's method when it still is of the version before;
// what is told of it goes out with it.
func (s PayoutMethods) SaveMethod(ctx context.Context, m payout.Method, told []event.Event) error {
	item := newItem(payoutMethodKey(m.Partner), "payout_method", methodRecord(m))
	ops := []table.Op{table.Put{Item: item, If: ifVersion(m.Version - 1)}}
	for _, e := range told {
		ops = append(ops, eventOp(e), auditOp(ctx, e.At, e.Program, "payout_method.change", string(m.Partner), nil, item))
	}
	err := s.T.Commit(ctx, ops)
	if table.ReasonOf(err) == table.Refused {
		return fault.Wrap(err, fault.Conflict, "payout_method.changed", "The payout method was changed meanwhile. Load it again.")
	}
	return err
}

var (
	_ payout.Methods     = PayoutMethods{}
	_ payout.MethodStore = PayoutMethods{}
)
