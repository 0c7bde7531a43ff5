package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) integration() httpkit.Noun {
	const postback = base + "/postback"
	return httpkit.Noun{Name: "Manager integration", Patterns: []string{postback}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "rotate-postback-secret", Method: http.MethodPost, Path: postback + "/secret", Access: owner,
			Summary: "Make a new postback secret, shown this once", Description: "The one before goes on working for 24 hours.",
		}, in(a, a.rotateSecret))
		httpkit.Register(r, httpkit.Op{
			ID: "test-postback-in", Method: http.MethodPost, Path: postback + "/test", Access: manager,
			Summary: "Try a report: the verdict it would get, and why; nothing is kept",
		}, in(a, a.testPostback))
	}}
}

// overlap is how long a rotated secret goes on working.
const overlap = 24 * time.Hour

func (a api) rotateSecret(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[RotatedSecret], error) {
	until := a.Clock.Now().Add(overlap)
	secret, err := a.Secrets.Rotate(ctx, s.Program.ID, overlap)
	if err != nil {
		return nil, err
	}
	url := a.Origin + postbackRoute + "?key=" + secret + "&event=sale&click_id={click_id}&transaction_id={order_id}&amount={amount}&currency=" + string(s.Program.Currency)
	return httpkit.OK(RotatedSecret{Secret: secret, PostbackURL: url, PreviousValidUntil: until}), nil
}

type testPostbackInput struct {
	ProgramPath
	Body TestReport
}

func (a api) testPostback(ctx context.Context, s staff, in *testPostbackInput) (*httpkit.Body[TestVerdict], error) {
	r, err := in.Body.report(s)
	if err != nil {
		return nil, err
	}
	v, steps, err := rehearse(ctx, a.Processor, r)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(TestVerdict{Verdict: string(v.Result), Reason: v.Reason, Commissions: linesOf(v), Steps: traceOf(steps)}), nil
}

// rehearse decides a report as it would be decided now, and writes nothing.
func rehearse(ctx context.Context, p conversion.Processor, r conversion.Report) (conversion.Verdict, []conversion.Step, error) {
	stage := &rehearsal{Store: p.Store}
	p.Store = stage
	v, err := p.Process(ctx, r)
	return v, stage.trace, err
}

// rehearsal is a store that reads and does not write.
type rehearsal struct {
	conversion.Store
	trace []conversion.Step
}

// Commit remembers the trace.
func (s *rehearsal) Commit(_ context.Context, o conversion.Outcome) error {
	s.trace = o.Record.Trace
	return nil
}

var _ conversion.Store = (*rehearsal)(nil)

// RotatedSecret is a new secret.
type RotatedSecret struct {
	Secret             string    `json:"secret" doc:"Shown this once"`
	PostbackURL        string    `json:"postback_url" doc:"With the secret in place, ready to paste"`
	PreviousValidUntil time.Time `json:"previous_valid_until"`
}

// TestReport is a report to try.
type TestReport struct {
	Event         string         `json:"event" enum:"signup,lead,sale,recurring,refund,chargeback"`
	ClickID       string         `json:"click_id,omitempty" maxLength:"255"`
	TransactionID string         `json:"transaction_id" minLength:"1" maxLength:"255"`
	OrderID       string         `json:"order_id,omitempty" maxLength:"255"`
	CustomerID    string         `json:"customer_id,omitempty" maxLength:"255"`
	Amount        *httpkit.Money `json:"amount,omitempty"`
}

// TestVerdict is what it would get.
type TestVerdict struct {
	Verdict     string           `json:"verdict" enum:"accepted,duplicate,conflict,unattributed,parked,rejected"`
	Reason      string           `json:"reason,omitempty"`
	Commissions []CommissionLine `json:"commissions"`
	Steps       []TraceStep      `json:"steps"`
}

func (in TestReport) report(s staff) (conversion.Report, error) {
	r := conversion.Report{
		Program: s.Program.ID, Source: conversion.Manual, Kind: conversion.Kind(in.Event), Transaction: in.TransactionID, Order: in.OrderID, Clicks: in.ClickID,
	}
	if in.CustomerID != "" {
		r.Customer = []customer.Identity{{Kind: customer.External, Value: in.CustomerID}}
	}
	if in.Amount == nil {
		return r, nil
	}
	amount, err := in.Amount.Parse()
	r.Amount = &amount
	return r, err
}
