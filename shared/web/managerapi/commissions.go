package managerapi

import (
	"context"
	"net/http"
	"strings"

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
	Search  string `query:"q" maxLength:"100" doc:"Only those whose offer or masked customer holds this, or whose id or payout it is. A page may be empty and have more"`
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
	out := commission.Filter{Search: strings.TrimSpace(in.Search)}
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
	if v.Steps, err = a.stepsOf(ctx, s, c); err != nil {
		return nil, err
	}
	err = a.peopleOf(ctx, c, &v)
	return httpkit.OK(v), err
}

// stepsOf is the trace of the decision that made a commission; what no
// conversion made has none.
func (a api) stepsOf(ctx context.Context, s staff, c commission.Commission) ([]TraceStep, error) {
	if c.Conversion == "" {
		return []TraceStep{}, nil
	}
	rec, err := a.Conversions.Get(ctx, s.Program.ID, c.Conversion)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	return traceOf(rec.Explained()), nil
}

// actsShown is how many acts on a commission are shown.
const actsShown = 50

// peopleOf tells who gave a commission, and what was done with it by hand.
func (a api) peopleOf(ctx context.Context, c commission.Commission, v *CommissionDetail) error {
	acts, err := a.Acts.OfResource(ctx, string(c.ID), page.Request{Limit: actsShown})
	if err != nil {
		return err
	}
	var people []id.User
	if c.Basis.By != "" {
		people = append(people, id.User(c.Basis.By))
	}
	for _, act := range acts.Data {
		people = append(people, id.User(act.Actor))
	}
	persons, err := a.persons(ctx, people)
	if by, ok := persons[id.User(c.Basis.By)]; ok {
		v.GivenBy = &by
	}
	v.Acts = []Act{}
	for _, act := range acts.Data {
		v.Acts = append(v.Acts, Act{act.Action, persons[id.User(act.Actor)], act.At})
	}
	return err
}
