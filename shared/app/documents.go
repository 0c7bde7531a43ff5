package app

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
	"github.com/tributaryhq/tributary/shared/web/partnerapi"
	"github.com/tributaryhq/tributary/shared/web/pdf"
	"github.com/tributaryhq/tributary/shared/web/workbook"
)

// Documents serves what is printed, to partners and to managers. Only this
// function holds the fonts.
func (b Backends) Documents() (http.Handler, error) {
	guard, err := b.guard()
	if err != nil {
		return nil, err
	}
	partners, managers := b.printing()
	return b.house().Serve(guard.Admit,
		partnerapi.Documents(partners), partnerapi.Exports(partners), managerapi.Documents(managers), managerapi.Exports(managers), managerapi.TaxFiling(managers)), nil
}

// printing is what documents are made of.
func (b Backends) printing() (partnerapi.Deps, managerapi.Deps) {
	invoices, ledgers, extracts := store.Invoices{T: b.Table}, store.Ledgers{T: b.Table}, store.Extracts{T: b.Table}
	partners := partnerapi.Deps{
		Programs: store.Programs{T: b.Table, Clock: b.Clock}, Agreements: b.Agreements(), Copies: pdf.Documents{}, Partners: store.Partners{T: b.Table, Clock: b.Clock}, Enrollments: b.places(), Accounts: ledgers, Postings: ledgers,
		Lines: store.Commissions{T: b.Table}, Payouts: store.Payouts{T: b.Table}, Invoices: invoices, Legal: b.legal(), Printer: pdf.Documents{}, Clock: b.Clock,
		Extracts: extracts, Workbook: workbook.Write,
	}
	managers := managerapi.Deps{
		Programs: b.Programs(), Agreements: b.Agreements(), Copies: pdf.Documents{}, Partners: store.Partners{T: b.Table, Clock: b.Clock}, Invoices: invoices, Printer: pdf.Documents{}, Clock: b.Clock,
		Books: ledgers, Extracts: extracts, Workbook: workbook.Write, Places: b.places(), Batches: store.Payouts{T: b.Table}, Tax: b.Tax(), TaxSecrets: b.taxSecrets(),
	}
	return partners, managers
}

// Documents makes the handler of functions/documents.
func Documents(ctx context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "KMS_KEY_ID", "PUBLIC_ORIGIN_PARAMETER")
	if err != nil {
		return nil, err
	}
	k.withSealer()
	if err := k.withOrigin(ctx); err != nil {
		return nil, err
	}
	if err := k.withDoor(ctx); err != nil {
		return nil, err
	}
	h, err := k.Backends.Documents()
	if err != nil {
		return nil, err
	}
	return k.Run.HTTP(h), nil
}
