package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) deals() httpkit.Noun {
	const path = programBase + "/deals"
	return httpkit.Noun{Name: "Partner deals", Patterns: []string{path, programBase + "/deal-stages"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-deals", Method: http.MethodGet, Path: path, Access: user,
			Summary: "Your deals, newest first",
		}, inProgram(a, needs(program.Deals, a.listDeals)))
		httpkit.Register(r, httpkit.Op{
			ID: "register-deal", Method: http.MethodPost, Path: path, Access: user, Status: http.StatusCreated, Idempotent: true,
			Summary: "Register a deal", Description: "The program reviews it, and keeps the customer free for you once it has accepted.",
		}, inProgram(a, needs(program.Deals, a.registerDeal)))
		httpkit.Register(r, httpkit.Op{
			ID: "get-deal", Method: http.MethodGet, Path: path + "/{deal}", Access: user,
			Summary: "One deal with its history",
		}, inProgram(a, needs(program.Deals, a.getDeal)))
		httpkit.Register(r, httpkit.Op{
			ID: "update-deal", Method: http.MethodPut, Path: path + "/{deal}", Access: user,
			Summary: "Change a deal that is not over",
		}, inProgram(a, needs(program.Deals, a.updateDeal)))
		httpkit.Register(r, httpkit.Op{
			ID: "move-deal", Method: http.MethodPost, Path: path + "/{deal}/stage", Access: user,
			Summary: "Move an open deal to another stage",
		}, inProgram(a, needs(program.Deals, a.moveDeal)))
		httpkit.Register(r, httpkit.Op{
			ID: "close-deal", Method: http.MethodPost, Path: path + "/{deal}/won", Access: user,
			Summary: "Say that a deal is won", Description: "You are paid when the program confirms it.",
		}, inProgram(a, needs(program.Deals, a.closeDeal)))
		httpkit.Register(r, httpkit.Op{
			ID: "lose-deal", Method: http.MethodPost, Path: path + "/{deal}/lost", Access: user,
			Summary: "Give a deal up",
		}, inProgram(a, needs(program.Deals, a.loseDeal)))
		httpkit.Register(r, httpkit.Op{
			ID: "get-deal-stages", Method: http.MethodGet, Path: programBase + "/deal-stages", Access: user,
			Summary: "The stages of the program's deals, first to last",
		}, inProgram(a, needs(program.Deals, a.dealStages)))
	}}
}

func (m member) dealHand() deal.Hand { return deal.Hand{User: m.User} }

type listDealsInput struct {
	ProgramPath
	httpkit.PageQuery
	Status string `query:"status" enum:"registered,rejected,open,closing,won,lost,expired" doc:"Only these"`
	Search string `query:"q" maxLength:"100" doc:"Only those whose name or company holds this. A page may be empty and have more"`
}

func (a api) listDeals(ctx context.Context, m member, in *listDealsInput) (*httpkit.Body[httpkit.List[DealRow]], error) {
	now := a.Clock.Now()
	found, err := a.Deals.Store.List(ctx, deal.Query{
		Program: m.Program.ID, Partner: m.Partner, Status: deal.Status(in.Status), Search: in.Search, Now: now,
	}, in.Request())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(found, func(r deal.Row) DealRow { return dealRow(r, now) })), nil
}

type registerDealInput struct {
	ProgramPath
	Body DealInput
}

func (a api) registerDeal(ctx context.Context, m member, in *registerDealInput) (*httpkit.Body[Deal], error) {
	draft, err := in.Body.draft()
	if err != nil {
		return nil, err
	}
	d, err := a.Deals.Register(ctx, m.Program, m.Partner, m.dealHand(), draft)
	return a.shownDeal(ctx, m, d, err)
}

// DealPath is one deal.
type DealPath struct {
	ProgramPath
	Deal string `path:"deal" example:"dea_01JD0000000000000000000000"`
}

func (a api) ownDeal(ctx context.Context, m member, text string) (deal.Deal, error) {
	d, err := parse[id.Deal](text, "deal")
	if err != nil {
		return deal.Deal{}, err
	}
	return a.Deals.Find(ctx, m.Program.ID, d, m.Partner)
}

func (a api) shownDeal(ctx context.Context, m member, d deal.Deal, err error) (*httpkit.Body[Deal], error) {
	if err != nil {
		return nil, err
	}
	plan, err := a.Deals.Plans.Plan(ctx, m.Program.ID)
	if err != nil {
		return nil, err
	}
	paid, err := conversion.EarnedByDeal(d, plan.Stages)
	if err != nil {
		return nil, err
	}
	v := m.deal(d, a.Clock.Now())
	v.Commissions, err = a.earned(ctx, m, paid)
	return httpkit.OK(v), err
}

func (a api) getDeal(ctx context.Context, m member, in *DealPath) (*httpkit.Body[Deal], error) {
	d, err := a.ownDeal(ctx, m, in.Deal)
	return a.shownDeal(ctx, m, d, err)
}

type updateDealInput struct {
	DealPath
	Body struct {
		DealInput
		Version int64 `json:"version,omitempty" doc:"What you saw; refused when it has changed since"`
	}
}

func (a api) updateDeal(ctx context.Context, m member, in *updateDealInput) (*httpkit.Body[Deal], error) {
	draft, err := in.Body.draft()
	if err != nil {
		return nil, err
	}
	d, err := a.ownDeal(ctx, m, in.Deal)
	if err == nil {
		d, err = a.Deals.Edit(ctx, d, m.dealHand(), in.Body.Version, draft)
	}
	return a.shownDeal(ctx, m, d, err)
}

type moveDealInput struct {
	DealPath
	Body struct {
		Stage string `json:"stage" minLength:"1" maxLength:"40" doc:"By its id"`
	}
}

func (a api) moveDeal(ctx context.Context, m member, in *moveDealInput) (*httpkit.Body[Deal], error) {
	d, err := a.ownDeal(ctx, m, in.Deal)
	if err == nil {
		d, err = a.Deals.Move(ctx, d, m.dealHand(), in.Body.Stage)
	}
	return a.shownDeal(ctx, m, d, err)
}

func (a api) closeDeal(ctx context.Context, m member, in *DealPath) (*httpkit.Body[Deal], error) {
	d, err := a.ownDeal(ctx, m, in.Deal)
	if err == nil {
		d, err = a.Deals.Close(ctx, d, m.dealHand())
	}
	return a.shownDeal(ctx, m, d, err)
}

type loseDealInput struct {
	DealPath
	Body struct {
		Reason string `json:"reason,omitempty" maxLength:"500" doc:"The program reads it"`
	}
}

func (a api) loseDeal(ctx context.Context, m member, in *loseDealInput) (*httpkit.Body[Deal], error) {
	d, err := a.ownDeal(ctx, m, in.Deal)
	if err == nil {
		d, err = a.Deals.Lose(ctx, d, m.dealHand(), in.Body.Reason)
	}
	return a.shownDeal(ctx, m, d, err)
}

func (a api) dealStages(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[DealStages], error) {
	plan, err := a.Deals.Plans.Plan(ctx, m.Program.ID)
	if err != nil {
		return nil, err
	}
	out := DealStages{Days: plan.Days, Stages: []DealStage{}}
	for _, s := range plan.Stages {
		out.Stages = append(out.Stages, DealStage{ID: s.ID, Name: s.Name, ByProgram: s.Staff})
	}
	return httpkit.OK(out), nil
}
