package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Invoices reads the documents of payouts.
type Invoices interface {
	invoice.Lists
	// Load reads one; NotFound.
	Load(ctx context.Context, i id.Invoice) (invoice.Invoice, error)
}

const invoicesPath = base + "/invoices"

func (a api) invoices() httpkit.Noun {
	return httpkit.Noun{Name: "Manager invoices", Patterns: []string{invoicesPath}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-program-invoices", Method: http.MethodGet, Path: invoicesPath, Access: viewer,
			Summary: "The program's invoices, newest first", Description: "One per paid payout, numbered without gaps within a year.",
		}, in(a, a.listInvoices))
		httpkit.Register(r, httpkit.Op{
			ID: "get-program-invoice", Method: http.MethodGet, Path: invoicesPath + "/{invoice}", Access: viewer,
			Summary: "One invoice with its lines",
		}, in(a, a.getInvoice))
	}}
}

type listInvoicesInput struct {
	ProgramPath
	httpkit.PageQuery
	State   string `query:"state" enum:"paid,void" doc:"Only these; all when left out"`
	Number  string `query:"number" maxLength:"30" doc:"Only those whose number begins so" example:"2026-0007"`
	Partner string `query:"partner" maxLength:"40" doc:"Only this partner's"`
}

func (a api) listInvoices(ctx context.Context, s staff, in *listInvoicesInput) (*httpkit.Body[httpkit.List[Invoice]], error) {
	p, err := a.invoicesOf(ctx, s, in)
	if err != nil {
		return nil, err
	}
	owners := make([]id.Partner, 0, len(p.Data))
	for _, r := range p.Data {
		owners = append(owners, r.Partner)
	}
	names, err := a.names(ctx, owners)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, func(r invoice.Row) Invoice { return invoiceOf(r, names[r.Partner]) })), nil
}

func (a api) invoicesOf(ctx context.Context, s staff, in *listInvoicesInput) (page.Of[invoice.Row], error) {
	f := invoice.Filter{State: invoice.State(in.State), Number: in.Number}
	if in.Partner == "" {
		return a.Invoices.OfProgram(ctx, s.Program.ID, f, in.Request())
	}
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return page.Of[invoice.Row]{}, err
	}
	return a.Invoices.OfPartner(ctx, s.Program.ID, o, f, in.Request())
}

// InvoicePath is one invoice.
type InvoicePath struct {
	ProgramPath
	Invoice string `path:"invoice" example:"inv_01JD0000000000000000000000"`
}

// invoice reads one of the program's.
func (a api) invoice(ctx context.Context, s staff, text string) (invoice.Invoice, error) {
	iid, err := parse[id.Invoice](text, "invoice")
	if err != nil {
		return invoice.Invoice{}, err
	}
	i, err := a.Invoices.Load(ctx, iid)
	if err == nil && i.Program != s.Program.ID {
		err = unknown("invoice")
	}
	return i, err
}

func (a api) getInvoice(ctx context.Context, s staff, in *InvoicePath) (*httpkit.Body[InvoiceDetail], error) {
	i, err := a.invoice(ctx, s, in.Invoice)
	if err != nil {
		return nil, err
	}
	ref, err := a.name(ctx, i.Partner)
	return httpkit.OK(invoiceDetailOf(i, ref)), err
}

// Documents returns what is printed, which a function of its own serves.
func Documents(d Deps) httpkit.Noun {
	a := api{d}
	const path, pdf = base + "/documents", "application/pdf"
	return httpkit.Noun{Name: "Manager documents", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "print-program-invoice", Method: http.MethodGet, Path: path + "/invoices/{invoice}/invoice.pdf", Access: viewer, Produces: pdf,
			Summary: "One invoice as PDF",
		}, in(a, func(ctx context.Context, s staff, in *InvoicePath) (*httpkit.File, error) {
			i, err := a.invoice(ctx, s, in.Invoice)
			if err != nil {
				return nil, err
			}
			body, err := a.Printer.Invoice(i, s.Program.Name)
			return httpkit.Attachment(pdf, "invoice-"+i.Number()+".pdf", body), err
		}))
		a.printedSignature(r)
	}}
}

