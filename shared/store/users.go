package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Users keeps people and what they are members of.
type Users struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type userRecord struct {
	ID        id.User         `table:"id"`
	Email     string          `table:"email"`
	Name      string          `table:"name"`
	Password  string          `table:"password,omitempty"`
	Status    identity.Status `table:"status"`
	Version   int64           `table:"version"`
	CreatedAt time.Time       `table:"created_at"`
	Contact   string          `table:"contact,omitempty"`
	Language  string          `table:"language,omitempty"`
}

type membershipRecord struct {
	User    id.User       `table:"user"`
	Partner id.Partner    `table:"partner,omitempty"`
	Program id.Program    `table:"program,omitempty"`
	Role    identity.Role `table:"role"`
	Since   time.Time     `table:"since"`
	SeenAt  time.Time     `table:"seen_at"`
}

// userOps writes a new user; the first operation is refused when the address
// is taken.
func userOps(u identity.User) []table.Op {
	owner := struct {
		User id.User `table:"user"`
	}{u.ID}
	return []table.Op{
		table.Put{Item: newItem(emailKey(identity.HashEmail(u.Email)), "email", owner), If: []table.Condition{table.Absent("")}},
		table.Put{Item: newItem(userKey(u.ID), "user", userRecord(u)), If: []table.Condition{table.Absent("")}},
	}
}

// membershipOps writes both copies of a membership.
func membershipOps(m identity.Membership) []table.Op {
	mine, theirs := membershipKeys(m)
	return []table.Op{
		table.Put{Item: newItem(mine, "membership", membershipRecord(m))},
		table.Put{Item: newItem(theirs, "member", membershipRecord(m))},
	}
}

func membershipKeys(m identity.Membership) (mine, theirs table.Key) {
	if m.Partner != "" {
		return membershipKey(m.User, string(m.Partner)), partnerMemberKey(m.Partner, m.User)
	}
	return membershipKey(m.User, string(m.Program)), programMemberKey(m.Program, m.User)
}

// Create writes a user with its memberships.
func (s Users) Create(ctx context.Context, u identity.User, ms ...identity.Membership) error {
	ops := userOps(u)
	for _, m := range ms {
		ops = append(ops, membershipOps(m)...)
	}
	ops = append(ops, auditOp(ctx, u.CreatedAt, "", "user.create", string(u.ID), nil, table.Item{"name": u.Name}))
	err := s.T.Commit(ctx, ops)
	if refused(err, 0) {
		return fault.Wrap(err, fault.Conflict, "user.email_taken", "Somebody has that e-mail address already.")
	}
	if err != nil {
		return fmt.Errorf("create user %s: %w", u.ID, err)
	}
	return nil
}

// ByEmail reads two items, whether or not the address has an owner. Access
// pattern A22.
func (s Users) ByEmail(ctx context.Context, hash string) (identity.User, error) {
	items, err := s.T.Get(ctx, []table.Key{emailKey(hash)}, true)
	if err != nil {
		return identity.User{}, fmt.Errorf("look up an address: %w", err)
	}
	owner := id.User("nobody")
	if items[0] != nil {
		owner = id.User(items[0].String("user"))
	}
	us, err := s.Load(ctx, owner)
	if err != nil {
		return identity.User{}, err
	}
	if len(us) == 0 {
		return identity.User{}, fault.New(fault.NotFound, "user.unknown", "There is no such user.")
	}
	return us[0], nil
}

// Load reads users consistently.
func (s Users) Load(ctx context.Context, ids ...id.User) ([]identity.User, error) {
	keys := make([]table.Key, len(ids))
	for i, u := range ids {
		keys[i] = userKey(u)
	}
	items, err := s.T.Get(ctx, keys, true)
	if err != nil {
		return nil, fmt.Errorf("load users: %w", err)
	}
	out := make([]identity.User, 0, len(items))
	for _, item := range items {
		if item == nil {
			continue
		}
		var r userRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("read user %s: %w", item.Key().PK, err)
		}
		out = append(out, identity.User(r))
	}
	return out, nil
}

// Save replaces a user; its address cannot change by it.
func (s Users) Save(ctx context.Context, before, after identity.User) error {
	was, is := newItem(userKey(before.ID), "user", userRecord(before)), newItem(userKey(after.ID), "user", userRecord(after))
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: is, If: []table.Condition{table.Is("version", before.Version), table.Is("email", after.Email)}},
		auditOp(ctx, s.Clock.Now(), "", "user.change", string(after.ID), was, is),
	})
	if table.ReasonOf(err) == table.Refused {
		return fault.Stale(err)
	}
	if err != nil {
		return fmt.Errorf("save user %s: %w", after.ID, err)
	}
	return nil
}

// Members keeps memberships.
type Members struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

// Grant writes a membership, replacing the role that the user had there.
func (s Members) Grant(ctx context.Context, m identity.Membership) error {
	ops := membershipOps(m)
	ops = append(ops, auditOp(ctx, s.Clock.Now(), m.Program, "membership.grant", string(m.User), nil,
		table.Item{"of": string(m.Partner) + string(m.Program), "role": string(m.Role)}))
	if err := s.T.Commit(ctx, ops); err != nil {
		return fmt.Errorf("grant a membership: %w", err)
	}
	return nil
}

// Revoke removes a membership.
func (s Members) Revoke(ctx context.Context, m identity.Membership) error {
	mine, theirs := membershipKeys(m)
	err := s.T.Commit(ctx, []table.Op{
		table.Delete{Key: mine},
		table.Delete{Key: theirs},
		auditOp(ctx, s.Clock.Now(), m.Program, "membership.revoke", string(m.User),
			table.Item{"of": string(m.Partner) + string(m.Program), "role": string(m.Role)}, nil),
	})
	if err != nil {
		return fmt.Errorf("revoke a membership: %w", err)
	}
	return nil
}

// OfUser lists what a user is a member of. Access pattern A22.
func (s Members) OfUser(ctx context.Context, u id.User) ([]identity.Membership, error) {
	return s.list(ctx, userKey(u).PK)
}

// OfPartner lists a partner's members. Access pattern A22.
func (s Members) OfPartner(ctx context.Context, p id.Partner) ([]identity.Membership, error) {
	return s.list(ctx, partnerPK(p))
}

// OfProgram lists a program's staff. Access pattern A22.
func (s Members) OfProgram(ctx context.Context, p id.Program) ([]identity.Membership, error) {
	return s.list(ctx, programPK(p))
}

func (s Members) list(ctx context.Context, pk string) ([]identity.Membership, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: pk, Prefix: membershipPrefix(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list members: %w", err)
	}
	out := make([]identity.Membership, 0, len(items))
	for _, item := range items {
		var r membershipRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("read a membership: %w", err)
		}
		out = append(out, identity.Membership(r))
	}
	return out, nil
}

var (
	_ identity.Users   = Users{}
	_ identity.Members = Members{}
)
