package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/web/hookview"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const webhookBase = base + "/webhooks"

func (a api) webhooks() httpkit.Noun {
	return httpkit.Noun{Name: "Manager webhooks", Patterns: []string{webhookBase}, Register: func(r *httpkit.API) {
		a.keepWebhooks(r)
		a.watchWebhooks(r)
	}}
}

func (a api) keepWebhooks(r *httpkit.API) {
	const one = webhookBase + "/{hook}"
	httpkit.Register(r, httpkit.Op{
		ID: "list-webhooks", Method: http.MethodGet, Path: webhookBase, Access: viewer,
		Summary: "The addresses that we call when something happens in the program",
	}, in(a, a.listWebhooks))
	httpkit.Register(r, httpkit.Op{
		ID: "create-webhook", Method: http.MethodPost, Path: webhookBase, Access: manager, Status: http.StatusCreated,
		Summary: "Add one", Description: "The JSON form's signing secret is in the answer, and never again.",
	}, in(a, a.createWebhook))
	httpkit.Register(r, httpkit.Op{
		ID: "preview-webhook", Method: http.MethodPost, Path: webhookBase + "/preview", Access: manager,
		Summary: "Fill an address with sample values, or say what is wrong with it", Description: "Nothing is called and nothing is kept.",
	}, in(a, a.previewWebhook))
	httpkit.Register(r, httpkit.Op{
		ID: "update-webhook", Method: http.MethodPut, Path: one, Access: manager,
		Summary: "Change one", Description: "Its form stays what it is. One that was failing or disabled begins anew.",
	}, in(a, a.updateWebhook))
	httpkit.Register(r, httpkit.Op{
		ID: "delete-webhook", Method: http.MethodDelete, Path: one, Access: manager,
		Summary: "Remove one",
	}, in(a, a.deleteWebhook))
	httpkit.Register(r, httpkit.Op{
		ID: "pause-webhook", Method: http.MethodPost, Path: one + "/pause", Access: manager,
		Summary: "Stop calling one", Description: "What happens meanwhile is not sent later.",
	}, in(a, a.pauseWebhook))
	httpkit.Register(r, httpkit.Op{
		ID: "enable-webhook", Method: http.MethodPost, Path: one + "/enable", Access: manager,
		Summary: "Call one again that was paused or disabled",
	}, in(a, a.enableWebhook))
	httpkit.Register(r, httpkit.Op{
		ID: "rotate-webhook-signing-secret", Method: http.MethodPost, Path: one + "/secret", Access: manager,
		Summary: "Make a new signing secret, shown this once", Description: "The old one signs along for a day.",
	}, in(a, a.rotateWebhook))
}

func (a api) watchWebhooks(r *httpkit.API) {
	const one, log = webhookBase + "/{hook}", webhookBase + "/{hook}/deliveries"
	httpkit.Register(r, httpkit.Op{
		ID: "test-webhook", Method: http.MethodPost, Path: one + "/test", Access: manager, Status: http.StatusAccepted,
		Summary: "Send an invented event", Description: "What came of it is in the delivery that is answered.",
	}, in(a, a.testWebhook))
	httpkit.Register(r, httpkit.Op{
		ID: "list-webhook-deliveries", Method: http.MethodGet, Path: log, Access: viewer,
		Summary: "What was sent, newest first, with every attempt",
	}, in(a, a.listWebhookDeliveries))
	httpkit.Register(r, httpkit.Op{
		ID: "get-webhook-delivery", Method: http.MethodGet, Path: log + "/{delivery}", Access: viewer,
		Summary: "One delivery, with the whole request and how the answer begins",
	}, in(a, a.getWebhookDelivery))
	httpkit.Register(r, httpkit.Op{
		ID: "replay-webhook-delivery", Method: http.MethodPost, Path: log + "/{delivery}/replay", Access: manager, Status: http.StatusAccepted,
		Summary: "Send one again",
	}, in(a, a.replayWebhookDelivery))
	httpkit.Register(r, httpkit.Op{
		ID: "replay-failed-webhook-deliveries", Method: http.MethodPost, Path: one + "/replay-failed", Access: manager, Status: http.StatusAccepted,
		Summary: "Send again what was given up in a window", Description: "At most 200 at a time; the answer says whether there are more.",
	}, in(a, a.replayFailedWebhook))
}

