package webhook

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Log returns the hook's deliveries, the newest first.
func (m Manager) Log(ctx context.Context, p id.Program, o id.Partner, hook id.Hook, pr page.Request) (page.Of[Delivery], error) {
	if _, err := m.Hooks.Hook(ctx, p, o, hook); err != nil {
		return page.Of[Delivery]{}, err
	}
	return m.Deliveries.List(ctx, hook, pr)
}

// Delivery returns one delivery, and the form in which it is told.
func (m Manager) Delivery(ctx context.Context, r Ref) (Delivery, Form, error) {
	h, err := m.Hooks.Hook(ctx, r.Program, r.Partner, r.Hook)
	if err != nil {
		return Delivery{}, "", err
	}
	d, err := m.Deliveries.Load(ctx, r)
	return d, h.Form, err
}

// Replay sends a delivery once more, whatever became of it, with its own id.
func (m Manager) Replay(ctx context.Context, r Ref) (Delivery, error) {
	if err := m.replayable(ctx, r); err != nil {
		return Delivery{}, err
	}
	d, err := m.Deliveries.Load(ctx, r)
	if err != nil {
		return Delivery{}, err
	}
	return m.again(ctx, d)
}

func (m Manager) again(ctx context.Context, d Delivery) (Delivery, error) {
	d = d.again(m.Clock.Now())
	if err := m.Deliveries.Save(ctx, d); err != nil {
		return Delivery{}, err
	}
	return d, enqueue(ctx, m.Sender, []Ref{d.Ref})
}

func (m Manager) replayable(ctx context.Context, r Ref) error {
	h, err := m.Hooks.Hook(ctx, r.Program, r.Partner, r.Hook)
	if err != nil {
		return err
	}
	switch h.Status {
	case Disabled:
		return fault.New(fault.Conflict, "webhook.disabled", "The hook is disabled; enable it first.")
	case Paused:
		return fault.New(fault.Conflict, "webhook.paused", "The hook is paused; enable it first.")
	case Active, Failing:
	}
	return nil
}

// Window is a stretch of time, its end left out.
type Window struct{ From, To time.Time }

// replaysAtOnce bounds how many deliveries one call replays.
const replaysAtOnce = 200

// ReplayFailed sends what was given up in a window once more, the newest first.
// It returns how many that were; more says that there are others, for another
// call. Test calls are left out.
func (m Manager) ReplayFailed(ctx context.Context, hook Ref, w Window) (n int, more bool, err error) {
	if !w.From.Before(w.To) {
		return 0, false, fault.New(fault.Invalid, "webhook.bad_window", "The window ends before it begins.")
	}
	if err := m.replayable(ctx, hook); err != nil {
		return 0, false, err
	}
	next := page.Request{Limit: page.MaxLimit}
	for {
		p, err := m.Deliveries.List(ctx, hook.Hook, next)
		if err != nil {
			return n, false, fmt.Errorf("find what failed: %w", err)
		}
		for _, d := range p.Data {
			switch {
			case d.Event.At.Before(w.From):
				return n, false, nil
			case d.Status != Dead || d.Test() || !d.Event.At.Before(w.To):
				continue
			case n == replaysAtOnce:
				return n, true, nil
			}
			if _, err := m.again(ctx, d); unlessConflict(err) != nil {
				return n, true, err
			}
			n++
		}
		if next.Cursor = p.Next; next.Cursor == "" {
			return n, false, nil
		}
	}
}

// testsAtOnce bounds the test calls of a hook in a minute: whoever can save an
// address must not be able to have it flooded.
const testsAtOnce = 30

func (m Manager) calm(ctx context.Context, h Hook, now time.Time) error {
	p, err := m.Deliveries.List(ctx, h.ID, page.Request{Limit: testsAtOnce})
	if err != nil {
		return fmt.Errorf("count test calls: %w", err)
	}
	n := 0
	for _, d := range p.Data {
		if d.Test() && now.Sub(d.Event.At) < time.Minute {
			n++
		}
	}
	if n >= testsAtOnce {
		return fault.New(fault.TooMany, "webhook.too_many_tests", "There were %d test calls within a minute; please wait.", n)
	}
	return nil
}

// Test sends an invented event of a topic to a hook, to be found in its log.
// Without a topic it is the first that the hook hears of.
func (m Manager) Test(ctx context.Context, p id.Program, o id.Partner, hook id.Hook, t Topic) (Delivery, error) {
	h, err := m.Hooks.Hook(ctx, p, o, hook)
	if err != nil {
		return Delivery{}, err
	}
	if t == "" {
		t = h.Topics[0]
	}
	now := m.Clock.Now()
	if err := m.calm(ctx, h, now); err != nil {
		return Delivery{}, err
	}
	e, err := Sample(t, p, o, now, m.Entropy)
	if err != nil {
		return Delivery{}, err
	}
	d, err := newDelivery(h, t, e, e.At)
	if err != nil {
		return Delivery{}, err
	}
	if _, err := m.Deliveries.Add(ctx, d); err != nil {
		return Delivery{}, err
	}
	return d, enqueue(ctx, m.Sender, []Ref{d.Ref})
}

// Preview returns a template filled with invented values, or what is wrong
// with it.
func (m Manager) Preview(template string) (string, []string) {
	if problems := m.Rules.Lint(template); len(problems) > 0 {
		return "", problems
	}
	e, err := Sample(ConversionCreated, SampleProgram, SamplePartner, m.Clock.Now(), m.Entropy)
	if err != nil {
		return "", []string{"cannot be shown just now"}
	}
	return Expand(template, Delivery{Ref: Ref{Delivery: "dlv_sample"}, Topic: ConversionCreated, Event: e}.values()), nil
}
