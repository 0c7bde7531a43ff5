package migration

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// posting decides what one transaction writes: the commissions, one posting of
// its own kind that names them, and the day counters of when they were earned.
func (r *run) posting(ctx context.Context, o id.Partner, rows []Commission) (Posting, Why, error) {
	a := ledger.Account{Program: r.program.ID, Partner: o, Currency: r.program.Currency}
	b, err := r.Books.Balance(ctx, a)
	if err != nil {
		return Posting{}, "", err
	}
	if b.Version == 0 {
		return Posting{}, NotLetIn, nil
	}
	var plus, minus int64
	for _, c := range rows {
		plus, minus = plus+max(c.Minor, 0), minus+max(-c.Minor, 0)
	}
	var x Posting
	if x.Payout, err = r.payoutOf(ctx, a, rows, plus-minus); err != nil {
		return x, "", err
	}
	if x.Payout != nil && x.Payout.After.Minor < 0 {
		return x, Overpaid, nil
	}
	n := ledger.Note{Kind: ledger.Imported, Actor: r.Actor, Reason: r.origin(), At: r.now}
	var changes []commission.Change
	for _, c := range rows {
		made, err := r.commissionOf(c, a, x.payout())
		if err != nil {
			return x, "", err
		}
		x.Commissions, changes = append(x.Commissions, made), append(changes, commission.Change{After: made})
		n.Refs = append(n.Refs, string(made.ID))
		if x.Payout != nil {
			x.Payout.Claim.Commissions = append(x.Payout.Claim.Commissions, made.ID)
		}
	}
	if x.Entry, err = b.Post(n, moves(b, rows[0].Status, r.network(), plus, minus)...); err != nil {
		return x, "", err
	}
	x.Event, err = commission.Told(x.Entry, event.HistoryImported, r.now, nil, r.counters(rows, changes))
	return x, "", err
}

func (x Posting) payout() id.Payout {
	if x.Payout == nil {
		return ""
	}
	return x.Payout.After.ID
}

// moves are those of sums that come in with a status.
func moves(b ledger.Balance, s Status, network bool, plus, minus int64) []ledger.Move {
	earned := ledger.Earn(plus)
	switch s {
	case Pending:
		return earned
	case Due:
		switch {
		case minus > 0:
			return b.Take(minus)
		case network:
			return append(earned, ledger.Accept(plus)...)
		}
		return append(earned, b.Approve(plus)...)
	case Paid:
		out := []ledger.Move{{From: ledger.Expense, To: ledger.Pending, Minor: plus}, {From: ledger.Pending, To: ledger.Approved, Minor: plus}, {From: ledger.Approved, To: ledger.Available, Minor: plus}}
		if sum := plus - minus; sum < 0 { // the payout's other lines cover it
			return append(out, ledger.Move{From: ledger.Paid, To: ledger.Available, Minor: -sum}, ledger.Move{From: ledger.Available, To: ledger.Expense, Minor: minus})
		}
		out = append(out, ledger.Move{From: ledger.Available, To: ledger.Expense, Minor: minus})
		return append(out, ledger.Move{From: ledger.Available, To: ledger.InTransit, Minor: plus - minus}, ledger.Move{From: ledger.InTransit, To: ledger.Paid, Minor: plus - minus})
	case Void:
	}
	return append(earned, ledger.Decline(plus)...)
}

// counters are the changes of the day counters: the commissions', with the
// sales and the revenue of the days on which they were earned.
func (r *run) counters(rows []Commission, changes []commission.Change) []event.Rollup {
	out := commission.Rollups(changes)
	for i, c := range rows {
		if c.Opening || c.Minor < 0 || c.Status == Void {
			continue
		}
		for j := range out {
			if out[j].Day == changes[i].After.Day {
				out[j].Delta["conversions"]++
				out[j].Delta["sales"]++
				if c.Sale != 0 {
					out[j].Delta["revenue"] += c.Sale
				}
				break
			}
		}
	}
	return out
}
