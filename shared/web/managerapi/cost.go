package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/cost"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) costs() httpkit.Noun {
	const path = base + "/cost"
	return httpkit.Noun{Name: "Manager cost", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-cost", Method: http.MethodGet, Path: path, Access: viewer,
			Summary:     "What the program costs its owner at AWS this month",
			Description: "What was metered, times the units that each of it takes, times list prices: an estimate from above, without discounts and free tiers.",
		}, in(a, a.getCost))
		httpkit.Register(r, httpkit.Op{
			ID: "put-cost-budget", Method: http.MethodPut, Path: path + "/budget", Access: owner,
			Summary: "Set what the program may cost a month before the overview warns", Description: "0 ends it. Nothing is stopped: it warns.",
		}, in(a, a.putCostBudget))
	}}
}

// Cost is what a month costs. Amounts are billionths of a US dollar.
type Cost struct {
	Month       string      `json:"month" doc:"In the program's zone" example:"2026-11"`
	Through     string      `json:"through" format:"date" doc:"The last day that is counted"`
	Acts        []CostOf    `json:"acts"`
	Total       int64       `json:"total_nano_usd"`
	Expected    int64       `json:"expected_nano_usd" doc:"Of the whole month, if it goes on like this"`
	PerClicks   int64       `json:"per_million_clicks_nano_usd"`
	PerPayout   int64       `json:"per_payout_nano_usd" doc:"Of fifty commissions"`
	Budget      int64       `json:"budget_cents" doc:"A month, in cents of a US dollar; 0 for none"`
	State       string      `json:"state" enum:"no_budget,within,expected_over,over"`
	Prices      []CostPrice `json:"prices"`
	Region      string      `json:"region" doc:"Whose list it is"`
	PricesAsOf  string      `json:"prices_as_of" format:"date"`
	PriceSource string      `json:"price_source"`
}

// CostOf is what one kind of act comes to.
type CostOf struct {
	Act   string     `json:"act" enum:"click,conversion,storage"`
	Count int64      `json:"count" doc:"Of storage: millionths of a gigabyte, estimated from what is kept of the last year"`
	Total int64      `json:"total_nano_usd"`
	Units []CostUnit `json:"units"`
}

// CostUnit is what one of AWS's units comes to.
type CostUnit struct {
	Unit  string `json:"unit"`
	Total int64  `json:"total_nano_usd"`
}

// CostPrice is a price of the list.
type CostPrice struct {
	Unit       string `json:"unit"`
	PerMillion int64  `json:"per_million_nano_usd"`
}

func (a api) getCost(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[Cost], error) {
	now := a.Clock.Now().In(s.Program.Location())
	year := report.Period{From: clock.Day(now.AddDate(0, 0, -364), now.Location()), To: clock.Day(now, now.Location())}
	rows, err := a.Reports.Store.Rows(ctx, s.Program.ID, report.Whole, report.Total, year)
	if err != nil {
		return nil, err
	}
	month := now.Format("2006-01")
	var clicks, conversions, keptClicks, keptConversions int64
	oldest := clock.Day(now.AddDate(0, 0, -max(90, s.Program.Attribution.WindowDays)), now.Location())
	for _, r := range rows {
		keptConversions += r.Conversions
		if r.Row.Day >= oldest {
			keptClicks += r.Gross
		}
		if r.Row.Day[:len(month)] == month {
			clicks, conversions = clicks+r.Gross, conversions+r.Conversions
		}
	}
	v := Cost{Month: month, Through: year.To, Region: cost.Region, PricesAsOf: cost.AsOf, PriceSource: cost.Source, Budget: s.Program.CostBudget}
	for _, act := range []struct {
		of    cost.Act
		count int64
	}{{cost.Click, clicks}, {cost.Conversion, conversions}, {cost.Storage, cost.Kept(keptClicks, keptConversions)}} {
		one := costOf(act.of, act.count)
		v.Acts, v.Total = append(v.Acts, one), v.Total+one.Total
	}
	v.Expected = expected(v, now)
	_, v.PerClicks = cost.Of(cost.Click, 1_000_000)
	_, v.PerPayout = cost.Of(cost.Payout, 1)
	v.State = budgetState(v)
	for _, p := range cost.Prices() {
		v.Prices = append(v.Prices, CostPrice{string(p.Unit), p.PerMillion})
	}
	return httpkit.OK(v), nil
}

func costOf(act cost.Act, count int64) CostOf {
	lines, sum := cost.Of(act, count)
	out := CostOf{Act: string(act), Count: count, Total: sum, Units: []CostUnit{}}
	for _, l := range lines {
		out.Units = append(out.Units, CostUnit{string(l.Unit), l.Nanos})
	}
	return out
}

// expected goes on with what happened a day until the month's end. What is
// stored is paid for the month whatever happens.
func expected(v Cost, now time.Time) int64 {
	days := int64(time.Date(now.Year(), now.Month()+1, 0, 12, 0, 0, 0, time.UTC).Day())
	var acts, stored int64
	for _, one := range v.Acts {
		if one.Act == string(cost.Storage) {
			stored += one.Total
		} else {
			acts += one.Total
		}
	}
	return stored + acts*days/int64(now.Day())
}

// nanosPerCent turns a budget into what costs are counted in.
const nanosPerCent = 10_000_000

func budgetState(v Cost) string {
	switch budget := v.Budget * nanosPerCent; {
	case budget == 0:
		return "no_budget"
	case v.Total > budget:
		return "over"
	case v.Expected > budget:
		return "expected_over"
	}
	return "within"
}

type putCostBudgetInput struct {
	ProgramPath
	Body CostBudget
}

// CostBudget is what a month may cost.
type CostBudget struct {
	Cents int64 `json:"budget_cents" minimum:"0" maximum:"100000000" doc:"Of a US dollar"`
}

func (a api) putCostBudget(ctx context.Context, s staff, in *putCostBudgetInput) (*httpkit.Body[CostBudget], error) {
	_, err := a.Programs.Change(ctx, s.Program.ID, s.Program.Version, func(p *program.Program) { p.CostBudget = in.Body.Cents })
	return httpkit.OK(in.Body), err
}
