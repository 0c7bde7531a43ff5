package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/table"
)

type recordItem struct {
	ID        id.Conversion      `table:"id"`
	Report    conversion.Report  `table:"report"`
	Verdict   conversion.Verdict `table:"verdict"`
	Trace     []conversion.Step  `table:"trace,omitempty"`
	Partner   id.Partner         `table:"partner,omitempty"`
	Link      id.Link            `table:"link,omitempty"`
	Customer  id.Customer        `table:"customer,omitempty"`
	DecidedAt time.Time          `table:"decided_at"`
	Version   int64              `table:"version"`
}

type headItem struct {
	Program     id.Program      `table:"program"`
	Order       string          `table:"order"`
	Currency    money.Currency  `table:"currency"`
	SaleMinor   int64           `table:"sale,omitempty"`
	Refunded    int64           `table:"refunded,omitempty"`
	Parked      int64           `table:"parked,omitempty"`
	ParkedAll   bool            `table:"parked_all,omitempty"`
	Commissions []id.Commission `table:"commissions,omitempty"`
	Partners    []id.Partner    `table:"partners,omitempty"`
	Version     int64           `table:"version"`
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
	keys = append(keys, refKeys(q.Program, q.LinkRefs)...)
	people := len(keys)
	keys = append(keys, customerKeys(q.Program, q.Customer)...)
	items, err := s.T.Get(ctx, keys, true)
	if err != nil {
		return conversion.Order{}, "", fmt.Errorf("read an order: %w", err)
	}
	out := conversion.Order{Order: q.Order, Head: conversion.Head{Program: q.Program, Order: q.Order}}
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
	out.Customer, err = s.customer(ctx, items[people:])
	return out, "", err
}

// customer picks the customer out of what customerKeys found; an alias alone
// costs another call.
func (s Conversions) customer(ctx context.Context, items []table.Item) (*customer.Customer, error) {
	var alias id.Customer
	for _, item := range items {
		switch item.String("type") {
		case "customer":
			return decodeCustomer(item)
		case "customer_alias":
			alias = id.Customer(item.String("customer"))
		}
	}
	if alias == "" {
		return nil, nil //nolint:nilnil // no customer is an answer here
	}
	found, err := s.T.Get(ctx, []table.Key{customerKey(alias)}, true)
	if err != nil || found[0] == nil {
		return nil, err
	}
	return decodeCustomer(found[0])
}

// Parties reads accounts, the customer, sub-ids, and the commissions of an
// order. An account that is known only from what was read, a customer's, comes
// with a second call.
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
	keys = append(keys, customerKeys(q.Program, q.Customer)...)
	people := len(keys)
	keys = append(keys, touchKeys(q.Program, q.Touches)...)
	out := conversion.Parties{Balances: map[ledger.Account]ledger.Balance{}}
	if len(keys) == 0 {
		return out, nil
	}
	items, err := s.T.Get(ctx, keys, true)
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
	if err := s.balances(ctx, &out, items[:balances]); err != nil {
		return out, err
	}
	if out.Customer, err = s.customer(ctx, items[commissions:people]); err != nil {
		return out, err
	}
	if c := out.Customer; c != nil && c.Bound != nil {
		if err := s.account(ctx, &out, ledger.Account{Program: q.Program, Partner: c.Bound.Partner, Currency: q.Currency}); err != nil {
			return out, err
		}
	}
	out.Subs = subsOf(q.Touches, items[people:])
	return out, nil
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
	item := newItem(recordKey(r.Program, r.Order, string(r.Kind), r.Transaction), "conversion", recordItem(rec))
	sk := join(instant(r.OccurredAt), string(rec.ID))
	item["GSI1PK"], item["GSI1SK"] = conversionPK(rec.ID), conversionSK()
	item["GSI2PK"], item["GSI2SK"] = conversionsPK(r.Program, month(r.OccurredAt), shardOf(string(rec.ID), programShards)), sk
	item["view"] = encodeConversionRow(rec)
	ops := []table.Op{
		table.Put{Item: item, If: ifVersion(rec.Version - 1)},
		table.Put{Item: newItem(orderHeadKey(o.Head.Program, o.Head.Order), "order", headItem(o.Head)), If: ifVersion(o.HeadBefore.Version)},
	}
	if o.OrderAlias != "" && o.OrderAlias != r.Order {
		alias := struct {
			Order string `table:"order"`
		}{r.Order}
		ops = append(ops, table.Put{Item: newItem(orderAliasKey(r.Program, o.OrderAlias), "order_alias", alias)})
	}
	ops = append(ops, customerOps(o.Customer)...)
	return commit(ctx, s.T, append(ops, outcomeOps(o.Money)...))
}

func decodeRecord(item table.Item) (conversion.Record, error) {
	var i recordItem
	if err := table.Decode(item, &i); err != nil {
		return conversion.Record{}, fmt.Errorf("decode a conversion: %w", err)
	}
	return conversion.Record(i), nil
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
	OccurredAt  time.Time         `json:"t"`
}

func encodeConversionRow(rec conversion.Record) string {
	r := rec.Report
	row := conversionRow{
		ID: rec.ID, Kind: r.Kind, Source: r.Source, Result: rec.Verdict.Result, Reason: rec.Verdict.Reason, Transaction: cut(r.Transaction, 60),
		Amount: r.Amount, Partner: rec.Partner, Masked: cut(r.Masked, 40), OccurredAt: r.OccurredAt,
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

var _ conversion.Store = Conversions{}
