package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/claim"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Claims keeps the orders that partners miss (A131).
type Claims struct{ T table.Table }

type missingRecord struct {
	ID         id.Claim      `table:"id"`
	Program    id.Program    `table:"program"`
	Partner    id.Partner    `table:"partner"`
	By         id.User       `table:"by"`
	Order      string        `table:"order"`
	OrderedAt  time.Time     `table:"ordered_at"`
	Amount     money.Amount  `table:"amount"`
	Email      string        `table:"email,omitempty"`
	Masked     string        `table:"masked,omitempty"`
	Coupon     string        `table:"coupon,omitempty"`
	Text       string        `table:"text"`
	Status     claim.Status  `table:"status"`
	FiledAt    time.Time     `table:"filed_at"`
	DueAt      time.Time     `table:"due_at"`
	AnsweredBy id.User       `table:"answered_by,omitempty"`
	AnsweredAt time.Time     `table:"answered_at"`
	Reason     string        `table:"reason,omitempty"`
	Conversion id.Conversion `table:"conversion,omitempty"`
	Version    int64         `table:"version"`
}

func missingItem(c claim.Claim) table.Item {
	item := newItem(missingKey(c.ID), "missing_order", missingRecord(c))
	sk := missingSK(c.FiledAt, c.ID)
	item["GSI1PK"], item["GSI1SK"] = enrolledPK(c.Program, c.Partner), missingPrefix()+sk
	item["GSI2PK"], item["GSI2SK"] = missingsPK(c.Program), sk
	return item
}

func decodeMissing(item table.Item) (claim.Claim, error) {
	var r missingRecord
	if item == nil {
		return claim.Claim{}, nil
	}
	if err := table.Decode(item, &r); err != nil {
		return claim.Claim{}, fmt.Errorf("decode a claim: %w", err)
	}
	return claim.Claim(r), nil
}

// Save writes a claim with the event that tells of it, when the stored one is
// the version before (A131).
func (s Claims) Save(ctx context.Context, c claim.Claim, tell event.Event) error {
	ops := []table.Op{table.Put{Item: missingItem(c), If: ifVersion(c.Version - 1)}, eventOp(tell)}
	if c.Version > 1 {
		ops = append(ops, auditOp(ctx, c.AnsweredAt, c.Program, "claim."+string(c.Status), string(c.ID), nil, missingItem(c)))
	}
	return commit(ctx, s.T, ops)
}

// Claim reads one consistently (A131).
func (s Claims) Claim(ctx context.Context, p id.Program, c id.Claim) (claim.Claim, error) {
	items, err := s.T.Get(ctx, []table.Key{missingKey(c)}, true)
	if err != nil {
		return claim.Claim{}, fmt.Errorf("read claim %s: %w", c, err)
	}
	found, err := decodeMissing(items[0])
	if err == nil && (found.ID == "" || found.Program != p) {
		return claim.Claim{}, claim.Unknown()
	}
	return found, err
}

// OfProgram lists a program's claims, newest first (A131).
func (s Claims) OfProgram(ctx context.Context, p id.Program, f claim.Filter, r page.Request) (page.Of[claim.Claim], error) {
	return s.list(ctx, table.Query{Index: table.Gsi2, PK: missingsPK(p)}, f, r)
}

// OfPartner lists a partner's claims in a program, newest first (A131).
func (s Claims) OfPartner(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[claim.Claim], error) {
	return s.list(ctx, table.Query{Index: table.Gsi1, PK: enrolledPK(p, o), Prefix: missingPrefix()}, claim.Filter{}, r)
}

func (s Claims) list(ctx context.Context, q table.Query, f claim.Filter, r page.Request) (page.Of[claim.Claim], error) {
	list := sieve[claim.Claim]{t: s.T, q: q, sparse: f != claim.Filter{}, most: getMax, keeps: f.Keeps, read: whole(s.T, decodeMissing)}
	out, err := list.page(ctx, r)
	if err != nil {
		return out, fmt.Errorf("list claims: %w", err)
	}
	return out, nil
}

// OfOrder reads all that was reported of an order, oldest decision first (A6).
func (s Conversions) OfOrder(ctx context.Context, p id.Program, order string) ([]conversion.Record, error) {
	found, err := s.T.Query(ctx, table.Query{PK: orderPK(p, order), Prefix: recordPrefix(), Limit: 100, Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("read an order's reports: %w", err)
	}
	var out []conversion.Record
	for _, item := range found.Items {
		rec, err := decodeRecord(item)
		if err != nil {
			return nil, err
		}
		out = append(out, rec)
	}
	return out, nil
}

var (
	_ claim.Store            = Claims{}
	_ claim.Reader           = Claims{}
	_ conversion.OrderReader = Conversions{}
)
