package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/table"
)

// Stats keeps day counters.
type Stats struct{ T table.Table }

const (
	// foldTries is how often an addition that certainly did not happen is repeated.
	foldTries = 4
	// statPages is how many pages a report reads at most.
	statPages = 8
)

// valuesAttr counts, on a scope's total row, the day's rows of a capped
// dimension.
func valuesAttr(d report.Dim) string { return string(d) + "s" }

// Rows reads a period of one dimension (A16).
func (s Stats) Rows(ctx context.Context, program id.Program, scope report.Scope, dim report.Dim, p report.Period) ([]report.Counted, error) {
	q := table.Query{PK: statPK(program, string(scope)), From: statSK(string(dim), p.From, ""), To: statEnd(string(dim), p.To)}
	var out []report.Counted
	for range statPages {
		page, err := s.T.Query(ctx, q)
		if err != nil {
			return nil, fmt.Errorf("read counters: %w", err)
		}
		for _, item := range page.Items {
			out = append(out, decodeStat(program, scope, item))
		}
		if q.Cursor = page.Next; q.Cursor == "" {
			return out, nil
		}
	}
	return nil, fault.New(fault.Invalid, "report.too_long", "there is too much in this period; choose a shorter one")
}

func decodeStat(program id.Program, scope report.Scope, item table.Item) report.Counted {
	dim, day, value := statParts(item.String(table.SK))
	c := report.Counted{Row: report.Row{Program: program, Scope: scope, Dim: report.Dim(dim), Day: day, Value: value}}
	for _, name := range report.Names() {
		*c.At(name) = item.Int(name)
	}
	return c
}

// Of reads a partner's wallet off its balance (A28).
func (s Stats) Of(ctx context.Context, program id.Program, partner id.Partner, cur money.Currency) (report.Wallet, error) {
	b, err := Ledgers(s).Of(ctx, ledger.Account{Program: program, Partner: partner, Currency: cur})
	if err != nil {
		return report.Wallet{}, err
	}
	var w report.Wallet
	for to, minor := range map[*money.Amount]int64{
		&w.Pending: b.Pending, &w.Approved: b.Approved, &w.Available: b.Available, &w.InTransit: b.InTransit, &w.Paid: b.Paid, &w.Owed: b.ClawbackDue,
	} {
		if *to, err = money.New(minor, cur); err != nil {
			return report.Wallet{}, err
		}
	}
	return w, nil
}

// Fold adds clicks to counters: first the dimensions that are small by
// themselves, then the capped ones, because a total row knows whether its day
// may have more of those (A16).
func (s Stats) Fold(ctx context.Context, ds []report.Delta) error {
	var capped, others []report.Delta
	for _, d := range ds {
		if d.Row.Dim.Capped() {
			capped = append(capped, d)
		} else {
			others = append(others, d)
		}
	}
	totals := map[report.Row]table.Item{}
	first := s.add(ctx, others)
	for i, d := range others {
		totals[d.Row] = first[i].New
	}
	full := func(d report.Delta) bool {
		return totals[d.Row.By(report.Total, "")].Int(valuesAttr(d.Row.Dim)) >= report.MaxValues
	}
	return errors.Join(failures(first), s.foldCapped(ctx, capped, full))
}

// foldCapped adds to rows of capped dimensions. On a full day only to those
// that exist, and the rest to the row of the others.
func (s Stats) foldCapped(ctx context.Context, ds []report.Delta, full func(report.Delta) bool) error {
	results := s.addIf(ctx, ds, full)
	rest := map[report.Row]map[string]int64{}
	added := func(r report.Row) map[string]int64 {
		if rest[r] == nil {
			rest[r] = map[string]int64{}
		}
		return rest[r]
	}
	for i, d := range ds {
		switch f := table.Refusal(results[i].Err, 0); {
		case f != nil && f.Reason == table.Refused:
			results[i].Err = nil
			sum := added(d.Row.By(d.Row.Dim, report.Others))
			for name, n := range d.Add {
				sum[name] += n
			}
		case results[i].Err == nil && results[i].Old == nil:
			added(d.Row.By(report.Total, ""))[valuesAttr(d.Row.Dim)]++
		}
	}
	var more []report.Delta
	for row, add := range rest {
		more = append(more, report.Delta{Row: row, Add: add})
	}
	return errors.Join(failures(results), failures(s.add(ctx, more)))
}

func (s Stats) add(ctx context.Context, ds []report.Delta) []table.Result {
	return s.addIf(ctx, ds, func(report.Delta) bool { return false })
}

// addIf adds every delta, those that must only if their row exists. What
// certainly did not happen is tried again; what may have happened is not, for
// counters must never be above.
func (s Stats) addIf(ctx context.Context, ds []report.Delta, must func(report.Delta) bool) []table.Result {
	results := make([]table.Result, len(ds))
	todo := make([]int, len(ds))
	for i := range ds {
		todo[i] = i
	}
	for try := 0; len(todo) > 0 && try < foldTries; try++ {
		updates := make([]table.Update, len(todo))
		for i, at := range todo {
			updates[i] = statUpdate(ds[at].Row, ds[at].Add)
			if must(ds[at]) {
				updates[i].If = []table.Condition{table.Present("")}
			}
		}
		var again []int
		for i, r := range s.T.UpdateEach(ctx, updates) {
			results[todo[i]] = r
			if reason := table.ReasonOf(r.Err); reason == table.Conflict || reason == table.Throttled {
				again = append(again, todo[i])
			}
		}
		todo = again
	}
	return results
}

func statUpdate(r report.Row, add map[string]int64) table.Update {
	return table.Update{
		Key: statKey(r.Program, string(r.Scope), string(r.Dim), r.Day, r.Value),
		Set: map[string]any{"type": "stat", "v": int64(1)},
		Add: add,
	}
}

func failures(rs []table.Result) error {
	for _, r := range rs {
		if r.Err != nil {
			return fmt.Errorf("add to counters: %w", r.Err)
		}
	}
	return nil
}

var (
	_ report.Store    = Stats{}
	_ report.Balances = Stats{}
)
