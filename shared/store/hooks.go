package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Hooks keeps outgoing hooks, all of one partner and program together. With a
// clock, changes are written into the audit log: that is for where people make
// them, not for where their calls are counted.
type Hooks struct {
	T     table.Table
	Clock clock.Clock
}

type hookRecord struct {
	ID           id.Hook         `table:"id"`
	Program      id.Program      `table:"program"`
	Partner      id.Partner      `table:"partner"`
	Name         string          `table:"name,omitempty"`
	Form         webhook.Form    `table:"form"`
	URL          string          `table:"url"`
	Topics       []webhook.Topic `table:"topics"`
	Status       webhook.Status  `table:"status"`
	Failures     int64           `table:"failures,omitempty"`
	FailingSince time.Time       `table:"failing_since"`
	LastError    string          `table:"last_error,omitempty"`
	Secret       []byte          `table:"secret,omitempty"`
	OldSecret    []byte          `table:"old_secret,omitempty"`
	OldUntil     time.Time       `table:"old_until"`
	CreatedAt    time.Time       `table:"created_at"`
	Version      int64           `table:"version"`
}

// Of lists a partner's hooks in a program. Access pattern A35.
func (s Hooks) Of(ctx context.Context, p id.Program, o id.Partner) ([]webhook.Hook, error) {
	k := hookKey(p, o, "")
	items, err := queryAll(ctx, s.T, table.Query{PK: k.PK, Prefix: hookPrefix()})
	if err != nil {
		return nil, fmt.Errorf("read the hooks of %s: %w", o, err)
	}
	hooks := make([]webhook.Hook, 0, len(items))
	for _, item := range items {
		h, err := readHook(item)
		if err != nil {
			return nil, err
		}
		hooks = append(hooks, h)
	}
	return hooks, nil
}

// Hook reads one hook.
func (s Hooks) Hook(ctx context.Context, p id.Program, o id.Partner, h id.Hook) (webhook.Hook, error) {
	items, err := s.T.Get(ctx, []table.Key{hookKey(p, o, h)}, true)
	if err != nil {
		return webhook.Hook{}, fmt.Errorf("read hook %s: %w", h, err)
	}
	if items[0] == nil {
		return webhook.Hook{}, fault.New(fault.NotFound, "webhook.not_found", "There is no such hook.")
	}
	return readHook(items[0])
}

func readHook(item table.Item) (webhook.Hook, error) {
	var r hookRecord
	if err := table.Decode(item, &r); err != nil {
		return webhook.Hook{}, fmt.Errorf("read a hook: %w", err)
	}
	return webhook.Hook(r), nil
}

// SaveHook stores a hook, and what is to be told of the change.
func (s Hooks) SaveHook(ctx context.Context, h webhook.Hook, es ...event.Event) error {
	item := newItem(hookKey(h.Program, h.Partner, h.ID), "hook", hookRecord(h))
	ops := []table.Op{table.Put{Item: item, If: ifVersion(h.Version - 1)}}
	for _, e := range es {
		ops = append(ops, eventOp(e))
	}
	if err := commit(ctx, s.T, s.audited(ctx, ops, h, "hook.save", nil, item)); err != nil {
		return fmt.Errorf("store hook %s: %w", h.ID, err)
	}
	return nil
}

// DeleteHook removes a hook. Its deliveries expire by themselves.
func (s Hooks) DeleteHook(ctx context.Context, h webhook.Hook) error {
	item := newItem(hookKey(h.Program, h.Partner, h.ID), "hook", hookRecord(h))
	ops := []table.Op{table.Delete{Key: item.Key()}}
	if err := commit(ctx, s.T, s.audited(ctx, ops, h, "hook.delete", item, nil)); err != nil {
		return fmt.Errorf("delete hook %s: %w", h.ID, err)
	}
	return nil
}

func (s Hooks) audited(ctx context.Context, ops []table.Op, h webhook.Hook, action string, before, after table.Item) []table.Op {
	if s.Clock == nil {
		return ops
	}
	return append(ops, auditOp(ctx, s.Clock.Now(), h.Program, action, string(h.ID), before, after))
}

// retryDays is how far back the sweep looks for what is due.
const retryDays = 7

// Due reads what the index calls due, a page at a time. Access pattern A14.
func (s Hooks) Due(ctx context.Context, now time.Time, found func([]webhook.Ref) error) error {
	for back := retryDays; back >= 0; back-- {
		day := now.AddDate(0, 0, -back)
		for shard := range retryShards {
			q := table.Query{Index: table.Gsi3, PK: retryPK(day, strconv.Itoa(shard)), To: retryDueSK(now)}
			if err := s.duePages(ctx, q, found); err != nil {
				return fmt.Errorf("read due deliveries: %w", err)
			}
		}
	}
	return nil
}

func (s Hooks) duePages(ctx context.Context, q table.Query, found func([]webhook.Ref) error) error {
	for {
		p, err := s.T.Query(ctx, q)
		if err != nil {
			return err
		}
		var refs []webhook.Ref
		for _, item := range p.Items {
			if part := splitRetrySK(item.String("GSI3SK")); len(part) == 5 {
				refs = append(refs, webhook.Ref{
					Program: id.Program(part[1]), Partner: id.Partner(part[2]), Hook: id.Hook(part[3]), Delivery: id.Delivery(part[4]),
				})
			}
		}
		if len(refs) > 0 {
			if err := found(refs); err != nil {
				return err
			}
		}
		if p.Next == "" {
			return nil
		}
		q.Cursor = p.Next
	}
}

var (
	_ webhook.Hooks      = Hooks{}
	_ webhook.Deliveries = Hooks{}
)
