package store

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/table"
)

// Payouts keeps batches, payouts, claims and attempts (A29).
type Payouts struct{ T table.Table }

type payoutItem struct {
	ID        id.Payout       `table:"id"`
	Batch     id.Batch        `table:"batch,omitempty"`
	Program   id.Program      `table:"program"`
	Partner   id.Partner      `table:"partner"`
	Currency  money.Currency  `table:"currency"`
	Status    payout.Status   `table:"status"`
	Reason    string          `table:"reason,omitempty"`
	Rail      string          `table:"rail"`
	PayeeName string          `table:"payee_name,omitempty"`
	Masked    string          `table:"masked,omitempty"`
	Sealed    []byte          `table:"sealed,omitempty"`
	Minor     int64           `table:"minor"`
	Terms     payout.FeeTerms `table:"terms,omitempty"`
	FeeMinor  int64           `table:"fee,omitempty"`
	Rate      fx.Rate         `table:"rate,omitempty"`
	SentMinor int64           `table:"sent,omitempty"`
	Lines     int64           `table:"lines"`
	Chunks    int64           `table:"chunks"`
	Followed  int64           `table:"followed,omitempty"`
	Attempt   int64           `table:"attempt,omitempty"`
	Reference string          `table:"reference,omitempty"`
	Evidence  string          `table:"evidence,omitempty"`
	Hands     []string        `table:"hands,omitempty"`
	AskedBy   string          `table:"asked_by,omitempty"`
	Retry     id.Payout       `table:"retry,omitempty"`
	Auto      bool            `table:"auto,omitempty"`
	Approval  payout.Approval `table:"approval,omitempty"`
	Handled   bool            `table:"handled,omitempty"`
	Unclaimed time.Time       `table:"unclaimed,omitempty"`
	CreatedAt time.Time       `table:"created_at"`
	SentAt    time.Time       `table:"sent_at"`
	EndedAt   time.Time       `table:"ended_at"`
	Version   int64           `table:"version"`
}

const todoShards = 4

// encodePayout writes a payout, and the one place of what is next: the
// schedule's list, the withdrawals that wait for a person, or what went wrong.
func encodePayout(p payout.Payout, todo bool) table.Item {
	a := p.Account
	item := newItem(payoutKey(p.ID), "payout", payoutItem{
		p.ID, p.Batch, a.Program, a.Partner, a.Currency, p.Status, p.Reason, p.Rail, p.PayeeName, p.Masked, p.Sealed,
		p.Minor, p.Terms, p.FeeMinor, p.Rate, p.SentMinor, p.Lines, p.Chunks, p.Followed, p.Attempt, p.Reference, p.Evidence, p.Hands, p.AskedBy, p.Retry, p.Auto, p.Approval, p.Handled, p.Unclaimed,
		p.CreatedAt, p.SentAt, p.EndedAt, p.Version,
	})
	item["GSI1PK"], item["GSI1SK"] = payeePK(a.Partner), payoutSK(p.CreatedAt, p.ID)
	item["GSI2PK"], item["GSI2SK"] = batchPayoutsPK(p.Batch), string(p.ID)
	if p.Withdrawal() {
		item["GSI2PK"], item["GSI2SK"] = withdrawalsPK(a.Program), join(instant(p.CreatedAt), string(p.ID))
	}
	item["view"] = string(p.Status)
	shard := shardOf(string(p.ID), todoShards)
	switch {
	case todo:
		item["GSI3PK"], item["GSI3SK"] = payoutTodoPK(shard), payoutTodoSK(a.Program, p.ID)
	case p.Troubled():
		item["GSI3PK"], item["GSI3SK"] = reviewPK(a.Program, "payout", shard), string(p.ID)
	case p.Withdrawal() && !p.Status.Final():
		item["GSI3PK"], item["GSI3SK"] = reviewPK(a.Program, "withdrawal", shard), string(p.ID)
	}
	return item
}

