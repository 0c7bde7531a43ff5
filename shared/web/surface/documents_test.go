package surface_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/store"
)

const (
	legalBody   = `{"name":"Żółw Sp. z o.o.","address":["Prosta 1","00-001 Warszawa"],"country":"PL","vat_number":"PL1234567890"}`
	accountBody = `{"name":"Acme GmbH","street":"Hauptstraße 1","postcode":"10623","town":"Berlin","country":"DE","iban":"DE89370400440532013000","bic":"","older":false,
		"ach":{"routing":"","bank_name":"","origin":"","company":"","business":false,"addenda":false}}`
)

// document issues the invoices of payouts as if they were paid.
func (w *world) document(s *side, people ...*someone) {
	w.t.Helper()
	desk := invoice.Desk{Store: store.Invoices{T: w.table}, Clock: w.clock}
	for _, o := range people {
		p, err := w.runner.Store.Payout(w.ctx, o.payout)
		w.must(err)
		i, err := desk.Issue(w.ctx, invoice.Draft{
			Program: s.ID, Partner: o.partner, Payout: o.payout, PaidAt: w.clock.Now(), Zone: time.UTC, Total: p.Amount(), Sent: p.Amount(),
			Customer: invoice.Party{Name: s.Name}, Supplier: invoice.Party{Name: o.name}, Items: []invoice.Item{{Kind: "sale", Text: "Standard", At: w.clock.Now(), Minor: p.Minor}},
		})
		w.must(err)
		o.invoice = i.ID
	}
}

// says compares what stands at paths with what is wanted, pair by pair.
func says(a answer, pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		a.is(pairs[i], pairs[i+1])
	}
}

const documents = "/api/p/{partner}/documents/{program}"

func TestAPartnerSeesItsInvoicesAndWhatIsOnItsWay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := w.do(w.maya.user, http.MethodGet, mine+"/invoices", "", http.StatusOK)
	says(all, "data.0.state", "pending", "data.0.payout_status", "reserved", "data.0.payout_id", string(w.maya.payout))
	says(all, "data.1.state", "paid", "data.1.number", "2026-0001", "data.1.id", string(w.maya.invoice))
	for query, want := range map[string]int{"?state=pending": 1, "?state=paid": 1, "?state=void": 0, "?number=2026-0001": 1, "?number=2026-0002": 0} {
		if n := w.do(w.maya.user, http.MethodGet, mine+"/invoices"+query, "", http.StatusOK).size("data"); n != want {
			t.Errorf("%s: %d", query, n)
		}
	}
	one := w.do(w.maya.user, http.MethodGet, mine+"/invoices/"+string(w.maya.invoice), "", http.StatusOK)
	says(one, "number", "2026-0001", "lines.0.kind", "sale", "supplier.name", w.maya.name, "customer.name", "Acme", "kind", "statement")
	w.do(w.maya.user, http.MethodGet, mine+"/invoices/"+string(w.noah.invoice), "", http.StatusNotFound).is("code", "invoice.unknown")
	w.do(w.maya.user, http.MethodGet, documents+"/invoices/"+string(w.noah.invoice)+"/invoice.pdf", "", http.StatusNotFound)
	member := w.user("maya-helper-2", identity.Membership{Partner: w.maya.partner, Role: identity.Member})
	for _, path := range []string{mine + "/invoices", documents + "/invoices/" + string(w.maya.invoice) + "/invoice.pdf", "/api/p/{partner}/legal"} {
		w.do(member, http.MethodGet, path, "", http.StatusForbidden)
	}
}

func TestDocumentsArePrinted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for path, user := range map[string]string{
		documents + "/invoices/{invoice}/invoice.pdf":               string(w.maya.user),
		documents + "/statement.pdf?from=2026-01-01&to=2026-12-31":  string(w.maya.user),
		"/api/m/{program}/documents/invoices/{invoice}/invoice.pdf": string(w.acme.boss),
	} {
		got := w.callWith(user, http.MethodGet, fill(path, w.acme, w.maya.partner, w.maya), "", nil)
		if got.Code != http.StatusOK || got.Header().Get("Content-Type") != "application/pdf" || !bytes.HasPrefix(got.Body.Bytes(), []byte("%PDF-")) || !strings.Contains(got.Header().Get("Content-Disposition"), ".pdf") {
			t.Errorf("%s: %d %v %.40q", path, got.Code, got.Header(), got.Body)
		}
	}
}

