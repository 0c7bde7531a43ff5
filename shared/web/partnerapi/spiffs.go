package partnerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/spiff"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Spiffs knows bonuses for targets, and what a partner was awarded of them.
type Spiffs interface {
	All(ctx context.Context, p id.Program) ([]spiff.Spiff, error)
	Of(ctx context.Context, o id.Partner, of ...id.Spiff) ([]spiff.Progress, error)
}

func (a api) spiffs() httpkit.Noun {
	const base = programBase + "/spiffs"
	return httpkit.Noun{Name: "Partner SPIFFs", Patterns: []string{base}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-open-spiffs", Method: http.MethodGet, Path: base, Access: user, KeyScope: reportsRead,
			Summary:     "Bonuses for a target within a window of days that are open to you, and those that you were awarded",
			Description: "Each with what you brought until now. Awards are listed among your commissions, with the kind spiff.",
		}, inProgram(a, a.listSpiffs))
	}}
}

// shownSpiffs is how many SPIFFs that are over are looked through.
const shownSpiffs = 100

func (a api) listSpiffs(ctx context.Context, m member, _ *ProgramPath) (*httpkit.Body[httpkit.List[Spiff]], error) {
	all, err := a.Spiffs.All(ctx, m.Program.ID)
	if err != nil {
		return nil, err
	}
	all = all[:min(len(all), shownSpiffs)]
	ids := make([]id.Spiff, len(all))
	for i, x := range all {
		ids[i] = x.ID
	}
	got, err := a.Spiffs.Of(ctx, m.Partner, ids...)
	if err != nil {
		return nil, err
	}
	had := map[id.Spiff]spiff.Progress{}
	for _, p := range got {
		had[p.Spiff] = p
	}
	today := clock.Day(a.Clock.Now(), m.Program.Location())
	out := httpkit.List[Spiff]{Data: []Spiff{}}
	for _, x := range all {
		p, awarded := had[x.ID]
		if !awarded && !m.mayTake(x, today) {
			continue
		}
		v := m.spiff(x, p, today)
		if x.At(today) != spiff.Scheduled {
			f, err := a.Rewards.Counted(ctx, m.Program.ID, m.Partner, x.Window)
			if err != nil {
				return nil, err
			}
			v.Figure = max(f.Of(x.Goal.Metric), 0)
		}
		out.Data = append(out.Data, v)
	}
	return httpkit.OK(out), nil
}

// mayTake tells whether a SPIFF is open to the partner.
func (m member) mayTake(x spiff.Spiff, today string) bool {
	s := x.At(today)
	return (s == spiff.Scheduled || s == spiff.Active) && m.Enrollment.Status == enrollment.Active && x.Audience.Has(m.Enrollment.Group, m.Enrollment.Tier)
}

// Spiff is a bonus for a target within a window of days.
type Spiff struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	Text      string         `json:"text"`
	From      string         `json:"from" format:"date" doc:"First day, in the program's time zone"`
	To        string         `json:"to" format:"date" doc:"Last day"`
	Goal      Goal           `json:"goal"`
	FirstSale bool           `json:"first_sale" doc:"It is for your first sale ever"`
	Amount    httpkit.Money  `json:"amount" doc:"For reaching the goal"`
	Every     int64          `json:"every" doc:"The amount again for each so many above the goal; 0: once"`
	Maximum   *httpkit.Money `json:"maximum,omitempty" doc:"That you can get in all"`
	Status    string         `json:"status" enum:"scheduled,active,ended,cancelled"`
	Figure    int64          `json:"figure" doc:"What you brought until now; what is refunded counts no more"`
	Awarded   httpkit.Money  `json:"awarded" doc:"To you so far"`
}

func (m member) spiff(x spiff.Spiff, p spiff.Progress, today string) Spiff {
	v := Spiff{
		ID: string(x.ID), Name: x.Name, Text: x.Text, From: x.Window.From, To: x.Window.To, Goal: Goal{string(x.Goal.Metric), x.Goal.Threshold},
		FirstSale: x.First, Amount: m.money(x.AmountMinor), Every: x.Every, Status: string(x.At(today)), Awarded: m.money(p.Minor),
	}
	if x.MaxMinor > 0 {
		most := m.money(x.MaxMinor)
		v.Maximum = &most
	}
	return v
}
