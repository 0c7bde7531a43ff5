package partnerapi

import (
	"context"
	"net/http"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) organisation() httpkit.Noun {
	const path = partnerBase + "/organisation"
	return httpkit.Noun{Name: "Partner organisation", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-organisation", Method: http.MethodGet, Path: path, Access: admin,
			Summary: "What your organisation says of itself",
		}, ofPartner(a.getOrganisation))
		httpkit.Register(r, httpkit.Op{
			ID: "put-organisation", Method: http.MethodPut, Path: path, Access: admin,
			Summary: "Change it", Description: "The name on invoices is another one, see the legal details.",
		}, ofPartner(a.putOrganisation))
		httpkit.Register(r, httpkit.Op{
			ID: "put-logo", Method: http.MethodPut, Path: path + "/logo", Access: admin,
			Summary: "Set your logo", Description: "A PNG, JPEG or GIF; it is drawn anew at 256 pixels.",
		}, ofPartner(a.putLogo))
		httpkit.Register(r, httpkit.Op{
			ID: "delete-logo", Method: http.MethodDelete, Path: path + "/logo", Access: admin, Status: http.StatusOK,
			Summary: "Take your logo away",
		}, ofPartner(a.deleteLogo))
	}}
}

// Organisation is what an organisation says of itself.
type Organisation struct {
	Name        string `json:"name"`
	Website     string `json:"website"`
	Country     string `json:"country" doc:"ISO 3166 code; empty: not said"`
	Address     string `json:"address" doc:"Lines apart"`
	Description string `json:"description"`
	LogoURL     string `json:"logo_url,omitempty"`
}

// OrganisationInput replaces what an organisation says of itself.
type OrganisationInput struct {
	Name        string `json:"name" minLength:"1" maxLength:"100"`
	Website     string `json:"website,omitempty" maxLength:"300"`
	Country     string `json:"country,omitempty" maxLength:"2" example:"DE"`
	Address     string `json:"address,omitempty" maxLength:"300"`
	Description string `json:"description,omitempty" maxLength:"1000"`
}

// LogoInput is a picture.
type LogoInput struct {
	Image []byte `json:"image" maxLength:"240000" doc:"The file in Base64"`
}

type (
	putOrganisationInput struct {
		PartnerPath
		Body OrganisationInput
	}
	putLogoInput struct {
		PartnerPath
		Body LogoInput
	}
)

func (a api) getOrganisation(ctx context.Context, c auth.Actor, _ *PartnerPath) (*httpkit.Body[Organisation], error) {
	p, err := partner.Load(ctx, a.Partners, c.Partner)
	return httpkit.OK(organisationOf(p)), err
}

func (a api) putOrganisation(ctx context.Context, c auth.Actor, in *putOrganisationInput) (*httpkit.Body[Organisation], error) {
	p, err := partner.Change(ctx, a.Partners, c.Partner, func(p *partner.Partner) {
		p.Name, p.Website, p.Country = strings.TrimSpace(in.Body.Name), strings.TrimSpace(in.Body.Website), in.Body.Country
		p.Address, p.Description = strings.TrimSpace(in.Body.Address), strings.TrimSpace(in.Body.Description)
	})
	return httpkit.OK(organisationOf(p)), err
}

func (a api) putLogo(ctx context.Context, c auth.Actor, in *putLogoInput) (*httpkit.Body[Organisation], error) {
	p, err := partner.SetLogo(ctx, a.Partners, a.Logos, c.Partner, in.Body.Image)
	return httpkit.OK(organisationOf(p)), err
}

func (a api) deleteLogo(ctx context.Context, c auth.Actor, _ *PartnerPath) (*httpkit.Body[Organisation], error) {
	p, err := partner.RemoveLogo(ctx, a.Partners, a.Logos, c.Partner)
	return httpkit.OK(organisationOf(p)), err
}

func organisationOf(p partner.Partner) Organisation {
	return Organisation{Name: p.Name, Website: p.Website, Country: p.Country, Address: p.Address, Description: p.Description, LogoURL: p.LogoPath()}
}
