package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/table"
)

// Offers keeps offers and their versions (A25).
type Offers struct{ T table.Table }

type offerRecord struct {
	ID        id.Offer     `table:"id"`
	Program   id.Program   `table:"program"`
	Name      string       `table:"name"`
	Status    offer.Status `table:"status"`
	Versions  int64        `table:"versions"`
	CreatedAt time.Time    `table:"created_at"`
	RetiredAt time.Time    `table:"retired_at"`
}

type versionRecord struct {
	Offer         id.Offer          `table:"offer"`
	Number        int64             `table:"number"`
	Name          string            `table:"name"`
	EffectiveFrom time.Time         `table:"effective_from"`
	Trigger       offer.Trigger     `table:"trigger"`
	Type          offer.Type        `table:"formula"`
	Rate          money.BasisPoints `table:"rate,omitempty"`
	FlatMinor     int64             `table:"flat,omitempty"`
	Recurring     bool              `table:"recurring,omitempty"`
	HoldbackDays  int64             `table:"holdback_days"`
	CreatedBy     string            `table:"created_by,omitempty"`
	CreatedAt     time.Time         `table:"created_at"`
	Rules         offer.Rules       `table:"rules"` // of those stored before there were any: none
}

// Publish writes an offer and its newest version.
func (s Offers) Publish(ctx context.Context, o offer.Offer, v offer.Version) error {
	before := []table.Condition{table.Absent("")}
	if o.Versions > 1 {
		before = []table.Condition{table.Is("versions", o.Versions-1), table.Is("status", offer.Published)}
	}
	k := offerVersionKey(o.Program, v.Offer, v.Number)
	ops := []table.Op{
		table.Put{Item: newItem(offerKey(o.Program, o.ID), "offer", offerRecord(o)), If: before},
		table.Put{Item: newItem(k, "offer_version", versionRecord(v)), If: []table.Condition{table.Absent("")}},
	}
	news, err := offerNews(o, v)
	if err != nil {
		return err
	}
	err = s.T.Commit(ctx, append(ops, news...))
	if table.ReasonOf(err) == table.Refused {
		return fault.Wrap(err, fault.Conflict, "offer.changed", "Somebody else changed the offer meanwhile. Load it again.")
	}
	return err
}

// Retire ends an offer; what it promised until then stays.
func (s Offers) Retire(ctx context.Context, p id.Program, o id.Offer, at time.Time) error {
	_, _, err := s.T.Update(ctx, table.Update{
		Key: offerKey(p, o), If: []table.Condition{table.Is("status", offer.Published)}, Set: map[string]any{"status": offer.Retired, "retired_at": at},
	})
	if table.ReasonOf(err) != table.Refused {
		return err
	}
	items, err := s.T.Get(ctx, []table.Key{offerKey(p, o)}, true)
	if err == nil && items[0] == nil {
		return fault.New(fault.NotFound, "offer.unknown", "There is no such offer in this program.")
	}
	return err
}

// List reads a program's offers and all their versions.
func (s Offers) List(ctx context.Context, p id.Program) ([]offer.Offer, []offer.Version, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: programPK(p), Prefix: offerPrefix(), Consistent: true})
	if err != nil {
		return nil, nil, fmt.Errorf("list offers: %w", err)
	}
	var offers []offer.Offer
	var versions []offer.Version
	for _, item := range items {
		if strings.Contains(item.String(table.SK), "#V#") {
			var v versionRecord
			if err := table.Decode(item, &v); err != nil {
				return nil, nil, fmt.Errorf("decode an offer's version: %w", err)
			}
			versions = append(versions, offer.Version(v))
			continue
		}
		var o offerRecord
		if err := table.Decode(item, &o); err != nil {
			return nil, nil, fmt.Errorf("decode an offer: %w", err)
		}
		offers = append(offers, offer.Offer(o))
	}
	return offers, versions, nil
}

// Rulebook reads a program with the versions of its offers, and when they were
// retired.
type Rulebook struct{ T table.Table }

// Rules reads them in two calls; wrap it in a cache where that is too many.
func (s Rulebook) Rules(ctx context.Context, p id.Program) (conversion.Rules, error) {
	programs, err := Programs{T: s.T}.Load(ctx, p)
	if err != nil {
		return conversion.Rules{}, err
	}
	if len(programs) == 0 {
		return conversion.Rules{}, fault.New(fault.NotFound, "program.unknown", "There is no such program.")
	}
	offers, versions, err := Offers(s).List(ctx, p)
	if err != nil {
		return conversion.Rules{}, err
	}
	rules := conversion.Rules{Program: programs[0], Retired: map[id.Offer]time.Time{}}
	paying := map[id.Offer]bool{}
	for _, o := range offers {
		if paying[o.ID] = o.Status == offer.Published || !o.RetiredAt.IsZero(); o.Status == offer.Retired {
			rules.Retired[o.ID] = o.RetiredAt
		}
	}
	for _, v := range versions {
		if paying[v.Offer] {
			rules.Versions = append(rules.Versions, v)
		}
	}
	return rules, nil
}

var (
	_ offer.Store         = Offers{}
	_ conversion.Rulebook = Rulebook{}
)
