package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/team"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Teams keeps invitations into teams and changes who their members are.
type Teams struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

// invitationKept is how long an invitation can be seen, and sent again, after
// it expired.
const invitationKept = 60 * 24 * time.Hour

type invitationRecord struct {
	ID        id.Invitation `table:"id"`
	Partner   id.Partner    `table:"partner,omitempty"`
	Program   id.Program    `table:"program,omitempty"`
	Email     string        `table:"email"`
	Role      identity.Role `table:"role"`
	By        id.User       `table:"by"`
	Hash      string        `table:"hash"`
	At        time.Time     `table:"at"`
	SentAt    time.Time     `table:"sent_at"`
	ExpiresAt time.Time     `table:"expires_at"`
}

func invitationItem(i team.Invitation) table.Item {
	item := newItem(invitationKey(i.Owner, i.ID), "invitation", invitationRecord{
		ID: i.ID, Partner: i.Owner.Partner, Program: i.Owner.Program, Email: i.Email, Role: i.Role, By: i.By, Hash: i.Hash, At: i.At, SentAt: i.SentAt, ExpiresAt: i.ExpiresAt,
	})
	item[table.TTL] = i.ExpiresAt.Add(invitationKept).Unix()
	return item
}

// Invitations lists a team's invitations, oldest first (A22).
func (s Teams) Invitations(ctx context.Context, o team.Owner) ([]team.Invitation, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: invitationsPK(o), Prefix: invitationPrefix(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list invitations: %w", err)
	}
	out := make([]team.Invitation, 0, len(items))
	for _, item := range items {
		var r invitationRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("read an invitation: %w", err)
		}
		out = append(out, team.Invitation{
			ID: r.ID, Owner: team.Owner{Partner: r.Partner, Program: r.Program}, Email: r.Email, Role: r.Role, By: r.By, Hash: r.Hash, At: r.At, SentAt: r.SentAt, ExpiresAt: r.ExpiresAt,
		})
	}
	slices.SortFunc(out, func(a, b team.Invitation) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

// Invite writes an invitation.
func (s Teams) Invite(ctx context.Context, i team.Invitation) error {
	item := invitationItem(i)
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: item}, auditOp(ctx, s.Clock.Now(), i.Owner.Program, "team.invite", i.Owner.String(), nil, item),
	})
	if err != nil {
		return fmt.Errorf("keep an invitation: %w", err)
	}
	return nil
}

// Withdraw removes an invitation.
func (s Teams) Withdraw(ctx context.Context, i team.Invitation) error {
	err := s.T.Commit(ctx, []table.Op{
		table.Delete{Key: invitationKey(i.Owner, i.ID)},
		auditOp(ctx, s.Clock.Now(), i.Owner.Program, "team.withdraw", i.Owner.String(), invitationItem(i), nil),
	})
	if err != nil {
		return fmt.Errorf("withdraw an invitation: %w", err)
	}
	return nil
}

// Accept spends the invitation and makes the membership in one transaction.
func (s Teams) Accept(ctx context.Context, i team.Invitation, u identity.User, fresh bool, m identity.Membership) error {
	ops := []table.Op{table.Delete{Key: invitationKey(i.Owner, i.ID), If: []table.Condition{table.Is("hash", i.Hash)}}}
	if fresh {
		ops = append(ops, userOps(u)...)
	}
	ops = append(ops, membershipOps(m)...)
	ops = append(ops, s.told(ctx, "team.join", nil, &m))
	err := s.T.Commit(ctx, ops)
	switch {
	case refused(err, 0):
		return fault.Wrap(err, fault.Gone, "invitation.spent", "This invitation was used, withdrawn or has expired. Ask for a new one.")
	case fresh && refused(err, 1):
		return fault.Wrap(err, fault.Conflict, "user.email_taken", "Somebody has that e-mail address already.")
	case err != nil:
		return fmt.Errorf("accept an invitation: %w", err)
	}
	return nil
}

// Change replaces a member's role while the witness is a head.
func (s Teams) Change(ctx context.Context, before, after identity.Membership, witness id.User) error {
	ops := s.under(before, witness, func(k table.Key, kind string, still []table.Condition) table.Op {
		return table.Put{Item: newItem(k, kind, membershipRecord(after)), If: still}
	})
	return commit(ctx, s.T, append(ops, s.told(ctx, "team.role", &before, &after)))
}

// Remove ends a membership while the witness is a head.
func (s Teams) Remove(ctx context.Context, m identity.Membership, witness id.User) error {
	ops := s.under(m, witness, func(k table.Key, _ string, still []table.Condition) table.Op {
		return table.Delete{Key: k, If: still}
	})
	return commit(ctx, s.T, append(ops, s.told(ctx, "team.remove", &m, nil)))
}

// under is what happens to both copies of a membership that still has its role,
// and that the witness is a head of the same team.
func (s Teams) under(m identity.Membership, witness id.User, act func(k table.Key, kind string, still []table.Condition) table.Op) []table.Op {
	mine, theirs := membershipKeys(m)
	ops := []table.Op{
		act(mine, "membership", nil),
		act(theirs, "member", []table.Condition{table.Is("role", string(m.Role))}),
	}
	if witness != "" {
		owner := team.Owner{Partner: m.Partner, Program: m.Program}
		_, witnessed := membershipKeys(identity.Membership{User: witness, Partner: m.Partner, Program: m.Program})
		ops = append(ops, table.Check{
			Key: witnessed, If: []table.Condition{table.Is("role", string(owner.Head()))},
		})
	}
	return ops
}

func (s Teams) told(ctx context.Context, action string, before, after *identity.Membership) table.Op {
	of := *cmp.Or(before, after)
	say := func(m *identity.Membership) table.Item {
		if m == nil {
			return nil
		}
		return table.Item{"user": string(m.User), "role": string(m.Role)}
	}
	return auditOp(ctx, s.Clock.Now(), of.Program, action, string(of.Partner)+string(of.Program), say(before), say(after))
}

var (
	_ team.Store    = Teams{}
	_ team.Members  = Members{}
	_ team.Users    = Users{}
	_ team.Partners = Partners{}
	_ team.Programs = Programs{}
	_ team.Limits   = Limits{}
)
