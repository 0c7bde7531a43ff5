package report

import (
	"context"
	"time"
)

// Counting is how another product tells a repeated click from a new one (M20):
// once for each visitor and what it looks at, in a window.
type Counting struct {
	Name   string        // of the product, as the counters name it
	Per    Per           // what a visitor counts once for
	Window time.Duration // for how long
	// Sliding windows begin anew with every click, so that somebody who never
	// rests is counted once.
	Sliding bool
	// Daily windows are days of UTC.
	Daily bool
}

// Per is what a visitor counts once for.
type Per string

// What is looked at.
const (
	PerLink    Per = "link"
	PerOffer   Per = "offer"
	PerPartner Per = "partner" // and offer
	PerProgram Per = "program"
)

// Countings returns the rules, from what the products document; where one can
// be set, it is as it comes.
func Countings() []Counting {
	return []Counting{
		{Name: "everflow", Per: PerOffer, Window: 24 * time.Hour},
		{Name: "tune", Per: PerPartner, Window: 24 * time.Hour, Daily: true},
		{Name: "dub", Per: PerLink, Window: time.Hour},
		{Name: "trackdesk", Per: PerOffer, Window: time.Hour},
		{Name: "ga4", Per: PerProgram, Window: 30 * time.Minute, Sliding: true},
	}
}

// Recounted is a day's clicks under all rules.
type Recounted struct {
	Day    string
	Own    Classes
	Others map[string]int64 // by the name of the rule; nil on days that nothing was counted again of
}

// Reconciliation returns a period's clicks day by day, as they count here and
// as they would elsewhere: two reads of days.
func (r Reader) Reconciliation(ctx context.Context, a Asked) ([]Recounted, error) {
	own, err := r.Store.Rows(ctx, a.Program, Whole, Total, a.Period)
	if err != nil {
		return nil, err
	}
	others, err := r.Store.Rows(ctx, a.Program, Whole, Rule, a.Period)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	out := make([]Recounted, 0, len(own))
	for _, day := range a.Period.Each() {
		at[day] = len(out)
		out = append(out, Recounted{Day: day})
	}
	for _, row := range own {
		out[at[row.Row.Day]].Own = row.Classes()
	}
	for _, row := range others {
		d := &out[at[row.Row.Day]]
		if d.Others == nil {
			d.Others = map[string]int64{}
		}
		d.Others[row.Row.Value] = row.Unique
	}
	return out, nil
}
