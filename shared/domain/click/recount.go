package click

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

const (
	// recountAfter is how many days after a day it is counted again: it is over
	// in every zone by then, and what belongs to it has arrived.
	recountAfter = 2
	// recountWithin is how old a day may be: rows of clicks must still be there.
	recountWithin = 60
	// zonesAhead and zonesBehind are the most that zones differ from UTC.
	zonesAhead, zonesBehind = 14 * time.Hour, 12 * time.Hour
	// objectMax bounds one object of the archive, unpacked.
	objectMax = 64 << 20
)

// Shelf reads the archive back.
type Shelf interface {
	// List returns the names that begin so.
	List(ctx context.Context, prefix string) ([]string, error)
	Get(ctx context.Context, name string, limit int64) ([]byte, error)
}

// Days remembers the UTC days that clicks came late for.
type Days interface {
	Reopened(ctx context.Context) ([]string, error)
	Close(ctx context.Context, day string) error
}

// Recount counts days again from the archive, each click once by its id and as
// its row says that it was counted, and sets the counters right.
type Recount struct {
	Shelf    Shelf
	Store    Store
	Counters report.Store
	Days     Days
	Keys     *Keys
}

// Correction is what a recount changed of a program's day.
type Correction struct {
	Program id.Program
	Day     string
	Short   int64 // clicks that the program's counters lacked; below zero, had too many
	Rows    int   // counters that were set right
}

// Nightly counts the day before yesterday again, and the days that clicks came
// late for.
func (r Recount) Nightly(ctx context.Context, now time.Time) ([]Correction, error) {
	newest := now.AddDate(0, 0, -recountAfter)
	days := map[string]bool{clock.Day(newest, time.UTC): true}
	late, err := r.Days.Reopened(ctx)
	if err != nil {
		return nil, err
	}
	var closing []string
	for _, d := range late {
		at, err := clock.ParseDay(d, time.UTC)
		if err != nil || at.Before(now.AddDate(0, 0, -recountWithin)) {
			closing = append(closing, d) // nothing to hold the count against
			continue
		}
		if next := at.AddDate(0, 0, 1); !next.After(newest) { // a UTC day's clicks are of three days of zones
			closing = append(closing, d)
			for n := -1; n <= 1; n++ {
				days[clock.Day(at.AddDate(0, 0, n), time.UTC)] = true
			}
		}
	}
	var all []Correction
	for day := range days {
		found, err := r.Day(ctx, day)
		if err != nil {
			return all, fmt.Errorf("count %s again: %w", day, err)
		}
		all = append(all, found...)
	}
	for _, d := range closing {
		if err := r.Days.Close(ctx, d); err != nil {
			return all, err
		}
	}
	return all, nil
}

// windowsBefore is how far back the rules of other products look.
const windowsBefore = 24 * time.Hour

// Day counts one day of all programs' zones again, by our rule and by those of
// other products. Doing it twice changes nothing more.
func (r Recount) Day(ctx context.Context, day string) ([]Correction, error) {
	start, err := clock.ParseDay(day, time.UTC)
	if err != nil {
		return nil, err
	}
	counted, others := map[report.Row]map[string]int64{}, newTally(day)
	for hour := start.Add(-zonesAhead - windowsBefore); hour.Before(start.Add(24*time.Hour + zonesBehind)); hour = hour.Add(time.Hour) {
		entries, err := r.hour(ctx, hour)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			others.take(e)
		}
		entries = slices.DeleteFunc(entries, func(e *entry) bool { return clock.Day(e.touch.At, zoneOf(e.Zone, others.zones)) != day })
		if err := r.classify(ctx, entries); err != nil {
			return nil, err
		}
		for _, d := range deltas(entries) {
			sum := counted[d.Row]
			if sum == nil {
				sum = map[string]int64{}
				counted[d.Row] = sum
			}
			for name, n := range d.Add {
				sum[name] += n
			}
		}
	}
	if err := r.reconcile(ctx, day, others.counted); err != nil {
		return nil, err
	}
	return r.settle(ctx, day, counted)
}

