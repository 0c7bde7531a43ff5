package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Passkeys keeps users' passkeys.
type Passkeys struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type passkeyRecord struct {
	User      id.User   `table:"user"`
	ID        string    `table:"id"`
	Name      string    `table:"name"`
	Record    []byte    `table:"record"`
	Synced    bool      `table:"synced,omitempty"`
	Version   int64     `table:"version"`
	CreatedAt time.Time `table:"created_at"`
	UsedAt    time.Time `table:"used_at"`
}

// PasskeysOf lists a user's passkeys, oldest first.
func (s Passkeys) PasskeysOf(ctx context.Context, u id.User) ([]identity.Passkey, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: userKey(u).PK, Prefix: passkeyPrefix(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list passkeys: %w", err)
	}
	out := make([]identity.Passkey, len(items))
	for i, item := range items {
		var r passkeyRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("read a passkey: %w", err)
		}
		out[i] = identity.Passkey(r)
	}
	slices.SortStableFunc(out, func(a, b identity.Passkey) int { return a.CreatedAt.Compare(b.CreatedAt) })
	return out, nil
}

// SavePasskey writes it if the one stored is of the version before.
func (s Passkeys) SavePasskey(ctx context.Context, p identity.Passkey, act string) error {
	return commit(ctx, s.T, []table.Op{
		table.Put{Item: newItem(passkeyKey(p.User, p.ID), "passkey", passkeyRecord(p)), If: ifVersion(p.Version - 1)},
		auditOp(ctx, s.Clock.Now(), "", act, string(p.User), nil, table.Item{"passkey": p.ID, "name": p.Name}),
	})
}

// RemovePasskey deletes it.
func (s Passkeys) RemovePasskey(ctx context.Context, p identity.Passkey) error {
	return commit(ctx, s.T, []table.Op{
		table.Delete{Key: passkeyKey(p.User, p.ID)},
		auditOp(ctx, s.Clock.Now(), "", "passkey.remove", string(p.User), table.Item{"passkey": p.ID, "name": p.Name}, nil),
	})
}

var _ identity.Passkeys = Passkeys{}
