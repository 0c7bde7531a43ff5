package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Measures knows what partners brought in a stretch of days.
type Measures struct{ T table.Table }

// Counted adds up day counters (A16).
func (s Measures) Counted(ctx context.Context, p id.Program, o id.Partner, w target.Window) (target.Figures, error) {
	rows, err := Stats(s).Rows(ctx, p, report.Of(o), report.Total, report.Period(w))
	if err != nil {
		return target.Figures{}, err
	}
	var f target.Figures
	for _, r := range rows {
		f.Sales, f.Revenue = f.Sales+r.Sales, f.Revenue+r.Revenue
		f.Conversions, f.Leads = f.Conversions+r.Counters.Conversions, f.Leads+r.Leads+r.Signups
	}
	return f, nil
}

// Exact adds up the commissions themselves: an index names them, and each is
// read consistently (A8, A9).
func (s Measures) Exact(ctx context.Context, p id.Program, o id.Partner, w target.Window) (target.Figures, error) {
	cs, err := s.commissions(ctx, p, o, w)
	if err != nil {
		return target.Figures{}, err
	}
	var lines []target.Line
	at := map[id.Commission]int{}
	for _, c := range cs {
		if what := measured(c.Kind); what != "" && w.Has(c.Day) {
			at[c.ID] = len(lines)
			lines = append(lines, target.Line{Conversion: string(c.Conversion), What: what, Base: c.Basis.BaseMinor, Amount: c.Amount.Minor(), Left: left(c)})
		}
	}
	for _, c := range cs { // what a dispute gave back is the first commission's again
		if i, ok := at[c.Basis.Of]; ok && c.Kind == commission.Reinstated {
			lines[i].Left += left(c)
		}
	}
	return target.Sum(lines), nil
}

// left is what of a commission is still earned.
func left(c commission.Commission) int64 {
	if c.Status == commission.Declined || c.Status == commission.Reversed {
		return 0
	}
	return c.Net() - c.Clawed
}

// measured is as what a kind of commission counts, empty for one that does not.
func measured(k commission.Kind) string {
	switch k {
	case commission.Sale, commission.Recurring, commission.Upgrade:
		return target.Sale
	case commission.Lead, commission.Signup:
		return target.Lead
	case commission.Click, commission.Stage, commission.Training, commission.Bonus, commission.Spiff, commission.Referral,
		commission.Margin, commission.Manual, commission.Clawback, commission.Reinstated:
	}
	return ""
}

// commissions reads those of the window's days, and of a day around them, as
// days are those of the program's zone.
func (s Measures) commissions(ctx context.Context, p id.Program, o id.Partner, w target.Window) ([]commission.Commission, error) {
	from, err := time.Parse(time.DateOnly, w.From)
	to, err2 := time.Parse(time.DateOnly, w.To)
	if err != nil || err2 != nil {
		return nil, fault.New(fault.Invalid, "target.window", "A window is two days.")
	}
	first, last := bounds(commission.Filter{From: from.AddDate(0, 0, -1), To: to.AddDate(0, 0, 2)})
	items, err := queryAll(ctx, s.T, table.Query{Index: table.Gsi1, PK: enrolledPK(p, o), From: first, To: last})
	if err != nil {
		return nil, fmt.Errorf("find a partner's commissions: %w", err)
	}
	var out []commission.Commission
	for chunk := range slices.Chunk(items, getMax) {
		ids := make([]id.Commission, len(chunk))
		for i, item := range chunk {
			row, err := decodeCommissionRow(p, item)
			if err != nil {
				return nil, err
			}
			ids[i] = row.ID
		}
		cs, err := Commissions(s).Load(ctx, ids)
		if err != nil {
			return nil, err
		}
		out = append(out, cs...)
	}
	return out, nil
}

var _ group.Measures = Measures{}
