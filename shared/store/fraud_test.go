package store_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

const (
	honestAgent       = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36"
	cloudNet, homeNet = 14061, 3320 // networks: a data centre's, an access provider's
)

// source is where a seeded day's clicks come from.
type source struct {
	name    string
	clicks  int
	fraud   bool
	seen    func(i int) click.Seen
	visitor func(i int) uint64
	from    func(i int) string
}

// sources are people at home, in offices and behind private networks, and six
// kinds of what is no visit.
func sources() []source {
	person := click.Seen{Agent: honestAgent, Languages: "de", Network: homeNet, Navigation: true, Says: true}
	with := func(change func(*click.Seen)) func(int) click.Seen {
		return func(int) click.Seen {
			s := person
			change(&s)
			return s
		}
	}
	own := func(base uint64) func(int) uint64 { return func(i int) uint64 { return base + uint64(i) } } //nolint:gosec // small
	each := func(name string) func(int) string { return func(i int) string { return fmt.Sprint(name, i) } }
	at := func(name string) func(int) string { return func(int) string { return name } }
	as := with(func(*click.Seen) {})
	return []source{
		{"people at home, some come back", 3300, false, as, func(i int) uint64 { return 1<<20 + uint64(i%3000) }, each("home")}, //nolint:gosec // small
		{"an office of 200", 200, false, as, own(2 << 20), at("office")},
		{"people behind relays in data centres", 150, false, with(func(s *click.Seen) { s.Network = cloudNet }), own(3 << 20), each("relay")},
		{"crawlers", 200, true, with(func(s *click.Seen) {
			s.Agent = "Mozilla/5.0 (compatible; SomeNewThing/1.0; +https://thing.example/bot)"
		}), own(4 << 20), each("crawl")},
		{"images", 150, true, with(func(s *click.Seen) { s.Navigation = false }), own(5 << 20), each("img")},
		{"prefetches", 100, true, with(func(s *click.Seen) { s.Prefetch = true }), own(6 << 20), each("pre")},
		{"programs in a data centre", 200, true, with(func(s *click.Seen) { s.Network, s.Says = cloudNet, false }), own(7 << 20), each("vm")},
		{"one visitor again and again", 400, true, as, func(int) uint64 { return 8 << 20 }, at("one")},
		{"a farm behind one address", 3000, true, as, own(9 << 20), at("farm")},
	}
}

// TestTheSeededDay reports precision and recall of what is refused (S-3), by
// clicks in the order of an hour, each source on a link of its own.
func TestTheSeededDay(t *testing.T) {
	t.Parallel()
	c := newCounting(t)
	type sent struct {
		at      time.Time
		message queue.Message
	}
	var all []sent
	luck := rand.New(rand.NewPCG(1, 7))
	for i, s := range sources() {
		for n := range s.clicks {
			var visitor [8]byte
			binary.BigEndian.PutUint64(visitor[:], s.visitor(n))
			seen, at := s.seen(n), linkNoon.Add(time.Duration(luck.IntN(3600))*time.Second)
			touch, err := c.Keys.Mint(c.entropy, linkProgram, click.Touch{At: at, LinkRef: uint64(i), Visitor: visitor}) //nolint:gosec // small
			if err != nil {
				t.Fatal(err)
			}
			m := click.Message{
				ID: touch.ID, Program: linkProgram, Partner: linkPartner, Link: linkOf(i), Zone: "UTC", Window: 90,
				Cause: seen.Cause(), From: s.from(n), Facts: seen.Facts(),
			}
			body, err := m.Encode()
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, sent{at, queue.Message{ID: string(touch.ID), Body: body}})
		}
	}
	slices.SortFunc(all, func(a, b sent) int { return a.at.Compare(b.at) })
	for batch := range slices.Chunk(all, 50) {
		var ms []queue.Message
		for _, s := range batch {
			ms = append(ms, s.message)
		}
		c.must(t, ms...)
	}
	counted := map[string]report.Counters{}
	for _, r := range c.rows(t, report.Of(linkPartner), report.Link) {
		counted[r.Row.Value] = r.Counters
	}
	var caught, missed, wronged, spared int64
	for i, s := range sources() {
		n := counted[string(linkOf(i))]
		t.Logf("%-38s unique %4d  duplicate %4d  invalid %4d", s.name, n.Unique, n.Duplicate, n.Invalid)
		if n.Gross != int64(s.clicks) {
			t.Errorf("%d of %d clicks are counted", n.Gross, s.clicks)
		}
		if s.fraud {
			caught, missed = caught+n.Invalid+n.Duplicate, missed+n.Unique // what is no unique click is worth nothing
		} else {
			wronged, spared = wronged+n.Invalid, spared+n.Unique+n.Duplicate
		}
	}
	precision, recall := 100*caught/(caught+wronged), 100*caught/(caught+missed)
	t.Logf("precision %d %%, recall %d %%; %d of %d people's clicks refused", precision, recall, wronged, wronged+spared)
	if precision < 99 || recall < 80 || wronged > 0 {
		t.Errorf("precision %d %%, recall %d %%, %d wronged", precision, recall, wronged)
	}
}

func linkOf(i int) id.Link { return id.Link(fmt.Sprintf("lnk_01JD000000000000000000B0%02d", i)) }
