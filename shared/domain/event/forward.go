package event

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Forward puts events on a queue. Wrap makes the message, or says that the
// event is of no concern there.
type Forward struct {
	To     queue.Name
	Sender queue.Sender
	Wrap   func(Event) (queue.Message, bool)
}

// Hear sends the messages of the events that concern the queue.
func (f Forward) Hear(ctx context.Context, es []Event) error {
	var ms []queue.Message
	for _, e := range es {
		if m, ok := f.Wrap(e); ok {
			ms = append(ms, m)
		}
	}
	if len(ms) == 0 {
		return nil
	}
	if err := f.Sender.Send(ctx, f.To, ms...); err != nil {
		return fmt.Errorf("forward %d events to %s: %w", len(ms), f.To, err)
	}
	return nil
}

// PayoutOrder is the body of a message on the payouts queue. It holds ids
// only: whoever sends the money reads the payout again and acts on its state.
type PayoutOrder struct {
	Payout string `json:"payout"`
}

// OrderPayout makes the message by which a queued payout gets sent. Payouts of
// one partner follow each other.
func OrderPayout(e Event) (queue.Message, bool) {
	if e.Type != PayoutQueued {
		return queue.Message{}, false
	}
	body, err := json.Marshal(PayoutOrder{e.Subject})
	if err != nil { // one string always has a JSON form
		return queue.Message{}, false
	}
	return queue.Message{ID: string(e.ID), Group: string(e.Partner), Body: string(body)}, true
}

var _ Listener = Forward{}
