package enrollment

import (
	"math/bits"
	"time"
)

// Engagement says how often somebody of a partner is there.
type Engagement string

// How often. A partner who never came has not signed in.
const (
	NeverCame Engagement = "never"
	Daily     Engagement = "daily"   // on half the days of the last month, or more
	Weekly    Engagement = "weekly"  // on four of them, or more
	Monthly   Engagement = "monthly" // on one
	Seldom    Engagement = "seldom"
)

// seenFor is how many days before the last one are remembered.
const seenFor = 30

const seenMask = 1<<seenFor - 1

// Seen notes that somebody of the partner was there on a day; false when that is
// known.
func (e Enrollment) Seen(day string) (Enrollment, bool) {
	gap, ok := daysBetween(e.SeenOn, day)
	switch {
	case e.SeenOn == "":
		e.SeenOn, e.SeenDays = day, 0
	case !ok || gap <= 0:
		return e, false
	case gap > seenFor:
		e.SeenOn, e.SeenDays = day, 0
	default:
		e.SeenOn, e.SeenDays = day, (e.SeenDays<<gap|1<<(gap-1))&seenMask
	}
	return e, true
}

// Engagement is how often somebody of the partner was there in the thirty days
// up to today.
func (r Row) Engagement(today string) Engagement {
	if r.SeenOn == "" {
		return NeverCame
	}
	gap, ok := daysBetween(r.SeenOn, today)
	if !ok || gap >= seenFor {
		return Seldom
	}
	gap = max(gap, 0)
	kept := uint64(r.SeenDays<<1|1) << gap & seenMask //nolint:gosec // of thirty bits
	switch n := bits.OnesCount64(kept); {
	case n >= seenFor/2:
		return Daily
	case n >= 4:
		return Weekly
	}
	return Monthly
}

func daysBetween(from, to string) (int, bool) {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	return int(b.Sub(a) / (24 * time.Hour)), err1 == nil && err2 == nil
}
