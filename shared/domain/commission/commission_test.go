package commission_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

var (
	now     = time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	account = ledger.Account{Program: "prg_1", Partner: "ptr_1", Currency: "EUR"}
)

func of(status commission.Status, minor int64) (commission.Commission, ledger.Balance) {
	c := commission.Commission{ID: "com_1", Account: account, Kind: commission.Sale, Status: status, Amount: money.Must(minor, "EUR"), Day: "2026-05-01", Version: 1}
	b := ledger.Balance{Account: account, Status: ledger.Active, Version: 1, Earned: minor}
	switch status {
	case commission.Pending, commission.Held:
		b.Pending = minor
	case commission.Approved:
		b.Approved = minor
	case commission.Available:
		b.Available = minor
	case commission.Paid:
		b.Paid, c.Payout = minor, "pay_1"
	case commission.Declined, commission.Reversed:
		b.Earned = 0
	}
	return c, b
}

// TestTakingBackInParts: whatever the state and the parts, what is taken back is
// never more than the commission, and the ledger and the day's counters follow.
func TestTakingBackInParts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		status := rapid.SampledFrom([]commission.Status{commission.Pending, commission.Held, commission.Approved, commission.Available, commission.Paid}).Draw(t, "status")
		c, b := of(status, rapid.Int64Range(1, 10_000).Draw(t, "amount"))
		sums := map[string]int64{}
		for k, v := range commission.Delta(commission.Change{After: c}) {
			sums[k] += v
		}
		var taken int64
		for i := range rapid.IntRange(1, 6).Draw(t, "parts") {
			part := rapid.Int64Range(1, 10_000).Draw(t, "part")
			got, err := commission.TakeBack(c, b, part, string(rune('a'+i)), "refund", now)
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Changes) == 0 {
				continue
			}
			e, err := b.Post(ledger.Note{Kind: got.Kind}, got.Moves...)
			if err != nil {
				t.Fatal(err)
			}
			b, c = e.After, got.Changes[0].After
			taken += min(part, c.Amount.Minor()-taken)
			for _, ch := range got.Changes {
				for k, v := range commission.Delta(ch) {
					sums[k] += v
				}
			}
		}
		if b.Reversed != taken || taken > c.Amount.Minor() || c.Reversed+c.Clawed != taken {
			t.Fatalf("taken %d of %s: the ledger says %d, the commission %d and %d", taken, c.Amount, b.Reversed, c.Reversed, c.Clawed)
		}
		if sums["earned"] != b.Earned-b.Reversed {
			t.Fatalf("the counters say %v, the ledger %+v", sums, b)
		}
		ended := c.Status == commission.Declined || c.Status == commission.Reversed
		if whole := c.Reversed == c.Amount.Minor(); whole != ended {
			t.Fatalf("%d of %s taken back, and it is %s", c.Reversed, c.Amount, c.Status)
		}
	})
}

func TestWhatAPayoutHoldsIsNeverEdited(t *testing.T) {
	t.Parallel()
	c, b := of(commission.Available, 500)
	c.Payout, b.InTransit, b.Available = "pay_1", 500, 0
	got, err := commission.TakeBack(c, b, 200, "refund 1", "refund", now)
	if err != nil {
		t.Fatal(err)
	}
	line := got.Changes[1].After
	if after := got.Changes[0].After; after.Amount != c.Amount || after.Status != c.Status || after.Reversed != 0 || after.Clawed != 200 {
		t.Fatalf("it became %+v", after)
	}
	if line.Kind != commission.Clawback || line.Amount.Minor() != -200 || line.Payout != "" || line.Status != commission.Available {
		t.Fatalf("the line is %+v", line)
	}
	again, err := commission.TakeBack(c, b, 200, "refund 1", "refund", now)
	if err != nil || again.Changes[1].After.ID != line.ID {
		t.Fatalf("the same refund makes another line: %v", err)
	}
}

func TestEndedCommissionsHaveNothingLeft(t *testing.T) {
	t.Parallel()
	for _, status := range []commission.Status{commission.Declined, commission.Reversed} {
		c, b := of(status, 500)
		if got, err := commission.TakeBack(c, b, 500, "x", "refund", now); err != nil || len(got.Changes) > 0 {
			t.Fatalf("%s: %+v, %v", status, got, err)
		}
	}
}
