package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// TestCommissionsOfAllProgramsAreOneList: whatever the programs, the states and
// the size of a page, every commission comes once, the newest first.
func TestCommissionsOfAllProgramsAreOneList(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		tab := memory.New(clock.At(start))
		programs := rapid.IntRange(1, 4).Draw(r, "programs")
		var o commission.Outcome
		var asked []commission.Asked
		only := commission.Filter{Statuses: []commission.Status{commission.Pending}}
		for p := range programs {
			program := id.Program(fmt.Sprintf("prg_%026d", p))
			asked = append(asked, commission.Asked{Program: program, Filter: only})
			for n := range rapid.IntRange(1, 9).Draw(r, "commissions") {
				c := commission.Commission{
					ID: id.Commission(fmt.Sprintf("com_%013d%013d", p, n)), Account: ledger.Account{Program: program, Partner: maya, Currency: "EUR"},
					Kind: commission.Sale, Status: commission.Pending, Amount: money.Must(100, "EUR"), Version: 1, Day: "2026-03-10",
					EventAt: start.Add(time.Duration(rapid.IntRange(0, 5).Draw(r, "minute")) * time.Minute),
				}
				if rapid.IntRange(0, 3).Draw(r, "declined") == 0 {
					c.Status = commission.Declined
				}
				o.Changes = append(o.Changes, commission.Change{After: c})
			}
		}
		if err := (store.Commissions{T: tab}).Commit(t.Context(), o); err != nil {
			r.Fatal(err)
		}
		want := 0
		for _, ch := range o.Changes {
			if ch.After.Status == commission.Pending {
				want++
			}
		}
		var got []string
		size := rapid.IntRange(1, 5).Draw(r, "size")
		for cursor, pages := "", 0; ; pages++ {
			p, err := store.CommissionLists{T: tab, Clock: clock.At(start)}.Across(t.Context(), maya, asked, page.Request{Limit: size, Cursor: cursor})
			if err != nil || len(p.Data) > size || pages > 50 {
				r.Fatalf("page %d of %d rows: %v", pages, len(p.Data), err)
			}
			for _, row := range p.Data {
				got = append(got, row.EventAt.Format(time.RFC3339)+" "+string(row.ID))
			}
			if cursor = p.Next; cursor == "" {
				break
			}
		}
		if len(got) != want {
			r.Fatalf("%d rows of %d", len(got), want)
		}
		for i := 1; i < len(got); i++ {
			if got[i] >= got[i-1] {
				r.Fatalf("not the newest first, or twice: %s", cmp.Diff("", fmt.Sprint(got)))
			}
		}
	})
}
