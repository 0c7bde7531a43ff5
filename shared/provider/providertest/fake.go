// Package providertest is an online payout rail for tests, with a book of its
// own: what it says it has paid is what an outside world would have seen.
package providertest

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Fault is what goes wrong with one call.
type Fault int

// The faults.
const (
	None    Fault = iota
	Lost          // the call went through, its reply did not
	Down          // the call did not go through, and nobody can tell
	Refusal       // a definite no
	Pending       // accepted, paid when it is asked again
)

// Fake is the rail. Like real ones it pays a key once, and forgets keys after
// its window: the same key later is a new payment.
type Fake struct {
	Clock  clock.Clock
	Fault  func(call string, a payout.Attempt) Fault // nil: all goes well
	Paid   map[id.Payout]int64                       // what left, by payout: twice when it was paid twice
	Known  map[string]payout.Answer
	window time.Duration
	at     map[string]time.Time
}

// New returns a rail that knows keys for the window.
func New(c clock.Clock, window time.Duration) *Fake {
	return &Fake{Clock: c, Paid: map[id.Payout]int64{}, Known: map[string]payout.Answer{}, window: window, at: map[string]time.Time{}}
}

func (f *Fake) fault(call string, a payout.Attempt) Fault {
	if f.Fault == nil {
		return None
	}
	return f.Fault(call, a)
}

func (f *Fake) known(key string) (payout.Answer, bool) {
	answer, ok := f.Known[key]
	return answer, ok && f.Clock.Now().Sub(f.at[key]) < f.window
}

// Pay pays, unless it knows the key.
func (f *Fake) Pay(_ context.Context, a payout.Attempt) payout.Reply {
	fault := f.fault("pay", a)
	if fault == Down {
		return payout.Reply{Answer: payout.Unclear, Reason: "no answer"}
	}
	if answer, ok := f.known(a.Key); ok {
		return payout.Reply{Answer: answer, Reference: "ref-" + a.Key}
	}
	f.at[a.Key] = f.Clock.Now()
	if fault == Refusal {
		f.Known[a.Key] = payout.Refused
		return payout.Reply{Answer: payout.Refused, Reason: "account closed"}
	}
	f.Known[a.Key] = payout.Done
	f.Paid[a.Payout] += a.Amount.Minor()
	switch fault {
	case Lost:
		return payout.Reply{Answer: payout.Unclear, Reason: "no answer"}
	case Pending:
		return payout.Reply{Answer: payout.Accepted, Reference: "ref-" + a.Key}
	case None, Down, Refusal:
	}
	return payout.Reply{Answer: payout.Done, Reference: "ref-" + a.Key}
}

// Status tells what became of a key.
func (f *Fake) Status(_ context.Context, a payout.Attempt) payout.Reply {
	if f.fault("status", a) == Down {
		return payout.Reply{Answer: payout.Unclear, Reason: "no answer"}
	}
	answer, ok := f.known(a.Key)
	if !ok {
		return payout.Reply{Answer: payout.Absent}
	}
	return payout.Reply{Answer: answer, Reference: "ref-" + a.Key}
}

// Window is how long keys are known.
func (f *Fake) Window() time.Duration { return f.window }

var _ payout.Provider = (*Fake)(nil)
