package large

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
)

const (
	holdback = 30
	rate     = money.BasisPoints(1000)
	perDay   = 30 // on how many days a partner earned, so that counters stay few
)

// earn writes a partner's commissions, the newest last: those whose holdback is
// over can be paid. Each transaction is of one account and one state.
func (m *maker) earn(ctx context.Context, p id.Partner, many int) error {
	own := map[report.Row]map[string]int64{}
	money := store.Commissions{T: m.On.Table}
	balance, err := money.Balance(ctx, m.account(p))
	if err != nil {
		return err
	}
	for done := 0; done < many; {
		made, err := m.chunk(p, done, many)
		if err != nil {
			return err
		}
		o, err := outcome(balance, made, m.Clock.Now())
		if err != nil {
			return err
		}
		if err := money.Commit(ctx, o); err != nil {
			return err
		}
		balance = o.Entries[0].After
		done += len(made)
		for _, c := range made {
			m.count(own, report.Of(p), c)
			m.count(m.whole, report.Whole, c)
		}
	}
	return store.Stats{T: m.On.Table}.Fold(ctx, deltas(own))
}

// chunk makes the next commissions of a partner, as many as one transaction
// takes of one state.
func (m *maker) chunk(p id.Partner, done, many int) ([]commission.Commission, error) {
	var out []commission.Commission
	for n := done; n < min(many, done+commission.ChunkSize); n++ {
		c, err := m.commission(p, n, many)
		if err != nil {
			return nil, err
		}
		if len(out) > 0 && out[0].Status != c.Status {
			break
		}
		out = append(out, c)
		m.next++
	}
	return out, nil
}

func (m *maker) commission(p id.Partner, n, many int) (commission.Commission, error) {
	at := m.when(n, many)
	base := int64(1000 + (m.next*7919)%19_000)
	amount, err := money.New(base/10, m.program.Currency)
	if err != nil {
		return commission.Commission{}, err
	}
	cid, err := id.New[id.Commission](at, m.On.Entropy)
	if err != nil {
		return commission.Commission{}, err
	}
	c := commission.Commission{
		ID: cid, Account: m.account(p), Kind: commission.Sale, Status: commission.Pending, Amount: amount,
		Basis:  commission.Basis{Offer: m.offer, OfferName: "Every order", OfferVersion: 1, Type: "percent", Rate: rate, BaseMinor: base},
		Order:  fmt.Sprintf("L-%d", m.next),
		Masked: fmt.Sprintf("c•••@customer-%d.example", m.next),
		Day:    clock.Day(at, m.program.Location()), EventAt: at, RecordedAt: at, DueAt: at.AddDate(0, 0, holdback), Version: 1,
	}
	if c.DueAt.Before(m.Now) {
		c.Status, c.ApprovedAt = commission.Available, c.DueAt
	}
	return c, nil
}

// when spreads a partner's commissions over some days of the year.
func (m *maker) when(n, many int) time.Time {
	day := n * perDay / max(many, 1) * (days / perDay)
	seconds := (n*7919 + m.next) % (20 * 60 * 60)
	return m.Now.AddDate(0, 0, day-days).Add(time.Duration(seconds) * time.Second).Truncate(time.Millisecond)
}

// outcome posts commissions of one account that are all pending, or available.
func outcome(b ledger.Balance, cs []commission.Commission, now time.Time) (commission.Outcome, error) {
	var o commission.Outcome
	var refs []string
	var sum int64
	for _, c := range cs {
		o.Changes = append(o.Changes, commission.Change{After: c})
		refs = append(refs, string(c.ID))
		sum += c.Net()
	}
	moves := ledger.Earn(sum)
	if cs[0].Status == commission.Available {
		moves = append(moves, b.Approve(sum)...)
	}
	e, err := b.Post(ledger.Note{Kind: ledger.Imported, Refs: refs, Actor: commission.System, At: now}, moves...)
	o.Entries = []ledger.Entry{e}
	return o, err
}

// count adds a commission to the day's totals of a scope.
func (m *maker) count(rows map[report.Row]map[string]int64, s report.Scope, c commission.Commission) {
	row := report.Row{Program: m.program.ID, Scope: s, Dim: report.Total, Day: c.Day}
	if rows[row] == nil {
		rows[row] = map[string]int64{}
	}
	state := report.Pending
	if c.Status == commission.Available {
		state = report.Available
	}
	for name, by := range map[string]int64{report.Conversions: 1, report.Sales: 1, report.Revenue: c.Basis.BaseMinor, report.Earned: c.Net(), state: c.Net()} {
		rows[row][name] += by
	}
}

func deltas(rows map[report.Row]map[string]int64) []report.Delta {
	out := make([]report.Delta, 0, len(rows))
	for row, add := range rows {
		out = append(out, report.Delta{Row: row, Add: add})
	}
	return out
}
