package rails_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/test/stage"
)

// is compares how payouts stand.
func (p *play) is(some []payout.Payout, want map[payout.Status]int) {
	p.Helper()
	if diff := cmp.Diff(want, p.now(some)); diff != "" {
		p.Error(diff)
	}
}

func TestAWebhookBeforeOurOwnReplyIsHeardOnce(t *testing.T) {
	t.Parallel()
	p := open(t).connect()
	p.paypal.Trouble = first(providertest.Hangup, "create")
	p.earn(p.join(1, payout.PayPal))
	all := p.pay()
	p.is(all, map[payout.Status]int{payout.Reconciling: 1})
	for range 2 {
		if code := p.payPalSays("PAYMENT.PAYOUTS-ITEM.SUCCEEDED", all[0]); code != http.StatusOK {
			t.Fatal(code)
		}
		p.is(all, map[payout.Status]int{payout.Paid: 1})
	}
	p.Manual.Advance(15 * time.Minute)
	p.schedule("PayoutReconciler")
	if got := len(p.paypal.Moved()); got != 1 {
		t.Errorf("%d payments", got)
	}
	p.agrees(all)
}

func TestMoneyThatComesBackAfterItWasPaidIsAReturn(t *testing.T) {
	t.Parallel()
	for name, by := range map[string]string{"PayPal": payout.PayPal, "Stripe": payout.Stripe} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := open(t).connect()
			partners := p.join(1, by)
			p.earn(partners)
			all := p.pay()
			p.Manual.Advance(15 * time.Minute)
			p.schedule("PayoutReconciler")
			p.is(all, map[payout.Status]int{payout.Paid: 1})
			key := string(all[0].ID) + "-1"
			p.paypal.Turn(key, "RETURNED")
			p.stripe.Reverse(key)
			for range 2 {
				code := 0
				if by == payout.PayPal {
					code = p.payPalSays("PAYMENT.PAYOUTS-ITEM.RETURNED", all[0])
				} else {
					code = p.stripeSays(p.stripe.Event("evt_1", "transfer.reversed", key))
				}
				if code != http.StatusOK {
					t.Fatal(code)
				}
			}
			p.is(all, map[payout.Status]int{payout.Returned: 1})
			p.agrees(all)
			if b, err := p.Balance(t.Context(), partners[0]); err != nil || b.Available != 1000 || b.Paid != 0 {
				t.Errorf("%+v, %v", b, err)
			}
			again := p.pay()
			p.Manual.Advance(15 * time.Minute)
			p.schedule("PayoutReconciler")
			p.is(again, map[payout.Status]int{payout.Paid: 1})
			p.agrees(append(all, again...))
		})
	}
}

func TestWhatNobodyClaimsComesBack(t *testing.T) {
	t.Parallel()
	p := open(t).connect()
	p.paypal.Outcome = func(string) string { return "UNCLAIMED" }
	partners := p.join(1, payout.PayPal)
	p.earn(partners)
	all := p.pay()
	p.Manual.Advance(15 * time.Minute)
	p.schedule("PayoutReconciler")
	p.is(all, map[payout.Status]int{payout.Processing: 1})
	p.Manual.Advance(30 * 24 * time.Hour)
	p.paypal.Turn(string(all[0].ID)+"-1", "RETURNED")
	p.schedule("PayoutReconciler")
	p.is(all, map[payout.Status]int{payout.Failed: 1})
	if b, err := p.Balance(t.Context(), partners[0]); err != nil || b.Available != 1000 {
		t.Errorf("%+v, %v", b, err)
	}
	p.agrees(all)
}

func TestAManagerTakesBackWhatNobodyCollects(t *testing.T) {
	t.Parallel()
	p := open(t).connect()
	p.paypal.Outcome = func(string) string { return "UNCLAIMED" }
	partners := p.join(2, payout.PayPal)
	p.earn(partners)
	all := p.pay()
	recall := func(one payout.Payout) int {
		t.Helper()
		w, err := p.Call(t.Context(), stage.Owner, http.MethodPost, "/api/m/"+string(p.Program.ID)+"/rails/payouts/"+string(one.ID)+"/recall", "")
		if err != nil {
			t.Fatal(err)
		}
		p.settle()
		return w.Code
	}
	if code := recall(all[0]); code != http.StatusConflict {
		t.Errorf("before anybody knows that nobody collects it: %d", code)
	}
	p.Manual.Advance(15 * time.Minute)
	p.schedule("PayoutReconciler")
	p.paypal.Turn(string(all[1].ID)+"-1", "SUCCESS") // collected meanwhile
	for n, want := range []int{http.StatusAccepted, http.StatusAccepted} {
		if code := recall(all[n]); code != want {
			t.Errorf("%d: %d", n, code)
		}
	}
	p.is(all[:1], map[payout.Status]int{payout.Failed: 1})
	p.is(all[1:], map[payout.Status]int{payout.Paid: 1})
	if code := recall(all[0]); code != http.StatusConflict {
		t.Errorf("twice: %d", code)
	}
	p.agrees(all)
}

