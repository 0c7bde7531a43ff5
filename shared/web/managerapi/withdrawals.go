package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) withdrawals() httpkit.Noun {
	const path = base + "/withdrawals"
	return httpkit.Noun{Name: "Manager withdrawals", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-withdrawals", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "Payouts that partners asked for, or that are made anew, newest first",
		}, in(a, a.listWithdrawals))
		httpkit.Register(r, httpkit.Op{
			ID: "approve-withdrawal", Method: http.MethodPost, Path: path + "/{payout}/approve", Access: finance, Idempotent: true,
			Summary: "Approve a withdrawal", Description: "As a payout run is approved. One whose method is a file waits for its export then.",
		}, in(a, a.approveWithdrawal))
		httpkit.Register(r, httpkit.Op{
			ID: "decline-withdrawal", Method: http.MethodPost, Path: path + "/{payout}/decline", Access: finance, Idempotent: true,
			Summary: "Decline a withdrawal; its money is available again",
		}, in(a, a.declineWithdrawal))
		httpkit.Register(r, httpkit.Op{
			ID: "export-withdrawal", Method: http.MethodPost, Path: path + "/{payout}/file", Access: finance, Produces: "application/octet-stream",
			Summary: "An approved withdrawal as a file for the bank", Description: "Marks it exported; downloading is not paying. Asked for again, it is the same file.",
		}, in(a, a.exportWithdrawal))
	}}
}

type listWithdrawalsInput struct {
	ProgramPath
	httpkit.SearchQuery
	httpkit.PageQuery
	Open bool `query:"open" doc:"Only those that wait for a person; one page has them all"`
}

func (a api) listWithdrawals(ctx context.Context, s staff, in *listWithdrawalsInput) (*httpkit.Body[httpkit.List[Payout]], error) {
	var p page.Of[payout.Payout]
	var err error
	if in.Open {
		p.Data, err = a.Batches.Open(ctx, s.Program.ID)
	} else {
		p, err = a.Batches.Withdrawals(ctx, s.Program.ID, in.In(in.PageQuery))
	}
	if err != nil {
		return nil, err
	}
	return a.payoutPage(ctx, p)
}

// payoutPage shows payouts with the names of their partners.
func (a api) payoutPage(ctx context.Context, p page.Of[payout.Payout]) (*httpkit.Body[httpkit.List[Payout]], error) {
	ids := make([]id.Partner, 0, len(p.Data))
	for _, x := range p.Data {
		ids = append(ids, x.Account.Partner)
	}
	names, err := a.names(ctx, ids)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, func(x payout.Payout) Payout { return payoutOf(x, names[x.Account.Partner]) })), nil
}

func (a api) approveWithdrawal(ctx context.Context, s staff, in *PayoutPath) (*httpkit.Body[Payout], error) {
	p, ref, err := a.payout(ctx, s, in.Payout)
	if err != nil {
		return nil, err
	}
	who, err := a.approver(ctx, s)
	if err != nil {
		return nil, err
	}
	p, err = a.Runner.ApproveWithdrawal(ctx, s.Program.ID, p.ID, who)
	return httpkit.OK(payoutOf(p, ref)), err
}

type declineInput struct {
	PayoutPath
	Body Reason
}

func (a api) declineWithdrawal(ctx context.Context, s staff, in *declineInput) (*httpkit.Body[Payout], error) {
	p, _, err := a.payout(ctx, s, in.Payout)
	if err != nil {
		return nil, err
	}
	if err := a.Runner.DeclineWithdrawal(ctx, s.Program.ID, p.ID, in.Body.Reason); err != nil {
		return nil, err
	}
	return a.now(ctx, s, in.Payout)
}

func (a api) exportWithdrawal(ctx context.Context, s staff, in *PayoutPath) (*httpkit.File, error) {
	p, _, err := a.payout(ctx, s, in.Payout)
	if err != nil {
		return nil, err
	}
	file, err := a.Runner.ExportWithdrawal(ctx, s.Program.ID, p.ID)
	if err != nil {
		return nil, err
	}
	return httpkit.Attachment(file.ContentType, file.Name, file.Body), nil
}
