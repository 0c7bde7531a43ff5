package policy

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

func basisPoints(n int64) money.BasisPoints { return money.BasisPoints(n) }

// Act is what is done to something.
type Act string

// The acts.
const (
	Create Act = "create"
	Change Act = "change"
	Retire Act = "retire"
)

// Step is one thing that a document makes different.
type Step struct {
	Act   Act
	What  string // settings, group, tier or offer
	Name  string
	Lines []Line
}

// Line is one value that differs; a value that is not there is empty.
type Line struct{ Path, Before, After string }

// String writes the step as an operator reads it.
func (s Step) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s\n", s.Act, s.What, s.Name)
	for _, l := range s.Lines {
		fmt.Fprintf(&b, "    %s: %s → %s\n", l.Path, show(l.Before), show(l.After))
	}
	return b.String()
}

func show(v string) string {
	if v == "" {
		return "–"
	}
	return v
}

// document is what was read of a file, its parts still to be understood.
type document struct {
	Program  string    `yaml:"program"`
	Settings yaml.Node `yaml:"settings"`
	Groups   []yaml.Node
	Tiers    []yaml.Node
	Offers   []yaml.Node
}

// Slug reads whose program a document is; empty where it does not say.
func Slug(text []byte) (string, error) {
	d, err := parse(text)
	return d.Program, err
}

func parse(text []byte) (document, error) {
	var raw map[string]yaml.Node
	var d document
	if err := yaml.Unmarshal(text, &raw); err != nil {
		return d, fault.Wrap(err, fault.Invalid, "policy.invalid", "The document cannot be read: "+err.Error())
	}
	for name := range raw {
		if !slices.Contains([]string{"program", "settings", "groups", "tiers", "offers"}, name) {
			return d, fault.New(fault.Invalid, "policy.invalid", "A document has program, settings, groups, tiers and offers; not %s.", name)
		}
	}
	if err := yaml.Unmarshal(text, &d); err != nil {
		return d, fault.Wrap(err, fault.Invalid, "policy.invalid", "The document cannot be read: "+err.Error())
	}
	return d, nil
}

// wanted is a document that was understood, before the state that it is for.
type wanted struct {
	program program.Program
	groups  []groupSpec
	tiers   []tierSpec
	offers  []offerSpec
	steps   []Step
}

// Plan tells what a document would change; nothing is written.
func (d Desk) Plan(ctx context.Context, p id.Program, text []byte) ([]Step, error) {
	s, err := d.state(ctx, p)
	if err != nil {
		return nil, err
	}
	w, err := s.want(text)
	return w.steps, err
}

// want understands a document: what it says of what is there is put onto that.
func (s state) want(text []byte) (wanted, error) {
	doc, err := parse(text)
	if err != nil {
		return wanted{}, err
	}
	if doc.Program != "" && doc.Program != s.program.Slug {
		return wanted{}, fault.New(fault.Invalid, "policy.other_program", "The document is of the program %s, not of %s.", doc.Program, s.program.Slug)
	}
	w, names := wanted{program: s.program}, s.names()
	if err := s.wantLadder(&w, doc, names); err != nil {
		return w, err
	}
	if doc.Settings.Kind != 0 {
		if err := (tree{names: names, skip: settingsSkip()}).read(&doc.Settings, reflect.ValueOf(&w.program).Elem()); err != nil {
			return w, fmt.Errorf("settings: %w", err)
		}
		if err := w.program.Validate(); err != nil {
			return w, err
		}
		w.differ("settings", s.program.Slug, names, true, settingsSkip(), s.program, w.program)
	}
	return w, s.wantOffers(&w, doc, names)
}

