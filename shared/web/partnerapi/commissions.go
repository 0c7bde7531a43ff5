package partnerapi

import (
	"context"
	"net/http"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/sheet"
)

const commissionsBase = programBase + "/commissions"

func (a api) commissions() httpkit.Noun {
	return httpkit.Noun{Name: "Partner commissions", Patterns: []string{commissionsBase, commissionsBase + ".csv"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-commissions", Method: http.MethodGet, Path: commissionsBase, Access: user, KeyScope: commissionsRead,
			Summary: "Your commissions in a program, newest event first",
		}, inProgram(a, a.listCommissions))
		httpkit.Register(r, httpkit.Op{
			ID: "get-commission", Method: http.MethodGet, Path: commissionsBase + "/{commission}", Access: user, KeyScope: commissionsRead,
			Summary: "One commission: how it came about, and what is next",
		}, inProgram(a, a.getCommission))
		httpkit.Register(r, httpkit.Op{
			ID: "export-commissions", Method: http.MethodGet, Path: commissionsBase + ".csv", Access: user, KeyScope: commissionsRead, Produces: "text/csv",
			Summary: "Your commissions of a period as CSV, 10,000 at most",
		}, inProgram(a, a.exportCommissions))
	}}
}

// CommissionFilter narrows a list of commissions.
type CommissionFilter struct {
	Status string `query:"status" enum:"pending,held,approved,available,paid,declined,reversed" doc:"Only those in this state"`
	Said   string `query:"said" enum:"pending,approved,available,paid,earned,declined,reversed" doc:"Only those that the program calls so"`
	Kind   string `query:"kind" enum:"standard,bonuses" doc:"What conversions bring, or SPIFFs and other bonuses"`
	Search string `query:"q" maxLength:"100" doc:"Only those whose offer or masked customer holds this, or whose id or payout it is. A page may be empty and have more"`
	From   string `query:"from" format:"date" doc:"First day of the event, in the program's time zone"`
	To     string `query:"to" format:"date" doc:"Last day of the event"`
}

func (f CommissionFilter) filter(p program.Program) (commission.Filter, error) {
	out := commission.Filter{Style: p.SummaryStyle, Said: commission.Word(f.Said), Search: strings.TrimSpace(f.Search)}
	if f.Status != "" {
		out.Statuses = []commission.Status{commission.Status(f.Status)}
	}
	switch f.Kind {
	case "standard":
		out.Kinds = commission.Standard()
	case "bonuses":
		out.Kinds = commission.Bonuses()
	}
	var err error
	if f.From != "" {
		if out.From, err = clock.ParseDay(f.From, p.Location()); err != nil {
			return out, badDay("query.from")
		}
	}
	if f.To != "" {
		last, err := clock.ParseDay(f.To, p.Location())
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

type listCommissionsInput struct {
	ProgramPath
	CommissionFilter
	httpkit.PageQuery
}

func (a api) listCommissions(ctx context.Context, m member, in *listCommissionsInput) (*httpkit.Body[httpkit.List[Commission]], error) {
	f, err := in.filter(m.Program)
	if err != nil {
		return nil, err
	}
	p, err := a.Commissions.OfPartner(ctx, m.Program.ID, m.Partner, f, in.Request())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, m.commissionRow)), nil
}

// CommissionPath is one commission.
type CommissionPath struct {
	ProgramPath
	Commission string `path:"commission" example:"com_01JD0000000000000000000000"`
}

func (a api) getCommission(ctx context.Context, m member, in *CommissionPath) (*httpkit.Body[CommissionDetail], error) {
	cid, err := parse[id.Commission](in.Commission, "commission")
	if err != nil {
		return nil, err
	}
	c, err := a.Commissions.Get(ctx, cid)
	if err != nil {
		return nil, err
	}
	if c.Account.Partner != m.Partner || c.Account.Program != m.Program.ID {
		return nil, fault.New(fault.NotFound, "commission.unknown", "There is no such commission.")
	}
	v := m.commission(c, a.Clock.Now())
	if c.Link != "" {
		if v.Link, err = a.linkRef(ctx, m, c.Link); err != nil {
			return nil, err
		}
	}
	v.Explanation = explain(c, m.Program, v.Link)
	return httpkit.OK(v), nil
}

// linkRef names a link of the partner's; nil for one that is gone.
func (a api) linkRef(ctx context.Context, m member, l id.Link) (*LinkRef, error) {
	found, err := a.Links.Get(ctx, m.Program.ID, m.Partner, l)
	if fault.Is(err, fault.NotFound) {
		return nil, nil //nolint:nilnil // a link that is gone has no name to show
	}
	if err != nil {
		return nil, err
	}
	name := found.Name
	if name == "" {
		name = "/r/" + found.Key
	}
	return &LinkRef{ID: string(l), Name: name}, nil
}

type exportCommissionsInput struct {
	ProgramPath
	CommissionFilter
}

// exportLimit bounds one file.
const exportLimit = 10_000

func (a api) exportCommissions(ctx context.Context, m member, in *exportCommissionsInput) (*httpkit.File, error) {
	f, err := in.filter(m.Program)
	if err != nil {
		return nil, err
	}
	file := sheet.New("date", "commission", "kind", "offer", "customer", "status", "reason", "amount", "reversed", "currency", "hold_until", "payout", "paid", "paid_currency", "rate", "rate_day")
	for cursor, left := "", exportLimit; left > 0; {
		p, err := a.Commissions.OfPartner(ctx, m.Program.ID, m.Partner, f, page.Request{Limit: min(left, page.MaxLimit), Cursor: cursor})
		if err != nil {
			return nil, err
		}
		for _, r := range p.Data {
			v := m.commissionRow(r)
			reversed, err := money.New(r.Reversed, r.Amount.Currency())
			if err != nil {
				return nil, err
			}
			file.Row(append([]sheet.Cell{
				sheet.Day(v.OccurredAt, m.Program.Location()), sheet.Text(v.ID), sheet.Text(v.Kind), sheet.Text(v.Offer), sheet.Text(v.Customer), sheet.Text(v.Status),
				sheet.Text(v.Reason), sheet.Number(r.Amount.Decimal()), sheet.Number(reversed.Decimal()), sheet.Text(v.Amount.Currency),
				sheet.Day(v.HoldUntil, m.Program.Location()), sheet.Text(v.PayoutID),
			}, paidCells(r.Exchanged)...)...)
		}
		left -= len(p.Data)
		if cursor = p.Next; cursor == "" {
			break
		}
	}
	return httpkit.Attachment(sheet.ContentType, "commissions-"+m.Program.Slug+".csv", file.Bytes()), nil
}
