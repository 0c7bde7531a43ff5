package partnerapi

import (
	"cmp"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// maxLines is how many lines an answer has; the CSV has them all.
const maxLines = 400

// Report is a period's figures, line by line.
type Report struct {
	From     string         `json:"from" format:"date"`
	To       string         `json:"to" format:"date"`
	Zone     string         `json:"zone" doc:"Days are counted in it"`
	By       string         `json:"by" enum:"day,month,link,offer,sub,device,country,referrer"`
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
	Name   string         `json:"name,omitempty" doc:"Of links and offers"`
	Now    ReportFigures  `json:"now"`
	Before *ReportFigures `json:"before,omitempty"`
}

// ReportFigures is what was counted. A ratio is absent where it would divide by
// nothing.
type ReportFigures struct {
	Clicks        *int64         `json:"clicks,omitempty" doc:"Repeated ones not counted; absent, as what is by clicks, where the program has no links"`
	Conversions   int64          `json:"conversions"`
	Signups       int64          `json:"signups" doc:"Customers referred, whether they buy or not"`
	Leads         int64          `json:"leads"`
	PaidCustomers int64          `json:"paid_customers" doc:"Who paid for the first time"`
	Sales         int64          `json:"sales"`
	Revenue       httpkit.Money  `json:"revenue" doc:"Purchases less refunds"`
	Commission    httpkit.Money  `json:"commission" doc:"Neither declined nor reversed"`
	Pending       *httpkit.Money `json:"commission_pending,omitempty" doc:"Waits for approval or to become available; of totals, days and months"`
	Paid          *httpkit.Money `json:"commission_paid,omitempty" doc:"Cashed out by now; of totals, days and months"`
	PerClick      *httpkit.Money `json:"epc,omitempty" doc:"Commission by clicks"`
	PerSale       *httpkit.Money `json:"aov,omitempty" doc:"Revenue by sales"`
	Rate          *int64         `json:"conversion_rate_basis_points,omitempty" doc:"Conversions by clicks"`
}

// report shows a report. What only managers see leaves no empty line behind.
func (m member) report(r report.Report, q report.Question, names map[string]string) (Report, error) {
	states := q.Only.Dim == "" // only totals carry amounts by state
	v := Report{From: r.Period.From, To: r.Period.To, Zone: m.Program.Zone, Lines: []ReportLine{}}
	if q.Compare {
		v.Compared = &Span{r.Before.From, r.Before.To}
	}
	var err error
	if v.Total, err = m.figures(r.Total, states); err != nil {
		return v, err
	}
	if v.Before, err = m.figuresThen(r.TotalThen, states); err != nil {
		return v, err
	}
	states = states && q.By == report.Total
	for _, l := range r.Lines {
		if l.Value == "" && l.Now.Seen() == (report.Counters{}) && (l.Then == nil || l.Then.Seen() == report.Counters{}) {
			continue
		}
		if len(v.Lines) == maxLines {
			v.More++
			continue
		}
		line := ReportLine{Key: l.Value, Name: names[l.Value]}
		if line.Now, err = m.figures(l.Now, states); err != nil {
			return v, err
		}
		if line.Before, err = m.figuresThen(l.Then, states); err != nil {
			return v, err
		}
		v.Lines = append(v.Lines, line)
	}
	return v, nil
}

func (m member) figuresThen(c *report.Counters, states bool) (*ReportFigures, error) {
	if c == nil {
		return nil, nil //nolint:nilnil // what is not compared has no figures before
	}
	f, err := m.figures(*c, states)
	return &f, err
}

func (m member) figures(c report.Counters, states bool) (ReportFigures, error) {
	return figuresOf(c, m.Program.Currency, m.Program.Has(program.Links), states)
}

func figuresOf(c report.Counters, cur money.Currency, links, states bool) (ReportFigures, error) {
	f, err := c.Figures(cur)
	if err != nil {
		return ReportFigures{}, err
	}
	v := ReportFigures{
		Conversions: f.Conversions, Signups: f.Referred, Leads: f.Leads, PaidCustomers: f.Customers, Sales: f.Sales,
		Revenue: httpkit.MoneyOf(f.Sold), Commission: httpkit.MoneyOf(f.Earnings), PerSale: maybe(f.AOV),
	}
	if links {
		v.Clicks, v.PerClick, v.Rate = &f.Clicks, maybe(f.EPC), f.CR
	}
	if states {
		pending, paid := moneyOf(c.Pending+c.Approved, cur), moneyOf(c.Paid, cur)
		v.Pending, v.Paid = &pending, &paid
	}
	return v, nil
}

// maybe is an amount that may be missing.
func maybe(a *money.Amount) *httpkit.Money {
	if a == nil {
		return nil
	}
	v := httpkit.MoneyOf(*a)
	return &v
}

// nameOf is what a link is called, its address where it has no name.
func nameOf(l link.Row) string { return cmp.Or(l.Name, "/r/"+l.Key) }
