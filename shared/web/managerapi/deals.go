package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) deals() httpkit.Noun {
	const path = base + "/deals"
	return httpkit.Noun{Name: "Manager deals", Patterns: []string{path, base + "/deal-stages"}, Register: func(r *httpkit.API) {
		act := func(name, verb, summary, description string, h func(context.Context, staff, *dealActInput) (*httpkit.Body[Deal], error)) {
			httpkit.Register(r, httpkit.Op{
				ID: name, Method: http.MethodPost, Path: path + "/{deal}/" + verb, Access: manager, Idempotent: true, Summary: summary, Description: description,
			}, in(a, has(program.Deals, h)))
		}
		httpkit.Register(r, httpkit.Op{
			ID: "manage-deals", Method: http.MethodGet, Path: path, Access: viewer, Summary: "Deals, newest first",
		}, in(a, has(program.Deals, a.listDeals)))
		httpkit.Register(r, httpkit.Op{
			ID: "manage-deal", Method: http.MethodGet, Path: path + "/{deal}", Access: viewer,
			Summary: "One deal with its history, and the other deals about the same customer",
		}, in(a, has(program.Deals, a.getDeal)))
		act("accept-deal", "accept", "Accept a registered deal", "Its customer is kept for it: another deal about the same customer is refused as deal.conflict until this one is over or expires.", a.acceptDeal)
		act("renew-deal", "renew", "Give an open deal more time", "Also one that has expired, unless another has taken its customer.", a.renewDeal)
		act("reject-deal", "reject", "Turn a registered deal down, with a reason", "", a.rejectDeal)
		act("move-program-deal", "stage", "Move an open deal to another stage", "An offer may pay for that, once for each stage of a deal.", a.moveDeal)
		act("confirm-deal", "confirm", "Confirm that a deal is won", "Its value is recorded as a sale of its partner's, once for ever. Where your shop reports the customer's sale itself, mark the deal as lost instead, or it is paid twice.", a.confirmDeal)
		act("return-deal", "return", "Say that a deal is not won yet, with a reason", "", a.returnDeal)
		act("lose-program-deal", "lost", "Mark a deal as lost", "", a.loseDeal)
		httpkit.Register(r, httpkit.Op{
			ID: "manage-deal-stages", Method: http.MethodGet, Path: base + "/deal-stages", Access: viewer,
			Summary: "The stages of deals, and for how long a deal keeps its customer",
		}, in(a, has(program.Deals, a.getStages)))
		httpkit.Register(r, httpkit.Op{
			ID: "save-deal-stages", Method: http.MethodPut, Path: base + "/deal-stages", Access: manager,
			Summary: "Change the stages of deals", Description: "A deal in a stage that is gone stays there until it is moved.",
		}, in(a, has(program.Deals, a.saveStages)))
	}}
}

func (s staff) dealHand() deal.Hand { return deal.Hand{User: s.User, Staff: true} }

type listDealsInput struct {
	ProgramPath
	httpkit.PageQuery
	Status  string `query:"status" enum:"registered,rejected,open,closing,won,lost,expired" doc:"Only these"`
	Partner string `query:"partner" maxLength:"40" doc:"Only this partner's"`
	Search  string `query:"q" maxLength:"100" doc:"Only those whose name or company holds this. A page may be empty and have more"`
}

func (a api) listDeals(ctx context.Context, s staff, in *listDealsInput) (*httpkit.Body[httpkit.List[DealRow]], error) {
	now := a.Clock.Now()
	q := deal.Query{Program: s.Program.ID, Status: deal.Status(in.Status), Search: in.Search, Now: now}
	if in.Partner != "" {
		o, err := parse[id.Partner](in.Partner, "partner")
		if err != nil {
			return nil, err
		}
		q.Partner = o
	}
	found, err := a.Deals.Store.List(ctx, q, in.Request())
	if err != nil {
		return nil, err
	}
	var whose []id.Partner
	for _, r := range found.Data {
		whose = append(whose, r.Partner)
	}
	names, err := a.names(ctx, whose)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(found, func(r deal.Row) DealRow { return dealRow(r, names[r.Partner], now) })), nil
}

// DealPath is one deal.
type DealPath struct {
	ProgramPath
	Deal string `path:"deal" example:"dea_01JD0000000000000000000000"`
}

func (a api) findDeal(ctx context.Context, s staff, text string) (deal.Deal, error) {
	d, err := parse[id.Deal](text, "deal")
	if err != nil {
		return deal.Deal{}, err
	}
	return a.Deals.Find(ctx, s.Program.ID, d, "")
}

