package auth

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Presence notes that a member is there, now and then.
type Presence interface {
	Seen(ctx context.Context, m identity.Membership) error
}

// seen notes a member of an organisation. A table that is busy is no reason to
// turn them away.
func (g *Guard) seen(ctx context.Context, m identity.Membership) error {
	if g.Presence == nil || m.Partner == "" {
		return nil
	}
	if err := g.Presence.Seen(ctx, m); err != nil && !fault.Is(err, fault.Unavailable) {
		return err
	}
	return nil
}
