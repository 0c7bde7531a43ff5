package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

func (a api) counting() httpkit.Noun {
	const path = base + "/counting"
	return httpkit.Noun{Name: "Manager counting", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "get-counting", Method: http.MethodGet, Path: path, Access: viewer,
			Summary:     "The same clicks counted by the rules of other products, day by day",
			Description: "From the archive, once a day is over two days. Who a visitor is stays as it is here: the cookie, or without one a pseudonym of the day.",
		}, in(a, a.getCounting))
	}}
}

// Recounts is a period's clicks under several rules.
type Recounts struct {
	From  string         `json:"from" format:"date"`
	To    string         `json:"to" format:"date"`
	Zone  string         `json:"zone"`
	Rules []CountingRule `json:"rules"`
	Days  []RecountedDay `json:"days"`
	Until string         `json:"until,omitempty" format:"date" doc:"The last day of the period that was counted by all rules; absent: none was"`
}

// CountingRule is how a product tells a repeated click from a new one.
type CountingRule struct {
	Key     string `json:"key" enum:"everflow,tune,dub,trackdesk,ga4"`
	Per     string `json:"per" enum:"link,offer,partner,program" doc:"What a visitor counts once for; partner: partner and offer"`
	Minutes int64  `json:"minutes" doc:"For how long"`
	Sliding bool   `json:"sliding" doc:"Every click begins the time anew"`
	Daily   bool   `json:"daily" doc:"Until midnight UTC"`
	Total   int64  `json:"total" doc:"Clicks of the days that were counted by all rules"`
	Own     int64  `json:"own" doc:"Unique clicks of the same days as they count here"`
}

// RecountedDay is one day's clicks.
type RecountedDay struct {
	Day     string           `json:"day" format:"date"`
	Clicks  int64            `json:"clicks" doc:"All, repeated and invalid ones too"`
	Unique  int64            `json:"unique_clicks" doc:"As they count here"`
	Invalid int64            `json:"invalid_clicks"`
	Rules   map[string]int64 `json:"rules,omitempty" doc:"By the key of the rule; absent where the day is not counted again yet"`
}

type countingInput struct {
	ProgramPath
	PeriodQuery
}

func (a api) getCounting(ctx context.Context, s staff, in *countingInput) (*httpkit.Body[Recounts], error) {
	asked, err := a.asked(s.Program, in.PeriodQuery)
	if err != nil {
		return nil, err
	}
	days, err := a.Reports.Reconciliation(ctx, asked)
	if err != nil {
		return nil, err
	}
	v := Recounts{From: asked.Period.From, To: asked.Period.To, Zone: s.Program.Zone, Days: []RecountedDay{}}
	sums, own := map[string]int64{}, int64(0)
	for _, d := range days {
		v.Days = append(v.Days, RecountedDay{Day: d.Day, Clicks: d.Own.Gross, Unique: d.Own.Unique, Invalid: d.Own.Invalid, Rules: d.Others})
		if d.Others == nil {
			continue
		}
		v.Until, own = d.Day, own+d.Own.Unique
		for name, n := range d.Others {
			sums[name] += n
		}
	}
	for _, c := range report.Countings() {
		v.Rules = append(v.Rules, CountingRule{
			Key: c.Name, Per: string(c.Per), Minutes: int64(c.Window.Minutes()), Sliding: c.Sliding, Daily: c.Daily, Total: sums[c.Name], Own: own,
		})
	}
	return httpkit.OK(v), nil
}