func (a api) getDeal(ctx context.Context, s staff, in *DealPath) (*httpkit.Body[Deal], error) {
	d, err := a.findDeal(ctx, s, in.Deal)
	return a.shownDeal(ctx, s, d, err)
}

// DealAct is what an act on a deal may need.
type DealAct struct {
	Days   int            `json:"days,omitempty" minimum:"0" maximum:"730" doc:"Of accept and renew: for how long the customer is kept; the program's days when left out"`
	Stage  string         `json:"stage,omitempty" maxLength:"40" doc:"Of stage: by its id"`
	Reason string         `json:"reason,omitempty" maxLength:"500" doc:"Of reject, return and lost: the partner reads it"`
	Value  *httpkit.Money `json:"value,omitempty" doc:"Of confirm: what it came to; the deal's value when left out"`
}

type dealActInput struct {
	DealPath
	Body DealAct
}

// on does something with the deal of a path, and shows what became of it.
func (a api) on(ctx context.Context, s staff, in *dealActInput, do func(deal.Deal) (deal.Deal, error)) (*httpkit.Body[Deal], error) {
	d, err := a.findDeal(ctx, s, in.Deal)
	if err == nil {
		d, err = do(d)
	}
	return a.shownDeal(ctx, s, d, err)
}

func (a api) acceptDeal(ctx context.Context, s staff, in *dealActInput) (*httpkit.Body[Deal], error) {
	return a.on(ctx, s, in, func(d deal.Deal) (deal.Deal, error) { return a.Deals.Accept(ctx, d, s.dealHand(), in.Body.Days) })
}

func (a api) renewDeal(ctx context.Context, s staff, in *dealActInput) (*httpkit.Body[Deal], error) {
	return a.on(ctx, s, in, func(d deal.Deal) (deal.Deal, error) { return a.Deals.Renew(ctx, d, s.dealHand(), in.Body.Days) })
}

func (a api) rejectDeal(ctx context.Context, s staff, in *dealActInput) (*httpkit.Body[Deal], error) {
	return a.on(ctx, s, in, func(d deal.Deal) (deal.Deal, error) {
		return a.Deals.Reject(ctx, d, s.dealHand(), in.Body.Reason)
	})
}

func (a api) moveDeal(ctx context.Context, s staff, in *dealActInput) (*httpkit.Body[Deal], error) {
	return a.on(ctx, s, in, func(d deal.Deal) (deal.Deal, error) { return a.Deals.Move(ctx, d, s.dealHand(), in.Body.Stage) })
}

func (a api) confirmDeal(ctx context.Context, s staff, in *dealActInput) (*httpkit.Body[Deal], error) {
	return a.on(ctx, s, in, func(d deal.Deal) (deal.Deal, error) {
		minor := d.Minor
		if v := in.Body.Value; v != nil {
			if v.Currency != string(d.Currency) {
				return d, fault.New(fault.Invalid, "deal.invalid", "The deal cannot be kept like this.").
					With(fault.Field{Location: "body.value", Message: "must be an amount in " + string(d.Currency)})
			}
			minor = v.Amount
		}
		return a.Deals.Confirm(ctx, s.Program, d, s.dealHand(), minor)
	})
}

func (a api) returnDeal(ctx context.Context, s staff, in *dealActInput) (*httpkit.Body[Deal], error) {
	return a.on(ctx, s, in, func(d deal.Deal) (deal.Deal, error) {
		return a.Deals.Return(ctx, d, s.dealHand(), in.Body.Reason)
	})
}

func (a api) loseDeal(ctx context.Context, s staff, in *dealActInput) (*httpkit.Body[Deal], error) {
	return a.on(ctx, s, in, func(d deal.Deal) (deal.Deal, error) { return a.Deals.Lose(ctx, d, s.dealHand(), in.Body.Reason) })
}

func (a api) getStages(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[DealStages], error) {
	plan, err := a.Deals.Plans.Plan(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(stagesOf(plan)), nil
}

type saveStagesInput struct {
	ProgramPath
	Body DealStages
}

func (a api) saveStages(ctx context.Context, s staff, in *saveStagesInput) (*httpkit.Body[DealStages], error) {
	plan := deal.Plan{Program: s.Program.ID, Days: in.Body.Days, Version: in.Body.Version + 1}
	for _, x := range in.Body.Stages {
		plan.Stages = append(plan.Stages, deal.Stage{ID: x.ID, Name: x.Name, Staff: x.ByProgram})
	}
	plan, err := plan.Checked()
	if err != nil {
		return nil, err
	}
	if err := a.Deals.Plans.SavePlan(ctx, plan); err != nil {
		return nil, err
	}
	return httpkit.OK(stagesOf(plan)), nil
}
