package managerapi

import (
	"context"
	"net/http"

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
		a.registerBulk(r, path)
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
