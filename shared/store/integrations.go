package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Integrations keeps how programs are joined to shops and payment providers.
type Integrations struct {
	T     table.Table
	Clock clock.Clock // dates audit entries and what expires
}

type connectionRecord struct {
	Program     id.Program           `table:"program"`
	Provider    integration.Provider `table:"provider"`
	Account     string               `table:"account,omitempty"`
	Secrets     []integration.Secret `table:"secrets,omitempty"`
	Key         integration.Secret   `table:"key"`
	OrderKey    string               `table:"order_key,omitempty"`
	ClickKey    string               `table:"click_key,omitempty"`
	CountTests  bool                 `table:"count_tests,omitempty"`
	ConnectedAt time.Time            `table:"connected_at"`
	EndedAt     time.Time            `table:"ended_at"`
	EndedBy     integration.Ending   `table:"ended_by,omitempty"`
	Version     int64                `table:"version"`
}

// Load reads a connection, its zero value when there is none. Access pattern A50.
func (s Integrations) Load(ctx context.Context, p id.Program, of integration.Provider) (integration.Connection, error) {
	items, err := s.T.Get(ctx, []table.Key{integrationKey(p, string(of))}, true)
	if err != nil {
		return integration.Connection{}, fmt.Errorf("read the connection of %s with %s: %w", p, of, err)
	}
	if items[0] == nil {
		return integration.Connection{}, nil
	}
	var r connectionRecord
	if err := table.Decode(items[0], &r); err != nil {
		return integration.Connection{}, fmt.Errorf("read the connection of %s with %s: %w", p, of, err)
	}
	return integration.Connection(r), nil
}

// Save writes a connection that was read at the version before.
func (s Integrations) Save(ctx context.Context, c integration.Connection, action string) error {
	item := newItem(integrationKey(c.Program, string(c.Provider)), "integration", connectionRecord(c))
	return s.changed(s.T.Commit(ctx, []table.Op{
		table.Put{Item: item, If: ifVersion(c.Version - 1)},
		auditOp(ctx, s.Clock.Now(), c.Program, action, string(c.Program), nil, item),
	}))
}

// Delete removes a connection with its health. Its log and its facts expire.
func (s Integrations) Delete(ctx context.Context, c integration.Connection, action string) error {
	return s.changed(s.T.Commit(ctx, []table.Op{
		table.Delete{Key: integrationKey(c.Program, string(c.Provider)), If: ifVersion(c.Version)},
		table.Delete{Key: integrationHealthKey(c.Program, string(c.Provider))},
		auditOp(ctx, s.Clock.Now(), c.Program, action, string(c.Program), table.Item{"version": c.Version}, nil),
	}))
}

func (s Integrations) changed(err error) error {
	if r := table.ReasonOf(err); r == table.Refused {
		return fault.Wrap(err, fault.Conflict, "integration.changed", "The connection was changed meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("change a connection: %w", err)
	}
	return nil
}

// factLife is how long facts are kept: refunds and disputes come months later.
const factLife = 400 * 24 * time.Hour

// Remember keeps facts; one told again replaces itself. Access pattern A51.
func (s Integrations) Remember(ctx context.Context, p id.Program, of integration.Provider, facts ...integration.Fact) error {
	items := make([]table.Item, 0, len(facts))
	for _, f := range facts {
		item := table.Item{"value": f.Value, table.TTL: s.Clock.Now().Add(factLife).Unix()}
		stamp(item, integrationFactKey(p, string(of), string(f.Kind), f.Key), "integration_fact")
		items = append(items, item)
	}
	if len(items) == 0 {
		return nil
	}
	for _, err := range s.T.PutEach(ctx, items) {
		if err != nil {
			return fmt.Errorf("keep a fact of %s: %w", of, err)
		}
	}
	return nil
}

// Recall returns the facts that are known. Access pattern A51.
func (s Integrations) Recall(ctx context.Context, p id.Program, of integration.Provider, asked ...integration.Fact) ([]integration.Fact, error) {
	if len(asked) == 0 {
		return nil, nil
	}
	keys := make([]table.Key, 0, len(asked))
	for _, f := range asked {
		keys = append(keys, integrationFactKey(p, string(of), string(f.Kind), f.Key))
	}
	items, err := s.T.Get(ctx, keys, true)
	if err != nil {
		return nil, fmt.Errorf("recall facts of %s: %w", of, err)
	}
	var out []integration.Fact
	for n, item := range items {
		if item != nil {
			out = append(out, integration.Fact{Kind: asked[n].Kind, Key: asked[n].Key, Value: item.String("value")})
		}
	}
	return out, nil
}

// Under returns the facts of a kind whose key begins so. Access pattern A51.
func (s Integrations) Under(ctx context.Context, p id.Program, of integration.Provider, kind integration.FactKind, prefix string) ([]integration.Fact, error) {
	k := integrationFactKey(p, string(of), string(kind), prefix)
	items, err := queryAll(ctx, s.T, table.Query{PK: k.PK, Prefix: k.SK, Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("list facts of %s: %w", of, err)
	}
	out := make([]integration.Fact, 0, len(items))
	for _, item := range items {
		out = append(out, integration.Fact{Kind: kind, Key: prefix, Value: item.String("value")})
	}
	return out, nil
}

var (
	_ integration.Store  = Integrations{}
	_ integration.Memory = Integrations{}
)
