package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/promotion"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Promotions keeps the sales of programs (A32).
type Promotions struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type promotionRecord struct {
	ID          id.Promotion `table:"id"`
	Program     id.Program   `table:"program"`
	Name        string       `table:"name"`
	Text        string       `table:"text,omitempty"`
	CouponHint  string       `table:"coupon_hint,omitempty"`
	Destination string       `table:"destination"`
	Starts      time.Time    `table:"starts"`
	Ends        time.Time    `table:"ends"`
	Groups      []id.Group   `table:"groups,omitempty"`
	Cancelled   bool         `table:"cancelled,omitempty"`
	Version     int64        `table:"version"`
	CreatedAt   time.Time    `table:"created_at"`
}

func promotionItem(p promotion.Promotion) table.Item {
	return newItem(promotionKey(p.Program, p.Starts, p.ID), "promotion", promotionRecord(p))
}

// Create writes a new sale (A32).
func (s Promotions) Create(ctx context.Context, p promotion.Promotion) error {
	news, err := promotionNews(p)
	if err != nil {
		return err
	}
	item := promotionItem(p)
	err = s.T.Commit(ctx, []table.Op{
		table.Put{Item: item, If: []table.Condition{table.Absent("")}},
		news,
		auditOp(ctx, p.CreatedAt, p.Program, "promotion.create", p.Subject(), nil, item),
	})
	if err != nil {
		return fmt.Errorf("create sale %s: %w", p.ID, err)
	}
	return nil
}

// Save replaces a sale that still is what it was; one that begins at another
// time moves (A32).
func (s Promotions) Save(ctx context.Context, before, after promotion.Promotion) error {
	was, is := promotionItem(before), promotionItem(after)
	act := "promotion.change"
	if after.Cancelled && !before.Cancelled {
		act = "promotion.cancel"
	}
	ops := []table.Op{table.Put{Item: is, If: ifVersion(before.Version)}}
	if was.Key() != is.Key() {
		ops = []table.Op{
			table.Delete{Key: was.Key(), If: ifVersion(before.Version)},
			table.Put{Item: is, If: []table.Condition{table.Absent("")}},
		}
	}
	err := s.T.Commit(ctx, append(ops, auditOp(ctx, s.Clock.Now(), after.Program, act, after.Subject(), was, is)))
	if refused(err, 0) {
		return fault.Wrap(err, fault.Conflict, "promotion.changed", "Somebody else changed the sale meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("save sale %s: %w", after.ID, err)
	}
	return nil
}

// Since reads a program's sales that begin at that time or later, in the order
// in which they begin (A32).
func (s Promotions) Since(ctx context.Context, p id.Program, from time.Time) ([]promotion.Promotion, error) {
	items, err := queryAll(ctx, s.T, table.Query{PK: programPK(p), From: promotionFrom(from), To: promotionEnd(), Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("read sales: %w", err)
	}
	return decodePromotions(items)
}

// OfProgram lists a program's sales, the one that begins last first (A32).
func (s Promotions) OfProgram(ctx context.Context, p id.Program, r page.Request) (page.Of[promotion.Promotion], error) {
	got, err := s.T.Query(ctx, table.Query{PK: programPK(p), Prefix: promotionPrefix(), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
	if err != nil {
		return page.Of[promotion.Promotion]{}, fmt.Errorf("list sales: %w", err)
	}
	rows, err := decodePromotions(got.Items)
	return page.Of[promotion.Promotion]{Data: rows, Next: got.Next}, err
}

func decodePromotions(items []table.Item) ([]promotion.Promotion, error) {
	out := make([]promotion.Promotion, 0, len(items))
	for _, item := range items {
		var r promotionRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("read a sale: %w", err)
		}
		out = append(out, promotion.Promotion(r))
	}
	return out, nil
}

var _ promotion.Store = Promotions{}
