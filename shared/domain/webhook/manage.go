package webhook

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Manager is what a partner does with its hooks.
type Manager struct {
	Hooks      Hooks
	Deliveries Deliveries
	Sealer     Sealer
	Sender     queue.Sender
	Rules      Rules
	Clock      clock.Clock
	Entropy    io.Reader
}

// Input is what the partner decides about a hook. The form is fixed once made.
type Input struct {
	Name   string
	Form   Form
	URL    string
	Topics []Topic
}

// Create makes a hook. The secret of a JSON hook is returned here and never
// again. Faults: Invalid for the input, Conflict when there are too many.
func (m Manager) Create(ctx context.Context, p id.Program, o id.Partner, in Input) (Hook, string, error) {
	now := m.Clock.Now()
	h := Hook{Program: p, Partner: o, Name: in.Name, Form: in.Form, URL: in.URL, Topics: in.Topics, Status: Active, CreatedAt: now, Version: 1}
	if err := h.check(m.Rules); err != nil {
		return Hook{}, "", err
	}
	have, err := m.Hooks.Of(ctx, p, o)
	if err != nil {
		return Hook{}, "", fmt.Errorf("count hooks: %w", err)
	}
	if len(have) >= MaxHooks {
		return Hook{}, "", fault.New(fault.Conflict, "webhook.too_many", "There can be %d hooks; delete one first.", MaxHooks)
	}
	if h.ID, err = id.New[id.Hook](now, m.Entropy); err != nil {
		return Hook{}, "", err
	}
	secret := ""
	if h.Form == JSON {
		if secret, err = m.seal(ctx, &h); err != nil {
			return Hook{}, "", err
		}
	}
	return h, secret, m.Hooks.SaveHook(ctx, h)
}

// Update changes name, URL and topics, and lets a disabled hook begin anew.
func (m Manager) Update(ctx context.Context, p id.Program, o id.Partner, hook id.Hook, in Input) (Hook, error) {
	h, err := m.Hooks.Hook(ctx, p, o, hook)
	if err != nil {
		return Hook{}, err
	}
	h.Name, h.URL, h.Topics, h.Version = in.Name, in.URL, in.Topics, h.Version+1
	h.Status, h.FailingSince, h.LastError = Active, time.Time{}, ""
	if err := h.check(m.Rules); err != nil {
		return Hook{}, err
	}
	return h, m.Hooks.SaveHook(ctx, h)
}

// Rotate gives a JSON hook a new secret, which is returned here only. The old
// one signs along for a day.
func (m Manager) Rotate(ctx context.Context, p id.Program, o id.Partner, hook id.Hook) (string, error) {
	h, err := m.Hooks.Hook(ctx, p, o, hook)
	if err != nil {
		return "", err
	}
	if h.Form != JSON {
		return "", fault.New(fault.Conflict, "webhook.no_secret", "A hook of this form has no secret.")
	}
	now := m.Clock.Now()
	h.OldSecret, h.OldUntil, h.Version = h.Secret, now.Add(secretsShare), h.Version+1
	secret, err := m.seal(ctx, &h)
	if err != nil {
		return "", err
	}
	return secret, m.Hooks.SaveHook(ctx, h)
}

func (m Manager) seal(ctx context.Context, h *Hook) (string, error) {
	secret, err := newSecret(m.Entropy)
	if err != nil {
		return "", err
	}
	h.Secret, err = m.Sealer.Seal(ctx, string(h.ID), []byte(secret))
	if err != nil {
		return "", fmt.Errorf("seal the secret of %s: %w", h.ID, err)
	}
	return secret, nil
}

// Delete removes a hook. What is still to be delivered to it is dropped.
func (m Manager) Delete(ctx context.Context, p id.Program, o id.Partner, hook id.Hook) error {
	h, err := m.Hooks.Hook(ctx, p, o, hook)
	if err != nil {
		return err
	}
	return m.Hooks.DeleteHook(ctx, h)
}

// Log returns the hook's deliveries, the newest first.
func (m Manager) Log(ctx context.Context, p id.Program, o id.Partner, hook id.Hook, pr page.Request) (page.Of[Delivery], error) {
	if _, err := m.Hooks.Hook(ctx, p, o, hook); err != nil {
		return page.Of[Delivery]{}, err
	}
	return m.Deliveries.List(ctx, hook, pr)
}

// Replay sends a delivery once more, whatever became of it, with its own id.
func (m Manager) Replay(ctx context.Context, r Ref) (Delivery, error) {
	h, err := m.Hooks.Hook(ctx, r.Program, r.Partner, r.Hook)
	if err != nil {
		return Delivery{}, err
	}
	if h.Status == Disabled {
		return Delivery{}, fault.New(fault.Conflict, "webhook.disabled", "The hook is disabled; save it once to enable it.")
	}
	d, err := m.Deliveries.Load(ctx, r)
	if err != nil {
		return Delivery{}, err
	}
	d = d.again(m.Clock.Now())
	if err := m.Deliveries.Save(ctx, d); err != nil {
		return Delivery{}, err
	}
	return d, enqueue(ctx, m.Sender, []Ref{r})
}

// Test sends an invented event to a hook, to be found in its log.
func (m Manager) Test(ctx context.Context, p id.Program, o id.Partner, hook id.Hook) (Delivery, error) {
	h, err := m.Hooks.Hook(ctx, p, o, hook)
	if err != nil {
		return Delivery{}, err
	}
	e, err := sample(p, o, m.Clock.Now(), m.Entropy)
	if err != nil {
		return Delivery{}, err
	}
	d, err := newDelivery(h, ConversionCreated, e, e.At)
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
	d := Delivery{Topic: ConversionCreated, Event: event.Event{At: m.Clock.Now(), Data: sampleData()}}
	return Expand(template, d.values()), nil
}
