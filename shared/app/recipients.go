package app

import (
	"context"
	"fmt"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// recipients finds the people of a partner who are told.
type recipients struct {
	members store.Members
	users   store.Users
	methods store.PayoutMethods
}

// Recipients returns the active users of a partner.
func (r recipients) Recipients(ctx context.Context, o id.Partner) ([]notice.Recipient, error) {
	ms, err := r.members.OfPartner(ctx, o)
	if err != nil || len(ms) == 0 {
		return nil, err
	}
	ids := make([]id.User, len(ms))
	for i, m := range ms {
		ids[i] = m.User
	}
	return r.people(ctx, ids)
}

// Managers returns the active users who own or manage a program, and those who
// see to its money.
func (r recipients) Managers(ctx context.Context, p id.Program, money bool) ([]notice.Recipient, error) {
	ms, err := r.members.OfProgram(ctx, p)
	if err != nil {
		return nil, err
	}
	var ids []id.User
	for _, m := range ms {
		if m.Role == identity.Owner || m.Role == identity.Manager || money && m.Role == identity.Finance {
			ids = append(ids, m.User)
		}
	}
	return r.people(ctx, ids)
}

// Payees returns a partner's active admins, and the addresses of its payout
// method and of the one before.
func (r recipients) Payees(ctx context.Context, o id.Partner) ([]notice.Recipient, error) {
	ms, err := r.members.OfPartner(ctx, o)
	if err != nil {
		return nil, err
	}
	var ids []id.User
	for _, m := range ms {
		if m.Role == identity.Admin {
			ids = append(ids, m.User)
		}
	}
	out, err := r.people(ctx, ids)
	if err != nil {
		return nil, err
	}
	method, err := r.methods.Method(ctx, o)
	if err != nil {
		return nil, err
	}
	for _, email := range []string{method.OldEmail, method.Email} {
		if email == "" || slices.ContainsFunc(out, func(p notice.Recipient) bool { return p.Email == email }) {
			continue
		}
		u, err := id.Of[id.User]("payee", email)
		if err != nil {
			return nil, err
		}
		out = append(out, notice.Recipient{User: u, Email: email, Outside: true})
	}
	return out, nil
}

func (r recipients) people(ctx context.Context, ids []id.User) ([]notice.Recipient, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	users, err := r.users.Load(ctx, ids...)
	if err != nil {
		return nil, fmt.Errorf("load the users who are told: %w", err)
	}
	var rs []notice.Recipient
	for _, u := range users {
		if u.Status == identity.Active {
			rs = append(rs, notice.Recipient{User: u.ID, Email: u.Email, Name: u.Name, Language: u.Language})
		}
	}
	return rs, nil
}

func (b Backends) recipients() recipients {
	return recipients{store.Members{T: b.Table, Clock: b.Clock}, store.Users{T: b.Table, Clock: b.Clock}, store.PayoutMethods{T: b.Table}}
}

var _ notice.Members = recipients{}
