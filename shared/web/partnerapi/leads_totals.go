package partnerapi

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// LeadTotals are the numbers above the leads, of all the time.
type LeadTotals struct {
	Leads    int64         `json:"leads" doc:"That you named, or that came by your links"`
	Won      int64         `json:"won"`
	Pending  httpkit.Money `json:"commissions_pending" doc:"Everything that is not paid yet"`
	Paid     httpkit.Money `json:"commissions_paid"`
	Referred ReferredLeads `json:"referred"`
}

// ReferredLeads are those that the program passes on.
type ReferredLeads struct {
	Sent     int64  `json:"sent"`
	Accepted int64  `json:"accepted" doc:"That you took"`
	Won      int64  `json:"won"`
	Rate     *int64 `json:"approval_rate_basis_points,omitempty" doc:"Taken by sent; absent where none was sent"`
}

// pagesOfReferred bounds how many pages of passed-on leads are counted.
const pagesOfReferred = 5

func (a api) leadTotals(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[LeadTotals], error) {
	o, err := a.overview(ctx, m, &summaryInput{Period: lifetime})
	if err != nil {
		return nil, err
	}
	out := LeadTotals{
		Leads: o.Now.Submitted, Won: o.Now.Won,
		Pending: m.money(o.States.Pending.Minor() + o.States.Approved.Minor() + o.States.Available.Minor()), Paid: m.money(o.States.Paid.Minor()),
	}
	q, cursor := lead.Query{Program: m.Program.ID, Partner: m.Partner, Sent: true}, ""
	for range pagesOfReferred {
		found, err := a.Leads.Store.List(ctx, q, page.Request{Limit: page.MaxLimit, Cursor: cursor})
		if err != nil {
			return nil, err
		}
		for _, r := range found.Data {
			out.Referred.count(r.Status)
		}
		if cursor = found.Next; cursor == "" {
			break
		}
	}
	if n := out.Referred.Sent; n > 0 {
		rate := out.Referred.Accepted * 10_000 / n
		out.Referred.Rate = &rate
	}
	return httpkit.OK(out), nil
}

// count adds one lead that was passed on.
func (r *ReferredLeads) count(s lead.Status) {
	r.Sent++
	switch s {
	case lead.Won:
		r.Won++
		r.Accepted++
	case lead.Approved, lead.Lost:
		r.Accepted++
	case lead.InReview, lead.Rejected:
	}
}
