package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const exceptionsPath = base + "/payout-exceptions"

func (a api) payoutTrouble() httpkit.Noun {
	return httpkit.Noun{Name: "Manager payout exceptions", Patterns: []string{exceptionsPath}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-payout-exceptions", Method: http.MethodGet, Path: exceptionsPath, Access: viewer,
			Summary: "Payouts that need a person: outcome unknown, failed, returned or not collected",
		}, in(a, a.listTroubled))
		httpkit.Register(r, httpkit.Op{
			ID: "resolve-payout", Method: http.MethodPost, Path: exceptionsPath + "/{payout}/resolve", Access: finance, Idempotent: true,
			Summary: "Say what became of a payout whose outcome is unknown", Description: "After a look at the provider's own book. The evidence is kept; needs a sign-in within the last 10 minutes.",
		}, in(a, a.resolvePayout))
		httpkit.Register(r, httpkit.Op{
			ID: "mark-payout-returned", Method: http.MethodPost, Path: exceptionsPath + "/{payout}/mark-returned", Access: finance, Idempotent: true,
			Summary: "Say that a paid payout came back; its money is available again",
		}, in(a, a.markReturned))
		httpkit.Register(r, httpkit.Op{
			ID: "retry-payout", Method: http.MethodPost, Path: exceptionsPath + "/{payout}/retry", Access: finance, Status: http.StatusCreated, Idempotent: true,
			Summary: "Pay anew what failed or came back", Description: "Makes another payout of all that is available, by the partner's present method. It waits for approval like a withdrawal.",
		}, in(a, a.retryPayout))
		httpkit.Register(r, httpkit.Op{
			ID: "dismiss-payout", Method: http.MethodPost, Path: exceptionsPath + "/{payout}/dismiss", Access: finance, Idempotent: true,
			Summary: "Put a failed payout aside; its money is part of the next one",
		}, in(a, a.dismissPayout))
	}}
}

func (a api) listTroubled(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[httpkit.List[Payout]], error) {
	found, err := a.Batches.Troubled(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	return a.payoutPage(ctx, page.Of[payout.Payout]{Data: found})
}

// Resolution says what a person found in the provider's book.
type Resolution struct {
	Paid     bool   `json:"paid" doc:"True when the money has left"`
	Evidence string `json:"evidence" minLength:"1" maxLength:"500" doc:"What was found, such as a transaction's number"`
}

type resolveInput struct {
	PayoutPath
	Body Resolution
}

func (a api) resolvePayout(ctx context.Context, s staff, in *resolveInput) (*httpkit.Body[Payout], error) {
	if err := s.NeedFresh(a.Clock.Now()); err != nil {
		return nil, err
	}
	p, _, err := a.payout(ctx, s, in.Payout)
	if err != nil {
		return nil, err
	}
	if err := a.Runner.Resolve(ctx, s.Program.ID, p.ID, in.Body.Paid, in.Body.Evidence); err != nil {
		return nil, err
	}
	return a.now(ctx, s, in.Payout)
}

func (a api) markReturned(ctx context.Context, s staff, in *declineInput) (*httpkit.Body[Payout], error) {
	p, _, err := a.payout(ctx, s, in.Payout)
	if err != nil {
		return nil, err
	}
	if err := a.Runner.MarkReturned(ctx, s.Program.ID, p.ID, in.Body.Reason); err != nil {
		return nil, err
	}
	return a.now(ctx, s, in.Payout)
}

func (a api) retryPayout(ctx context.Context, s staff, in *PayoutPath) (*httpkit.Body[Payout], error) {
	p, ref, err := a.payout(ctx, s, in.Payout)
	if err != nil {
		return nil, err
	}
	n, err := a.Runner.Retry(ctx, a.Slots, s.Program, p.ID, s.User)
	return httpkit.OK(payoutOf(n, ref)), err
}

func (a api) dismissPayout(ctx context.Context, s staff, in *PayoutPath) (*httpkit.Body[Payout], error) {
	p, _, err := a.payout(ctx, s, in.Payout)
	if err != nil {
		return nil, err
	}
	if err := a.Runner.Dismiss(ctx, s.Program.ID, p.ID); err != nil {
		return nil, err
	}
	return a.now(ctx, s, in.Payout)
}
