package offer

import (
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Measure is what volume is measured by.
type Measure string

// The measures.
const (
	ByAmount Measure = "amount" // minor units of what was sold
	ByCount  Measure = "count"  // events
)

// Mode is what reaching a step changes.
type Mode string

// The modes.
const (
	Marginal    Mode = "marginal"    // what lies beyond the step
	Retroactive Mode = "retroactive" // the whole period, by one commission for the difference
)

// Volume are terms that rise with what a partner sells in a period. They stand
// in the place of the version's own term, which prices what lies below the
// first step; what a rate prices neither uses nor adds to the volume.
type Volume struct {
	By    Measure      `json:"by"`
	Per   Period       `json:"per"`
	Mode  Mode         `json:"mode"`
	Steps []VolumeStep `json:"steps"`
}

// VolumeStep is the term of the volume from From on.
type VolumeStep struct {
	From int64 `json:"from"`
	Term
}

// sold is a partner's volume.
type sold struct{ minor, count int64 }

// SoldBy is a partner's volume in the period of the version's steps.
func (v Version) SoldBy(in Input) (minor, count int64) {
	if v.Rules.Volume == nil {
		return 0, 0
	}
	s := v.sold(in)
	return s.minor, s.count
}

func (w Volume) measured(s sold) int64 {
	if w.By == ByCount {
		return s.count
	}
	return s.minor
}

// at returns the step that holds once so much is sold, -1 below the first.
func (w Volume) at(volume int64) int {
	step := -1
	for i, s := range w.Steps {
		if s.From <= volume {
			step = i
		}
	}
	return step
}

// term of a step, and what it is called.
func (w Volume) term(v Version, step int) (Term, string) {
	if step < 0 {
		return v.Term(), ""
	}
	return w.Steps[step].Term, "volume from " + text(w.Steps[step].From)
}

// price cuts what is sold at the steps that it passes: one line per step, each
// at its own term.
func (w Volume) price(v Version, before sold, amount money.Amount) []Line {
	from := w.measured(before)
	line := func(step int, minor int64) Line {
		t, rule := w.term(v, step)
		return Line{Rule: rule, Term: t, Base: minor}
	}
	if w.Mode == Retroactive {
		return []Line{line(w.at(w.measured(sold{before.minor + amount.Minor(), before.count + 1})), amount.Minor())}
	}
	if w.By == ByCount {
		return []Line{line(w.at(from), amount.Minor())}
	}
	var out []Line
	rest := amount.Minor()
	for step := w.at(from); ; step++ {
		part := rest
		if step+1 < len(w.Steps) {
			part = min(rest, w.Steps[step+1].From-from)
		}
		if part > 0 || rest == 0 && len(out) == 0 {
			out = append(out, line(step, part))
		}
		from, rest = from+part, rest-part
		if rest == 0 {
			return out
		}
	}
}

// difference is what the volume before an event earns more because the event
// reached a step, nil when it reached none. It is priced at the difference of
// the two steps' terms, so that it computes again by itself.
func (w Volume) difference(v Version, before sold, amount int64) *Line {
	if w.Mode != Retroactive || before.count == 0 {
		return nil
	}
	then, now := w.at(w.measured(before)), w.at(w.measured(sold{before.minor + amount, before.count + 1}))
	if then == now {
		return nil
	}
	low, _ := w.term(v, then)
	high, rule := w.term(v, now)
	l := Line{Rule: rule, Term: Term{Type: high.Type, Rate: high.Rate - low.Rate, FlatMinor: high.FlatMinor - low.FlatMinor}, Base: before.minor}
	if high.Type == Flat {
		l.Pieces = before.count
	}
	return &l
}
