package managerapi

import (
	"context"
	"net/http"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Rates are where rates are found and entered, and what waits for one.
type Rates struct {
	Finder  fx.Finder
	Desk    fx.Desk
	Waiting conversion.Rated
}

func (a api) rates() httpkit.Noun {
	const path = base + "/rates"
	return httpkit.Noun{Name: "Manager rates", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-rates", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "The exchange rates in force, and how many sales wait for one",
		}, in(a, a.listRates))
		httpkit.Register(r, httpkit.Op{
			ID: "enter-rate", Method: http.MethodPost, Path: path, Access: finance,
			Summary: "Enter a rate", Description: "It counts for sales from its day on that are decided from now on. What was converted stays as it was. Sales that waited for it are decided at once.",
		}, in(a, a.enterRate))
		httpkit.Register(r, httpkit.Op{
			ID: "upload-rates", Method: http.MethodPost, Path: path + "/upload", Access: finance,
			Summary: "Enter the rates of a CSV file", Description: "The first line names the columns day, from, to and rate. One wrong line refuses the file.",
		}, in(a, a.uploadRates))
		httpkit.Register(r, httpkit.Op{
			ID: "update-rate-source", Method: http.MethodPatch, Path: path, Access: owner,
			Summary: "Choose where rates come from", Description: "The European Central Bank's are fetched each working day and stand in where the program has none of its own.",
		}, in(a, a.updateRateSource))
	}}
}

// RateList is what other currencies are worth.
type RateList struct {
	Data    []Rate `json:"data" doc:"In force today"`
	ECB     bool   `json:"ecb" doc:"The European Central Bank's stand in where the program has none"`
	MaxDays int    `json:"max_days" doc:"How old a rate may be"`
	Waiting int    `json:"waiting" doc:"Sales that wait for a rate"`
}

// Rate is what one currency is worth in another.
type Rate struct {
	From   string `json:"from" example:"USD"`
	To     string `json:"to" example:"EUR"`
	Day    string `json:"day" example:"2026-03-10"`
	Rate   string `json:"rate" doc:"One unit of from in units of to; rounded to nine decimals where it has more" example:"0.9231"`
	Source string `json:"source" enum:"manual,file,ecb"`
}

// rateOf is a rate as it is shown.
func rateOf(r fx.Rate) Rate {
	return Rate{From: string(r.From), To: string(r.To), Day: r.Day, Rate: r.Decimal(), Source: string(r.Source)}
}

func (a api) listRates(ctx context.Context, s staff, _ *ProgramPath) (*httpkit.Body[RateList], error) {
	return a.showRates(ctx, s.Program)
}

func (a api) showRates(ctx context.Context, p program.Program) (*httpkit.Body[RateList], error) {
	found, err := a.Rates.Finder.InForce(ctx, fx.Query{
		Program: p.ID, To: p.Currency, Day: clock.Day(a.Clock.Now(), p.Location()), MaxAge: p.Rates.Age(), ECB: p.Rates.ECB,
	})
	if err != nil {
		return nil, err
	}
	waiting, err := a.Rates.Waiting.Store.Rateless(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	out := RateList{Data: []Rate{}, ECB: p.Rates.ECB, MaxDays: p.Rates.Age(), Waiting: len(waiting)}
	for _, r := range found {
		out.Data = append(out.Data, rateOf(r))
	}
	return httpkit.OK(out), nil
}

type enterRateInput struct {
	ProgramPath
	Body RateInput
}

// RateInput is a rate to be entered.
type RateInput struct {
	From string `json:"from" minLength:"3" maxLength:"3" example:"USD"`
	To   string `json:"to,omitempty" maxLength:"3" doc:"The program's currency when left out"`
	Day  string `json:"day,omitempty" maxLength:"10" doc:"Today when left out" example:"2026-03-10"`
	Rate string `json:"rate" minLength:"1" maxLength:"20" doc:"One unit of from in units of to: at most nine digits" example:"0.9231"`
}

func (a api) enterRate(ctx context.Context, s staff, in *enterRateInput) (*httpkit.Body[RatesEntered], error) {
	b := in.Body
	if b.To == "" {
		b.To = string(s.Program.Currency)
	}
	if b.Day == "" {
		b.Day = clock.Day(a.Clock.Now(), s.Program.Location())
	}
	r, err := fx.New(money.Currency(strings.ToUpper(b.From)), money.Currency(strings.ToUpper(b.To)), b.Day, b.Rate, fx.Manual)
	if err != nil {
		return nil, err
	}
	return a.enter(ctx, s, r)
}

// RatesEntered is what became of rates.
type RatesEntered struct {
	Entered int `json:"entered" doc:"That are new, or other than before"`
	Decided int `json:"decided" doc:"Sales that waited and are decided again now"`
}

func (a api) enter(ctx context.Context, s staff, rates ...fx.Rate) (*httpkit.Body[RatesEntered], error) {
	var out RatesEntered
	var err error
	if out.Entered, err = a.Rates.Desk.Enter(ctx, fx.BookOf(s.Program.ID), rates...); err != nil {
		return nil, err
	}
	out.Decided, err = a.Rates.Waiting.Release(ctx, s.Program.ID)
	return httpkit.OK(out), err
}

type uploadRatesInput struct {
	ProgramPath
	Body RateFile
}

// RateFile is a file of rates.
type RateFile struct {
	CSV string `json:"csv" minLength:"1" maxLength:"200000"`
}

func (a api) uploadRates(ctx context.Context, s staff, in *uploadRatesInput) (*httpkit.Body[RatesEntered], error) {
	rates, err := fx.ReadCSV(strings.NewReader(in.Body.CSV))
	if err != nil {
		return nil, err
	}
	return a.enter(ctx, s, rates...)
}

type updateRateSourceInput struct {
	ProgramPath
	Body RateSource
}

// RateSource is what to change; what is left out stays.
type RateSource struct {
	ECB     *bool `json:"ecb,omitempty"`
	MaxDays *int  `json:"max_days,omitempty" minimum:"1" maximum:"31"`
}

func (a api) updateRateSource(ctx context.Context, s staff, in *updateRateSourceInput) (*httpkit.Body[RateList], error) {
	p, err := a.Programs.Change(ctx, s.Program.ID, s.Program.Version, func(p *program.Program) {
		set(&p.Rates.ECB, in.Body.ECB)
		set(&p.Rates.MaxDays, in.Body.MaxDays)
	})
	if err != nil {
		return nil, err
	}
	if _, err := a.Rates.Waiting.Release(ctx, p.ID); err != nil {
		return nil, err
	}
	return a.showRates(ctx, p)
}
