package group

import (
	"context"
	"errors"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// System decides what nobody decides by hand.
const System = "system"

// Mover moves partners by the ladder's rules.
type Mover struct {
	Desk     Desk
	Roll     Roll
	Measures Measures
}

// Run moves the partners of a program that the filter keeps, and returns how
// many moved. It may be run again at any time: a partner moves once for each
// goal reached or missed. Trouble with one partner does not keep it from the
// next; more says when to stop.
func (m Mover) Run(ctx context.Context, p id.Program, keep func(id.Partner) bool, more func() bool) (int, error) {
	l, err := m.Desk.Store.Ladder(ctx, p)
	if err != nil || len(l.Tiers) == 0 {
		return 0, err
	}
	day, err := m.Desk.Zones.Today(ctx, p)
	if err != nil {
		return 0, err
	}
	partners, err := m.Roll.Entered(ctx, p)
	if err != nil {
		return 0, err
	}
	moved := 0
	var errs []error
	for _, o := range partners {
		if !keep(o) {
			continue
		}
		if !more() {
			break
		}
		yes, err := m.move(ctx, l, p, o, day)
		if err != nil {
			errs = append(errs, fmt.Errorf("place %s: %w", o, err))
		}
		if yes {
			moved++
		}
	}
	return moved, errors.Join(errs...)
}

func (m Mover) move(ctx context.Context, l Ladder, p id.Program, o id.Partner, day string) (bool, error) {
	before, err := m.Desk.Places.Member(ctx, p, o)
	if err != nil {
		return false, err
	}
	v, err := l.next(ctx, before, day, judge{m.Measures, p, o, map[target.Window]target.Figures{}})
	if err != nil || v.to == "" && v.reviewed == "" {
		return false, err
	}
	after := before
	if v.to == "" {
		after.Reviewed = v.reviewed
	} else {
		after.Tier = v.to
	}
	_, err = m.Desk.commit(ctx, l, before, after, Move{Cause: v.cause, By: System, Rule: v.rule, Window: v.window, Figure: v.figure})
	if fault.IsStale(err) { // somebody else placed it: the next run looks again
		return false, nil
	}
	return err == nil && v.to != "", err
}

// judge lets counters nominate and commissions decide.
type judge struct {
	measures Measures
	program  id.Program
	partner  id.Partner
	counted  map[target.Window]target.Figures
}

func (j judge) count(ctx context.Context, w target.Window) (target.Figures, error) {
	if f, ok := j.counted[w]; ok {
		return f, nil
	}
	f, err := j.measures.Counted(ctx, j.program, j.partner, w)
	j.counted[w] = f
	return f, err
}

// Reaches reads the commissions only when the counters say so.
func (j judge) Reaches(ctx context.Context, w target.Window, g target.Goal) (int64, bool, error) {
	f, err := j.count(ctx, w)
	if err != nil || !f.Reached(g) {
		return f.Of(g.Metric), false, err
	}
	exact, err := j.measures.Exact(ctx, j.program, j.partner, w)
	return exact.Of(g.Metric), err == nil && exact.Reached(g), err
}

// Misses reads the commissions only when the counters say so.
func (j judge) Misses(ctx context.Context, w target.Window, g target.Goal) (int64, bool, error) {
	f, err := j.count(ctx, w)
	if err != nil || f.Reached(g) {
		return f.Of(g.Metric), false, err
	}
	exact, err := j.measures.Exact(ctx, j.program, j.partner, w)
	return exact.Of(g.Metric), err == nil && !exact.Reached(g), err
}

var _ Judge = judge{}