// Invoice is a document in a list.
type Invoice struct {
	ID      string        `json:"id"`
	Number  string        `json:"number" example:"2026-0007"`
	Kind    string        `json:"kind" enum:"self_billing,statement"`
	State   string        `json:"state" enum:"paid,void"`
	Date    string        `json:"date" format:"date"`
	Partner PartnerRef    `json:"partner"`
	Total   httpkit.Money `json:"total"`
	Payout  string        `json:"payout_id"`
}

// InvoiceDetail is one document.
type InvoiceDetail struct {
	ID        string        `json:"id"`
	Number    string        `json:"number" example:"2026-0007"`
	Kind      string        `json:"kind" enum:"self_billing,statement" doc:"A statement only, until both sides have given their legal data"`
	State     string        `json:"state" enum:"paid,void"`
	Reason    string        `json:"reason,omitempty" doc:"Why it is void"`
	Date      string        `json:"date" format:"date"`
	From      string        `json:"from" format:"date" doc:"Day of the first thing that it pays"`
	Until     string        `json:"until" format:"date"`
	Partner   PartnerRef    `json:"partner"`
	Supplier  Party         `json:"supplier" doc:"The partner"`
	Customer  Party         `json:"customer" doc:"The company that pays"`
	Lines     []InvoiceLine `json:"lines"`
	Total     httpkit.Money `json:"total"`
	Sent      httpkit.Money `json:"sent" doc:"What was transferred"`
	Rate      string        `json:"rate,omitempty" doc:"Of another currency: one unit of the total's in units of what was transferred"`
	RateDay   string        `json:"rate_day,omitempty" doc:"The day of the rate"`
	Account   string        `json:"account,omitempty" doc:"Where it was paid to, masked"`
	Reference string        `json:"reference,omitempty"`
	VATText   string        `json:"vat_text,omitempty" doc:"What it has to tell of value added tax"`
	Payout    string        `json:"payout_id"`
	IssuedAt  time.Time     `json:"issued_at"`
	VoidedAt  time.Time     `json:"voided_at,omitzero"`
}

// InvoiceLine is one row of a document.
type InvoiceLine struct {
	Kind   string        `json:"kind" doc:"Kind of the commissions, or fee"`
	Text   string        `json:"text,omitempty" doc:"Name of the offer"`
	Count  int64         `json:"count"`
	Amount httpkit.Money `json:"amount"`
}

func invoiceOf(r invoice.Row, partner PartnerRef) Invoice {
	return Invoice{
		ID: string(r.ID), Number: r.Number, Kind: string(r.Kind), State: string(r.State), Date: r.Date, Partner: partner,
		Total: moneyOf(r.Total.Minor(), r.Total.Currency()), Payout: string(r.Payout),
	}
}

func invoiceDetailOf(i invoice.Invoice, partner PartnerRef) InvoiceDetail {
	v := InvoiceDetail{
		ID: string(i.ID), Number: i.Number(), Kind: string(i.Kind), State: string(i.State), Reason: i.Reason, Date: i.Date, From: i.From, Until: i.Until, Partner: partner,
		Supplier: partyOf(i.Supplier), Customer: partyOf(i.Customer), Lines: []InvoiceLine{},
		Total: moneyOf(i.Total.Minor(), i.Total.Currency()), Sent: moneyOf(i.Sent.Minor(), i.Sent.Currency()), Rate: i.Rate, RateDay: i.RateDay, Account: i.Account, Reference: i.Reference, VATText: i.Note.Text(),
		Payout: string(i.Payout), IssuedAt: i.IssuedAt, VoidedAt: i.VoidedAt,
	}
	for _, l := range i.Lines {
		v.Lines = append(v.Lines, InvoiceLine{Kind: l.Kind, Text: l.Text, Count: l.Count, Amount: moneyOf(l.Minor, i.Total.Currency())})
	}
	return v
}