// reconcile makes the counters of other products' rules say what was counted.
func (r Recount) reconcile(ctx context.Context, day string, counted map[report.Row]map[string]int64) error {
	programs := map[id.Program]bool{}
	for row := range counted {
		programs[row.Program] = true
	}
	for _, p := range slices.Sorted(maps.Keys(programs)) {
		of := report.Row{Program: p, Scope: report.Whole, Day: day}
		stored, err := r.Counters.Rows(ctx, p, report.Whole, report.Rule, report.Period{From: day, To: day})
		if err != nil {
			return err
		}
		if ds := lacking(of, report.Rule, stored, counted); len(ds) > 0 {
			if err := r.Store.Fold(ctx, ds); err != nil {
				return err
			}
		}
	}
	return nil
}

// hour reads an hour's clicks, each once, in order of time.
func (r Recount) hour(ctx context.Context, hour time.Time) ([]*entry, error) {
	names, err := r.Shelf.List(ctx, archiveFolder(hour))
	if err != nil {
		return nil, err
	}
	var entries []*entry
	seen := map[ID]bool{}
	for _, name := range names {
		messages, err := r.object(ctx, name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		for _, m := range messages {
			touch, err := Verify(r.Keys, m.Program, string(m.ID))
			if err != nil || seen[m.ID] || touch.Flags&Test != 0 {
				continue
			}
			seen[m.ID] = true
			entries = append(entries, &entry{received: received{Message: m, touch: touch}})
		}
	}
	slices.SortFunc(entries, func(a, b *entry) int {
		return cmp.Or(a.touch.At.Compare(b.touch.At), cmp.Compare(a.ID, b.ID))
	})
	return entries, nil
}

func (r Recount) object(ctx context.Context, name string) (out []Message, err error) {
	body, err := r.Shelf.Get(ctx, name, objectMax)
	if err != nil {
		return nil, err
	}
	zip, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	lines := json.NewDecoder(io.LimitReader(zip, objectMax))
	for {
		var m Message
		switch err := lines.Decode(&m); {
		case errors.Is(err, io.EOF):
			return out, nil
		case err != nil:
			return nil, err
		}
		out = append(out, m)
	}
}

// classify gives every click the class that its row says.
func (r Recount) classify(ctx context.Context, entries []*entry) error {
	at := map[RowKey]int{}
	var keys []RowKey
	for _, e := range entries {
		if _, known := at[e.key()]; !known && e.Cause == "" {
			at[e.key()] = len(keys)
			keys = append(keys, e.key())
		}
	}
	rows, err := r.Store.Read(ctx, keys)
	if err != nil {
		return err
	}
	for _, e := range entries {
		e.class = Invalid
		if e.Cause == "" {
			e.class = rows[at[e.key()]].classOf(e.received)
		}
	}
	return nil
}

// classOf returns what the click was counted as, known when it was not yet.
func (row Row) classOf(r received) Class {
	m := r.ID.Mark()
	if stored, ok := row.Clicks[m]; ok {
		return stored.Class
	}
	marks := make(map[Mark]bool, len(row.Clicks))
	for other := range row.Clicks {
		marks[other] = true
	}
	switch {
	case within(marks, m.millis()) >= velocity:
		return Invalid // beyond what a row keeps of a day
	case len(marks) >= keepMax && m < oldest(marks) && m.millis() == row.Unique:
		return Unique
	case len(marks) >= keepMax && m < oldest(marks):
		return Duplicate // replaced by later ones
	}
	return known
}

// settle holds what was counted again against the counters, scope by scope.
func (r Recount) settle(ctx context.Context, day string, counted map[report.Row]map[string]int64) ([]Correction, error) {
	type place struct {
		program id.Program
		scope   report.Scope
	}
	var places []place
	for row := range counted {
		if row.Dim == report.Total {
			places = append(places, place{row.Program, row.Scope})
		}
	}
	slices.SortFunc(places, func(a, b place) int {
		return strings.Compare(string(a.program)+string(a.scope), string(b.program)+string(b.scope))
	})
	var out []Correction
	for _, p := range places {
		ds, err := r.differences(ctx, report.Row{Program: p.program, Scope: p.scope, Day: day}, counted)
		if err != nil {
			return out, err
		}
		if len(ds) == 0 {
			continue
		}
		if err := r.Store.Fold(ctx, ds); err != nil {
			return out, err
		}
		if n := len(out); n == 0 || out[n-1].Program != p.program {
			out = append(out, Correction{Program: p.program, Day: day})
		}
		c := &out[len(out)-1]
		c.Rows += len(ds)
		if p.scope == report.Whole {
			c.Short += ds[0].Add[report.Gross]
		}
	}
	return out, nil
}
