package app

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/aws/lambdarun"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
	"github.com/tributaryhq/tributary/shared/web/partnerapi"
	"github.com/tributaryhq/tributary/shared/web/pdf"
)

// Documents serves what is printed, to partners and to managers. Only this
// function holds the fonts.
func (b Backends) Documents() (http.Handler, error) {
	guard, err := b.guard()
	if err != nil {
		return nil, err
	}
	invoices := store.Invoices{T: b.Table}
	return b.house().Serve(guard.Admit,
		partnerapi.Documents(partnerapi.Deps{
			Programs: store.Programs{T: b.Table, Clock: b.Clock}, Enrollments: b.places(), Accounts: store.Ledgers{T: b.Table}, Postings: store.Ledgers{T: b.Table},
			Lines: store.Commissions{T: b.Table}, Payouts: store.Payouts{T: b.Table}, Invoices: invoices, Legal: b.legal(), Printer: pdf.Documents{}, Clock: b.Clock,
		}),
		managerapi.Documents(managerapi.Deps{
			Programs: b.Programs(), Partners: store.Partners{T: b.Table, Clock: b.Clock}, Invoices: invoices, Printer: pdf.Documents{}, Clock: b.Clock,
		}),
	), nil
}

// Documents makes the handler of functions/documents.
func Documents(ctx context.Context, s Surroundings) (lambdarun.Handler, error) {
	k, err := prepare(s, "PUBLIC_ORIGIN_PARAMETER")
	if err != nil {
		return nil, err
	}
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
