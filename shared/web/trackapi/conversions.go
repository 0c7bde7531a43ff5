package trackapi

import (
	"context"
	"net/http"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Merchant is the access of operations that a merchant's server calls with the
// program's secret as its bearer token.
const Merchant httpkit.Access = "merchant"

// Conversions is the JSON API for reports.
func (i Intake) Conversions() httpkit.Noun {
	return httpkit.Noun{
		Name:     "Conversions",
		Patterns: []string{"/v1/conversions"},
		Register: func(api *httpkit.API) {
			httpkit.Register(api, httpkit.Op{
				ID: "report-conversion", Method: http.MethodPost, Path: "/v1/conversions", Summary: "Report a sale, lead, signup or refund",
				Description: "Answers with the verdict. The same event reported again, by whichever path, gets the first verdict again.",
				Access:      Merchant, Scope: "conversions:write",
			}, i.report)
		},
	}
}

// Report is an event as a merchant's server reports it.
type Report struct {
	Event         string         `json:"event" enum:"signup,lead,sale,recurring,upgrade,refund,chargeback" doc:"What happened"`
	TransactionID string         `json:"transaction_id" minLength:"1" maxLength:"255" doc:"Names the event; the same id again is the same event"`
	OrderID       string         `json:"order_id,omitempty" maxLength:"255" doc:"Names the order that sales and refunds belong to; the transaction id by default"`
	ClickID       string         `json:"click_id,omitempty" maxLength:"255" doc:"The click id that the redirect handed over, or up to three, one after another"`
	Amount        *httpkit.Money `json:"amount,omitempty" doc:"Of the sale, or of the refund; a refund without one is of the whole"`
	CustomerID    string         `json:"customer_id,omitempty" maxLength:"255"`
	CustomerEmail string         `json:"customer_email,omitempty" maxLength:"254" doc:"Kept as a hash"`
	Status        string         `json:"status,omitempty" enum:"approved,pending,rejected"`
	OccurredAt    string         `json:"occurred_at,omitempty" format:"date-time"`
	Reason        string         `json:"reason,omitempty" maxLength:"500" doc:"Of a refund"`
}

type reportInput struct {
	Authorization string `header:"Authorization" doc:"Bearer and the program's secret"`
	Body          Report
}

type verdictOutput struct {
	Status int
	Body   Verdict
}

func (i Intake) report(ctx context.Context, in *reportInput) (*verdictOutput, error) {
	secret, ok := strings.CutPrefix(in.Authorization, "Bearer ")
	if !ok {
		return nil, fault.New(fault.Unauthenticated, "postback.wrong_secret", "The request needs the program's secret as its bearer token.")
	}
	p, err := i.Secrets.Program(ctx, secret)
	if err != nil {
		return nil, err
	}
	b := in.Body
	r := raw{
		event: b.Event, transaction: b.TransactionID, order: b.OrderID, clicks: b.ClickID, status: b.Status,
		reason: b.Reason, occurred: b.OccurredAt, customer: b.CustomerID, email: b.CustomerEmail,
	}
	if b.Amount != nil {
		r.minor, r.currency = &b.Amount.Amount, b.Amount.Currency
	}
	v, err := i.decide(ctx, p, conversion.API, r)
	if err != nil {
		return nil, err
	}
	return &verdictOutput{Status: statusOf(v), Body: viewOf(v, httpkit.RequestID(ctx))}, nil
}

// Verdict is the answer to a report.
type Verdict struct {
	Verdict     string              `json:"verdict" enum:"accepted,duplicate,conflict,unattributed,parked,rejected,queued,claimed"`
	First       string              `json:"first,omitempty" doc:"The first verdict, of a duplicate or conflict"`
	Reason      string              `json:"reason,omitempty" doc:"A stable word that says why"`
	Conversion  string              `json:"conversion_id,omitempty"`
	Commissions []VerdictCommission `json:"commissions"`
	Recorded    *httpkit.Money      `json:"recorded,omitempty" doc:"The amount on record, of a conflict"`
	Given       *httpkit.Money      `json:"given,omitempty" doc:"The amount in this report, of a conflict"`
	Trace       string              `json:"trace_id" doc:"Names this decision for support"`
}

// VerdictCommission is one commission that the report made or changed.
type VerdictCommission struct {
	ID     string        `json:"id"`
	Amount httpkit.Money `json:"amount"`
	Status string        `json:"status"`
}

func viewOf(v conversion.Verdict, requestID string) Verdict {
	out := Verdict{
		Verdict: string(v.Result), First: string(v.First), Reason: v.Reason, Conversion: string(v.Conversion),
		Commissions: []VerdictCommission{}, Trace: string(v.Conversion),
	}
	if out.Trace == "" {
		out.Trace = requestID
	}
	for _, c := range v.Commissions {
		out.Commissions = append(out.Commissions, VerdictCommission{string(c.ID), httpkit.MoneyOf(c.Amount), c.Status})
	}
	if v.Recorded != nil {
		m := httpkit.MoneyOf(*v.Recorded)
		out.Recorded = &m
	}
	if v.Given != nil {
		m := httpkit.MoneyOf(*v.Given)
		out.Given = &m
	}
	return out
}
