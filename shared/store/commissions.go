package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/table"
)

// commissionItem is a commission as it is kept. It stays below a kilobyte,
// because each is written several times in its life: what its keys say is not
// said again, and what no condition or list asks for is packed.
type commissionItem struct {
	Status   string `table:"status"`
	Minor    int64  `table:"minor"`
	Currency string `table:"currency"`
	Reversed int64  `table:"reversed,omitempty"`
	Clawed   int64  `table:"clawed,omitempty"`
	Payout   string `table:"payout,omitempty"`
	Rest     []byte `table:"rest"` // packed commissionRest
	Version  int64  `table:"version"`
}

func encodeCommission(c commission.Commission) table.Item {
	a := c.Account
	item := newItem(commissionKey(c.ID), "commission", commissionItem{
		string(c.Status), c.Amount.Minor(), string(a.Currency), c.Reversed, c.Clawed, string(c.Payout), packRest(c), c.Version,
	})
	sk := commissionSK(c.EventAt, c.ID)
	item["GSI1PK"], item["GSI1SK"] = enrolledPK(a.Program, a.Partner), sk
	item["GSI2PK"], item["GSI2SK"] = commissionsPK(a.Program, month(c.EventAt), shardOf(string(c.ID), programShards)), sk
	item["view"] = encodeCommissionRow(c)
	if pk, sk := nextOf(c); pk != "" {
		item["GSI3PK"], item["GSI3SK"] = pk, sk
	}
	return item
}

// nextOf is what must happen to a commission next: come due, be reviewed, or be
// funded. What a payout may claim, the account's postings name.
func nextOf(c commission.Commission) (pk, sk string) {
	a := c.Account
	switch c.Status {
	case commission.Pending, commission.Held:
		if c.Status == commission.Pending && !c.DueAt.IsZero() {
			return duePK(c.DueAt, shardOf(string(a.Partner), dueShards)), dueSK(c.DueAt, a.Program, a.Partner, string(a.Currency), c.ID)
		}
		return reviewPK(a.Program, "commission", shardOf(string(c.ID), programShards)), join(instant(c.RecordedAt), string(c.ID))
	case commission.Approved:
		return unfundedPK(a.Program, shardOf(string(a.Partner), programShards)), unfundedSK(c.ApprovedAt, a.Program, a.Partner, string(a.Currency), c.ID)
	case commission.Available, commission.Paid, commission.Declined, commission.Reversed:
	}
	return "", ""
}

func decodeCommission(item table.Item) (commission.Commission, error) {
	var i commissionItem
	if err := table.Decode(item, &i); err != nil {
		return commission.Commission{}, fmt.Errorf("decode a commission: %w", err)
	}
	amount, err := money.New(i.Minor, money.Currency(i.Currency))
	if err != nil {
		return commission.Commission{}, err
	}
	whose, what := splitKey(item.String("GSI1PK"), 3), splitKey(item.String("GSI1SK"), 3)
	at, err := time.Parse(table.TimeLayout, what[1])
	if err != nil {
		return commission.Commission{}, fmt.Errorf("decode when a commission was earned: %w", err)
	}
	c := commission.Commission{
		ID: id.Commission(what[2]), Account: ledger.Account{Program: id.Program(whose[1]), Partner: id.Partner(whose[2]), Currency: money.Currency(i.Currency)},
		Status: commission.Status(i.Status), Amount: amount, Reversed: i.Reversed, Clawed: i.Clawed, Payout: id.Payout(i.Payout), EventAt: at, Version: i.Version,
	}
	return c, unpackRest(i.Rest, &c)
}

// outcomeOps writes a decision on commissions: the commissions as they were
// read, the accounts and the events.
func outcomeOps(o commission.Outcome) []table.Op {
	var ops []table.Op
	for _, ch := range o.Changes {
		ops = append(ops, table.Put{Item: encodeCommission(ch.After), If: ifVersion(ch.Before.Version)})
	}
	for _, e := range o.Entries {
		ops = append(ops, entryOps(e)...)
	}
	for _, e := range o.Events {
		ops = append(ops, eventOp(e))
	}
	return ops
}

// Commissions keeps commissions (A9, A10, A12).
type Commissions struct{ T table.Table }

// lookBack is how far before the last complete sweep the next one starts: the
// index may lag.
const lookBack = 3 * 24 * time.Hour

// Due reads the days from three before the last complete sweep until now (A12).
func (s Commissions) Due(ctx context.Context, now time.Time, limit int) ([]commission.Nominee, error) {
	swept, err := s.swept(ctx, now)
	if err != nil {
		return nil, err
	}
	var out []commission.Nominee
	for day := swept.Add(-lookBack).Truncate(24 * time.Hour); !day.After(now); day = day.AddDate(0, 0, 1) {
		for shard := range dueShards {
			q := table.Query{Index: table.Gsi3, PK: duePK(day, strconv.Itoa(shard)), To: instant(now) + "~", Limit: limit - len(out)}
			page, err := s.T.Query(ctx, q)
			if err != nil {
				return nil, fmt.Errorf("read what is due: %w", err)
			}
			for _, item := range page.Items {
				out = append(out, nominee(item.String("GSI3SK")))
			}
			if len(out) >= limit {
				return out, nil
			}
		}
	}
	return out, nil
}

// swept is when a sweep was last complete; now, before the first.
func (s Commissions) swept(ctx context.Context, now time.Time) (time.Time, error) {
	items, err := s.T.Get(ctx, []table.Key{leaseKey("commission-approval")}, true)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the approval's mark: %w", err)
	}
	at, err := time.Parse(table.TimeLayout, items[0].String("at"))
	if err != nil || at.After(now) {
		return now, nil //nolint:nilerr // no mark is an answer
	}
	return at, nil
}

// Swept marks that all that was due until then is done.
func (s Commissions) Swept(ctx context.Context, until time.Time) error {
	_, _, err := s.T.Update(ctx, table.Update{
		Key: leaseKey("commission-approval"), Set: map[string]any{"type": "mark", "v": int64(1), "at": instant(until)},
	})
	return err
}

func nominee(sk string) commission.Nominee {
	p := splitKey(sk, 5)
	return commission.Nominee{
		Account: ledger.Account{Program: id.Program(p[2]), Partner: id.Partner(p[1]), Currency: money.Currency(p[3])},
		ID:      id.Commission(p[4]),
	}
}

// Load reads commissions consistently (A9).
func (s Commissions) Load(ctx context.Context, ids []id.Commission) ([]commission.Commission, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	keys := make([]table.Key, 0, len(ids))
	seen := map[id.Commission]bool{}
	for _, c := range ids {
		if !seen[c] {
			keys = append(keys, commissionKey(c))
			seen[c] = true
		}
	}
	items, err := s.T.Get(ctx, keys, true)
	if err != nil {
		return nil, fmt.Errorf("read commissions: %w", err)
	}
	var out []commission.Commission
	for _, item := range items {
		if item == nil {
			continue
		}
		c, err := decodeCommission(item)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// Balance reads an account consistently (A28).
func (s Commissions) Balance(ctx context.Context, a ledger.Account) (ledger.Balance, error) {
	return Ledgers(s).Of(ctx, a)
}

// Commit writes a decision, all or nothing.
func (s Commissions) Commit(ctx context.Context, o commission.Outcome) error {
	ops := append(outcomeOps(o), adjustmentOps(ctx, o.Adjustment)...)
	ops = append(ops, caseOps(ctx, o.Case)...)
	return commit(ctx, s.T, append(ops, actOps(ctx, o)...))
}

var _ commission.Store = Commissions{}
