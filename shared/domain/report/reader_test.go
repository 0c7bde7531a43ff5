package report_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

const (
	shoes = id.Program("prg_01JD00000000000000000SH0ES")
	anna  = id.Partner("ptr_01JD000000000000000000ANNA")
)

// rows is a Store of fixed rows that counts its reads.
type rows struct {
	all   []report.Counted
	reads int
}

func (r *rows) Totals(ctx context.Context, p id.Program, scopes []report.Scope, period report.Period) ([]report.Counted, error) {
	var out []report.Counted
	for _, s := range scopes {
		some, err := r.Rows(ctx, p, s, report.Total, period)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	return out, nil
}

func (r *rows) Rows(_ context.Context, _ id.Program, scope report.Scope, dim report.Dim, p report.Period) ([]report.Counted, error) {
	r.reads++
	var out []report.Counted
	for _, c := range r.all {
		if c.Row.Scope == scope && c.Row.Dim == dim && p.Has(c.Row.Day) {
			out = append(out, c)
		}
	}
	return out, nil
}

func day(scope report.Scope, dim report.Dim, day, value string, c report.Counters) report.Counted {
	return report.Counted{Row: report.Row{Program: shoes, Scope: scope, Dim: dim, Day: day, Value: value}, Counters: c}
}

var november = report.Asked{Program: shoes, Currency: "EUR", Period: report.Period{From: "2026-11-20", To: "2026-11-21"}}

func TestAPartnersOverview(t *testing.T) {
	t.Parallel()
	own := report.Of(anna)
	s := &rows{all: []report.Counted{
		day(own, report.Total, "2026-11-17", "", report.Counters{Unique: 1000}),
		day(own, report.Total, "2026-11-18", "", report.Counters{Unique: 5, Conversions: 1}),
		day(own, report.Total, "2026-11-20", "", report.Counters{
			Gross: 500, Unique: 300, Duplicate: 150, Invalid: 50, Conversions: 12, Signups: 4, Leads: 1, Sales: 7,
			Revenue: 70_001, Refunded: 999, Earned: 36_000, Pending: 30_000, Paid: 6_000,
		}),
		day(own, report.Total, "2026-11-21", "", report.Counters{Unique: 40}),
		day(report.Whole, report.Total, "2026-11-21", "", report.Counters{Unique: 9999}),
	}}
	got, err := report.Reader{Store: s}.Partner(t.Context(), november, anna)
	if err != nil {
		t.Fatal(err)
	}
	eur := func(minor int64) money.Amount { return money.Must(minor, "EUR") }
	epc, aov, cr, was, none := eur(106), eur(10_000), int64(353), int64(2000), eur(0)
	zero := int64(0)
	want := report.Overview{
		Period: november.Period, Before: report.Period{From: "2026-11-18", To: "2026-11-19"},
		Now: report.Figures{
			Clicks: 340, Conversions: 12, Referred: 4, Leads: 1, Sales: 7,
			Sold: eur(70_001), Refunded: eur(999), Earnings: eur(36_000), CR: &cr, EPC: &epc, AOV: &aov,
		},
		Then:       report.Figures{Clicks: 5, Conversions: 1, Sold: none, Refunded: none, Earnings: none, CR: &was, EPC: &none},
		States:     report.States{Pending: eur(30_000), Approved: none, Available: none, Paid: eur(6_000), Declined: none, Reversed: none},
		StatesThen: report.States{Pending: none, Approved: none, Available: none, Paid: none, Declined: none, Reversed: none},
	}
	last := got.Days[1]
	days := len(got.Days)
	got.Days = nil
	same := cmp.AllowUnexported(money.Amount{})
	if d := cmp.Diff(want, got, same); d != "" {
		t.Error(d)
	}
	wantLast := report.Figures{Clicks: 40, CR: &zero, EPC: &none, Sold: none, Refunded: none, Earnings: none}
	if d := cmp.Diff(wantLast, last.Figures, same); days != 2 || last.Day != "2026-11-21" || d != "" {
		t.Errorf("%d days, the last %s: %s", days, last.Day, d)
	}
	if s.reads != 1 {
		t.Errorf("%d reads for a period and the one before", s.reads)
	}
}

func TestWithoutClicksThereIsNoRatio(t *testing.T) {
	t.Parallel()
	f, err := report.Counters{Conversions: 3, Sales: 1, Revenue: 5, Earned: 1}.Figures("JPY")
	if err != nil || f.CR != nil || f.EPC != nil || f.AOV == nil {
		t.Errorf("%+v %v", f, err)
	}
	f, err = report.Counters{Unique: 3, Conversions: 3}.Figures("JPY")
	if err != nil || f.CR == nil || *f.CR != 10_000 || f.AOV != nil {
		t.Errorf("%+v %v", f, err)
	}
}

func TestRatesAreRoundedHalfToEven(t *testing.T) {
	t.Parallel()
	for clicks, want := range map[int64]int64{3: 3333, 8: 1250, 20_000: 0, 6667: 1, 16_000: 1} {
		f, err := report.Counters{Unique: clicks, Conversions: 1}.Figures("EUR")
		if err != nil || *f.CR != want {
			t.Errorf("1 of %d is %d, want %d (%v)", clicks, *f.CR, want, err)
		}
	}
}

func TestPartsAreSortedByEarnings(t *testing.T) {
	t.Parallel()
	own := report.Of(anna)
	s := &rows{all: []report.Counted{
		day(own, report.Sub, "2026-11-20", "blog", report.Counters{Unique: 100, Earned: 10}),
		day(own, report.Sub, "2026-11-21", "blog", report.Counters{Unique: 100, Earned: 10}),
		day(own, report.Sub, "2026-11-20", "youtube", report.Counters{Unique: 10, Earned: 60}),
		day(own, report.Sub, "2026-11-20", "mail", report.Counters{Unique: 300}),
		day(own, report.Sub, "2026-11-19", "old", report.Counters{Unique: 300}),
	}}
	parts, err := report.Reader{Store: s}.Parts(t.Context(), november, anna, report.Sub)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range parts {
		got = append(got, p.Value)
	}
	if d := cmp.Diff([]string{"youtube", "blog", "mail"}, got); d != "" || parts[1].Clicks != 200 || parts[1].Earnings.Minor() != 20 {
		t.Errorf("%s %+v", d, parts)
	}
}

func TestEveryCounterHasAName(t *testing.T) {
	t.Parallel()
	var c report.Counters
	for i, n := range report.Names() {
		*c.At(n) += int64(i + 1)
	}
	want := report.Counters{
		Gross: 1, Unique: 2, Duplicate: 3, Invalid: 4, Conversions: 5, Signups: 6, Leads: 7, Customers: 8, Sales: 9, Revenue: 10, Refunded: 11,
		Earned: 12, Pending: 13, Approved: 14, Available: 15, Paid: 16, Declined: 17, Reversed: 18, Intercepted: 19, Submitted: 20, Won: 21,
	}
	if c != want || c.At("nonsense") != nil {
		t.Errorf("%+v", c)
	}
}

func TestALifetimeBeginsWithWhatWasCountedFirst(t *testing.T) {
	t.Parallel()
	own := report.Of(anna)
	asked := november
	asked.Period = report.Period{From: "2026-11-21", To: "2026-11-21"}
	s := &rows{all: []report.Counted{
		day(own, report.Total, "2025-01-30", "", report.Counters{Unique: 7, Paid: 500}),
		day(own, report.Total, "2025-01-31", "", report.Counters{Unique: 3, Pending: 40}),
		day(own, report.Total, "2026-11-21", "", report.Counters{Unique: 1}),
	}}
	got, err := report.Reader{Store: s}.Lifetime(t.Context(), asked, anna)
	if err != nil {
		t.Fatal(err)
	}
	if got.Period.From != "2025-01-30" || got.Now.Clicks != 11 || got.States.Paid.Minor() != 500 || got.States.Pending.Minor() != 40 || got.Then.Clicks != 0 {
		t.Errorf("%+v", got)
	}
	if n := len(got.Days); n != 23 || got.Days[0].Day != "2025-01-01" || got.Days[0].Clicks != 10 || got.Days[n-1].Day != "2026-11-01" {
		t.Errorf("%d months: %+v", n, got.Days)
	}
	s.all = s.all[1:]
	s.all[0].Row.Day = "2026-11-19"
	if got, err = (report.Reader{Store: s}).Lifetime(t.Context(), asked, anna); err != nil || len(got.Days) != 3 || got.Days[0].Day != "2026-11-19" {
		t.Errorf("%+v %v", got.Days, err)
	}
	s.all = nil
	if got, err = (report.Reader{Store: s}).Lifetime(t.Context(), asked, anna); err != nil || len(got.Days) != 1 {
		t.Errorf("of nothing: %+v %v", got.Days, err)
	}
}
