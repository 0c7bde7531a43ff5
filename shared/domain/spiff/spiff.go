// Package spiff holds bonuses for reaching a target within a window of days,
// beside what offers pay: ten sales in March, the first sale of a new partner,
// an amount for every further thousand of revenue.
//
// A SPIFF is scheduled, active and ended by the days of its program's zone; a
// manager can call it off. What a partner brought is added up from its
// commissions of the window, without what was taken back; what it is owed by
// that is awarded as a commission of its own kind, in one transaction with the
// partner's progress and the budget, so that no evaluation, however many run at
// once, awards it twice or beyond the budget. An award that a later refund
// would not have given stays until a manager takes it back.
package spiff

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Status is where a SPIFF stands.
type Status string

// The states: scheduled → active → ended by the day; a manager cancels one that
// is not over.
const (
	Scheduled Status = "scheduled"
	Active    Status = "active"
	Ended     Status = "ended"
	Cancelled Status = "cancelled"
)

// Audience is whose partners may take part: of one of the groups and of one of
// the tiers, where any are named.
type Audience struct {
	Groups []id.Group `json:"groups,omitempty"`
	Tiers  []id.Tier  `json:"tiers,omitempty"`
}

// Has tells whether a partner of that place may take part.
func (a Audience) Has(g id.Group, t id.Tier) bool {
	return (len(a.Groups) == 0 || slices.Contains(a.Groups, g)) && (len(a.Tiers) == 0 || slices.Contains(a.Tiers, t))
}

// Spiff is one bonus.
type Spiff struct {
	ID          id.Spiff
	Program     id.Program
	Name        string
	Text        string // plain; its lines stay lines
	Window      target.Window
	Goal        target.Goal
	First       bool  // only the first sale that a partner ever brought counts
	AmountMinor int64 // for reaching the goal
	Every       int64 // the amount again for each so many above the goal; 0: once
	MaxMinor    int64 // of one partner; 0: no bound
	BudgetMinor int64 // of all partners; 0: no bound
	Audience    Audience
	Cancelled   bool
	Version     int64
	CreatedAt   time.Time
}

// Subject is what the audit log calls a SPIFF.
func (s Spiff) Subject() string { return string(s.Program) + "/spiff/" + string(s.ID) }

// At returns where the SPIFF stands on a day.
func (s Spiff) At(day string) Status {
	switch {
	case s.Cancelled:
		return Cancelled
	case day < s.Window.From:
		return Scheduled
	case day <= s.Window.To:
		return Active
	default:
		return Ended
	}
}

// Owed is what a figure earns a partner in all, in minor units.
func (s Spiff) Owed(figure int64) int64 {
	if figure < s.Goal.Threshold || s.Goal.Threshold < 1 {
		return 0
	}
	times := int64(1)
	if s.Every > 0 {
		times += (figure - s.Goal.Threshold) / s.Every
	}
	if most := s.bound(); times > most/s.AmountMinor {
		return most
	}
	return times * s.AmountMinor
}

// bound is the most that one partner can get.
func (s Spiff) bound() int64 {
	switch {
	case s.Every == 0:
		return s.AmountMinor
	case s.MaxMinor > 0:
		return s.MaxMinor
	}
	return maxMinor
}

// Limits of a SPIFF.
const (
	MaxName  = 120
	MaxText  = 2_000
	MaxDays  = 366
	MaxOpen  = 50 // of a program, scheduled or active
	maxMinor = 1_000_000_000_00
)

func (s *Spiff) tidy() {
	s.Name, s.Text = strings.TrimSpace(s.Name), strings.TrimSpace(strings.ReplaceAll(s.Text, "\r\n", "\n"))
	if s.First {
		s.Goal, s.Every, s.MaxMinor = target.Goal{Metric: target.Sales, Threshold: 1}, 0, 0
	}
	if s.Every == 0 {
		s.MaxMinor = 0
	}
}

// check names what is wrong with a SPIFF.
func (s Spiff) check(today string) error {
	fields := s.Goal.Check("body.goal")
	wrong := func(bad bool, field, message string) {
		if bad {
			fields = append(fields, fault.Field{Location: "body." + field, Message: message})
		}
	}
	from, errFrom := time.Parse(time.DateOnly, s.Window.From)
	to, errTo := time.Parse(time.DateOnly, s.Window.To)
	wrong(s.Name == "" || !fits(s.Name, MaxName, ""), "name", "must have 1 to 120 characters in one line")
	wrong(!fits(s.Text, MaxText, "\n\t"), "text", "must be plain text of at most 2000 characters")
	wrong(errFrom != nil, "from", "must be a day, yyyy-mm-dd")
	switch {
	case errTo != nil:
		wrong(true, "to", "must be a day, yyyy-mm-dd")
	case errFrom == nil && to.Before(from):
		wrong(true, "to", "must not be before the first day")
	case s.Window.To < today:
		wrong(true, "to", "must not have passed")
	case errFrom == nil && to.Sub(from) >= MaxDays*24*time.Hour:
		wrong(true, "to", "must be within 366 days")
	}
	wrong(s.AmountMinor < 1 || s.AmountMinor > maxMinor, "amount", "must be above zero")
	wrong(s.Every < 0 || s.Every > maxMinor, "every", "must not be below zero")
	wrong(s.MaxMinor != 0 && (s.MaxMinor < s.AmountMinor || s.MaxMinor > maxMinor), "maximum", "must be at least the amount")
	wrong(s.BudgetMinor != 0 && (s.BudgetMinor < s.AmountMinor || s.BudgetMinor > maxMinor), "budget", "must be at least the amount")
	wrong(len(s.Audience.Groups) > 50 || len(s.Audience.Tiers) > 20, "groups", "are too many")
	if len(fields) > 0 {
		return fault.New(fault.Invalid, "spiff.invalid", "The SPIFF cannot be kept like this.").With(fields...)
	}
	return nil
}

// fits tells whether a text is no longer than that and free of control
// characters, but for those allowed.
func fits(s string, most int, allowed string) bool {
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= most &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune(allowed, r) })
}
