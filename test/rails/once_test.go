package rails_test

import (
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
)

// first goes wrong the first time that a key is used for a call.
func first(t providertest.Trouble, call string) func(string, string) providertest.Trouble {
	seen := map[string]bool{}
	return func(c, key string) providertest.Trouble {
		if c != call || seen[key] {
			return providertest.Well
		}
		seen[key] = true
		return t
	}
}

func TestAThousandLostAnswersPayEachPayoutOnce(t *testing.T) {
	t.Parallel()
	p := open(t).connect()
	p.paypal.Trouble, p.stripe.Trouble = first(providertest.Hangup, "create"), first(providertest.Hangup, "transfer")
	partners := append(p.join(125, payout.PayPal), p.join(125, payout.Stripe)...)
	var all []payout.Payout
	for range 4 {
		p.earn(partners)
		run := p.pay()
		if diff := cmp.Diff(map[payout.Status]int{payout.Reconciling: 250}, p.now(run)); diff != "" {
			t.Fatal(diff)
		}
		for range 2 {
			p.Manual.Advance(15 * time.Minute)
			p.schedule("PayoutReconciler")
		}
		all = append(all, run...)
	}
	if diff := cmp.Diff(map[payout.Status]int{payout.Paid: 1000}, p.now(all)); diff != "" {
		t.Error(diff)
	}
	if got := len(p.paypal.Moved()) + len(p.stripe.Moved()); got != 1000 {
		t.Errorf("%d payments were made", got)
	}
	p.agrees(all)
}

// chaos has a share of all calls go wrong.
func chaos(seed uint64) func(string, string) providertest.Trouble {
	r := rand.New(rand.NewPCG(seed, 1))
	return func(string, string) providertest.Trouble {
		switch n := r.IntN(10); {
		case n < 3:
			return providertest.Hangup
		case n < 4:
			return providertest.Outage
		case n < 5:
			return providertest.Busy
		}
		return providertest.Well
	}
}

func TestWhateverGoesWrongTheBooksAgree(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		p := open(t).connect()
		r := rand.New(rand.NewPCG(seed, 2))
		ends := []string{"SUCCESS", "SUCCESS", "SUCCESS", "PENDING", "UNCLAIMED", "ONHOLD", "FAILED"}
		p.paypal.Trouble, p.stripe.Trouble = chaos(seed), chaos(seed+100)
		p.paypal.Outcome = func(string) string { return ends[r.IntN(len(ends))] }
		p.stripe.Refuse = func(string) string { return []string{"", "", "", "", "account_invalid"}[r.IntN(5)] }
		partners := append(p.join(8, payout.PayPal), p.join(8, payout.Stripe)...)
		var all []payout.Payout
		for range 3 {
			p.earn(partners)
			all = append(all, p.pay()...)
			for range 8 {
				one := all[r.IntN(len(all))]
				if r.IntN(2) == 0 {
					p.paypal.Turn(string(one.ID)+"-1", []string{"SUCCESS", "RETURNED", "FAILED"}[r.IntN(3)])
				} else if r.IntN(4) == 0 {
					p.stripe.Reverse(string(one.ID) + "-1")
				}
				if p.paypal.Event("x", "x", string(one.ID)+"-1") != nil {
					p.payPalSays("PAYMENT.PAYOUTS-ITEM.SUCCEEDED", one)
				} else if body := p.stripe.Event("evt", "transfer.updated", string(one.ID)+"-1"); body != nil {
					p.stripeSays(body)
				}
				p.Manual.Advance(15 * time.Minute)
				p.schedule("PayoutReconciler")
			}
		}
		p.end(all)
		p.agrees(all)
	}
}

// end lets everything come to rest: the providers work again, what is open there
// is decided, and what changed unheard is told.
func (p *play) end(all []payout.Payout) {
	p.Helper()
	p.paypal.Trouble, p.stripe.Trouble = nil, nil
	for round := range 6 {
		for _, one := range all {
			key := string(one.ID) + "-1"
			if round > 2 {
				p.paypal.Settle(key)
			}
			if p.paypal.Event("x", "x", key) != nil {
				p.payPalSays("PAYMENT.PAYOUTS-ITEM.SUCCEEDED", one)
			} else if body := p.stripe.Event("evt", "transfer.updated", key); body != nil {
				p.stripeSays(body)
			}
		}
		p.Manual.Advance(15 * time.Minute)
		p.schedule("PayoutReconciler")
	}
	for status, n := range p.now(all) {
		if !status.Final() {
			p.Errorf("%d payouts are still %s", n, status)
		}
	}
}

func TestAProviderThatIsAwayForAMonthIsNotPaidThroughBlindly(t *testing.T) {
	t.Parallel()
	p := open(t).connect()
	p.paypal.Mute()
	p.paypal.Trouble = func(call, _ string) providertest.Trouble {
		if call == "create" {
			return providertest.Hangup // done, and never told of
		}
		return providertest.Outage
	}
	p.stripe.Trouble = func(string, string) providertest.Trouble { return providertest.Outage }
	partners := append(p.join(3, payout.PayPal), p.join(3, payout.Stripe)...)
	p.earn(partners)
	all := p.pay()
	for range 33 {
		p.Manual.Advance(24 * time.Hour)
		p.schedule("PayoutReconciler")
	}
	p.paypal.Trouble, p.stripe.Trouble = nil, nil
	calls := len(p.paypal.Moved()) + len(p.stripe.Moved())
	for range 3 {
		p.Manual.Advance(24 * time.Hour)
		p.schedule("PayoutReconciler")
	}
	if diff := cmp.Diff(map[payout.Status]int{payout.Reconciling: 6}, p.now(all)); diff != "" {
		t.Error(diff)
	}
	if got := len(p.paypal.Moved()) + len(p.stripe.Moved()); got != calls || calls != 3 {
		t.Errorf("%d payments were made, %d of them late", got, got-calls)
	}
	if code := p.payPalSays("PAYMENT.PAYOUTS-ITEM.SUCCEEDED", all[0]); code != http.StatusOK {
		t.Errorf("a webhook that names the batch: %d", code)
	}
	if got := p.now(all)[payout.Paid]; got != 1 {
		t.Errorf("%d are paid after the webhook", got)
	}
}