func (s state) wantLadder(w *wanted, doc document, names Names) error {
	for i := range doc.Groups {
		x := groupSpec{}
		if err := (tree{names: names}).read(&doc.Groups[i], reflect.ValueOf(&x).Elem()); err != nil {
			return fmt.Errorf("groups: %w", err)
		}
		at := find(s.ladder.Groups, x.ID, x.Name, func(g group.Group) (string, string) { return string(g.ID), g.Name })
		before := groupSpec{}
		if x.ID = ""; at >= 0 {
			before = specOfGroup(s.ladder.Groups[at])
			x.ID = before.ID
		} else {
			names.add(reflect.TypeFor[id.Group](), "new group "+x.Name, x.Name)
		}
		if x.Ordinal == 0 {
			x.Ordinal = before.Ordinal
		}
		w.groups = append(w.groups, x)
		w.differ("group", x.Name, names, at >= 0, []string{"ID"}, before, x)
	}
	for i := range doc.Tiers {
		x := tierSpec{}
		if err := (tree{names: names}).read(&doc.Tiers[i], reflect.ValueOf(&x).Elem()); err != nil {
			return fmt.Errorf("tiers: %w", err)
		}
		at := find(s.ladder.Tiers, x.ID, x.Name, func(t group.Tier) (string, string) { return string(t.ID), t.Name })
		before := tierSpec{}
		if x.ID = ""; at >= 0 {
			before = specOfTier(s.ladder.Tiers[at])
			x.ID = before.ID
		} else {
			names.add(reflect.TypeFor[id.Tier](), "new tier "+x.Name, x.Name)
		}
		if x.Ordinal == 0 {
			x.Ordinal = before.Ordinal
		}
		w.tiers = append(w.tiers, x)
		w.differ("tier", x.Name, names, at >= 0, []string{"ID"}, before, x)
	}
	return nil
}

func (s state) wantOffers(w *wanted, doc document, names Names) error {
	for i := range doc.Offers {
		x := offerSpec{HoldbackDays: -1}
		if err := (tree{names: names}).read(&doc.Offers[i], reflect.ValueOf(&x).Elem()); err != nil {
			return fmt.Errorf("offers: %w", err)
		}
		at := find(s.offers, x.ID, x.Name, func(o offer.Offer) (string, string) { return string(o.ID), o.Name })
		before := offerSpec{}
		if x.ID = ""; at >= 0 {
			before = specOfOffer(s.offers[at], s.newest[s.offers[at].ID])
			x.ID = before.ID
		}
		if before.Retired && x.Retired {
			continue // what it was is of no interest any more
		}
		v := x.version("")
		v.Offer, v.Number, v.EffectiveFrom = "off_0", 1, s.program.CreatedAt
		if err := v.Validate(); err != nil {
			return fmt.Errorf("offer %s: %w", x.Name, err)
		}
		w.offers = append(w.offers, x)
		if x.Retired && at >= 0 {
			w.steps = append(w.steps, Step{Act: Retire, What: "offer", Name: x.Name})
			continue
		}
		w.differ("offer", x.Name, names, at >= 0, []string{"ID"}, before, x)
	}
	return nil
}

// find looks something up by its id, else by its name; -1 for nothing.
func find[T any](all []T, id, name string, of func(T) (id, name string)) int {
	if at := slices.IndexFunc(all, func(x T) bool { i, _ := of(x); return id != "" && i == id }); at >= 0 {
		return at
	}
	return slices.IndexFunc(all, func(x T) bool { _, n := of(x); return strings.EqualFold(n, name) })
}

// differ adds the step that makes one thing the other, if they differ.
func (w *wanted) differ(what, name string, names Names, there bool, skip []string, before, after any) {
	t := tree{names: names, skip: skip}
	was, is := map[string]string{}, map[string]string{}
	flatten("", t.write(reflect.ValueOf(before)), was)
	flatten("", t.write(reflect.ValueOf(after)), is)
	step := Step{Act: Change, What: what, Name: name}
	if !there {
		step.Act = Create
	}
	paths := map[string]bool{}
	for path := range was {
		paths[path] = true
	}
	for path := range is {
		paths[path] = true
	}
	for path := range paths {
		if was[path] != is[path] {
			step.Lines = append(step.Lines, Line{path, was[path], is[path]})
		}
	}
	slices.SortFunc(step.Lines, func(a, b Line) int { return strings.Compare(a.Path, b.Path) })
	if !there || len(step.Lines) > 0 {
		w.steps = append(w.steps, step)
	}
}

// flatten lists a tree's values by their paths.
func flatten(path string, n *yaml.Node, into map[string]string) {
	under := func(name string) string { return strings.TrimPrefix(path+"."+name, ".") }
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			flatten(under(n.Content[i].Value), n.Content[i+1], into)
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			flatten(under(fmt.Sprint(i+1)), item, into)
		}
	case yaml.ScalarNode, yaml.DocumentNode, yaml.AliasNode:
		if n.Tag != "!!null" {
			into[path] = n.Value
		}
	}
}
