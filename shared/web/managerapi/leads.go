package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// has hands a request to h where the program has the feature.
func has[I, O any](f program.Feature, h func(context.Context, staff, *I) (*O, error)) func(context.Context, staff, *I) (*O, error) {
	return func(ctx context.Context, s staff, in *I) (*O, error) {
		if err := s.Program.Need(f); err != nil {
			return nil, err
		}
		return h(ctx, s, in)
	}
}

func (a api) leads() httpkit.Noun {
	const path = base + "/leads"
	return httpkit.Noun{Name: "Manager leads", Patterns: []string{path, base + "/lead-forms"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "manage-leads", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "Leads, newest first", Description: "Those that partners named or that came by their links, or, as sent=true, those that you passed on.",
		}, in(a, has(program.Leads, a.listLeads)))
		httpkit.Register(r, httpkit.Op{
			ID: "refer-lead", Method: http.MethodPost, Path: path, Access: manager, Status: http.StatusCreated, Idempotent: true,
			Summary: "Pass a lead on to a partner", Description: "The partner takes it or declines it.",
		}, in(a, has(program.Leads, a.referLead)))
		httpkit.Register(r, httpkit.Op{
			ID: "manage-lead", Method: http.MethodGet, Path: path + "/{lead}", Access: viewer,
			Summary: "One lead with its history, and whoever else named the same address",
		}, in(a, has(program.Leads, a.getLead)))
		httpkit.Register(r, httpkit.Op{
			ID: "approve-leads", Method: http.MethodPost, Path: path + "/approve", Access: manager, Idempotent: true,
			Summary: "Approve leads that are in review", Description: "Up to 100. One that was approved before is answered as done.",
		}, in(a, has(program.Leads, a.approveLeads)))
		httpkit.Register(r, httpkit.Op{
			ID: "reject-leads", Method: http.MethodPost, Path: path + "/reject", Access: manager, Idempotent: true,
			Summary: "Reject leads that are in review, with a reason", Description: "Up to 100. One that was rejected before is answered as done.",
		}, in(a, has(program.Leads, a.rejectLeads)))
		httpkit.Register(r, httpkit.Op{
			ID: "win-lead", Method: http.MethodPost, Path: path + "/{lead}/won", Access: manager, Idempotent: true,
			Summary: "Mark an approved lead as won", Description: "The amount is recorded as a sale of its partner's, once for ever. Where your shop reports the customer's sale itself, the lead is won by that, and this is refused.",
		}, in(a, has(program.Leads, a.winLead)))
		httpkit.Register(r, httpkit.Op{
			ID: "lose-lead", Method: http.MethodPost, Path: path + "/{lead}/lost", Access: manager,
			Summary: "Mark an approved lead as lost",
		}, in(a, has(program.Leads, a.loseLead)))
		a.registerLeadForms(r)
	}}
}

func (s staff) leadHand() lead.Hand { return lead.Hand{User: s.User, Staff: true} }

type listLeadsInput struct {
	ProgramPath
	httpkit.PageQuery
	Status  string `query:"status" enum:"in_review,approved,rejected,won,lost" doc:"Only these"`
	Sent    bool   `query:"sent" doc:"Those that you passed on"`
	Partner string `query:"partner" maxLength:"40" doc:"Only this partner's"`
	Search  string `query:"q" maxLength:"100" doc:"Only those whose name, company or address holds this. A page may be empty and have more"`
}

func (a api) listLeads(ctx context.Context, s staff, in *listLeadsInput) (*httpkit.Body[httpkit.List[LeadRow]], error) {
	q := lead.Query{Program: s.Program.ID, Status: lead.Status(in.Status), Sent: in.Sent, Search: in.Search}
	if in.Partner != "" {
		o, err := parse[id.Partner](in.Partner, "partner")
		if err != nil {
			return nil, err
		}
		q.Partner = o
	}
	found, err := a.Leads.Store.List(ctx, q, page.Request{Limit: in.Limit, Cursor: in.Cursor})
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
	return httpkit.OK(httpkit.ListOf(found, func(r lead.Row) LeadRow { return s.leadRow(r, names[r.Partner]) })), nil
}

type referLeadInput struct {
	ProgramPath
	Body struct {
		Partner string `json:"partner_id" maxLength:"40"`
		Name    string `json:"name" minLength:"1" maxLength:"120" doc:"Of the person"`
		Email   string `json:"email" minLength:"3" maxLength:"254"`
		Company string `json:"company,omitempty" maxLength:"120"`
	}
}

