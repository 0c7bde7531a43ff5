package managerapi

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) commissions() httpkit.Noun {
	const path = base + "/commissions"
	return httpkit.Noun{Name: "Manager commissions", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "manage-commissions", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "The program's commissions, newest event first",
		}, in(a, a.listCommissions))
		httpkit.Register(r, httpkit.Op{
			ID: "manage-commission", Method: http.MethodGet, Path: path + "/{commission}", Access: viewer,
			Summary: "One commission, and why it is what it is",
		}, in(a, a.getCommission))
		httpkit.Register(r, httpkit.Op{
			ID: "approve-commissions", Method: http.MethodPost, Path: path + "/approve", Access: manager, Idempotent: true,
			Summary: "Approve pending commissions before their holdback ends",
		}, in(a, a.approve))
		httpkit.Register(r, httpkit.Op{
			ID: "decline-commissions", Method: http.MethodPost, Path: path + "/decline", Access: manager, Idempotent: true,
			Summary: "Decline pending or held commissions, with a reason",
		}, in(a, a.decline))
		httpkit.Register(r, httpkit.Op{
			ID: "reverse-commissions", Method: http.MethodPost, Path: path + "/reverse", Access: manager, Idempotent: true,
			Summary: "Take approved commissions back, with a reason", Description: "What a payout holds or has paid is not edited: a clawback is added and netted against later earnings.",
		}, in(a, a.reverse))
	}}
}

type listCommissionsInput struct {
	ProgramPath
	Status  string `query:"status" enum:"pending,held,approved,available,paid,declined,reversed" doc:"Only those in this state"`
	Partner string `query:"partner" doc:"Only those of this partner" example:"ptr_01JD0000000000000000000000"`
	From    string `query:"from" format:"date" doc:"First day of the event, in the program's time zone"`
	To      string `query:"to" format:"date" doc:"Last day of the event"`
	httpkit.PageQuery
}

func (a api) listCommissions(ctx context.Context, s staff, in *listCommissionsInput) (*httpkit.Body[httpkit.List[Commission]], error) {
	f, err := in.filter(s.Program)
	if err != nil {
		return nil, err
	}
	p, err := a.someCommissions(ctx, s, in.Partner, f, in.Request())
	if err != nil {
		return nil, err
	}
	ids := make([]id.Partner, 0, len(p.Data))
	for _, r := range p.Data {
		ids = append(ids, r.Partner)
	}
	names, err := a.names(ctx, ids)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, func(r commission.Row) Commission { return s.commissionRow(r, names[r.Partner]) })), nil
}

// someCommissions lists the program's commissions, or one partner's in it.
func (a api) someCommissions(ctx context.Context, s staff, of string, f commission.Filter, r page.Request) (page.Of[commission.Row], error) {
	if of == "" {
		return a.Commissions.OfProgram(ctx, s.Program.ID, f, r)
	}
	o, err := parse[id.Partner](of, "partner")
	if err != nil {
		return page.Of[commission.Row]{}, err
	}
	return a.Commissions.OfPartner(ctx, s.Program.ID, o, f, r)
}

func (in listCommissionsInput) filter(p program.Program) (commission.Filter, error) {
	var out commission.Filter
	if in.Status != "" {
		out.Statuses = []commission.Status{commission.Status(in.Status)}
	}
	var err error
	if in.From != "" {
		if out.From, err = clock.ParseDay(in.From, p.Location()); err != nil {
			return out, badDay("query.from")
		}
	}
	if in.To != "" {
		last, err := clock.ParseDay(in.To, p.Location())
		if err != nil {
			return out, badDay("query.to")
		}
		out.To = last.AddDate(0, 0, 1)
	}
	return out, nil
}

func badDay(location string) error {
	return fault.New(fault.Invalid, "period.invalid", "The period cannot be read.").
		With(fault.Field{Location: location, Message: "must be a day such as 2026-11-21"})
}

// CommissionPath is one commission.
type CommissionPath struct {
	ProgramPath
	Commission string `path:"commission" example:"com_01JD0000000000000000000000"`
}

func (a api) getCommission(ctx context.Context, s staff, in *CommissionPath) (*httpkit.Body[CommissionDetail], error) {
	cid, err := parse[id.Commission](in.Commission, "commission")
	if err != nil {
		return nil, err
	}
	c, err := a.Commissions.Get(ctx, cid)
	if err != nil {
		return nil, err
	}
	if c.Account.Program != s.Program.ID {
		return nil, unknown("commission")
	}
	v := s.commission(c)
	if v.Partner, err = a.name(ctx, c.Account.Partner); err != nil {
		return nil, err
	}
	rec, err := a.Conversions.Get(ctx, s.Program.ID, c.Conversion)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	v.Steps = traceOf(rec.Explained())
	return httpkit.OK(v), nil
}

type approveInput struct {
	ProgramPath
	Body Selection
}

func (a api) approve(ctx context.Context, s staff, in *approveInput) (*httpkit.Body[BulkResult], error) {
	return decide(in.Body.IDs, func(ids []id.Commission) (commission.Report, error) {
		return a.Decider.Approve(ctx, s.Program.ID, ids, string(s.User))
	})
}

type decisionInput struct {
	ProgramPath
	Body Decision
}

func (a api) decline(ctx context.Context, s staff, in *decisionInput) (*httpkit.Body[BulkResult], error) {
	return decide(in.Body.IDs, func(ids []id.Commission) (commission.Report, error) {
		return a.Decider.Decline(ctx, s.Program.ID, ids, in.Body.Reason, string(s.User))
	})
}

func (a api) reverse(ctx context.Context, s staff, in *decisionInput) (*httpkit.Body[BulkResult], error) {
	return decide(in.Body.IDs, func(ids []id.Commission) (commission.Report, error) {
		return a.Decider.Reverse(ctx, s.Program.ID, ids, in.Body.Reason, string(s.User))
	})
}

// decide hands what are ids to the decision, and answers for each that was asked for.
func decide(texts []string, decision func([]id.Commission) (commission.Report, error)) (*httpkit.Body[BulkResult], error) {
	var ids []id.Commission
	for _, text := range texts {
		if c, err := id.Parse[id.Commission](text); err == nil {
			ids = append(ids, c)
		}
	}
	r, err := decision(ids)
	if err != nil {
		return nil, err
	}
	out := BulkResult{Data: []BulkLine{}, Done: len(r.Done)}
	for _, text := range texts {
		line := BulkLine{ID: text, OK: slices.Contains(r.Done, id.Commission(text))}
		if !line.OK {
			line.Code = cmp.Or(r.Refused[id.Commission(text)], "commission.unknown")
			out.Failed++
		}
		out.Data = append(out.Data, line)
	}
	return httpkit.OK(out), nil
}
