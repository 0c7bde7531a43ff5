package managerapi

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/spiff"
	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Spiff is a bonus for a target within a window of days.
type Spiff struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	Text      string         `json:"text"`
	From      string         `json:"from" format:"date" doc:"First day, in the program's time zone"`
	To        string         `json:"to" format:"date" doc:"Last day"`
	Goal      Goal           `json:"goal"`
	FirstSale bool           `json:"first_sale" doc:"Only the first sale that a partner ever brought counts"`
	Amount    httpkit.Money  `json:"amount" doc:"For reaching the goal"`
	Every     int64          `json:"every" doc:"The amount again for each so many above the goal; 0: once"`
	Maximum   *httpkit.Money `json:"maximum,omitempty" doc:"Of one partner"`
	Budget    *httpkit.Money `json:"budget,omitempty" doc:"Of all partners"`
	Groups    []string       `json:"groups" doc:"Who may take part; empty: all groups"`
	Tiers     []string       `json:"tiers" doc:"Who may take part; empty: all tiers"`
	Status    string         `json:"status" enum:"scheduled,active,ended,cancelled"`
	Awarded   httpkit.Money  `json:"awarded" doc:"To all partners so far"`
	Partners  int64          `json:"partners" doc:"That were awarded anything"`
	Awards    int64          `json:"awards"`
	Version   int64          `json:"version"`
	CreatedAt time.Time      `json:"created_at"`
}

// SpiffInput is a SPIFF to be made.
type SpiffInput struct {
	Name      string         `json:"name" minLength:"1" maxLength:"120"`
	Text      string         `json:"text,omitempty" maxLength:"2000" doc:"Plain text; its lines stay lines"`
	From      string         `json:"from" format:"date"`
	To        string         `json:"to" format:"date" doc:"At most 366 days in all"`
	Goal      Goal           `json:"goal"`
	FirstSale bool           `json:"first_sale,omitempty" doc:"Then the goal is one sale"`
	Amount    httpkit.Money  `json:"amount"`
	Every     int64          `json:"every,omitempty" minimum:"0"`
	Maximum   *httpkit.Money `json:"maximum,omitempty"`
	Budget    *httpkit.Money `json:"budget,omitempty"`
	Groups    []string       `json:"groups,omitempty" maxItems:"50"`
	Tiers     []string       `json:"tiers,omitempty" maxItems:"20"`
}

func (b SpiffInput) spiff(p id.Program) spiff.Spiff {
	return spiff.Spiff{
		Program: p, Name: b.Name, Text: b.Text, Window: target.Window{From: b.From, To: b.To},
		Goal: target.Goal{Metric: target.Metric(b.Goal.Metric), Threshold: b.Goal.Threshold}, First: b.FirstSale,
		AmountMinor: b.Amount.Amount, Every: b.Every, MaxMinor: minorOf(b.Maximum), BudgetMinor: minorOf(b.Budget),
		Audience: spiff.Audience{Groups: named[id.Group](b.Groups), Tiers: named[id.Tier](b.Tiers)},
	}
}

// SpiffPatch is what to change; what is left out stays.
type SpiffPatch struct {
	Name    *string        `json:"name,omitempty" minLength:"1" maxLength:"120"`
	Text    *string        `json:"text,omitempty" maxLength:"2000"`
	From    *string        `json:"from,omitempty" format:"date"`
	To      *string        `json:"to,omitempty" format:"date"`
	Goal    *Goal          `json:"goal,omitempty"`
	Amount  *httpkit.Money `json:"amount,omitempty"`
	Every   *int64         `json:"every,omitempty" minimum:"0"`
	Maximum *httpkit.Money `json:"maximum,omitempty" doc:"0: no bound"`
	Budget  *httpkit.Money `json:"budget,omitempty" doc:"0: no bound"`
	Groups  *[]string      `json:"groups,omitempty" maxItems:"50"`
	Tiers   *[]string      `json:"tiers,omitempty" maxItems:"20"`
	Version int64          `json:"version,omitempty" doc:"What you saw; refused when it has changed since"`
}

