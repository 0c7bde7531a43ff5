package authapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Founder makes the first program of an installation.
type Founder interface {
	// Vacant tells whether there is no program yet.
	Vacant(ctx context.Context) (bool, error)
	// Found makes it, and its owner; Conflict when there is one.
	Found(ctx context.Context, in program.Founded, owner id.User) (program.Program, error)
}

var _ Founder = program.Founder{}

func (a api) found(r *httpkit.API) {
	httpkit.Register(r, httpkit.Op{
		ID: "found-program", Method: http.MethodPost, Path: base + "/program", Access: auth.SignedIn, Status: http.StatusCreated,
		Summary:     "Make the first program of an empty installation",
		Description: "A draft with the defaults, owned by who makes it. Only while the installation has no program: program.founded.",
	}, a.foundProgram)
}

type foundInput struct {
	Body struct {
		Name     string `json:"name" maxLength:"120" example:"Northwind Partners"`
		Website  string `json:"website" maxLength:"500" doc:"Where links lead by default, and the first host to which they may" example:"https://northwind.example"`
		Currency string `json:"currency" maxLength:"3" example:"EUR"`
		Zone     string `json:"zone,omitempty" maxLength:"64" doc:"Time zone of its days; UTC when left out" example:"Europe/Berlin"`
	}
}

// FoundedProgram is the program that was made.
type FoundedProgram struct {
	Program string `json:"program_id"`
}

func (a api) foundProgram(ctx context.Context, in *foundInput) (*httpkit.Body[FoundedProgram], error) {
	actor, err := auth.ActorOf(ctx)
	if err != nil {
		return nil, err
	}
	b := in.Body
	p, err := a.Founder.Found(ctx, program.Founded{Name: b.Name, Website: b.Website, Currency: b.Currency, Zone: b.Zone}, actor.User)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(FoundedProgram{Program: string(p.ID)}), nil
}
