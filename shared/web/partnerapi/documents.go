package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
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
		httpkit.Register(r, httpkit.Op{
			ID: "print-signature", Method: http.MethodGet, Path: documentsBase + "/signatures/{signature}/signature.pdf", Access: user, Produces: pdfType,
			Summary: "What was signed, with both signatures and the text, as PDF",
		}, beforeGate(a, a.printSignature))
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

type signatureInput struct {
	ProgramPath
	Signature string `path:"signature" example:"sgn_01JD0000000000000000000000"`
}

func (a api) printSignature(ctx context.Context, m member, in *signatureInput) (*httpkit.File, error) {
	e, err := a.Agreements.Evidence(ctx, m.Program.ID, m.Partner, in.Signature)
	if err != nil {
		return nil, err
	}
	if !e.Signature.Seen(m.User, m.Role == identity.Admin) {
		return nil, fault.New(fault.NotFound, "signature.unknown", "There is no such signature.")
	}
	orgs, err := a.Partners.Load(ctx, m.Partner)
	if err != nil {
		return nil, err
	}
	if len(orgs) > 0 {
		e.Partner = orgs[0].Name
	}
	e.Company = m.Program.Name
	body, err := a.Copies.Signature(e)
	return httpkit.Attachment(pdfType, "signature-"+string(e.Signature.ID)+".pdf", body), err
}

func (a api) printStatement(ctx context.Context, m member, in *statementInput) (*httpkit.File, error) {
	s, err := a.statement(ctx, m, in.PeriodQuery)
	if err != nil {
		return nil, err
	}
	body, err := a.Printer.Statement(s)
	return httpkit.Attachment(pdfType, "statement-"+m.Program.Slug+"-"+s.First+".pdf", body), err
}
