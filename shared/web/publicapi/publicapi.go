package publicapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Deps is what the public routes work with.
type Deps struct {
	Programs    Programs
	Offers      Offers
	Enrollments enrollment.Desk
	Partners    partner.Store
	Logos       partner.Logos
	Pictures    program.Pictures
	Door        identity.Door
	Clock       clock.Clock
}

// Programs finds programs by slug or host; NotFound.
type Programs interface {
	Find(ctx context.Context, n program.Name) (program.Program, error)
	Only(ctx context.Context) (program.Program, error)
}

// Offers reads a program's offers and all their versions.
type Offers interface {
	List(ctx context.Context, p id.Program) ([]offer.Offer, []offer.Version, error)
}

type api struct{ Deps }

const base = "/v1/public"

// Nouns returns everything that is served under /v1/public.
func Nouns(d Deps) []httpkit.Noun {
	a := api{d}
	return []httpkit.Noun{{Name: "Public", Patterns: []string{base}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-branding", Method: http.MethodGet, Path: base + "/branding.json", Access: auth.Public,
			Summary: "How the program looks, by slug, else by host",
		}, a.getBranding)
		httpkit.Register(r, httpkit.Op{
			ID: "get-branding-css", Method: http.MethodGet, Path: base + "/branding.css", Access: auth.Public, Produces: "text/css",
			Summary: "The program's colour as a style sheet",
		}, a.getBrandingCSS)
		httpkit.Register(r, httpkit.Op{
			ID: "get-public-program", Method: http.MethodGet, Path: base + "/programs/{slug}", Access: auth.Public,
			Summary: "A program and its commission terms",
		}, a.getProgram)
		httpkit.Register(r, httpkit.Op{
			ID: "get-apply-form", Method: http.MethodGet, Path: base + "/programs/{slug}/application-form", Access: auth.Public,
			Summary: "What an applicant is asked",
		}, a.getApplyForm)
		httpkit.Register(r, httpkit.Op{
			ID: "get-logo", Method: http.MethodGet, Path: base + "/logos/{partner}/{digest}", Access: auth.Public, Produces: "image/png",
			Summary: "A partner's logo",
		}, a.getLogo)
		httpkit.Register(r, httpkit.Op{
			ID: "get-picture", Method: http.MethodGet, Path: base + "/pictures/{program}/{picture}/{digest}", Access: auth.Public, Produces: "image/png",
			Summary: "A program's logo or icon",
		}, a.getPicture)
		httpkit.Register(r, httpkit.Op{
			ID: "apply", Method: http.MethodPost, Path: base + "/programs/{slug}/applications", Access: auth.Public, Status: http.StatusAccepted,
			Summary: "Apply to become a partner",
		}, a.apply)
	}}}
}
