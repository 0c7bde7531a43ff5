package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// autumn is a partner's days around November: the blog converts badly, YouTube
// well, and some clicks have no sub-id.
func autumn() *rows {
	own := report.Of(anna)
	return &rows{all: []report.Counted{
		day(own, report.Total, "2026-11-18", "", report.Counters{Gross: 12, Unique: 10, Invalid: 2, Sales: 1, Earned: 100}),
		day(own, report.Sub, "2026-11-18", "blog", report.Counters{Gross: 10, Unique: 10, Sales: 1, Earned: 100}),
		day(own, report.Total, "2026-11-20", "", report.Counters{Gross: 60, Unique: 50, Duplicate: 10, Sales: 3, Customers: 2, Earned: 900, Pending: 900}),
		day(own, report.Sub, "2026-11-20", "blog", report.Counters{Gross: 30, Unique: 30, Sales: 1, Earned: 300}),
		day(own, report.Sub, "2026-11-20", "youtube", report.Counters{Gross: 10, Unique: 10, Sales: 2, Customers: 2, Earned: 600}),
		day(own, report.Total, "2026-12-01", "", report.Counters{Gross: 5, Unique: 5}),
		day(own, report.Sub, "2026-12-01", "blog", report.Counters{Gross: 5, Unique: 5}),
	}}
}

// ask makes a question of Anna's about two days in November.
func ask(change func(*report.Question)) report.Question {
	q := report.Question{Asked: november, Scope: report.Of(anna), By: report.Total}
	change(&q)
	return q
}

// told writes a report's lines as value, clicks and earned, then and now.
func told(r report.Report) map[string][4]int64 {
	out := map[string][4]int64{}
	for _, l := range r.Lines {
		v := [4]int64{l.Now.Unique, l.Now.Earned, -1, -1}
		if l.Then != nil {
			v[2], v[3] = l.Then.Unique, l.Then.Earned
		}
		out[l.Value] = v
	}
	return out
}

func TestAReportHasItsLines(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		q     report.Question
		want  map[string][4]int64
		total int64
		reads int
	}{
		"each day, also an empty one": {
			ask(func(*report.Question) {}),
			map[string][4]int64{"2026-11-20": {50, 900, -1, -1}, "2026-11-21": {0, 0, -1, -1}},
			900, 1,
		},
		"each day beside the day of the period before": {
			ask(func(q *report.Question) { q.Compare = true }),
			map[string][4]int64{"2026-11-20": {50, 900, 10, 100}, "2026-11-21": {0, 0, 0, 0}},
			900, 1,
		},
		"each month": {
			ask(func(q *report.Question) {
				q.Monthly, q.Period = true, report.Period{From: "2026-11-01", To: "2026-12-31"}
			}),
			map[string][4]int64{"2026-11": {60, 1000, -1, -1}, "2026-12": {5, 0, -1, -1}},
			1000, 1,
		},
		"each sub-id and what has none": {
			ask(func(q *report.Question) { q.By = report.Sub }),
			map[string][4]int64{"youtube": {10, 600, -1, -1}, "blog": {30, 300, -1, -1}, "": {10, 0, -1, -1}},
			900, 2,
		},
		"each sub-id beside the period before": {
			ask(func(q *report.Question) { q.By, q.Compare = report.Sub, true }),
			map[string][4]int64{"youtube": {10, 600, 0, 0}, "blog": {30, 300, 10, 100}, "": {10, 0, 0, 0}},
			900, 2,
		},
		"the days of one sub-id": {
			ask(func(q *report.Question) { q.Only = report.Only{Dim: report.Sub, Value: "blog"} }),
			map[string][4]int64{"2026-11-20": {30, 300, -1, -1}, "2026-11-21": {0, 0, -1, -1}},
			300, 1,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := autumn()
			got, err := report.Reader{Store: s}.Report(t.Context(), tc.q)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tc.want, told(got)); d != "" {
				t.Error(d)
			}
			if got.Total.Earned != tc.total || s.reads != tc.reads {
				t.Errorf("%d earned by %d reads, want %d by %d", got.Total.Earned, s.reads, tc.total, tc.reads)
			}
		})
	}
}

func TestTheBestLineComesFirstAndTheRestLast(t *testing.T) {
	t.Parallel()
	got, err := report.Reader{Store: autumn()}.Report(t.Context(), ask(func(q *report.Question) { q.By, q.Compare = report.Sub, true }))
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for _, l := range got.Lines {
		order = append(order, l.Value)
	}
	if d := cmp.Diff([]string{"youtube", "blog", ""}, order); d != "" {
		t.Error(d)
	}
	if then := got.TotalThen; then == nil || then.Unique != 10 || then.Earned != 100 || got.Total.Pending != 900 {
		t.Errorf("now %+v, then %+v", got.Total, then)
	}
}

func TestABatchHalfAddedUpLeavesNothingBelowZero(t *testing.T) {
	t.Parallel()
	own := report.Of(anna)
	s := &rows{all: []report.Counted{
		day(own, report.Total, "2026-11-20", "", report.Counters{Unique: 5, Earned: -300}),
		day(own, report.Device, "2026-11-20", "mobile", report.Counters{Unique: 9, Earned: -100}),
	}}
	got, err := report.Reader{Store: s}.Report(t.Context(), ask(func(q *report.Question) { q.By = report.Device }))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(map[string][4]int64{"mobile": {9, -100, -1, -1}, "": {0, -200, -1, -1}}, told(got)); d != "" {
		t.Error(d)
	}
}

func TestABreakdownIsNotNarrowedFurther(t *testing.T) {
	t.Parallel()
	_, err := report.Reader{Store: autumn()}.Report(t.Context(), ask(func(q *report.Question) {
		q.By, q.Only = report.Device, report.Only{Dim: report.Sub, Value: "blog"}
	}))
	if !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
}
