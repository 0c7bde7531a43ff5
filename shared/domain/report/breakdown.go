package report

import (
	"cmp"
	"context"
	"slices"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Question asks for a period's figures, line by line: by [Total], one line for
// each day or month, else one for each value of a dimension.
type Question struct {
	Asked
	Scope   Scope
	By      Dim
	Monthly bool // one line for each month instead of each day
	// Only narrows lines over time to one value of a dimension; not at all when
	// its Dim is empty.
	Only    Only
	Compare bool // with the equal period right before
}

// Only is one value of a dimension.
type Only struct {
	Dim   Dim
	Value string
}

// Lines that are stretches of time, as they are asked for beside dimensions.
const (
	Day   Dim = "day"
	Month Dim = "month"
)

// Ask completes a question: by [Day], [Month] or a dimension, narrowed to the
// one value that is given, if any.
func (q Question) Ask(by Dim, values map[Dim]string) (Question, error) {
	switch by {
	case Day:
		q.By = Total
	case Month:
		q.By, q.Monthly = Total, true
	case Total, Link, QR, Offer, Sub, Device, Country, Referrer, Partner, Rule:
		q.By = by
	}
	for dim, value := range values {
		if value == "" {
			continue
		}
		if q.Only.Dim != "" {
			return q, fault.New(fault.Invalid, "report.bad_filter", "a report is narrowed by one filter at a time")
		}
		q.Only = Only{dim, value}
	}
	return q, nil
}

// Line is a day, a month, or a value. The value of what is known of no value
// is empty: clicks without a sub-id, sales without a link.
type Line struct {
	Value string
	Now   Counters
	Then  *Counters // of the period before; nil when not asked, and for months
}

// Report is the answer to a Question.
type Report struct {
	Period, Before Period // Before is empty when not compared
	Total          Counters
	TotalThen      *Counters
	Lines          []Line
}

// Report answers a question with one read, or two when it is not about time:
// of days and values, never of clicks.
func (r Reader) Report(ctx context.Context, q Question) (Report, error) {
	out := Report{Period: q.Period}
	span := q.Period
	if q.Compare {
		out.Before = q.Period.Previous()
		span.From = out.Before.From
		out.TotalThen = &Counters{}
	}
	if q.By != Total {
		if q.Only.Dim != "" {
			return out, fault.New(fault.Invalid, "report.bad_filter", "only a report by day or month can be narrowed to one %s", q.Only.Dim)
		}
		return r.byValue(ctx, q, out, span)
	}
	dim := Total
	if q.Only.Dim != "" {
		dim = q.Only.Dim
	}
	rows, err := r.Store.Rows(ctx, q.Program, q.Scope, dim, span)
	if err != nil {
		return out, err
	}
	days := map[string]Counters{}
	for _, row := range rows {
		if row.Row.Value == q.Only.Value {
			days[row.Row.Day] = days[row.Row.Day].Plus(row.Counters)
		}
	}
	out.count(days)
	out.Lines = timeLines(q, out.Before, days)
	return out, nil
}

// count adds up the days of the period and of the one before.
func (r *Report) count(days map[string]Counters) {
	for day, c := range days {
		if r.Period.Has(day) {
			r.Total = r.Total.Plus(c)
		} else if r.TotalThen != nil {
			sum := r.TotalThen.Plus(c)
			r.TotalThen = &sum
		}
	}
}

// timeLines returns a line for every day or month, also where nothing happened.
func timeLines(q Question, before Period, days map[string]Counters) []Line {
	var lines []Line
	var then []string
	if q.Compare {
		then = before.Each()
	}
	for i, day := range q.Period.Each() {
		if !q.Monthly {
			l := Line{Value: day, Now: days[day]}
			if q.Compare {
				c := days[then[i]]
				l.Then = &c
			}
			lines = append(lines, l)
			continue
		}
		month := day[:len("2006-01")]
		if len(lines) == 0 || lines[len(lines)-1].Value != month {
			lines = append(lines, Line{Value: month})
		}
		last := &lines[len(lines)-1]
		last.Now = last.Now.Plus(days[day])
	}
	return lines
}

// byValue reads the dimension for the lines and the totals for what no line has.
func (r Reader) byValue(ctx context.Context, q Question, out Report, span Period) (Report, error) {
	totals, err := r.Store.Rows(ctx, q.Program, q.Scope, Total, span)
	if err != nil {
		return out, err
	}
	days := map[string]Counters{}
	for _, row := range totals {
		days[row.Row.Day] = row.Counters
	}
	out.count(days)
	rows, err := r.Store.Rows(ctx, q.Program, q.Scope, q.By, span)
	if err != nil {
		return out, err
	}
	lines := map[string]*Line{}
	rest := Line{Now: out.Total}
	if q.Compare {
		then := *out.TotalThen
		rest.Then = &then
	}
	for _, row := range rows {
		l := lines[row.Row.Value]
		if l == nil {
			l = &Line{Value: row.Row.Value}
			if q.Compare {
				l.Then = &Counters{}
			}
			lines[l.Value] = l
		}
		l.add(row.Counters, out.Period.Has(row.Row.Day))
		rest.add(row.Counters.minus(), out.Period.Has(row.Row.Day))
	}
	for _, l := range lines {
		out.Lines = append(out.Lines, *l)
	}
	slices.SortFunc(out.Lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(b.Now.Earned, a.Now.Earned), cmp.Compare(b.Now.Revenue, a.Now.Revenue),
			cmp.Compare(b.Now.Unique, a.Now.Unique), cmp.Compare(b.Now.Gross, a.Now.Gross), cmp.Compare(a.Value, b.Value))
	})
	if rest.settle(); rest.Now.any() || rest.Then != nil && rest.Then.any() {
		out.Lines = append(out.Lines, rest)
	}
	return out, nil
}

func (l *Line) add(c Counters, now bool) {
	if now {
		l.Now = l.Now.Plus(c)
	} else if l.Then != nil {
		sum := l.Then.Plus(c)
		l.Then = &sum
	}
}

// settle drops from what no line has what cannot be: counts below zero, which
// there are while a batch is being added up, and amounts by state, which only
// totals carry.
func (l *Line) settle() {
	for _, c := range []*Counters{&l.Now, l.Then} {
		if c == nil {
			continue
		}
		for _, n := range Names() {
			if at := c.At(n); ByState(n) || !isAmount(n) && *at < 0 {
				*at = 0
			}
		}
	}
}
