package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Partners keeps partner organisations.
type Partners struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type partnerRecord struct {
	ID        id.Partner `table:"id"`
	Name      string     `table:"name"`
	Website   string     `table:"website,omitempty"`
	Country   string     `table:"country,omitempty"`
	Version   int64      `table:"version"`
	CreatedAt time.Time  `table:"created_at"`

	Address     string `table:"address,omitempty"`
	Description string `table:"description,omitempty"`
	Logo        string `table:"logo,omitempty"`
}

func partnerItem(p partner.Partner) table.Item {
	return newItem(partnerKey(p.ID), "partner", partnerRecord(p))
}

// Load reads partners, a hundred at a time; unknown ones are left out.
func (s Partners) Load(ctx context.Context, ids ...id.Partner) ([]partner.Partner, error) {
	return s.load(ctx, true, ids)
}

// Names reads what organisations are called, as far as that has got around;
// unknown ones are left out.
func (s Partners) Names(ctx context.Context, ids ...id.Partner) (map[id.Partner]string, error) {
	found, err := s.load(ctx, false, ids)
	out := make(map[id.Partner]string, len(found))
	for _, p := range found {
		out[p.ID] = p.Name
	}
	return out, err
}

func (s Partners) load(ctx context.Context, consistent bool, ids []id.Partner) ([]partner.Partner, error) {
	out := make([]partner.Partner, 0, len(ids))
	for len(ids) > 0 {
		n := min(len(ids), 100)
		keys := make([]table.Key, n)
		for i, p := range ids[:n] {
			keys[i] = partnerKey(p)
		}
		items, err := s.T.Get(ctx, keys, consistent)
		if err != nil {
			return nil, fmt.Errorf("load partners: %w", err)
		}
		for _, item := range items {
			if item == nil {
				continue
			}
			var r partnerRecord
			if err := table.Decode(item, &r); err != nil {
				return nil, fmt.Errorf("read partner %s: %w", item.Key().PK, err)
			}
			out = append(out, partner.Partner(r))
		}
		ids = ids[n:]
	}
	return out, nil
}

// Save replaces a partner when it still is what it was.
func (s Partners) Save(ctx context.Context, before, after partner.Partner) error {
	was, is := partnerItem(before), partnerItem(after)
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: is, If: []table.Condition{table.Is("version", before.Version)}},
		auditOp(ctx, s.Clock.Now(), "", "partner.change", string(after.ID), was, is),
	})
	if table.ReasonOf(err) == table.Refused {
		return fault.Stale(err)
	}
	if err != nil {
		return fmt.Errorf("save partner %s: %w", after.ID, err)
	}
	return nil
}

var _ partner.Store = Partners{}
