package managerapi

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Ladder is how a program sorts its partners.
type Ladder struct {
	Groups []Group `json:"groups"`
	Tiers  []Tier  `json:"tiers" doc:"The lowest first"`
}

// Group is a set of the program's partners.
type Group struct {
	ID        string    `json:"id"`
	Name      string    `json:"name"`
	Text      string    `json:"text" doc:"For managers"`
	Ordinal   int64     `json:"ordinal"`
	Archived  bool      `json:"archived"`
	Version   int64     `json:"version"`
	CreatedAt time.Time `json:"created_at"`
}

// GroupInput is a group to be made.
type GroupInput struct {
	Name    string `json:"name" minLength:"1" maxLength:"60"`
	Text    string `json:"text,omitempty" maxLength:"500" doc:"For managers"`
	Ordinal int64  `json:"ordinal,omitempty" minimum:"0" maximum:"1000" doc:"Place in the order; last when left out"`
}

// GroupPatch is what to change; what is left out stays.
type GroupPatch struct {
	Name     *string `json:"name,omitempty" minLength:"1" maxLength:"60"`
	Text     *string `json:"text,omitempty" maxLength:"500"`
	Ordinal  *int64  `json:"ordinal,omitempty" minimum:"1" maximum:"1000"`
	Archived *bool   `json:"archived,omitempty"`
	Version  int64   `json:"version,omitempty" doc:"What you saw; refused when it has changed since"`
}

func (b GroupPatch) apply(g *group.Group) {
	replace(&g.Name, b.Name)
	replace(&g.Text, b.Text)
	replace(&g.Ordinal, b.Ordinal)
	replace(&g.Archived, b.Archived)
}

// Goal is how much of what a partner is to bring.
type Goal struct {
	Metric    string `json:"metric" enum:"sales,revenue,conversions,leads"`
	Threshold int64  `json:"threshold" minimum:"1" doc:"A number, or minor units of the program's currency for revenue"`
}

// TierRule is a goal over a period.
type TierRule struct {
	Goal
	Period string `json:"period" enum:"month,quarter,year,lifetime"`
}

// Tier is a step of the ladder. Its words are what partners read; what an offer
// pays in it is said by the offer.
type Tier struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Ordinal    int64     `json:"ordinal" doc:"The lowest is where partners begin"`
	Commission string    `json:"commission" doc:"What is earned, in words"`
	Benefits   []string  `json:"benefits"`
	Rewards    string    `json:"rewards" doc:"What is given outside the portal"`
	Reach      *TierRule `json:"reach,omitempty" doc:"What takes a partner here; absent: only a manager does"`
	Keep       *TierRule `json:"keep,omitempty" doc:"What it must reach in each period to stay; absent: it stays"`
	Archived   bool      `json:"archived"`
	Version    int64     `json:"version"`
	CreatedAt  time.Time `json:"created_at"`
}

// TierInput is a tier to be made.
type TierInput struct {
	Name       string    `json:"name" minLength:"1" maxLength:"60"`
	Ordinal    int64     `json:"ordinal,omitempty" minimum:"0" maximum:"1000" doc:"On top when left out"`
	Commission string    `json:"commission,omitempty" maxLength:"200"`
	Benefits   []string  `json:"benefits,omitempty" maxItems:"12"`
	Rewards    string    `json:"rewards,omitempty" maxLength:"500"`
	Reach      *TierRule `json:"reach,omitempty"`
	Keep       *TierRule `json:"keep,omitempty"`
}

func (b TierInput) tier(p id.Program) group.Tier {
	return group.Tier{
		Program: p, Name: b.Name, Ordinal: b.Ordinal, Commission: b.Commission, Benefits: b.Benefits, Rewards: b.Rewards,
		Reach: b.Reach.rule(), Keep: b.Keep.rule(),
	}
}

// TierPatch is what to change; what is left out stays.
type TierPatch struct {
	Name       *string   `json:"name,omitempty" minLength:"1" maxLength:"60"`
	Ordinal    *int64    `json:"ordinal,omitempty" minimum:"1" maximum:"1000"`
	Commission *string   `json:"commission,omitempty" maxLength:"200"`
	Benefits   *[]string `json:"benefits,omitempty" maxItems:"12"`
	Rewards    *string   `json:"rewards,omitempty" maxLength:"500"`
	Reach      *TierRule `json:"reach,omitempty"`
	NoReach    bool      `json:"no_reach,omitempty" doc:"Only managers put partners here"`
	Keep       *TierRule `json:"keep,omitempty"`
	NoKeep     bool      `json:"no_keep,omitempty" doc:"Who is here stays"`
	Archived   *bool     `json:"archived,omitempty"`
	Version    int64     `json:"version,omitempty" doc:"What you saw; refused when it has changed since"`
}

func (b TierPatch) apply(t *group.Tier) {
	replace(&t.Name, b.Name)
	replace(&t.Ordinal, b.Ordinal)
	replace(&t.Commission, b.Commission)
	replace(&t.Benefits, b.Benefits)
	replace(&t.Rewards, b.Rewards)
	replace(&t.Archived, b.Archived)
	if b.Reach != nil || b.NoReach {
		t.Reach = b.Reach.rule()
	}
	if b.Keep != nil || b.NoKeep {
		t.Keep = b.Keep.rule()
	}
}

func (r *TierRule) rule() *group.Rule {
	if r == nil {
		return nil
	}
	return &group.Rule{Goal: target.Goal{Metric: target.Metric(r.Metric), Threshold: r.Threshold}, Period: target.Period(r.Period)}
}

func ruleOf(r *group.Rule) *TierRule {
	if r == nil {
		return nil
	}
	return &TierRule{Goal{string(r.Metric), r.Threshold}, string(r.Period)}
}

func groupOf(g group.Group) Group {
	return Group{ID: string(g.ID), Name: g.Name, Text: g.Text, Ordinal: g.Ordinal, Archived: g.Archived, Version: g.Version, CreatedAt: g.CreatedAt}
}

func tierOf(t group.Tier) Tier {
	benefits := t.Benefits
	if benefits == nil {
		benefits = []string{}
	}
	return Tier{
		ID: string(t.ID), Name: t.Name, Ordinal: t.Ordinal, Commission: t.Commission, Benefits: benefits, Rewards: t.Rewards,
		Reach: ruleOf(t.Reach), Keep: ruleOf(t.Keep), Archived: t.Archived, Version: t.Version, CreatedAt: t.CreatedAt,
	}
}

// Placement is where partners are to be put.
type Placement struct {
	Partners []string `json:"partners" minItems:"1" maxItems:"500"`
	Group    *string  `json:"group,omitempty" doc:"Empty takes them out"`
	Tier     *string  `json:"tier,omitempty" doc:"Empty takes them out"`
	Locked   *bool    `json:"locked,omitempty" doc:"Rules do not move them"`
	Reason   string   `json:"reason,omitempty" maxLength:"500" doc:"For managers"`
}

// PlacementReport says what became of each.
type PlacementReport struct {
	Done    []string           `json:"done"`
	Refused []PlacementRefusal `json:"refused"`
}

// PlacementRefusal is a partner that was not placed, and why.
type PlacementRefusal struct {
	Partner string `json:"partner"`
	Code    string `json:"code"`
}
