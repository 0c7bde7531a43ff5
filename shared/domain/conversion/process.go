package conversion

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// attempts is how often a report is decided anew after a lost race.
const attempts = 5

// Processor decides reports.
type Processor struct {
	Store  Store
	Rules  Rulebook
	Rates  Rates
	Clicks Verifier
	Clock  clock.Clock

	dry bool // nothing will be written: test clicks count
}

// Process decides a report and writes the decision: conversion, order,
// customer, commission, postings, trace and event in one transaction. It may be
// called any number of times, from any number of places at once: one of them
// earns, the others get its answer. An Invalid fault says what cannot be read;
// an Unavailable one that nothing is known to be written and the same report
// should be tried again.
func (p Processor) Process(ctx context.Context, r Report) (Verdict, error) {
	received := r.ReceivedAt
	if received.IsZero() {
		received = p.Clock.Now()
	}
	r, err := r.Normalise(received)
	if err != nil {
		return Verdict{}, err
	}
	rules, err := p.Rules.Rules(ctx, r.Program)
	if err != nil {
		return Verdict{}, err
	}
	rate, err := p.rate(ctx, r, rules)
	if err != nil {
		return Verdict{}, err
	}
	touches, refused := p.touches(ctx, r)
	for range attempts {
		var v Verdict
		v, err = p.once(ctx, decision{report: r, rules: rules, rate: rate, touches: touches, refused: refused, dry: p.dry})
		if err == nil || !fault.IsStale(err) {
			return v, err
		}
	}
	return Verdict{}, fault.Wrap(err, fault.Unavailable, "conversion.busy", "This order or partner is busy; the report was not decided yet.")
}

// touches verifies the click ids that came with the report; refused says why
// one or all of them are not the program's.
func (p Processor) touches(ctx context.Context, r Report) (touches []click.Touch, refused string) {
	if r.Clicks == "" {
		return nil, ""
	}
	texts, err := click.ParseMany(r.Clicks)
	if err != nil {
		return nil, fault.CodeOf(err)
	}
	for _, text := range texts {
		t, err := p.Clicks.Verify(ctx, r.Program, text)
		if err != nil {
			refused = fault.CodeOf(err)
			continue
		}
		touches = append(touches, t)
	}
	return touches, refused
}

// Try decides a report and writes nothing: what Process would answer now, with
// the trace that says why. Its faults are those of Process.
func (p Processor) Try(ctx context.Context, r Report) (Record, error) { return p.try(ctx, r, true) }

// try decides and writes nothing; trusting says that test clicks count.
func (p Processor) try(ctx context.Context, r Report, trusting bool) (Record, error) {
	dry := p
	store := &dryStore{Store: p.Store}
	dry.Store, dry.dry = store, trusting
	v, err := dry.Process(ctx, r)
	if err != nil {
		return Record{}, err
	}
	rec := store.record
	if rec.ID == "" { // answered from what is on record
		rec = store.existing
	}
	rec.Verdict = v
	return rec, nil
}

// dryStore reads, and keeps instead of writing.
type dryStore struct {
	Store
	record, existing Record
}

// Order remembers what is on record.
func (s *dryStore) Order(ctx context.Context, q OrderQuery) (Order, error) {
	o, err := s.Store.Order(ctx, q)
	if o.Existing != nil {
		s.existing = *o.Existing
	}
	return o, err
}

// Commit keeps the record.
func (s *dryStore) Commit(_ context.Context, o Outcome) error {
	s.record = o.Record
	return nil
}

var _ Store = (*dryStore)(nil)

