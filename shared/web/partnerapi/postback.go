package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/web/hookview"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const postbackBase = programBase + "/postbacks"

func (a api) postbacks() httpkit.Noun {
	return httpkit.Noun{Name: "Partner postbacks", Patterns: []string{postbackBase}, Register: func(r *httpkit.API) {
		a.keepPostbacks(r)
		a.watchPostbacks(r)
	}}
}

func (a api) keepPostbacks(r *httpkit.API) {
	const one = postbackBase + "/{hook}"
	httpkit.Register(r, httpkit.Op{
		ID: "list-postbacks", Method: http.MethodGet, Path: postbackBase, Access: admin,
		Summary: "The addresses that we call when something happens to you",
	}, inProgram(a, a.listPostbacks))
	httpkit.Register(r, httpkit.Op{
		ID: "create-postback", Method: http.MethodPost, Path: postbackBase, Access: admin, Status: http.StatusCreated,
		Summary: "Add one", Description: "The JSON form's signing secret is in the answer, and never again.",
	}, inProgram(a, a.createPostback))
	httpkit.Register(r, httpkit.Op{
		ID: "preview-postback", Method: http.MethodPost, Path: postbackBase + "/preview", Access: admin,
		Summary: "Fill an address with sample values, or say what is wrong with it", Description: "Nothing is called and nothing is kept.",
	}, inProgram(a, a.previewPostback))
	httpkit.Register(r, httpkit.Op{
		ID: "update-postback", Method: http.MethodPut, Path: one, Access: admin,
		Summary: "Change one", Description: "Its form stays what it is. One that was failing or disabled begins anew.",
	}, inProgram(a, a.updatePostback))
	httpkit.Register(r, httpkit.Op{
		ID: "delete-postback", Method: http.MethodDelete, Path: one, Access: admin,
		Summary: "Remove one",
	}, inProgram(a, a.deletePostback))
	httpkit.Register(r, httpkit.Op{
		ID: "pause-postback", Method: http.MethodPost, Path: one + "/pause", Access: admin,
		Summary: "Stop calling one", Description: "What happens meanwhile is not sent later.",
	}, inProgram(a, a.pausePostback))
	httpkit.Register(r, httpkit.Op{
		ID: "enable-postback", Method: http.MethodPost, Path: one + "/enable", Access: admin,
		Summary: "Call one again that was paused or disabled",
	}, inProgram(a, a.enablePostback))
	httpkit.Register(r, httpkit.Op{
		ID: "rotate-postback-signing-secret", Method: http.MethodPost, Path: one + "/secret", Access: admin,
		Summary: "Make a new signing secret, shown this once", Description: "The old one signs along for a day.",
	}, inProgram(a, a.rotatePostback))
}

func (a api) watchPostbacks(r *httpkit.API) {
	const one, log = postbackBase + "/{hook}", postbackBase + "/{hook}/deliveries"
	httpkit.Register(r, httpkit.Op{
		ID: "test-postback", Method: http.MethodPost, Path: one + "/test", Access: admin, Status: http.StatusAccepted,
		Summary: "Send an invented event", Description: "What came of it is in the delivery that is answered.",
	}, inProgram(a, a.testPostback))
	httpkit.Register(r, httpkit.Op{
		ID: "list-postback-deliveries", Method: http.MethodGet, Path: log, Access: admin,
		Summary: "What was sent, newest first, with every attempt",
	}, inProgram(a, a.listPostbackDeliveries))
	httpkit.Register(r, httpkit.Op{
		ID: "get-postback-delivery", Method: http.MethodGet, Path: log + "/{delivery}", Access: admin,
		Summary: "One delivery, with the whole request and how the answer begins",
	}, inProgram(a, a.getPostbackDelivery))
	httpkit.Register(r, httpkit.Op{
		ID: "replay-postback-delivery", Method: http.MethodPost, Path: log + "/{delivery}/replay", Access: admin, Status: http.StatusAccepted,
		Summary: "Send one again",
	}, inProgram(a, a.replayPostbackDelivery))
	httpkit.Register(r, httpkit.Op{
		ID: "replay-failed-postback-deliveries", Method: http.MethodPost, Path: one + "/replay-failed", Access: admin, Status: http.StatusAccepted,
		Summary: "Send again what was given up in a window", Description: "At most 200 at a time; the answer says whether there are more.",
	}, inProgram(a, a.replayFailedPostback))
}

