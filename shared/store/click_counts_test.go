package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func TestClicksOfHoldoutLinksAreNotPaid(t *testing.T) {
	t.Parallel()
	tab := memory.New(clock.At(start))
	links := store.Links{T: tab}
	for i, l := range []link.Link{{ID: "lnk_1"}, {ID: "lnk_2", Kind: link.Holdout}} {
		l.Program, l.Partner, l.Key, l.Ref, l.CreatedAt = prg, maya, string(l.ID), uint64(i+1), start
		if err := links.Create(t.Context(), l); err != nil {
			t.Fatal(err)
		}
	}
	whole := report.Row{Program: prg, Scope: report.Whole, Dim: report.Total, Day: "2026-03-10"}
	own := whole
	own.Scope = report.Of(maya)
	unique := func(n int64) map[string]int64 { return map[string]int64{report.Gross: n + 5, report.Unique: n} }
	if err := (store.Stats{T: tab}).Fold(t.Context(), []report.Delta{
		{Row: whole, Add: unique(37)},
		{Row: own, Add: unique(30)},
		{Row: whole.By(report.Partner, string(maya)), Add: unique(30)},
		{Row: whole.By(report.Partner, string(noah)), Add: unique(7)},
		{Row: own.By(report.Link, "lnk_1"), Add: unique(18)},
		{Row: own.By(report.Link, "lnk_2"), Add: unique(12)},
	}); err != nil {
		t.Fatal(err)
	}
	got, err := store.ClickCounts{T: tab}.Unique(t.Context(), prg, "2026-03-10")
	if diff := cmp.Diff(map[id.Partner]int64{maya: 18, noah: 7}, got); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	if none, err := (store.ClickCounts{T: tab}).Unique(t.Context(), prg, "2026-03-11"); len(none) != 0 || err != nil {
		t.Errorf("another day has %v, %v", none, err)
	}
}
