package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Coupons keeps the codes of programs (A21).
type Coupons struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

// couponRecord is a code, in its item and in the view of its lists.
type couponRecord struct {
	Program   id.Program        `table:"program" json:"-"`
	Code      string            `table:"code" json:"c"`
	Partner   id.Partner        `table:"partner" json:"p"`
	Link      id.Link           `table:"link,omitempty" json:"l,omitempty"`
	Offer     id.Offer          `table:"offer,omitempty" json:"o,omitempty"`
	Rate      money.BasisPoints `table:"rate,omitempty" json:"r,omitempty"`
	FlatMinor int64             `table:"flat,omitempty" json:"f,omitempty"`
	Status    coupon.Status     `table:"status" json:"s"`
	From      time.Time         `table:"from,omitempty" json:"a,omitzero"`
	Until     time.Time         `table:"until,omitempty" json:"u,omitzero"`
	Source    string            `table:"source" json:"w"`
	Version   int64             `table:"version" json:"v"`
	CreatedAt time.Time         `table:"created_at" json:"t"`
}

func couponItem(c coupon.Coupon) (table.Item, error) {
	r := couponRecord(c)
	item := newItem(couponKey(c.Program, c.Code), "coupon", r)
	item["GSI1PK"], item["GSI1SK"] = enrolledPK(c.Program, c.Partner), couponSK(c.CreatedAt, c.Code)
	item["GSI2PK"], item["GSI2SK"] = couponsPK(c.Program), couponSK(c.CreatedAt, c.Code)
	var view bytes.Buffer
	e := json.NewEncoder(&view)
	e.SetEscapeHTML(false) // a code is as long as it looks
	if err := e.Encode(r); err != nil {
		return nil, fmt.Errorf("encode the row of code %s: %w", c.Code, err)
	}
	item["view"] = view.String()
	return item, nil
}

func decodeCoupon(item table.Item) (coupon.Coupon, error) {
	var r couponRecord
	if err := table.Decode(item, &r); err != nil {
		return coupon.Coupon{}, fmt.Errorf("read code %s: %w", item.Key().PK, err)
	}
	return coupon.Coupon(r), nil
}

// Create writes a new code (A21).
func (s Coupons) Create(ctx context.Context, c coupon.Coupon) error {
	item, err := couponItem(c)
	if err != nil {
		return err
	}
	err = s.T.Commit(ctx, []table.Op{
		table.Put{Item: item, If: []table.Condition{table.Absent("")}},
		auditOp(ctx, c.CreatedAt, c.Program, "coupon.create", c.Subject(), nil, item),
	})
	if refused(err, 0) {
		return fault.Wrap(err, fault.Conflict, "coupon.taken", "The program has this code already.")
	}
	if err != nil {
		return fmt.Errorf("create code %s: %w", c.Code, err)
	}
	return nil
}

// Load reads codes, written as [coupon.Fold] writes them, consistently; unknown
// ones are left out (A21).
func (s Coupons) Load(ctx context.Context, p id.Program, codes ...string) ([]coupon.Coupon, error) {
	items, err := s.T.Get(ctx, couponKeys(p, codes), true)
	if err != nil {
		return nil, fmt.Errorf("load codes: %w", err)
	}
	return decodeCoupons(items)
}

// couponKeys names the items of codes.
func couponKeys(p id.Program, codes []string) []table.Key {
	keys := make([]table.Key, len(codes))
	for i, c := range codes {
		keys[i] = couponKey(p, c)
	}
	return keys
}

// decodeCoupons reads the items that are there.
func decodeCoupons(items []table.Item) ([]coupon.Coupon, error) {
	var out []coupon.Coupon
	for _, item := range items {
		if item == nil {
			continue
		}
		c, err := decodeCoupon(item)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// Save replaces a code that still is what it was (A21).
func (s Coupons) Save(ctx context.Context, before, after coupon.Coupon) error {
	was, err := couponItem(before)
	if err != nil {
		return err
	}
	is, err := couponItem(after)
	if err != nil {
		return err
	}
	err = s.T.Commit(ctx, []table.Op{
		table.Put{Item: is, If: ifVersion(before.Version)},
		auditOp(ctx, s.Clock.Now(), after.Program, "coupon.change", after.Subject(), was, is),
	})
	if refused(err, 0) {
		return fault.Wrap(err, fault.Conflict, "coupon.changed", "Somebody else changed the code meanwhile. Load it again.")
	}
	if err != nil {
		return fmt.Errorf("save code %s: %w", after.Code, err)
	}
	return nil
}

// OfProgram lists a program's codes, newest first (A21).
func (s Coupons) OfProgram(ctx context.Context, p id.Program, r page.Request) (page.Of[coupon.Coupon], error) {
	return s.list(ctx, p, table.Query{Index: table.Gsi2, PK: couponsPK(p), Prefix: couponPrefix()}, r)
}

// OfPartner lists a partner's codes, newest first (A21).
func (s Coupons) OfPartner(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[coupon.Coupon], error) {
	return s.list(ctx, p, table.Query{Index: table.Gsi1, PK: enrolledPK(p, o), Prefix: couponPrefix()}, r)
}

func (s Coupons) list(ctx context.Context, p id.Program, q table.Query, r page.Request) (page.Of[coupon.Coupon], error) {
	out, err := sieve[coupon.Coupon]{
		t: s.T, q: q, sparse: r.Sought(),
		read: itemwise(func(item table.Item) (coupon.Coupon, error) {
			var row couponRecord
			err := json.Unmarshal([]byte(item.String("view")), &row)
			row.Program = p
			return coupon.Coupon(row), err
		}),
		keeps: func(c coupon.Coupon) bool { return r.Finds(c.Code) },
	}.page(ctx, r)
	if err != nil {
		return out, fmt.Errorf("list codes: %w", err)
	}
	return out, nil
}

var _ coupon.Store = Coupons{}
