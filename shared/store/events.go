package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/table"
)

// outboxLife is how long an event can be told again.
const outboxLife = 35 * 24 * time.Hour

// typeEvent is the item type that the stream's filter lets through.
const typeEvent = "event"

// eventOp writes an event into the outbox. It belongs into the Commit of the
// change that the event tells of.
func eventOp(e event.Event) table.Op {
	k := outboxKey(e.At, e.ID)
	return table.Put{Item: table.Item{
		table.PK: k.PK, table.SK: k.SK, "type": typeEvent, "v": int64(1),
		table.TTL: e.At.Add(outboxLife).Unix(), "event": event.Encode(e),
	}}
}

// RawEvent takes the event out of an outbox item, as stored or as it comes by
// the stream.
func RawEvent(item table.Item) event.Raw {
	return event.Raw{Origin: join(item.String(table.PK), item.String(table.SK)), Text: item.String("event")}
}

// Events is the outbox.
type Events struct{ T table.Table }

// Minute reads the events that were written in a minute, in no order.
func (s Events) Minute(ctx context.Context, minute time.Time) ([]event.Raw, error) {
	var raws []event.Raw
	for shard := range outboxShards {
		items, err := queryAll(ctx, s.T, table.Query{PK: outboxPK(minute, strconv.Itoa(shard))})
		if err != nil {
			return nil, fmt.Errorf("read the outbox: %w", err)
		}
		for _, item := range items {
			raws = append(raws, RawEvent(item))
		}
	}
	return raws, nil
}

// Swept returns how far the outbox was swept.
func (s Events) Swept(ctx context.Context) (time.Time, error) {
	items, err := s.T.Get(ctx, []table.Key{sweepMarkKey()}, true)
	if err != nil || items[0] == nil {
		return time.Time{}, err
	}
	return time.Parse(table.TimeLayout, items[0].String("swept"))
}

// MarkSwept moves the mark of Swept.
func (s Events) MarkSwept(ctx context.Context, t time.Time) error {
	_, _, err := s.T.Update(ctx, table.Update{
		Key: sweepMarkKey(), Set: map[string]any{"type": "mark", "v": int64(1), "swept": table.Value(t)},
	})
	return err
}

// Park keeps an event that nobody can read, or that somebody finally refused.
func (s Events) Park(ctx context.Context, r event.Raw, reason string) error {
	k := parkedKey(r.Origin)
	return s.T.Commit(ctx, []table.Op{table.Put{Item: table.Item{
		table.PK: k.PK, table.SK: k.SK, "type": "parked", "v": int64(1), "event": r.Text, "reason": reason,
	}}})
}

// Parked returns what was parked, and why, by its origin.
func (s Events) Parked(ctx context.Context) (map[event.Raw]string, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: parkedPK(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("read parked events: %w", err)
	}
	out := make(map[event.Raw]string, len(items))
	for _, item := range items {
		out[event.Raw{Origin: item.String(table.SK), Text: item.String("event")}] = item.String("reason")
	}
	return out, nil
}

// Unpark forgets a parked event, once it was told after all.
func (s Events) Unpark(ctx context.Context, r event.Raw) error {
	return s.T.Commit(ctx, []table.Op{table.Delete{Key: parkedKey(r.Origin)}})
}

var (
	_ event.Outbox = Events{}
	_ event.Parker = Events{}
)