// once reads, decides and writes one time.
func (p Processor) once(ctx context.Context, d decision) (Verdict, error) {
	r := d.report
	q := OrderQuery{Program: r.Program, Order: r.Order, Kind: r.Kind, Transaction: r.Transaction}
	for _, t := range d.touches {
		q.LinkRefs = append(q.LinkRefs, t.LinkRef)
	}
	if len(d.touches) == 0 && !r.takesBack() {
		q.Who = d.who()
	}
	var err error
	if d.order, err = p.Store.Order(ctx, q); err != nil {
		return Verdict{}, err
	}
	d.report.Order = d.order.Order
	if e := d.order.Existing; e != nil {
		if v, done := repeat(*e, r); done {
			if v.Result == Duplicate && confirms(*e, r) {
				return p.confirm(ctx, d, *e)
			}
			return v, nil
		}
	}
	if d.id, err = IDOf(r.Program, r.Kind, r.Transaction); err != nil {
		return Verdict{}, err
	}
	d.now = p.Clock.Now()
	outcome, err := p.decide(ctx, d)
	if err != nil {
		return Verdict{}, err
	}
	if same(d.order.Existing, outcome.Record) {
		return d.order.Existing.Verdict, nil
	}
	if d.report.By != "" {
		outcome.Act, outcome.At = ActAdded, d.now
	}
	outcome.Rated = d.order.Existing.awaitsRate() && !outcome.Record.awaitsRate()
	if err := p.Store.Commit(ctx, outcome); err != nil {
		return Verdict{}, err
	}
	return outcome.Record.Verdict, nil
}

func (p Processor) decide(ctx context.Context, d decision) (Outcome, error) {
	if why := d.inadmissible(); why != "" {
		return d.refuse(Rejected, why), nil
	}
	if d.report.takesBack() {
		return p.takeBack(ctx, d)
	}
	if d.report.Source == Browser && d.report.pays() {
		return d.claim(), nil
	}
	if rated, err := d.exchange(); err != nil {
		return Outcome{}, err
	} else if !rated {
		return d.awaitRate(), nil
	}
	return p.earn(ctx, d)
}

// claim keeps a sale that only a browser told of: nobody earns by it until the
// merchant's server reports the same sale.
func (d *decision) claim() Outcome {
	o := d.refuse(Claimed, "browser_claim")
	o.Record.Candidates = weigh(d.rules.Program.Attribution, d.report.Kind, d.report.OccurredAt, d.candidates())
	return o
}

// repeat answers for an event that is known already: its first answer, or a
// conflict when this report says another amount. It is not done with what may
// be decided again.
func repeat(e Record, r Report) (Verdict, bool) {
	unsure := e.Verdict.Result == Claimed || r.Source == Browser
	if !unsure && !sameAmount(e.Report.Given(), r) && !(len(e.Corrections) > 0 && sameAmount(e.Current(), r)) {
		return Verdict{Result: Conflict, First: e.Verdict.Result, Reason: "amount_differs", Conversion: e.ID, Recorded: e.Report.Given(), Given: r.Amount}, true
	}
	if !e.Final() && (r.Source != Browser || e.Report.Source == Browser) {
		return Verdict{}, false
	}
	v := e.Verdict
	v.First, v.Result = v.Result, Duplicate
	return v, true
}

// sameAmount compares what was reported, whatever it came to.
func sameAmount(a *money.Amount, r Report) bool {
	b := r.Given()
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

// same tells whether deciding again came to the same end, so that there is
// nothing to write.
func same(e *Record, n Record) bool {
	return e != nil && e.Verdict.Result == n.Verdict.Result && e.Verdict.Reason == n.Verdict.Reason
}

func (r Report) takesBack() bool {
	return r.Kind == Refund || r.Kind == Chargeback || r.Kind == Reinstated
}

// pays tells whether the customer paid something.
func (r Report) pays() bool { return r.Kind == Sale || r.laterPayment() }

// laterPayment tells whether it is one of a customer who is known from before.
func (r Report) laterPayment() bool { return r.Kind == Recurring || r.Kind == Upgrade }

// inadmissible says why the report cannot be decided at all under the
// program's rules, "" when it can.
func (d decision) inadmissible() string {
	p := d.rules.Program
	switch {
	case p.Status != program.Live:
		return "program_not_live"
	case d.report.Amount != nil && !d.order.Head.takes(d.report):
		return "currency_not_of_order"
	case d.report.Amount == nil && d.report.pays():
		return "amount_missing"
	}
	return ""
}
