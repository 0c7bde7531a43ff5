package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) programs() httpkit.Noun {
	const base = partnerBase + "/programs"
	return httpkit.Noun{Name: "Partner programs", Patterns: []string{base}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-programs", Method: http.MethodGet, Path: base, Access: user, KeyScope: reportsRead,
			Summary: "Your programs with their numbers, and totals per currency",
		}, ofPartner(a.listPrograms))
		httpkit.Register(r, httpkit.Op{
			ID: "get-summary", Method: http.MethodGet, Path: programBase + "/summary", Access: user, KeyScope: reportsRead,
			Summary: "One program at a glance, beside the period before",
		}, inProgram(a, a.getSummary))
	}}
}

type listProgramsInput struct {
	PartnerPath
	PeriodQuery
}

func (a api) listPrograms(ctx context.Context, c auth.Actor, in *listProgramsInput) (*httpkit.Body[ProgramList], error) {
	places, err := a.Enrollments.OfPartner(ctx, c.Partner)
	if err != nil {
		return nil, err
	}
	ids := make([]id.Program, 0, len(places))
	for _, e := range places {
		ids = append(ids, e.Program)
	}
	programs, err := a.Programs.Load(ctx, ids...)
	if err != nil {
		return nil, err
	}
	byID := map[id.Program]program.Program{}
	for _, p := range programs {
		byID[p.ID] = p
	}
	out := ProgramList{Data: []ProgramCard{}, Totals: []CurrencyTotal{}}
	for _, e := range places {
		p, ok := byID[e.Program]
		if !ok || c.Principal.Program != "" && c.Principal.Program != p.ID {
			continue
		}
		m := member{Actor: c, Program: p, Enrollment: e}
		if open, err := a.open(ctx, m); err != nil {
			return nil, err
		} else if !open {
			continue
		}
		card, b, err := a.card(ctx, m, in.PeriodQuery)
		if err != nil {
			return nil, err
		}
		out.Data = append(out.Data, card)
		out.add(m, b, card.Earnings.Amount)
	}
	return httpkit.OK(out), nil
}

// card reads the numbers of one program.
func (a api) card(ctx context.Context, m member, q PeriodQuery) (ProgramCard, ledger.Balance, error) {
	asked, err := a.asked(m.Program, q)
	if err != nil {
		return ProgramCard{}, ledger.Balance{}, err
	}
	o, err := a.Reports.Partner(ctx, asked, m.Partner)
	if err != nil {
		return ProgramCard{}, ledger.Balance{}, err
	}
	b, err := a.Accounts.Of(ctx, m.account())
	if err != nil {
		return ProgramCard{}, b, err
	}
	v := m.card(o, b)
	if m.Enrollment.Status == enrollment.Active {
		l, err := a.shownLink(ctx, m)
		if err != nil {
			return v, b, err
		}
		if l != nil {
			v.DefaultLink = l.URL
		}
	}
	return v, b, nil
}

type summaryInput struct {
	ProgramPath
	Period string `query:"period" enum:"today,7d,30d,week,month,last_month,lifetime" doc:"A named period; from and to win"`
	From   string `query:"from" format:"date" doc:"First day, in the program's time zone"`
	To     string `query:"to" format:"date" doc:"Last day; today when left out"`
}

// lifetime is everything since the first day: no period before is compared.
const lifetime = "lifetime"

func (in summaryInput) lifelong() bool { return in.Period == lifetime && in.From == "" && in.To == "" }

// overview reads the asked period, or all there was.
func (a api) overview(ctx context.Context, m member, in *summaryInput) (report.Overview, error) {
	if in.lifelong() {
		asked, err := a.asked(m.Program, PeriodQuery{Period: string(report.Today)})
		if err != nil {
			return report.Overview{}, err
		}
		return a.Reports.Lifetime(ctx, asked, m.Partner)
	}
	asked, err := a.asked(m.Program, PeriodQuery{in.Period, in.From, in.To})
	if err != nil {
		return report.Overview{}, err
	}
	return a.Reports.Partner(ctx, asked, m.Partner)
}

func (a api) getSummary(ctx context.Context, m member, in *summaryInput) (*httpkit.Body[Summary], error) {
	o, err := a.overview(ctx, m, in)
	if err != nil {
		return nil, err
	}
	v := m.summary(o)
	if in.lifelong() {
		v.Previous = nil
	}
	if v.ClicksToday, err = a.clicksToday(ctx, m, o); err != nil {
		return nil, err
	}
	if v.Wallet, err = a.wallet(ctx, m); err != nil {
		return nil, err
	}
	if v.Offers, err = a.inForce(ctx, m); err != nil {
		return nil, err
	}
	v.DefaultLink, err = a.shownLink(ctx, m)
	return httpkit.OK(v), err
}

// shownLink is the default link, nil where there is none to show.
func (a api) shownLink(ctx context.Context, m member) (*LinkDetail, error) {
	if !m.Program.Has(program.Links) {
		return nil, nil //nolint:nilnil // no link is an answer here
	}
	l, err := a.defaultLink(ctx, m)
	if fault.Is(err, fault.NotFound) {
		return nil, nil //nolint:nilnil // as above
	}
	if err != nil {
		return nil, err
	}
	detail := m.linkDetail(l, a.Origin)
	return &detail, nil
}

// clicksToday reads today's clicks, out of the overview where today is in it.
func (a api) clicksToday(ctx context.Context, m member, o report.Overview) (int64, error) {
	if !m.Program.Has(program.Links) {
		return 0, nil
	}
	asked, err := a.asked(m.Program, PeriodQuery{Period: string(report.Today)})
	if err != nil {
		return 0, err
	}
	if !o.Period.Has(asked.Period.From) {
		if o, err = a.Reports.Partner(ctx, asked, m.Partner); err != nil {
			return 0, err
		}
	}
	for _, d := range o.Days {
		if d.Day == asked.Period.From {
			return d.Clicks, nil
		}
	}
	return 0, nil
}
