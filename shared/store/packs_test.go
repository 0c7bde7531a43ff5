package store_test

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/table"
)

// values returns a dimension's unique clicks by value.
func (c *counting) values(t testing.TB, scope report.Scope, dim report.Dim) map[string]int64 {
	t.Helper()
	out := map[string]int64{}
	for _, r := range c.rows(t, scope, dim) {
		if _, twice := out[r.Row.Value]; twice {
			t.Errorf("%s %s is there twice", dim, r.Row.Value)
		}
		out[r.Row.Value] = r.Unique
	}
	return out
}

func TestValuesThatCannotBeNamesCountLikeOthers(t *testing.T) {
	t.Parallel()
	c := newCounting(t)
	want := map[string]int64{}
	var batch []queue.Message
	for i, sub := range []string{"mail", "a#b%", "ü", "with blanks", "su-mail", "~other", "type", "PK", strings.Repeat("x", 65), "PK", "mail"} {
		want[sub]++
		batch = append(batch, c.click(t, byte(i), 1, linkNoon, func(m *click.Message) { m.Facts.Subs = link.Subs{sub} }))
	}
	c.must(t, batch...)
	if diff := cmp.Diff(want, c.values(t, report.Of(linkPartner), report.Sub)); diff != "" {
		t.Error(diff)
	}
}

func TestASaleAndItsClickAreOneRow(t *testing.T) {
	t.Parallel()
	c := newCounting(t)
	c.must(t, c.click(t, 1, 1, linkNoon, func(m *click.Message) { m.Facts.Subs = link.Subs{"mail"} }))
	e := event.Event{
		ID: "evt_01KAJ8QH0000000000000000N1", Program: linkProgram, Partner: linkPartner, At: linkNoon,
		Rollups: []event.Rollup{{Day: "2026-11-21", Facets: event.Facets{Link: string(clickLink), Sub: "mail"}, Delta: map[string]int64{report.Sales: 1}}},
	}
	if err := c.stats.RollUp(t.Context(), []event.Event{e}); err != nil {
		t.Fatal(err)
	}
	for _, dim := range []report.Dim{report.Link, report.Sub} {
		rows := c.rows(t, report.Of(linkPartner), dim)
		if len(rows) != 1 || rows[0].Unique != 1 || rows[0].Gross != 1 || rows[0].Sales != 1 {
			t.Errorf("%s: %+v", dim, rows)
		}
	}
}

func TestADayHas500ReferrersAndTheOthers(t *testing.T) {
	t.Parallel()
	c := newCounting(t)
	visit := func(i int) queue.Message {
		var v [4]byte
		binary.BigEndian.PutUint32(v[:], uint32(i)) //nolint:gosec // small
		return c.click(t, v[3], v[2], linkNoon, func(m *click.Message) { m.Facts.Referrer = fmt.Sprintf("a-blog-with-a-long-name-%d.example.com", i) })
	}
	for from := 0; from < 900; from += 100 {
		var batch []queue.Message
		for i := range 100 {
			batch = append(batch, visit(from+i))
		}
		c.must(t, batch...)
	}
	for _, scope := range []report.Scope{report.Whole, report.Of(linkPartner)} {
		got := c.values(t, scope, report.Referrer)
		sum := int64(0)
		for _, n := range got {
			sum += n
		}
		if sum != 900 || len(got) < report.MaxValues || len(got) > report.MaxValues+101 || got[report.Others] == 0 {
			t.Errorf("%s: %d clicks, %d values, %d others", scope, sum, len(got), got[report.Others])
		}
	}
	again := c.click(t, 1, 200, linkNoon, func(m *click.Message) { m.Facts.Referrer = "a-blog-with-a-long-name-0.example.com" })
	c.must(t, again)
	if got := c.values(t, report.Whole, report.Referrer)["a-blog-with-a-long-name-0.example.com"]; got != 2 {
		t.Errorf("what the full pack has counts %d", got)
	}
}

func TestACodeThatIsScannedIsCountedApart(t *testing.T) {
	t.Parallel()
	c := newCounting(t)
	c.must(t, c.click(t, 1, 1, linkNoon, nil, click.QR), c.click(t, 2, 1, linkNoon, nil))
	if got := c.values(t, report.Of(linkPartner), report.QR); got[string(clickLink)] != 1 {
		t.Errorf("scans %v", got)
	}
	if got := c.total(t, report.Of(linkPartner), report.Link); got != classes(2, 0, 0) {
		t.Errorf("the link counts %+v", got)
	}
}

// TestACrowdAtOneAddressStopsCounting: the bound is held by samples, so that it
// is met about, and the other addresses are not touched.
func TestACrowdAtOneAddressStopsCounting(t *testing.T) {
	t.Parallel()
	c := newCounting(t)
	for n := range 40 {
		var batch []queue.Message
		for i := range 100 {
			at := linkNoon.Add(time.Duration(n*100+i) * 100 * time.Millisecond)
			batch = append(batch, c.click(t, byte(i), byte(n), at, func(m *click.Message) { m.From = "crowd" }))
		}
		c.must(t, append(batch, c.click(t, 200, byte(n), linkNoon, func(m *click.Message) { m.From = fmt.Sprint("home", n) }))...)
	}
	got := c.total(t, report.Whole, report.Total)
	if got.Gross != 4040 || got.Unique < 300 || got.Unique > 1100 || got.Duplicate != 0 {
		t.Errorf("counted %+v", got)
	}
	late := linkNoon.Add(time.Hour)
	before := got.Unique
	c.must(t, c.click(t, 1, 100, late, func(m *click.Message) { m.From = "crowd" }))
	if got := c.total(t, report.Whole, report.Total); got.Unique != before+1 {
		t.Errorf("the next hour counts %+v", got)
	}
}

func TestTheFactsOfAClickAreShort(t *testing.T) {
	t.Parallel()
	c := newCounting(t)
	long := strings.Repeat("s", 32)
	c.must(t, c.click(t, 1, 7, linkNoon, func(m *click.Message) {
		m.Facts = click.Facts{
			Subs: link.Subs{long, long, long, long, "<&>"}, Device: click.Desktop, OS: click.ChromeOS, Browser: click.Firefox, Country: "DE", Hosted: true,
			Referrer: strings.Repeat("a-long-host.", 4) + "example.com",
		}
	}))
	item, err := c.stats.T.Query(t.Context(), table.Query{PK: "VIS#" + string(linkProgram) + "#" + click.Visitor{1}.String()})
	if err != nil || len(item.Items) != 1 {
		t.Fatal(item, err)
	}
	for name, v := range item.Items[0] {
		if text, ok := v.(string); ok && strings.HasPrefix(name, "c") && len(name) > 10 {
			if len(text) > 200 || !strings.Contains(text, long) || !strings.Contains(text, "<&>") || !strings.Contains(text, `"DE"`) {
				t.Errorf("%d bytes: %s", len(text), text)
			}
		}
	}
}
