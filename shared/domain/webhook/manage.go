package webhook

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Manager is what a partner does with its hooks, and a program, without a
// partner, with its own.
type Manager struct {
	Hooks      Hooks
	Deliveries Deliveries
	Sealer     Sealer
	Sender     queue.Sender
	Rules      Rules
	Clock      clock.Clock
	Entropy    io.Reader
}

// Input is what the owner decides about a hook. The form is fixed once made.
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
	if err := m.room(ctx, h, 1); err != nil {
		return Hook{}, "", err
	}
	var err error
	if h.ID, err = id.New[id.Hook](now, m.Entropy); err != nil {
		return Hook{}, "", err
	}
	secret := ""
	if h.Form == JSON {
		if secret, err = m.seal(ctx, &h); err != nil {
			return Hook{}, "", err
		}
	}
	if err := m.Hooks.SaveHook(ctx, h); err != nil {
		return Hook{}, "", err
	}
	// Looked at again with the hook in place, so that those who save at the
	// same time cannot all slip in.
	if err := m.room(ctx, h, 0); err != nil {
		return Hook{}, "", errors.Join(err, m.Hooks.DeleteHook(ctx, h))
	}
	return h, secret, nil
}

// room is a Conflict unless that many more hooks of the owner find a place.
func (m Manager) room(ctx context.Context, h Hook, more int) error {
	have, err := m.Hooks.Of(ctx, h.Program, h.Partner)
	if err != nil {
		return fmt.Errorf("count hooks: %w", err)
	}
	if len(have)+more > Limit(h.Partner) {
		return fault.New(fault.Conflict, "webhook.too_many", "There can be %d hooks; delete one first.", Limit(h.Partner))
	}
	return nil
}

// Update changes name, URL and topics. A hook that was failing or given up
// begins anew; a paused one stays paused.
func (m Manager) Update(ctx context.Context, p id.Program, o id.Partner, hook id.Hook, in Input) (Hook, error) {
	h, err := m.Hooks.Hook(ctx, p, o, hook)
	if err != nil {
		return Hook{}, err
	}
	if h.Status != Paused {
		h = h.fresh()
	}
	h.Name, h.URL, h.Topics, h.Version = in.Name, in.URL, in.Topics, h.Version+1
	if err := h.check(m.Rules); err != nil {
		return Hook{}, err
	}
	return h, m.Hooks.SaveHook(ctx, h)
}

// Pause stops a hook: while it is paused it hears of nothing, later neither.
func (m Manager) Pause(ctx context.Context, p id.Program, o id.Partner, hook id.Hook) (Hook, error) {
	return m.turn(ctx, p, o, hook, func(h Hook) Hook {
		h = h.fresh()
		h.Status = Paused
		return h
	})
}

// Enable lets a paused or given up hook hear again.
func (m Manager) Enable(ctx context.Context, p id.Program, o id.Partner, hook id.Hook) (Hook, error) {
	return m.turn(ctx, p, o, hook, Hook.fresh)
}

func (m Manager) turn(ctx context.Context, p id.Program, o id.Partner, hook id.Hook, to func(Hook) Hook) (Hook, error) {
	h, err := m.Hooks.Hook(ctx, p, o, hook)
	if err != nil {
		return Hook{}, err
	}
	turned := to(h)
	if turned.Status == h.Status && turned.Failures == h.Failures {
		return h, nil
	}
	turned.Version++
	return turned, m.Hooks.SaveHook(ctx, turned)
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
