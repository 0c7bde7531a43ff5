package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) legal() httpkit.Noun {
	const path = base + "/legal"
	return httpkit.Noun{Name: "Manager legal data", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-program-legal", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "How invoices name the company that pays",
		}, in(a, a.getLegal))
		httpkit.Register(r, httpkit.Op{
			ID: "put-program-legal", Method: http.MethodPut, Path: path, Access: owner,
			Summary: "Say how invoices name the company that pays", Description: "For invoices from now on; those that were issued stay as they are.",
		}, in(a, a.putLegal))
	}}
}

func (a api) getLegal(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[Party], error) {
	l, err := a.Legal.Legal(ctx, invoice.Owner{Program: s.Program.ID})
	return httpkit.OK(partyOf(l.Party)), err
}

type putLegalInput struct {
	ProgramPath
	Body Party
}

func (a api) putLegal(ctx context.Context, s staff, in *putLegalInput) (*httpkit.Body[Party], error) {
	b := in.Body
	l, err := invoice.SetLegal(ctx, a.Legal, invoice.Owner{Program: s.Program.ID}, invoice.Party{Name: b.Name, Address: b.Address, Country: b.Country, VAT: b.VAT})
	return httpkit.OK(partyOf(l.Party)), err
}

// Party is how a document names one side.
type Party struct {
	Name    string   `json:"name" maxLength:"140"`
	Address []string `json:"address" maxItems:"4" doc:"Lines, without the country" example:"[\"Hauptstraße 1\",\"10623 Berlin\"]"`
	Country string   `json:"country" maxLength:"2" doc:"Two letters, or empty" example:"DE"`
	VAT     string   `json:"vat_number" maxLength:"30" doc:"VAT number, or empty" example:"DE123456789"`
}

func partyOf(p invoice.Party) Party {
	return Party{Name: p.Name, Address: append([]string{}, p.Address...), Country: p.Country, VAT: p.VAT}
}
