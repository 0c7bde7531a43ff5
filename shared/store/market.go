package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/market"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Market keeps how programs present themselves, and where partners stand in the
// network (A37).
type Market struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type listingRecord struct {
	Program   id.Program      `table:"program"`
	Name      string          `table:"name"`
	Summary   string          `table:"summary,omitempty"`
	Text      string          `table:"text,omitempty"`
	Category  market.Category `table:"category,omitempty"`
	Kinds     []market.Kind   `table:"kinds,omitempty"`
	Tags      []string        `table:"tags,omitempty"`
	Published bool            `table:"published,omitempty"`
	Hidden    bool            `table:"hidden,omitempty"`
	Version   int64           `table:"version"`
	ChangedAt time.Time       `table:"changed_at"`
}

type standingRecord struct {
	Partner   id.Partner    `table:"partner"`
	Name      string        `table:"name"`
	Status    market.Status `table:"status"`
	About     string        `table:"about,omitempty"`
	Website   string        `table:"website,omitempty"`
	Kinds     []market.Kind `table:"kinds,omitempty"`
	Tags      []string      `table:"tags,omitempty"`
	Reason    string        `table:"reason,omitempty"`
	AskedAt   time.Time     `table:"asked_at"`
	DecidedAt time.Time     `table:"decided_at,omitempty"`
	DecidedBy string        `table:"decided_by,omitempty"`
	Version   int64         `table:"version"`
}

// Listing reads a program's listing; an empty one when it made none (A37).
func (s Market) Listing(ctx context.Context, p id.Program) (market.Listing, error) {
	items, err := s.T.Get(ctx, []table.Key{listingKey(p)}, true)
	if err != nil {
		return market.Listing{}, fmt.Errorf("read a listing: %w", err)
	}
	l, err := decodeListing(items[0])
	l.Program = p
	return l, err
}

func decodeListing(item table.Item) (market.Listing, error) {
	var r listingRecord
	if item == nil {
		return market.Listing{}, nil
	}
	if err := table.Decode(item, &r); err != nil {
		return market.Listing{}, fmt.Errorf("decode a listing: %w", err)
	}
	return market.Listing(r), nil
}

// SaveListing replaces a listing that still is what it was; Conflict (A37).
func (s Market) SaveListing(ctx context.Context, before, after market.Listing) error {
	var was table.Item
	if before.Version > 0 {
		was = newItem(listingKey(before.Program), "listing", listingRecord(before))
	}
	is := newItem(listingKey(after.Program), "listing", listingRecord(after))
	act := "listing.save"
	if before.Hidden != after.Hidden {
		act = map[bool]string{true: "listing.hide", false: "listing.show"}[after.Hidden]
	}
	return s.save(ctx, is, before.Version, auditOp(ctx, s.Clock.Now(), after.Program, act, after.Subject(), was, is))
}

// save replaces an item that still has the version.
func (s Market) save(ctx context.Context, item table.Item, version int64, told table.Op) error {
	err := s.T.Commit(ctx, []table.Op{table.Put{Item: item, If: ifVersion(version)}, told})
	if refused(err, 0) {
		return fault.Wrap(err, fault.Conflict, "network.changed", "Somebody else changed it meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("save %s: %w", item.Key().PK, err)
	}
	return nil
}

// Browse lists listings, the newest program's first (A37).
func (s Market) Browse(ctx context.Context, f market.Filter, r page.Request) (page.Of[market.Listing], error) {
	out, err := sieve[market.Listing]{
		t: s.T, q: table.Query{PK: marketPK(), Prefix: listingPrefix()}, sparse: f.Narrow() || r.Sought(),
		read: itemwise(decodeListing), keeps: func(l market.Listing) bool { return f.Keeps(l) && market.Finds(r, l) },
	}.page(ctx, r)
	if err != nil {
		return out, fmt.Errorf("browse the marketplace: %w", err)
	}
	return out, nil
}

// Standing reads where a partner stands; an empty one when it never asked (A37).
func (s Market) Standing(ctx context.Context, o id.Partner) (market.Standing, error) {
	items, err := s.T.Get(ctx, []table.Key{standingKey(o)}, true)
	if err != nil {
		return market.Standing{}, fmt.Errorf("read a standing: %w", err)
	}
	out, err := decodeStanding(items[0])
	out.Partner = o
	return out, err
}

func decodeStanding(item table.Item) (market.Standing, error) {
	var r standingRecord
	if item == nil {
		return market.Standing{}, nil
	}
	if err := table.Decode(item, &r); err != nil {
		return market.Standing{}, fmt.Errorf("decode a standing: %w", err)
	}
	return market.Standing(r), nil
}

func standingItem(x market.Standing) table.Item {
	item := newItem(standingKey(x.Partner), "standing", standingRecord(x))
	item["GSI2PK"], item["GSI2SK"] = standingsPK(string(x.Status)), join(instant(x.AskedAt), string(x.Partner))
	return item
}

// SaveStanding replaces one that still is what it was; Conflict (A37).
func (s Market) SaveStanding(ctx context.Context, before, after market.Standing) error {
	var was table.Item
	if before.Version > 0 {
		was = standingItem(before)
	}
	is := standingItem(after)
	return s.save(ctx, is, before.Version, auditOp(ctx, s.Clock.Now(), "", "network."+string(after.Status), after.Subject(), was, is))
}

// Standings lists partners in a state, the one that asked last first (A37).
func (s Market) Standings(ctx context.Context, of market.Status, r page.Request) (page.Of[market.Standing], error) {
	out, err := sieve[market.Standing]{
		t: s.T, q: table.Query{Index: table.Gsi2, PK: standingsPK(string(of))}, sparse: r.Sought(),
		read:  whole(s.T, decodeStanding),
		keeps: func(x market.Standing) bool { return x.Status == of && r.Finds(x.Name, x.About, x.Website) },
	}.page(ctx, r)
	if err != nil {
		return out, fmt.Errorf("list who asks to be let in: %w", err)
	}
	return out, nil
}

var _ market.Store = Market{}
