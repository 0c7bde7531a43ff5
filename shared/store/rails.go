package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Rails keeps how programs pay online, and the accounts of their partners there.
type Rails struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type railItem struct {
	Program     id.Program    `table:"program"`
	Kind        rail.Kind     `table:"kind"`
	Sandbox     bool          `table:"sandbox,omitempty"`
	ClientID    string        `table:"client_id,omitempty"`
	Key         rail.Secret   `table:"key"`
	Onboarding  rail.Secret   `table:"onboarding"`
	Webhook     string        `table:"webhook,omitempty"`
	Signing     []rail.Secret `table:"signing,omitempty"`
	ConnectedAt time.Time     `table:"connected_at"`
	HeardAt     time.Time     `table:"heard_at"`
	Version     int64         `table:"version"`
}

type payeeAccountItem struct {
	Program   id.Program `table:"program"`
	Partner   id.Partner `table:"partner"`
	ID        string     `table:"id"`
	Payable   bool       `table:"payable,omitempty"`
	Payouts   bool       `table:"payouts,omitempty"`
	Submitted bool       `table:"submitted,omitempty"`
	Due       int        `table:"due,omitempty"`
	Disabled  string     `table:"disabled,omitempty"`
	Failed    string     `table:"failed,omitempty"`
	CheckedAt time.Time  `table:"checked_at"`
	Version   int64      `table:"version"`
}

// Load reads a connection, its zero value when there is none. Access pattern A70.
func (s Rails) Load(ctx context.Context, p id.Program, k rail.Kind) (rail.Connection, error) {
	var r railItem
	err := s.read(ctx, railKey(p, string(k)), &r)
	return rail.Connection(r), err
}

// Save writes a connection that was read at the version before. Without an
// action nothing is noted: nobody has changed anything.
func (s Rails) Save(ctx context.Context, c rail.Connection, action string) error {
	item := newItem(railKey(c.Program, string(c.Kind)), "rail", railItem(c))
	ops := []table.Op{table.Put{Item: item, If: ifVersion(c.Version - 1)}}
	if action != "" {
		ops = append(ops, auditOp(ctx, s.Clock.Now(), c.Program, action, string(c.Program), nil, item))
	}
	return s.changed(s.T.Commit(ctx, ops))
}

// Delete removes a connection.
func (s Rails) Delete(ctx context.Context, c rail.Connection, action string) error {
	return s.changed(s.T.Commit(ctx, []table.Op{
		table.Delete{Key: railKey(c.Program, string(c.Kind)), If: ifVersion(c.Version)},
		auditOp(ctx, s.Clock.Now(), c.Program, action, string(c.Program), table.Item{"version": c.Version}, nil),
	}))
}

// Account reads a partner's account in a program, its zero value when there is
// none. Access pattern A71.
func (s Rails) Account(ctx context.Context, p id.Program, o id.Partner) (rail.Account, error) {
	var r payeeAccountItem
	err := s.read(ctx, payeeAccountKey(p, o), &r)
	return rail.Account(r), err
}

// SaveAccount writes an account that was read at the version before.
func (s Rails) SaveAccount(ctx context.Context, a rail.Account) error {
	item := newItem(payeeAccountKey(a.Program, a.Partner), "payee_account", payeeAccountItem(a))
	return s.changed(s.T.Commit(ctx, []table.Op{table.Put{Item: item, If: ifVersion(a.Version - 1)}}))
}

func (s Rails) read(ctx context.Context, k table.Key, into any) error {
	items, err := s.T.Get(ctx, []table.Key{k}, true)
	if err != nil {
		return fmt.Errorf("read %s: %w", k.SK, err)
	}
	if items[0] == nil {
		return nil
	}
	if err := table.Decode(items[0], into); err != nil {
		return fmt.Errorf("read %s: %w", k.SK, err)
	}
	return nil
}

func (s Rails) changed(err error) error {
	if r := table.ReasonOf(err); r == table.Refused {
		return fault.Wrap(err, fault.Conflict, "rail.changed", "The connection was changed meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("change a rail: %w", err)
	}
	return nil
}

var _ rail.Store = Rails{}
