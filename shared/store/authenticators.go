package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Authenticators keeps users' authenticator apps.
type Authenticators struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type authenticatorRecord struct {
	User      id.User   `table:"user"`
	Sealed    []byte    `table:"sealed"`
	On        bool      `table:"on,omitempty"`
	Since     time.Time `table:"since"`
	Step      int64     `table:"step,omitempty"`
	Recovery  []string  `table:"recovery,omitempty"`
	Version   int64     `table:"version"`
	CreatedAt time.Time `table:"created_at"`
}

// Authenticator reads a user's; one of version 0 when there is none.
func (s Authenticators) Authenticator(ctx context.Context, u id.User) (identity.Authenticator, error) {
	items, err := s.T.Get(ctx, []table.Key{authenticatorKey(u)}, true)
	if err != nil {
		return identity.Authenticator{}, fmt.Errorf("read an authenticator: %w", err)
	}
	if items[0] == nil {
		return identity.Authenticator{User: u}, nil
	}
	var r authenticatorRecord
	if err := table.Decode(items[0], &r); err != nil {
		return identity.Authenticator{}, fmt.Errorf("read an authenticator: %w", err)
	}
	return identity.Authenticator(r), nil
}

// SaveAuthenticator writes it if the one stored is of the version before, so
// that of several who show one code, one succeeds.
func (s Authenticators) SaveAuthenticator(ctx context.Context, a identity.Authenticator, act string) error {
	return commit(ctx, s.T, []table.Op{
		table.Put{Item: newItem(authenticatorKey(a.User), "authenticator", authenticatorRecord(a)), If: ifVersion(a.Version - 1)},
		auditOp(ctx, s.Clock.Now(), "", act, string(a.User), nil, table.Item{"left": int64(len(a.Recovery))}),
	})
}

// RemoveAuthenticator deletes it.
func (s Authenticators) RemoveAuthenticator(ctx context.Context, a identity.Authenticator) error {
	return commit(ctx, s.T, []table.Op{
		table.Delete{Key: authenticatorKey(a.User), If: ifVersion(a.Version)},
		auditOp(ctx, s.Clock.Now(), "", "authenticator.off", string(a.User), nil, nil),
	})
}

var _ identity.Authenticators = Authenticators{}
