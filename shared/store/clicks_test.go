package store_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

const clickLink = id.Link("lnk_01JD000000000000000000B00K")

// bucket is an archive in memory that can be broken.
type bucket struct {
	objects map[string][]byte
	err     error
}

func (b *bucket) Put(_ context.Context, key, _ string, body []byte) error {
	if b.err != nil {
		return b.err
	}
	b.objects[key] = bytes.Clone(body)
	return nil
}

// clicks returns the distinct clicks of the archive.
func (b *bucket) clicks(t testing.TB) map[click.ID]click.Message {
	t.Helper()
	out := map[click.ID]click.Message{}
	for _, body := range b.objects {
		zip, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(zip)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(text) {
			var m click.Message
			if err := json.Unmarshal(line, &m); err != nil {
				t.Fatal(err)
			}
			out[m.ID] = m
		}
	}
	return out
}

// counting is a click consumer on a table in memory.
type counting struct {
	click.Recorder
	stats   store.Stats
	archive *bucket
	entropy io.Reader
}

func newCounting(t testing.TB, options ...memory.Option) *counting {
	t.Helper()
	keys, err := click.NewKeys("0123456789abcdefghijklmnopqrstuvwxyzABCD", linkNoon)
	if err != nil {
		t.Fatal(err)
	}
	table := memory.New(clock.At(linkNoon), options...)
	archive := &bucket{objects: map[string][]byte{}}
	return &counting{
		Recorder: click.Recorder{Store: store.Clicks{T: table}, Archive: archive, Keys: keys, Crowds: click.NewCrowds(), Clock: clock.At(linkNoon)},
		stats:    store.Stats{T: table}, archive: archive, entropy: rand.NewChaCha8([32]byte{7}),
	}
}

// click makes a message of a visitor on a link.
func (c *counting) click(t testing.TB, visitor, ref byte, at time.Time, change func(*click.Message), flags ...click.Flags) queue.Message {
	t.Helper()
	touch := click.Touch{At: at, LinkRef: uint64(ref), Visitor: click.Visitor{visitor}}
	for _, f := range flags {
		touch.Flags |= f
	}
	touch, err := c.Keys.Mint(c.entropy, linkProgram, touch)
	if err != nil {
		t.Fatal(err)
	}
	m := click.Message{
		ID: touch.ID, Program: linkProgram, Partner: linkPartner, Link: clickLink, Zone: "Europe/Berlin", Window: 90,
		Facts: click.Facts{Device: click.Mobile, Country: "DE"},
	}
	if change != nil {
		change(&m)
	}
	body, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return queue.Message{ID: string(touch.ID), Body: body}
}

