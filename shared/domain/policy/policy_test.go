package policy_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/policy"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// world is a desk and a program that has decided nothing yet.
type world struct {
	policy.Desk
	program id.Program
	renewed int
}

func (w *world) Renew(context.Context, id.Program) error {
	w.renewed++
	return nil
}

type fataler interface {
	Helper()
	Fatal(args ...any)
}

func newWorld(t fataler) *world {
	t.Helper()
	c := clock.NewManual(time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC))
	tab, chance := memory.New(c), rand.NewChaCha8([32]byte{1})
	w := &world{}
	w.Desk = policy.Desk{
		Programs: program.Desk{Store: store.Programs{T: tab, Clock: c}, Clock: c, Entropy: chance},
		Groups:   group.Desk{Store: store.Groups{T: tab, Clock: c}, Places: store.Places{T: tab}, Clock: c, Entropy: chance},
		Offers:   offer.Publisher{Store: store.Offers{T: tab}, Clock: c, Entropy: chance},
		Links:    w,
	}
	p, err := w.Programs.Create(context.Background(), program.New("north", "North", "https://example.com", "EUR"))
	if err != nil {
		t.Fatal(err)
	}
	w.program = p.ID
	return w
}

func (w *world) pull(t fataler) string {
	t.Helper()
	text, err := w.Pull(context.Background(), w.program)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (w *world) apply(t fataler, text string) []policy.Step {
	t.Helper()
	steps, err := w.Apply(context.Background(), w.program, []byte(text), "usr_1")
	if err != nil {
		t.Fatal(err)
	}
	return steps
}

const document = `
program: north
settings:
  holdback_days: 14
  payouts:
    minimum_minor: 5000
  features:
    deep_links: false
groups:
  - name: Bloggers
  - name: Coupon sites
    text: they pay less
tiers:
  - name: Silver
  - name: Gold
    benefits: [Early access, A mug]
    reach: {metric: revenue, threshold: 100000, period: quarter}
offers:
  - name: Every order
    trigger: sale
    recurring: true
    term: {type: percent, rate: 1000}
    rules:
      rates:
        - {group: Coupon sites, type: percent, rate: 300}
        - {tier: Gold, type: percent, rate: 1500}
`

func TestADocumentIsPlannedAndApplied(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	plan, err := w.Plan(t.Context(), w.program, []byte(document))
	if err != nil {
		t.Fatal(err)
	}
	var told strings.Builder
	for _, s := range plan {
		told.WriteString(s.String())
	}
	for _, want := range []string{"create group Bloggers", "create tier Gold", "change settings north", "holdback_days: 30 → 14", "payouts.minimum_minor: 0 → 5000", "create offer Every order", "rules.rates.2.tier: – → Gold"} {
		if !strings.Contains(told.String(), want) {
			t.Errorf("the plan does not tell %q:\n%s", want, told.String())
		}
	}
	if again, err := w.Plan(t.Context(), w.program, []byte(document)); err != nil || len(again) != len(plan) {
		t.Errorf("a plan changed something: %v %v", again, err)
	}
	if d := cmp.Diff(plan, w.apply(t, document)); d != "" {
		t.Error(d)
	}
	if left := w.apply(t, document); len(left) != 0 || w.renewed != 1 {
		t.Errorf("a second run did %v; links were renewed %d times", left, w.renewed)
	}
	p, err := w.Programs.Load(t.Context(), w.program)
	if err != nil || p.HoldbackDays != 14 || p.Payouts.Rail != "manual" || p.Has(program.DeepLinks) || !p.Has(program.CustomLinks) {
		t.Errorf("settings %+v %v", p, err)
	}
	ladder, err := w.Groups.Store.Ladder(t.Context(), w.program)
	if err != nil || len(ladder.Tiers) != 2 || ladder.Tiers[1].Reach.Threshold != 100000 || ladder.Tiers[1].Reach.Metric != target.Revenue {
		t.Errorf("ladder %+v %v", ladder, err)
	}
	_, versions, err := w.Offers.Store.List(t.Context(), w.program)
	if err != nil || len(versions) != 1 || versions[0].Rules.Rates[1].Tier != ladder.Tiers[1].ID || versions[0].HoldbackDays != -1 {
		t.Errorf("versions %+v %v", versions, err)
	}
}

func TestAChangedOfferGetsAVersionAndARetiredOneEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.apply(t, document)
	w.apply(t, strings.Replace(document, "rate: 1000", "rate: 1200", 1))
	offers, versions, err := w.Offers.Store.List(t.Context(), w.program)
	if err != nil || len(offers) != 1 || len(versions) != 2 {
		t.Fatalf("%v %v %v", offers, versions, err)
	}
	w.apply(t, "offers: [{name: every order, retired: true, trigger: sale, term: {type: percent, rate: 1000}}]")
	if offers, _, _ = w.Offers.Store.List(t.Context(), w.program); offers[0].Status != offer.Retired {
		t.Errorf("the offer is %s", offers[0].Status)
	}
}

