// Package rails_test pays by PayPal and Stripe through a whole installation:
// the real queues, sender, reconciler and webhook intake, against servers that
// keep the money and go wrong on demand. Whatever goes wrong, what they moved is
// what the ledger says was paid.
package rails_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stripe/stripe-go/v85/webhook"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/aws/outbound"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/test/stage"
)

const (
	hookID  = "1JE4291016473214C"
	signing = "whsec_of_the_rails_0123456789"
)

// play is a stage whose program pays by both providers.
type play struct {
	*testing.T
	*stage.Stage
	paypal   *providertest.PayPal
	stripe   *providertest.Stripe
	signer   *providertest.Signer
	partners []stage.Partner
	runs     int
}

func open(t *testing.T) *play {
	t.Helper()
	p := &play{T: t}
	var err error
	if p.signer, err = providertest.NewSigner("messageverificationcerts.sandbox.paypal.com", stage.Start().AddDate(-1, 0, 0), stage.Start().AddDate(2, 0, 0)); err != nil {
		t.Fatal(err)
	}
	p.signer.Next = outbound.New(outbound.Options{Local: true})
	p.Stage, err = stage.OpenOn(t.Context(), func(b *app.Backends, c clock.Clock) {
		p.paypal, p.stripe = providertest.NewPayPal(c), providertest.NewStripe(c)
		b.Caller, b.Roots = p.signer, p.signer.Roots
		b.Payers = app.Payers{PayPal: p.serve(p.paypal), Stripe: p.serve(p.stripe)}
	}, func(m *program.Program) {
		m.HoldbackDays = 0
		m.Payouts.Rail, m.Payouts.Rails = payout.PayPal, []string{payout.PayPal, payout.Stripe, payout.Manual}
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *play) serve(h http.Handler) string {
	server := httptest.NewServer(h)
	p.Cleanup(server.Close)
	return server.URL
}

// connect joins the program with both providers.
func (p *play) connect() *play {
	p.Helper()
	app, secret, hook, key, whsec, yes := "an-app-at-paypal", "a-secret-of-an-app", hookID, "rk_test_0123456789", signing, true
	desk := p.RailDesk()
	if _, err := desk.Set(p.Context(), p.Program.ID, rail.PayPal, rail.Setup{ClientID: &app, Secret: &secret, Webhook: &hook, Sandbox: &yes}); err != nil {
		p.Fatal(err)
	}
	if _, err := desk.Set(p.Context(), p.Program.ID, rail.Stripe, rail.Setup{Secret: &key, Onboarding: &key, Signing: &whsec}); err != nil {
		p.Fatal(err)
	}
	return p
}

// join lets n partners in who are paid by a rail.
func (p *play) join(n int, by string) []stage.Partner {
	p.Helper()
	var out []stage.Partner
	for range n {
		one, err := p.Join(p.Context(), fmt.Sprintf("partner%d", len(p.partners)))
		if err != nil {
			p.Fatal(err)
		}
		to := payout.Details{Holder: "Maya", Email: "maya@example.com"}
		if by == payout.Stripe {
			to = payout.Details{Holder: "Maya", StripeAccount: "acct_1032D82eZvKYlo2C"}
			joined := rail.Account{Program: p.Program.ID, Partner: one.ID, ID: to.StripeAccount, Payable: true, Version: 1}
			if err := (store.Rails{T: p.Table, Clock: p.Clock}).SaveAccount(p.Context(), joined); err != nil {
				p.Fatal(err)
			}
		}
		desk := payout.Desk{Store: store.PayoutMethods{T: p.Table}, Seal: account{}, Clock: p.Clock}
		if _, err := desk.SetMethod(p.Context(), one.ID, by, to, one.User); err != nil {
			p.Fatal(err)
		}
		p.partners, out = append(p.partners, one), append(out, one)
	}
	p.Manual.Advance(73 * time.Hour) // a changed method waits
	return out
}

// earn sells for 50.00 by each partner: 10.00 are theirs.
func (p *play) earn(partners []stage.Partner) {
	p.Helper()
	for n, one := range partners {
		click, err := p.Click(p.Context(), one.Link, "")
		if err != nil {
			p.Fatal(err)
		}
		p.Manual.Advance(time.Second)
		if w := p.Sale(p.Context(), fmt.Sprintf("O-%d-%d", p.runs, n)+string(one.ID), "50.00", click); w.Code != http.StatusOK {
			p.Fatalf("%d %s", w.Code, w.Body)
		}
	}
	p.settle()
	p.Manual.Advance(time.Hour)
	p.schedule("CommissionApproval")
	p.Manual.Advance(time.Hour)
}

// pay runs a payout of everything that is due and lets it go.
func (p *play) pay() []payout.Payout {
	p.Helper()
	p.runs++
	terms := payout.TermsOf(p.Program)
	terms.MinimumMinor, terms.CutoffDays = 0, 0
	batches, err := p.runner().Run(p.Context(), terms, fmt.Sprint("run ", p.runs), "usr_1")
	if err != nil {
		p.Fatal(err)
	}
	var out []payout.Payout
	for _, b := range batches {
		if _, err := p.runner().Approve(p.Context(), p.Program.ID, b.ID, payout.Approver{User: "usr_2", Fresh: true, Second: true}); err != nil {
			p.Fatal(err)
		}
		all, err := store.Payouts{T: p.Table}.OfBatch(p.Context(), b.ID)
		if err != nil {
			p.Fatal(err)
		}
		out = append(out, all...)
	}
	p.settle()
	return out
}

// runner plans by the rails that the installation has.
func (p *play) runner() payout.Runner {
	r := p.Runner()
	r.Rails = p.AllRails()
	return r
}

func (p *play) settle() {
	p.Helper()
	if err := p.Settle(p.Context()); err != nil {
		p.Fatal(err)
	}
}

func (p *play) schedule(name string) {
	p.Helper()
	if err := p.Stage.Run(p.Context(), name); err != nil {
		p.Fatal(err)
	}
}

// now reads payouts as they stand.
func (p *play) now(some []payout.Payout) map[payout.Status]int {
	p.Helper()
	out := map[payout.Status]int{}
	for _, one := range some {
		got, err := store.Payouts{T: p.Table}.Payout(p.Context(), one.ID)
		if err != nil {
			p.Fatal(err)
		}
		out[got.Status]++
	}
	return out
}

// agrees compares what the providers moved with the ledger, partner by partner.
func (p *play) agrees(some []payout.Payout) {
	p.Helper()
	moved := map[string]int64{}
	for _, net := range []map[string]int64{p.paypal.Net(), p.stripe.Net()} {
		for key, minor := range net {
			owner, _, _ := rail.SplitKey(key)
			moved[string(owner)] += minor
		}
	}
	sent := map[string]int64{}
	for _, one := range some {
		sent[string(one.Account.Partner)] += moved[string(one.ID)]
		if n := moved[string(one.ID)]; n != 0 && n != one.Net().Minor() {
			p.Errorf("%s moved %d of %d", one.ID, n, one.Net().Minor())
		}
	}
	for _, one := range p.partners {
		b, err := p.Balance(p.Context(), one)
		if err != nil {
			p.Fatal(err)
		}
		if b.Paid != sent[string(one.ID)] {
			p.Errorf("%s was paid %d by the ledger and %d by its provider", one.ID, b.Paid, sent[string(one.ID)])
		}
	}
	if err := p.Sound(p.Context()); err != nil {
		p.Error(err)
	}
}

// payPalSays sends PayPal's event of a payout's payment.
func (p *play) payPalSays(kind string, one payout.Payout) int {
	p.Helper()
	body := p.paypal.Event("WH-"+string(one.ID), kind, string(one.ID)+"-1")
	header, err := p.signer.Header(hookID, fmt.Sprintf("t-%s-%d", kind, p.Clock.Now().UnixNano()), p.Clock.Now(), body)
	if err != nil {
		p.Fatal(err)
	}
	return p.post("paypal", header, body)
}

// stripeSays sends Stripe's event.
func (p *play) stripeSays(body []byte) int {
	p.Helper()
	signed := webhook.GenerateTestSignedPayload(&webhook.UnsignedPayload{Payload: body, Secret: signing, Timestamp: p.Clock.Now()})
	return p.post("stripe", http.Header{"Stripe-Signature": {signed.Header}}, body)
}

func (p *play) post(provider string, header http.Header, body []byte) int {
	p.Helper()
	r := httptest.NewRequestWithContext(p.Context(), http.MethodPost, "/webhooks/payouts/"+provider+"/"+string(p.Program.ID), bytes.NewReader(body))
	r.Header = header
	w := httptest.NewRecorder()
	p.Webhooks.ServeHTTP(w, r)
	p.settle()
	return w.Code
}

// account seals payees' accounts; it hides nothing.
type account struct{}

// Seal leaves the account as it is.
func (account) Seal(_ context.Context, _ id.Partner, s string) ([]byte, error) { return []byte(s), nil }

var _ payout.Sealer = account{}
