package hookview

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Desk answers requests about the hooks of one owner: a partner in a program,
// or the program itself, without a partner.
type Desk struct {
	Manager webhook.Manager
	Program id.Program
	Partner id.Partner
}

// List shows the hooks.
func (d Desk) List(ctx context.Context) (*httpkit.Body[Hooks], error) {
	hooks, err := d.Manager.Hooks.Of(ctx, d.Program, d.Partner)
	v := Hooks{Data: []Hook{}, Limit: webhook.Limit(d.Partner), Topics: words(webhook.Topics(d.Partner)), Macros: webhook.Macros()}
	for _, h := range hooks {
		v.Data = append(v.Data, hookOf(h, ""))
	}
	return httpkit.OK(v), err
}

// Create makes a hook.
func (d Desk) Create(ctx context.Context, in HookInput) (*httpkit.Body[Hook], error) {
	h, secret, err := d.Manager.Create(ctx, d.Program, d.Partner, in.input())
	return httpkit.OK(hookOf(h, secret)), err
}

// Update changes a hook.
func (d Desk) Update(ctx context.Context, hook string, in HookInput) (*httpkit.Body[Hook], error) {
	h, err := id.Parse[id.Hook](hook)
	if err != nil {
		return nil, unknown()
	}
	changed, err := d.Manager.Update(ctx, d.Program, d.Partner, h, in.input())
	return httpkit.OK(hookOf(changed, "")), err
}

// Delete removes a hook.
func (d Desk) Delete(ctx context.Context, hook string) (*httpkit.None, error) {
	h, err := id.Parse[id.Hook](hook)
	if err != nil {
		return nil, unknown()
	}
	return &httpkit.None{}, d.Manager.Delete(ctx, d.Program, d.Partner, h)
}

// Pause stops a hook.
func (d Desk) Pause(ctx context.Context, hook string) (*httpkit.Body[Hook], error) {
	return d.turn(ctx, hook, d.Manager.Pause)
}

// Enable lets it hear again.
func (d Desk) Enable(ctx context.Context, hook string) (*httpkit.Body[Hook], error) {
	return d.turn(ctx, hook, d.Manager.Enable)
}

type turn func(context.Context, id.Program, id.Partner, id.Hook) (webhook.Hook, error)

func (d Desk) turn(ctx context.Context, hook string, to turn) (*httpkit.Body[Hook], error) {
	h, err := id.Parse[id.Hook](hook)
	if err != nil {
		return nil, unknown()
	}
	turned, err := to(ctx, d.Program, d.Partner, h)
	return httpkit.OK(hookOf(turned, "")), err
}

// Rotate makes a new secret.
func (d Desk) Rotate(ctx context.Context, hook string) (*httpkit.Body[HookSecret], error) {
	h, err := id.Parse[id.Hook](hook)
	if err != nil {
		return nil, unknown()
	}
	secret, err := d.Manager.Rotate(ctx, d.Program, d.Partner, h)
	return httpkit.OK(HookSecret{Secret: secret}), err
}

// Preview fills an address with invented values.
func (d Desk) Preview(in HookPreviewInput) (*httpkit.Body[HookPreview], error) {
	url, problems := d.Manager.Preview(in.URL)
	return httpkit.OK(HookPreview{URL: url, Problems: append([]string{}, problems...)}), nil
}

// Test sends an invented event.
func (d Desk) Test(ctx context.Context, hook string, in HookTest) (*httpkit.Body[HookDelivery], error) {
	h, err := id.Parse[id.Hook](hook)
	if err != nil {
		return nil, unknown()
	}
	sent, err := d.Manager.Test(ctx, d.Program, d.Partner, h, webhook.Topic(in.Topic))
	return httpkit.OK(deliveryOf(sent)), err
}

// Log lists deliveries.
func (d Desk) Log(ctx context.Context, hook string, r page.Request) (*httpkit.Body[httpkit.List[HookDelivery]], error) {
	h, err := id.Parse[id.Hook](hook)
	if err != nil {
		return nil, unknown()
	}
	p, err := d.Manager.Log(ctx, d.Program, d.Partner, h, r)
	return httpkit.OK(httpkit.ListOf(p, deliveryOf)), err
}

// Delivery shows one with its request and answer.
func (d Desk) Delivery(ctx context.Context, hook, delivery string) (*httpkit.Body[HookDelivery], error) {
	r, err := d.ref(hook, delivery)
	if err != nil {
		return nil, err
	}
	found, form, err := d.Manager.Delivery(ctx, r)
	if err != nil {
		return nil, err
	}
	v := deliveryOf(found)
	if len(found.Attempts) > 0 {
		sent, err := found.Request(form)
		if err != nil {
			return nil, err
		}
		v.Request = &HookRequest{Method: sent.Method, URL: sent.URL, Headers: sent.Header, Body: string(sent.Body)}
	}
	return httpkit.OK(v), nil
}

// Replay sends one again.
func (d Desk) Replay(ctx context.Context, hook, delivery string) (*httpkit.Body[HookDelivery], error) {
	r, err := d.ref(hook, delivery)
	if err != nil {
		return nil, err
	}
	again, err := d.Manager.Replay(ctx, r)
	return httpkit.OK(deliveryOf(again)), err
}

// ReplayFailed sends again what was given up in a window.
func (d Desk) ReplayFailed(ctx context.Context, hook string, w HookWindow) (*httpkit.Body[HookReplayed], error) {
	h, err := id.Parse[id.Hook](hook)
	if err != nil {
		return nil, unknown()
	}
	n, more, err := d.Manager.ReplayFailed(ctx, webhook.Ref{Program: d.Program, Partner: d.Partner, Hook: h}, webhook.Window(w))
	return httpkit.OK(HookReplayed{Count: n, More: more}), err
}

func (d Desk) ref(hook, delivery string) (r webhook.Ref, err error) {
	r = webhook.Ref{Program: d.Program, Partner: d.Partner}
	if r.Hook, err = id.Parse[id.Hook](hook); err != nil {
		return r, unknown()
	}
	if r.Delivery, err = id.Parse[id.Delivery](delivery); err != nil {
		return r, fault.New(fault.NotFound, "webhook.no_delivery", "There is no such delivery.")
	}
	return r, nil
}

func (in HookInput) input() webhook.Input {
	out := webhook.Input{Name: in.Name, Form: webhook.Form(in.Form), URL: in.URL}
	for _, t := range in.Topics {
		out.Topics = append(out.Topics, webhook.Topic(t))
	}
	return out
}

func unknown() error {
	return fault.New(fault.NotFound, "webhook.not_found", "There is no such hook.")
}
