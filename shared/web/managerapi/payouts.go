package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) payouts() httpkit.Noun {
	const path = base + "/payouts"
	return httpkit.Noun{Name: "Manager payouts", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-batch-payouts", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "All payouts of a run",
		}, in(a, a.listBatchPayouts))
		httpkit.Register(r, httpkit.Op{
			ID: "manage-payout", Method: http.MethodGet, Path: path + "/{payout}", Access: viewer,
			Summary: "One payout with its lines",
		}, in(a, a.getPayout))
		httpkit.Register(r, httpkit.Op{
			ID: "mark-payout-paid", Method: http.MethodPost, Path: path + "/{payout}/mark-paid", Access: finance, Idempotent: true,
			Summary: "Say that a payout was transferred, with its reference",
		}, in(a, a.markPaid))
		httpkit.Register(r, httpkit.Op{
			ID: "mark-payout-failed", Method: http.MethodPost, Path: path + "/{payout}/mark-failed", Access: finance, Idempotent: true,
			Summary: "Say that a payout could not be transferred; its money is available again",
		}, in(a, a.markFailed))
	}}
}

type listPayoutsInput struct {
	ProgramPath
	Batch string `query:"batch" required:"true" doc:"Of this run" example:"bat_01JD0000000000000000000000"`
}

func (a api) listBatchPayouts(ctx context.Context, s staff, in *listPayoutsInput) (*httpkit.Body[PayoutList], error) {
	b, err := a.find(ctx, s, in.Batch)
	if err != nil {
		return nil, err
	}
	payouts, err := a.Batches.OfBatch(ctx, b.ID)
	if err != nil {
		return nil, err
	}
	ids := make([]id.Partner, 0, len(payouts))
	for _, p := range payouts {
		ids = append(ids, p.Account.Partner)
	}
	names, err := a.names(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := PayoutList{Data: []Payout{}}
	for _, p := range payouts {
		out.Data = append(out.Data, payoutOf(p, names[p.Account.Partner]))
	}
	return httpkit.OK(out), nil
}

// PayoutPath is one payout.
type PayoutPath struct {
	ProgramPath
	Payout string `path:"payout" example:"pay_01JD0000000000000000000000"`
}

// payout reads a payout of the program.
func (a api) payout(ctx context.Context, s staff, text string) (payout.Payout, PartnerRef, error) {
	pid, err := parse[id.Payout](text, "payout")
	if err != nil {
		return payout.Payout{}, PartnerRef{}, err
	}
	p, err := a.Payouts.Payout(ctx, pid)
	if err == nil && p.Account.Program != s.Program.ID {
		err = unknown("payout")
	}
	if err != nil {
		return payout.Payout{}, PartnerRef{}, err
	}
	ref, err := a.name(ctx, p.Account.Partner)
	return p, ref, err
}

func (a api) getPayout(ctx context.Context, s staff, in *PayoutPath) (*httpkit.Body[PayoutDetail], error) {
	p, ref, err := a.payout(ctx, s, in.Payout)
	if err != nil {
		return nil, err
	}
	lines, err := a.lines(ctx, p)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(payoutDetailOf(p, ref, lines)), nil
}

// linesShown bounds how many commissions of a payout are shown.
const linesShown = 1000

func (a api) lines(ctx context.Context, p payout.Payout) ([]commission.Commission, error) {
	claims, err := a.Payouts.Claims(ctx, p.ID, 0)
	if err != nil {
		return nil, err
	}
	var out []commission.Commission
	for _, claim := range claims {
		if len(out) >= linesShown {
			break
		}
		found, err := a.Lines.Load(ctx, claim.Commissions)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}

type markPaidInput struct {
	PayoutPath
	Body PaidInput
}

func (a api) markPaid(ctx context.Context, s staff, in *markPaidInput) (*httpkit.Body[Payout], error) {
	p, _, err := a.payout(ctx, s, in.Payout)
	if err != nil {
		return nil, err
	}
	if err := a.Runner.MarkPaid(ctx, s.Program.ID, p.ID, in.Body.Reference); err != nil {
		return nil, err
	}
	return a.now(ctx, s, in.Payout)
}

type markFailedInput struct {
	PayoutPath
	Body Reason
}

func (a api) markFailed(ctx context.Context, s staff, in *markFailedInput) (*httpkit.Body[Payout], error) {
	p, _, err := a.payout(ctx, s, in.Payout)
	if err != nil {
		return nil, err
	}
	if err := a.Runner.MarkFailed(ctx, s.Program.ID, p.ID, in.Body.Reason); err != nil {
		return nil, err
	}
	return a.now(ctx, s, in.Payout)
}

// now shows a payout as it is stored after a decision.
func (a api) now(ctx context.Context, s staff, text string) (*httpkit.Body[Payout], error) {
	p, ref, err := a.payout(ctx, s, text)
	return httpkit.OK(payoutOf(p, ref)), err
}
