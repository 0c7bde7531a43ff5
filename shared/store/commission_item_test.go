package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// TestACommissionIsReadAsItWasWritten holds all that is packed or left to the
// keys against what was stored.
func TestACommissionIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		word := func(name string) string { return rapid.StringN(0, 12, 40).Draw(t, name) }
		when := func(name string) time.Time {
			if rapid.Bool().Draw(t, name+" is set") {
				return time.UnixMilli(rapid.Int64Range(1, 4_000_000_000_000).Draw(t, name)).UTC()
			}
			return time.Time{}
		}
		order := "order"
		want := commission.Commission{
			ID: "com_1", Account: ledger.Account{Program: "prg_1", Partner: "ptr_1", Currency: "EUR"},
			Kind: commission.Recurring, Status: rapid.SampledFrom([]commission.Status{commission.Pending, commission.Held, commission.Available, commission.Paid}).Draw(t, "status"),
			Reason: word("reason"), Amount: money.Must(rapid.Int64Range(-9_000_000, 9_000_000).Draw(t, "amount"), "EUR"),
			Reversed: rapid.Int64Range(0, 100).Draw(t, "reversed"), Clawed: rapid.Int64Range(0, 100).Draw(t, "clawed"),
			Basis: commission.Basis{Offer: "ofr_1", OfferName: word("offer"), OfferVersion: 3, Type: "percent", Rate: 2000, BaseMinor: 10_000},
			Order: order, Transaction: rapid.SampledFrom([]string{order, "another"}).Draw(t, "transaction"), Conversion: "cnv_1", Customer: "cus_1",
			Masked: word("masked"), Link: "lnk_1", Click: word("click"), Sub: word("sub"), Device: "mobile", Country: "DE", Referrer: word("referrer"), Day: "2026-05-01",
			EventAt: time.Date(2026, 5, 1, 12, 0, 0, 1_000_000, time.UTC), RecordedAt: when("recorded"), DueAt: when("due"), ApprovedAt: when("approved"),
			PaidAt: when("paid"), EndedAt: when("ended"), Payout: id.Payout(rapid.SampledFrom([]string{"", "pay_1"}).Draw(t, "payout")), Version: 7,
		}
		s := store.Commissions{T: memory.New(clock.NewManual(start))}
		if err := s.Commit(context.Background(), commission.Outcome{Changes: []commission.Change{{After: want}}}); err != nil {
			t.Fatal(err)
		}
		got, err := s.Load(context.Background(), []id.Commission{want.ID})
		if err != nil || len(got) != 1 {
			t.Fatalf("%d found, %v", len(got), err)
		}
		if diff := cmp.Diff(want, got[0], cmp.AllowUnexported(money.Amount{})); diff != "" {
			t.Fatal(diff)
		}
	})
}
