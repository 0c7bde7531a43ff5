package app

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
)

// Relay tells events to all who listen: counters, activity, queues, hooks.
func (b Backends) Relay() event.Relay {
	hooks := store.Hooks{T: b.Table}
	return event.Relay{
		Parker: store.Events{T: b.Table},
		Listeners: []event.Listener{
			event.ListenerFunc(store.Stats{T: b.Table}.RollUp),
			store.Activity{T: b.Table},
			event.Forward{To: queue.Payouts, Sender: b.Queue, Wrap: event.OrderPayout},
			event.Forward{To: queue.Notices, Sender: b.Queue, Wrap: notice.Message},
			conversion.Awaited{Queue: b.Queue},
			conversion.Late{Queue: b.Queue},
			conversion.LetIn{Queue: b.Queue},
			conversion.Progress{Queue: b.Queue},
			webhook.Fanout{Hooks: hooks, Deliveries: hooks, Splitter: store.Parts{T: b.Table}, Sender: b.Queue, Clock: b.Clock},
		},
	}
}

// OutboxRelay tells the events among the table's new items.
func (b Backends) OutboxRelay() lambdarun.Records {
	relay := b.Relay()
	return func(ctx context.Context, items []table.Item) (int, error) {
		raws := make([]event.Raw, len(items))
		for i, item := range items {
			raws[i] = store.RawEvent(item)
		}
		n, err := relay.Tell(ctx, raws)
		if err != nil {
			return n, fmt.Errorf("tell events: %w", err)
		}
		return n, nil
	}
}

// OutboxRelay makes the handler of functions/outbox-relay.
func OutboxRelay(_ context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "CONVERSIONS_QUEUE_URL", "PAYOUTS_QUEUE_URL", "NOTICES_QUEUE_URL", "WEBHOOKS_QUEUE_URL")
	if err != nil {
		return nil, err
	}
	k.withQueues()
	return k.Run.Stream(k.Backends.OutboxRelay()), nil
}
