package publicapi

import (
	"cmp"
	"context"
	"maps"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// PartnerApplication is what an applicant says.
type PartnerApplication struct {
	Name     string            `json:"name" minLength:"1" maxLength:"100" doc:"Of the person"`
	Email    string            `json:"email" maxLength:"254"`
	Company  string            `json:"company,omitempty" maxLength:"100" doc:"Of the organisation; the person's name when left out"`
	Website  string            `json:"website,omitempty" maxLength:"300"`
	Country  string            `json:"country,omitempty" maxLength:"2" doc:"ISO 3166 code" example:"DE"`
	Promotes string            `json:"promotes,omitempty" maxLength:"1000" doc:"How the applicant wants to promote the program, where that is asked: as the answer promotes"`
	Group    string            `json:"group,omitempty" maxLength:"40" doc:"Id of the group whose link the applicant followed, from the link's parameter group"`
	Answers  map[string]string `json:"answers,omitempty" doc:"By the ids of the form's questions; a ticked box is yes"`
	By       string            `json:"by,omitempty" maxLength:"40" doc:"Code of the partner who invited the applicant, from the link's parameter by" example:"p1k2x3y4z5a6b7"`
}

type applyInput struct {
	Slug string `path:"slug" maxLength:"40" example:"acme"`
	Body PartnerApplication
}

func (a api) apply(ctx context.Context, in *applyInput) (*httpkit.None, error) {
	p, err := a.public(ctx, in.Slug)
	if err != nil {
		return nil, err
	}
	if p.Status != program.Live {
		return nil, fault.New(fault.Conflict, "program.not_open", "This program takes no applications at present.")
	}
	form, err := a.Enrollments.Form(ctx, p.ID, id.Group(in.Body.Group))
	if err != nil {
		return nil, err
	}
	answers, err := form.Read(in.Body.given())
	if err != nil {
		return nil, err
	}
	fresh, err := a.Door.NewUser(in.Body.Email, in.Body.Name)
	if err != nil {
		return nil, err
	}
	org := partner.Partner{Name: in.Body.Company, Website: in.Body.Website, Country: in.Body.Country}
	if org.Name == "" {
		org.Name = fresh.Name
	}
	if err := org.Validate(); err != nil {
		return nil, err
	}
	if org.Country == "" && form.Requirements.AskCountry() {
		return nil, fault.New(fault.Invalid, "partner.invalid", "Some of what was sent is not valid.").With(fault.Field{Location: "body.country", Message: "must be a country's two letters"})
	}
	account := identity.HashEmail(fresh.Email)
	if err := a.Door.Admit(ctx, "apply", account, auth.CallerOf(ctx).Address); err != nil {
		return nil, err
	}
	who := enrollment.Applicant{User: fresh, New: true, Code: in.Body.By, Form: &form, Country: org.Country}
	err = a.enter(ctx, p.ID, account, who, org, answers)
	switch fault.CodeOf(err) {
	case "user.email_taken", "enrollment.exists": // a race, or a second application: the answer is the same
		err = nil
	}
	return &httpkit.None{}, err
}

// given is what was answered.
func (p PartnerApplication) given() map[string]string {
	out := map[string]string{enrollment.Promotes: p.Promotes}
	maps.Copy(out, p.Answers)
	return out
}

// enter applies for somebody new, or for the organisation that the address
// stands for already. Nobody but the manager and the owner of the address gets
// to know which.
func (a api) enter(ctx context.Context, p id.Program, account string, who enrollment.Applicant, org partner.Partner, answers []enrollment.Answer) error {
	known, err := a.Door.Users.ByEmail(ctx, account)
	switch {
	case err == nil:
		who.User, who.New = known, false
	case !fault.Is(err, fault.NotFound):
		return err
	}
	ms, err := a.Door.Members.OfUser(ctx, who.User.ID)
	if err != nil {
		return err
	}
	for _, m := range ms {
		if m.Partner != "" {
			who.Of = append(who.Of, m.Partner)
		}
	}
	for _, m := range ms {
		if m.Role != identity.Admin {
			continue
		}
		own, err := partner.Load(ctx, a.Partners, m.Partner)
		if err != nil {
			return err
		}
		who.Country = cmp.Or(own.Country, who.Country)
		_, err = a.Enrollments.Join(ctx, p, own, who, answers)
		return err
	}
	_, err = a.Enrollments.Apply(ctx, p, who, org, answers)
	return err
}