func decodePayout(item table.Item) (payout.Payout, error) {
	var i payoutItem
	if err := table.Decode(item, &i); err != nil {
		return payout.Payout{}, fmt.Errorf("decode a payout: %w", err)
	}
	return payout.Payout{
		ID: i.ID, Batch: i.Batch, Account: ledger.Account{Program: i.Program, Partner: i.Partner, Currency: i.Currency},
		Status: i.Status, Reason: i.Reason, Rail: i.Rail, PayeeName: i.PayeeName, Masked: i.Masked, Sealed: i.Sealed,
		Minor: i.Minor, Terms: i.Terms, FeeMinor: i.FeeMinor, Rate: i.Rate, SentMinor: i.SentMinor, Lines: i.Lines, Chunks: i.Chunks, Followed: i.Followed, Attempt: i.Attempt, Reference: i.Reference, Evidence: i.Evidence,
		Hands: i.Hands, AskedBy: i.AskedBy, Retry: i.Retry, Auto: i.Auto, Approval: i.Approval, Handled: i.Handled, Unclaimed: i.Unclaimed,
		CreatedAt: i.CreatedAt, SentAt: i.SentAt, EndedAt: i.EndedAt, Version: i.Version,
	}, nil
}

type batchRecord struct {
	ID           id.Batch           `table:"id"`
	Program      id.Program         `table:"program"`
	Status       payout.BatchStatus `table:"status"`
	Rail         string             `table:"rail"`
	Cutoff       time.Time          `table:"cutoff"`
	Planned      bool               `table:"planned,omitempty"`
	Key          string             `table:"run,omitempty"`
	MinimumMinor int64              `table:"minimum,omitempty"`
	Terms        payout.FeeTerms    `table:"terms,omitempty"`
	Rates        []fx.Rate          `table:"rates,omitempty"`
	Only         []id.Partner       `table:"only,omitempty"`
	Except       []id.Partner       `table:"except,omitempty"`
	CreatedBy    string             `table:"created_by"`
	Approval     payout.Approval    `table:"approval,omitempty"`
	CreatedAt    time.Time          `table:"created_at"`
	ClosedAt     time.Time          `table:"closed_at"`
	Version      int64              `table:"version"`
}

type attemptItem struct {
	Payout id.Payout    `table:"payout"`
	Number int64        `table:"number"`
	Key    string       `table:"key"`
	Amount money.Amount `table:"amount"`
	Sealed []byte       `table:"account,omitempty"`
	SentAt time.Time    `table:"sent_at"`
}

type claimItem struct {
	Payout      id.Payout       `table:"payout"`
	Number      int64           `table:"number"`
	Commissions []id.Commission `table:"commissions"`
	Minor       int64           `table:"minor"`
}

// Batch reads a batch.
func (s Payouts) Batch(ctx context.Context, b id.Batch) (payout.Batch, error) {
	var r batchRecord
	err := s.read(ctx, batchKey(b), &r, "batch.unknown", "There is no such payout run.")
	return payout.Batch(r), err
}

func decodeBatch(item table.Item) (payout.Batch, error) {
	var r batchRecord
	err := table.Decode(item, &r)
	return payout.Batch(r), err
}

// Payout reads a payout.
func (s Payouts) Payout(ctx context.Context, p id.Payout) (payout.Payout, error) {
	items, err := s.T.Get(ctx, []table.Key{payoutKey(p)}, true)
	if err != nil {
		return payout.Payout{}, fmt.Errorf("read a payout: %w", err)
	}
	if items[0] == nil {
		return payout.Payout{}, fault.New(fault.NotFound, "payout.unknown", "There is no such payout.")
	}
	return decodePayout(items[0])
}

// Attempt reads one attempt of a payout.
func (s Payouts) Attempt(ctx context.Context, p id.Payout, n int64) (payout.Attempt, error) {
	var i attemptItem
	err := s.read(ctx, attemptKey(p, n), &i, "payout.attempt_unknown", "There is no such attempt.")
	return payout.Attempt{Payout: i.Payout, Number: i.Number, Key: i.Key, Amount: i.Amount, Sealed: i.Sealed, SentAt: i.SentAt}, err
}

func (s Payouts) read(ctx context.Context, k table.Key, into any, code, message string) error {
	items, err := s.T.Get(ctx, []table.Key{k}, true)
	if err != nil {
		return fmt.Errorf("read %s: %w", k.PK, err)
	}
	if items[0] == nil {
		return fault.New(fault.NotFound, code, "%s", message)
	}
	return table.Decode(items[0], into)
}

// Claims reads a payout's claims from a number on, one page of them.
func (s Payouts) Claims(ctx context.Context, p id.Payout, from int64) ([]payout.Claim, error) {
	k := claimKey(p, from)
	got, err := s.T.Query(ctx, table.Query{PK: k.PK, From: k.SK, To: claimPrefix() + "~", Limit: 10, Consistent: true})
	if err != nil {
		return nil, fmt.Errorf("read claims: %w", err)
	}
	var out []payout.Claim
	for _, item := range got.Items {
		var c claimItem
		if err := table.Decode(item, &c); err != nil {
			return nil, fmt.Errorf("decode a claim: %w", err)
		}
		out = append(out, payout.Claim(c))
	}
	return out, nil
}

