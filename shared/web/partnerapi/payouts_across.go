package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) payoutsAcross() httpkit.Noun {
	const path = partnerBase + "/payouts"
	return httpkit.Noun{Name: "Partner payouts across programs", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-all-payouts", Method: http.MethodGet, Path: path, Access: admin,
			Summary: "Your payouts and withdrawals in all programs, newest first",
		}, ofPartner(a.listAllPayouts))
	}}
}

type listAllPayoutsInput struct {
	PartnerPath
	httpkit.SearchQuery
	httpkit.PageQuery
}

// ProgramPayout is a payout and the program that makes it.
type ProgramPayout struct {
	ProgramID   string `json:"program_id"`
	ProgramName string `json:"program_name"`
	Zone        string `json:"zone" doc:"Of the program"`
	Payout      Payout `json:"payout"`
}

func (a api) listAllPayouts(ctx context.Context, actor auth.Actor, in *listAllPayoutsInput) (*httpkit.Body[httpkit.List[ProgramPayout]], error) {
	members, err := a.entered(ctx, actor, "")
	if err != nil {
		return nil, err
	}
	byID := map[id.Program]member{}
	for _, m := range members {
		byID[m.Program.ID] = m
	}
	all, err := a.Payouts.OfPartner(ctx, actor.Partner, in.In(in.PageQuery))
	if err != nil {
		return nil, err
	}
	shown := page.Of[payout.Payout]{Next: all.Next}
	for _, p := range all.Data {
		if _, ok := byID[p.Account.Program]; ok && p.Status != payout.Building {
			shown.Data = append(shown.Data, p)
		}
	}
	return httpkit.OK(httpkit.ListOf(shown, func(p payout.Payout) ProgramPayout {
		m := byID[p.Account.Program]
		return ProgramPayout{string(m.Program.ID), m.Program.Name, m.Program.Zone, payoutOf(p)}
	})), nil
}
