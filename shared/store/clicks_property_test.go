package store_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// sent is a click of a random history.
type sent struct {
	visitor, ref byte
	at           time.Time
	flags        click.Flags
	message      queue.Message
}

// history draws clicks of three visitors on two links over three days, few
// enough per row that the velocity rule does not strike; visitor 3 has no cookie.
func (c *counting) history(t *rapid.T, outer testing.TB) []sent {
	perRow := map[[2]byte]int{}
	var out []sent
	for range rapid.IntRange(1, 30).Draw(t, "clicks") {
		s := sent{visitor: rapid.ByteRange(1, 3).Draw(t, "visitor"), ref: rapid.ByteRange(1, 2).Draw(t, "link")}
		if perRow[[2]byte{s.visitor, s.ref}]++; perRow[[2]byte{s.visitor, s.ref}] > 8 {
			continue
		}
		if s.visitor == 3 {
			s.flags = click.Cookieless
		}
		s.at = linkNoon.Add(time.Duration(rapid.IntRange(0, 72*60).Draw(t, "minute")) * time.Minute)
		s.message = c.click(outer, s.visitor, s.ref, s.at, func(m *click.Message) { m.Facts.Subs = link.Subs{"blog"} }, s.flags)
		out = append(out, s)
	}
	return out
}

// recount applies the published rule to clicks in the order of their recording.
func recount(clicks []sent) report.Counters {
	last := map[[2]byte]time.Time{}
	var sum report.Counters
	for _, s := range clicks {
		row := [2]byte{s.visitor, s.ref}
		free := !s.at.Before(last[row].Add(24 * time.Hour))
		if s.flags&click.Cookieless != 0 {
			free = s.at.Truncate(24 * time.Hour).After(last[row])
		}
		sum.Gross++
		if free || last[row].IsZero() {
			sum.Unique++
			last[row] = s.at
		} else {
			sum.Duplicate++
		}
	}
	return sum
}

// TestCountersAreARecount: whatever the order, however often each click is
// delivered and however the batches are cut, the counters are what the rule
// says of the clicks in the order of their first recording.
func TestCountersAreARecount(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		c := newCounting(t)
		clicks := c.history(r, t)
		deliveries := rapid.Permutation(slices.Concat(clicks, clicks, clicks)).Draw(r, "deliveries")
		var recorded []sent
		seen := map[string]bool{}
		for len(deliveries) > 0 {
			n := rapid.IntRange(1, len(deliveries)).Draw(r, "batch")
			var batch []queue.Message
			inTime := slices.Clone(deliveries[:n])
			slices.SortStableFunc(inTime, func(a, b sent) int { return a.at.Compare(b.at) })
			for _, s := range deliveries[:n] {
				batch = append(batch, s.message)
			}
			for _, s := range inTime {
				if !seen[s.message.ID] {
					seen[s.message.ID] = true
					recorded = append(recorded, s)
				}
			}
			c.must(t, batch...)
			deliveries = deliveries[n:]
		}
		c.agree(r, t, recount(recorded))
	})
}

// agree holds every breakdown against the wanted sum.
func (c *counting) agree(r *rapid.T, t testing.TB, want report.Counters) {
	for scope, dims := range map[report.Scope][]report.Dim{
		report.Whole:           {report.Total, report.Device, report.Country},
		report.Of(linkPartner): {report.Total, report.Link, report.Sub, report.Device, report.Country},
	} {
		for _, dim := range dims {
			want := want
			if scope != report.Whole && dim != report.Total && dim != report.Link {
				want = classes(want.Unique, 0, 0) // a partner sees no others
			}
			if got := c.total(t, scope, dim); got != want {
				r.Fatalf("%s %s: %+v, want %+v", scope, dim, got, want)
			}
		}
	}
}

// TestTroubleNeverCountsTwice: with conflicts, throttles, lost replies and
// crashes at any point, and every delivery repeated until it is done, no
// counter is above what the clicks can be, and the archive has them all.
func TestTroubleNeverCountsTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		var trouble bool
		lossy := rapid.Bool().Draw(r, "lossy")
		luck := rand.New(rand.NewPCG(rapid.Uint64().Draw(r, "seed"), 1))
		c := newCounting(t, memory.WithFaults(func(call memory.Call) memory.Fault {
			if !trouble || call.Op == "Query" || luck.IntN(4) > 0 {
				return memory.None
			}
			if !lossy || call.Op != "UpdateEach" {
				return [...]memory.Fault{memory.Conflict, memory.Throttled}[luck.IntN(2)]
			}
			return [...]memory.Fault{memory.Conflict, memory.Throttled, memory.Lost, memory.CrashBefore, memory.CrashAfter}[luck.IntN(5)]
		}))
		clicks := c.history(r, t)
		queued := slices.Clone(clicks)
		for round := 0; len(queued) > 0 && round < 200; round++ {
			trouble = round < 6
			n := min(len(queued), rapid.IntRange(1, 10).Draw(r, "batch"))
			queued = append(queued[n:], c.deliver(t, queued[:n])...)
		}
		trouble = false
		got := c.total(t, report.Whole, report.Total)
		byTime := slices.Clone(clicks)
		slices.SortFunc(byTime, func(a, b sent) int { return a.at.Compare(b.at) })
		most := recount(byTime).Unique // no order yields more
		if got.Unique > most || got.Gross > int64(len(clicks)) || got.Gross != got.Unique+got.Duplicate+got.Invalid {
			r.Fatalf("%d clicks with at most %d unique count as %+v", len(clicks), most, got)
		}
		if n := len(c.archive.clicks(t)); n != len(clicks) {
			r.Fatalf("%d of %d clicks are in the archive", n, len(clicks))
		}
	})
}

// deliver records a batch and returns what is to be delivered again.
func (c *counting) deliver(t testing.TB, batch []sent) (again []sent) {
	ms := make([]queue.Message, len(batch))
	for i, s := range batch {
		ms[i] = s.message
	}
	defer func() {
		if v := recover(); v != nil {
			if _, crashed := v.(memory.Crash); !crashed {
				panic(v)
			}
			again = batch
		}
	}()
	for i, err := range c.Record(t.Context(), ms) {
		if err != nil {
			again = append(again, batch[i])
		}
	}
	return again
}
