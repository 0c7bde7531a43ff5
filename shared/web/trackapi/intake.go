package trackapi

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/doctor"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Secrets tells whose postback secret it is; Unauthenticated when nobody's.
type Secrets interface {
	Program(ctx context.Context, secret string) (id.Program, error)
}

// Keys recognises API keys; Unauthenticated when it is none that works.
type Keys interface {
	Authenticate(ctx context.Context, text string) (apikey.Key, error)
}

// Signatures gives the secrets with which a program signs its reports.
type Signatures interface {
	Secrets(ctx context.Context, p id.Program) ([][]byte, error)
}

// Programs gives a program's settings.
type Programs interface {
	Rules(ctx context.Context, p id.Program) (conversion.Rules, error)
}

// Decider decides a report.
type Decider interface {
	Process(ctx context.Context, r conversion.Report) (conversion.Verdict, error)
}

// Contacts keeps how to reach customers.
type Contacts interface {
	Keep(ctx context.Context, p id.Program, i customer.Identity, c customer.Contact) error
}

// Intake takes reports from merchants: it proves the program, reads the report
// and answers with the verdict. When the table cannot take it just now, the
// report is queued, and the answer says so.
type Intake struct {
	Secrets    Secrets
	Keys       Keys
	Signatures Signatures
	Programs   Programs
	Decider    Decider
	Contacts   Contacts
	Queue      queue.Sender
	Clock      clock.Clock
	Refusals   doctor.Refusals // of what could not be read; nil: it is forgotten
}

// Merchant is the access of operations that a merchant's server calls: with a
// secret API key as its bearer token, for reports also with the program's
// postback secret, or with a signed body.
const Merchant httpkit.Access = "merchant"

type programKey struct{}

// programOf is the program that [Intake.Admit] found.
func programOf(ctx context.Context) id.Program {
	p, _ := ctx.Value(programKey{}).(id.Program)
	return p
}

// Admit proves the program of a server's request and lets others through: they
// prove themselves where they are served.
func (i Intake) Admit(r *http.Request, op httpkit.Op) (context.Context, error) {
	if op.Access != Merchant {
		return r.Context(), nil
	}
	p, err := i.merchant(r, apikey.Scope(op.Scope))
	if err != nil {
		return nil, err
	}
	ctx := httpkit.WithCaller(r.Context(), "program "+string(p))
	return context.WithValue(ctx, programKey{}, p), nil
}

func (i Intake) merchant(r *http.Request, scope apikey.Scope) (id.Program, error) {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	switch {
	case ok && strings.HasPrefix(token, "trib_"):
		return i.keyholder(r.Context(), token, scope)
	case ok && scope == apikey.ConversionsWrite:
		return i.Secrets.Program(r.Context(), token)
	case r.Header.Get("Webhook-Signature") != "" && scope == apikey.ConversionsWrite:
		return i.signer(r)
	}
	return "", fault.New(fault.Unauthenticated, "key.missing", "The request needs a secret API key as its bearer token.")
}

func (i Intake) keyholder(ctx context.Context, token string, scope apikey.Scope) (id.Program, error) {
	k, err := i.Keys.Authenticate(ctx, token)
	switch {
	case err != nil:
		return "", err
	case k.Kind != apikey.Secret || k.Owner.Partner != "":
		return "", fault.New(fault.Forbidden, "key.kind", "This takes a secret key of a program.")
	case !k.May(scope):
		return "", fault.New(fault.Forbidden, "key.scope", "The key lacks the scope %s.", scope)
	}
	return k.Owner.Program, nil
}

// decide reads and decides a report. It is found out here, once, what cannot be
// read: nothing unreadable is ever queued.
func (i Intake) decide(ctx context.Context, p id.Program, source conversion.Source, in Fields) (conversion.Verdict, error) {
	rules, err := i.Programs.Rules(ctx, p)
	if err != nil {
		return conversion.Verdict{}, err
	}
	r, err := in.Report(rules.Program, source)
	if err == nil {
		r, err = r.Normalise(i.Clock.Now())
	}
	if err != nil {
		i.unread(ctx, p, source, in, err)
		return conversion.Verdict{}, err
	}
	if err := i.contact(ctx, rules.Program, r, in); err != nil {
		return conversion.Verdict{}, err
	}
	v, err := i.Decider.Process(ctx, r)
	if !fault.Is(err, fault.Unavailable) {
		i.conflicted(ctx, p, source, in, v)
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

// contact keeps name and address of the customer where the program shares them
// with its partners; nowhere else are they kept readable. Before the decision,
// so that a report that is tried again keeps them too. A table that is busy is
// no reason to refuse a sale.
func (i Intake) contact(ctx context.Context, p program.Program, r conversion.Report, in Fields) error {
	if p.Contacts.Level() != program.FullContacts || len(r.Customer) == 0 || in.Name == "" && in.Email == "" {
		return nil
	}
	err := i.Contacts.Keep(ctx, p.ID, r.Customer[0], customer.Contact{Name: in.Name, Email: strings.TrimSpace(in.Email)})
	if fault.Is(err, fault.Unavailable) {
		return nil
	}
	return err
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
