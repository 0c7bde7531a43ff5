package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/table"
)

type balanceItem struct {
	Program     string           `table:"program"`
	Partner     string           `table:"partner"`
	Currency    string           `table:"currency"`
	Status      string           `table:"status"`
	Group       id.Group         `table:"group,omitempty"`
	Tier        id.Tier          `table:"tier,omitempty"`
	Pending     int64            `table:"pending"`
	Approved    int64            `table:"approved"`
	Available   int64            `table:"available"`
	InTransit   int64            `table:"in_transit"`
	Paid        int64            `table:"paid"`
	ClawbackDue int64            `table:"clawback_due"`
	Earned      int64            `table:"earned"`
	Reversed    int64            `table:"reversed"`
	Tallies     map[string]int64 `table:"tallies,omitempty"`
	Version     int64            `table:"version"`
	Seq         int64            `table:"seq"`
	Head        string           `table:"head,omitempty"`
	OpenFrom    int64            `table:"open_from,omitempty"`
	UpdatedAt   time.Time        `table:"updated_at"`
}

func keyOfAccount(a ledger.Account) table.Key {
	return balanceKey(a.Program, a.Partner, string(a.Currency))
}

func encodeBalance(b ledger.Balance) table.Item {
	a := b.Account
	item := newItem(keyOfAccount(a), "balance", balanceItem{
		string(a.Program), string(a.Partner), string(a.Currency), string(b.Status), b.Group, b.Tier,
		b.Pending, b.Approved, b.Available, b.InTransit, b.Paid, b.ClawbackDue, b.Earned, b.Reversed, b.Tallies,
		b.Version, b.Seq, b.Head, b.OpenFrom, b.UpdatedAt,
	})
	item["GSI2PK"], item["GSI2SK"] = balancesPK(a.Program), balanceSK(a.Partner, string(a.Currency))
	if b.Available > 0 {
		item["GSI3PK"], item["GSI3SK"] = payablePK(a.Program, shardOf(string(a.Partner), programShards)), balanceSK(a.Partner, string(a.Currency))
	}
	return item
}

func decodeBalance(item table.Item) (ledger.Balance, error) {
	var i balanceItem
	if err := table.Decode(item, &i); err != nil {
		return ledger.Balance{}, fmt.Errorf("decode a balance: %w", err)
	}
	return ledger.Balance{
		Account: ledger.Account{Program: id.Program(i.Program), Partner: id.Partner(i.Partner), Currency: money.Currency(i.Currency)},
		Status:  ledger.Status(i.Status), Group: i.Group, Tier: i.Tier,
		Pending: i.Pending, Approved: i.Approved, Available: i.Available, InTransit: i.InTransit,
		Paid: i.Paid, ClawbackDue: i.ClawbackDue, Earned: i.Earned, Reversed: i.Reversed, Tallies: i.Tallies,
		Version: i.Version, Seq: i.Seq, Head: i.Head, OpenFrom: i.OpenFrom, UpdatedAt: i.UpdatedAt,
	}, nil
}

// openBalanceOps opens an account with nothing in it, for the transaction that
// approves an enrollment.
func openBalanceOps(a enrollment.Approval) []table.Op {
	e := a.After
	b := ledger.Balance{
		Account: ledger.Account{Program: e.Program, Partner: e.Partner, Currency: a.Currency},
		Status:  ledger.Status(e.Status), Group: e.Group, Tier: e.Tier, Version: 1, UpdatedAt: e.DecidedAt,
	}
	return []table.Op{table.Put{Item: encodeBalance(b), If: []table.Condition{table.Absent("")}}}
}

// setBalanceStatusOp mirrors an enrollment's new status on its account. The
// version rises, so that a posting decided before it is refused.
func setBalanceStatusOp(p id.Program, o id.Partner, c money.Currency, status string) table.Op {
	return table.Update{
		Key: balanceKey(p, o, string(c)), If: []table.Condition{table.Present("")},
		Set: map[string]any{"status": status}, Add: map[string]int64{"version": 1},
	}
}

// setBalancePlaceOp mirrors the group and tier that an enrollment has now on its
// account, as setBalanceStatusOp does with its status.
func setBalancePlaceOp(p id.Program, o id.Partner, c money.Currency, g id.Group, t id.Tier) table.Op {
	return table.Update{
		Key: balanceKey(p, o, string(c)), If: []table.Condition{table.Present("")},
		Set: map[string]any{"group": string(g), "tier": string(t)}, Add: map[string]int64{"version": 1},
	}
}

type postingItem struct {
	Program  string        `table:"program"`
	Partner  string        `table:"partner"`
	Currency string        `table:"currency"`
	Seq      int64         `table:"seq"`
	Kind     string        `table:"kind"`
	Refs     []string      `table:"refs,omitempty"`
	Moves    []ledger.Move `table:"moves,omitempty"`
	Actor    string        `table:"actor,omitempty"`
	Reason   string        `table:"reason,omitempty"`
	At       time.Time     `table:"at"`
	Prev     string        `table:"prev,omitempty"`
	Hash     string        `table:"hash"`
}

