package partnerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
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

const invoicesPath = programBase + "/invoices"

func (a api) invoices() httpkit.Noun {
	return httpkit.Noun{Name: "Partner invoices", Patterns: []string{invoicesPath}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-invoices", Method: http.MethodGet, Path: invoicesPath, Access: admin,
			Summary: "Your invoices in a program, newest first", Description: "A payout gets its document and number when it is paid; payouts that are on their way stand first, as pending.",
		}, inProgram(a, a.listInvoices))
		httpkit.Register(r, httpkit.Op{
			ID: "get-invoice", Method: http.MethodGet, Path: invoicesPath + "/{invoice}", Access: admin,
			Summary: "One invoice with its lines",
		}, inProgram(a, a.getInvoice))
	}}
}

type listInvoicesInput struct {
	ProgramPath
	httpkit.PageQuery
	State  string `query:"state" enum:"paid,pending,void" doc:"Only these; all when left out"`
	Number string `query:"number" maxLength:"30" doc:"Only those whose number begins so" example:"2026-0007"`
}

func (a api) listInvoices(ctx context.Context, m member, in *listInvoicesInput) (*httpkit.Body[httpkit.List[Invoice]], error) {
	if in.State == string(pendingInvoice) {
		waiting, err := a.pendingInvoices(ctx, m)
		return httpkit.OK(httpkit.ListOf(page.Of[Invoice]{Data: waiting}, func(v Invoice) Invoice { return v })), err
	}
	p, err := a.Invoices.OfPartner(ctx, m.Program.ID, m.Partner, invoice.Filter{State: invoice.State(in.State), Number: in.Number}, in.Request())
	if err != nil {
		return nil, err
	}
	out := page.Map(p, invoiceOf)
	if in.State == "" && in.Number == "" && in.Cursor == "" {
		waiting, err := a.pendingInvoices(ctx, m)
		if err != nil {
			return nil, err
		}
		out.Data = append(waiting, out.Data...)
	}
	return httpkit.OK(httpkit.ListOf(out, func(v Invoice) Invoice { return v })), nil
}

// pendingInvoice is the state of a document that has no number yet.
const pendingInvoice invoice.State = "pending"

// pendingInvoices are the payouts that are on their way: their documents are
// made when they are paid. Those are among the newest.
func (a api) pendingInvoices(ctx context.Context, m member) ([]Invoice, error) {
	found, err := a.Payouts.OfPartner(ctx, m.Partner, page.Request{})
	if err != nil {
		return nil, err
	}
	out := []Invoice{}
	for _, p := range found.Data {
		if p.Account.Program != m.Program.ID || p.Status.Final() || p.Status == payout.Building {
			continue
		}
		out = append(out, Invoice{
			State: string(pendingInvoice), Payout: string(p.ID), PayoutStatus: string(p.Status),
			Date: clock.Day(p.CreatedAt, m.Program.Location()), Total: moneyOf(p.Minor, p.Account.Currency),
		})
	}
	return out, nil
}

// InvoicePath is one invoice.
type InvoicePath struct {
	ProgramPath
	Invoice string `path:"invoice" example:"inv_01JD0000000000000000000000"`
}

// invoice reads one of the partner's in the program.
func (a api) invoice(ctx context.Context, m member, text string) (invoice.Invoice, error) {
	iid, err := parse[id.Invoice](text, "invoice")
	if err != nil {
		return invoice.Invoice{}, err
	}
	i, err := a.Invoices.Load(ctx, iid)
	if err == nil && (i.Partner != m.Partner || i.Program != m.Program.ID) {
		err = fault.New(fault.NotFound, "invoice.unknown", "There is no such invoice.")
	}
	return i, err
}

func (a api) getInvoice(ctx context.Context, m member, in *InvoicePath) (*httpkit.Body[InvoiceDetail], error) {
	i, err := a.invoice(ctx, m, in.Invoice)
	if err != nil {
		return nil, err
	}
	p, err := a.Payouts.Payout(ctx, i.Payout)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(invoiceDetailOf(i, p)), nil
}