// PostbackPath is one postback.
type PostbackPath struct {
	ProgramPath
	Hook string `path:"hook" example:"whk_01JD0000000000000000000000"`
}

// PostbackDeliveryPath is one delivery of it.
type PostbackDeliveryPath struct {
	PostbackPath
	Delivery string `path:"delivery" example:"dlv_01JD0000000000000000000000"`
}

type (
	createPostbackInput struct {
		ProgramPath
		Body hookview.HookInput
	}
	previewPostbackInput struct {
		ProgramPath
		Body hookview.HookPreviewInput
	}
	updatePostbackInput struct {
		PostbackPath
		Body hookview.HookInput
	}
	testPostbackInput struct {
		PostbackPath
		Body hookview.HookTest
	}
	listPostbackDeliveriesInput struct {
		PostbackPath
		httpkit.PageQuery
	}
	replayFailedPostbackInput struct {
		PostbackPath
		Body hookview.HookWindow
	}
)

func (a api) hooks(m member) hookview.Desk {
	return hookview.Desk{Manager: a.HookDesk, Program: m.Program.ID, Partner: m.Partner}
}

func (a api) listPostbacks(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[hookview.Hooks], error) {
	return a.hooks(m).List(ctx)
}

func (a api) createPostback(ctx context.Context, m member, in *createPostbackInput) (*httpkit.Body[hookview.Hook], error) {
	return a.hooks(m).Create(ctx, in.Body)
}

func (a api) previewPostback(_ context.Context, m member, in *previewPostbackInput) (*httpkit.Body[hookview.HookPreview], error) {
	return a.hooks(m).Preview(in.Body)
}

func (a api) updatePostback(ctx context.Context, m member, in *updatePostbackInput) (*httpkit.Body[hookview.Hook], error) {
	return a.hooks(m).Update(ctx, in.Hook, in.Body)
}

func (a api) deletePostback(ctx context.Context, m member, in *PostbackPath) (*httpkit.None, error) {
	return a.hooks(m).Delete(ctx, in.Hook)
}

func (a api) pausePostback(ctx context.Context, m member, in *PostbackPath) (*httpkit.Body[hookview.Hook], error) {
	return a.hooks(m).Pause(ctx, in.Hook)
}

func (a api) enablePostback(ctx context.Context, m member, in *PostbackPath) (*httpkit.Body[hookview.Hook], error) {
	return a.hooks(m).Enable(ctx, in.Hook)
}

func (a api) rotatePostback(ctx context.Context, m member, in *PostbackPath) (*httpkit.Body[hookview.HookSecret], error) {
	return a.hooks(m).Rotate(ctx, in.Hook)
}

func (a api) testPostback(ctx context.Context, m member, in *testPostbackInput) (*httpkit.Body[hookview.HookDelivery], error) {
	return a.hooks(m).Test(ctx, in.Hook, in.Body)
}

func (a api) listPostbackDeliveries(ctx context.Context, m member, in *listPostbackDeliveriesInput) (*httpkit.Body[httpkit.List[hookview.HookDelivery]], error) {
	return a.hooks(m).Log(ctx, in.Hook, in.Request())
}

func (a api) getPostbackDelivery(ctx context.Context, m member, in *PostbackDeliveryPath) (*httpkit.Body[hookview.HookDelivery], error) {
	return a.hooks(m).Delivery(ctx, in.Hook, in.Delivery)
}

func (a api) replayPostbackDelivery(ctx context.Context, m member, in *PostbackDeliveryPath) (*httpkit.Body[hookview.HookDelivery], error) {
	return a.hooks(m).Replay(ctx, in.Hook, in.Delivery)
}

func (a api) replayFailedPostback(ctx context.Context, m member, in *replayFailedPostbackInput) (*httpkit.Body[hookview.HookReplayed], error) {
	return a.hooks(m).ReplayFailed(ctx, in.Hook, in.Body)
}
