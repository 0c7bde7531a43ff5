package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/shared/store"
)

// unclaimed is what no payout holds, found by looking at all there is.
func (w *till) unclaimed() []id.Commission {
	w.t.Helper()
	var ids []id.Commission
	r := page.Request{Limit: 100}
	for {
		got, err := store.CommissionLists{T: w.table}.OfPartner(w.ctx, prg, maya, commission.Filter{}, r)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, row := range got.Data {
			ids = append(ids, row.ID)
		}
		if r.Cursor = got.Next; r.Cursor == "" {
			break
		}
	}
	found, err := w.com.Store.Load(w.ctx, ids)
	if err != nil {
		w.t.Fatal(err)
	}
	found = slices.DeleteFunc(found, func(c commission.Commission) bool { return c.Status != commission.Available || c.Payout != "" })
	out := make([]id.Commission, 0, len(found))
	for _, c := range found {
		out = append(out, c.ID)
	}
	return out
}

func (w *till) nominees() payout.Nominees {
	w.t.Helper()
	n, err := w.run.Money.Unclaimed(w.ctx, ledger.Account{Program: prg, Partner: maya, Currency: "EUR"})
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// step does one thing that opens, takes, claims or gives back.
func (w *till) step(n, kind int, sold []string) []string {
	switch kind {
	case 0, 1:
		txn := fmt.Sprint("S", n)
		w.sale(txn, 1000, 1)
		sold = append(sold, txn)
	case 2:
		if len(sold) > 0 {
			w.refund(fmt.Sprint("R", n), sold[n%len(sold)], int64(n%2)*300)
		}
	case 3:
		w.award(w.draft(commission.Manual, fmt.Sprint("B", n), int64(100-200*(n%2))))
	case 4:
		w.pay(fmt.Sprint("run ", n))
	case 5:
		if _, err := w.run.Cancel(w.ctx, prg, w.plan(fmt.Sprint("run ", n), 0).ID, "wrong"); err != nil {
			w.t.Fatal(err)
		}
	case 6:
		w.clock.Advance(time.Hour)
		terms := payout.Terms{Program: prg, Rail: w.rail, Cutoff: w.clock.Now().Add(-2 * time.Hour)}
		if _, err := w.run.Plan(w.ctx, terms, fmt.Sprint("run ", n), "usr_1"); err != nil {
			w.t.Fatal(err)
		}
	case 7:
		for _, p := range w.payouts(w.pay(fmt.Sprint("run ", n))) {
			if p.Status == payout.Paid {
				if err := w.run.MarkReturned(w.ctx, prg, p.ID, "closed"); err != nil {
					w.t.Fatal(err)
				}
			}
		}
	}
	return sold
}

func TestTheLedgerNamesAllThatAPayoutCanClaim(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		w := newTill(t, payout.PayPal)
		refuse := rapid.IntRange(0, 3).Draw(r, "one payment in so many is refused")
		calls := 0
		w.fake.Fault = func(string, payout.Attempt) providertest.Fault {
			if calls++; refuse > 0 && calls%refuse == 0 {
				return providertest.Refusal
			}
			return providertest.None
		}
		var sold []string
		for n, kind := range rapid.SliceOfN(rapid.IntRange(0, 7), 1, 25).Draw(r, "steps") {
			sold = w.step(n, kind, sold)
			named := w.nominees().NamedBy
			for _, c := range w.unclaimed() {
				if named[c] == 0 {
					t.Fatalf("after step %d nothing names %s", n, c)
				}
			}
		}
	})
}

func TestWhatIsPaidIsNotLookedAtAgain(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	for i := range 50 {
		w.sale(fmt.Sprint("A", i), 1000, 1)
	}
	w.pay("run 1")
	w.sale("B", 1000, 1)
	if n := w.nominees(); len(n.NamedBy) != 1 {
		t.Fatalf("%d are nominated, of which one is unclaimed", len(n.NamedBy))
	}
}
