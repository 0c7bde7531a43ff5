package conversion

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/program"
)

// confirms tells whether a second report of an event says that the merchant,
// who was not sure at first, is now.
func confirms(e Record, r Report) bool { return e.Report.Hold && !r.Hold && r.Source != Browser }

// confirm releases what was held because the merchant was not sure: it waits
// for the end of its holdback, or is approved when that is past.
func (p Processor) confirm(ctx context.Context, d decision, e Record) (Verdict, error) {
	h := d.order.Head
	parties, err := p.Store.Parties(ctx, PartiesQuery{Program: d.report.Program, Currency: h.Currency, Partners: h.Partners, Commissions: h.Commissions})
	if err != nil {
		return Verdict{}, err
	}
	d.now = p.Clock.Now()
	rec := e
	rec.Report.Hold, rec.Version, rec.DecidedAt = false, e.Version+1, d.now
	rec.Trace = append(rec.Trace[:len(rec.Trace):len(rec.Trace)], Step{Name: "holdback", Finding: "the merchant is sure now"})
	o := Outcome{Record: rec, HeadBefore: h, Head: h}
	o.Head.Version++
	held := map[ledger.Account][]commission.Commission{}
	var accounts []ledger.Account
	for _, c := range parties.Commissions {
		if c.Conversion != e.ID || c.Reason != heldByMerchant {
			continue
		}
		if held[c.Account] == nil {
			accounts = append(accounts, c.Account)
		}
		held[c.Account] = append(held[c.Account], c)
	}
	for _, a := range accounts {
		out, err := commission.Let(held[a], parties.Balances[a], d.network(), d.now)
		if err != nil {
			return Verdict{}, err
		}
		o.Money.Changes = append(o.Money.Changes, out.Changes...)
		o.Money.Entries = append(o.Money.Entries, out.Entries...)
		o.Money.Events = append(o.Money.Events, out.Events...)
	}
	o.Record.Verdict.Commissions = restated(e.Verdict.Commissions, o.Money.Changes)
	return o.Record.Verdict, p.Store.Commit(ctx, o)
}

// restated are an answer's lines with the states that changes made.
func restated(lines []CommissionLine, changes []commission.Change) []CommissionLine {
	out := append([]CommissionLine(nil), lines...)
	for _, ch := range changes {
		for i := range out {
			if out[i].ID == ch.After.ID {
				out[i].Status = string(ch.After.Status)
			}
		}
	}
	return out
}

// network tells whether approved money waits until the program's has come.
func (d decision) network() bool { return d.rules.Program.Approval.Funding == program.Network }