// Invoice is a document in a list.
type Invoice struct {
	ID           string        `json:"id,omitempty" doc:"Absent while it is pending"`
	Number       string        `json:"number,omitempty" doc:"Absent while it is pending" example:"2026-0007"`
	Kind         string        `json:"kind,omitempty" enum:"self_billing,statement"`
	State        string        `json:"state" enum:"pending,paid,void"`
	Date         string        `json:"date" format:"date"`
	Total        httpkit.Money `json:"total"`
	Payout       string        `json:"payout_id"`
	PayoutStatus string        `json:"payout_status,omitempty" doc:"Of a pending one: how far its payment is"`
}

// InvoiceDetail is one document.
type InvoiceDetail struct {
	ID           string         `json:"id"`
	Number       string         `json:"number" example:"2026-0007"`
	Kind         string         `json:"kind" enum:"self_billing,statement" doc:"A statement only, until both sides have given their legal data"`
	State        string         `json:"state" enum:"paid,void"`
	Reason       string         `json:"reason,omitempty" doc:"Why it is void"`
	Date         string         `json:"date" format:"date"`
	From         string         `json:"from" format:"date" doc:"Day of the first thing that it pays"`
	Until        string         `json:"until" format:"date"`
	Supplier     Party          `json:"supplier" doc:"You"`
	Customer     Party          `json:"customer" doc:"The company that pays"`
	Lines        []InvoiceLine  `json:"lines"`
	Total        httpkit.Money  `json:"total"`
	Sent         httpkit.Money  `json:"sent" doc:"What was transferred"`
	Rate         string         `json:"rate,omitempty" doc:"Of another currency: one unit of the total's in units of what was transferred"`
	RateDay      string         `json:"rate_day,omitempty" doc:"The day of the rate"`
	Account      string         `json:"account,omitempty" doc:"Where it was paid to, masked"`
	Reference    string         `json:"reference,omitempty"`
	VATText      string         `json:"vat_text,omitempty" doc:"What it has to tell of value added tax"`
	Payout       string         `json:"payout_id"`
	PayoutStatus string         `json:"payout_status"`
	Timeline     []TimelineStep `json:"timeline" doc:"What its payment has been through"`
	IssuedAt     time.Time      `json:"issued_at"`
	VoidedAt     time.Time      `json:"voided_at,omitzero"`
}

// InvoiceLine is one row of a document.
type InvoiceLine struct {
	Kind   string        `json:"kind" doc:"Kind of the commissions, or fee"`
	Text   string        `json:"text,omitempty" doc:"Name of the offer"`
	Count  int64         `json:"count"`
	Amount httpkit.Money `json:"amount"`
}

func invoiceOf(r invoice.Row) Invoice {
	return Invoice{
		ID: string(r.ID), Number: r.Number, Kind: string(r.Kind), State: string(r.State), Date: r.Date,
		Total: moneyOf(r.Total.Minor(), r.Total.Currency()), Payout: string(r.Payout),
	}
}

func invoiceDetailOf(i invoice.Invoice, p payout.Payout) InvoiceDetail {
	v := InvoiceDetail{
		ID: string(i.ID), Number: i.Number(), Kind: string(i.Kind), State: string(i.State), Reason: i.Reason, Date: i.Date, From: i.From, Until: i.Until,
		Supplier: partyOf(i.Supplier), Customer: partyOf(i.Customer), Lines: []InvoiceLine{},
		Total: moneyOf(i.Total.Minor(), i.Total.Currency()), Sent: moneyOf(i.Sent.Minor(), i.Sent.Currency()), Rate: i.Rate, RateDay: i.RateDay, Account: i.Account, Reference: i.Reference, VATText: i.Note.Text(),
		Payout: string(i.Payout), PayoutStatus: string(p.Status), Timeline: payoutTimeline(p), IssuedAt: i.IssuedAt, VoidedAt: i.VoidedAt,
	}
	for _, l := range i.Lines {
		v.Lines = append(v.Lines, InvoiceLine{Kind: l.Kind, Text: l.Text, Count: l.Count, Amount: moneyOf(l.Minor, i.Total.Currency())})
	}
	return v
}
