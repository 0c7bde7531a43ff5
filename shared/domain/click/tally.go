package click

import (
	"encoding/binary"
	"hash/fnv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// tally counts a day's visits under the rules of other products (M20). It is
// given the clicks in order of time, those of the day before too, because
// windows reach over midnight. Requests that are no visits are nobody's clicks.
type tally struct {
	day     string
	rules   []report.Counting
	last    map[uint64]int64 // when a visitor was counted, or seen where windows slide, by what
	counted map[report.Row]map[string]int64
	zones   map[string]*time.Location
}

func newTally(day string) *tally {
	return &tally{day: day, rules: report.Countings(), last: map[uint64]int64{}, counted: map[report.Row]map[string]int64{}, zones: map[string]*time.Location{}}
}

func (t *tally) take(e *entry) {
	if e.Cause != "" {
		return
	}
	row := report.Row{Program: e.Program, Scope: report.Whole, Dim: report.Rule, Day: clock.Day(e.touch.At, zoneOf(e.Zone, t.zones))}
	for i, rule := range t.rules {
		counts := t.counts(uint8(i), rule, e)
		if row.Day != t.day {
			continue
		}
		row.Value = rule.Name
		if t.counted[row] == nil {
			t.counted[row] = map[string]int64{}
		}
		t.counted[row][report.Gross]++
		if counts {
			t.counted[row][report.Unique]++
		} else {
			t.counted[row][report.Duplicate]++
		}
	}
}

// counts tells whether the rule counts the click, and remembers it.
func (t *tally) counts(i uint8, rule report.Counting, e *entry) bool {
	k, at := t.key(i, rule, e), e.touch.At.UnixMilli()
	before, seen := t.last[k]
	again := seen && at-before < rule.Window.Milliseconds()
	if !again || rule.Sliding {
		t.last[k] = at
	}
	return !again
}

// key is the visitor and what the rule looks at, in few bytes: a day has many.
func (t *tally) key(i uint8, rule report.Counting, e *entry) uint64 {
	h := fnv.New64a()
	parts := []string{string(e.Program), string(e.touch.Visitor[:])}
	switch rule.Per {
	case report.PerLink:
		parts = append(parts, string(binary.BigEndian.AppendUint64(nil, e.touch.LinkRef)))
	case report.PerOffer:
		parts = append(parts, string(e.Offer))
	case report.PerPartner:
		parts = append(parts, string(e.Partner), string(e.Offer))
	case report.PerProgram:
	}
	if rule.Daily {
		parts = append(parts, clock.Day(e.touch.At, time.UTC))
	}
	h.Write([]byte{i})
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return h.Sum64()
}
