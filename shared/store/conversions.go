package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/table"
)

type recordItem struct {
	ID        id.Conversion       `table:"id"`
	Report    conversion.Report   `table:"report"`
	Verdict   conversion.Verdict  `table:"verdict"`
	Why       []byte              `table:"why"` // packed: candidates and trace
	Signals   []conversion.Signal `table:"signals,omitempty"`
	Partner   id.Partner          `table:"partner,omitempty"`
	Link      id.Link             `table:"link,omitempty"`
	Customer  id.Customer         `table:"customer,omitempty"`
	DecidedAt time.Time           `table:"decided_at"`
	Version   int64               `table:"version"`
}

type headItem struct {
	Program     id.Program                      `table:"program"`
	Order       string                          `table:"order"`
	Currency    money.Currency                  `table:"currency"`
	SaleMinor   int64                           `table:"sale,omitempty"`
	Counted     int64                           `table:"counted,omitempty"`
	Refunded    int64                           `table:"refunded,omitempty"`
	Targets     map[string]int64                `table:"targets,omitempty"`
	Seen        map[string]int64                `table:"seen,omitempty"`
	Failed      map[string][]conversion.Failure `table:"failed,omitempty"`
	Parked      int64                           `table:"parked,omitempty"`
	Disputed    int64                           `table:"disputed,omitempty"`
	DisputedAll bool                            `table:"disputed_all,omitempty"`
	ParkedAll   bool                            `table:"parked_all,omitempty"`
	Awaiting    bool                            `table:"awaiting,omitempty"`
	Lines       map[string]conversion.OrderLine `table:"lines,omitempty"`
	Commissions []id.Commission                 `table:"commissions,omitempty"`
	Partners    []id.Partner                    `table:"partners,omitempty"`
	Buyer       conversion.Buyer                `table:"buyer,omitempty"`
	Version     int64                           `table:"version"`
}

// encodeHead writes an order's head; one that found its partner stands among
// the partner's orders.
func encodeHead(h conversion.Head) table.Item {
	item := newItem(orderHeadKey(h.Program, h.Order), "order", headItem(h))
	if b := h.Buyer; b.Partner != "" {
		item["GSI1PK"], item["GSI1SK"] = enrolledPK(h.Program, b.Partner), orderSK(b.At, h.Order)
		item["view"] = string(b.Customer)
	}
	return item
}

// Conversions reads and writes what a decision on a report needs (A6, A7).
type Conversions struct{ T table.Table }

// Order reads an event, its order and the owners of links in one call, in two
// when the order is known by another name (A6).
func (s Conversions) Order(ctx context.Context, q conversion.OrderQuery) (conversion.Order, error) {
	out, alias, err := s.order(ctx, q)
	if err != nil || alias == "" {
		return out, err
	}
	q.Order = alias
	out, _, err = s.order(ctx, q)
	return out, err
}

func (s Conversions) order(ctx context.Context, q conversion.OrderQuery) (conversion.Order, string, error) {
	keys := []table.Key{orderHeadKey(q.Program, q.Order), recordKey(q.Program, q.Order, string(q.Kind), q.Transaction)}
	takesBack := q.Kind == conversion.Refund || q.Kind == conversion.Chargeback
	if takesBack {
		keys = append(keys, orderAliasKey(q.Program, q.Order))
	}
	refs := len(keys)
	for _, ref := range q.LinkRefs {
		keys = append(keys, linkRefKey(q.Program, ref))
	}
	people := len(keys)
	keys = append(keys, whoKeys(q.Program, q.Who)...)
	out := conversion.Order{Order: q.Order, Head: conversion.Head{Program: q.Program, Order: q.Order}}
	items, err := s.read(ctx, keys, q.Program, q.Who, &out.Found)
	if err != nil {
		return out, "", fmt.Errorf("read an order: %w", err)
	}
	if items[0] != nil {
		var h headItem
		if err := table.Decode(items[0], &h); err != nil {
			return out, "", fmt.Errorf("decode an order: %w", err)
		}
		out.Head = conversion.Head(h)
	} else if takesBack && items[2] != nil {
		return out, items[2].String("order"), nil
	}
	if items[1] != nil {
		rec, err := decodeRecord(items[1])
		if err != nil {
			return out, "", err
		}
		out.Existing = &rec
	}
	out.Owners = owners(q.LinkRefs, items[refs:people])
	return out, "", s.people(ctx, q.Who, items[people:], &out.Found)
}

// Parties reads accounts, whose the customer is, and the commissions of an
// order.
func (s Conversions) Parties(ctx context.Context, q conversion.PartiesQuery) (conversion.Parties, error) {
	var keys []table.Key
	for _, p := range q.Partners {
		keys = append(keys, balanceKey(q.Program, p, string(q.Currency)))
	}
	balances := len(keys)
	for _, c := range q.Commissions {
		keys = append(keys, commissionKey(c))
	}
	commissions := len(keys)
	if q.User != "" {
		for _, p := range q.Partners {
			keys = append(keys, membershipKey(q.User, string(p)))
		}
	}
	budgets := len(keys)
	keys = append(keys, budgetKeys(q.Budgets)...)
	people := len(keys)
	keys = append(keys, whoKeys(q.Program, q.Who)...)
	out := conversion.Parties{Balances: map[ledger.Account]ledger.Balance{}, Own: map[id.Partner]bool{}}
	items, err := s.read(ctx, keys, q.Program, q.Who, &out.Found)
	if err != nil {
		return out, fmt.Errorf("read the parties of a conversion: %w", err)
	}
	for _, item := range items[balances:commissions] {
		if item == nil {
			continue
		}
		c, err := decodeCommission(item)
		if err != nil {
			return out, err
		}
		out.Commissions = append(out.Commissions, c)
	}
	for i, item := range items[commissions:budgets] {
		out.Own[q.Partners[i]] = item != nil
	}
	if out.Budgets, err = s.drawn(ctx, q.Program, q.Budgets, items[budgets:people]); err != nil {
		return out, err
	}
	if err := s.balances(ctx, &out, items[:balances]); err != nil {
		return out, err
	}
	return out, s.people(ctx, q.Who, items[people:], &out.Found)
}

