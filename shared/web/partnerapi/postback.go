package partnerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const postbackBase = programBase + "/postback"

func (a api) postback() httpkit.Noun {
	return httpkit.Noun{Name: "Partner postback", Patterns: []string{postbackBase}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-postback", Method: http.MethodGet, Path: postbackBase, Access: admin,
			Summary: "The address we call when something happens to you",
		}, inProgram(a, a.getPostback))
		httpkit.Register(r, httpkit.Op{
			ID: "put-postback", Method: http.MethodPut, Path: postbackBase, Access: admin,
			Summary: "Set that address", Description: "The JSON form's signing secret is in the answer that makes it, and never again.",
		}, inProgram(a, a.putPostback))
		httpkit.Register(r, httpkit.Op{
			ID: "delete-postback", Method: http.MethodDelete, Path: postbackBase, Access: admin,
			Summary: "Forget that address",
		}, inProgram(a, a.deletePostback))
		httpkit.Register(r, httpkit.Op{
			ID: "preview-postback", Method: http.MethodPost, Path: postbackBase + "/preview", Access: admin,
			Summary: "Fill an address with sample values, or say what is wrong with it", Description: "Nothing is called and nothing is kept.",
		}, inProgram(a, a.previewPostback))
		httpkit.Register(r, httpkit.Op{
			ID: "test-postback", Method: http.MethodPost, Path: postbackBase + "/test", Access: admin, Status: http.StatusAccepted,
			Summary: "Send an invented event to the address", Description: "What came of it is in the deliveries.",
		}, inProgram(a, a.testPostback))
		httpkit.Register(r, httpkit.Op{
			ID: "rotate-hook-secret", Method: http.MethodPost, Path: postbackBase + "/secret", Access: admin,
			Summary: "Make a new signing secret, shown this once", Description: "The old one signs along for a day.",
		}, inProgram(a, a.rotateHookSecret))
		httpkit.Register(r, httpkit.Op{
			ID: "list-deliveries", Method: http.MethodGet, Path: postbackBase + "/deliveries", Access: admin,
			Summary: "What was sent, newest first, with every attempt",
		}, inProgram(a, a.listDeliveries))
		httpkit.Register(r, httpkit.Op{
			ID: "replay-delivery", Method: http.MethodPost, Path: postbackBase + "/deliveries/{delivery}/replay", Access: admin, Status: http.StatusAccepted,
			Summary: "Send one again",
		}, inProgram(a, a.replayDelivery))
	}}
}

func (a api) getPostback(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[Postback], error) {
	hooks, err := a.Hooks.Of(ctx, m.Program.ID, m.Partner)
	if err != nil {
		return nil, err
	}
	if len(hooks) == 0 {
		return httpkit.OK(Postback{Form: string(webhook.Get), Topics: []string{}, Status: string(webhook.Active)}), nil
	}
	return httpkit.OK(postbackOf(hooks[0], "")), nil
}

// hook is the one that the partner has set; NotFound without one.
func (a api) hook(ctx context.Context, m member) (webhook.Hook, error) {
	hooks, err := a.Hooks.Of(ctx, m.Program.ID, m.Partner)
	if err != nil {
		return webhook.Hook{}, err
	}
	if len(hooks) == 0 {
		return webhook.Hook{}, fault.New(fault.NotFound, "postback.not_set", "No address is set.")
	}
	return hooks[0], nil
}

type postbackInput struct {
	ProgramPath
	Body PostbackInput
}

// putPostback changes the address, or makes it. Another form is another hook,
// because a form and its secret belong together.
func (a api) putPostback(ctx context.Context, m member, in *postbackInput) (*httpkit.Body[Postback], error) {
	input := webhook.Input{Form: webhook.Form(in.Body.Form), URL: in.Body.URL}
	for _, t := range in.Body.Topics {
		input.Topics = append(input.Topics, webhook.Topic(t))
	}
	h, err := a.hook(ctx, m)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	if err == nil && h.Form == input.Form {
		h, err = a.HookDesk.Update(ctx, m.Program.ID, m.Partner, h.ID, input)
		return httpkit.OK(postbackOf(h, "")), err
	}
	made, secret, createErr := a.HookDesk.Create(ctx, m.Program.ID, m.Partner, input)
	if createErr != nil {
		return nil, createErr
	}
	if err == nil {
		if err := a.HookDesk.Delete(ctx, m.Program.ID, m.Partner, h.ID); err != nil {
			return nil, err
		}
	}
	return httpkit.OK(postbackOf(made, secret)), nil
}

func (a api) deletePostback(ctx context.Context, m member, _ *ProgramPath) (*httpkit.None, error) {
	h, err := a.hook(ctx, m)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.HookDesk.Delete(ctx, m.Program.ID, m.Partner, h.ID)
}

type previewPostbackInput struct {
	ProgramPath
	Body PostbackPreviewInput
}

func (a api) previewPostback(_ context.Context, _ member, in *previewPostbackInput) (*httpkit.Body[PostbackPreview], error) {
	url, problems := a.HookDesk.Preview(in.Body.URL)
	return httpkit.OK(PostbackPreview{URL: url, Problems: append([]string{}, problems...)}), nil
}

