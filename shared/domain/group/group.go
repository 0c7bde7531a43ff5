package group

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/target"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Group is a set of a program's partners.
type Group struct {
	ID        id.Group
	Program   id.Program
	Name      string
	Text      string // for managers
	Ordinal   int64  // place in the order; new partners come into the first
	Archived  bool   // nobody comes in any more; who is in it stays
	Version   int64
	CreatedAt time.Time
}

// Subject is what the audit log calls a group.
func (g Group) Subject() string { return string(g.Program) + "/group/" + string(g.ID) }

// Rule is a goal over a period.
type Rule struct {
	target.Goal
	Period target.Period `json:"period"`
}

// Tier is a step of the ladder. Its words are what partners read; what an offer
// pays in it is said by the offer.
type Tier struct {
	ID         id.Tier
	Program    id.Program
	Name       string
	Ordinal    int64    // the lowest is where partners begin
	Commission string   // what is earned, in words
	Benefits   []string // a line each
	Rewards    string   // what is given outside the portal: gifts, trips, early access
	Reach      *Rule    // what takes a partner here; nil: only a manager does
	Keep       *Rule    // what it must reach in each period to stay; nil: it stays
	Archived   bool
	Version    int64
	CreatedAt  time.Time
}

// Subject is what the audit log calls a tier.
func (t Tier) Subject() string { return string(t.Program) + "/tier/" + string(t.ID) }

// Ladder is how a program sorts its partners: groups and tiers, each in their
// order, archived ones too.
type Ladder struct {
	Groups []Group
	Tiers  []Tier
}

// Sort puts groups and tiers in their order; equal ones as they were made.
func (l Ladder) Sort() {
	slices.SortFunc(l.Groups, func(a, b Group) int { return cmp.Or(cmp.Compare(a.Ordinal, b.Ordinal), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(l.Tiers, func(a, b Tier) int { return cmp.Or(cmp.Compare(a.Ordinal, b.Ordinal), cmp.Compare(a.ID, b.ID)) })
}

// Group finds a group.
func (l Ladder) Group(g id.Group) (Group, bool) {
	i := slices.IndexFunc(l.Groups, func(x Group) bool { return x.ID == g })
	if i < 0 {
		return Group{}, false
	}
	return l.Groups[i], true
}

// Tier finds a tier.
func (l Ladder) Tier(t id.Tier) (Tier, bool) {
	i := slices.IndexFunc(l.Tiers, func(x Tier) bool { return x.ID == t })
	if i < 0 {
		return Tier{}, false
	}
	return l.Tiers[i], true
}

// Entrance is where a new partner comes in: the first group and tier that are
// not archived, empty where there are none.
func (l Ladder) Entrance() (g id.Group, t id.Tier) {
	for _, x := range slices.Backward(l.Groups) {
		if !x.Archived {
			g = x.ID
		}
	}
	for _, x := range slices.Backward(l.Tiers) {
		if !x.Archived {
			t = x.ID
		}
	}
	return g, t
}

// Limits of a ladder.
const (
	MaxGroups   = 50
	MaxTiers    = 20
	MaxName     = 60
	MaxText     = 500
	MaxBenefits = 12
	maxOrdinal  = 1_000
)

func (g Group) check() error {
	var c checks
	c.line(g.Name, "name")
	c.wrong(!fits(g.Text, MaxText, "\n"), "text", "must have at most 500 characters")
	c.wrong(g.Ordinal < 1 || g.Ordinal > maxOrdinal, "ordinal", "must be 1 to 1000")
	return c.fault("group.invalid", "The group cannot be kept like this.")
}

func (t Tier) check() error {
	var c checks
	c.line(t.Name, "name")
	c.wrong(t.Ordinal < 1 || t.Ordinal > maxOrdinal, "ordinal", "must be 1 to 1000")
	c.wrong(!fits(t.Commission, 200, ""), "commission", "must have at most 200 characters in one line")
	c.wrong(len(t.Benefits) > MaxBenefits, "benefits", "must be 12 at most")
	for _, b := range t.Benefits {
		c.wrong(b == "" || !fits(b, 200, ""), "benefits", "must be lines of 1 to 200 characters")
	}
	c.wrong(!fits(t.Rewards, MaxText, "\n"), "rewards", "must have at most 500 characters")
	c.rule(t.Reach, "body.reach")
	c.rule(t.Keep, "body.keep")
	if t.Keep != nil {
		c.wrong(t.Keep.Period == target.Lifetime, "keep.period", "must close: a month, a quarter or a year")
		c.wrong(t.Reach != nil && t.Reach.Period == target.Lifetime, "keep", "a tier that is reached once and for all cannot be lost")
	}
	if k, r := t.Keep, t.Reach; k != nil && r != nil && k.Metric == r.Metric && k.Period == r.Period {
		c.wrong(k.Threshold > r.Threshold, "keep.threshold", "must be no more than what reaches the tier")
	}
	return c.fault("tier.invalid", "The tier cannot be kept like this.")
}

func (t *Tier) tidy() {
	t.Name, t.Commission, t.Rewards = strings.TrimSpace(t.Name), strings.TrimSpace(t.Commission), lines(t.Rewards)
	kept := make([]string, 0, len(t.Benefits))
	for _, b := range t.Benefits {
		if b = strings.TrimSpace(b); b != "" {
			kept = append(kept, b)
		}
	}
	t.Benefits = kept
}

func lines(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }

// checks gathers what is wrong with a request.
type checks struct{ fields []fault.Field }

func (c *checks) wrong(bad bool, field, message string) {
	if bad {
		c.fields = append(c.fields, fault.Field{Location: "body." + field, Message: message})
	}
}

func (c *checks) line(s, field string) {
	c.wrong(s == "" || !fits(s, MaxName, ""), field, "must have 1 to 60 characters in one line")
}

func (c *checks) rule(r *Rule, location string) {
	if r == nil {
		return
	}
	c.fields = append(c.fields, r.Check(location)...)
	if !r.Period.Known() {
		c.fields = append(c.fields, fault.Field{Location: location + ".period", Message: "must be month, quarter, year or lifetime"})
	}
}

func (c *checks) fault(code, text string) error {
	if len(c.fields) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, code, "%s", text).With(c.fields...)
}
