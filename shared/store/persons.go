package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/person"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Persons answers people with an account (A22, A19).
type Persons struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

// Held lists what lies under a user's name and the names of organisations, by
// kind. What is sealed, hashed or lets somebody in is left out, but said to be
// there.
func (s Persons) Held(ctx context.Context, u id.User, own []id.Partner) (map[string][]map[string]any, error) {
	out := map[string][]map[string]any{}
	under := []string{userKey(u).PK}
	for _, o := range own {
		under = append(under, partnerPK(o))
	}
	for _, pk := range under {
		items, err := queryAll(ctx, s.T, table.Query{PK: pk, Consistent: true})
		if err != nil {
			return nil, fmt.Errorf("read what is held of a person: %w", err)
		}
		for _, item := range items {
			kind := item.String("type")
			out[kind] = append(out[kind], plainly(item))
		}
	}
	return out, nil
}

// plainly shows an item's attributes but keys and secrets.
func plainly(item table.Item) map[string]any {
	out := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(item)) {
		v := item[name]
		_, bytes := v.([]byte)
		hidden := bytes || slices.Contains([]string{"type", "v", "view", "version", table.PK, table.SK, table.TTL, "password", "hash", "sealed"}, name) || strings.HasPrefix(name, "GSI")
		if !hidden {
			out[name] = v
		}
	}
	return out
}

// Accounts reads a partner's accounts in all its programs, in their currencies
// (A28).
func (s Persons) Accounts(ctx context.Context, o id.Partner) ([]ledger.Balance, error) {
	places, err := Enrollments(s).OfPartner(ctx, o)
	if err != nil {
		return nil, err
	}
	var out []ledger.Balance
	for _, e := range places {
		ps, err := Programs(s).Load(ctx, e.Program)
		if err != nil {
			return nil, err
		}
		for _, p := range ps {
			b, err := Ledgers{s.T}.Of(ctx, ledger.Account{Program: p.ID, Partner: o, Currency: p.Currency})
			if err != nil {
				return nil, err
			}
			out = append(out, b)
		}
	}
	return out, nil
}

// ForgetPartner takes away what names an organisation: what it says of itself,
// its picture, its payout method, how invoices name it from now on, open
// invitations, the answers of its applications, and its user in the leads and
// deals of its programs. Invoices and tax forms that were issued stay for as long
// as the law asks.
func (s Persons) ForgetPartner(ctx context.Context, o id.Partner, of identity.User) error {
	items, err := queryAll(ctx, s.T, table.Query{PK: partnerPK(o), Consistent: true})
	if err != nil {
		return fmt.Errorf("read what names an organisation: %w", err)
	}
	var ops []table.Op
	for _, item := range items {
		switch item.String("type") {
		case "partner":
			ops = append(ops, table.Update{
				Key: item.Key(), If: []table.Condition{table.Present("")}, Set: map[string]any{"name": person.Gone}, Add: map[string]int64{"version": 1},
				Remove: []string{"website", "country", "address", "description", "logo"},
			})
		case "enrollment":
			e, err := decodeEnrollment(item)
			if err != nil {
				return err
			}
			who := []customer.Identity{{Kind: customer.Email, Value: customer.HashEmail(of.Email)}}
			if _, err := People(s).forgetSales(ctx, e.Program, who); err != nil {
				return err
			}
			before := e.Version
			e.Name, e.Answers, e.Version = person.Gone, nil, e.Version+1
			ops = append(ops, table.Put{Item: enrollmentItem(e), If: []table.Condition{table.Is("version", before)}})
		case "logo", "payout_method", "legal", "invitation":
			ops = append(ops, table.Delete{Key: item.Key()})
		}
	}
	return s.each(ctx, append(ops, auditOp(ctx, s.Clock.Now(), "", "partner.forget", string(o), nil, table.Item{"name": person.Gone})))
}

// ForgetUser takes away everything of a user but an id without a name.
func (s Persons) ForgetUser(ctx context.Context, u identity.User) error {
	logins, err := Logins(s).LoginsOf(ctx, u.ID)
	if err != nil {
		return err
	}
	for _, l := range logins {
		if err := Logins(s).Unlink(ctx, l); err != nil {
			return err
		}
	}
	members, err := Members(s).OfUser(ctx, u.ID)
	if err != nil {
		return err
	}
	for _, m := range members {
		if err := Members(s).Revoke(ctx, m); err != nil {
			return err
		}
	}
	items, err := queryAll(ctx, s.T, table.Query{PK: userKey(u.ID).PK, Consistent: true})
	if err != nil {
		return fmt.Errorf("read what is held of a user: %w", err)
	}
	var ops []table.Op
	for _, item := range items {
		if item.String("type") != "user" {
			ops = append(ops, table.Delete{Key: item.Key()})
		}
	}
	if err := s.each(ctx, ops); err != nil {
		return err
	}
	gone := identity.User{ID: u.ID, Status: identity.Disabled, Version: u.Version + 1, CreatedAt: u.CreatedAt}
	ops = []table.Op{
		table.Put{Item: newItem(userKey(u.ID), "user", userRecord(gone)), If: []table.Condition{table.Is("version", u.Version)}},
		auditOp(ctx, s.Clock.Now(), "", "user.forget", string(u.ID), table.Item{"version": u.Version}, table.Item{"version": gone.Version}),
	}
	if u.Email != "" {
		ops = append(ops, table.Delete{Key: emailKey(identity.HashEmail(u.Email))})
	}
	return commit(ctx, s.T, ops)
}

// each writes operations, as many at a time as a transaction takes; doing all of
// them again does no harm.
func (s Persons) each(ctx context.Context, ops []table.Op) error {
	for some := range slices.Chunk(ops, 50) {
		if err := commit(ctx, s.T, some); err != nil {
			return err
		}
	}
	return nil
}

var _ person.Store = Persons{}
