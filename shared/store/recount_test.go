package store_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// List returns the names that begin so.
func (b *bucket) List(_ context.Context, prefix string) ([]string, error) {
	var names []string
	for _, n := range slices.Sorted(maps.Keys(b.objects)) {
		if strings.HasPrefix(n, prefix) {
			names = append(names, n)
		}
	}
	return names, nil
}

// Get returns an object.
func (b *bucket) Get(_ context.Context, name string, _ int64) ([]byte, error) {
	return bytes.Clone(b.objects[name]), nil
}

func (c *counting) recounter() click.Recount {
	clicks := store.Clicks(c.stats)
	return click.Recount{Shelf: c.archive, Store: clicks, Counters: c.stats, Days: clicks, Keys: c.Keys}
}

// everything returns all counters of clicks.
func (c *counting) everything(t testing.TB) map[report.Row]report.Counters {
	t.Helper()
	out := map[report.Row]report.Counters{}
	for _, scope := range []report.Scope{report.Whole, report.Of(linkPartner)} {
		for _, dim := range []report.Dim{report.Total, report.Link, report.QR, report.Sub, report.Device, report.Country, report.Referrer, report.Partner} {
			for _, r := range c.rows(t, scope, dim) {
				if r.Counters != (report.Counters{}) {
					out[r.Row] = r.Counters
				}
			}
		}
	}
	return out
}

// killed is a consumer that dies before it adds up.
type killed struct{ click.Store }

// Fold dies.
func (killed) Fold(context.Context, []report.Delta) error { panic(memory.Crash{}) }

func die(t testing.TB, c *counting, batch []queue.Message) {
	t.Helper()
	defer func() {
		if v := recover(); v == nil {
			t.Fatal("it lives")
		}
	}()
	r := c.Recorder
	r.Store = killed{r.Store}
	r.Record(t.Context(), batch)
}

func (c *counting) day(t testing.TB, visitors int) (batches [][]queue.Message) {
	t.Helper()
	for i := range visitors {
		at := linkNoon.Add(time.Duration(i) * 3 * time.Minute) // beyond midnight in Berlin
		var v [4]byte
		binary.BigEndian.PutUint32(v[:], uint32(i)) //nolint:gosec // small
		change := func(m *click.Message) {
			m.Facts.Subs, m.Facts.Referrer = link.Subs{fmt.Sprintf("ad%d", i%7)}, fmt.Sprintf("b%d.example.com", i%5)
			if i%11 == 0 {
				m.Cause = click.Bot
			}
		}
		batch := []queue.Message{c.click(t, v[3], v[2], at, change), c.click(t, v[3], v[2], at.Add(time.Minute), change)}
		if i%9 == 0 {
			for n := range 9 {
				batch = append(batch, c.click(t, v[3], v[2], at.Add(time.Duration(n)*time.Second), change))
			}
		}
		batches = append(batches, batch)
	}
	return batches
}

func TestARecountSetsRightWhatAKilledConsumerLeftShort(t *testing.T) {
	t.Parallel()
	good, bad := newCounting(t), newCounting(t)
	for _, batch := range good.day(t, 300) {
		good.must(t, batch...)
	}
	want := good.everything(t)
	for i, batch := range bad.day(t, 300) {
		if i%50 == 3 {
			die(t, bad, batch) // and the queue delivers it again
		}
		bad.must(t, batch...)
	}
	if cmp.Equal(want, bad.everything(t)) {
		t.Fatal("nothing was short")
	}
	short := int64(0)
	for _, day := range []string{"2026-11-21", "2026-11-22"} {
		found, err := bad.recounter().Day(t.Context(), day)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			short += f.Short
		}
	}
	if short == 0 {
		t.Error("no difference was reported")
	}
	if diff := cmp.Diff(want, bad.everything(t)); diff != "" {
		t.Error(diff)
	}
	for _, day := range []string{"2026-11-21", "2026-11-22"} {
		if found, err := bad.recounter().Day(t.Context(), day); err != nil || len(found) != 0 {
			t.Errorf("a second recount of %s changes %+v, %v", day, found, err)
		}
	}
	if found, err := good.recounter().Day(t.Context(), "2026-11-21"); err != nil || len(found) != 0 {
		t.Errorf("a recount of a good day changes %+v, %v", found, err)
	}
}

func TestBotsThatAreDeliveredTwiceAreCountedOnceInTheMorning(t *testing.T) {
	t.Parallel()
	c := newCounting(t)
	m := c.click(t, 1, 1, linkNoon, func(m *click.Message) { m.Cause = click.Bot })
	c.must(t, m)
	c.must(t, m)
	if got := c.total(t, report.Whole, report.Total); got.Invalid != 2 {
		t.Fatalf("counted %+v", got)
	}
	found, err := c.recounter().Nightly(t.Context(), linkNoon.AddDate(0, 0, 2))
	if err != nil || len(found) != 1 || found[0].Short != -1 {
		t.Errorf("corrected %+v, %v", found, err)
	}
	if got := c.total(t, report.Whole, report.Total); got != classes(0, 0, 1) {
		t.Errorf("counted %+v", got)
	}
}

func TestALateClickReopensItsDay(t *testing.T) {
	t.Parallel()
	c := newCounting(t)
	c.Clock = clock.At(linkNoon.AddDate(0, 0, 5))
	late := []queue.Message{c.click(t, 1, 1, linkNoon, nil)}
	die(t, c, late)
	c.must(t, late...)
	if got := c.total(t, report.Whole, report.Total); got != classes(0, 0, 0) {
		t.Fatalf("counted %+v", got)
	}
	for range 2 {
		if _, err := c.recounter().Nightly(t.Context(), linkNoon.AddDate(0, 0, 5)); err != nil {
			t.Fatal(err)
		}
		if got := c.total(t, report.Whole, report.Total); got != classes(1, 0, 0) {
			t.Errorf("counted %+v", got)
		}
	}
	if days, err := store.Clicks(c.stats).Reopened(t.Context()); err != nil || len(days) != 0 {
		t.Errorf("still open: %v, %v", days, err)
	}
}
