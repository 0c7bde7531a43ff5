package webhook

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Fanout makes the deliveries of events. It listens to the relay.
type Fanout struct {
	Hooks      Hooks
	Deliveries Deliveries
	Splitter   Splitter
	Sender     queue.Sender
	Clock      clock.Clock
}

// Splitter makes one event per commission of an event that tells of several:
// whoever is called wants to know the click and the sale of each.
type Splitter interface {
	Split(ctx context.Context, e event.Event) ([]event.Event, error)
}

type account struct {
	program id.Program
	partner id.Partner
}

// Hear stores a delivery for each event and each hook that wants it, of the
// partner and of the program, and asks for its first attempt. A delivery that
// exists is left alone: should its message have been lost, the sweep finds it.
func (f Fanout) Hear(ctx context.Context, es []event.Event) error {
	now := f.Clock.Now()
	known := map[account][]Hook{}
	var refs []Ref
	for _, e := range es {
		topics := TopicsOf(e)
		if len(topics) == 0 {
			continue
		}
		hooks, err := f.hooks(ctx, known, e)
		if err != nil {
			return err
		}
		parts, err := f.split(ctx, e, topics, hooks)
		if err != nil {
			return err
		}
		for _, one := range parts {
			added, err := f.deliver(ctx, one, topics, hooks, now)
			if err != nil {
				return err
			}
			refs = append(refs, added...)
		}
	}
	return enqueue(ctx, f.Sender, refs)
}

// hooks returns those that may hear of the event, reading each owner's once.
func (f Fanout) hooks(ctx context.Context, known map[account][]Hook, e event.Event) ([]Hook, error) {
	owners := []id.Partner{""}
	if e.Partner != "" {
		owners = append(owners, e.Partner)
	}
	var all []Hook
	for _, o := range owners {
		a := account{e.Program, o}
		if _, ok := known[a]; !ok {
			hooks, err := f.Hooks.Of(ctx, a.program, a.partner)
			if err != nil {
				return nil, fmt.Errorf("read the hooks of %s %s: %w", a.program, a.partner, err)
			}
			known[a] = hooks
		}
		all = append(all, known[a]...)
	}
	return all, nil
}

// split returns what is to be told of an event: nothing when nobody listens,
// and one event per commission when it is of several.
func (f Fanout) split(ctx context.Context, e event.Event, topics []Topic, hooks []Hook) ([]event.Event, error) {
	heard := slices.ContainsFunc(hooks, func(h Hook) bool { return slices.ContainsFunc(topics, h.Hears) })
	if !heard {
		return nil, nil
	}
	if n := e.Data[event.Count]; n == "" || n == "1" {
		return []event.Event{e}, nil
	}
	parts, err := f.Splitter.Split(ctx, e)
	if err != nil {
		return nil, fmt.Errorf("split event %s: %w", e.ID, err)
	}
	return parts, nil
}

func (f Fanout) deliver(ctx context.Context, e event.Event, topics []Topic, hooks []Hook, now time.Time) ([]Ref, error) {
	var refs []Ref
	for _, h := range hooks {
		for _, t := range topics {
			if !h.Hears(t) || e.At.Before(h.CreatedAt) {
				continue
			}
			d, err := newDelivery(h, t, e, now)
			if err != nil {
				return nil, err
			}
			added, err := f.Deliveries.Add(ctx, d)
			if err != nil {
				return nil, fmt.Errorf("add a delivery of %s to %s: %w", e.ID, h.ID, err)
			}
			if added {
				refs = append(refs, d.Ref)
			}
		}
	}
	return refs, nil
}

func enqueue(ctx context.Context, s queue.Sender, refs []Ref) error {
	if len(refs) == 0 {
		return nil
	}
	ms := make([]queue.Message, 0, len(refs))
	for _, r := range refs {
		body, err := json.Marshal(r)
		if err != nil {
			return fmt.Errorf("write a delivery's message: %w", err)
		}
		ms = append(ms, queue.Message{Body: string(body)})
	}
	if err := s.Send(ctx, queue.Webhooks, ms...); err != nil {
		return fmt.Errorf("send %d deliveries: %w", len(ms), err)
	}
	return nil
}

// parseRef reads a message of the webhooks queue; what is none is Invalid.
func parseRef(body string) (Ref, error) {
	var r Ref
	if err := json.Unmarshal([]byte(body), &r); err != nil || r.Hook == "" || r.Delivery == "" || r.Program == "" {
		return Ref{}, fault.New(fault.Invalid, "webhook.unreadable", "the message names no delivery")
	}
	return r, nil
}

var _ event.Listener = Fanout{}
