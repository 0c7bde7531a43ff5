package partnerapi

import (
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// ProgramList is all programs of a partner; it has one page.
type ProgramList struct {
	Data       []ProgramCard   `json:"data"`
	HasMore    bool            `json:"has_more"`
	NextCursor string          `json:"next_cursor"`
	Totals     []CurrencyTotal `json:"totals" doc:"One for each currency; never added together"`
}

// Program is what a partner sees of a program everywhere.
type Program struct {
	ID       string `json:"id"`
	Slug     string `json:"slug"`
	Name     string `json:"name"`
	Website  string `json:"website"`
	Brand    Brand  `json:"brand"`
	Currency string `json:"currency"`
	Zone     string `json:"zone" doc:"Days are counted in it"`
}

// Brand is how a program looks.
type Brand struct {
	Color   string `json:"color" example:"#0f766e"`
	LogoURL string `json:"logo_url,omitempty"`
	Initial string `json:"initial"`
}

// ProgramCard is a program on the first page.
type ProgramCard struct {
	Program          Program       `json:"program"`
	Status           string        `json:"status" enum:"in_review,active,rejected,suspended"`
	Reason           string        `json:"reason,omitempty" doc:"Of rejected and suspended"`
	AppliedAt        time.Time     `json:"applied_at"`
	Clicks           int64         `json:"clicks"`
	Conversions      int64         `json:"conversions"`
	Earnings         httpkit.Money `json:"earnings"`
	PreviousEarnings httpkit.Money `json:"previous_earnings" doc:"Of the equal period before"`
	Pending          httpkit.Money `json:"pending"`
	Available        httpkit.Money `json:"available"`
	Series           []int64       `json:"series" doc:"Earnings per day, in minor units"`
	Features         Features      `json:"features"`
	DefaultLink      string        `json:"default_link,omitempty" doc:"Your own link, where the program has one"`
}

// CurrencyTotal adds up the programs of one currency.
type CurrencyTotal struct {
	Currency  string        `json:"currency"`
	Earnings  httpkit.Money `json:"earnings"`
	Pending   httpkit.Money `json:"pending"`
	Available httpkit.Money `json:"available"`
	InTransit httpkit.Money `json:"in_transit"`
	Paid      httpkit.Money `json:"paid"`
}

// Summary is a program at a glance.
type Summary struct {
	From         string      `json:"from" format:"date"`
	To           string      `json:"to" format:"date"`
	Zone         string      `json:"zone"`
	SummaryStyle string      `json:"summary_style" enum:"affiliate,network,leads" doc:"Which words the program uses"`
	Current      Totals      `json:"current"`
	Previous     *Totals     `json:"previous,omitempty" doc:"Of the equal period before; absent for the lifetime"`
	Series       []Day       `json:"series" doc:"One for each day of the period; of more than 366 days, one for each month, by its first day"`
	ClicksToday  int64       `json:"clicks_today"`
	Wallet       Wallet      `json:"wallet"`
	DefaultLink  *LinkDetail `json:"default_link,omitempty"`
	Offers       []Offer     `json:"offers"`
	Features     Features    `json:"features"`
	HoldbackDays int64       `json:"holdback_days"`
}

// Totals are the numbers of a period.
type Totals struct {
	Clicks      int64          `json:"clicks" doc:"Unique clicks"`
	Conversions int64          `json:"conversions"`
	Signups     int64          `json:"signups"`
	Leads       int64          `json:"leads"`
	Submitted   int64          `json:"leads_submitted" doc:"Leads that you named or that came by your links, by the day on which they came"`
	Won         int64          `json:"leads_won" doc:"Leads that became customers, by the day on which they were won"`
	Sales       int64          `json:"sales"`
	Revenue     httpkit.Money  `json:"revenue" doc:"Purchases less refunds"`
	Earnings    httpkit.Money  `json:"earnings" doc:"Commissions neither declined nor reversed, by the day of the event"`
	Pending     httpkit.Money  `json:"pending" doc:"Commissions that wait for approval, by the day of the event"`
	Approved    httpkit.Money  `json:"approved" doc:"Commissions that wait to become available, by the day of the event"`
	Paid        httpkit.Money  `json:"paid" doc:"Commissions cashed out by now, by the day of the event"`
	Rate        *int64         `json:"conversion_rate_basis_points,omitempty" doc:"Conversions by clicks; absent without clicks"`
	PerClick    *httpkit.Money `json:"epc,omitempty" doc:"Earnings by clicks; absent without clicks"`
}

// Day is one day's numbers.
type Day struct {
	Day         string        `json:"day" format:"date"`
	Clicks      int64         `json:"clicks"`
	Conversions int64         `json:"conversions"`
	Signups     int64         `json:"signups"`
	Leads       int64         `json:"leads"`
	Submitted   int64         `json:"leads_submitted"`
	Won         int64         `json:"leads_won"`
	Sales       int64         `json:"sales"`
	Revenue     httpkit.Money `json:"revenue" doc:"Purchases less refunds"`
	Earnings    httpkit.Money `json:"earnings"`
}

// Features says which tabs there are. Without links there are no clicks to
// show either.
type Features struct {
	Links       bool `json:"links"`
	CustomLinks bool `json:"custom_links" doc:"More of them can be made"`
	DeepLinks   bool `json:"deep_links" doc:"The default link leads to any page, as ?to="`
	Coupons     bool `json:"coupons"`
	Leads       bool `json:"leads"`
	Deals       bool `json:"deals"`
	Claims      bool `json:"claims" doc:"Missing orders can be claimed"`
}

func (m member) features() Features {
	active := m.Enrollment.Status == enrollment.Active
	return Features{
		Links: m.Program.Has(program.Links), CustomLinks: active && m.Program.Has(program.CustomLinks), DeepLinks: m.Program.Has(program.DeepLinks),
		Coupons: m.Program.Has(program.Coupons), Leads: m.Program.Has(program.Leads), Deals: m.Program.Has(program.Deals), Claims: m.Program.Has(program.Claims),
	}
}

// visible hides the clicks of a program that has no links, and what is
// reckoned by them.
func (m member) visible(f report.Figures) report.Figures {
	if !m.Program.Has(program.Links) {
		f.Clicks, f.CR, f.EPC = 0, nil, nil
	}
	return f
}

func programOf(p program.Program) Program {
	return Program{
		ID: string(p.ID), Slug: p.Slug, Name: p.Name, Website: p.Website, Currency: string(p.Currency), Zone: p.Zone,
		Brand: Brand{Color: p.Brand.Color, LogoURL: p.Brand.LogoURL, Initial: p.Brand.Initial},
	}
}

func (m member) card(o report.Overview, b ledger.Balance) ProgramCard {
	e := m.Enrollment
	o.Now = m.visible(o.Now)
	v := ProgramCard{
		Program: programOf(m.Program), Status: string(e.Status), Reason: e.Reason, AppliedAt: e.AppliedAt,
		Clicks: o.Now.Clicks, Conversions: o.Now.Conversions, Earnings: m.money(o.Now.Earnings.Minor()), PreviousEarnings: m.money(o.Then.Earnings.Minor()),
		Pending: m.money(b.Pending), Available: m.money(b.Wallet()), Series: []int64{}, Features: m.features(),
	}
	for _, d := range o.Days {
		v.Series = append(v.Series, d.Earnings.Minor())
	}
	return v
}

// add counts a program's money into the total of its currency.
func (l *ProgramList) add(m member, b ledger.Balance, earned int64) {
	i := slices.IndexFunc(l.Totals, func(t CurrencyTotal) bool { return t.Currency == string(m.Program.Currency) })
	if i < 0 {
		i = len(l.Totals)
		l.Totals = append(l.Totals, CurrencyTotal{
			Currency: string(m.Program.Currency), Earnings: m.money(0), Pending: m.money(0), Available: m.money(0), InTransit: m.money(0), Paid: m.money(0),
		})
	}
	t := &l.Totals[i]
	t.Earnings.Amount += earned
	t.Pending.Amount += b.Pending
	t.Available.Amount += b.Wallet()
	t.InTransit.Amount += b.InTransit
	t.Paid.Amount += b.Paid
	slices.SortFunc(l.Totals, func(x, y CurrencyTotal) int { return strings.Compare(x.Currency, y.Currency) })
}

func (m member) summary(o report.Overview) Summary {
	then := m.totals(o.Then, o.StatesThen)
	v := Summary{
		From: o.Period.From, To: o.Period.To, Zone: m.Program.Zone, SummaryStyle: m.Program.SummaryStyle,
		Current: m.totals(o.Now, o.States), Previous: &then, Series: []Day{},
		Features: m.features(), HoldbackDays: int64(m.Program.HoldbackDays),
	}
	for _, d := range o.Days {
		v.Series = append(v.Series, Day{
			Day: d.Day, Clicks: m.visible(d.Figures).Clicks, Conversions: d.Conversions, Signups: d.Referred, Leads: d.Leads, Submitted: d.Submitted, Won: d.Won, Sales: d.Sales,
			Revenue: m.money(d.Sold.Minor()), Earnings: m.money(d.Earnings.Minor()),
		})
	}
	return v
}

func (m member) totals(f report.Figures, s report.States) Totals {
	f = m.visible(f)
	v := Totals{
		Clicks: f.Clicks, Conversions: f.Conversions, Signups: f.Referred, Leads: f.Leads, Submitted: f.Submitted, Won: f.Won, Sales: f.Sales,
		Revenue: m.money(f.Sold.Minor()), Earnings: m.money(f.Earnings.Minor()), Rate: f.CR,
		Pending: m.money(s.Pending.Minor()), Approved: m.money(s.Approved.Minor()), Paid: m.money(s.Paid.Minor()),
	}
	if f.EPC != nil {
		epc := m.money(f.EPC.Minor())
		v.PerClick = &epc
	}
	return v
}
