package store

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Legal keeps how invoices name programs and partners.
type Legal struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type legalItem struct {
	Program id.Program    `table:"program,omitempty"`
	Partner id.Partner    `table:"partner,omitempty"`
	Party   invoice.Party `table:"party"`
	Version int64         `table:"version"`
}

func keyOfLegal(o invoice.Owner) table.Key {
	if o.Partner != "" {
		return partnerLegalKey(o.Partner)
	}
	return programLegalKey(o.Program)
}

// Legal reads legal data, of version 0 when there is none (A31).
func (s Legal) Legal(ctx context.Context, o invoice.Owner) (invoice.Legal, error) {
	items, err := s.T.Get(ctx, []table.Key{keyOfLegal(o)}, true)
	if err != nil {
		return invoice.Legal{}, fmt.Errorf("read legal data: %w", err)
	}
	if items[0] == nil {
		return invoice.Legal{Owner: o}, nil
	}
	var r legalItem
	err = table.Decode(items[0], &r)
	return invoice.Legal{Owner: o, Party: r.Party, Version: r.Version}, err
}

// SaveLegal writes legal data that was read at the version before.
func (s Legal) SaveLegal(ctx context.Context, l invoice.Legal) error {
	o := l.Owner
	item := newItem(keyOfLegal(o), "legal", legalItem{o.Program, o.Partner, l.Party, l.Version})
	ops := []table.Op{table.Put{Item: item, If: ifVersion(l.Version - 1)}}
	if o.Program != "" {
		ops = append(ops, auditOp(ctx, s.Clock.Now(), o.Program, "legal.change", string(o.Program), nil, item))
	}
	err := s.T.Commit(ctx, ops)
	if table.ReasonOf(err) == table.Refused {
		return fault.Wrap(err, fault.Conflict, "legal.changed", "The legal data was changed meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("save legal data: %w", err)
	}
	return nil
}

var _ invoice.Registry = Legal{}