// must records a batch that has no reason to fail.
func (c *counting) must(t testing.TB, batch ...queue.Message) {
	t.Helper()
	for _, err := range c.Record(t.Context(), batch) {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// total returns the sum of a dimension's rows over all days.
func (c *counting) total(t testing.TB, scope report.Scope, dim report.Dim) report.Counters {
	t.Helper()
	var sum report.Counters
	for _, row := range c.rows(t, scope, dim) {
		sum = sum.Plus(row.Counters)
	}
	return sum
}

func (c *counting) rows(t testing.TB, scope report.Scope, dim report.Dim) []report.Counted {
	t.Helper()
	rows, err := c.stats.Rows(t.Context(), linkProgram, scope, dim, report.Period{From: "2026-01-01", To: "2026-12-31"})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func classes(unique, duplicate, invalid int64) report.Counters {
	return report.Counters{Gross: unique + duplicate + invalid, Unique: unique, Duplicate: duplicate, Invalid: invalid}
}

func TestTheUniqueRule(t *testing.T) {
	t.Parallel()
	hour := time.Hour
	for _, x := range []struct {
		name  string
		after []time.Duration // of clicks of one visitor on one link, since 2026-11-21 12:00 UTC
		flags click.Flags
		want  report.Counters
	}{
		{"one click is unique", []time.Duration{0}, 0, classes(1, 0, 0)},
		{"a second one within 24 hours is a duplicate", []time.Duration{0, 24*hour - 1e6}, 0, classes(1, 1, 0)},
		{"after 24 hours it is unique again", []time.Duration{0, 24 * hour}, 0, classes(2, 0, 0)},
		{"the window begins with the unique click, not the last", []time.Duration{0, 20 * hour, 24 * hour}, 0, classes(2, 1, 0)},
		{"an older click that arrives later is a duplicate", []time.Duration{0, -30 * hour}, 0, classes(1, 1, 0)},
		{"without a cookie the day ends at midnight UTC", []time.Duration{0, 12 * hour}, click.Cookieless, classes(2, 0, 0)},
		{"and not before", []time.Duration{0, 12*hour - 1e6}, click.Cookieless, classes(1, 1, 0)},
		{"eight clicks a day are kept", []time.Duration{0, 1, 2, 3, 4, 5, 6, 7}, 0, classes(1, 7, 0)},
		{"the ninth is invalid", []time.Duration{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 0, classes(1, 7, 2)},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			single, batched := newCounting(t), newCounting(t)
			var batch []queue.Message
			for _, d := range x.after {
				if d > 0 && d < 100 {
					d *= time.Second
				}
				m := single.click(t, 1, 1, linkNoon.Add(d), nil, x.flags)
				single.must(t, m)
				batch = append(batch, m)
			}
			if got := single.total(t, report.Whole, report.Total); got != x.want {
				t.Errorf("one by one: %+v", got)
			}
			if slices.IsSorted(x.after) {
				batched.must(t, batch...)
				if got := batched.total(t, report.Whole, report.Total); got != x.want {
					t.Errorf("in one batch: %+v", got)
				}
			}
		})
	}
}

func TestAClickCountsWhereItBelongs(t *testing.T) {
	t.Parallel()
	c := newCounting(t)
	late := time.Date(2026, 11, 21, 23, 30, 0, 0, time.UTC) // the 22nd in Berlin
	c.must(t, c.click(t, 1, 1, late, func(m *click.Message) { m.Facts.Subs = link.Subs{"a#b%", "x"} }))
	for _, row := range []report.Row{
		{Scope: report.Whole, Dim: report.Total},
		{Scope: report.Whole, Dim: report.Partner, Value: string(linkPartner)},
		{Scope: report.Of(linkPartner), Dim: report.Total},
		{Scope: report.Of(linkPartner), Dim: report.Link, Value: string(clickLink)},
		{Scope: report.Of(linkPartner), Dim: report.Sub, Value: "a#b%"},
		{Scope: report.Of(linkPartner), Dim: report.Device, Value: "mobile"},
		{Scope: report.Whole, Dim: report.Device, Value: "mobile"},
		{Scope: report.Of(linkPartner), Dim: report.Country, Value: "DE"},
		{Scope: report.Whole, Dim: report.Country, Value: "DE"},
	} {
		row.Program, row.Day = linkProgram, "2026-11-22"
		want := report.Counted{Row: row, Counters: classes(1, 0, 0)}
		if got := c.rows(t, row.Scope, row.Dim); len(got) != 1 || got[0] != want {
			t.Errorf("%s %s: %+v, want %+v", row.Scope, row.Dim, got, want)
		}
	}
	if got := c.rows(t, report.Whole, report.Sub); len(got) != 0 {
		t.Errorf("partners' sub-ids are mixed: %v", got)
	}
}

func TestWhatIsNoVisitIsNeverUnique(t *testing.T) {
	t.Parallel()
	for _, cause := range []click.Cause{click.Bot, click.Head, click.Prefetch, click.Embedded} {
		c := newCounting(t)
		c.must(t, c.click(t, 1, 1, linkNoon, func(m *click.Message) { m.Cause = cause }))
		if got := c.total(t, report.Whole, report.Total); got != classes(0, 0, 1) {
			t.Errorf("%s: %+v", cause, got)
		}
		c.must(t, c.click(t, 1, 1, linkNoon, nil))
		if got := c.total(t, report.Of(linkPartner), report.Total); got != classes(1, 0, 1) {
			t.Errorf("%s: the visit after it: %+v", cause, got)
		}
		if n := len(c.archive.clicks(t)); n != 2 {
			t.Errorf("%s: %d clicks in the archive", cause, n)
		}
	}
	c := newCounting(t)
	c.must(t, c.click(t, 1, 1, linkNoon, nil, click.Test))
	if got := c.total(t, report.Whole, report.Total); got != classes(0, 0, 0) {
		t.Errorf("a test click counts: %+v", got)
	}
}

func TestPoisonDoesNotHoldUpTheRest(t *testing.T) {
	t.Parallel()
	c := newCounting(t)
	good := c.click(t, 1, 1, linkNoon, nil)
	forged := c.click(t, 2, 1, linkNoon, func(m *click.Message) { m.ID = m.ID[:58] + "A" })
	elsewhere := c.click(t, 3, 1, linkNoon, func(m *click.Message) { m.Program = "prg_01JD00000000000000000W1NES" })
	nobody := c.click(t, 4, 1, linkNoon, func(m *click.Message) { m.Partner = "P" })
	batch := []queue.Message{{Body: ""}, {Body: "{"}, {Body: `{"id":7}`}, good, forged, elsewhere, nobody, {Body: "null"}}
	for i, err := range c.Record(t.Context(), batch) {
		if i == 3 && err != nil || i != 3 && !fault.Final(err) {
			t.Errorf("message %d: %v", i, err)
		}
	}
	if got := c.total(t, report.Whole, report.Total); got != classes(1, 0, 0) {
		t.Errorf("counted %+v", got)
	}
}

func TestABatchThatCannotBeArchivedIsNotCounted(t *testing.T) {
	t.Parallel()
	c := newCounting(t)
	m := c.click(t, 1, 1, linkNoon, nil)
	c.archive.err = errors.New("no bucket")
	if errs := c.Record(t.Context(), []queue.Message{m}); errs[0] == nil || fault.Final(errs[0]) {
		t.Errorf("got %v, want an error worth another try", errs[0])
	}
	if got := c.total(t, report.Whole, report.Total); got != classes(0, 0, 0) {
		t.Errorf("counted %+v", got)
	}
	c.archive.err = nil
	c.must(t, m)
	if got := c.total(t, report.Whole, report.Total); got != classes(1, 0, 0) {
		t.Errorf("after it is back: %+v", got)
	}
}

func TestADayHas500SubIDsAndTheOthers(t *testing.T) {
	t.Parallel()
	c := newCounting(t)
	for from := 0; from < 600; from += 100 {
		var batch []queue.Message
		for i := range 100 {
			var visitor [4]byte
			binary.BigEndian.PutUint32(visitor[:], uint32(from+i))
			m := c.click(t, visitor[3], visitor[2], linkNoon, func(m *click.Message) { m.Facts.Subs[0] = fmt.Sprintf("s%d", from+i) })
			batch = append(batch, m)
		}
		c.must(t, batch...)
	}
	c.must(t, c.click(t, 1, 9, linkNoon, func(m *click.Message) { m.Facts.Subs[0] = "s0" }))
	rows := c.rows(t, report.Of(linkPartner), report.Sub)
	byValue := map[string]int64{}
	for _, r := range rows {
		byValue[r.Row.Value] = r.Unique
	}
	if len(rows) != 501 || byValue[report.Others] != 100 || byValue["s0"] != 2 {
		t.Errorf("%d rows, %d others, %d of the first", len(rows), byValue[report.Others], byValue["s0"])
	}
}

func TestSaltsAreMadeADayAheadAndStay(t *testing.T) {
	t.Parallel()
	s := store.Clicks{T: memory.New(clock.At(linkNoon))}
	entropy := rand.NewChaCha8([32]byte{3})
	if err := click.EnsureSalts(t.Context(), s, entropy, linkNoon); err != nil {
		t.Fatal(err)
	}
	before, err := s.Salts(t.Context(), "2026-11-21", "2026-11-22", "2026-11-23")
	if err != nil || len(before[0]) != 32 || len(before[1]) != 32 || before[2] != nil || bytes.Equal(before[0], before[1]) {
		t.Fatalf("salts %x %v", before, err)
	}
	if err := click.EnsureSalts(t.Context(), s, entropy, linkNoon.Add(24*time.Hour)); err != nil {
		t.Fatal(err)
	}
	after, err := s.Salts(t.Context(), "2026-11-22", "2026-11-23")
	if err != nil || !bytes.Equal(after[0], before[1]) || after[1] == nil {
		t.Errorf("the next day %x %v", after, err)
	}
	later := store.Clicks{T: s.T}
	if err := later.AddSalt(t.Context(), "2026-11-18", []byte("x"), time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	if old, err := later.Salts(t.Context(), "2026-11-18"); err != nil || old[0] != nil {
		t.Errorf("a salt outlives its 48 hours: %x %v", old, err)
	}
}
