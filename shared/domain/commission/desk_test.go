package commission_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// desk keeps commissions and accounts in memory, writes down what is committed,
// and refuses what does not fit what it holds.
type desk struct {
	commissions map[id.Commission]commission.Commission
	accounts    map[ledger.Account]ledger.Balance
	nominees    []commission.Nominee
	swept       time.Time
	lost        int // races that are lost before one is won
	down        error
	commits     int
	told        strings.Builder
}

func newDesk() *desk {
	return &desk{commissions: map[id.Commission]commission.Commission{}, accounts: map[ledger.Account]ledger.Balance{}}
}

// put adds a commission, and to its account what must stand there for it.
func (d *desk) put(c commission.Commission) *desk {
	b, ok := d.accounts[c.Account]
	if !ok {
		b = ledger.Balance{Account: c.Account, Status: ledger.Active, Version: 1}
	}
	net := c.Net()
	if net < 0 {
		b.ClawbackDue, b.Reversed = b.ClawbackDue-net, b.Reversed-net
		d.accounts[c.Account], d.commissions[c.ID] = b, c
		return d
	}
	switch c.Status {
	case commission.Pending, commission.Held:
		b.Pending += net
	case commission.Approved:
		b.Approved += net
	case commission.Available, commission.Paid:
		if c.Claimed() {
			b.Paid += net
		} else {
			b.Available += net
		}
	case commission.Declined, commission.Reversed:
		net = 0
	}
	b.Earned += net
	d.accounts[c.Account], d.commissions[c.ID] = b, c
	return d
}

func (d *desk) Due(_ context.Context, _ time.Time, limit int) ([]commission.Nominee, error) {
	return d.nominees[:min(limit, len(d.nominees))], d.down
}

func (d *desk) Swept(_ context.Context, until time.Time) error { d.swept = until; return nil }

func (d *desk) Unfunded(_ context.Context, _ id.Program, _ time.Time, limit int) ([]commission.Nominee, error) {
	return d.nominees[:min(limit, len(d.nominees))], d.down
}

func (d *desk) Load(_ context.Context, ids []id.Commission) ([]commission.Commission, error) {
	if len(ids) > 100 {
		return nil, fmt.Errorf("%d commissions at once", len(ids))
	}
	var out []commission.Commission
	for _, one := range ids {
		if c, ok := d.commissions[one]; ok {
			out = append(out, c)
		}
	}
	return out, d.down
}

func (d *desk) Balance(_ context.Context, a ledger.Account) (ledger.Balance, error) {
	return d.accounts[a], nil
}

// Commit writes what fits, and says in lines what it was.
func (d *desk) Commit(_ context.Context, o commission.Outcome) error {
	d.commits++
	if d.lost > 0 {
		d.lost--
		return fault.Stale(errors.New("lost"))
	}
	for _, ch := range o.Changes {
		before := d.commissions[ch.After.ID]
		if before.Version != ch.Before.Version || ch.After.Version != ch.Before.Version+1 {
			return fmt.Errorf("%s of version %d becomes %d, it is %d", ch.After.ID, ch.Before.Version, ch.After.Version, before.Version)
		}
		d.commissions[ch.After.ID] = ch.After
		fmt.Fprintf(&d.told, "  %s\n", shown(ch))
	}
	for _, e := range o.Entries {
		if d.accounts[e.Posting.Account].Version != e.Before.Version {
			return fmt.Errorf("the account's version is %d", d.accounts[e.Posting.Account].Version)
		}
		d.accounts[e.Posting.Account] = e.After
		p := e.Posting
		fmt.Fprintf(&d.told, "  posting %s of %v by %s because %q at %s:", p.Kind, p.Refs, p.Actor, p.Reason, day(p.At))
		for _, m := range p.Moves {
			fmt.Fprintf(&d.told, " %s→%s %d", m.From, m.To, m.Minor)
		}
		d.told.WriteByte('\n')
	}
	for _, e := range o.Events {
		fmt.Fprintf(&d.told, "  event %s at %s %v\n", e.Type, day(e.At), sortedText(e.Data))
		for _, r := range e.Rollups {
			fmt.Fprintf(&d.told, "    %s %v %v\n", r.Day, r.Facets, sortedText(r.Delta))
		}
	}
	if o.Act != "" {
		fmt.Fprintf(&d.told, "  act %s at %s\n", o.Act, day(o.At))
	}
	return nil
}

func shown(ch commission.Change) string {
	a, b := ch.Before, ch.After
	return fmt.Sprintf("%s %s: %s→%s %d of it back %d clawed %d reason %q due %s approved %s ended %s closed %v payout %q v%d", b.ID, b.Kind, a.Status, b.Status,
		b.Amount.Minor(), b.Reversed, b.Clawed, b.Reason, day(b.DueAt), day(b.ApprovedAt), day(b.EndedAt), b.Closed, b.Payout, b.Version)
}

func day(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return t.UTC().Format("01-02T15:04")
}

func sortedText[V any](m map[string]V) string {
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(m)) {
		fmt.Fprintf(&b, " %s=%v", k, m[k])
	}
	return b.String()
}

// funded says that every program pays through a network, or none.
type funded bool

func (f funded) Network(context.Context, id.Program) (bool, error) { return bool(f), nil }

func (d *desk) decider(network bool) commission.Decider {
	return commission.Decider{Store: d, Clock: clock.NewManual(now), Funding: funded(network)}
}

var (
	_ commission.Store   = (*desk)(nil)
	_ commission.Funding = funded(false)
)

// standing is one commission in a state, with dates around now.
func standing(name string) commission.Commission {
	status, what, _ := strings.Cut(name, "/")
	c, _ := of(commission.Status(status), 1000)
	c.EventAt, c.RecordedAt, c.DueAt = now.AddDate(0, 0, -20), now.AddDate(0, 0, -20), now.AddDate(0, 0, 10)
	c.Basis.OfferName, c.Sub, c.Link = "Every order", "mail", "lnk_1"
	switch what {
	case "due":
		c.DueAt = now
	case "by hand":
		c.DueAt = time.Time{}
	case "in part":
		c.Reversed, c.Reason = 300, "refund"
	case "claimed":
		c.Payout = "pay_1"
	case "negative":
		c.Amount = money.Must(-400, "EUR")
	}
	if c.Status == commission.Approved || c.Status == commission.Available {
		c.ApprovedAt = now.AddDate(0, 0, -1)
	}
	return c
}

func states() []string {
	return []string{
		"pending", "pending/due", "pending/by hand", "pending/in part", "held", "held/due", "held/in part", "approved", "approved/in part",
		"available", "available/in part", "available/claimed", "available/negative", "paid", "declined", "reversed",
	}
}

func lose(t *testing.T, err error) string {
	t.Helper()
	if err != nil {
		return "fault " + fault.CodeOf(err)
	}
	return "ok"
}
