package commission_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

var errFunds = errors.New("funds")

type noFunds struct{}

func (noFunds) Network(context.Context, id.Program) (bool, error) { return false, errFunds }

var _ commission.Funding = noFunds{}

// unwritten refuses every commit for good.
type unwritten struct{ *desk }

func (unwritten) Commit(context.Context, commission.Outcome) error { return errFunds }

// TestAFaultOfWhatIsAskedEndsTheDecision: when it is not known how a program
// pays, or nothing can be written, nothing is done and the fault is told.
func TestAFaultOfWhatIsAskedEndsTheDecision(t *testing.T) {
	t.Parallel()
	starts := map[string]string{
		"approve": "pending", "approve what is due": "pending/due", "release": "held", "shorten to 7 days": "pending", "shorten to none": "pending",
		"fund": "approved", "reverse": "available", "decline": "pending", "hold": "pending",
	}
	asks := []string{"approve", "approve what is due", "release", "shorten to 7 days", "shorten to none"}
	for _, a := range acts() {
		state, ok := starts[a.name]
		if !ok {
			continue
		}
		s := newDesk().put(standing(state))
		s.nominees = []commission.Nominee{{Account: account, ID: "com_1"}}
		d := commission.Decider{Store: s, Clock: clock.NewManual(now), Funding: noFunds{}}
		if _, err := a.do(t.Context(), d, s); slices.Contains(asks, a.name) != errors.Is(err, errFunds) {
			t.Errorf("%s, when nobody knows how the program pays: %v", a.name, err)
		}
		s = newDesk().put(standing(state))
		s.nominees = []commission.Nominee{{Account: account, ID: "com_1"}}
		if _, err := a.do(t.Context(), commission.Decider{Store: unwritten{s}, Clock: clock.NewManual(now)}, s); !errors.Is(err, errFunds) {
			t.Errorf("%s, when nothing can be written: %v", a.name, err)
		}
	}
	draft := commission.Draft{
		Account: account, Kind: commission.Bonus, Amount: money.Must(500, "EUR"), Key: "k", Name: "Bonus", Reason: "r", Actor: "usr_1", Day: "2026-05-01", EventAt: now,
	}
	s := newDesk().put(standing("available"))
	if _, err := (commission.Decider{Store: unwritten{s}, Clock: clock.NewManual(now)}).Award(t.Context(), draft); !errors.Is(err, errFunds) {
		t.Errorf("an award that cannot be written: %v", err)
	}
	if _, err := (commission.Decider{Store: s, Clock: clock.NewManual(now), Funding: noFunds{}}).Award(t.Context(), draft); !errors.Is(err, errFunds) {
		t.Errorf("an award, when nobody knows how the program pays: %v", err)
	}
}

func TestWhatIsMadeOfACommissionNeedsACause(t *testing.T) {
	t.Parallel()
	c := standing("paid")
	if _, err := commission.TakeBack(c, ledger.Balance{Account: account}, 10, "", "refund", now); err == nil {
		t.Error("a clawback without a cause")
	}
	if _, err := commission.Again(c, 10, "", "won", now); err == nil {
		t.Error("given again without a cause")
	}
}

func TestAHoldbackCountsFromTheLaterOfEventAndArrival(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		event, arrival, want time.Time
	}{
		"told at once": {now.AddDate(0, 0, -3), now.AddDate(0, 0, -3), now.AddDate(0, 0, 2)},
		"told late":    {now.AddDate(0, 0, -9), now.AddDate(0, 0, -2), now.AddDate(0, 0, 3)},
		"told before":  {now.AddDate(0, 0, -1), now.AddDate(0, 0, -2), now.AddDate(0, 0, 4)},
	} {
		c := standing("pending")
		c.EventAt, c.RecordedAt = tc.event, tc.arrival
		s := newDesk().put(c)
		if _, err := s.decider(false).Shorten(t.Context(), "prg_1", []id.Commission{"com_1"}, 5, time.UTC, "usr_1"); err != nil {
			t.Fatal(err)
		}
		if got := s.commissions["com_1"].DueAt; !got.Equal(tc.want) {
			t.Errorf("%s: due %s, not %s", name, got, tc.want)
		}
	}
}

func TestEveryKindIsABonusOrStandard(t *testing.T) {
	t.Parallel()
	seen := map[commission.Kind]int{}
	for _, k := range slices.Concat(commission.Bonuses(), commission.Standard()) {
		seen[k]++
	}
	if len(seen) != 15 {
		t.Errorf("%d kinds: %v", len(seen), seen)
	}
	for k, n := range seen {
		if n != 1 {
			t.Errorf("%s is listed %d times", k, n)
		}
		_, err := commission.Award(commission.Draft{
			Account: account, Kind: k, Amount: money.Must(500, "EUR"), Key: "k", Reason: "r", Day: "2026-05-01", EventAt: now,
		}, ledger.Balance{Account: account, Version: 1}, false, now)
		if comes := slices.Contains([]commission.Kind{
			commission.Sale, commission.Recurring, commission.Upgrade, commission.Lead, commission.Signup, commission.Clawback, commission.Reinstated,
		}, k); (err != nil) != comes {
			t.Errorf("%s as an award: %v", k, err)
		}
	}
}
