package managerapi

import (
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Summary is a program at a glance.
type Summary struct {
	From         string `json:"from" format:"date"`
	To           string `json:"to" format:"date"`
	Zone         string `json:"zone"`
	Current      Totals `json:"current"`
	Previous     Totals `json:"previous" doc:"Of the equal period before"`
	Series       []Day  `json:"series" doc:"One for each day of the period"`
	States       States `json:"states" doc:"Where the period's commissions stand now"`
	Applications int    `json:"applications" doc:"That wait for a decision, 100 at most"`
}

// Totals are the numbers of a period.
type Totals struct {
	Clicks          int64          `json:"clicks" doc:"All, repeated and invalid ones too"`
	UniqueClicks    int64          `json:"unique_clicks"`
	DuplicateClicks int64          `json:"duplicate_clicks"`
	InvalidClicks   int64          `json:"invalid_clicks" doc:"Bots, prefetches, floods"`
	Conversions     int64          `json:"conversions"`
	Signups         int64          `json:"signups"`
	Leads           int64          `json:"leads"`
	Sales           int64          `json:"sales"`
	Revenue         httpkit.Money  `json:"revenue" doc:"Purchases less refunds"`
	Commissions     httpkit.Money  `json:"commissions" doc:"Neither declined nor reversed"`
	PerClick        *httpkit.Money `json:"epc,omitempty" doc:"Commissions by unique clicks; absent without clicks"`
	PerSale         *httpkit.Money `json:"aov,omitempty" doc:"Revenue by sales; absent without sales"`
	Rate            *int64         `json:"conversion_rate_basis_points,omitempty" doc:"Conversions by unique clicks; absent without clicks"`
}

// Day is one day's numbers.
type Day struct {
	Day         string        `json:"day" format:"date"`
	Clicks      int64         `json:"clicks" doc:"Unique"`
	Conversions int64         `json:"conversions"`
	Revenue     httpkit.Money `json:"revenue"`
	Commissions httpkit.Money `json:"commissions"`
}

// States is where commissions stand now, by the day of their event.
type States struct {
	Pending   httpkit.Money `json:"pending"`
	Approved  httpkit.Money `json:"approved"`
	Available httpkit.Money `json:"available"`
	Paid      httpkit.Money `json:"paid"`
	Declined  httpkit.Money `json:"declined"`
	Reversed  httpkit.Money `json:"reversed"`
}

// Activity is one thing that happened.
type Activity struct {
	ID      string         `json:"id"`
	Type    string         `json:"type" doc:"Stable word such as commission.approved"`
	At      time.Time      `json:"at"`
	Subject string         `json:"subject" doc:"Id of what it happened to"`
	Partner *PartnerRef    `json:"partner,omitempty"`
	Amount  *httpkit.Money `json:"amount,omitempty"`
	Count   int64          `json:"count,omitempty" doc:"How many, when it happened to several at once"`
	Kind    string         `json:"kind,omitempty" doc:"Of a conversion: sale, lead, signup, recurring"`
	Reason  string         `json:"reason,omitempty"`
}

func (s staff) summary(m report.Managed, applications int) Summary {
	v := Summary{
		From: m.Period.From, To: m.Period.To, Zone: s.Program.Zone, Series: []Day{}, Applications: applications,
		Current: s.totals(m.Now, m.Clicks), Previous: s.totals(m.Then, m.ClicksThen), States: s.states(m.States),
	}
	for _, d := range m.Days {
		v.Series = append(v.Series, Day{
			Day: d.Day, Clicks: d.Clicks, Conversions: d.Conversions, Revenue: s.money(d.Sold.Minor()), Commissions: s.money(d.Earnings.Minor()),
		})
	}
	return v
}

func (s staff) totals(f report.Figures, c report.Classes) Totals {
	return Totals{
		Clicks: c.Gross, UniqueClicks: f.Clicks, DuplicateClicks: c.Duplicate, InvalidClicks: c.Invalid,
		Conversions: f.Conversions, Signups: f.Referred, Leads: f.Leads, Sales: f.Sales,
		Revenue: s.money(f.Sold.Minor()), Commissions: s.money(f.Earnings.Minor()),
		PerClick: maybe(f.EPC), PerSale: maybe(f.AOV), Rate: f.CR,
	}
}

func (s staff) states(x report.States) States {
	return States{
		Pending: s.money(x.Pending.Minor()), Approved: s.money(x.Approved.Minor()), Available: s.money(x.Available.Minor()),
		Paid: s.money(x.Paid.Minor()), Declined: s.money(x.Declined.Minor()), Reversed: s.money(x.Reversed.Minor()),
	}
}

// maybe is an amount that may be missing.
func maybe(a *money.Amount) *httpkit.Money {
	if a == nil {
		return nil
	}
	v := httpkit.MoneyOf(*a)
	return &v
}

func activityOf(e event.Event, names map[id.Partner]PartnerRef) Activity {
	v := Activity{
		ID: string(e.ID), Type: string(e.Type), At: e.At, Subject: e.Subject, Count: 1, Kind: e.Data[event.Kind], Reason: e.Data[event.Reason],
	}
	if ref, ok := names[e.Partner]; ok {
		v.Partner = &ref
	}
	if n, err := strconv.ParseInt(e.Data[event.Count], 10, 64); err == nil && n > 0 {
		v.Count = n
	}
	text := e.Data[event.Payout]
	if e.Type == event.PayoutSent || e.Type == event.PayoutFailed {
		text = e.Data[event.Amount]
	}
	v.Amount = decimal(text, e.Data[event.Currency])
	return v
}

// decimal reads an amount as events carry it; nil when there is none.
func decimal(text, currency string) *httpkit.Money {
	c, err := money.ParseCurrency(currency)
	if err != nil || text == "" {
		return nil
	}
	plain, negative := strings.CutPrefix(text, "-")
	amount, err := money.ParseDecimal(plain, c)
	if err != nil {
		return nil
	}
	if negative {
		amount = amount.Neg()
	}
	return maybe(&amount)
}
