package publicapi

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/auth"
)

// Branding is how a program looks, before sign-in too.
type Branding struct {
	ProgramID        string `json:"program_id"`
	Slug             string `json:"slug"`
	Name             string `json:"name"`
	Color            string `json:"color" example:"#0f766e"`
	LogoURL          string `json:"logo_url,omitempty"`
	Initial          string `json:"initial"`
	Website          string `json:"website"`
	ApplicationsOpen bool   `json:"applications_open"`
	Support          string `json:"support,omitempty" doc:"Where the program answers questions by mail"`
}

type brandingInput struct {
	Program string `query:"program" maxLength:"40" doc:"Slug of the program"`
}

type brandingOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         Branding
}

// briefly lets a brand be kept for a minute: a change is seen soon.
const briefly = "public, max-age=60"

func (a api) getBranding(ctx context.Context, in *brandingInput) (*brandingOutput, error) {
	p, err := a.branded(ctx, in.Program)
	if err != nil {
		return nil, err
	}
	return &brandingOutput{CacheControl: briefly, Body: brandingOf(p)}, nil
}

// branded is the program of the slug, else that of the host, else the only one.
func (a api) branded(ctx context.Context, slug string) (program.Program, error) {
	if slug != "" {
		return a.Programs.Find(ctx, program.Name{Slug: slug})
	}
	if host := auth.HostOf(ctx); host != "" {
		p, err := a.Programs.Find(ctx, program.Name{Host: host})
		if !fault.Is(err, fault.NotFound) {
			return p, err
		}
	}
	return a.Programs.Only(ctx)
}

func brandingOf(p program.Program) Branding {
	return Branding{
		ProgramID: string(p.ID), Slug: p.Slug, Name: p.Name, Color: p.Brand.Color, LogoURL: p.Brand.LogoURL,
		Initial: p.Brand.Initial, Website: p.Website, ApplicationsOpen: p.Status == program.Live, Support: p.Portal.Support,
	}
}

type cssOutput struct {
	ContentType  string `header:"Content-Type"`
	CacheControl string `header:"Cache-Control"`
	Body         []byte
}

// getBrandingCSS is empty rather than missing where no program is meant: a page
// links it before it knows. Colours were validated when they were saved.
func (a api) getBrandingCSS(ctx context.Context, in *brandingInput) (*cssOutput, error) {
	out := &cssOutput{ContentType: "text/css; charset=utf-8", CacheControl: briefly, Body: []byte{}}
	p, err := a.branded(ctx, in.Program)
	if fault.Is(err, fault.NotFound) {
		return out, nil
	}
	out.Body = []byte(":root{--brand:" + p.Brand.Color + "}\n")
	return out, err
}
