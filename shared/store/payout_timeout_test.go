package store_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/shared/store"
)

// thousand is how many calls of the provider time out, half of them after they
// took effect.
const thousand = 1000

func TestOfAThousandTimeoutsEveryPayoutIsPaidOnce(t *testing.T) {
	t.Parallel()
	w := newTill(t, payout.PayPal)
	luck := rand.New(rand.NewPCG(7, 46)) //nolint:gosec // chance must repeat
	timeouts, runs := 0, 0
	w.fake.Fault = func(call string, _ payout.Attempt) providertest.Fault {
		switch {
		case timeouts >= thousand || luck.IntN(4) == 0:
			return providertest.None
		case call == "pay" && timeouts%2 == 0:
			timeouts++
			return providertest.Lost
		}
		timeouts++
		return providertest.Down
	}
	for ; timeouts < thousand; runs++ {
		w.sale(fmt.Sprint("A", runs), 1000, 1)
		b := w.approve(w.plan(fmt.Sprint("run ", runs), 0))
		w.deliver(b)
		for try := 0; w.batch(b).Status != payout.Closed; try++ {
			if try > 100 {
				t.Fatalf("run %d is stuck", runs)
			}
			w.clock.Advance(time.Minute)
			w.deliver(b) // and the order comes again
			for _, p := range w.payouts(b) {
				if err := w.run.Reconcile(w.ctx, p.ID); err != nil && !fault.IsStale(err) {
					t.Fatal(err)
				}
			}
		}
	}
	w.want(maya, 0, 0, int64(runs)*200, 0)
	for p, sum := range w.fake.Paid {
		if sum != 200 {
			t.Errorf("%d left for %s", sum, p)
		}
	}
	if len(w.fake.Paid) != runs {
		t.Errorf("%d payouts were paid of %d", len(w.fake.Paid), runs)
	}
	t.Logf("%d payouts, %d timeouts", runs, timeouts)
}

func TestWhatTheProviderForgotIsParkedAndNeverPaidTwice(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault providertest.Fault
		left  int64
	}{
		"the call had gone through":     {providertest.Lost, 200},
		"the call had not gone through": {providertest.Down, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newTill(t, payout.PayPal)
			down := true
			w.fake.Fault = func(call string, _ payout.Attempt) providertest.Fault {
				switch {
				case !down:
					return providertest.None
				case call == "pay":
					return c.fault
				}
				return providertest.Down
			}
			w.sale("A", 1000, 1)
			b := w.approve(w.plan("run", 0))
			w.deliver(b)
			w.clock.Advance(w.fake.Window())
			down = false
			p := w.payouts(b)[0]
			for range 5 {
				w.deliver(b)
				if err := w.run.Reconcile(w.ctx, p.ID); err != nil {
					t.Fatal(err)
				}
			}
			parked, err := store.Payouts{T: w.table}.Troubled(w.ctx, prg)
			if err != nil || len(parked) != 1 || parked[0].ID != p.ID || parked[0].Status != payout.Reconciling {
				t.Fatalf("parked: %+v, %v", parked, err)
			}
			if total(w.fake) != c.left {
				t.Fatalf("%d left the house", total(w.fake))
			}
			if err := w.run.Resolve(w.ctx, prg, p.ID, c.left > 0, "the provider's own book"); err != nil {
				t.Fatal(err)
			}
			w.want(maya, 0, 200-c.left, c.left, 0)
		})
	}
}