func TestAManagerFindsInvoices(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for query, want := range map[string]int{"": 2, "?state=void": 0, "?number=2026-0002": 1, "?partner=" + string(w.noah.partner): 1, "?limit=1": 1} {
		if n := w.do(w.acme.boss, http.MethodGet, managed+"/invoices"+query, "", http.StatusOK).size("data"); n != want {
			t.Errorf("%s: %d", query, n)
		}
	}
	w.do(w.acme.boss, http.MethodGet, managed+"/invoices/"+string(w.maya.invoice), "", http.StatusOK).is("partner.id", string(w.maya.partner))
	w.do(w.acme.boss, http.MethodGet, managed+"/invoices/"+string(w.otto.invoice), "", http.StatusNotFound)
}

func TestLegalDataNamesBothSides(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.do(w.maya.user, http.MethodGet, "/api/p/{partner}/legal", "", http.StatusOK).is("name", "")
	says(w.do(w.maya.user, http.MethodPut, "/api/p/{partner}/legal", legalBody, http.StatusOK), "name", "Żółw Sp. z o.o.", "address.1", "00-001 Warszawa")
	w.do(w.acme.boss, http.MethodPut, managed+"/legal", strings.ReplaceAll(legalBody, "PL", "DE"), http.StatusOK).is("vat_number", "DE1234567890")
	w.do(w.acme.boss, http.MethodPut, managed+"/legal", `{"name":"","address":[],"country":"","vat_number":""}`, http.StatusUnprocessableEntity).is("code", "legal.invalid")
}

func TestTheAccountToPayFromIsShownMasked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.do(w.acme.boss, http.MethodGet, managed+"/bank-account", "", http.StatusOK).is("set", "false")
	got := w.do(w.acme.boss, http.MethodPut, managed+"/bank-account", accountBody, http.StatusOK)
	says(got, "iban_masked", "DE •••• 3000", "sepa", "true", "nacha", "false")
	if strings.Contains(got.String(), "37040044") {
		t.Errorf("the IBAN is shown: %s", got)
	}
	again := strings.Replace(accountBody, `"iban":"DE89370400440532013000",`, "", 1)
	says(w.do(w.acme.boss, http.MethodPut, managed+"/bank-account", strings.Replace(again, "Acme GmbH", "Acme AG", 1), http.StatusOK), "name", "Acme AG", "iban_masked", "DE •••• 3000")
	w.do(w.acme.boss, http.MethodPut, managed+"/bank-account", strings.Replace(accountBody, "013000", "013001", 1), http.StatusUnprocessableEntity).is("code", "bank_account.invalid")
	if got := w.callWith(string(w.acme.boss)+"/stale", http.MethodPut, fill(managed+"/bank-account", w.acme, "", w.maya), accountBody, nil); got.Code != http.StatusForbidden {
		t.Errorf("an old sign-in: %d %s", got.Code, got.Body)
	}
}

// TestTheStatementIsTheLedger compares the partner's statement with the balance.
func TestTheStatementIsTheLedger(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.paidOut()
	w.sell(w.acme, w.maya, "M-7", 3_000)
	s := w.do(w.maya.user, http.MethodGet, mine+"/statement?from=2026-01-01&to=2026-12-31", "", http.StatusOK)
	says(s, "opening.amount", "0", "earned.amount", "2600", "paid.amount", "2000", "closing.amount", "600")
	wallet := w.do(w.maya.user, http.MethodGet, mine+"/wallet", "", http.StatusOK)
	says(wallet, "available.amount", "600", "paid.amount", "2000")
	csv := w.callWith(string(w.maya.user), http.MethodGet, fill(mine+"/statement/export.csv?from=2026-01-01&to=2026-12-31", w.acme, w.maya.partner, w.maya), "", nil)
	for _, want := range []string{"Opening balance,,,0.00,EUR", "Commission: Standard of Acme (sale)", "Payout " + string(w.maya.payout), "-20.00,0.00,EUR", "Closing balance,,,6.00,EUR"} {
		if !strings.Contains(csv.Body.String(), want) {
			t.Errorf("the file does not say %q:\n%s", want, csv.Body)
		}
	}
	w.do(w.maya.user, http.MethodGet, mine+"/statement?from=2027-01-01&to=2026-12-31", "", http.StatusUnprocessableEntity)
}
