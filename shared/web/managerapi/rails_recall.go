package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) recall(r *httpkit.API) {
	httpkit.Register(r, httpkit.Op{
		ID: "recall-payout", Method: http.MethodPost, Path: base + "/rails/payouts/{payout}/recall", Access: finance, Status: http.StatusAccepted, Idempotent: true,
		Summary:     "Take back a payout that its payee has not collected at the provider",
		Description: "Asked of the provider a moment later; the money is then back in the wallet, unless it was collected meanwhile. Needs a sign-in within the last 10 minutes.",
	}, in(a, a.recallPayout))
}

func (a api) recallPayout(ctx context.Context, s staff, in *PayoutPath) (*httpkit.Body[Payout], error) {
	if err := s.NeedFresh(a.Clock.Now()); err != nil {
		return nil, err
	}
	p, _, err := a.payout(ctx, s, in.Payout)
	if err != nil {
		return nil, err
	}
	if _, err := a.Runner.Recallable(ctx, s.Program.ID, p.ID); err != nil {
		return nil, err
	}
	m, err := rail.Word{Kind: rail.Kind(p.Rail), Program: s.Program.ID, Payout: p.ID, Attempt: p.Attempt, Recall: true}.Message("recall-" + string(p.ID))
	if err != nil {
		return nil, err
	}
	if err := a.Queue.Send(ctx, queue.Payouts, m); err != nil {
		return nil, err
	}
	return a.now(ctx, s, in.Payout)
}
