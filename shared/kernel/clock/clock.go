// Package clock is the only place where the wall clock is read. Everything
// else receives a [Clock], so that a test, the simulator or a replay decides
// what time it is.
package clock

import (
	"sync"
	"time"
)

// Clock tells the time, always in UTC.
type Clock interface {
	Now() time.Time
}

// System returns the wall clock, in UTC, cut to milliseconds: the precision
// that storage keeps.
func System() Clock { return system{} }

type system struct{}

func (system) Now() time.Time { return time.Now().UTC().Truncate(time.Millisecond) }

// At returns a clock that stands still at t.
func At(t time.Time) Clock { return fixed{t.UTC().Truncate(time.Millisecond)} }

type fixed struct{ t time.Time }

func (f fixed) Now() time.Time { return f.t }

// Manual is a clock moved by hand. Its zero value stands at the zero time.
type Manual struct {
	mu sync.Mutex
	t  time.Time
}

// NewManual returns a clock that stands at t until it is moved.
func NewManual(t time.Time) *Manual { return &Manual{t: t.UTC().Truncate(time.Millisecond)} }

// Now returns where the clock stands.
func (m *Manual) Now() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.t
}

// Advance moves the clock by d and returns the new time.
func (m *Manual) Advance(d time.Duration) time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.t = m.t.Add(d).Truncate(time.Millisecond)
	return m.t
}

// Set moves the clock to t, forward or back.
func (m *Manual) Set(t time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.t = t.UTC().Truncate(time.Millisecond)
}

var (
	_ Clock = system{}
	_ Clock = fixed{}
	_ Clock = (*Manual)(nil)
)
