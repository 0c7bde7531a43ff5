package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) leads() httpkit.Noun {
	const path = programBase + "/leads"
	return httpkit.Noun{Name: "Partner leads", Patterns: []string{path, programBase + "/lead-form", programBase + "/lead-imports", programBase + "/lead-totals"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-leads", Method: http.MethodGet, Path: path, Access: user,
			Summary: "Your leads, newest first", Description: "Those that you named and that came by your links, or, as sent=true, those that the program passes on to you.",
		}, inProgram(a, needs(program.Leads, a.listLeads)))
		httpkit.Register(r, httpkit.Op{
			ID: "create-lead", Method: http.MethodPost, Path: path, Access: user, Status: http.StatusCreated, Idempotent: true,
			Summary: "Name a lead", Description: "The program reviews it. A second open lead with the same address is refused as lead.duplicate.",
		}, inProgram(a, needs(program.Leads, a.createLead)))
		httpkit.Register(r, httpkit.Op{
			ID: "get-lead", Method: http.MethodGet, Path: path + "/{lead}", Access: user,
			Summary: "One lead with its history",
		}, inProgram(a, needs(program.Leads, a.getLead)))
		httpkit.Register(r, httpkit.Op{
			ID: "update-lead", Method: http.MethodPatch, Path: path + "/{lead}", Access: user,
			Summary: "Change a lead that is in review",
		}, inProgram(a, needs(program.Leads, a.updateLead)))
		httpkit.Register(r, httpkit.Op{
			ID: "delete-lead", Method: http.MethodDelete, Path: path + "/{lead}", Access: user, Status: http.StatusNoContent,
			Summary: "Take a lead back that is in review",
		}, inProgram(a, needs(program.Leads, a.deleteLead)))
		httpkit.Register(r, httpkit.Op{
			ID: "accept-lead", Method: http.MethodPost, Path: path + "/{lead}/accept", Access: user,
			Summary: "Take a lead that the program passes on",
		}, inProgram(a, needs(program.Leads, a.acceptLead)))
		httpkit.Register(r, httpkit.Op{
			ID: "decline-lead", Method: http.MethodPost, Path: path + "/{lead}/decline", Access: user,
			Summary: "Decline a lead that the program passes on",
		}, inProgram(a, needs(program.Leads, a.declineLead)))
		httpkit.Register(r, httpkit.Op{
			ID: "get-lead-form", Method: http.MethodGet, Path: programBase + "/lead-form", Access: user,
			Summary: "What the program asks for a lead, beside name, address and company",
		}, inProgram(a, needs(program.Leads, a.leadForm)))
		httpkit.Register(r, httpkit.Op{
			ID: "get-lead-totals", Method: http.MethodGet, Path: programBase + "/lead-totals", Access: user,
			Summary: "How many leads there were, what became of them, and what they have earned",
		}, inProgram(a, needs(program.Leads, a.leadTotals)))
		httpkit.Register(r, httpkit.Op{
			ID: "import-leads", Method: http.MethodPost, Path: programBase + "/lead-imports", Access: user, Idempotent: true,
			Summary: "Name the leads of a CSV file", Description: "Up to 500 lines under a line of column names: name, email, company, and the form's fields by name. dry_run says what would become of each line and keeps nothing. A line that was taken before is answered as lead.duplicate, so a file may be sent again.",
		}, inProgram(a, needs(program.Leads, a.importLeads)))
	}}
}

func (m member) place() lead.Place {
	return lead.Place{Program: m.Program, Partner: m.Partner, Group: m.Enrollment.Group}
}

func (m member) leadHand() lead.Hand { return lead.Hand{User: m.User} }

type listLeadsInput struct {
	ProgramPath
	httpkit.PageQuery
	Status string `query:"status" enum:"in_review,approved,rejected,won,lost" doc:"Only these"`
	Sent   bool   `query:"sent" doc:"Those that the program passes on to you"`
	Search string `query:"q" maxLength:"100" doc:"Only those whose name, company or address holds this. A page may be empty and have more"`
}