// Payouts nominates the payouts of a batch by the index, the last one first. It
// reads one, and only then the rest: who asks whether all have ended mostly
// learns it from the last.
func (s Payouts) Payouts(ctx context.Context, b id.Batch, each func(id.Payout) (more bool)) error {
	q := table.Query{Index: table.Gsi2, PK: batchPayoutsPK(b), Reverse: true, Limit: 1}
	for {
		page, err := s.T.Query(ctx, q)
		if err != nil {
			return fmt.Errorf("list a batch: %w", err)
		}
		for _, item := range page.Items {
			if !each(id.Payout(item.String("GSI2SK"))) {
				return nil
			}
		}
		if page.Next == "" {
			return nil
		}
		q.Cursor, q.Limit = page.Next, 0
	}
}

// Unfinished nominates the payouts that a schedule must look after (A14).
func (s Payouts) Unfinished(ctx context.Context) ([]id.Payout, error) {
	return s.next(ctx, payoutTodoPK, "")
}

// next reads the shards of one list of what is next.
func (s Payouts) next(ctx context.Context, pk func(shard string) string, prefix string) ([]id.Payout, error) {
	var out []id.Payout
	for shard := range todoShards {
		items, err := queryAll(ctx, s.T, table.Query{Index: table.Gsi3, PK: pk(strconv.Itoa(shard)), Prefix: prefix})
		if err != nil {
			return nil, fmt.Errorf("list what payouts are next: %w", err)
		}
		for _, item := range items {
			_, p, found := strings.Cut(item.String("GSI3SK"), "#")
			if !found {
				p = item.String("GSI3SK")
			}
			out = append(out, id.Payout(p))
		}
	}
	return out, nil
}

// Commit writes a step of a payout in one transaction.
func (s Payouts) Commit(ctx context.Context, o payout.Outcome) error {
	var ops []table.Op
	if b := o.Batch; b != nil {
		item := newItem(batchKey(b.After.ID), "batch", batchRecord(b.After))
		item["GSI2PK"], item["GSI2SK"] = batchesPK(b.After.Program), batchSK(b.After.CreatedAt, b.After.ID)
		item["view"] = string(b.After.Status)
		ops = append(ops, table.Put{Item: item, If: ifVersion(b.Before.Version)})
		if b.Act.Name != "" {
			ops = append(ops, auditOp(ctx, b.Act.At, b.After.Program, b.Act.Name, string(b.After.ID), nil, item))
		}
	}
	if p := o.Payout; p != nil {
		item := encodePayout(p.After, p.Todo)
		ops = append(ops, table.Put{Item: item, If: ifVersion(p.Before.Version)})
		if p.Act.Name != "" {
			ops = append(ops, auditOp(ctx, p.Act.At, p.After.Account.Program, p.Act.Name, string(p.After.ID), nil, item))
		}
	}
	if c := o.Claim; c != nil {
		ops = append(ops, table.Put{Item: newItem(claimKey(c.Payout, c.Number), "claim", claimItem(*c)), If: []table.Condition{table.Absent("")}})
	}
	if a := o.Attempt; a != nil {
		ops = append(ops, table.Put{Item: newItem(attemptKey(a.Payout, a.Number), "attempt", attemptItem{a.Payout, a.Number, a.Key, a.Amount, a.Sealed, a.SentAt}), If: []table.Condition{table.Absent("")}})
	}
	if l := o.Slot; l != nil {
		ops = append(ops, slotOp(*l))
	}
	return commit(ctx, s.T, append(ops, outcomeOps(o.Money)...))
}

// Payable nominates a program's accounts with something available (A13).
func (s Commissions) Payable(ctx context.Context, p id.Program) ([]ledger.Account, error) {
	var out []ledger.Account
	for shard := range programShards {
		items, err := queryAll(ctx, s.T, table.Query{Index: table.Gsi3, PK: payablePK(p, strconv.Itoa(shard))})
		if err != nil {
			return nil, fmt.Errorf("list what is payable: %w", err)
		}
		for _, item := range items {
			partner, currency := splitBalanceSK(item.String("GSI3SK"))
			out = append(out, ledger.Account{Program: p, Partner: id.Partner(partner), Currency: money.Currency(currency)})
		}
	}
	return out, nil
}

var _ payout.Store = Payouts{}
