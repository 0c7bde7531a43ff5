package group

import (
	"context"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Judge measures one partner. Both return the figure that the commissions add
// up to, when they were read.
type Judge interface {
	// Reaches tells whether the goal is met in the window.
	Reaches(ctx context.Context, w target.Window, g target.Goal) (figure int64, yes bool, err error)
	// Misses tells whether it is not.
	Misses(ctx context.Context, w target.Window, g target.Goal) (figure int64, yes bool, err error)
}

// verdict is where the rules take a partner; the zero value leaves it.
type verdict struct {
	to       id.Tier
	cause    Cause
	rule     *Rule
	window   target.Window
	figure   int64
	reviewed string // the partner keeps its tier for the period that ended then
}

// next decides on a day where the rules take a partner: to the highest tier
// that it reached in a period under way or in the one that closed last since it
// has its tier, or else down from a tier that a closed period did not keep.
func (l Ladder) next(ctx context.Context, m Member, day string, j Judge) (verdict, error) {
	if m.Locked || !m.Entered {
		return verdict{}, nil
	}
	now, known := l.Tier(m.Tier)
	if !known {
		_, first := l.Entrance()
		return verdict{to: first, cause: Joined}, nil
	}
	for _, t := range slices.Backward(l.Tiers) {
		if t.Archived || t.Reach == nil || t.Ordinal <= now.Ordinal {
			continue
		}
		v, err := l.reached(ctx, t, m, day, j)
		if err != nil || v.to != "" {
			return v, err
		}
	}
	return l.kept(ctx, now, m, day, j)
}

// reached looks at the period under way and at the one before, unless that had
// closed when the partner came to the tier that it has.
func (l Ladder) reached(ctx context.Context, t Tier, m Member, day string, j Judge) (verdict, error) {
	windows := []target.Window{t.Reach.Period.At(day)}
	if last, closes := t.Reach.Period.Before(day); closes && m.Since <= last.To {
		windows = append(windows, last)
	}
	for _, w := range windows {
		figure, yes, err := j.Reaches(ctx, w, t.Reach.Goal)
		if err != nil {
			return verdict{}, err
		}
		if yes {
			return verdict{to: t.ID, cause: Reached, rule: t.Reach, window: w, figure: figure}, nil
		}
	}
	return verdict{}, nil
}

// kept holds a tier against the period that closed last, once, when the partner
// had the tier for the whole of it.
func (l Ladder) kept(ctx context.Context, now Tier, m Member, day string, j Judge) (verdict, error) {
	if now.Keep == nil {
		return verdict{}, nil
	}
	w, closes := now.Keep.Period.Before(day)
	if !closes || m.Since > w.From || m.Reviewed >= w.To {
		return verdict{}, nil
	}
	figure, missed, err := j.Misses(ctx, w, now.Keep.Goal)
	if err != nil {
		return verdict{}, err
	}
	if !missed {
		return verdict{reviewed: w.To}, nil
	}
	to, err := l.below(ctx, now, day, j)
	if err != nil || to == "" {
		return verdict{reviewed: w.To}, err
	}
	return verdict{to: to, cause: Missed, rule: now.Keep, window: w, figure: figure}, nil
}

// below is the highest tier under this one that its own rule would keep, the
// lowest when none would; empty when there is none.
func (l Ladder) below(ctx context.Context, now Tier, day string, j Judge) (id.Tier, error) {
	var lowest id.Tier
	for _, t := range slices.Backward(l.Tiers) {
		if t.Archived || t.Ordinal >= now.Ordinal {
			continue
		}
		lowest = t.ID
		if t.Keep == nil {
			return t.ID, nil
		}
		w, _ := t.Keep.Period.Before(day)
		_, missed, err := j.Misses(ctx, w, t.Keep.Goal)
		if err != nil {
			return "", err
		}
		if !missed {
			return t.ID, nil
		}
	}
	return lowest, nil
}
