package click

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Rules of crowds. Many people may share an address, so the bound is far above
// what a household or an office does in an hour.
const (
	// crowdMax is how many clicks of a program may come from one address in an
	// hour; what comes beyond is invalid.
	crowdMax = 500
	// crowdSample is how many clicks one that is counted stands for. Counting
	// each would cost as much as recording it.
	crowdSample = 16
	// crowdLife is how long a count is kept.
	crowdLife = 3 * time.Hour
	// crowdsKnown bounds what is remembered.
	crowdsKnown = 4096
)

// Place is where clicks of a program come from in one hour: an address, under
// the day's salt.
type Place struct {
	Program id.Program
	From    string
	Hour    string // UTC, yyyymmddhh
}

// Crowds remembers the places that too many clicks come from, so that the next
// ones are known without asking. It may be used by many goroutines.
type Crowds struct {
	mu   sync.Mutex
	over map[Place]bool
}

// NewCrowds returns Crowds that know none yet.
func NewCrowds() *Crowds { return &Crowds{over: map[Place]bool{}} }

func (r received) place() Place {
	return Place{Program: r.Program, From: r.From, Hour: r.touch.At.Format("2006010215")}
}

// sampled tells whether the click is one of those that are counted, by its
// random bytes.
func (r received) sampled() bool { return strings.HasSuffix(string(r.ID.Mark()), "0") }

// crowds counts where the batch comes from and marks what comes from too much
// of a crowd.
func (c Recorder) crowds(ctx context.Context, entries []*entry) {
	if c.Crowds == nil {
		return
	}
	at := map[Place]int{}
	var tallies []Tally
	for _, e := range entries {
		if e.From == "" || e.Cause != "" || e.touch.Flags&Test != 0 || !e.sampled() {
			continue
		}
		i, ok := at[e.place()]
		if !ok {
			i = len(tallies)
			at[e.place()] = i
			tallies = append(tallies, Tally{Place: e.place(), Expires: e.touch.At.Add(crowdLife).Unix()})
		}
		tallies[i].Add += crowdSample
	}
	for i, n := range c.Store.Tally(ctx, tallies) {
		if n > crowdMax {
			c.Crowds.add(tallies[i].Place)
		}
	}
	for _, e := range entries {
		e.crowded = e.From != "" && c.Crowds.has(e.place())
	}
}

func (c *Crowds) add(p Place) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.over) >= crowdsKnown {
		clear(c.over)
	}
	c.over[p] = true
}

func (c *Crowds) has(p Place) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.over[p]
}
