package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// deliveryLife is longer than an event can be told again, so that a replay of
// the outbox finds what it has sent before.
const deliveryLife = outboxLife + 5*24*time.Hour

type deliveryRecord struct {
	Program  id.Program             `table:"program"`
	Partner  id.Partner             `table:"partner"`
	Hook     id.Hook                `table:"hook"`
	Delivery id.Delivery            `table:"delivery"`
	Topic    webhook.Topic          `table:"topic"`
	Event    string                 `table:"event"`
	Status   webhook.DeliveryStatus `table:"status"`
	Attempts []webhook.Attempt      `table:"attempts,omitempty"`
	Sent     webhook.Sent           `table:"sent"`
	Tries    int                    `table:"tries"`
	NextAt   time.Time              `table:"next_at"`
	Reason   string                 `table:"reason,omitempty"`
	Version  int64                  `table:"version"`
}

// Add stores a new delivery, once.
func (s Hooks) Add(ctx context.Context, d webhook.Delivery) (bool, error) {
	u := deliveryUpdate(d, table.Absent(""))
	u.Set[table.TTL] = d.NextAt.Add(deliveryLife).Unix()
	_, _, err := s.T.Update(ctx, u)
	if table.ReasonOf(err) == table.Refused {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("add delivery %s: %w", d.Ref.Delivery, err)
	}
	return true, nil
}

// Load reads a delivery.
func (s Hooks) Load(ctx context.Context, r webhook.Ref) (webhook.Delivery, error) {
	items, err := s.T.Get(ctx, []table.Key{deliveryKey(r.Hook, r.Delivery)}, true)
	if err != nil {
		return webhook.Delivery{}, fmt.Errorf("read delivery %s: %w", r.Delivery, err)
	}
	if items[0] == nil {
		return webhook.Delivery{}, fault.New(fault.NotFound, "webhook.no_delivery", "There is no such delivery.")
	}
	return readDelivery(items[0])
}

// Save stores a delivery that was decided on the version before.
func (s Hooks) Save(ctx context.Context, d webhook.Delivery) error {
	_, _, err := s.T.Update(ctx, deliveryUpdate(d, table.Is("version", d.Version-1)))
	if r := table.ReasonOf(err); r == table.Refused || r == table.Conflict {
		return fault.Stale(err)
	}
	if err != nil {
		return fmt.Errorf("store delivery %s: %w", d.Ref.Delivery, err)
	}
	return nil
}

// List reads a hook's deliveries, newest first. Access pattern A35.
func (s Hooks) List(ctx context.Context, h id.Hook, r page.Request) (page.Of[webhook.Delivery], error) {
	k := deliveryKey(h, "")
	p, err := s.T.Query(ctx, table.Query{PK: k.PK, Prefix: deliveryPrefix(), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
	if err != nil {
		return page.Of[webhook.Delivery]{}, fmt.Errorf("list deliveries of %s: %w", h, err)
	}
	out := page.Of[webhook.Delivery]{Next: p.Next}
	for _, item := range p.Items {
		d, err := readDelivery(item)
		if err != nil {
			return page.Of[webhook.Delivery]{}, err
		}
		out.Data = append(out.Data, d)
	}
	return out, nil
}

func deliveryUpdate(d webhook.Delivery, cond table.Condition) table.Update {
	r := d.Ref
	item := newItem(deliveryKey(r.Hook, r.Delivery), "delivery", deliveryRecord{
		r.Program, r.Partner, r.Hook, r.Delivery, d.Topic, event.Encode(d.Event), d.Status, d.Attempts, d.Sent, d.Tries, d.NextAt, d.Reason, d.Version,
	})
	u := table.Update{Key: item.Key(), If: []table.Condition{cond}, Set: item}
	delete(u.Set, table.PK)
	delete(u.Set, table.SK)
	if d.NextAt.IsZero() {
		u.Remove = []string{"GSI3PK", "GSI3SK", "next_at"}
	} else {
		u.Set["GSI3PK"] = retryPK(d.NextAt, shardOf(string(r.Delivery), retryShards))
		u.Set["GSI3SK"] = retrySK(d.NextAt, r.Program, r.Partner, r.Hook, r.Delivery)
	}
	if d.Reason == "" {
		u.Remove = append(u.Remove, "reason")
	}
	return u
}

func readDelivery(item table.Item) (webhook.Delivery, error) {
	var r deliveryRecord
	if err := table.Decode(item, &r); err != nil {
		return webhook.Delivery{}, fmt.Errorf("read a delivery: %w", err)
	}
	e, err := event.Decode(r.Event)
	if err != nil {
		return webhook.Delivery{}, fmt.Errorf("read delivery %s: %w", r.Delivery, err)
	}
	return webhook.Delivery{
		Ref: webhook.Ref{Program: r.Program, Partner: r.Partner, Hook: r.Hook, Delivery: r.Delivery}, Topic: r.Topic, Event: e,
		Status: r.Status, Attempts: r.Attempts, Sent: r.Sent, Tries: r.Tries, NextAt: r.NextAt, Reason: r.Reason, Version: r.Version,
	}, nil
}
