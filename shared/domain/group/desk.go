package group

import (
	"context"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Desk is where groups and tiers are made and changed, and partners placed.
type Desk struct {
	Store   Store
	Places  Places
	Zones   Zones
	Clock   clock.Clock
	Entropy io.Reader
}

// Ladder reads a program's groups and tiers.
func (d Desk) Ladder(ctx context.Context, p id.Program) (Ladder, error) {
	return d.Store.Ladder(ctx, p)
}

// Entrance is where a new partner comes in; empty where a program has no groups
// or tiers.
func (d Desk) Entrance(ctx context.Context, p id.Program) (id.Group, id.Tier, error) {
	l, err := d.Store.Ladder(ctx, p)
	if err != nil {
		return "", "", err
	}
	g, t := l.Entrance()
	return g, t, nil
}

// CreateGroup adds a group; an ordinal of zero puts it last. Faults: Invalid,
// Conflict "group.too_many", "group.name_taken".
func (d Desk) CreateGroup(ctx context.Context, g Group) (Group, error) {
	l, err := d.Store.Ladder(ctx, g.Program)
	if err != nil {
		return Group{}, err
	}
	if len(l.Groups) >= MaxGroups {
		return Group{}, fault.New(fault.Conflict, "group.too_many", "A program has at most 50 groups.")
	}
	now := d.Clock.Now()
	if g.ID, err = id.New[id.Group](now, d.Entropy); err != nil {
		return Group{}, err
	}
	if n := len(l.Groups); g.Ordinal == 0 {
		g.Ordinal = 1
		if n > 0 {
			g.Ordinal = l.Groups[n-1].Ordinal + 1
		}
	}
	g.Version, g.CreatedAt = 1, now
	return d.saveGroup(ctx, l, Group{}, g)
}

// ChangeGroup edits a group. A version above zero must be the stored one.
func (d Desk) ChangeGroup(ctx context.Context, p id.Program, of id.Group, version int64, edit func(*Group)) (Group, error) {
	l, err := d.Store.Ladder(ctx, p)
	if err != nil {
		return Group{}, err
	}
	before, ok := l.Group(of)
	if !ok {
		return Group{}, unknownGroup()
	}
	if version > 0 && version != before.Version {
		return Group{}, fault.New(fault.Conflict, "group.changed", "Somebody else changed the group meanwhile. Load it again.")
	}
	after := before
	edit(&after)
	after.ID, after.Program, after.CreatedAt, after.Version = before.ID, before.Program, before.CreatedAt, before.Version+1
	return d.saveGroup(ctx, l, before, after)
}

func (d Desk) saveGroup(ctx context.Context, l Ladder, before, after Group) (Group, error) {
	after.Name, after.Text = strings.TrimSpace(after.Name), lines(after.Text)
	if err := after.check(); err != nil {
		return Group{}, err
	}
	if slices.ContainsFunc(l.Groups, func(x Group) bool { return x.ID != after.ID && strings.EqualFold(x.Name, after.Name) }) {
		return Group{}, taken("group.name_taken")
	}
	return after, d.Store.SaveGroup(ctx, before, after)
}

// CreateTier adds a tier; an ordinal of zero puts it on top. Faults: Invalid,
// Conflict "tier.too_many", "tier.name_taken".
func (d Desk) CreateTier(ctx context.Context, t Tier) (Tier, error) {
	l, err := d.Store.Ladder(ctx, t.Program)
	if err != nil {
		return Tier{}, err
	}
	if len(l.Tiers) >= MaxTiers {
		return Tier{}, fault.New(fault.Conflict, "tier.too_many", "A program has at most 20 tiers.")
	}
	now := d.Clock.Now()
	if t.ID, err = id.New[id.Tier](now, d.Entropy); err != nil {
		return Tier{}, err
	}
	if n := len(l.Tiers); t.Ordinal == 0 {
		t.Ordinal = 1
		if n > 0 {
			t.Ordinal = l.Tiers[n-1].Ordinal + 1
		}
	}
	t.Version, t.CreatedAt = 1, now
	return d.saveTier(ctx, l, Tier{}, t)
}

// ChangeTier edits a tier. A version above zero must be the stored one.
func (d Desk) ChangeTier(ctx context.Context, p id.Program, of id.Tier, version int64, edit func(*Tier)) (Tier, error) {
	l, err := d.Store.Ladder(ctx, p)
	if err != nil {
		return Tier{}, err
	}
	before, ok := l.Tier(of)
	if !ok {
		return Tier{}, unknownTier()
	}
	if version > 0 && version != before.Version {
		return Tier{}, fault.New(fault.Conflict, "tier.changed", "Somebody else changed the tier meanwhile. Load it again.")
	}
	after := before
	edit(&after)
	after.ID, after.Program, after.CreatedAt, after.Version = before.ID, before.Program, before.CreatedAt, before.Version+1
	return d.saveTier(ctx, l, before, after)
}

func (d Desk) saveTier(ctx context.Context, l Ladder, before, after Tier) (Tier, error) {
	after.tidy()
	if err := after.check(); err != nil {
		return Tier{}, err
	}
	for _, x := range l.Tiers {
		switch {
		case x.ID == after.ID:
		case strings.EqualFold(x.Name, after.Name):
			return Tier{}, taken("tier.name_taken")
		case x.Ordinal == after.Ordinal && !x.Archived && !after.Archived:
			return Tier{}, fault.New(fault.Conflict, "tier.step_taken", "%s stands on this step already.", x.Name)
		}
	}
	return after, d.Store.SaveTier(ctx, before, after)
}

func taken(code string) error {
	return fault.New(fault.Conflict, code, "Another one has this name already.")
}

func unknownGroup() error {
	return fault.New(fault.NotFound, "group.unknown", "There is no such group in this program.")
}

func unknownTier() error {
	return fault.New(fault.NotFound, "tier.unknown", "There is no such tier in this program.")
}

// fits tells whether a text is no longer than that and free of control
// characters, but for those allowed.
func fits(s string, most int, allowed string) bool {
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= most &&
		!strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune(allowed, r) })
}
