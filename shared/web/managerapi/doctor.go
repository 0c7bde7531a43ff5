package managerapi

import (
	"context"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/doctor"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// Doctor is what the postback doctor works with.
type Doctor struct {
	Examiner trackapi.Doctor
	Refusals doctor.Refusals
	Keys     *click.Keys
	Entropy  io.Reader
}

func (a api) doctor() httpkit.Noun {
	const path = base + "/doctor"
	return httpkit.Noun{Name: "Manager doctor", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "check-report", Method: http.MethodPost, Path: path + "/check", Access: manager,
			Summary: "Ask what a report would come to", Description: "Takes an address as it would be called, parameters, or a report, and says line by line what is wrong with it and what would be earned. Nothing is kept.",
		}, in(a, a.checkReport))
		httpkit.Register(r, httpkit.Op{
			ID: "list-incoming", Method: http.MethodGet, Path: path + "/incoming", Access: viewer,
			Summary: "The latest reports with their verdicts, and requests that could not be read",
		}, in(a, a.listIncoming))
		httpkit.Register(r, httpkit.Op{
			ID: "run-test", Method: http.MethodPost, Path: path + "/run", Access: manager,
			Summary: "Prove click, conversion and commission", Description: "Makes a test click of a partner's link, reads a report with it as a postback's, and decides it without keeping anything.",
		}, in(a, a.runTest))
	}}
}

type checkReportInput struct {
	ProgramPath
	Body trackapi.Check
}

func (a api) checkReport(ctx context.Context, s staff, in *checkReportInput) (*httpkit.Body[trackapi.Diagnosis], error) {
	d, err := a.Doctor.Examiner.Examine(ctx, s.Program.ID, in.Body)
	return httpkit.OK(d), err
}

// incomingShown is how many reports the live view shows.
const incomingShown = 50

func (a api) listIncoming(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[IncomingList], error) {
	kept, err := a.Conversions.OfProgram(ctx, s.Program.ID, "", page.Request{Limit: incomingShown})
	if err != nil {
		return nil, err
	}
	refused, err := a.Doctor.Refusals.Latest(ctx, s.Program.ID)
	if err != nil {
		return nil, err
	}
	out := IncomingList{Data: []Incoming{}}
	for _, r := range kept.Data {
		out.Data = append(out.Data, incomingOf(r))
	}
	for _, r := range refused {
		out.Data = append(out.Data, refusedOf(r))
	}
	slices.SortStableFunc(out.Data, func(x, y Incoming) int { return y.At.Compare(x.At) })
	out.Data = out.Data[:min(len(out.Data), incomingShown)]
	return httpkit.OK(out), nil
}

// IncomingList is what came in lately, newest first.
type IncomingList struct {
	Data []Incoming `json:"data"`
}

// Incoming is a report with its verdict, or a request that could not be read.
type Incoming struct {
	At            time.Time              `json:"at"`
	Source        string                 `json:"source" enum:"postback,api,stripe,shopify,csv,browser,manual"`
	Event         string                 `json:"event,omitempty"`
	TransactionID string                 `json:"transaction_id,omitempty"`
	Conversion    string                 `json:"conversion_id,omitempty" doc:"Missing where nothing was kept"`
	Verdict       string                 `json:"verdict" enum:"accepted,duplicate,conflict,unattributed,parked,rejected,queued,claimed,refused"`
	Reason        string                 `json:"reason,omitempty"`
	Amount        *httpkit.Money         `json:"amount,omitempty"`
	Request       string                 `json:"request,omitempty" doc:"What was sent, without secrets, of a request that could not be read"`
	Errors        []httpkit.ProblemField `json:"errors,omitempty"`
}

func incomingOf(r conversion.Row) Incoming {
	v := Incoming{
		At: r.OccurredAt, Source: string(r.Source), Event: string(r.Kind), TransactionID: r.Transaction, Conversion: string(r.ID),
		Verdict: string(r.Result), Reason: r.Reason,
	}
	if r.Amount != nil {
		m := httpkit.MoneyOf(*r.Amount)
		v.Amount = &m
	}
	return v
}

func refusedOf(r doctor.Refusal) Incoming {
	v := Incoming{At: r.At, Source: string(r.Source), Verdict: "refused", Reason: r.Code, Request: r.Request}
	switch r.Code {
	case string(conversion.Conflict):
		v.Verdict, v.Reason = r.Code, "amount_differs"
	case "macro_not_replaced":
		v.Verdict = string(conversion.Rejected)
	}
	for _, f := range r.Fields {
		v.Errors = append(v.Errors, httpkit.ProblemField(f))
	}
	return v
}
