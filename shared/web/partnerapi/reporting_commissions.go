package partnerapi

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/sheet"
)

// AllCommissionsFilter narrows the commissions of all programs. Days are those
// of each program's own zone.
type AllCommissionsFilter struct {
	CommissionFilter
	Program string `query:"program" maxLength:"100" doc:"Only this program"`
}

type listAllCommissionsInput struct {
	PartnerPath
	AllCommissionsFilter
	httpkit.PageQuery
}

// ProgramCommission is a commission and the program that pays it.
type ProgramCommission struct {
	ProgramID   string     `json:"program_id"`
	ProgramName string     `json:"program_name"`
	Zone        string     `json:"zone" doc:"Of the program"`
	Commission  Commission `json:"commission"`
}

func (a api) listAllCommissions(ctx context.Context, actor auth.Actor, in *listAllCommissionsInput) (*httpkit.Body[httpkit.List[ProgramCommission]], error) {
	members, asked, err := a.across(ctx, actor, in.AllCommissionsFilter)
	if err != nil {
		return nil, err
	}
	p, err := a.Commissions.Across(ctx, actor.Partner, asked, in.Request())
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, func(r commission.Row) ProgramCommission {
		m := members[r.Program]
		return ProgramCommission{ProgramID: string(r.Program), ProgramName: m.Program.Name, Zone: m.Program.Zone, Commission: m.commissionRow(r)}
	})), nil
}

// across is what is asked of each program.
func (a api) across(ctx context.Context, actor auth.Actor, f AllCommissionsFilter) (map[id.Program]member, []commission.Asked, error) {
	members, err := a.entered(ctx, actor, f.Program)
	if err != nil {
		return nil, nil, err
	}
	byID := map[id.Program]member{}
	var asked []commission.Asked
	for _, m := range members {
		own, err := f.filter(m.Program)
		if err != nil {
			return nil, nil, err
		}
		byID[m.Program.ID] = m
		asked = append(asked, commission.Asked{Program: m.Program.ID, Filter: own})
	}
	return byID, asked, nil
}

type exportAllCommissionsInput struct {
	PartnerPath
	AllCommissionsFilter
}

func (a api) exportAllCommissions(ctx context.Context, actor auth.Actor, in *exportAllCommissionsInput) (*httpkit.File, error) {
	members, asked, err := a.across(ctx, actor, in.AllCommissionsFilter)
	if err != nil {
		return nil, err
	}
	file := sheet.New("date", "program", "commission", "kind", "offer", "customer", "status", "reason", "amount", "reversed", "currency", "hold_until", "payout", "paid", "paid_currency", "rate", "rate_day")
	for cursor, left := "", exportLimit; left > 0; {
		p, err := a.Commissions.Across(ctx, actor.Partner, asked, page.Request{Limit: min(left, page.MaxLimit), Cursor: cursor})
		if err != nil {
			return nil, err
		}
		for _, r := range p.Data {
			m := members[r.Program]
			v, zone := m.commissionRow(r), m.Program.Location()
			reversed, err := money.New(r.Reversed, r.Amount.Currency())
			if err != nil {
				return nil, err
			}
			file.Row(append([]sheet.Cell{
				sheet.Day(v.OccurredAt, zone), sheet.Text(m.Program.Name), sheet.Text(v.ID), sheet.Text(v.Kind), sheet.Text(v.Offer), sheet.Text(v.Customer),
				sheet.Text(v.Status), sheet.Text(v.Reason), sheet.Number(r.Amount.Decimal()), sheet.Number(reversed.Decimal()), sheet.Text(v.Amount.Currency),
				sheet.Day(v.HoldUntil, zone), sheet.Text(v.PayoutID),
			}, paidCells(r.Exchanged)...)...)
		}
		left -= len(p.Data)
		if cursor = p.Next; cursor == "" {
			break
		}
	}
	return httpkit.Attachment(sheet.ContentType, "commissions.csv", file.Bytes()), nil
}
