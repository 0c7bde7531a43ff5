package conversion

import (
	"context"
	"encoding/json"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Intake decides an event that a provider sent.
type Intake func(ctx context.Context, p id.Program, m queue.Message) error

// Consumer decides what stands on the conversions queue: reports that could not
// be decided at once, providers' events, conversions to be decided again,
// those whose click is recorded late, and partners who were let in.
type Consumer struct {
	Processor Processor
	Providers map[string]Intake // by the kind of their messages
	Joiner    Joiner
	Referrals Referrals
}

// Handle decides each message by itself.
func (c Consumer) Handle(ctx context.Context, batch []queue.Message) []error {
	errs := make([]error, len(batch))
	for i, m := range batch {
		errs[i] = c.one(ctx, m)
	}
	return errs
}

func (c Consumer) one(ctx context.Context, m queue.Message) error {
	kind := m.Attributes["kind"]
	if intake, ok := c.Providers[kind]; ok {
		p, err := id.Parse[id.Program](m.Attributes["program"])
		if err != nil {
			return err
		}
		return intake(ctx, p, m)
	}
	switch kind {
	case "again":
		var e event.Event
		if err := json.Unmarshal([]byte(m.Body), &e); err != nil {
			return unreadable(err)
		}
		_, err := c.Processor.Again(ctx, e.Program, e.Data["order"], Kind(e.Data["kind"]), e.Data["transaction"])
		return err
	case "join":
		return c.Joiner.Take(ctx, m)
	case "referral":
		return c.Referrals.Take(ctx, m)
	case "report":
		var r Report
		if err := json.Unmarshal([]byte(m.Body), &r); err != nil {
			return unreadable(err)
		}
		_, err := c.Processor.Process(ctx, r)
		return err
	}
	return fault.New(fault.Invalid, "conversion.message_unknown", "The message is of no kind that is known here.")
}

func unreadable(err error) error {
	return fault.Wrap(err, fault.Invalid, "conversion.message_unreadable", "The message cannot be read.")
}

// Awaited puts conversions whose customer was bound back on the queue. It
// listens to the outbox.
type Awaited struct{ Queue queue.Sender }

// Hear sends one message per event of its type.
func (a Awaited) Hear(ctx context.Context, es []event.Event) error {
	for _, e := range es {
		if e.Type != event.ConversionAwaited {
			continue
		}
		body, err := json.Marshal(e)
		if err != nil {
			return unreadable(err)
		}
		if err := a.Queue.Send(ctx, queue.Conversions, queue.Message{Body: string(body), Attributes: map[string]string{"kind": "again"}}); err != nil {
			return err
		}
	}
	return nil
}

var _ event.Listener = Awaited{}