// entryOps writes one change of an account: its balance, if nobody wrote it
// since, and its posting.
func entryOps(e ledger.Entry) []table.Op {
	p := e.Posting
	a := p.Account
	item := newItem(postingKey(a.Program, a.Partner, string(a.Currency), p.Seq), "posting", postingItem{
		string(a.Program), string(a.Partner), string(a.Currency), p.Seq, string(p.Kind), p.Refs, p.Moves, p.Actor, p.Reason, p.At, p.Prev, p.Hash,
	})
	return []table.Op{
		table.Put{Item: encodeBalance(e.After), If: []table.Condition{table.Is("version", e.Before.Version)}},
		table.Put{Item: item, If: []table.Condition{table.Absent("")}},
	}
}

func decodePosting(item table.Item) (ledger.Posting, error) {
	var i postingItem
	if err := table.Decode(item, &i); err != nil {
		return ledger.Posting{}, fmt.Errorf("decode a posting: %w", err)
	}
	return ledger.Posting{
		Account: ledger.Account{Program: id.Program(i.Program), Partner: id.Partner(i.Partner), Currency: money.Currency(i.Currency)},
		Seq:     i.Seq, Kind: ledger.Kind(i.Kind), Refs: i.Refs, Moves: i.Moves, Actor: i.Actor, Reason: i.Reason, At: i.At, Prev: i.Prev, Hash: i.Hash,
	}, nil
}

// Ledgers reads accounts and their postings.
type Ledgers struct{ T table.Table }

// Of reads an account consistently; an account that was never opened is empty
// and of version 0 (A28).
func (s Ledgers) Of(ctx context.Context, a ledger.Account) (ledger.Balance, error) {
	items, err := s.T.Get(ctx, []table.Key{keyOfAccount(a)}, true)
	if err != nil {
		return ledger.Balance{}, fmt.Errorf("read a balance: %w", err)
	}
	if items[0] == nil {
		return ledger.Balance{Account: a}, nil
	}
	return decodeBalance(items[0])
}

// Accounts names all accounts of a program (A10).
func (s Ledgers) Accounts(ctx context.Context, p id.Program) ([]ledger.Account, error) {
	items, err := queryAll(ctx, s.T, table.Query{Index: table.Gsi2, PK: balancesPK(p)})
	if err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	out := make([]ledger.Account, 0, len(items))
	for _, item := range items {
		partner, currency := splitBalanceSK(item.String("GSI2SK"))
		out = append(out, ledger.Account{Program: p, Partner: id.Partner(partner), Currency: money.Currency(currency)})
	}
	return out, nil
}

// Audit folds all postings of an account against its balance (A28).
func (s Ledgers) Audit(ctx context.Context, a ledger.Account) ([]ledger.Finding, error) {
	_, findings, err := s.AuditAt(ctx, a, nil)
	return findings, err
}

// AuditAt audits an account and returns where it stood at some times, in their
// order: after the last posting that was made before each (A28).
func (s Ledgers) AuditAt(ctx context.Context, a ledger.Account, ends []time.Time) ([]ledger.Balance, []ledger.Finding, error) {
	stored, err := s.Of(ctx, a)
	if err != nil {
		return nil, nil, err
	}
	auditor := ledger.NewAuditor(a)
	stood := make([]ledger.Balance, 0, len(ends))
	if stored.Seq > 0 {
		err = s.Walk(ctx, a, 1, stored.Seq, func(p ledger.Posting) error {
			for len(stood) < len(ends) && !p.At.Before(ends[len(stood)]) {
				stood = append(stood, auditor.Folded())
			}
			auditor.Add(p)
			return nil
		})
	}
	for len(stood) < len(ends) {
		stood = append(stood, auditor.Folded())
	}
	return stood, auditor.Close(stored), err
}

// Walk reads an account's postings in order, from one to another, both
// included (A28). Never more than a page of them is in memory.
func (s Ledgers) Walk(ctx context.Context, a ledger.Account, from, to int64, each func(ledger.Posting) error) error {
	at := func(seq int64) string { return postingKey(a.Program, a.Partner, string(a.Currency), seq).SK }
	q := table.Query{PK: ledgerPK(a.Program, a.Partner, string(a.Currency)), From: at(from), To: at(to), Consistent: true}
	for {
		page, err := s.T.Query(ctx, q)
		if err != nil {
			return fmt.Errorf("read postings: %w", err)
		}
		for _, item := range page.Items {
			p, err := decodePosting(item)
			if err != nil {
				return err
			}
			if err := each(p); err != nil {
				return err
			}
		}
		if page.Next == "" {
			return nil
		}
		q.Cursor = page.Next
	}
}