func (s Conversions) balances(ctx context.Context, out *conversion.Parties, items []table.Item) error {
	for _, item := range items {
		if item == nil {
			continue
		}
		b, err := decodeBalance(item)
		if err != nil {
			return err
		}
		out.Balances[b.Account] = b
	}
	for _, c := range out.Commissions {
		if err := s.account(ctx, out, c.Account); err != nil {
			return err
		}
	}
	return nil
}

// account reads an account that was not asked for from the start.
func (s Conversions) account(ctx context.Context, out *conversion.Parties, a ledger.Account) error {
	if _, ok := out.Balances[a]; ok {
		return nil
	}
	b, err := Ledgers(s).Of(ctx, a)
	if err == nil && b.Version > 0 {
		out.Balances[a] = b
	}
	return err
}

// Commit writes a decision in one transaction.
func (s Conversions) Commit(ctx context.Context, o conversion.Outcome) error {
	rec := o.Record
	r := rec.Report
	item := newItem(recordKey(r.Program, r.Order, string(r.Kind), r.Transaction), "conversion", recordItem{
		rec.ID, r, rec.Verdict, packWhy(rec), rec.Signals, rec.Partner, rec.Link, rec.Customer, rec.DecidedAt, rec.Version,
	})
	sk := join(instant(r.OccurredAt), string(rec.ID))
	item["GSI1PK"], item["GSI1SK"] = conversionPK(rec.ID), conversionSK()
	item["GSI2PK"], item["GSI2SK"] = conversionsPK(r.Program, month(r.OccurredAt), shardOf(string(rec.ID), programShards)), sk
	item["view"] = encodeConversionRow(rec)
	markMissed(item, rec)
	ops := []table.Op{
		table.Put{Item: item, If: ifVersion(rec.Version - 1)},
		table.Put{Item: encodeHead(o.Head), If: ifVersion(o.HeadBefore.Version)},
	}
	if o.OrderAlias != "" && o.OrderAlias != r.Order {
		alias := struct {
			Order string `table:"order"`
		}{r.Order}
		ops = append(ops, table.Put{Item: newItem(orderAliasKey(r.Program, o.OrderAlias), "order_alias", alias)})
	}
	ops = append(ops, ratelessOps(o)...)
	ops = append(ops, customerOps(o.Customer)...)
	if o.Refunded.Customer != "" && o.Refunded.Minor != 0 {
		ops = append(ops, table.Update{
			Key: customerKey(o.Refunded.Customer), Add: map[string]int64{"revenue": -o.Refunded.Minor, "version": 1},
			If: []table.Condition{table.Present("")},
		})
	}
	ops = append(ops, drawOps(o.Draws)...)
	ops = append(ops, openedOps(o.Case)...)
	if o.Act != "" {
		ops = append(ops, auditOp(ctx, o.At, r.Program, o.Act, string(rec.ID), nil, item))
	}
	return commit(ctx, s.T, append(ops, outcomeOps(o.Money)...))
}

func decodeRecord(item table.Item) (conversion.Record, error) {
	var i recordItem
	if err := table.Decode(item, &i); err != nil {
		return conversion.Record{}, fmt.Errorf("decode a conversion: %w", err)
	}
	rec := conversion.Record{
		ID: i.ID, Report: i.Report, Verdict: i.Verdict, Signals: i.Signals, Partner: i.Partner, Link: i.Link, Customer: i.Customer,
		DecidedAt: i.DecidedAt, Version: i.Version,
	}
	if err := unpackWhy(i.Why, &rec); err != nil {
		return rec, fmt.Errorf("decode why conversion %s came out so: %w", i.ID, err)
	}
	return rec, nil
}

type conversionRow struct {
	ID          id.Conversion     `json:"i"`
	Kind        conversion.Kind   `json:"k"`
	Source      conversion.Source `json:"f"`
	Result      conversion.Result `json:"v"`
	Reason      string            `json:"w,omitempty"`
	Transaction string            `json:"x"`
	Order       string            `json:"o,omitempty"`
	Amount      *money.Amount     `json:"a,omitempty"`
	Partner     id.Partner        `json:"p,omitempty"`
	Masked      string            `json:"m,omitempty"`
	Doubtful    bool              `json:"d,omitempty"`
	OccurredAt  time.Time         `json:"t"`
}

func encodeConversionRow(rec conversion.Record) string {
	r := rec.Report
	row := conversionRow{
		ID: rec.ID, Kind: r.Kind, Source: r.Source, Result: rec.Verdict.Result, Reason: rec.Verdict.Reason, Transaction: cut(r.Transaction, 60),
		Amount: shownAmount(rec), Partner: rec.Partner, Masked: cut(r.Masked, 40), Doubtful: slices.Contains(rec.Signals, conversion.PossibleDouble), OccurredAt: r.OccurredAt,
	}
	if r.Order != r.Transaction {
		row.Order = cut(r.Order, 40)
	}
	text, err := json.Marshal(row)
	if err != nil {
		return "{}" // strings and numbers always marshal
	}
	return string(text)
}

var (
	_ conversion.Store = Conversions{}
	_ conversion.Joins = Commissions{}
)

// shownAmount is what a list says that a conversion came to.
func shownAmount(rec conversion.Record) *money.Amount {
	if len(rec.Corrections) == 0 {
		return rec.Report.Amount
	}
	return rec.Current()
}
