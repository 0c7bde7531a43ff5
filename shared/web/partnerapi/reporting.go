package partnerapi

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/sheet"
)

const reportingBase = partnerBase + "/reporting"

func (a api) reporting() httpkit.Noun {
	return httpkit.Noun{Name: "Partner reporting", Patterns: []string{reportingBase, reportingBase + ".csv"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-reporting", Method: http.MethodGet, Path: reportingBase, Access: user, KeyScope: reportsRead,
			Summary: "Your figures in all programs, and totals per currency", Description: "The days of each program are those of its own time zone.",
		}, ofPartner(a.getReporting))
		httpkit.Register(r, httpkit.Op{
			ID: "export-reporting", Method: http.MethodGet, Path: reportingBase + ".csv", Access: user, KeyScope: reportsRead, Produces: "text/csv",
			Summary: "The same as CSV",
		}, ofPartner(a.exportReporting))
		httpkit.Register(r, httpkit.Op{
			ID: "list-reporting-commissions", Method: http.MethodGet, Path: reportingBase + "/commissions", Access: user, KeyScope: commissionsRead,
			Summary: "Your commissions in all programs, newest event first",
		}, ofPartner(a.listAllCommissions))
		httpkit.Register(r, httpkit.Op{
			ID: "export-reporting-commissions", Method: http.MethodGet, Path: reportingBase + "/commissions.csv", Access: user, KeyScope: commissionsRead, Produces: "text/csv",
			Summary: "Your commissions in all programs as CSV, 10,000 at most",
		}, ofPartner(a.exportAllCommissions))
	}}
}

// ReportingQuery is a period in some programs.
type ReportingQuery struct {
	PeriodQuery
	Program string `query:"program" maxLength:"100" doc:"Only this program"`
}

type reportingInput struct {
	PartnerPath
	ReportingQuery
}

// Reporting is a partner's programs beside one another.
type Reporting struct {
	Data   []ProgramFigures  `json:"data"`
	Totals []CurrencyFigures `json:"totals" doc:"One for each currency; never added together"`
}

// ProgramFigures is a period in one program.
type ProgramFigures struct {
	Program Program       `json:"program"`
	From    string        `json:"from" format:"date"`
	To      string        `json:"to" format:"date"`
	Now     ReportFigures `json:"now"`
	Before  ReportFigures `json:"before" doc:"Of the equal period before"`
}

// CurrencyFigures adds up the programs of one currency.
type CurrencyFigures struct {
	Currency string        `json:"currency"`
	Now      ReportFigures `json:"now"`
	Before   ReportFigures `json:"before" doc:"Of the equal period before"`
}

// entered returns the partner's places in programs that let it in and in which
// there is nothing to sign, or the one that is named.
func (a api) entered(ctx context.Context, actor auth.Actor, only string) ([]member, error) {
	if only != "" {
		m, err := a.enter(ctx, actor, only)
		if err == nil {
			err = a.gate(ctx, m)
		}
		return []member{m}, err
	}
	places, err := a.Enrollments.OfPartner(ctx, actor.Partner)
	if err != nil {
		return nil, err
	}
	var ids []id.Program
	for _, e := range places {
		if e.Status.Entered() {
			ids = append(ids, e.Program)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	programs, err := a.Programs.Load(ctx, ids...)
	if err != nil {
		return nil, err
	}
	var out []member
	for _, e := range places {
		if i := slices.IndexFunc(programs, func(p program.Program) bool { return p.ID == e.Program }); i >= 0 && e.Status.Entered() {
			m := member{Actor: actor, Program: programs[i], Enrollment: e}
			if open, err := a.open(ctx, m); err != nil {
				return nil, err
			} else if open {
				out = append(out, m)
			}
		}
	}
	return out, nil
}

func (a api) getReporting(ctx context.Context, actor auth.Actor, in *reportingInput) (*httpkit.Body[Reporting], error) {
	members, err := a.entered(ctx, actor, in.Program)
	if err != nil {
		return nil, err
	}
	out := Reporting{Data: []ProgramFigures{}, Totals: []CurrencyFigures{}}
	sums := map[money.Currency]*sum{}
	for _, m := range members {
		asked, err := a.asked(m.Program, in.PeriodQuery)
		if err != nil {
			return nil, err
		}
		r, err := a.Reports.Report(ctx, report.Question{Asked: asked, Scope: report.Of(m.Partner), By: report.Total, Compare: true})
		if err != nil {
			return nil, err
		}
		links := m.Program.Has(program.Links)
		v := ProgramFigures{Program: programOf(m.Program), From: r.Period.From, To: r.Period.To}
		if v.Now, v.Before, err = both(r.Total, *r.TotalThen, m.Program.Currency, links); err != nil {
			return nil, err
		}
		out.Data = append(out.Data, v)
		if sums[m.Program.Currency] == nil {
			sums[m.Program.Currency] = &sum{}
		}
		sums[m.Program.Currency].add(r, links)
	}
	for cur, s := range sums {
		v := CurrencyFigures{Currency: string(cur)}
		if v.Now, v.Before, err = both(s.now, s.then, cur, s.links); err != nil {
			return nil, err
		}
		out.Totals = append(out.Totals, v)
	}
	slices.SortFunc(out.Totals, func(x, y CurrencyFigures) int { return strings.Compare(x.Currency, y.Currency) })
	return httpkit.OK(out), nil
}

// sum adds up the programs of one currency.
type sum struct {
	now, then report.Counters
	links     bool // one of them has links
}

func (s *sum) add(r report.Report, links bool) {
	s.now, s.then, s.links = s.now.Plus(r.Total), s.then.Plus(*r.TotalThen), s.links || links
}

func both(now, then report.Counters, cur money.Currency, links bool) (n, t ReportFigures, err error) {
	if n, err = figuresOf(now, cur, links, true); err != nil {
		return n, t, err
	}
	t, err = figuresOf(then, cur, links, true)
	return n, t, err
}

func (a api) exportReporting(ctx context.Context, actor auth.Actor, in *reportingInput) (*httpkit.File, error) {
	got, err := a.getReporting(ctx, actor, in)
	if err != nil {
		return nil, err
	}
	file := sheet.New("program", "from", "to", "clicks", "signups", "paid_customers", "sales", "revenue", "commission", "commission_pending", "commission_paid", "currency")
	for _, v := range got.Body.Data {
		clicks := sheet.Cell("")
		if v.Now.Clicks != nil {
			clicks = sheet.Count(*v.Now.Clicks)
		}
		file.Row(sheet.Text(v.Program.Name), sheet.Text(v.From), sheet.Text(v.To), clicks, sheet.Count(v.Now.Signups), sheet.Count(v.Now.PaidCustomers), sheet.Count(v.Now.Sales),
			decimalCell(v.Now.Revenue), decimalCell(v.Now.Commission), decimalCell(*v.Now.Pending), decimalCell(*v.Now.Paid), sheet.Text(v.Program.Currency))
	}
	return httpkit.Attachment(sheet.ContentType, "reporting.csv", file.Bytes()), nil
}

func decimalCell(m httpkit.Money) sheet.Cell {
	amount, err := m.Parse()
	if err != nil { // it was written from an amount
		return ""
	}
	return sheet.Number(amount.Decimal())
}