func (a api) listLeads(ctx context.Context, m member, in *listLeadsInput) (*httpkit.Body[httpkit.List[LeadRow]], error) {
	q := lead.Query{Program: m.Program.ID, Partner: m.Partner, Status: lead.Status(in.Status), Sent: in.Sent, Search: in.Search}
	found, err := a.Leads.Store.List(ctx, q, in.Request())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(found, m.leadRow)), nil
}

// LeadInput is a lead as it is filled in.
type LeadInput struct {
	Name    string            `json:"name" minLength:"1" maxLength:"120" doc:"Of the person"`
	Email   string            `json:"email" minLength:"3" maxLength:"254"`
	Company string            `json:"company,omitempty" maxLength:"120"`
	Answers map[string]string `json:"answers,omitempty" doc:"By the keys of the form's fields; a checkbox is true or false"`
}

func (i LeadInput) draft() lead.Draft {
	return lead.Draft{Name: i.Name, Email: i.Email, Company: i.Company, Answers: i.Answers}
}

type createLeadInput struct {
	ProgramPath
	Body LeadInput
}

func (a api) createLead(ctx context.Context, m member, in *createLeadInput) (*httpkit.Body[Lead], error) {
	l, err := a.Leads.Submit(ctx, m.place(), m.leadHand(), in.Body.draft())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(m.lead(l)), nil
}

// LeadPath is one lead.
type LeadPath struct {
	ProgramPath
	Lead string `path:"lead" example:"lea_01JD0000000000000000000000"`
}

func (a api) ownLead(ctx context.Context, m member, text string) (lead.Lead, error) {
	l, err := parse[id.Lead](text, "lead")
	if err != nil {
		return lead.Lead{}, err
	}
	return a.Leads.Find(ctx, m.Program.ID, l, m.Partner)
}

func (a api) getLead(ctx context.Context, m member, in *LeadPath) (*httpkit.Body[Lead], error) {
	l, err := a.ownLead(ctx, m, in.Lead)
	if err != nil {
		return nil, err
	}
	paid, err := conversion.EarnedByLead(l)
	if err != nil {
		return nil, err
	}
	v := m.lead(l)
	v.Commissions, err = a.earned(ctx, m, paid)
	return httpkit.OK(v), err
}

type updateLeadInput struct {
	LeadPath
	Body struct {
		LeadInput
		Version int64 `json:"version,omitempty" doc:"What you saw; refused when it has changed since"`
	}
}

func (a api) updateLead(ctx context.Context, m member, in *updateLeadInput) (*httpkit.Body[Lead], error) {
	l, err := a.ownLead(ctx, m, in.Lead)
	if err != nil {
		return nil, err
	}
	l, err = a.Leads.Edit(ctx, m.place(), l, m.leadHand(), in.Body.Version, in.Body.draft())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(m.lead(l)), nil
}

func (a api) deleteLead(ctx context.Context, m member, in *LeadPath) (*httpkit.None, error) {
	l, err := a.ownLead(ctx, m, in.Lead)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Leads.Delete(ctx, m.Program, l, m.leadHand())
}

func (a api) acceptLead(ctx context.Context, m member, in *LeadPath) (*httpkit.Body[Lead], error) {
	return a.answerLead(ctx, m, in.Lead, true, "")
}

type declineLeadInput struct {
	LeadPath
	Body struct {
		Reason string `json:"reason,omitempty" maxLength:"500" doc:"The program reads it"`
	}
}

func (a api) declineLead(ctx context.Context, m member, in *declineLeadInput) (*httpkit.Body[Lead], error) {
	return a.answerLead(ctx, m, in.Lead, false, in.Body.Reason)
}

func (a api) answerLead(ctx context.Context, m member, text string, take bool, reason string) (*httpkit.Body[Lead], error) {
	l, err := a.ownLead(ctx, m, text)
	if err != nil {
		return nil, err
	}
	if l, err = a.Leads.Decide(ctx, m.Program, l, m.leadHand(), take, reason); err != nil {
		return nil, err
	}
	return httpkit.OK(m.lead(l)), nil
}

func (a api) leadForm(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[LeadForm], error) {
	f, err := a.Leads.Form(ctx, m.place())
	if err != nil {
		return nil, err
	}
	out := LeadForm{Fields: []LeadField{}}
	for _, x := range f.Fields {
		out.Fields = append(out.Fields, leadField(x))
	}
	return httpkit.OK(out), nil
}
