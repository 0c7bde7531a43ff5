package demo_test

import (
	"testing"
	"time"

	"github.com/tributaryhq/tributary/cmd/trib/demo"
	"github.com/tributaryhq/tributary/shared/app/apptest"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/market"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

// TestTheDemoPassesTheAudit makes the demo and looks at what
// a person would look for in it.
func TestTheDemoPassesTheAudit(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	b, c := apptest.Backends(t, now)
	result, err := demo.Make(t.Context(), demo.Options{On: b, Clock: c, Now: now, Seed: 7, Secret: b.Entropy})
	if err != nil {
		t.Fatal(err)
	}
	findings, accounts, err := b.Audit(t.Context())
	if err != nil || len(findings) > 0 || accounts != 4 { // the partners, and whom the manager invited
		t.Errorf("%d accounts, findings %v, %v", accounts, findings, err)
	}
	if len(result.Partners) != 3 || result.PostbackSecret == "" || result.LinkKey == "" {
		t.Errorf("result %+v", result)
	}
	p, err := b.Programs().Find(t.Context(), program.Name{Slug: "northwind-coffee"})
	if err != nil {
		t.Fatal(err)
	}
	states := map[commission.Status]int{}
	lists := store.CommissionLists{T: b.Table, Clock: c}
	for cursor := ""; ; {
		rows, err := lists.OfProgram(t.Context(), p.ID, commission.Filter{}, page.Request{Limit: page.MaxLimit, Cursor: cursor})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows.Data {
			states[r.Status]++
		}
		if cursor = rows.Next; cursor == "" {
			break
		}
	}
	for _, s := range []commission.Status{commission.Pending, commission.Held, commission.Available, commission.Paid, commission.Declined, commission.Reversed} {
		if states[s] == 0 {
			t.Errorf("no commission is %s: %v", s, states)
		}
	}
	batches, err := store.Payouts{T: b.Table}.Batches(t.Context(), p.ID, page.Request{Limit: 10})
	if err != nil {
		t.Fatal(err)
	}
	runs, rails := map[payout.BatchStatus]int{}, map[string]int{}
	for _, r := range batches.Data {
		runs[r.Status]++
		rails[r.Rail]++
	}
	if len(runs) != 2 || runs[payout.Running] == 0 || runs[payout.Closed] == 0 || len(rails) != 3 {
		t.Errorf("payout runs: %v by %v", runs, rails)
	}
	asked, err := store.Payouts{T: b.Table}.Open(t.Context(), p.ID)
	if err != nil || len(asked) != 1 || !asked[0].Awaiting() {
		t.Errorf("withdrawals: %+v, %v", asked, err)
	}
	waiting, err := store.Enrollments{T: b.Table, Clock: c}.Waiting(t.Context(), p.ID)
	if err != nil || len(waiting) != 2 {
		t.Errorf("%d applications wait, %v", len(waiting), err)
	}
}

// TestTheDemoIsANetworkWhereSomebodyRunsOne looks at the marketplace.
func TestTheDemoIsANetworkWhereSomebodyRunsOne(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	b, c := apptest.Backends(t, now)
	b.Operators = []string{demo.Operator}
	if _, err := demo.Make(t.Context(), demo.Options{On: b, Clock: c, Now: now, Seed: 7, Secret: b.Entropy}); err != nil {
		t.Fatal(err)
	}
	s := b.Market().Store
	shown, err := s.Browse(t.Context(), market.Filter{}, page.Request{})
	if err != nil || len(shown.Data) != 1 {
		t.Errorf("the marketplace shows %+v, %v", shown.Data, err)
	}
	for _, status := range []market.Status{market.Approved, market.Submitted} {
		if found, err := s.Standings(t.Context(), status, page.Request{}); err != nil || len(found.Data) != 1 {
			t.Errorf("%s are %+v, %v", status, found.Data, err)
		}
	}
}

// TestTheDemoHasTiersAndASpiffThatWasAwarded looks at what partners are given
// beside their commissions.
func TestTheDemoHasTiersAndASpiffThatWasAwarded(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	b, c := apptest.Backends(t, now)
	if _, err := demo.Make(t.Context(), demo.Options{On: b, Clock: c, Now: now, Seed: 7, Secret: b.Entropy}); err != nil {
		t.Fatal(err)
	}
	p, err := b.Programs().Find(t.Context(), program.Name{Slug: "northwind-coffee"})
	if err != nil {
		t.Fatal(err)
	}
	l, err := b.Groups().Ladder(t.Context(), p.ID)
	if err != nil || len(l.Groups) != 2 || len(l.Tiers) != 3 {
		t.Fatalf("the ladder is %+v, %v", l, err)
	}
	partners, err := store.Places{T: b.Table}.Entered(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	tiers := map[string]int{}
	for _, o := range partners {
		m, err := b.Groups().Places.Member(t.Context(), p.ID, o)
		if err != nil {
			t.Fatal(err)
		}
		tier, _ := l.Tier(m.Tier)
		tiers[tier.Name]++
	}
	if len(tiers) < 2 || tiers[""] > 0 {
		t.Errorf("partners are in %v", tiers)
	}
	all, err := b.Spiffs().Store.All(t.Context(), p.ID)
	if err != nil || len(all) != 1 {
		t.Fatalf("SPIFFs %+v, %v", all, err)
	}
	totals, err := b.Spiffs().Store.Totals(t.Context(), all[0].ID)
	if err != nil || len(totals) != 1 || totals[0].Awards == 0 {
		t.Errorf("awarded %+v, %v", totals, err)
	}
}
