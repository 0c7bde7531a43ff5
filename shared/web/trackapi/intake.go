package trackapi

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Secrets tells whose postback secret it is; Unauthenticated when nobody's.
type Secrets interface {
	Program(ctx context.Context, secret string) (id.Program, error)
}

// Programs gives a program's settings.
type Programs interface {
	Rules(ctx context.Context, p id.Program) (conversion.Rules, error)
}

// Decider decides a report.
type Decider interface {
	Process(ctx context.Context, r conversion.Report) (conversion.Verdict, error)
}

// Intake takes reports from merchants: it proves the program, reads the report
// and answers with the verdict. When the table cannot take it just now, the
// report is queued, and the answer says so.
type Intake struct {
	Secrets  Secrets
	Programs Programs
	Decider  Decider
	Queue    queue.Sender
	Clock    clock.Clock
}

// raw is a report before its amount and names are understood.
type raw struct {
	event, transaction, order, clicks, amount, currency string
	minor                                               *int64 // instead of amount: integer minor units
	status, reason, occurred                            string
	customer, email                                     string
}

// decide reads and decides a report.
func (i Intake) decide(ctx context.Context, p id.Program, source conversion.Source, in raw) (conversion.Verdict, error) {
	rules, err := i.Programs.Rules(ctx, p)
	if err != nil {
		return conversion.Verdict{}, err
	}
	r, err := in.report(rules.Program, source)
	if err != nil {
		return conversion.Verdict{}, err
	}
	if r, err = r.Normalise(i.Clock.Now()); err != nil {
		return conversion.Verdict{}, err
	}
	v, err := i.Decider.Process(ctx, r)
	if !fault.Is(err, fault.Unavailable) {
		return v, err
	}
	body, merr := json.Marshal(r)
	if merr != nil {
		return v, merr
	}
	if serr := i.Queue.Send(ctx, queue.Conversions, queue.Message{Body: string(body), Attributes: map[string]string{"kind": "report"}}); serr != nil {
		return v, err
	}
	return conversion.Verdict{Result: conversion.Queued}, nil
}

// report understands what came. The merchant's status "rejected" takes the sale
// back, "pending" keeps it on hold.
func (in raw) report(p program.Program, source conversion.Source) (conversion.Report, error) {
	r := conversion.Report{
		Program: p.ID, Source: source, Kind: conversion.Kind(strings.ToLower(in.event)), Transaction: in.transaction, Order: in.order,
		Clicks: in.clicks, Reason: in.reason,
	}
	if r.Kind == "" {
		r.Kind = conversion.Sale
	}
	var err error
	if r.OccurredAt, err = parseTime(in.occurred); err != nil {
		return r, err
	}
	if err := in.money(&r, p.Currency); err != nil {
		return r, err
	}
	switch in.status {
	case "", "approved":
	case "pending":
		r.Hold = true
	case "rejected":
		r.Kind, r.Amount = conversion.Refund, nil
		if r.Reason == "" {
			r.Reason = "rejected_by_merchant"
		}
	default:
		return r, unreadable("status", "must be approved, pending or rejected")
	}
	if in.customer != "" {
		r.Customer = append(r.Customer, customer.Identity{Kind: customer.External, Value: in.customer})
	}
	if in.email != "" {
		if r.Masked = customer.MaskEmail(in.email); r.Masked == "" {
			return r, unreadable("customer_email", "must be an e-mail address")
		}
		r.Customer = append(r.Customer, customer.Identity{Kind: customer.Email, Value: customer.HashEmail(in.email)})
	}
	return r, nil
}

func (in raw) money(r *conversion.Report, c money.Currency) error {
	if in.amount == "" && in.minor == nil {
		return nil
	}
	if in.currency != "" {
		var err error
		if c, err = money.ParseCurrency(in.currency); err != nil {
			return unreadable("currency", "must be an ISO 4217 code")
		}
	}
	var a money.Amount
	var err error
	if in.minor != nil {
		a, err = money.New(*in.minor, c)
	} else {
		a, err = money.ParseDecimal(in.amount, c)
	}
	if err != nil {
		return unreadable("amount", messageOf(err))
	}
	r.Amount = &a
	return nil
}

func unreadable(field, message string) error {
	return fault.New(fault.Invalid, "conversion.invalid", "The report cannot be read.").With(fault.Field{Location: field, Message: message})
}

// statusOf is the HTTP status of a verdict: anything that the caller need not
// send again is a success.
func statusOf(v conversion.Verdict) int {
	switch v.Result {
	case conversion.Queued, conversion.Parked, conversion.Claimed:
		return http.StatusAccepted
	case conversion.Conflict:
		return http.StatusConflict
	case conversion.Accepted, conversion.Duplicate, conversion.Unattributed, conversion.Rejected:
	}
	if v.Result == conversion.Duplicate && v.First == conversion.Parked {
		return http.StatusAccepted
	}
	return http.StatusOK
}
