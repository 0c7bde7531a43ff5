package store_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
)

// counted notes what is asked of a table: the calls, and how many items each.
type counted struct {
	table.Table
	calls []string
}

func (c *counted) note(call string, n int) {
	c.calls = append(c.calls, call+strings.Repeat(" item", n))
}

func (c *counted) Get(ctx context.Context, keys []table.Key, consistent bool) ([]table.Item, error) {
	c.note("get", len(keys))
	return c.Table.Get(ctx, keys, consistent)
}

func (c *counted) Query(ctx context.Context, q table.Query) (table.Page, error) {
	c.note("query", 0)
	return c.Table.Query(ctx, q)
}

func (c *counted) Update(ctx context.Context, u table.Update) (before, after table.Item, err error) {
	c.note("update", 1)
	return c.Table.Update(ctx, u)
}

func (c *counted) Commit(ctx context.Context, ops []table.Op) error {
	c.note("commit", len(ops))
	return c.Table.Commit(ctx, ops)
}

// on puts a table under a door.
func (s *stage) on(t table.Table) identity.Door {
	d := s.Door
	d.Users, d.Members = store.Users{T: t, Clock: s.clock}, store.Members{T: t, Clock: s.clock}
	d.Sessions, d.Tokens, d.Limits = store.Sessions{T: t}, store.Tokens{T: t}, store.Limits{T: t}
	d.Devices, d.Moves = store.Devices{T: t}, store.Moves{T: t, Clock: s.clock}
	return d
}

// work counts what an act costs: the calls to the table, the passwords that
// are hashed, and the mails, without what they say.
func (s *stage) work(t *testing.T, act func(identity.Door) error) (calls []string, hashed, mails int, kind fault.Kind) {
	t.Helper()
	tab := &counted{Table: s.Users.(store.Users).T} //nolint:forcetypeassert // the stage put it there
	s.hasher.verified, s.mail.sent = nil, nil
	err := act(s.on(tab))
	return tab.calls, len(s.hasher.verified), len(s.mail.sent), fault.KindOf(err)
}

// TestAnUnknownAddressCostsAsMuchAsAKnownOne: who measures how long an answer
// takes learns nothing, since the same is done for it.
func TestAnUnknownAddressCostsAsMuchAsAKnownOne(t *testing.T) {
	t.Parallel()
	s, ctx := newDoor(t), context.Background()
	if _, err := s.Register(ctx, "linkonly@example.com", "Lin", ""); err != nil {
		t.Fatal(err)
	}
	_, p := s.principal(t, home)
	for name, act := range map[string]func(d identity.Door, email string) error{
		"a wrong password": func(d identity.Door, email string) error {
			_, _, err := d.SignIn(ctx, email, "a wrong password here", identity.Caller{Address: "elsewhere"})
			return err
		},
		"a magic link": func(d identity.Door, email string) error {
			return d.RequestLink(ctx, identity.Magic, email, "acme", identity.Caller{Address: "elsewhere"})
		},
		"a reset": func(d identity.Door, email string) error {
			return d.RequestLink(ctx, identity.Reset, email, "acme", identity.Caller{Address: "elsewhere"})
		},
		"another address for one's own account": func(d identity.Door, email string) error {
			return d.RequestMove(ctx, p, email, identity.Caller{Address: "elsewhere"})
		},
	} {
		calls, hashed, mails, kind := s.work(t, func(d identity.Door) error { return act(d, "linkonly@example.com") })
		for _, other := range []string{"nobody@example.com"} {
			calls2, hashed2, mails2, kind2 := s.work(t, func(d identity.Door) error { return act(d, other) })
			if diff := cmp.Diff(calls, calls2); diff != "" || len(calls) == 0 {
				t.Errorf("%s: the table is asked for something else: %s", name, diff)
			}
			if hashed != hashed2 || mails != mails2 || kind != kind2 {
				t.Errorf("%s: %d and %d passwords hashed, %d and %d mails, %s and %s", name, hashed, hashed2, mails, mails2, kind, kind2)
			}
		}
	}
}
