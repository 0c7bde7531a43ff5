// Package month_test tells one month of a program's owner through a whole
// installation: sales in three currencies, refunds at every moment, a tier that
// is reached, a SPIFF, payouts by every rail with one failure in each, an answer
// that got lost and money that a bank sent back. In the end the books close to
// the cent, and a program that shares nothing with this one verifies them.
package month_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
)

func TestTheOwnersMonth(t *testing.T) {
	t.Parallel()
	m := open(t)
	eu, us := m.europe(), m.america()

	// The owner says what is paid: 20 %, 30 % for beans, 25 % to who is Gold, and
	// a SPIFF of 15.00 for three sales.
	eu.promises()

	// One partner by each rail.
	ada, bela, chiara := eu.hires("ada", payout.Manual), eu.hires("bela", payout.SEPA), eu.hires("chiara", payout.Wise)
	dan, eva, finn := eu.hires("dan", payout.PayPalCSV), eu.hires("eva", payout.PayPal), eu.hires("finn", payout.Stripe)
	gus := us.hires("gus", payout.NACHA)
	europeans := []*seller{ada, bela, chiara, dan, eva, finn}
	m.night(4) // who says where to be paid waits for three days

	// The first day. A dollar is 0.92, a hundred yen are 0.62.
	eu.manage(http.MethodPost, "/rates", `{"from":"USD","rate":"0.92"}`, http.StatusOK)
	for _, s := range europeans {
		eu.sells(s, "E-"+s.email, 100_00, "EUR", "") // 20.00
		eu.sells(s, "D-"+s.email, 100_00, "USD", "") // 92.00: 18.40
		eu.sells(s, "Y-"+s.email, 10_000, "JPY", "") // 62.00: 12.40, once its rate is known
	}
	eu.sells(bela, "L-bela", 100_00, "EUR", `[{"id":"1","product_id":"beans","amount":6000},{"id":"2","product_id":"mug","amount":4000}]`) // 18.00 and 8.00
	us.sells(gus, "U-gus", 200_00, "USD", "")                                                                                              // 40.00
	eu.manage(http.MethodPost, "/rates", `{"from":"JPY","rate":"0.0062"}`, http.StatusOK)
	m.settle()

	// The night after, three sales have made everybody Gold, and brought the SPIFF.
	m.night(1)
	eu.areGold(europeans)
	eu.sells(ada, "G-ada", 100_00, "EUR", "") // 25.00, as she is Gold

	// Before they are approved: an order comes back, and a line of another.
	eu.refunds("Y-"+ada.email, 10_000, "JPY", "")                    // -12.40
	eu.refunds("L-bela", 40_00, "EUR", `[{"id":"2","amount":4000}]`) // -8.00: the mug's
	m.night(9)

	// After they are approved: half of an order.
	eu.refunds("E-"+chiara.email, 50_00, "EUR", "") // -10.00

	// The first run. By every rail something goes wrong.
	m.paypal.Outcome = func(string) string { return "FAILED" }
	m.stripe.Refuse = func(string) string { return "account_invalid" }
	run := eu.pays()
	eu.fails(run[payout.Manual], "The account is closed")
	eu.fails(run[payout.Wise], "Wise knows no such account")
	eu.fails(run[payout.PayPalCSV], "No such address")
	eu.paidByHand(run[payout.SEPA])
	eu.comesBack(run[payout.SEPA], "AC04 closed account number") // paid, then returned
	m.later()
	eu.stand(payout.Failed, run[payout.PayPal], run[payout.Stripe])
	usRun := us.pays()
	us.fails(usRun[payout.NACHA], "R03 no account")

	// The second run. PayPal pays, and its answer gets lost on the way.
	m.night(1)
	m.paypal.Outcome, m.stripe.Refuse = nil, nil
	m.paypal.Trouble = once("create", providertest.Hangup)
	run = eu.pays()
	eu.stand(payout.Reconciling, run[payout.PayPal])
	eu.stand(payout.Paid, run[payout.Stripe])
	m.later()
	eu.stand(payout.Paid, run[payout.PayPal])
	for _, rail := range []string{payout.Manual, payout.SEPA, payout.Wise, payout.PayPalCSV} {
		eu.paidByHand(run[rail])
	}
	us.paidByHand(us.pays()[payout.NACHA])

	// After it was paid: an order of Dan's comes back. He owes, sells as Gold, and
	// the next run pays the rest.
	eu.refunds("D-"+dan.email, 100_00, "USD", "") // -18.40
	eu.owes(dan, 18_40)
	eu.sells(dan, "G-dan", 100_00, "EUR", "") // 25.00
	m.night(9)
	last := eu.pays()[payout.PayPalCSV]
	if got := eu.payout(last).Minor; got != 6_60 {
		t.Errorf("the rest is %d", got)
	}
	eu.paidByHand(last)
	m.night(1)

	// The books: what each must be left with, by hand.
	for _, s := range europeans {
		s.earns = 20_00 + 18_40 + 12_40 + 15_00
	}
	ada.earns += 25_00 - 12_40
	bela.earns += 18_00
	chiara.earns -= 10_00
	dan.earns += 25_00 - 18_40
	gus.earns = 40_00
	eu.close(europeans...)
	us.close(gus)
	m.providersAgree(eva, finn)

	// And the proof: of everything, and of one payout to one partner.
	eu.verifies(last, dan)
}

// promises publishes the offer, the ladder and the SPIFF.
func (f *firm) promises() {
	f.Helper()
	f.manage(http.MethodPost, "/tiers", `{"name":"Silver"}`, http.StatusCreated)
	gold := read[struct{ ID id.Tier }](f.month, f.manage(http.MethodPost, "/tiers", `{"name":"Gold","commission":"25 %","reach":{"metric":"sales","threshold":3,"period":"lifetime"}}`, http.StatusCreated))
	known, _, err := f.Offers().Store.List(f.Context(), f.program.ID)
	if err != nil {
		f.Fatal(err)
	}
	v := offer.Version{Name: "Standard", Trigger: offer.Sale, Type: offer.Percent, Rate: 20_00, HoldbackDays: -1}
	v.Rules.Rates = []offer.Rate{
		{Scope: offer.Scope{Product: "beans"}, Term: offer.Term{Type: offer.Percent, Rate: 30_00}},
		{Scope: offer.Scope{Tier: gold.ID}, Term: offer.Term{Type: offer.Percent, Rate: 25_00}},
	}
	if _, err := f.Offers().Revise(f.Context(), f.program.ID, known[0].ID, v); err != nil {
		f.Fatal(err)
	}
	today := f.Clock.Now()
	f.manage(http.MethodPost, "/spiffs", fmt.Sprintf(`{"name":"Spring","from":%q,"to":%q,"goal":{"metric":"sales","threshold":3},"amount":{"amount":1500,"currency":"EUR"}}`,
		today.Format("2006-01-02"), today.AddDate(0, 0, 20).Format("2006-01-02")), http.StatusCreated)
}
