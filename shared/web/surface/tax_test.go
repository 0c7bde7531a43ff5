package surface_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/tax"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
)

const w9Body = `{"kind":"w9","name":"Maya Kovac","classification":"individual","address":["1 Elm Street","Springfield, IL 62701"],"number_kind":"ssn","number":"219-09-9999","certified":true,"signature":"Maya Kovac"}`

func (w *world) taxDesk() tax.Desk {
	return tax.Desk{Store: store.TaxForms{T: w.table, Clock: w.clock}, Seal: plainPayee{}, Clock: w.clock}
}

func (w *world) taxSecrets() managerapi.TaxSecrets {
	return struct {
		store.TaxForms
		plainPayee
	}{TaxForms: store.TaxForms{T: w.table, Clock: w.clock}}
}

// taxed lets the partner give its tax form.
func (w *world) taxed() {
	w.do(w.maya.user, http.MethodPut, "/api/p/{partner}/tax-form", w9Body, http.StatusOK)
}

func TestATaxFormIsGivenAndDecidedAndNobodySeesItsNumber(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	form := "/api/p/{partner}/tax-form"
	w.do(w.maya.user, http.MethodGet, form, "", http.StatusOK).is("status", "missing")
	w.do(w.maya.user, http.MethodPut, form, strings.ReplaceAll(w9Body, "219-", "000-"), http.StatusUnprocessableEntity).is("code", "tax_form.invalid")
	given := w.do(w.maya.user, http.MethodPut, form, w9Body, http.StatusOK)
	says(given, "status", "submitted", "last4", "9999", "signed_by", "Maya Kovac")
	year := w.do(w.acme.boss, http.MethodGet, managed+"/tax/years/2026", "", http.StatusOK)
	row := "data.0" // Maya's: who came at the same moment comes in any order
	if year.at("data.0.form.status").value != "submitted" {
		row = "data.1"
	}
	says(year, row+".form.status", "submitted", row+".paid_direct.currency", "EUR")
	for _, seen := range []string{given.String(), year.String(), w.do(w.maya.user, http.MethodGet, form, "", http.StatusOK).String()} {
		if strings.Contains(seen, "219") && strings.Contains(seen, "09-9999") || strings.Contains(seen, "Elm Street") {
			t.Errorf("the form shows what is secret: %s", seen)
		}
	}
	w.clock.Advance(time.Second)
	w.do(w.acme.boss, http.MethodPost, managed+"/tax/forms/{partner}/reject", `{"reason":"The name is another."}`, http.StatusOK).is("status", "rejected")
	says(w.do(w.maya.user, http.MethodGet, form, "", http.StatusOK), "status", "rejected", "reason", "The name is another.")
	w.clock.Advance(time.Second)
	w.do(w.acme.boss, http.MethodPost, managed+"/tax/forms/{partner}/verify", "", http.StatusOK).is("status", "verified")
	member := w.user("maya-helper-3", identity.Membership{Partner: w.maya.partner, Role: identity.Member})
	w.do(member, http.MethodGet, form, "", http.StatusForbidden)
	viewer := w.user("acme-viewer-3", identity.Membership{Program: w.acme.ID, Role: identity.Viewer})
	w.do(viewer, http.MethodGet, managed+"/tax/years/2026", "", http.StatusForbidden)
}

func TestNobodyIsPaidWithoutTheFormThatTheProgramAsksFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ask := func(policy, asks string) {
		t.Helper()
		says(w.do(w.acme.boss, http.MethodPut, managed+"/tax/policy", `{"policy":"`+policy+`"}`, http.StatusOK), "asks", asks, "threshold.amount", "200000")
	}
	ask("auto", "false")
	w.do(w.acme.boss, http.MethodPut, managed+"/legal", `{"name":"Acme Inc.","address":["1 Main Street"],"country":"US","vat_number":""}`, http.StatusOK)
	w.do(w.acme.boss, http.MethodGet, managed+"/tax/policy", "", http.StatusOK).is("asks", "true")
	ask("off", "false")
	ask("required", "true")
	skip := func() string {
		t.Helper()
		p, err := w.programs.Load(w.ctx, w.acme.ID)
		w.must(err)
		found, err := w.runner.Preview(w.ctx, payout.TermsOf(p))
		w.must(err)
		for _, p := range found {
			if p.Account.Partner == w.maya.partner {
				return p.Skip
			}
		}
		return "nobody"
	}
	w.withdrawable()
	if got := skip(); got != tax.FormMissing {
		t.Errorf("without a form the run leaves it out for %q", got)
	}
	w.taxed()
	if got := skip(); got == tax.FormMissing {
		t.Errorf("with a form the run leaves it out for %q", got)
	}
}

func TestReturnsAreFiledWithNumbersAndEachIsNoted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.taxed()
	file := w.callWith(string(w.acme.boss), http.MethodGet, fill("/api/m/{program}/documents/tax/{year}/1099-nec.csv", w.acme, w.maya.partner, w.maya), "", nil)
	if file.Code != http.StatusOK || !strings.Contains(file.Body.String(), "box_1_nonemployee_compensation") {
		t.Fatal(file.Code, file.Body)
	}
	if f, err := (store.TaxForms{T: w.table, Clock: w.clock}).Form(w.ctx, w.maya.partner); err != nil || f.Version != 1 {
		t.Fatal(f, err)
	}
}
