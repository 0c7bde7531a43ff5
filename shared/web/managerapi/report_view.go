package managerapi

import (
	"cmp"
	"context"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// How many lines an answer has, and how many of partners, whose names are read;
// the CSV has them all.
const (
	maxLines    = 400
	maxPartners = 100
)

// Report is a period's figures, line by line.
type Report struct {
	From     string         `json:"from" format:"date"`
	To       string         `json:"to" format:"date"`
	Zone     string         `json:"zone" doc:"Days are counted in it"`
	By       string         `json:"by" enum:"day,month,partner,link,offer,sub,device,country,referrer"`
	Compared *Span          `json:"compared,omitempty" doc:"The period before"`
	Total    ReportFigures  `json:"total"`
	Before   *ReportFigures `json:"before,omitempty" doc:"The total of the period before"`
	Lines    []ReportLine   `json:"lines" doc:"Days and months in order, anything else by commission"`
	More     int            `json:"more" doc:"How many lines only the CSV has"`
}

// Span is a range of days.
type Span struct {
	From string `json:"from" format:"date"`
	To   string `json:"to" format:"date"`
}

// ReportLine is a day, a month or a value.
type ReportLine struct {
	Key    string         `json:"key" doc:"Day, month, id or value; empty for what has none, ~other for what was too many"`
	Name   string         `json:"name,omitempty" doc:"Of partners, links and offers"`
	Now    ReportFigures  `json:"now"`
	Before *ReportFigures `json:"before,omitempty"`
}

// ReportFigures is what was counted. A ratio is absent where it would divide by
// nothing.
type ReportFigures struct {
	Clicks          int64          `json:"clicks" doc:"All, repeated and invalid ones too"`
	UniqueClicks    int64          `json:"unique_clicks"`
	DuplicateClicks int64          `json:"duplicate_clicks"`
	InvalidClicks   int64          `json:"invalid_clicks" doc:"Bots, prefetches, floods"`
	Conversions     int64          `json:"conversions"`
	Signups         int64          `json:"signups"`
	Leads           int64          `json:"leads"`
	PaidCustomers   int64          `json:"paid_customers" doc:"Who paid for the first time"`
	Sales           int64          `json:"sales"`
	Intercepted     int64          `json:"intercepted_sales" doc:"Sales whose click or code came seconds before the order"`
	Revenue         httpkit.Money  `json:"revenue" doc:"Purchases less refunds"`
	Refunded        httpkit.Money  `json:"refunded"`
	Commission      httpkit.Money  `json:"commission" doc:"Neither declined nor reversed"`
	States          *States        `json:"states,omitempty" doc:"Where the commissions stand now; of totals, days and months"`
	PerClick        *httpkit.Money `json:"epc,omitempty" doc:"Commission by unique clicks"`
	PerSale         *httpkit.Money `json:"aov,omitempty" doc:"Revenue by sales"`
	Rate            *int64         `json:"conversion_rate_basis_points,omitempty" doc:"Conversions by unique clicks"`
}

func (s staff) report(r report.Report, q report.Question, names map[string]string) (Report, error) {
	states := q.Only.Dim == "" // only totals carry amounts by state
	v := Report{From: r.Period.From, To: r.Period.To, Zone: s.Program.Zone, Lines: []ReportLine{}}
	if q.Compare {
		v.Compared = &Span{r.Before.From, r.Before.To}
	}
	var err error
	if v.Total, err = s.figures(r.Total, states); err != nil {
		return v, err
	}
	if v.Before, err = s.figuresThen(r.TotalThen, states); err != nil {
		return v, err
	}
	states = states && q.By == report.Total
	for _, l := range r.Lines {
		line := ReportLine{Key: l.Value, Name: names[l.Value]}
		if line.Now, err = s.figures(l.Now, states); err != nil {
			return v, err
		}
		if line.Before, err = s.figuresThen(l.Then, states); err != nil {
			return v, err
		}
		v.Lines = append(v.Lines, line)
	}
	return v, nil
}

func (s staff) figuresThen(c *report.Counters, states bool) (*ReportFigures, error) {
	if c == nil {
		return nil, nil //nolint:nilnil // what is not compared has no figures before
	}
	f, err := s.figures(*c, states)
	return &f, err
}

func (s staff) figures(c report.Counters, states bool) (ReportFigures, error) {
	f, err := c.Figures(s.Program.Currency)
	if err != nil {
		return ReportFigures{}, err
	}
	v := ReportFigures{
		Clicks: c.Gross, UniqueClicks: c.Unique, DuplicateClicks: c.Duplicate, InvalidClicks: c.Invalid,
		Conversions: f.Conversions, Signups: f.Referred, Leads: f.Leads, PaidCustomers: f.Customers, Sales: f.Sales, Intercepted: c.Intercepted,
		Revenue: httpkit.MoneyOf(f.Sold), Refunded: httpkit.MoneyOf(f.Refunded), Commission: httpkit.MoneyOf(f.Earnings),
		PerClick: maybe(f.EPC), PerSale: maybe(f.AOV), Rate: f.CR,
	}
	if states {
		now, err := c.States(s.Program.Currency)
		if err != nil {
			return v, err
		}
		shown := s.states(now)
		v.States = &shown
	}
	return v, nil
}

// linkNames is what a partner's links are called.
func (a api) linkNames(ctx context.Context, s staff, p id.Partner) (map[string]string, error) {
	out := map[string]string{}
	for cursor := ""; ; {
		rows, err := a.Links.List(ctx, s.Program.ID, p, page.Request{Limit: page.MaxLimit, Cursor: cursor})
		if err != nil {
			return nil, err
		}
		for _, l := range rows.Data {
			out[string(l.ID)] = cmp.Or(l.Name, "/r/"+l.Key)
		}
		if cursor = rows.Next; cursor == "" {
			return out, nil
		}
	}
}
