package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Adjustments keeps corrections by hand (A80).
type Adjustments struct{ T table.Table }

type adjustmentItem struct {
	ID           id.Adjustment               `table:"id"`
	Program      id.Program                  `table:"program"`
	Partner      id.Partner                  `table:"partner"`
	Currency     money.Currency              `table:"currency"`
	Minor        int64                       `table:"minor"`
	Name         string                      `table:"name"`
	Reason       string                      `table:"reason"`
	Order        string                      `table:"order,omitempty"`
	Status       commission.AdjustmentStatus `table:"status"`
	MadeBy       string                      `table:"made_by"`
	MadeAt       time.Time                   `table:"made_at"`
	DecidedBy    string                      `table:"decided_by,omitempty"`
	DecidedAt    time.Time                   `table:"decided_at"`
	Note         string                      `table:"note,omitempty"`
	SelfApproved bool                        `table:"self_approved,omitempty"`
	Commission   id.Commission               `table:"commission,omitempty"`
	Version      int64                       `table:"version"`
	Kind         commission.Kind             `table:"kind,omitempty"`
}

func encodeAdjustment(a commission.Adjustment) table.Item {
	w := a.Account
	item := newItem(adjustmentKey(a.ID), "adjustment", adjustmentItem{
		a.ID, w.Program, w.Partner, w.Currency, a.Amount.Minor(), a.Name, a.Reason, a.Order, a.Status, a.MadeBy, a.MadeAt,
		a.DecidedBy, a.DecidedAt, a.Note, a.SelfApproved, a.Commission, a.Version, a.Kind,
	})
	item["GSI2PK"], item["GSI2SK"] = adjustmentsPK(w.Program), adjustmentSK(a.MadeAt, a.ID)
	return item
}

func decodeAdjustment(item table.Item) (commission.Adjustment, error) {
	var i adjustmentItem
	if err := table.Decode(item, &i); err != nil {
		return commission.Adjustment{}, fmt.Errorf("decode an adjustment: %w", err)
	}
	amount, err := money.New(i.Minor, i.Currency)
	return commission.Adjustment{
		ID: i.ID, Account: ledger.Account{Program: i.Program, Partner: i.Partner, Currency: i.Currency}, Amount: amount,
		Name: i.Name, Reason: i.Reason, Order: i.Order, Status: i.Status, MadeBy: i.MadeBy, MadeAt: i.MadeAt,
		DecidedBy: i.DecidedBy, DecidedAt: i.DecidedAt, Note: i.Note, SelfApproved: i.SelfApproved, Commission: i.Commission, Version: i.Version, Kind: i.Kind,
	}, err
}

// adjustmentOps writes a correction as it is decided, with its line in the log.
func adjustmentOps(ctx context.Context, ch *commission.AdjustmentChange) []table.Op {
	if ch == nil {
		return nil
	}
	after := encodeAdjustment(ch.After)
	at := ch.After.MadeAt
	var before table.Item
	if ch.Before.Version > 0 {
		before = encodeAdjustment(ch.Before)
	}
	if ch.After.DecidedAt.After(at) {
		at = ch.After.DecidedAt
	}
	return []table.Op{
		table.Put{Item: after, If: ifVersion(ch.Before.Version)},
		auditOp(ctx, at, ch.After.Account.Program, "adjustment."+string(ch.After.Status), string(ch.After.ID), before, after),
	}
}

// actOps writes the lines in the log of what moves no money.
func actOps(ctx context.Context, o commission.Outcome) []table.Op {
	if o.Act == "" {
		return nil
	}
	var ops []table.Op
	for _, ch := range o.Changes {
		ops = append(ops, auditOp(ctx, o.At, ch.After.Account.Program, o.Act, string(ch.After.ID), encodeCommission(ch.Before), encodeCommission(ch.After)))
	}
	return ops
}

// Adjustment reads one consistently (A80).
func (s Adjustments) Adjustment(ctx context.Context, p id.Program, a id.Adjustment) (commission.Adjustment, error) {
	items, err := s.T.Get(ctx, []table.Key{adjustmentKey(a)}, true)
	if err != nil {
		return commission.Adjustment{}, fmt.Errorf("read an adjustment: %w", err)
	}
	if items[0] != nil {
		if found, err := decodeAdjustment(items[0]); err != nil || found.Account.Program == p {
			return found, err
		}
	}
	return commission.Adjustment{}, fault.New(fault.NotFound, "adjustment.unknown", "There is no such adjustment.")
}

// OfProgram lists a program's corrections, newest first (A80).
func (s Adjustments) OfProgram(ctx context.Context, p id.Program, r page.Request) (page.Of[commission.Adjustment], error) {
	out := page.Of[commission.Adjustment]{Data: []commission.Adjustment{}}
	found, err := s.T.Query(ctx, table.Query{Index: table.Gsi2, PK: adjustmentsPK(p), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
	if err != nil {
		return out, fmt.Errorf("list adjustments: %w", err)
	}
	keys := make([]table.Key, len(found.Items))
	for i, item := range found.Items {
		keys[i] = item.Key()
	}
	if len(keys) == 0 {
		return out, nil
	}
	items, err := s.T.Get(ctx, keys, true)
	if err != nil {
		return out, fmt.Errorf("read adjustments: %w", err)
	}
	for _, item := range items {
		if item == nil {
			continue
		}
		a, err := decodeAdjustment(item)
		if err != nil {
			return out, err
		}
		out.Data = append(out.Data, a)
	}
	out.Next = found.Next
	return out, nil
}

// Unfunded reads what was approved and waits for the program's money (A81).
func (s Commissions) Unfunded(ctx context.Context, p id.Program, until time.Time, limit int) ([]commission.Nominee, error) {
	var out []commission.Nominee
	for shard := range programShards {
		q := table.Query{Index: table.Gsi3, PK: unfundedPK(p, fmt.Sprint(shard)), To: instant(until) + "~", Limit: limit - len(out)}
		found, err := s.T.Query(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("read what waits for money: %w", err)
		}
		for _, item := range found.Items {
			out = append(out, nominee(item.String("GSI3SK")))
		}
		if len(out) >= limit {
			break
		}
	}
	return out, nil
}

var _ commission.Adjustments = Adjustments{}
