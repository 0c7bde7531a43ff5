package policy

import (
	"bytes"
	"context"
	"fmt"
	"reflect"

	"gopkg.in/yaml.v3"

	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Desk pulls, plans and applies.
type Desk struct {
	Programs program.Desk
	Groups   group.Desk
	Offers   offer.Publisher
	Links    Links
}

// Links gives every partner's links the terms of changed settings.
type Links interface {
	Renew(ctx context.Context, p id.Program) error
}

// state is what a program has decided.
type state struct {
	program program.Program
	ladder  group.Ladder
	offers  []offer.Offer
	newest  map[id.Offer]offer.Version
}

func (d Desk) state(ctx context.Context, p id.Program) (state, error) {
	s := state{newest: map[id.Offer]offer.Version{}}
	var err error
	if s.program, err = d.Programs.Load(ctx, p); err != nil {
		return s, err
	}
	if s.ladder, err = d.Groups.Store.Ladder(ctx, p); err != nil {
		return s, err
	}
	offers, versions, err := d.Offers.Store.List(ctx, p)
	s.offers = offers
	for _, v := range versions {
		if v.Number >= s.newest[v.Offer].Number {
			s.newest[v.Offer] = v
		}
	}
	return s, err
}

// groupSpec is a group in a document.
type groupSpec struct {
	ID       string `json:"id"`
	Name     string
	Text     string
	Ordinal  int64
	Archived bool
}

// tierSpec is a tier in a document.
type tierSpec struct {
	ID         string `json:"id"`
	Name       string
	Ordinal    int64
	Commission string
	Benefits   []string
	Rewards    string
	Reach      *group.Rule
	Keep       *group.Rule
	Archived   bool
}

// offerSpec is an offer in a document: its newest version.
type offerSpec struct {
	ID           string `json:"id"`
	Name         string
	Retired      bool
	Trigger      offer.Trigger
	Term         termSpec
	Recurring    bool
	HoldbackDays int64 // -1: the program's
	Rules        offer.Rules
}

type termSpec struct {
	Type      offer.Type
	Rate      int64
	FlatMinor int64
}

// settingsSkip are the fields of a program that no document decides.
func settingsSkip() []string {
	return []string{"ID", "Slug", "Status", "Version", "CreatedAt", "PostbackSet"}
}

func (s state) names() Names { return newNames(s.ladder, s.offers) }

// Pull writes a program's present state.
func (d Desk) Pull(ctx context.Context, p id.Program) ([]byte, error) {
	s, err := d.state(ctx, p)
	if err != nil {
		return nil, err
	}
	names := s.names()
	doc := &yaml.Node{Kind: yaml.MappingNode}
	put := func(name string, n *yaml.Node) { doc.Content = append(doc.Content, text(name), n) }
	list := func(n int, at func(int) any) *yaml.Node {
		out := &yaml.Node{Kind: yaml.SequenceNode}
		for i := range n {
			out.Content = append(out.Content, tree{names: names}.write(reflect.ValueOf(at(i))))
		}
		return out
	}
	put("program", text(s.program.Slug))
	put("settings", tree{names: names, skip: settingsSkip()}.write(reflect.ValueOf(s.program)))
	put("groups", list(len(s.ladder.Groups), func(i int) any { return specOfGroup(s.ladder.Groups[i]) }))
	put("tiers", list(len(s.ladder.Tiers), func(i int) any { return specOfTier(s.ladder.Tiers[i]) }))
	put("offers", list(len(s.offers), func(i int) any { return specOfOffer(s.offers[i], s.newest[s.offers[i].ID]) }))
	var out bytes.Buffer
	e := yaml.NewEncoder(&out)
	e.SetIndent(2)
	if err := e.Encode(doc); err != nil {
		return nil, fmt.Errorf("write the document: %w", err)
	}
	return out.Bytes(), nil
}

func specOfGroup(g group.Group) groupSpec {
	return groupSpec{string(g.ID), g.Name, g.Text, g.Ordinal, g.Archived}
}

func (x groupSpec) onto(g *group.Group) {
	g.Name, g.Text, g.Ordinal, g.Archived = x.Name, x.Text, x.Ordinal, x.Archived
}

func specOfTier(t group.Tier) tierSpec {
	return tierSpec{string(t.ID), t.Name, t.Ordinal, t.Commission, t.Benefits, t.Rewards, t.Reach, t.Keep, t.Archived}
}

func (x tierSpec) onto(t *group.Tier) {
	t.Name, t.Ordinal, t.Commission, t.Benefits, t.Rewards, t.Reach, t.Keep, t.Archived = x.Name, x.Ordinal, x.Commission, x.Benefits, x.Rewards, x.Reach, x.Keep, x.Archived
}

func specOfOffer(o offer.Offer, v offer.Version) offerSpec {
	return offerSpec{
		ID: string(o.ID), Name: o.Name, Retired: o.Status == offer.Retired, Trigger: v.Trigger,
		Term: termSpec{v.Type, int64(v.Rate), v.FlatMinor}, Recurring: v.Recurring, HoldbackDays: v.HoldbackDays, Rules: v.Rules,
	}
}

func (x offerSpec) version(actor string) offer.Version {
	return offer.Version{
		Name: x.Name, Trigger: x.Trigger, Type: x.Term.Type, Rate: basisPoints(x.Term.Rate), FlatMinor: x.Term.FlatMinor,
		Recurring: x.Recurring, HoldbackDays: x.HoldbackDays, Rules: x.Rules, CreatedBy: actor,
	}
}