func TestOneThatFailsDoesNotHoldUpTheOthers(t *testing.T) {
	t.Parallel()
	p := open(t).connect()
	n := 0
	p.paypal.Outcome = func(string) string {
		if n++; n == 2 {
			return "FAILED"
		}
		return "SUCCESS"
	}
	p.earn(p.join(3, payout.PayPal))
	all := p.pay()
	p.Manual.Advance(15 * time.Minute)
	p.schedule("PayoutReconciler")
	p.is(all, map[payout.Status]int{payout.Paid: 2, payout.Failed: 1})
	if b, err := p.runner().Store.Batch(t.Context(), all[0].Batch); err != nil || b.Status != payout.Closed {
		t.Errorf("the run is %s, %v", b.Status, err)
	}
	p.agrees(all)
}

func TestAProgramThatIsNotConnectedPaysNobody(t *testing.T) {
	t.Parallel()
	p := open(t)
	partners := append(p.join(1, payout.PayPal), p.join(1, payout.Stripe)...)
	p.earn(partners)
	terms := payout.TermsOf(p.Program)
	terms.MinimumMinor, terms.CutoffDays = 0, 0
	prospects, err := p.runner().Preview(t.Context(), terms)
	if err != nil || len(prospects) != 2 {
		t.Fatalf("%+v, %v", prospects, err)
	}
	for _, one := range prospects {
		if one.Skip != payout.NotConnected {
			t.Errorf("%s: %q", one.Rail, one.Skip)
		}
	}
	if all := p.pay(); len(all) > 0 {
		t.Errorf("planned %+v", all)
	}
	p.connect()
	all := p.pay()
	p.Manual.Advance(15 * time.Minute)
	p.schedule("PayoutReconciler")
	p.is(all, map[payout.Status]int{payout.Paid: 2})
}

func TestConnectionsAreMadeAndAccountsConnectedByTheAPIs(t *testing.T) {
	t.Parallel()
	p := open(t)
	manage := func(method, path, body string, want int) string {
		t.Helper()
		w, err := p.Call(t.Context(), stage.Owner, method, "/api/m/"+string(p.Program.ID)+"/rails"+path, body)
		if err != nil || w.Code != want {
			t.Fatalf("%s %s: %d %s, %v", method, path, w.Code, w.Body, err)
		}
		return w.Body.String()
	}
	const wrong = `{"client_id":"an-app-at-paypal","secret":"wrong-secret-of-an-app","environment":"sandbox"}`
	for method, path := range map[string]string{http.MethodPost: "/paypal/test", http.MethodPut: "/paypal"} {
		if said := manage(method, path, wrong, http.StatusUnprocessableEntity); !strings.Contains(said, "paypal.bad_credentials") {
			t.Error(said)
		}
	}
	manage(http.MethodPut, "/paypal", strings.Replace(wrong, "wrong-", "a-", 1), http.StatusOK)
	said := manage(http.MethodPut, "/stripe", `{"secret":"rk_test_0123456789","onboarding_key":"rk_test_onboarding","signing_secret":"`+signing+`"}`, http.StatusOK)
	if !strings.Contains(said, "/webhooks/payouts/stripe/") || strings.Contains(said, "rk_test") {
		t.Error(said)
	}
	if said := manage(http.MethodGet, "", "", http.StatusOK); strings.Count(said, `"connected":true`) != 2 || strings.Contains(said, "secret-of") {
		t.Error(said)
	}
	maya, err := p.Join(t.Context(), "maya")
	if err != nil {
		t.Fatal(err)
	}
	path := "/api/p/" + string(maya.ID) + "/programs/" + string(p.Program.ID) + "/stripe-account"
	ask := func(method, body string) string {
		t.Helper()
		w, err := p.Call(t.Context(), "maya@partner.test", method, path, body)
		if err != nil || w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s, %v", method, w.Code, w.Body, err)
		}
		return w.Body.String()
	}
	if said := ask(http.MethodGet, ""); !strings.Contains(said, `"offered":true`) || !strings.Contains(said, `"state":"none"`) {
		t.Error(said)
	}
	if said := ask(http.MethodPost, `{"country":"DE"}`); !strings.Contains(said, "https://connect.stripe.com/") || !strings.Contains(said, "incomplete") {
		t.Error(said)
	}
	p.stripe.Onboard("acct_000000000001")
	if code := p.stripeSays(p.stripe.AccountEvent("evt_1", "acct_000000000001")); code != http.StatusOK {
		t.Error(code)
	}
	if said := ask(http.MethodGet, ""); !strings.Contains(said, `"state":"ready"`) || !strings.Contains(said, "acct_000000000001") {
		t.Error(said)
	}
	p.join(1, payout.PayPal) // days go by
	w, err := p.Call(t.Context(), "maya@partner.test", http.MethodPost, path+"/use", `{"holder":"Maya"}`)
	if err != nil || w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"rail":"stripe"`) {
		t.Errorf("%d %s, %v", w.Code, w.Body, err)
	}
	manage(http.MethodDelete, "/paypal", "", http.StatusNoContent)
	if said := manage(http.MethodGet, "", "", http.StatusOK); strings.Count(said, `"connected":true`) != 1 {
		t.Error(said)
	}
}
