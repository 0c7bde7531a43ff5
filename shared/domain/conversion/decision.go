package conversion

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// decision is a report on its way to a verdict: what was read, and the trace of
// what was found. It is a value; each attempt starts from a fresh one.
type decision struct {
	report  Report
	rules   Rules
	touches []click.Touch
	refused string
	rate    *fx.Rate // of the report's currency, where it is another than the program's; nil: none is known
	order   Order
	found   Found
	weighed []Candidate
	signals []Signal
	risk    fraud.Assessment
	review  id.Case // that opens; empty: none
	id      id.Conversion
	now     time.Time
	lines   bool // are in the order's head already
	dry     bool
	trace   []Step
}

func (d *decision) note(name, finding string, values ...string) {
	s := Step{Name: name, Finding: finding}
	for i := 0; i+1 < len(values); i += 2 {
		if values[i+1] == "" {
			continue
		}
		if s.Values == nil {
			s.Values = map[string]string{}
		}
		s.Values[values[i]] = values[i+1]
	}
	d.trace = append(d.trace, s)
}

// record is the decided report with this verdict.
func (d decision) record(v Verdict) Record {
	v.Conversion = d.id
	rec := Record{ID: d.id, Report: d.report, Verdict: v, Candidates: d.weighed, Trace: d.trace, Signals: d.signals, Risk: d.risk, DecidedAt: d.now, Version: 1}
	if d.order.Existing != nil {
		rec.Version = d.order.Existing.Version + 1
	}
	return rec
}

// refuse is the outcome of a report that earns nobody anything: it is kept, with
// the reason, and the order knows of its sale.
func (d *decision) refuse(result Result, reason string) Outcome {
	d.note("verdict", string(result), "reason", reason)
	return Outcome{
		Record:     d.record(Verdict{Result: result, Reason: reason}),
		HeadBefore: d.order.Head, Head: d.head(result == Unattributed),
		OrderAlias: d.report.OrderAlias,
	}
}

// head is the order's next head; counted says that this report's sale belongs
// to the order's total. Refunds that waited for it are applied to it.
func (d *decision) head(counted bool) Head {
	h := d.order.Head
	h.Program, h.Order, h.Version = d.report.Program, d.report.Order, h.Version+1
	if h.Currency == "" {
		h.Currency = d.rules.Program.Currency
	}
	if !counted || !d.report.pays() || d.recounted() {
		return h
	}
	paid := d.report.Given()
	if d.strayed() {
		d.note("refund", "came before the sale in another currency, and is not of it", "refunded_in", string(h.Currency), "sold_in", string(paid.Currency()))
	}
	h = h.in(paid.Currency())
	minor := paid.Minor()
	h.SaleMinor += minor
	if d.report.Exchanged != nil {
		h.Counted += d.report.Amount.Minor()
	}
	applied := min(h.Parked, minor)
	if h.ParkedAll {
		applied = minor
	}
	h.Refunded += applied
	h.Parked, h.ParkedAll = h.Parked-min(h.Parked, applied), false
	return h
}

// recounted tells whether the order's total has this sale already, from when
// it found no partner.
func (d decision) recounted() bool {
	return d.order.Existing != nil && d.order.Existing.Verdict.Result == Unattributed
}
