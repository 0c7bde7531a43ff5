package month_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/app/apptest"
	"github.com/tributaryhq/tributary/shared/aws/outbound"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/domain/tax"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/test/stage"
)

// month is the installation in which the story plays.
type month struct {
	*testing.T
	*stage.Stage
	paypal *providertest.PayPal
	stripe *providertest.Stripe
}

// firm is a program of the story and the person who runs it.
type firm struct {
	*month
	program program.Program
	boss    string
	secret  string // by which its shop reports
}

// seller is a partner of the story.
type seller struct {
	stage.Partner
	email string
	by    string // its rail
	earns int64  // what it must be left with in the end
}

// company is the account from which both firms pay.
const company = `{"name":"Northwind Coffee","street":"Hauptstraße 1","postcode":"10623","town":"Berlin","country":"DE","iban":"DE89370400440532013000","bic":"","older":false,
	"ach":{"routing":"021000021","bank_name":"FIRST BANK","origin":"1234567890","company":"1234567890","business":false,"addenda":false}}`

// open sets up the installation with both providers and signed books.
func open(t *testing.T) *month {
	t.Helper()
	m := &month{T: t}
	var err error
	m.Stage, err = stage.OpenOn(t.Context(), func(b *app.Backends, c clock.Clock) {
		m.paypal, m.stripe = providertest.NewPayPal(c), providertest.NewStripe(c)
		b.Caller, b.Payers = outbound.New(outbound.Options{Local: true}), app.Payers{PayPal: m.serve(m.paypal), Stripe: m.serve(m.stripe)}
		b.Signer, b.Vault = apptest.NewSigner(t), apptest.Vault{}
	}, terms("EUR"))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (m *month) serve(h http.Handler) string {
	server := httptest.NewServer(h)
	m.Cleanup(server.Close)
	return server.URL
}

// terms are those of both firms: a week's holdback, any rail, no least amount.
func terms(currency string) stage.Option {
	return func(p *program.Program) {
		p.Name, p.HoldbackDays, p.Zone = "Northwind Coffee", 7, "Europe/Berlin"
		if currency == "USD" {
			p.Currency, p.Zone = "USD", "America/New_York"
		}
		p.Payouts.Rail, p.Payouts.Rails, p.Payouts.TaxForms, p.Payouts.MinimumMinor = payout.Manual, payout.RailNames(), string(tax.Off), 0
	}
}

// europe is the stage's own program; america is a second one, in dollars.
func (m *month) europe() *firm {
	m.Helper()
	return m.equip(&firm{month: m, program: m.Program, boss: stage.Owner, secret: m.Secret})
}

func (m *month) america() *firm {
	m.Helper()
	f := &firm{month: m, boss: "owner@us.test"}
	var err error
	if f.program, err = m.NewProgram(m.Context(), "northwind-us", terms("USD")); err != nil {
		m.Fatal(err)
	}
	if f.secret, err = m.Secrets().Rotate(m.Context(), f.program.ID, 0); err != nil {
		m.Fatal(err)
	}
	var who struct{ Password string }
	if err := json.Unmarshal([]byte(stage.Credentials(f.boss)), &who); err != nil {
		m.Fatal(err)
	}
	if _, err := m.Door().Register(m.Context(), f.boss, "Owner", who.Password, identity.Membership{Program: f.program.ID, Role: identity.Owner}); err != nil {
		m.Fatal(err)
	}
	return m.equip(f)
}

// equip gives a firm an account to pay from and its two providers.
func (m *month) equip(f *firm) *firm {
	m.Helper()
	f.manage(http.MethodPut, "/bank-account", company, http.StatusOK)
	f.manage(http.MethodPut, "/legal", `{"name":"Northwind Coffee GmbH","address":["Hauptstraße 1","10623 Berlin"],"country":"DE","vat_number":"DE123456789"}`, http.StatusOK)
	id, secret, key, yes := "an-app-at-paypal", "a-secret-of-an-app", "rk_test_0123456789", true
	if _, err := m.RailDesk().Set(m.Context(), f.program.ID, rail.PayPal, rail.Setup{ClientID: &id, Secret: &secret, Sandbox: &yes}); err != nil {
		m.Fatal(err)
	}
	if _, err := m.RailDesk().Set(m.Context(), f.program.ID, rail.Stripe, rail.Setup{Secret: &key}); err != nil {
		m.Fatal(err)
	}
	return f
}

// manage calls as the firm's owner.
func (f *firm) manage(method, path, body string, status int) []byte {
	f.Helper()
	return f.must(f.boss, method, "/api/m/"+string(f.program.ID)+path, body, status)
}

// own calls as a seller.
func (f *firm) own(s *seller, method, path, body string, status int) []byte {
	f.Helper()
	return f.must(s.email, method, "/api/p/"+string(s.ID)+path, body, status)
}

func (m *month) must(email, method, path, body string, status int) []byte {
	m.Helper()
	got, err := m.Call(m.Context(), email, method, path, body)
	if err != nil {
		m.Fatal(err)
	}
	if got.Code != status {
		m.Fatalf("%s %s: %d %s", method, path, got.Code, got.Body)
	}
	return got.Body.Bytes()
}

// report tells what happened in the shop.
func (f *firm) report(body string) {
	f.Helper()
	r := httptest.NewRequestWithContext(f.Context(), http.MethodPost, "/v1/conversions", strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+f.secret)
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	f.Postback.ServeHTTP(w, r)
	if w.Code >= http.StatusBadRequest {
		f.Fatalf("%s: %d %s", body, w.Code, w.Body)
	}
	f.settle()
}

// sells has a visitor of the seller's link buy.
func (f *firm) sells(s *seller, order string, minor int64, currency, lines string) {
	f.Helper()
	click, err := f.Click(f.Context(), s.Link, "")
	if err != nil {
		f.Fatal(err)
	}
	f.Manual.Advance(time.Minute)
	if lines != "" {
		lines = `,"lines":` + lines
	}
	f.report(fmt.Sprintf(`{"event":"sale","transaction_id":%q,"click_id":%q,"amount":{"amount":%d,"currency":%q}%s}`, order, click, minor, currency, lines))
}

// refunds gives a customer money back, of certain lines where some are named.
func (f *firm) refunds(order string, minor int64, currency, lines string) {
	f.Helper()
	if lines != "" {
		lines = `,"lines":` + lines
	}
	f.report(fmt.Sprintf(`{"event":"refund","transaction_id":"R-%s","order_id":%q,"amount":{"amount":%d,"currency":%q}%s}`, order, order, minor, currency, lines))
}

func (m *month) settle() {
	m.Helper()
	if err := m.Settle(m.Context()); err != nil {
		m.Fatal(err)
	}
}

func (m *month) schedule(name string) {
	m.Helper()
	if err := m.Stage.Run(m.Context(), name); err != nil {
		m.Fatal(err)
	}
}

// night passes to the morning after so many days: tiers are looked at, what is
// due is approved, and the books are signed.
func (m *month) night(days int) {
	m.Helper()
	for range days {
		next := m.Clock.Now().AddDate(0, 0, 1).Truncate(24 * time.Hour).Add(5 * time.Hour)
		for tick := range 12 {
			m.Manual.Set(next.Add(time.Duration(tick) * 5 * time.Minute))
			m.schedule("Housekeeping")
		}
		m.Manual.Set(next.Add(3 * time.Hour))
		m.schedule("CommissionApproval")
		if err := m.LedgerProof()(m.Context(), m.Clock.Now()); err != nil {
			m.Fatal(err)
		}
	}
}

func read[T any](m *month, body []byte) T {
	m.Helper()
	var v T
	if err := json.Unmarshal(body, &v); err != nil {
		m.Fatalf("%v in %s", err, body)
	}
	return v
}
