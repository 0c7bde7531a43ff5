package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const legalPath = partnerBase + "/legal"

func (a api) legal() httpkit.Noun {
	return httpkit.Noun{Name: "Partner legal data", Patterns: []string{legalPath}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-legal", Method: http.MethodGet, Path: legalPath, Access: admin,
			Summary: "How invoices name your organisation",
		}, ofPartner(a.getLegal))
		httpkit.Register(r, httpkit.Op{
			ID: "put-legal", Method: http.MethodPut, Path: legalPath, Access: admin,
			Summary: "Say how invoices name your organisation", Description: "For invoices from now on; those that were issued stay as they are.",
		}, ofPartner(a.putLegal))
	}}
}

func (a api) getLegal(ctx context.Context, c auth.Actor, _ *PartnerPath) (*httpkit.Body[Party], error) {
	l, err := a.Legal.Legal(ctx, invoice.Owner{Partner: c.Partner})
	return httpkit.OK(partyOf(l.Party)), err
}

type putLegalInput struct {
	PartnerPath
	Body Party
}

func (a api) putLegal(ctx context.Context, c auth.Actor, in *putLegalInput) (*httpkit.Body[Party], error) {
	b := in.Body
	l, err := invoice.SetLegal(ctx, a.Legal, invoice.Owner{Partner: c.Partner}, invoice.Party{Name: b.Name, Address: b.Address, Country: b.Country, VAT: b.VAT})
	return httpkit.OK(partyOf(l.Party)), err
}

// Party is how a document names one side.
type Party struct {
	Name    string   `json:"name" maxLength:"140"`
	Address []string `json:"address" maxItems:"4" doc:"Lines, without the country" example:"[\"Prosta 1\",\"00-001 Warszawa\"]"`
	Country string   `json:"country" maxLength:"2" doc:"Two letters, or empty" example:"PL"`
	VAT     string   `json:"vat_number" maxLength:"30" doc:"VAT number, or empty" example:"PL1234567890"`
}

func partyOf(p invoice.Party) Party {
	return Party{Name: p.Name, Address: append([]string{}, p.Address...), Country: p.Country, VAT: p.VAT}
}