func (b SpiffPatch) apply(s *spiff.Spiff) {
	replace(&s.Name, b.Name)
	replace(&s.Text, b.Text)
	replace(&s.Window.From, b.From)
	replace(&s.Window.To, b.To)
	replace(&s.Every, b.Every)
	if b.Goal != nil {
		s.Goal = target.Goal{Metric: target.Metric(b.Goal.Metric), Threshold: b.Goal.Threshold}
	}
	for into, m := range map[*int64]*httpkit.Money{&s.AmountMinor: b.Amount, &s.MaxMinor: b.Maximum, &s.BudgetMinor: b.Budget} {
		if m != nil {
			*into = m.Amount
		}
	}
	if b.Groups != nil {
		s.Audience.Groups = named[id.Group](*b.Groups)
	}
	if b.Tiers != nil {
		s.Audience.Tiers = named[id.Tier](*b.Tiers)
	}
}

// SpiffPartner is what one partner was awarded of a SPIFF.
type SpiffPartner struct {
	Partner string        `json:"partner"`
	Name    string        `json:"name"`
	Figure  int64         `json:"figure" doc:"What it had brought at the last award"`
	Awarded httpkit.Money `json:"awarded"`
	Awards  int64         `json:"awards"`
	LastAt  time.Time     `json:"last_at"`

	Undercut bool  `json:"undercut" doc:"Refunds have left it below what it was awarded for; take the award back among the commissions, or leave it"`
	Now      int64 `json:"now" doc:"What it has brought, where that undercuts the award; else as figure"`
}

func (s staff) spiff(x spiff.Spiff, t spiff.Totals, today string) Spiff {
	v := Spiff{
		ID: string(x.ID), Name: x.Name, Text: x.Text, From: x.Window.From, To: x.Window.To, Goal: Goal{string(x.Goal.Metric), x.Goal.Threshold},
		FirstSale: x.First, Amount: s.money(x.AmountMinor), Every: x.Every, Groups: texts(x.Audience.Groups), Tiers: texts(x.Audience.Tiers),
		Status: string(x.At(today)), Awarded: s.money(t.Minor), Partners: t.Partners, Awards: t.Awards, Version: x.Version, CreatedAt: x.CreatedAt,
	}
	if x.MaxMinor > 0 {
		m := s.money(x.MaxMinor)
		v.Maximum = &m
	}
	if x.BudgetMinor > 0 {
		m := s.money(x.BudgetMinor)
		v.Budget = &m
	}
	return v
}

// audience says which of the groups and tiers the program does not have.
func (a api) audience(ctx context.Context, s staff, groups, tiers []string) error {
	if len(groups) == 0 && len(tiers) == 0 {
		return nil
	}
	l, err := a.Groups.Ladder(ctx, s.Program.ID)
	if err != nil {
		return err
	}
	var fields []fault.Field
	for _, g := range groups {
		if _, ok := l.Group(id.Group(g)); !ok {
			fields = append(fields, fault.Field{Location: "body.groups", Message: "must be groups of this program"})
		}
	}
	for _, t := range tiers {
		if _, ok := l.Tier(id.Tier(t)); !ok {
			fields = append(fields, fault.Field{Location: "body.tiers", Message: "must be tiers of this program"})
		}
	}
	if len(fields) > 0 {
		return fault.New(fault.Invalid, "audience.unknown", "The program has no such group or tier.").With(fields...)
	}
	return nil
}

// inCurrency says which amounts are not in the program's currency.
func (s staff) inCurrency(amounts map[string]*httpkit.Money) error {
	var fields []fault.Field
	for _, name := range slices.Sorted(maps.Keys(amounts)) {
		if m := amounts[name]; m != nil && m.Currency != string(s.Program.Currency) {
			fields = append(fields, fault.Field{Location: "body." + name, Message: "must be in " + string(s.Program.Currency)})
		}
	}
	if len(fields) > 0 {
		return fault.New(fault.Invalid, "money.currency", "Amounts are in the program's currency.").With(fields...)
	}
	return nil
}

func minorOf(m *httpkit.Money) int64 {
	if m == nil {
		return 0
	}
	return m.Amount
}

func valueOf[T any](p *[]T) []T {
	if p == nil {
		return nil
	}
	return *p
}

func named[T ~string](texts []string) []T {
	var out []T
	for _, t := range texts {
		out = append(out, T(t))
	}
	return out
}

func texts[T ~string](ids []T) []string {
	out := make([]string, len(ids))
	for i, x := range ids {
		out[i] = string(x)
	}
	return out
}
