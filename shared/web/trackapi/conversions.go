package trackapi

import (
	"context"
	"net/http"
	"strconv"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Conversions is the JSON API for reports, one by one or many at once.
func (i Intake) Conversions() httpkit.Noun {
	const path = "/v1/conversions"
	return httpkit.Noun{
		Name:     "Conversions",
		Patterns: []string{path},
		Register: func(api *httpkit.API) {
			httpkit.Register(api, httpkit.Op{
				ID: "report-conversion", Method: http.MethodPost, Path: path, Summary: "Report a sale, lead, signup or refund",
				Description: "Answers with the verdict. The same event reported again, by whichever path, gets the first verdict again.",
				Access:      Merchant, Scope: string(apikey.ConversionsWrite), Idempotent: true,
			}, i.report)
			httpkit.Register(api, httpkit.Op{
				ID: "report-conversions", Method: http.MethodPost, Path: path + "/batch", Summary: "Report up to 100 events at once",
				Description: "They are decided one after another, in the order given. Each gets a result of its own: what is wrong with one never stops another.",
				Access:      Merchant, Scope: string(apikey.ConversionsWrite), Idempotent: true,
			}, i.reportMany)
		},
	}
}

// Report is an event as a merchant's server reports it.
type Report struct {
	Event         string            `json:"event" enum:"signup,lead,sale,recurring,upgrade,refund,chargeback,reinstated" doc:"What happened"`
	TransactionID string            `json:"transaction_id" minLength:"1" maxLength:"255" doc:"Names the event; the same id again is the same event"`
	OrderID       string            `json:"order_id,omitempty" maxLength:"255" doc:"Names the order that sales and refunds belong to; the transaction id by default"`
	ClickID       string            `json:"click_id,omitempty" maxLength:"255" doc:"The click id that the redirect handed over, or up to three, one after another"`
	Amount        *httpkit.Money    `json:"amount,omitempty" doc:"Of the sale, or of the refund; a refund without one is of what its lines say, or else of the whole"`
	CouponCodes   []string          `json:"coupon_codes,omitempty" maxItems:"10" doc:"Codes that the customer used"`
	Lines         []ReportLine      `json:"lines,omitempty" maxItems:"200" doc:"What was sold, or given back; a refund names lines by the ids of the sale, or by product"`
	Country       string            `json:"country,omitempty" maxLength:"2" doc:"The customer's, ISO 3166"`
	CustomerID    string            `json:"customer_id,omitempty" maxLength:"255" doc:"Your own id of the customer"`
	CustomerEmail string            `json:"customer_email,omitempty" maxLength:"254" doc:"Kept as a hash, and masked; readable only where the program shares contacts"`
	CustomerName  string            `json:"customer_name,omitempty" maxLength:"120" doc:"Kept only where the program shares contacts"`
	NewCustomer   *bool             `json:"new_customer,omitempty" doc:"Whether this is the customer's first purchase, if you know"`
	Metadata      map[string]string `json:"metadata,omitempty" doc:"Up to 20 texts of your own; rules may look at them"`
	Status        string            `json:"status,omitempty" enum:"approved,pending,rejected" doc:"pending is held until told again, rejected takes the sale back"`
	OccurredAt    string            `json:"occurred_at,omitempty" format:"date-time" doc:"Now when left out"`
	Reason        string            `json:"reason,omitempty" maxLength:"500" doc:"Of a refund"`
}

// ReportLine is one product of an order.
type ReportLine struct {
	ID        string `json:"id,omitempty" maxLength:"255" doc:"Of the line, by which a refund names it"`
	ProductID string `json:"product_id,omitempty" maxLength:"255"`
	Category  string `json:"category,omitempty" maxLength:"255"`
	Quantity  int64  `json:"quantity,omitempty" minimum:"0"`
	Amount    int64  `json:"amount" minimum:"0" doc:"Of all its pieces, after discounts, in minor units of the report's currency"`
}

func (b Report) fields() Fields {
	in := Fields{
		Event: b.Event, Transaction: b.TransactionID, Order: b.OrderID, Clicks: b.ClickID, Status: b.Status, Reason: b.Reason, Occurred: b.OccurredAt,
		Customer: b.CustomerID, Email: b.CustomerEmail, Name: b.CustomerName, Country: b.Country, Coupons: b.CouponCodes, Metadata: b.Metadata,
	}
	if b.Amount != nil {
		in.Minor, in.Currency = &b.Amount.Amount, b.Amount.Currency
	}
	if b.NewCustomer != nil {
		in.New = strconv.FormatBool(*b.NewCustomer)
	}
	for _, l := range b.Lines {
		in.Lines = append(in.Lines, conversion.Line{ID: l.ID, Product: l.ProductID, Category: l.Category, Quantity: l.Quantity, Minor: l.Amount})
	}
	return in
}

// ProgramQuery names the program of a signed request.
type ProgramQuery struct {
	Program string `query:"program" doc:"The program, of a request that is signed instead of bearing a key"`
}

type reportInput struct {
	ProgramQuery
	Body Report
}

type verdictOutput struct {
	Status int
	Body   Verdict
}

func (i Intake) report(ctx context.Context, in *reportInput) (*verdictOutput, error) {
	v, err := i.take(ctx, programOf(ctx), conversion.API, in.Body.fields())
	return &verdictOutput{Status: v.status, Body: v}, err
}

// take answers a report that came as JSON. A template that nobody filled in is
// refused here like in a postback: its text would be one event for ever.
func (i Intake) take(ctx context.Context, p id.Program, source conversion.Source, in Fields) (Verdict, error) {
	requestID := httpkit.RequestID(ctx)
	if names := in.macros(); len(names) > 0 {
		i.unfilled(ctx, p, source, in, names)
		return refusedMacros(names, requestID), nil
	}
	v, err := i.decide(ctx, p, source, in)
	return viewOf(v, requestID), err
}
