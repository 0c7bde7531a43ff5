package budget_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/tabletest"
)

// lines is how many commissions a partner is paid in one run: two chunks.
const lines = 80

func TestWhatAPayoutCosts(t *testing.T) {
	t.Parallel()
	s, maya, _ := open(t)
	c := click(t, s, maya)
	for i := range lines {
		if i%10 == 0 { // more in an hour would have to be looked at
			s.Manual.Advance(time.Hour)
		}
		tell(t, s, fmt.Sprintf("transaction_id=T%d&amount=100.00&click_id=%s", i, c), "accepted")
	}
	s.Manual.Advance(31 * 24 * time.Hour)
	if err := s.Run(t.Context(), "CommissionApproval"); err != nil {
		t.Fatal(err)
	}
	r := s.Runner()
	var b payout.Batch
	var err error
	claimed := costs(s, func() {
		b, err = r.Plan(t.Context(), payout.Terms{Program: s.Program.ID, Rail: payout.Manual}, "run", "usr_boss")
	})
	if err != nil {
		t.Fatal(err)
	}
	// Eleven are the run's own: its item, and the event that it is planned.
	atMost(t, "claiming", 2*lines+8*2+12+11, claimed)
	if _, err := r.Approve(t.Context(), s.Program.ID, b.ID, payout.Approver{User: "usr_boss", Fresh: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Export(t.Context(), b.ID); err != nil {
		t.Fatal(err)
	}
	found, err := store.Payouts{T: s.Table}.OfBatch(t.Context(), b.ID)
	if err != nil || len(found) != 1 || found[0].Lines != lines {
		t.Fatalf("the run holds %+v, %v", found, err)
	}
	paid := costs(s, func() { err = r.MarkPaid(t.Context(), s.Program.ID, found[0].ID, "REF") })
	if err != nil {
		t.Fatal(err)
	}
	atMost(t, "marking paid", 4*lines+8*2+12, paid)
}

func atMost(t *testing.T, what string, goal int, u tabletest.Usage) {
	t.Helper()
	t.Logf("%s %d commissions: %d WRU of %d, %.1f RRU, %d trips", what, lines, u.WRU, goal, u.RRU, u.Trips)
	if u.WRU > goal {
		t.Errorf("%s costs %d WRU, the goal is %d", what, u.WRU, goal)
	}
}
