package rails_test

import (
	"net/http"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
)

// TestWhatWasResolvedByHandIsStillHeardOf: a person found in PayPal's book that
// a payout was paid, and said so in words. Its webhooks are heard all the same.
func TestWhatWasResolvedByHandIsStillHeardOf(t *testing.T) {
	t.Parallel()
	p := open(t).connect()
	p.paypal.Trouble = first(providertest.Hangup, "create")
	partners := p.join(1, payout.PayPal)
	p.earn(partners)
	all := p.pay()
	p.is(all, map[payout.Status]int{payout.Reconciling: 1})
	if err := p.runner().Resolve(t.Context(), p.Program.ID, all[0].ID, true, "looked it up"); err != nil {
		t.Fatal(err)
	}
	p.is(all, map[payout.Status]int{payout.Paid: 1})
	p.agrees(all)
	p.paypal.Turn(string(all[0].ID)+"-1", "RETURNED")
	if code := p.payPalSays("PAYMENT.PAYOUTS-ITEM.RETURNED", all[0]); code != http.StatusOK {
		t.Fatal(code)
	}
	p.is(all, map[payout.Status]int{payout.Returned: 1})
	p.agrees(all)
}
