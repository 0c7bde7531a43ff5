package team

import (
	"context"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// tries is how often a change is decided anew when others change the team at
// the same time.
const tries = 5

// SetRole makes a member an admin or a user. Conflict when nobody else is an
// admin.
func (d Desk) SetRole(ctx context.Context, o id.Partner, u id.User, role string) error {
	r, err := roleOf(role)
	if err != nil {
		return err
	}
	return d.decide(ctx, o, u, func(m identity.Membership, witness id.User) error {
		after := m
		after.Role = r
		if r == identity.Admin {
			witness = ""
		} else if m.Role == identity.Admin && witness == "" {
			return errLastAdmin()
		}
		return d.Store.Change(ctx, m, after, witness)
	})
}

// Remove ends a membership, others' or one's own, and the API keys that the
// member made. From then on the person's sessions reach nothing of the
// organisation. Conflict when nobody else is an admin.
func (d Desk) Remove(ctx context.Context, o id.Partner, u id.User) error {
	err := d.decide(ctx, o, u, func(m identity.Membership, witness id.User) error {
		if m.Role != identity.Admin {
			witness = ""
		} else if witness == "" {
			return errLastAdmin()
		}
		return d.Store.Remove(ctx, m, witness)
	})
	if err != nil {
		return err
	}
	return d.Keys.EndOf(ctx, o, u)
}

// decide hands a member and another admin, if there is one, to change, anew
// while others change the team.
func (d Desk) decide(ctx context.Context, o id.Partner, u id.User, change func(m identity.Membership, witness id.User) error) error {
	var err error
	for range tries {
		ms, lerr := d.Members.OfPartner(ctx, o)
		if lerr != nil {
			return lerr
		}
		at := slices.IndexFunc(ms, func(m identity.Membership) bool { return m.User == u })
		if at < 0 {
			return errUnknown("member")
		}
		var witness id.User
		for _, m := range ms {
			if m.User != u && m.Role == identity.Admin {
				witness = m.User
			}
		}
		if err = change(ms[at], witness); !fault.IsStale(err) {
			return err
		}
	}
	return err
}

func errLastAdmin() error {
	return fault.New(fault.Conflict, "team.last_admin", "An organisation needs an admin. Make somebody else one first.")
}
