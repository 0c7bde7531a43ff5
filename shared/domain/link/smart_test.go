package link_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

var smartNoon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

func smart(t testing.TB, rules ...link.Rule) link.Link {
	t.Helper()
	l, err := link.New("prg_1", "ptr_1", link.Terms{Website: "https://shop.example/", AllowedHosts: []string{"*.shop.example"}},
		link.Draft{Key: "smart", Rules: rules}, smartNoon, rand.NewChaCha8([32]byte{1}))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func visitor(n uint64) (v [8]byte) {
	binary.BigEndian.PutUint64(v[:], n)
	return v
}

func TestTheFirstRuleThatFitsDecides(t *testing.T) {
	t.Parallel()
	l := smart(t,
		link.Rule{Countries: []string{"de", " AT"}, Devices: []string{"mobile"}, Destination: "https://app.shop.example/de"},
		link.Rule{Countries: []string{"DE"}, Destination: "https://shop.example/de"},
		link.Rule{From: smartNoon.Add(time.Hour), Until: smartNoon.Add(2 * time.Hour), Destination: "https://shop.example/flash"},
	)
	for _, c := range []struct {
		name    string
		country string
		device  string
		after   time.Duration
		want    string
		rule    int
	}{
		{"country and device fit", "AT", "mobile", 0, "https://app.shop.example/de", 0},
		{"the device does not", "DE", "desktop", 0, "https://shop.example/de", 1},
		{"the country does not", "AT", "desktop", 0, "https://shop.example/", link.Fallback},
		{"nothing is known of the visitor", "", "", 0, "https://shop.example/", link.Fallback},
		{"before the time", "FR", "mobile", time.Hour - 1, "https://shop.example/", link.Fallback},
		{"when it begins", "FR", "mobile", time.Hour, "https://shop.example/flash", 2},
		{"when it ends", "FR", "mobile", 2 * time.Hour, "https://shop.example/", link.Fallback},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			to, rule := l.Choose(link.Viewer{Country: c.country, Device: c.device, At: smartNoon.Add(c.after)})
			if to != c.want || rule != c.rule {
				t.Errorf("%s by rule %d", to, rule)
			}
		})
	}
}

// TestWeightsShareVisitorsOut: each share is met within four standard
// deviations, and a preview tells the same shares.
func TestWeightsShareVisitorsOut(t *testing.T) {
	t.Parallel()
	l := smart(t,
		link.Rule{Weight: 2_000, Destination: "https://shop.example/a"},
		link.Rule{Countries: []string{"DE"}, Weight: 5_000, Destination: "https://shop.example/b"},
		link.Rule{Countries: []string{"FR"}, Destination: "https://shop.example/never"},
	)
	const n = 20_000
	got := map[string]int{}
	for i := range uint64(n) {
		to, _ := l.Choose(link.Viewer{Country: "DE", Visitor: visitor(i)})
		got[to]++
	}
	for to, share := range map[string]float64{"https://shop.example/a": .2, "https://shop.example/b": .5, "https://shop.example/": .3} {
		if p := float64(got[to]) / n; p < share-0.015 || p > share+0.015 {
			t.Errorf("%s gets %.3f of the visitors, want %.2f", to, p, share)
		}
	}
	want := []link.Share{{0, 2_000, "https://shop.example/a"}, {1, 5_000, "https://shop.example/b"}, {link.Fallback, 3_000, "https://shop.example/"}}
	if diff := cmp.Diff(want, l.Shares(link.Viewer{Country: "DE"})); diff != "" {
		t.Error(diff)
	}
}

// TestAVisitorIsSentTheSameWay holds for any rules and visitors: the choice is
// a function of both, it is one of the shares, and shares add up to everybody.
func TestAVisitorIsSentTheSameWay(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var rules []link.Rule
		for i := range rapid.IntRange(0, link.MaxRules).Draw(t, "rules") {
			rules = append(rules, link.Rule{
				Countries: rapid.SliceOfN(rapid.SampledFrom([]string{"DE", "FR"}), 0, 2).Draw(t, "countries"),
				Devices:   rapid.SliceOfN(rapid.SampledFrom([]string{"mobile", "desktop"}), 0, 1).Draw(t, "devices"),
				Weight:    rapid.IntRange(0, link.Whole).Draw(t, "weight"), Destination: fmt.Sprintf("https://shop.example/%d", i),
			})
		}
		l, err := link.Link{Kind: link.Custom, Ref: rapid.Uint64().Draw(t, "ref"), Terms: link.Terms{Website: "https://shop.example/"}}.Try("", rules)
		if err != nil {
			t.Fatal(err)
		}
		v := link.Viewer{
			Country: rapid.SampledFrom([]string{"DE", "FR", ""}).Draw(t, "country"), Device: rapid.SampledFrom([]string{"mobile", "other"}).Draw(t, "device"),
			Visitor: visitor(rapid.Uint64().Draw(t, "visitor")),
		}
		to, rule := l.Choose(v)
		again, _ := l.Choose(v)
		sum, told := 0, false
		for _, s := range l.Shares(v) {
			sum += s.Weight
			told = told || s.Rule == rule && s.Destination == to
		}
		if to != again || !told || sum != link.Whole {
			t.Fatalf("%s, then %s; told %t; shares of %d", to, again, told, sum)
		}
	})
}

func TestOtherRulesDealAnew(t *testing.T) {
	t.Parallel()
	l := smart(t, link.Rule{Weight: 5_000, Destination: "https://shop.example/a"})
	next := l
	next.Ruled++
	moved := 0
	for i := range uint64(1_000) {
		a, _ := l.Choose(link.Viewer{Visitor: visitor(i)})
		b, _ := next.Choose(link.Viewer{Visitor: visitor(i)})
		if a != b {
			moved++
		}
	}
	if moved < 400 || moved > 600 {
		t.Errorf("%d of 1,000 visitors moved: the version should deal anew", moved)
	}
}

func TestARuleThatCannotBeIsNamed(t *testing.T) {
	t.Parallel()
	good := link.Rule{Destination: "https://shop.example/a"}
	for name, r := range map[string]link.Rule{
		"another site":            {Destination: "https://evil.example/"},
		"no destination":          {Destination: ""},
		"a country in full":       {Countries: []string{"Germany"}, Destination: good.Destination},
		"an unknown device":       {Devices: []string{"fridge"}, Destination: good.Destination},
		"more than everybody":     {Weight: link.Whole + 1, Destination: good.Destination},
		"an end before its start": {From: smartNoon, Until: smartNoon, Destination: good.Destination},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := link.New("prg_1", "ptr_1", link.Terms{Website: "https://shop.example/"}, link.Draft{Rules: []link.Rule{good, r}}, smartNoon, rand.NewChaCha8([32]byte{1}))
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("got %v", err)
			}
		})
	}
	many := make([]link.Rule, link.MaxRules+1)
	for i := range many {
		many[i] = good
	}
	if _, err := smart(t).Try("", many); !fault.Is(err, fault.Invalid) {
		t.Errorf("too many: %v", err)
	}
	if _, err := (link.Link{Kind: link.Default, Terms: link.Terms{Website: "https://shop.example/"}}).Try("", []link.Rule{good}); !fault.Is(err, fault.Invalid) {
		t.Errorf("on a default link: %v", err)
	}
}