func (a api) referLead(ctx context.Context, s staff, in *referLeadInput) (*httpkit.Body[Lead], error) {
	o, err := parse[id.Partner](in.Body.Partner, "partner")
	if err != nil {
		return nil, err
	}
	if err := a.Enrollments.Earns(ctx, s.Program.ID, o); err != nil {
		return nil, err
	}
	l, err := a.Leads.Submit(ctx, lead.Place{Program: s.Program, Partner: o}, s.leadHand(), lead.Draft{Name: in.Body.Name, Email: in.Body.Email, Company: in.Body.Company})
	return a.shownLead(ctx, s, l, err)
}

// LeadPath is one lead.
type LeadPath struct {
	ProgramPath
	Lead string `path:"lead" example:"lea_01JD0000000000000000000000"`
}

func (a api) findLead(ctx context.Context, s staff, text string) (lead.Lead, error) {
	l, err := parse[id.Lead](text, "lead")
	if err != nil {
		return lead.Lead{}, err
	}
	return a.Leads.Find(ctx, s.Program.ID, l, "")
}

func (a api) getLead(ctx context.Context, s staff, in *LeadPath) (*httpkit.Body[Lead], error) {
	l, err := a.findLead(ctx, s, in.Lead)
	return a.shownLead(ctx, s, l, err)
}

type approveLeadsInput struct {
	ProgramPath
	Body struct {
		IDs []string `json:"ids" minItems:"1" maxItems:"100"`
	}
}

func (a api) approveLeads(ctx context.Context, s staff, in *approveLeadsInput) (*httpkit.Body[BulkResult], error) {
	return a.decideLeads(ctx, s, in.Body.IDs, true, "")
}

type rejectLeadsInput struct {
	ProgramPath
	Body struct {
		IDs    []string `json:"ids" minItems:"1" maxItems:"100"`
		Reason string   `json:"reason" minLength:"1" maxLength:"500" doc:"The partner reads it"`
	}
}

func (a api) rejectLeads(ctx context.Context, s staff, in *rejectLeadsInput) (*httpkit.Body[BulkResult], error) {
	return a.decideLeads(ctx, s, in.Body.IDs, false, in.Body.Reason)
}

// decideLeads ends the review of each lead by itself, and says what became of it.
func (a api) decideLeads(ctx context.Context, s staff, ids []string, approve bool, reason string) (*httpkit.Body[BulkResult], error) {
	out := BulkResult{Data: []BulkLine{}}
	done := lead.Approved
	if !approve {
		done = lead.Rejected
	}
	for _, text := range ids {
		line := BulkLine{ID: text, OK: true}
		l, err := a.findLead(ctx, s, text)
		if err == nil && l.Status != done {
			_, err = a.Leads.Decide(ctx, s.Program, l, s.leadHand(), approve, reason)
		}
		switch {
		case err == nil:
			out.Done++
		case fault.Final(err):
			line.OK, line.Code = false, fault.CodeOf(err)
			out.Failed++
		default:
			return nil, err
		}
		out.Data = append(out.Data, line)
	}
	return httpkit.OK(out), nil
}

type winLeadInput struct {
	LeadPath
	Body struct {
		Amount httpkit.Money `json:"amount" doc:"What the customer pays, in the program's currency"`
	}
}

func (a api) winLead(ctx context.Context, s staff, in *winLeadInput) (*httpkit.Body[Lead], error) {
	l, err := a.findLead(ctx, s, in.Lead)
	if err != nil {
		return nil, err
	}
	if in.Body.Amount.Currency != string(s.Program.Currency) {
		return nil, fault.New(fault.Invalid, "lead.invalid", "The lead cannot be kept like this.").
			With(fault.Field{Location: "body.amount", Message: "must be an amount in " + string(s.Program.Currency)})
	}
	l, err = a.Leads.Win(ctx, s.Program, l, s.leadHand(), in.Body.Amount.Amount)
	return a.shownLead(ctx, s, l, err)
}

type loseLeadInput struct {
	LeadPath
	Body struct {
		Reason string `json:"reason,omitempty" maxLength:"500" doc:"The partner reads it"`
	}
}

func (a api) loseLead(ctx context.Context, s staff, in *loseLeadInput) (*httpkit.Body[Lead], error) {
	l, err := a.findLead(ctx, s, in.Lead)
	if err == nil {
		l, err = a.Leads.Lose(ctx, s.Program, l, s.leadHand(), in.Body.Reason)
	}
	return a.shownLead(ctx, s, l, err)
}
