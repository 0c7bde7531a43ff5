package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Cases keeps fraud cases (A130).
type Cases struct{ T table.Table }

type caseRecord struct {
	ID          id.Case          `table:"id"`
	Program     id.Program       `table:"program"`
	Partner     id.Partner       `table:"partner"`
	Conversion  id.Conversion    `table:"conversion"`
	Order       string           `table:"order"`
	Masked      string           `table:"masked,omitempty"`
	Amount      *money.Amount    `table:"amount,omitempty"`
	Earned      money.Amount     `table:"earned"`
	Commissions []id.Commission  `table:"commissions"`
	Status      fraud.Status     `table:"status"`
	Assessment  fraud.Assessment `table:"assessment"`
	OpenedAt    time.Time        `table:"opened_at"`
	DecidedBy   id.User          `table:"decided_by,omitempty"`
	DecidedAt   time.Time        `table:"decided_at"`
	Reason      string           `table:"reason,omitempty"`
	Note        string           `table:"note,omitempty"`
	Version     int64            `table:"version"`
}

// caseView is a case as the list shows it.
type caseView struct {
	Partner id.Partner    `json:"p"`
	Order   string        `json:"o"`
	Masked  string        `json:"m,omitempty"`
	Amount  *money.Amount `json:"a,omitempty"`
	Earned  money.Amount  `json:"e"`
	Status  fraud.Status  `json:"s"`
	Score   int           `json:"n"`
	Rules   []fraud.Rule  `json:"r"`
}

func encodeCase(c fraud.Case) table.Item {
	item := newItem(caseKey(c.ID), "fraud_case", caseRecord(c))
	sk := caseSK(c.OpenedAt, c.ID)
	item["GSI2PK"], item["GSI2SK"] = casesPK(c.Program), sk
	if c.Status == fraud.Open {
		item["GSI3PK"], item["GSI3SK"] = reviewPK(c.Program, "case", "0"), sk
	}
	v := caseView{c.Partner, cut(c.Order, 40), cut(c.Masked, 40), c.Amount, c.Earned, c.Status, c.Assessment.Score, nil}
	for _, h := range c.Assessment.Hits {
		v.Rules = append(v.Rules, h.Rule)
	}
	v.Rules = v.Rules[:min(len(v.Rules), 6)]
	text, err := json.Marshal(v)
	if err != nil {
		return item // strings and numbers always marshal
	}
	item["view"] = string(text)
	return item
}

func decodeCase(item table.Item) (fraud.Case, error) {
	var r caseRecord
	if item == nil {
		return fraud.Case{}, nil
	}
	if err := table.Decode(item, &r); err != nil {
		return fraud.Case{}, fmt.Errorf("decode a fraud case: %w", err)
	}
	return fraud.Case(r), nil
}

// decodeCaseRow reads a case as far as a list shows it.
func decodeCaseRow(p id.Program) func(table.Item) (fraud.Case, error) {
	return func(item table.Item) (fraud.Case, error) {
		var v caseView
		if err := json.Unmarshal([]byte(item.String("view")), &v); err != nil {
			return fraud.Case{}, fmt.Errorf("decode a fraud case's row: %w", err)
		}
		what := splitKey(item.String("GSI2SK"), 2)
		at, err := time.Parse(table.TimeLayout, what[0])
		if err != nil {
			return fraud.Case{}, fmt.Errorf("decode when a fraud case opened: %w", err)
		}
		c := fraud.Case{
			ID: id.Case(what[1]), Program: p, Partner: v.Partner, Order: v.Order, Masked: v.Masked, Amount: v.Amount, Earned: v.Earned, Status: v.Status, OpenedAt: at,
			Assessment: fraud.Assessment{Score: v.Score},
		}
		for _, r := range v.Rules {
			c.Assessment.Hits = append(c.Assessment.Hits, fraud.Hit{Rule: r})
		}
		return c, nil
	}
}

// Case reads one consistently (A130).
func (s Cases) Case(ctx context.Context, p id.Program, c id.Case) (fraud.Case, error) {
	items, err := s.T.Get(ctx, []table.Key{caseKey(c)}, true)
	if err != nil {
		return fraud.Case{}, fmt.Errorf("read fraud case %s: %w", c, err)
	}
	found, err := decodeCase(items[0])
	if err == nil && (found.ID == "" || found.Program != p) {
		return fraud.Case{}, fraud.Unknown()
	}
	return found, err
}

// Cases lists a program's, newest first; open ones where only they are, which
// the index nominates and the case decides (A130).
func (s Cases) Cases(ctx context.Context, p id.Program, f fraud.Filter, r page.Request) (page.Of[fraud.Case], error) {
	list := sieve[fraud.Case]{
		t: s.T, q: table.Query{Index: table.Gsi2, PK: casesPK(p)}, sparse: f != fraud.Filter{}, keeps: f.Keeps, read: itemwise(decodeCaseRow(p)),
	}
	if f.Status == fraud.Open {
		list.q = table.Query{Index: table.Gsi3, PK: reviewPK(p, "case", "0")}
		list.sparse, list.most, list.read = f != fraud.Filter{Status: fraud.Open}, getMax, whole(s.T, decodeCase)
	}
	out, err := list.page(ctx, r)
	if err != nil {
		return out, fmt.Errorf("list fraud cases: %w", err)
	}
	return out, nil
}

// caseOps writes a case as it was decided, with its line in the log.
func caseOps(ctx context.Context, ch *commission.CaseChange) []table.Op {
	if ch == nil {
		return nil
	}
	after := encodeCase(ch.After)
	act := commission.ActCleared
	if ch.After.Status == fraud.Confirmed {
		act = commission.ActConfirmed
	}
	return []table.Op{
		table.Put{Item: after, If: ifVersion(ch.Before.Version)},
		auditOp(ctx, ch.After.DecidedAt, ch.After.Program, act, string(ch.After.ID), encodeCase(ch.Before), after),
	}
}

// openedOps writes a case that opens with its conversion.
func openedOps(c *fraud.Case) []table.Op {
	if c == nil {
		return nil
	}
	return []table.Op{table.Put{Item: encodeCase(*c), If: []table.Condition{table.Absent("")}}}
}

var (
	_ fraud.Reader     = Cases{}
	_ commission.Cases = Cases{}
)
