package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
)

// thousands is how many rows a list must do with.
const thousands = 5000

// TestFiveThousandCommissionsAreListedAndSearchedInTheTable: every row is reached
// once, a search finds the oldest of them, and no page costs more for it than a
// look at the partner's own partition.
func TestFiveThousandCommissionsAreListedAndSearchedInTheTable(t *testing.T) {
	t.Parallel()
	tab := memory.New(clock.At(start))
	var o commission.Outcome
	for n := range thousands {
		masked := fmt.Sprintf("c•••@shop-%d.example", n%7)
		if n == 0 {
			masked = "o•••@oldest.example"
		}
		o.Changes = append(o.Changes, commission.Change{After: commission.Commission{
			ID: id.Commission(fmt.Sprintf("com_%026d", n)), Account: ledger.Account{Program: linkProgram, Partner: maya, Currency: "EUR"}, Masked: masked,
			Kind: commission.Sale, Status: commission.Pending, Amount: money.Must(100, "EUR"), Version: 1, Day: "2026-03-10", EventAt: start.Add(time.Duration(n-thousands) * time.Minute),
		}})
		if len(o.Changes) == 20 {
			if err := (store.Commissions{T: tab}).Commit(t.Context(), o); err != nil {
				t.Fatal(err)
			}
			o.Changes = nil
		}
	}
	meter := tabletest.NewMeter(tab)
	lists := store.CommissionLists{T: meter, Clock: clock.At(start)}
	type list func(f commission.Filter, r page.Request) (page.Of[commission.Row], error)
	for name, l := range map[string]list{
		"a partner's": func(f commission.Filter, r page.Request) (page.Of[commission.Row], error) {
			return lists.OfPartner(t.Context(), linkProgram, maya, f, r)
		},
		"the program's": func(f commission.Filter, r page.Request) (page.Of[commission.Row], error) {
			return lists.OfProgram(t.Context(), linkProgram, f, r)
		},
	} {
		for _, tc := range []struct {
			f           commission.Filter
			rows, pages int
		}{{commission.Filter{}, thousands, 100}, {commission.Filter{Search: "OLDEST"}, 1, 4}, {commission.Filter{Search: "com_00000000000000000000000000"}, 1, 4}, {commission.Filter{Search: "nobody"}, 0, 4}} {
			meter.Reset()
			seen, pages := map[id.Commission]bool{}, 0
			for r := (page.Request{Limit: 50}); ; pages++ {
				p, err := l(tc.f, r)
				if err != nil || len(p.Data) > 50 {
					t.Fatalf("%s: %d rows, %v", name, len(p.Data), err)
				}
				for _, row := range p.Data {
					if seen[row.ID] {
						t.Fatalf("%s: %s comes twice", name, row.ID)
					}
					seen[row.ID] = true
				}
				if r.Cursor = p.Next; p.Next == "" {
					break
				}
			}
			if len(seen) != tc.rows || pages > tc.pages || tc.f.Search != "" && meter.Snapshot().RRU > 800 {
				t.Errorf("%s with %q: %d rows on %d pages for %+v", name, tc.f.Search, len(seen), pages, meter.Snapshot())
			}
		}
	}
}

// TestAPartnerOfThousandsIsFoundByName does the same for partners.
func TestAPartnerOfThousandsIsFoundByName(t *testing.T) {
	t.Parallel()
	tab := memory.New(clock.At(start))
	meter := tabletest.NewMeter(tab)
	s := store.Enrollments{T: tab, Clock: clock.At(start)}
	for n := range thousands {
		e := enrollment.Enrollment{Program: linkProgram, Partner: id.Partner(fmt.Sprintf("ptr_%026d", n)), Name: fmt.Sprintf("Partner %d", n), Status: enrollment.InReview, Ref: uint64(n) + 1, AppliedAt: start.Add(time.Duration(n) * time.Second), Version: 1}
		if n == 3 {
			e.Name = "Żółw Reviews"
		}
		if err := s.Apply(t.Context(), enrollment.Application{Enrollment: e, Event: event.Event{ID: id.Event(fmt.Sprintf("evt_%026d", n)), At: e.AppliedAt}}); err != nil {
			t.Fatal(err)
		}
	}
	s.T = meter
	for search, want := range map[string]int{"": thousands, "żółw": 1, "partner 4999": 1, "ptr_00000000000000000000000017": 1, "nobody": 0} {
		meter.Reset()
		seen, pages := map[id.Partner]bool{}, 0
		for r := (page.Request{Limit: 50}); ; pages++ {
			p, err := s.OfProgram(t.Context(), linkProgram, enrollment.Filter{Search: search}, r)
			if err != nil || len(p.Data) > 50 {
				t.Fatalf("%d rows, %v", len(p.Data), err)
			}
			for _, row := range p.Data {
				seen[row.Partner] = true
			}
			if r.Cursor = p.Next; p.Next == "" {
				break
			}
		}
		if len(seen) != want || search != "" && pages > 3 || meter.Snapshot().RRU > 800 {
			t.Errorf("%q: %d partners on %d pages for %+v", search, len(seen), pages, meter.Snapshot())
		}
	}
}
