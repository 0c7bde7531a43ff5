package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const documentsBase = partnerBase + "/documents/{program}"

const pdfType = "application/pdf"

// Documents returns what is printed, which a function of its own serves.
func Documents(d Deps) httpkit.Noun {
	a := api{d}
	return httpkit.Noun{Name: "Partner documents", Patterns: []string{documentsBase}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "print-invoice", Method: http.MethodGet, Path: documentsBase + "/invoices/{invoice}/invoice.pdf", Access: admin, Produces: pdfType,
			Summary: "One invoice as PDF",
		}, inProgram(a, a.printInvoice))
		httpkit.Register(r, httpkit.Op{
			ID: "print-statement", Method: http.MethodGet, Path: documentsBase + "/statement.pdf", Access: admin, Produces: pdfType,
			Summary: "Your account over a period as PDF",
		}, inProgram(a, a.printStatement))
	}}
}

func (a api) printInvoice(ctx context.Context, m member, in *InvoicePath) (*httpkit.File, error) {
	i, err := a.invoice(ctx, m, in.Invoice)
	if err != nil {
		return nil, err
	}
	body, err := a.Printer.Invoice(i, m.Program.Name)
	return httpkit.Attachment(pdfType, "invoice-"+i.Number()+".pdf", body), err
}

func (a api) printStatement(ctx context.Context, m member, in *statementInput) (*httpkit.File, error) {
	s, err := a.statement(ctx, m, in.PeriodQuery)
	if err != nil {
		return nil, err
	}
	body, err := a.Printer.Statement(s)
	return httpkit.Attachment(pdfType, "statement-"+m.Program.Slug+"-"+s.First+".pdf", body), err
}
