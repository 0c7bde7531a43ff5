package event

import (
	"context"
	"errors"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Raw is an event as the outbox holds it, perhaps unreadable. Origin names its
// place there.
type Raw struct {
	Origin string
	Text   string
}

// Listener hears events. To hear one twice, or late, must change nothing. A
// final fault means that hearing it again is useless.
type Listener interface {
	Hear(ctx context.Context, es []Event) error
}

// ListenerFunc is a function that listens.
type ListenerFunc func(ctx context.Context, es []Event) error

// Hear calls the function.
func (f ListenerFunc) Hear(ctx context.Context, es []Event) error { return f(ctx, es) }

// Parker keeps what cannot be told, with the reason, for a person to look at.
type Parker interface {
	Park(ctx context.Context, r Raw, reason string) error
}

// Relay tells events to all who listen. It keeps nothing itself.
type Relay struct {
	Listeners []Listener
	Parker    Parker
}

// Tell tells the events in their order and returns how many were told or
// parked. On an error that number is the position of the first one to try
// again; those after it may have been told all the same.
func (r Relay) Tell(ctx context.Context, raws []Raw) (int, error) {
	if es, err := decodeAll(raws); err == nil && r.hear(ctx, es) == nil {
		return len(raws), nil
	}
	for i, raw := range raws {
		if err := r.tellOne(ctx, raw); err != nil {
			return i, err
		}
	}
	return len(raws), nil
}

func (r Relay) tellOne(ctx context.Context, raw Raw) error {
	e, err := Decode(raw.Text)
	if err == nil {
		err = r.hear(ctx, []Event{e})
	}
	if err == nil || !fault.Final(err) {
		return err
	}
	return r.Parker.Park(ctx, raw, err.Error())
}

// hear lets every listener hear, so that one in trouble does not silence the
// others. Trouble that may pass outweighs final faults.
func (r Relay) hear(ctx context.Context, es []Event) error {
	var final, passing []error
	for _, l := range r.Listeners {
		switch err := l.Hear(ctx, es); {
		case err == nil:
		case fault.Final(err):
			final = append(final, err)
		default:
			passing = append(passing, err)
		}
	}
	if len(passing) > 0 {
		return errors.Join(passing...)
	}
	return errors.Join(final...)
}

func decodeAll(raws []Raw) ([]Event, error) {
	es := make([]Event, 0, len(raws))
	for _, raw := range raws {
		e, err := Decode(raw.Text)
		if err != nil {
			return nil, err
		}
		es = append(es, e)
	}
	return es, nil
}

var _ Listener = ListenerFunc(nil)
