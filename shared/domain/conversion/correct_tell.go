package conversion

import (
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// settle posts what the correction does to each account and tells of it, with
// what it changes of the day.
func (d *correction) settle(o *Outcome, books []*book, before, after int64) error {
	shares, err := d.shares(before, after, max(len(books), 1))
	if err != nil {
		return err
	}
	for i, b := range books {
		if err := d.posted(&o.Money, b); err != nil {
			return err
		}
		rollup := event.Rollup{Day: b.first.Day, Shared: i > 0, Facets: b.first.Facets(), Delta: d.uncount(shares[i].Minor(), i == 0)}
		e, err := d.event(event.ConversionCorrected, b.before.Account.Partner, i, d.toldOf(), rollup)
		if err != nil {
			return err
		}
		o.Money.Events = append(o.Money.Events, e)
	}
	if len(books) > 0 || d.was.Partner == "" {
		return nil
	}
	day := clock.Day(d.was.Report.OccurredAt, d.rules.Program.Location())
	e, err := d.event(event.ConversionCorrected, d.was.Partner, 0, d.toldOf(), event.Rollup{
		Day: day, Facets: event.Facets{Link: string(d.was.Link)}, Delta: d.uncount(after-before, true),
	})
	o.Money.Events = append(o.Money.Events, e)
	return err
}

// shares divide the change of the revenue among the accounts.
func (d *correction) shares(before, after int64, n int) ([]money.Amount, error) {
	change, err := money.New(after-before, d.rules.Program.Currency)
	if err != nil {
		return nil, err
	}
	weights := make([]int64, n)
	for i := range weights {
		weights[i] = 1
	}
	if change.Sign() >= 0 {
		return change.Split(weights)
	}
	parts, err := change.Neg().Split(weights)
	for i := range parts {
		parts[i] = parts[i].Neg()
	}
	return parts, err
}

// posted adds an account's posting to the outcome.
func (d *correction) posted(out *commission.Outcome, b *book) error {
	if len(b.changes) == 0 {
		return nil
	}
	note := ledger.Note{Kind: b.kind, Refs: b.refs, Actor: string(d.asked.By), Reason: d.asked.Reason, At: d.now}
	told := event.CommissionReversed
	if note.Kind == "" {
		note.Kind, told = ledger.Earned, event.CommissionCreated
	}
	entry, err := b.before.Post(note, b.moves...)
	if err != nil {
		return err
	}
	var net int64
	for _, ch := range b.changes {
		net += ch.After.Net()
		if ch.Before.Version > 0 {
			net -= ch.Before.Net()
		}
	}
	if net > 0 {
		told = event.CommissionCreated
	}
	currency := b.before.Account.Currency
	amount, err := money.New(abs(net), currency)
	if err != nil {
		return err
	}
	last := b.changes[len(b.changes)-1].After
	e, err := commission.Told(entry, told, d.now, map[string]string{
		event.CommissionID: string(last.ID), event.Payout: amount.Decimal(), event.TransactionID: d.report.Transaction, event.Reason: d.asked.Reason,
		event.Currency: string(currency), event.Status: string(last.Status), event.ConversionID: string(d.was.ID), event.OfferID: string(last.Basis.Offer),
	}, commission.Rollups(b.changes))
	if err != nil {
		return err
	}
	out.Changes = append(out.Changes, b.changes...)
	out.Entries = append(out.Entries, entry)
	out.Events = append(out.Events, e)
	return nil
}

// uncount is what the correction changes of the day's counters beside the
// commissions: the revenue, and all that a cancelled conversion counted as.
func (d *correction) uncount(revenue int64, first bool) map[string]int64 {
	n := map[string]int64{}
	if revenue != 0 {
		n["revenue"] = revenue
	}
	if d.asked.Amount != nil || !first {
		return n
	}
	n["conversions"] = -1
	switch {
	case d.report.Kind == Signup:
		n["signups"] = -1
	case d.report.Kind == Lead:
		n["leads"] = -1
	case d.report.pays():
		n["sales"] = -1
	}
	return n
}

func (d *correction) toldOf() map[string]string {
	data := map[string]string{
		event.Kind: string(d.report.Kind), event.TransactionID: d.report.Transaction, event.ConversionID: string(d.was.ID), event.Reason: d.asked.Reason,
	}
	if d.asked.Amount != nil {
		data[event.Amount], data[event.Currency] = d.asked.Amount.Decimal(), string(d.asked.Amount.Currency())
	}
	return data
}
