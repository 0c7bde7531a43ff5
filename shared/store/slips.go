package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/table"
)

// Slips keeps what a sign-in leaves between two requests.
type Slips struct{ T table.Table }

type slipRecord struct {
	Data    []byte `table:"data"`
	Expires int64  `table:"expires"` // milliseconds
}

// Keep writes a slip.
func (s Slips) Keep(ctx context.Context, n identity.Slip) error {
	item := newItem(slipKey(string(n.Kind), n.Hash), "slip", slipRecord{n.Data, n.ExpiresAt.UnixMilli()})
	item[table.TTL] = n.ExpiresAt.Unix() + 1
	if err := s.T.Commit(ctx, []table.Op{table.Put{Item: item, If: []table.Condition{table.Absent("")}}}); err != nil {
		return fmt.Errorf("keep a slip: %w", err)
	}
	return nil
}

// Take deletes the slip on condition.
func (s Slips) Take(ctx context.Context, kind identity.SlipKind, hash string, now time.Time) (identity.Slip, error) {
	k := slipKey(string(kind), hash)
	items, err := s.T.Get(ctx, []table.Key{k}, true)
	if err != nil {
		return identity.Slip{}, fmt.Errorf("take a slip: %w", err)
	}
	if items[0] == nil {
		return identity.Slip{}, errLate(nil)
	}
	var r slipRecord
	if err := table.Decode(items[0], &r); err != nil {
		return identity.Slip{}, fmt.Errorf("read a slip: %w", err)
	}
	err = s.T.Commit(ctx, []table.Op{table.Delete{Key: k, If: []table.Condition{table.Present(""), table.AtLeast("expires", now.UnixMilli())}}})
	if table.ReasonOf(err) == table.Refused {
		return identity.Slip{}, errLate(err)
	}
	if err != nil {
		return identity.Slip{}, fmt.Errorf("take a slip: %w", err)
	}
	return identity.Slip{Kind: kind, Hash: hash, Data: r.Data, ExpiresAt: time.UnixMilli(r.Expires).UTC()}, nil
}

func errLate(err error) error {
	return fault.Wrap(err, fault.Gone, "sign_in.late", "This took too long, or was done already. Begin again.")
}

var _ identity.Slips = Slips{}
