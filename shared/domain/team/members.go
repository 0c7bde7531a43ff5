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

// SetRole gives a member another role. Conflict when nobody else is a head.
func (d Desk) SetRole(ctx context.Context, o Owner, u id.User, role string) error {
	r, err := o.role(role)
	if err != nil {
		return err
	}
	return d.decide(ctx, o, u, func(m identity.Membership, witness id.User) error {
		after := m
		after.Role = r
		if r == o.Head() {
			witness = ""
		} else if m.Role == o.Head() && witness == "" {
			return errLast(o)
		}
		return d.Store.Change(ctx, m, after, witness)
	})
}

// Remove ends a membership, others' or one's own, and the API keys that a
// partner's member made. From then on the person's sessions reach nothing of
// it. Conflict when nobody else is a head.
func (d Desk) Remove(ctx context.Context, o Owner, u id.User) error {
	err := d.decide(ctx, o, u, func(m identity.Membership, witness id.User) error {
		if m.Role != o.Head() {
			witness = ""
		} else if witness == "" {
			return errLast(o)
		}
		return d.Store.Remove(ctx, m, witness)
	})
	if err != nil {
		return err
	}
	if o.Partner == "" { // a program's keys are its shop's
		return nil
	}
	return d.Keys.EndOf(ctx, o.Partner, u)
}

// decide hands a member and another head, if there is one, to change, anew
// while others change the team.
func (d Desk) decide(ctx context.Context, o Owner, u id.User, change func(m identity.Membership, witness id.User) error) error {
	var err error
	for range tries {
		ms, lerr := d.members(ctx, o)
		if lerr != nil {
			return lerr
		}
		at := slices.IndexFunc(ms, func(m identity.Membership) bool { return m.User == u })
		if at < 0 {
			return errUnknown("member")
		}
		var witness id.User
		for _, m := range ms {
			if m.User != u && m.Role == o.Head() {
				witness = m.User
			}
		}
		if err = change(ms[at], witness); !fault.IsStale(err) {
			return err
		}
	}
	return err
}

func errLast(o Owner) error {
	if o.Program != "" {
		return fault.New(fault.Conflict, "team.last_owner", "A program needs an owner. Make somebody else one first.")
	}
	return fault.New(fault.Conflict, "team.last_admin", "An organisation needs an admin. Make somebody else one first.")
}