func (a api) testPostback(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[Delivery], error) {
	h, err := a.hook(ctx, m)
	if err != nil {
		return nil, err
	}
	d, err := a.HookDesk.Test(ctx, m.Program.ID, m.Partner, h.ID)
	return httpkit.OK(deliveryOf(d)), err
}

func (a api) rotateHookSecret(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[HookSecret], error) {
	h, err := a.hook(ctx, m)
	if err != nil {
		return nil, err
	}
	secret, err := a.HookDesk.Rotate(ctx, m.Program.ID, m.Partner, h.ID)
	return httpkit.OK(HookSecret{Secret: secret}), err
}

type listDeliveriesInput struct {
	ProgramPath
	httpkit.PageQuery
}

func (a api) listDeliveries(ctx context.Context, m member, in *listDeliveriesInput) (*httpkit.Body[httpkit.List[Delivery]], error) {
	h, err := a.hook(ctx, m)
	if fault.Is(err, fault.NotFound) {
		return httpkit.OK(httpkit.List[Delivery]{Data: []Delivery{}}), nil
	}
	if err != nil {
		return nil, err
	}
	p, err := a.HookDesk.Log(ctx, m.Program.ID, m.Partner, h.ID, in.Request())
	return httpkit.OK(httpkit.ListOf(p, deliveryOf)), err
}

// DeliveryPath is one delivery.
type DeliveryPath struct {
	ProgramPath
	Delivery string `path:"delivery" example:"dlv_01JD0000000000000000000000"`
}

func (a api) replayDelivery(ctx context.Context, m member, in *DeliveryPath) (*httpkit.Body[Delivery], error) {
	ref := webhook.Ref{Program: m.Program.ID, Partner: m.Partner}
	var err error
	if ref.Delivery, err = parse[id.Delivery](in.Delivery, "delivery"); err != nil {
		return nil, err
	}
	h, err := a.hook(ctx, m)
	if err != nil {
		return nil, err
	}
	ref.Hook = h.ID
	d, err := a.HookDesk.Replay(ctx, ref)
	return httpkit.OK(deliveryOf(d)), err
}

// Postback is an address we call.
type Postback struct {
	Set          bool      `json:"set" doc:"False: there is none yet, and the other fields are empty"`
	ID           string    `json:"id"`
	Form         string    `json:"form" enum:"get,json" doc:"get: macros in the address; json: a signed POST"`
	URL          string    `json:"url"`
	Topics       []string  `json:"topics"`
	Status       string    `json:"status" enum:"active,failing,disabled"`
	LastError    string    `json:"last_error,omitempty"`
	FailingSince time.Time `json:"failing_since,omitzero"`
	Secret       string    `json:"secret,omitempty" doc:"Of the JSON form; shown once"`
	Version      int64     `json:"version"`
}

// PostbackInput is an address to call.
type PostbackInput struct {
	Form   string   `json:"form" enum:"get,json"`
	URL    string   `json:"url" minLength:"1" maxLength:"2000"`
	Topics []string `json:"topics" minItems:"1" maxItems:"20"`
}

// PostbackPreviewInput is an address to look at.
type PostbackPreviewInput struct {
	URL string `json:"url" minLength:"1" maxLength:"2000"`
}

// PostbackPreview is what would be called, or what is wrong.
type PostbackPreview struct {
	URL      string   `json:"url"`
	Problems []string `json:"problems"`
}

// HookSecret is a new signing secret.
type HookSecret struct {
	Secret string `json:"secret" doc:"Shown this once"`
}

// Delivery is one event on its way to the address.
type Delivery struct {
	ID        string    `json:"id"`
	Topic     string    `json:"topic"`
	Status    string    `json:"status" enum:"pending,retry,ok,dead"`
	CreatedAt time.Time `json:"created_at"`
	NextAt    time.Time `json:"next_at,omitzero" doc:"When it is tried again"`
	Reason    string    `json:"reason,omitempty"`
	Attempts  []Attempt `json:"attempts" doc:"The last ten"`
}

// Attempt is one call of the address.
type Attempt struct {
	At         time.Time `json:"at"`
	Status     int       `json:"status,omitempty"`
	Error      string    `json:"error,omitempty"`
	DurationMS int64     `json:"duration_ms"`
}

func postbackOf(h webhook.Hook, secret string) Postback {
	v := Postback{
		Set: true, ID: string(h.ID), Form: string(h.Form), URL: h.URL, Topics: []string{}, Status: string(h.Status),
		LastError: h.LastError, FailingSince: h.FailingSince, Secret: secret, Version: h.Version,
	}
	for _, t := range h.Topics {
		v.Topics = append(v.Topics, string(t))
	}
	return v
}

func deliveryOf(d webhook.Delivery) Delivery {
	v := Delivery{
		ID: string(d.Ref.Delivery), Topic: string(d.Topic), Status: string(d.Status),
		CreatedAt: d.Event.At, NextAt: d.NextAt, Reason: d.Reason, Attempts: []Attempt{},
	}
	for _, t := range d.Attempts {
		v.Attempts = append(v.Attempts, Attempt{At: t.At, Status: t.Status, Error: t.Error, DurationMS: t.Millis})
	}
	return v
}
