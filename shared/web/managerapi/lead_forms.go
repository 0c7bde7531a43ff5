package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) registerLeadForms(r *httpkit.API) {
	httpkit.Register(r, httpkit.Op{
		ID: "get-lead-forms", Method: http.MethodGet, Path: base + "/lead-forms", Access: viewer,
		Summary: "What partners are asked for a lead: everybody, and groups with a form of their own",
	}, in(a, has(program.Leads, a.getLeadForms)))
	httpkit.Register(r, httpkit.Op{
		ID: "save-lead-form", Method: http.MethodPut, Path: base + "/lead-forms", Access: manager,
		Summary: "Say what partners are asked for a lead", Description: "What was answered before stays as it was.",
	}, in(a, has(program.Leads, a.saveLeadForm)))
	httpkit.Register(r, httpkit.Op{
		ID: "drop-lead-form", Method: http.MethodDelete, Path: base + "/lead-forms/{group}", Access: manager, Status: http.StatusNoContent,
		Summary: "Ask a group what everybody is asked",
	}, in(a, has(program.Leads, a.dropLeadForm)))
}

// LeadForms are all forms of a program.
type LeadForms struct {
	Forms []LeadForm `json:"forms" doc:"Everybody's first"`
}

// LeadForm is what partners are asked for a lead beside name, address and company.
type LeadForm struct {
	Group   string      `json:"group_id,omitempty" maxLength:"40" doc:"Whose form it is; empty: everybody whose group has none of its own"`
	Fields  []LeadField `json:"fields" maxItems:"20"`
	Signups bool        `json:"signups,omitempty" doc:"Whoever signs up by a link becomes a lead of its partner; of everybody's form"`
	Version int64       `json:"version,omitempty" doc:"What you saw; 0 for a new form. Refused when it has changed since"`
}

// LeadField is one field of a form.
type LeadField struct {
	Key      string   `json:"key,omitempty" maxLength:"40" pattern:"^[a-z0-9_]*$" doc:"By which answers are known; made when left out"`
	Label    string   `json:"label" minLength:"1" maxLength:"80"`
	Type     string   `json:"type" enum:"input,text,dropdown,checkbox,country"`
	Required bool     `json:"required,omitempty"`
	Options  []string `json:"options,omitempty" maxItems:"50" doc:"Of a dropdown"`
}

func leadFormOf(f lead.Form) LeadForm {
	v := LeadForm{Group: string(f.Group), Fields: []LeadField{}, Signups: f.Signups, Version: f.Version}
	for _, x := range f.Fields {
		v.Fields = append(v.Fields, LeadField{Key: x.Key, Label: x.Label, Type: string(x.Type), Required: x.Required, Options: x.Options})
	}
	return v
}

func (a api) getLeadForms(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[LeadForms], error) {
	all, err := a.Leads.Forms.Forms(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	out := LeadForms{Forms: []LeadForm{leadFormOf(lead.FormOf(all, s.Program.ID, ""))}}
	for _, f := range all {
		if f.Group != "" {
			out.Forms = append(out.Forms, leadFormOf(f))
		}
	}
	return httpkit.OK(out), nil
}

type saveLeadFormInput struct {
	ProgramPath
	Body LeadForm
}

func (a api) saveLeadForm(ctx context.Context, s staff, in *saveLeadFormInput) (*httpkit.Body[LeadForm], error) {
	f := lead.Form{Program: s.Program.ID, Signups: in.Body.Signups, Version: in.Body.Version + 1}
	if in.Body.Group != "" {
		g, err := a.groupOf(ctx, s, in.Body.Group)
		if err != nil {
			return nil, err
		}
		f.Group = g
	}
	for _, x := range in.Body.Fields {
		f.Fields = append(f.Fields, lead.Field{Key: x.Key, Label: x.Label, Type: lead.FieldType(x.Type), Required: x.Required, Options: x.Options})
	}
	f, err := f.Checked()
	if err != nil {
		return nil, err
	}
	if err := a.Leads.Forms.SaveForm(ctx, f); err != nil {
		return nil, err
	}
	return httpkit.OK(leadFormOf(f)), nil
}

type dropLeadFormInput struct {
	ProgramPath
	Group string `path:"group" example:"grp_01JD0000000000000000000000"`
}

func (a api) dropLeadForm(ctx context.Context, s staff, in *dropLeadFormInput) (*httpkit.None, error) {
	g, err := a.groupOf(ctx, s, in.Group)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Leads.Forms.DropForm(ctx, s.Program.ID, g)
}

// groupOf reads a group of the program; NotFound.
func (a api) groupOf(ctx context.Context, s staff, text string) (id.Group, error) {
	g, err := parse[id.Group](text, "group")
	if err != nil {
		return "", err
	}
	ladder, err := a.Groups.Store.Ladder(ctx, s.Program.ID)
	if err != nil {
		return "", err
	}
	if _, ok := ladder.Group(g); !ok {
		return "", unknown("group")
	}
	return g, nil
}
