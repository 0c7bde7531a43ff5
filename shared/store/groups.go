package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Groups keeps programs' groups and tiers (A25).
type Groups struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type groupRecord struct {
	ID        id.Group   `table:"id"`
	Program   id.Program `table:"program"`
	Name      string     `table:"name"`
	Text      string     `table:"text,omitempty"`
	Ordinal   int64      `table:"ordinal"`
	Archived  bool       `table:"archived,omitempty"`
	Version   int64      `table:"version"`
	CreatedAt time.Time  `table:"created_at"`
}

type tierRecord struct {
	ID         id.Tier     `table:"id"`
	Program    id.Program  `table:"program"`
	Name       string      `table:"name"`
	Ordinal    int64       `table:"ordinal"`
	Commission string      `table:"commission,omitempty"`
	Benefits   []string    `table:"benefits,omitempty"`
	Rewards    string      `table:"rewards,omitempty"`
	Reach      *group.Rule `table:"reach,omitempty"`
	Keep       *group.Rule `table:"keep,omitempty"`
	Archived   bool        `table:"archived,omitempty"`
	Version    int64       `table:"version"`
	CreatedAt  time.Time   `table:"created_at"`
}

// Ladder reads a program's groups and tiers in one query (A25).
func (s Groups) Ladder(ctx context.Context, p id.Program) (group.Ladder, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: programPK(p), Prefix: ladderPrefix(), Consistent: true})
	if err != nil {
		return group.Ladder{}, fmt.Errorf("read groups and tiers: %w", err)
	}
	var l group.Ladder
	for _, item := range items {
		if item.String("type") == "tier" {
			var r tierRecord
			if err := table.Decode(item, &r); err != nil {
				return l, fmt.Errorf("read a tier: %w", err)
			}
			l.Tiers = append(l.Tiers, group.Tier(r))
			continue
		}
		var r groupRecord
		if err := table.Decode(item, &r); err != nil {
			return l, fmt.Errorf("read a group: %w", err)
		}
		l.Groups = append(l.Groups, group.Group(r))
	}
	l.Sort()
	return l, nil
}

// SaveGroup writes a group that still is what it was (A25).
func (s Groups) SaveGroup(ctx context.Context, before, after group.Group) error {
	is := newItem(groupKey(after.Program, after.ID), "group", groupRecord(after))
	var was table.Item
	if before.Version > 0 {
		was = newItem(groupKey(before.Program, before.ID), "group", groupRecord(before))
	}
	return s.save(ctx, after.Program, after.Subject(), "group", before.Version, was, is)
}

// SaveTier writes a tier that still is what it was (A25).
func (s Groups) SaveTier(ctx context.Context, before, after group.Tier) error {
	is := newItem(tierKey(after.Program, after.ID), "tier", tierRecord(after))
	var was table.Item
	if before.Version > 0 {
		was = newItem(tierKey(before.Program, before.ID), "tier", tierRecord(before))
	}
	return s.save(ctx, after.Program, after.Subject(), "tier", before.Version, was, is)
}

func (s Groups) save(ctx context.Context, p id.Program, subject, noun string, version int64, was, is table.Item) error {
	act := noun + ".change"
	if was == nil {
		act = noun + ".create"
	}
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: is, If: ifVersion(version)},
		auditOp(ctx, s.Clock.Now(), p, act, subject, was, is),
	})
	if refused(err, 0) {
		return fault.Wrap(err, fault.Conflict, noun+".changed", "Somebody else changed the "+noun+" meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("save %s: %w", subject, err)
	}
	return nil
}

var _ group.Store = Groups{}