func TestWhatIsPulledIsTheStateOfAnotherProgramToo(t *testing.T) {
	t.Parallel()
	first, second := newWorld(t), newWorld(t)
	first.apply(t, document)
	text := first.pull(t)
	if steps, err := first.Plan(t.Context(), first.program, []byte(text)); err != nil || len(steps) != 0 {
		t.Fatalf("what was pulled differs: %v %v", steps, err)
	}
	second.apply(t, text)
	withoutIDs := func(s string) string {
		var out []string
		for _, l := range strings.Split(s, "\n") {
			if !strings.HasPrefix(strings.TrimLeft(l, " -"), "id: ") {
				out = append(out, l)
			}
		}
		return strings.Join(out, "\n")
	}
	if d := cmp.Diff(withoutIDs(text), withoutIDs(second.pull(t))); d != "" {
		t.Error(d)
	}
}

func TestAPullIsAlwaysAPlanOfNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		words := rapid.StringMatching(`[A-Za-zé:#'"\-{}% ]{1,20}`)
		_, err := w.Programs.Change(context.Background(), w.program, 0, func(p *program.Program) {
			p.Name = "N" + words.Draw(t, "name")
			p.HoldbackDays = rapid.IntRange(0, 365).Draw(t, "holdback")
			p.ManualReview, p.AutoApprove = rapid.Bool().Draw(t, "review"), rapid.Bool().Draw(t, "auto")
			p.AllowedHosts = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"a.example", "b.example", "*.c.example"}), 0, 3, func(s string) string { return s }).Draw(t, "hosts")
			p.Features = program.Features{program.DeepLinks: rapid.Bool().Draw(t, "deep"), program.Coupons: rapid.Bool().Draw(t, "codes")}
			p.Portal.Questions = []program.Question{{Question: "Q" + words.Draw(t, "q"), Answer: "A" + words.Draw(t, "a")}}
			p.Payouts.MinimumMinor = rapid.Int64Range(0, 1_000_000).Draw(t, "minimum")
		})
		if err != nil {
			t.Fatal(err)
		}
		if steps, err := w.Plan(context.Background(), w.program, []byte(w.pull(t))); err != nil || len(steps) != 0 {
			t.Fatalf("%v %v\n%s", steps, err, w.pull(t))
		}
	})
}

func TestABadDocumentSaysWhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for text, want := range map[string]string{
		"settings: {holdback: 3}":             "nothing is called",
		"settings: {holdback_days: many}":     "whole number",
		"settings: {holdback_days: 900}":      "cannot be saved",
		"setings: {}":                         "settings, groups",
		"program: south":                      "of the program south",
		"offers: [{name: X, trigger: sale}]":  "offer X",
		"settings: {payouts: 3}":              "list of names",
		"groups: [{name: [a]}]":               "must be text",
		"settings: {brand: {color: '#12345'}": "cannot be read",
		"offers: [{name: X, trigger: sale, term: {type: percent, rate: 100}, rules: {rates: [{tier: None, type: percent, rate: 1}]}}]": "no tier called",
	} {
		if _, err := w.Plan(t.Context(), w.program, []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}
