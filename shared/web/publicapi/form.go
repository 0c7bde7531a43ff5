package publicapi

import (
	"context"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// ApplyForm is what an applicant is asked beside name and address. What is
// required of whom is not told.
type ApplyForm struct {
	Questions   []ApplyQuestion `json:"questions"`
	AsksCountry bool            `json:"asks_country" doc:"The applicant's country has to be given"`
	Plain       bool            `json:"plain" doc:"It is the form of a program that made none: its words may be shown in the reader's language"`
}

// ApplyQuestion is one of the questions.
type ApplyQuestion struct {
	ID       string   `json:"id"`
	Kind     string   `json:"kind" enum:"text,long_text,choice,checkbox,country,link"`
	Label    string   `json:"label"`
	Hint     string   `json:"hint,omitempty"`
	Required bool     `json:"required"`
	Choices  []string `json:"choices"`
}

type applyFormInput struct {
	Slug  string `path:"slug" maxLength:"40" example:"acme"`
	Group string `query:"group" maxLength:"40" doc:"Id of the group whose link the applicant followed"`
}

func (a api) getApplyForm(ctx context.Context, in *applyFormInput) (*httpkit.Body[ApplyForm], error) {
	p, err := a.public(ctx, in.Slug)
	if err != nil {
		return nil, err
	}
	f, err := a.Enrollments.Form(ctx, p.ID, id.Group(in.Group))
	if err != nil {
		return nil, err
	}
	out := ApplyForm{Questions: []ApplyQuestion{}, AsksCountry: f.Requirements.AskCountry(), Plain: f.Version == 0}
	for _, q := range f.Questions {
		out.Questions = append(out.Questions, ApplyQuestion{q.ID, string(q.Kind), q.Label, q.Hint, q.Required, append([]string{}, q.Choices...)})
	}
	return httpkit.OK(out), nil
}
