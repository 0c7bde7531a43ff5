package click

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// tries is how often a row that others write too is planned anew.
const tries = 6

// Recorder counts clicks. Crowds are optional.
type Recorder struct {
	Store   Store
	Archive Archive
	Keys    *Keys
	Crowds  *Crowds
	Clock   clock.Clock
}

// entry is a message of a batch and what became of it.
type entry struct {
	received
	at    int // its place in the batch
	class Class
	err   error
}

// Record takes a batch of click messages: it archives them as one object, then
// writes their rows, then adds up the counters of those that were new. It
// returns one entry per message: nil when it is done with, Invalid when it can
// never be read. A batch may come again, whole or in part and in any order: a
// click that has a row is counted once at most. Whoever stops between rows and
// counters leaves counters short until the day is counted again from the
// archive, never above.
func (c Recorder) Record(ctx context.Context, batch []queue.Message) []error {
	errs := make([]error, len(batch))
	entries := c.read(batch, errs)
	if len(entries) == 0 {
		return errs
	}
	if err := errors.Join(c.reopen(ctx, entries), c.archive(ctx, entries)); err != nil {
		for _, e := range entries {
			errs[e.at] = err
		}
		return errs
	}
	c.crowds(ctx, entries)
	c.rows(ctx, entries)
	if err := c.Store.Fold(ctx, deltas(entries)); err != nil {
		for _, e := range entries {
			if e.Cause == "" && e.err == nil { // who has no row would be counted twice
				e.err = fmt.Errorf("add up clicks: %w", err)
			}
		}
	}
	for _, e := range entries {
		errs[e.at] = e.err
	}
	return errs
}

// late is how old a click is whose day may have been counted again already.
const late = 24 * time.Hour

// reopen sees to it that the days of late clicks are counted again.
func (c Recorder) reopen(ctx context.Context, entries []*entry) error {
	var days []string
	for _, e := range entries {
		if c.Clock.Now().Sub(e.touch.At) < late {
			break // the others are younger
		}
		if d := clock.Day(e.touch.At, time.UTC); !slices.Contains(days, d) {
			days = append(days, d)
		}
	}
	if len(days) == 0 {
		return nil
	}
	return c.Store.Reopen(ctx, days...)
}

// read verifies the messages, sorted by time. Of a click that is in the batch
// twice the second is done with.
func (c Recorder) read(batch []queue.Message, errs []error) []*entry {
	entries := make([]*entry, 0, len(batch))
	seen := make(map[ID]bool, len(batch))
	for i, m := range batch {
		r, err := c.Keys.decode(m.Body)
		if err != nil {
			errs[i] = err
			continue
		}
		if !seen[r.ID] {
			seen[r.ID] = true
			entries = append(entries, &entry{received: r, at: i})
		}
	}
	slices.SortFunc(entries, func(a, b *entry) int {
		return cmp.Or(a.touch.At.Compare(b.touch.At), cmp.Compare(a.ID, b.ID))
	})
	return entries
}

// pending is a row of the batch whose clicks are not all decided.
type pending struct {
	clicks  []*entry
	change  Change
	classes []Class // what the clicks are if the change is made
}

// rows decides every click and writes the rows: against the rows as they are
// read, which may be a little old, and again for those that turn out otherwise.
func (c Recorder) rows(ctx context.Context, entries []*entry) {
	var all []*pending
	byRow := map[RowKey]*pending{}
	for _, e := range entries {
		switch {
		case e.touch.Flags&Test != 0:
		case e.Cause != "":
			e.class = Invalid
		case byRow[e.key()] != nil:
			p := byRow[e.key()]
			p.clicks = append(p.clicks, e)
		default:
			p := &pending{clicks: []*entry{e}}
			byRow[e.key()] = p
			all = append(all, p)
		}
	}
	todo := c.begin(ctx, all)
	for try := 0; len(todo) > 0; try++ {
		changes := make([]Change, len(todo))
		for i, p := range todo {
			changes[i] = p.change
		}
		var again []*pending
		for i, done := range c.Store.Apply(ctx, changes) {
			if todo[i].next(done, try) {
				again = append(again, todo[i])
			}
		}
		todo = again
	}
}

// begin reads the rows and plans the first change of each. Rows that cannot be
// read are taken for new ones: the change is refused where that is wrong.
func (c Recorder) begin(ctx context.Context, all []*pending) (todo []*pending) {
	keys := make([]RowKey, len(all))
	for i, p := range all {
		keys[i] = p.clicks[0].key()
	}
	found, err := c.Store.Read(ctx, keys)
	if err != nil {
		found = make([]Row, len(all))
	}
	for i, p := range all {
		if p.plan(keys[i], found[i]) {
			todo = append(todo, p)
		}
	}
	return todo
}

// next takes in what became of the change and tells whether there is another
// to make.
func (p *pending) next(done Changed, try int) bool {
	switch {
	case done.Err != nil:
		return p.fail(done.Err)
	case done.Refused && try >= tries:
		return p.fail(fault.New(fault.Unavailable, "click.row_busy", "too many write this visitor's clicks at once"))
	case !done.Refused:
		for i, class := range p.classes {
			p.clicks[i].class = class
		}
		p.clicks = p.clicks[len(p.classes):]
	}
	if len(p.clicks) == 0 && len(done.Row.Clicks) <= keepMax {
		return false
	}
	return p.plan(p.change.Key, done.Row)
}

// plan decides what is left against the row as it stands and tells whether
// there is a change to make.
func (p *pending) plan(key RowKey, row Row) bool {
	received := make([]received, len(p.clicks))
	for i, e := range p.clicks {
		received[i] = e.received
	}
	p.change, p.classes = plan(key, row, received)
	if len(p.change.Add) > 0 || len(p.change.Drop) > 0 {
		return true
	}
	for i, class := range p.classes {
		p.clicks[i].class = class
	}
	return false
}

func (p *pending) fail(err error) bool {
	for _, e := range p.clicks {
		e.err = fmt.Errorf("record a click: %w", err)
	}
	return false
}
