package budget_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
	"github.com/tributaryhq/tributary/test/stage"
)

// counting passes on what is sent, and counts the calls.
type counting struct {
	queue.Sender
	calls int
}

// Send counts.
func (c *counting) Send(ctx context.Context, to queue.Name, ms ...queue.Message) error {
	c.calls++
	return c.Sender.Send(ctx, to, ms...)
}

func TestAClickCostsOneMessageAndAtMostOneRead(t *testing.T) {
	t.Parallel()
	s, maya, noah := open(t)
	sent := &counting{Sender: s.Backends.Queue}
	s.Redirect.Queue = sent
	click(t, s, noah) // reads the day's salts, once per process
	for name, c := range map[string]struct {
		prepare func()
		want    tabletest.Usage
	}{
		"not in the cache": {func() { s.Manual.Advance(time.Minute) }, tabletest.Usage{Trips: 1, RRU: 0.5, ByOp: map[string]int{"Get": 1}}},
		"in the cache":     {func() { click(t, s, maya) }, tabletest.Usage{ByOp: map[string]int{}}},
	} {
		c.prepare()
		s.Lines.Drain()
		before := sent.calls
		exactly(t, c.want, costs(s, func() { click(t, s, maya) }))
		if n := sent.calls - before; n != 1 {
			t.Errorf("%s: %d calls of the queue", name, n)
		}
		if lines := s.Lines.Drain(); lines != "" {
			t.Errorf("%s: a click that went well is logged: %s", name, lines)
		}
	}
}

func TestAnUnknownKeyIsLookedUpTwiceAMinute(t *testing.T) {
	t.Parallel()
	s, maya, _ := open(t)
	unknown := maya.Link
	unknown.Key = "nobody-has-this"
	visit := func() {
		if a := s.Redirect.Handle(t.Context(), stage.Visit(unknown, "")); a.Status != http.StatusNotFound {
			t.Fatalf("answered %d", a.Status)
		}
	}
	click(t, s, maya)                                                           // learns whose the host is, once per half a day
	looked := tabletest.Usage{Trips: 2, RRU: 1, ByOp: map[string]int{"Get": 2}} // as a link, then as an old token
	exactly(t, looked, costs(s, visit))
	s.Manual.Advance(29 * time.Second)
	exactly(t, tabletest.Usage{ByOp: map[string]int{}}, costs(s, visit))
	s.Manual.Advance(time.Second)
	exactly(t, looked, costs(s, visit))
}

// allocations of one click, the AWS clients included, with a transport that
// answers from memory. Floors: 292 cached, 603 with the read.
const (
	cachedAllocs   = 400
	uncachedAllocs = 800
)

func TestAClickAllocatesLittle(t *testing.T) { //nolint:paralleltest // others' allocations would be counted
	s, maya, _ := open(t)
	backends, wire := s.OnWire()
	redirect := backends.Redirect()
	one := func() {
		if a := redirect.Handle(context.Background(), stage.Visit(maya.Link, "sub1=mail")); a.Status != http.StatusFound {
			t.Fatalf("answered %d", a.Status)
		}
	}
	one()
	read, sent := wire.Reads.Load(), wire.Sends.Load()
	cached := testing.AllocsPerRun(200, one)
	if n := wire.Sends.Load() - sent; n != 201 || wire.Reads.Load() != read {
		t.Fatalf("%d messages and %d reads in 201 cached clicks", n, wire.Reads.Load()-read)
	}
	uncached := testing.AllocsPerRun(200, func() { s.Manual.Advance(time.Minute); one() })
	if n := wire.Reads.Load() - read; n != 201 {
		t.Fatalf("%d reads in 201 clicks that are not cached", n)
	}
	t.Logf("%.0f allocations cached, %.0f not", cached, uncached)
	if cached*100 > cachedAllocs*(100+slack) || uncached*100 > uncachedAllocs*(100+slack) {
		t.Errorf("%.0f allocations cached, %.0f not; at most %d and %d", cached, uncached, cachedAllocs, uncachedAllocs)
	}
	if lines := s.Lines.Drain(); lines != "" {
		t.Errorf("logged: %s", lines)
	}
}
