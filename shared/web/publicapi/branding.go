package publicapi

import (
	"context"
	"net/url"

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
	IconURL          string `json:"icon_url,omitempty" doc:"Of the browser's tab"`
	PartnerTerm      string `json:"partner_term,omitempty" doc:"What a partner is called here" example:"Ambassador"`
	PartnersTerm     string `json:"partners_term,omitempty" doc:"What several are called"`
	WelcomeTitle     string `json:"welcome_title,omitempty" doc:"In the program's own words, before sign-in"`
	WelcomeText      string `json:"welcome_text,omitempty" doc:"Plain text; its lines stay lines"`
	ApplyTitle       string `json:"apply_title,omitempty" doc:"The same where people apply"`
	ApplyText        string `json:"apply_text,omitempty" doc:"Plain text; its lines stay lines"`
	PortalURL        string `json:"portal_url,omitempty" doc:"The program's portal on a host of its own; absent: it has none"`
	SignInAt         string `json:"sign_in_at,omitempty" doc:"Where one signs in, on a program's own host: the main address"`
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
	return &brandingOutput{CacheControl: briefly, Body: a.brandingOf(ctx, p)}, nil
}

// branded is the program whose portal the host is, else that of the slug, else
// that of the host, else the only one.
func (a api) branded(ctx context.Context, slug string) (program.Program, error) {
	if host := auth.HostOf(ctx); host != "" && !a.main(host) {
		p, err := a.Programs.Find(ctx, program.Name{Host: host})
		if err == nil && slug != "" && p.PortalHost != host { // a host for links says nothing
			return a.Programs.Find(ctx, program.Name{Slug: slug})
		}
		if !fault.Is(err, fault.NotFound) {
			return p, err
		}
	}
	if slug != "" {
		return a.Programs.Find(ctx, program.Name{Slug: slug})
	}
	return a.Programs.Only(ctx)
}

// main tells whether the host is the installation's own.
func (a api) main(host string) bool {
	u, err := url.Parse(a.Door.Origin)
	return err == nil && u.Hostname() == host
}

func (a api) brandingOf(ctx context.Context, p program.Program) Branding {
	b := Branding{
		ProgramID: string(p.ID), Slug: p.Slug, Name: p.Name, Color: p.Brand.Color, LogoURL: p.Brand.LogoURL,
		Initial: p.Brand.Initial, Website: p.Website, ApplicationsOpen: p.Status == program.Live, Support: p.Portal.Support,
		IconURL: p.Brand.IconURL, PartnerTerm: p.Texts.Partner, PartnersTerm: p.Texts.Partners,
		WelcomeTitle: p.Texts.Welcome.Title, WelcomeText: p.Texts.Welcome.Text, ApplyTitle: p.Texts.Apply.Title, ApplyText: p.Texts.Apply.Text,
	}
	if p.PortalHost != "" {
		b.PortalURL = p.Home(a.Door.Origin)
		if p.PortalHost == auth.HostOf(ctx) {
			b.SignInAt = a.Door.Origin
		}
	}
	return b
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