// WebhookPath is one webhook.
type WebhookPath struct {
	ProgramPath
	Hook string `path:"hook" example:"whk_01JD0000000000000000000000"`
}

// WebhookDeliveryPath is one delivery of it.
type WebhookDeliveryPath struct {
	WebhookPath
	Delivery string `path:"delivery" example:"dlv_01JD0000000000000000000000"`
}

type (
	createWebhookInput struct {
		ProgramPath
		Body hookview.HookInput
	}
	previewWebhookInput struct {
		ProgramPath
		Body hookview.HookPreviewInput
	}
	updateWebhookInput struct {
		WebhookPath
		Body hookview.HookInput
	}
	testWebhookInput struct {
		WebhookPath
		Body hookview.HookTest
	}
	listWebhookDeliveriesInput struct {
		WebhookPath
		httpkit.PageQuery
	}
	replayFailedWebhookInput struct {
		WebhookPath
		Body hookview.HookWindow
	}
)

func (a api) hooks(s staff) hookview.Desk {
	return hookview.Desk{Manager: a.HookDesk, Program: s.Program.ID}
}

func (a api) listWebhooks(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[hookview.Hooks], error) {
	return a.hooks(s).List(ctx)
}

func (a api) createWebhook(ctx context.Context, s staff, in *createWebhookInput) (*httpkit.Body[hookview.Hook], error) {
	return a.hooks(s).Create(ctx, in.Body)
}

func (a api) previewWebhook(_ context.Context, s staff, in *previewWebhookInput) (*httpkit.Body[hookview.HookPreview], error) {
	return a.hooks(s).Preview(in.Body)
}

func (a api) updateWebhook(ctx context.Context, s staff, in *updateWebhookInput) (*httpkit.Body[hookview.Hook], error) {
	return a.hooks(s).Update(ctx, in.Hook, in.Body)
}

func (a api) deleteWebhook(ctx context.Context, s staff, in *WebhookPath) (*httpkit.None, error) {
	return a.hooks(s).Delete(ctx, in.Hook)
}

func (a api) pauseWebhook(ctx context.Context, s staff, in *WebhookPath) (*httpkit.Body[hookview.Hook], error) {
	return a.hooks(s).Pause(ctx, in.Hook)
}

func (a api) enableWebhook(ctx context.Context, s staff, in *WebhookPath) (*httpkit.Body[hookview.Hook], error) {
	return a.hooks(s).Enable(ctx, in.Hook)
}

func (a api) rotateWebhook(ctx context.Context, s staff, in *WebhookPath) (*httpkit.Body[hookview.HookSecret], error) {
	return a.hooks(s).Rotate(ctx, in.Hook)
}

func (a api) testWebhook(ctx context.Context, s staff, in *testWebhookInput) (*httpkit.Body[hookview.HookDelivery], error) {
	return a.hooks(s).Test(ctx, in.Hook, in.Body)
}

func (a api) listWebhookDeliveries(ctx context.Context, s staff, in *listWebhookDeliveriesInput) (*httpkit.Body[httpkit.List[hookview.HookDelivery]], error) {
	return a.hooks(s).Log(ctx, in.Hook, in.Request())
}

func (a api) getWebhookDelivery(ctx context.Context, s staff, in *WebhookDeliveryPath) (*httpkit.Body[hookview.HookDelivery], error) {
	return a.hooks(s).Delivery(ctx, in.Hook, in.Delivery)
}

func (a api) replayWebhookDelivery(ctx context.Context, s staff, in *WebhookDeliveryPath) (*httpkit.Body[hookview.HookDelivery], error) {
	return a.hooks(s).Replay(ctx, in.Hook, in.Delivery)
}

func (a api) replayFailedWebhook(ctx context.Context, s staff, in *replayFailedWebhookInput) (*httpkit.Body[hookview.HookReplayed], error) {
	return a.hooks(s).ReplayFailed(ctx, in.Hook, in.Body)
}
