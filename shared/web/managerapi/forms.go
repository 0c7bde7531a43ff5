package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) forms() httpkit.Noun {
	const all, own, group = base + "/application-forms", base + "/application-form", base + "/groups/{group}/application-form"
	const about = "Questions keep their ids; one without an id is new. Who applied before keeps the questions that they were asked."
	return httpkit.Noun{Name: "Manager application forms", Patterns: []string{all, own, group}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-application-forms", Method: http.MethodGet, Path: all, Access: viewer,
			Summary: "How partners apply: the program's form, and those of groups",
		}, in(a, a.listForms))
		httpkit.Register(r, httpkit.Op{
			ID: "put-application-form", Method: http.MethodPut, Path: own, Access: manager,
			Summary: "Change how partners apply", Description: about,
		}, in(a, a.putForm))
		httpkit.Register(r, httpkit.Op{
			ID: "put-group-application-form", Method: http.MethodPut, Path: group, Access: manager,
			Summary: "Change how partners apply by a group's own link", Description: about,
		}, in(a, a.putGroupForm))
		httpkit.Register(r, httpkit.Op{
			ID: "delete-group-application-form", Method: http.MethodDelete, Path: group, Access: manager,
			Summary: "Take a group's own link away",
		}, in(a, a.deleteGroupForm))
	}}
}

// ApplicationForms are a program's.
type ApplicationForms struct {
	Data []ApplicationForm `json:"data" doc:"The program's own first"`
}

// ApplicationForm is how partners apply.
type ApplicationForm struct {
	Group        string           `json:"group,omitempty" doc:"Id of the group whose link it is; absent for the program's own"`
	Open         bool             `json:"open" doc:"It takes applications"`
	Questions    []FormQuestion   `json:"questions"`
	Requirements FormRequirements `json:"requirements"`
	Met          string           `json:"met" enum:"program,approve,review" doc:"What becomes of who meets the requirements; program: as its settings say"`
	ReapplyDays  int              `json:"reapply_days" doc:"After how many days somebody turned down may apply again; -1 for never"`
	Version      int64            `json:"version" doc:"0 for the form of a program that made none"`
}

// ApplicationFormInput is a form to be kept.
type ApplicationFormInput struct {
	Open         bool             `json:"open,omitempty" doc:"Of a group's: its link takes applications"`
	Questions    []FormQuestion   `json:"questions" maxItems:"15"`
	Requirements FormRequirements `json:"requirements,omitempty"`
	Met          string           `json:"met,omitempty" enum:"program,approve,review"`
	ReapplyDays  int              `json:"reapply_days" minimum:"-1" maximum:"730"`
	Version      int64            `json:"version,omitempty" doc:"Of the form that was read, to lose no other change"`
}

// FormQuestion is one question of a form.
type FormQuestion struct {
	ID       string   `json:"id,omitempty" maxLength:"24"`
	Kind     string   `json:"kind" enum:"text,long_text,choice,checkbox,country,link"`
	Label    string   `json:"label" maxLength:"200"`
	Hint     string   `json:"hint,omitempty" maxLength:"300"`
	Required bool     `json:"required,omitempty"`
	Choices  []string `json:"choices,omitempty" maxItems:"20"`
}

// FormRequirements are what is asked of who applies.
type FormRequirements struct {
	Allowed []string `json:"allowed,omitempty" maxItems:"250" doc:"Countries; none: all but the denied"`
	Denied  []string `json:"denied,omitempty" maxItems:"250"`
	Mails   []string `json:"mails,omitempty" maxItems:"50" doc:"Patterns such as @acme.com and @*.edu; none: all"`
	Reject  bool     `json:"reject,omitempty" doc:"Who does not meet them is turned down at once"`
	Reason  string   `json:"reason,omitempty" maxLength:"500" doc:"And told this"`
}

func formOf(f enrollment.Form) ApplicationForm {
	out := ApplicationForm{
		Group: string(f.Group), Open: f.Open, Questions: []FormQuestion{}, Requirements: FormRequirements(f.Requirements),
		Met: string(f.Met), ReapplyDays: f.ReapplyDays, Version: f.Version,
	}
	if f.Met == enrollment.AsProgram {
		out.Met = asProgram
	}
	for _, q := range f.Questions {
		out.Questions = append(out.Questions, FormQuestion{q.ID, string(q.Kind), q.Label, q.Hint, q.Required, q.Choices})
	}
	return out
}

const asProgram = "program"

func (a api) listForms(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[ApplicationForms], error) {
	all, err := a.Enrollments.AllForms(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	out := ApplicationForms{Data: []ApplicationForm{}}
	for _, f := range all {
		out.Data = append(out.Data, formOf(f))
	}
	return httpkit.OK(out), nil
}

type putFormInput struct {
	ProgramPath
	Body ApplicationFormInput
}

func (a api) putForm(ctx context.Context, s staff, in *putFormInput) (*httpkit.Body[ApplicationForm], error) {
	return a.saveForm(ctx, s, "", in.Body)
}

func (a api) saveForm(ctx context.Context, s staff, g id.Group, in ApplicationFormInput) (*httpkit.Body[ApplicationForm], error) {
	f := enrollment.Form{
		Program: s.Program.ID, Group: g, Open: in.Open, Requirements: enrollment.Requirements(in.Requirements), Met: enrollment.Met(in.Met), ReapplyDays: in.ReapplyDays,
	}
	if in.Met == asProgram {
		f.Met = enrollment.AsProgram
	}
	for _, q := range in.Questions {
		f.Questions = append(f.Questions, enrollment.Question{ID: q.ID, Kind: enrollment.QuestionKind(q.Kind), Label: q.Label, Hint: q.Hint, Required: q.Required, Choices: q.Choices})
	}
	saved, err := a.Enrollments.SaveForm(ctx, f, in.Version)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(formOf(saved)), nil
}

// GroupPath is one group of the program.
type GroupPath struct {
	ProgramPath
	Group string `path:"group" example:"grp_01JD0000000000000000000000"`
}

type putGroupFormInput struct {
	GroupPath
	Body ApplicationFormInput
}

func (a api) putGroupForm(ctx context.Context, s staff, in *putGroupFormInput) (*httpkit.Body[ApplicationForm], error) {
	g, err := a.group(ctx, s, in.GroupPath)
	if err != nil {
		return nil, err
	}
	return a.saveForm(ctx, s, g, in.Body)
}

func (a api) deleteGroupForm(ctx context.Context, s staff, in *GroupPath) (*httpkit.None, error) {
	g, err := a.group(ctx, s, *in)
	if err != nil {
		return nil, err
	}
	return &httpkit.None{}, a.Enrollments.DropForm(ctx, s.Program.ID, g)
}

// group finds the group of a path; NotFound.
func (a api) group(ctx context.Context, s staff, in GroupPath) (id.Group, error) {
	g, err := parse[id.Group](in.Group, "group")
	if err != nil {
		return "", err
	}
	l, err := a.Groups.Ladder(ctx, s.Program.ID)
	if err != nil {
		return "", err
	}
	if _, ok := l.Group(g); !ok {
		_, err = parse[id.Group]("", "group")
	}
	return g, err
}
