package spiff

import (
	"context"
	"io"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Desk is where SPIFFs are made, changed, ended and called off.
type Desk struct {
	Store    Store
	Programs Programs
	Measures Measures // nil looks at no award again
	Clock    clock.Clock
	Entropy  io.Reader
}

// Create adds a SPIFF. Faults: Invalid, Conflict "spiff.too_many".
func (d Desk) Create(ctx context.Context, s Spiff) (Spiff, error) {
	today, err := d.today(ctx, s.Program)
	if err != nil {
		return Spiff{}, err
	}
	all, err := d.Store.All(ctx, s.Program)
	if err != nil {
		return Spiff{}, err
	}
	open := 0
	for _, x := range all {
		if st := x.At(today); st == Scheduled || st == Active {
			open++
		}
	}
	if open >= MaxOpen {
		return Spiff{}, fault.New(fault.Conflict, "spiff.too_many", "A program has at most 50 SPIFFs that are not over.")
	}
	now := d.Clock.Now()
	if s.ID, err = id.New[id.Spiff](now, d.Entropy); err != nil {
		return Spiff{}, err
	}
	s.Cancelled, s.Version, s.CreatedAt = false, 1, now
	s.tidy()
	if err := s.check(today); err != nil {
		return Spiff{}, err
	}
	return s, d.Store.Create(ctx, s)
}

// Change edits a SPIFF that is not over. Of one that is active, the beginning,
// the goal and the amounts stay: partners rely on them. A version above zero
// must be the stored one.
func (d Desk) Change(ctx context.Context, p id.Program, of id.Spiff, version int64, edit func(*Spiff)) (Spiff, error) {
	before, today, err := d.open(ctx, p, of)
	if err != nil {
		return Spiff{}, err
	}
	if version > 0 && version != before.Version {
		return Spiff{}, fault.New(fault.Conflict, "spiff.changed", "Somebody else changed the SPIFF meanwhile. Load it again.")
	}
	after := before
	edit(&after)
	after.ID, after.Program, after.Cancelled, after.CreatedAt = before.ID, before.Program, false, before.CreatedAt
	after.tidy()
	if err := after.check(today); err != nil {
		return Spiff{}, err
	}
	if before.At(today) == Active && !before.promises(after) {
		return Spiff{}, fault.New(fault.Conflict, "spiff.active", "The SPIFF is active: its beginning, target and amounts stay, and what partners can get does not fall.")
	}
	return d.save(ctx, before, after)
}

// promises tells whether a changed SPIFF keeps what was promised of it.
func (s Spiff) promises(after Spiff) bool {
	lower := func(was, is int64) bool { return is != 0 && (was == 0 || is < was) }
	return s.Window.From == after.Window.From && s.Goal == after.Goal && s.First == after.First &&
		s.AmountMinor == after.AmountMinor && s.Every == after.Every && !lower(s.MaxMinor, after.MaxMinor) && !lower(s.BudgetMinor, after.BudgetMinor)
}

// End makes today the last day of a SPIFF that is active; what is reached until
// the day's end counts.
func (d Desk) End(ctx context.Context, p id.Program, of id.Spiff) (Spiff, error) {
	before, today, err := d.open(ctx, p, of)
	if err != nil {
		return Spiff{}, err
	}
	if before.At(today) != Active {
		return Spiff{}, fault.New(fault.Conflict, "spiff.not_active", "Only an active SPIFF can be ended; call a scheduled one off.")
	}
	after := before
	after.Window.To = today
	return d.save(ctx, before, after)
}

// Cancel calls a SPIFF off that is not over: nothing more is awarded. What was
// awarded stays.
func (d Desk) Cancel(ctx context.Context, p id.Program, of id.Spiff) (Spiff, error) {
	before, _, err := d.open(ctx, p, of)
	if err != nil {
		return Spiff{}, err
	}
	after := before
	after.Cancelled = true
	return d.save(ctx, before, after)
}

func (d Desk) save(ctx context.Context, before, after Spiff) (Spiff, error) {
	after.Version = before.Version + 1
	return after, d.Store.Save(ctx, before, after)
}

// Find reads one SPIFF; NotFound.
func (d Desk) Find(ctx context.Context, p id.Program, of id.Spiff) (Spiff, error) {
	all, err := d.Store.All(ctx, p)
	if err != nil {
		return Spiff{}, err
	}
	for _, x := range all {
		if x.ID == of {
			return x, nil
		}
	}
	return Spiff{}, fault.New(fault.NotFound, "spiff.unknown", "There is no such SPIFF in this program.")
}

// open reads a SPIFF that can still be changed: NotFound, or Conflict
// "spiff.over".
func (d Desk) open(ctx context.Context, p id.Program, of id.Spiff) (Spiff, string, error) {
	today, err := d.today(ctx, p)
	if err != nil {
		return Spiff{}, "", err
	}
	s, err := d.Find(ctx, p, of)
	if st := s.At(today); err == nil && (st == Ended || st == Cancelled) {
		err = fault.New(fault.Conflict, "spiff.over", "The SPIFF has ended or was called off.")
	}
	return s, today, err
}

func (d Desk) today(ctx context.Context, p id.Program) (string, error) {
	t, err := d.Programs.Terms(ctx, p)
	if err != nil {
		return "", err
	}
	return clock.Day(d.Clock.Now(), t.Zone), nil
}
