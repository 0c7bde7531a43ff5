package store

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
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

// DecodeEvent reads an outbox item, as stored or as it comes by the stream.
// The faults are those of [event.Decode].
func DecodeEvent(item table.Item) (event.Event, error) {
	if item.String("type") != typeEvent {
		return event.Event{}, fault.New(fault.Invalid, "event.unreadable", "the item is no event")
	}
	return event.Decode(item.String("event"))
}
