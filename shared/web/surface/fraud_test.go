package surface_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// suspect sells something in a hurry to a throw-away address.
func (w *world) suspect(s *side, o *someone, txn string) {
	w.t.Helper()
	amount := money.Must(5_000, s.Currency)
	v := w.report(s, conversion.Report{
		Kind: conversion.Sale, Transaction: txn, Amount: &amount, Clicks: clickID(o.linkRef, w.clock.Now().Add(-time.Second)), OccurredAt: w.clock.Now(), Masked: "x•••@mailinator.com",
	})
	var err error
	o.conversion, o.commission = v.Conversion, v.Commissions[0].ID
	o.suspect, err = fraud.IDOf(v.Conversion)
	w.must(err)
}

func (w *world) suspected() { w.suspect(w.acme, w.maya, "M-FAST") }

// TestAPartnerIsToldThatItIsInReviewAndNothingElse (S-35).
func TestAPartnerIsToldThatItIsInReviewAndNothingElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.suspected()
	for _, path := range []string{mine + "/commissions", mine + "/commissions/" + string(w.maya.commission), mine + "/commissions/" + string(w.maya.commission) + "/explanation", mine + "/customers", mine + "/orders", mine + "/activity"} {
		got := w.call(w.maya.user, http.MethodGet, fill(path, w.acme, w.maya.partner, w.maya), "").Body.String()
		for _, word := range []string{"fraud", "score", "mailinator.com\",\"saw", "too_fast", "disposable", "interception", "case", string(w.maya.suspect)} {
			if strings.Contains(got, word) {
				t.Errorf("%s tells %q: %s", path, word, got)
			}
		}
	}
}

func TestCasesAreFoundDecidedAndTheirPartnersSuspended(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.suspect(w.rival, w.otto, "O-FAST")
	w.suspect(w.acme, w.noah, "N-FAST")
	w.suspected()
	if n := w.manage(http.MethodGet, "/cases?status=open&rule=too_fast&least=90", "", http.StatusOK).size("data"); n != 2 {
		t.Errorf("%d cases", n)
	}
	one := w.manage(http.MethodGet, "/cases?partner="+string(w.maya.partner), "", http.StatusOK)
	one.is("data.0.id", string(w.maya.suspect))
	one.is("data.0.score", "95")
	its := w.manage(http.MethodGet, "/cases/"+string(w.maya.suspect), "", http.StatusOK)
	its.is("hits.0.rule", "disposable_mail")
	its.is("hits.0.saw.domain", "mailinator.com")
	its.is("commissions.0.status", "held")
	w.manage(http.MethodGet, "/cases/"+string(w.otto.suspect), "", http.StatusNotFound)

	w.manage(http.MethodPost, "/cases/decide", `{"ids":["`+string(w.maya.suspect)+`"],"verdict":"confirmed"}`, http.StatusUnprocessableEntity)
	ids := `["` + string(w.maya.suspect) + `","` + string(w.otto.suspect) + `","nonsense"]`
	got := w.manage(http.MethodPost, "/cases/decide", `{"ids":`+ids+`,"verdict":"confirmed","reason":"Not a customer","note":"Third time","suspend":true}`, http.StatusOK)
	got.is("done", "1")
	got.is("failed", "2")
	got.is("data.1.code", "case.unknown")
	w.manage(http.MethodGet, "/cases/"+string(w.maya.suspect), "", http.StatusOK).is("commissions.0.status", "declined")
	w.manage(http.MethodGet, "/partners/"+string(w.maya.partner), "", http.StatusOK).is("status", "suspended")
	w.manage(http.MethodPost, "/cases/decide", `{"ids":["`+string(w.noah.suspect)+`"],"verdict":"cleared"}`, http.StatusOK).is("done", "1")
	w.manage(http.MethodPost, "/cases/decide", `{"ids":["`+string(w.noah.suspect)+`"],"verdict":"confirmed","reason":"No"}`, http.StatusOK).is("data.0.code", "case.decided")
}

func TestTheRulesAreTheProgramsOwn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.manage(http.MethodGet, "/fraud-rules", "", http.StatusOK).is("threshold", "80")
	body := `{"on":true,"threshold":90,"per_hour":30,"fast_seconds":10,"rules":[{"rule":"disposable_mail","points":0},{"rule":"too_fast","points":30}]}`
	got := w.manage(http.MethodPut, "/fraud-rules", body, http.StatusOK)
	got.is("threshold", "90")
	got.is("rules.3.points", "0")
	w.suspected()
	if n := w.manage(http.MethodGet, "/cases", "", http.StatusOK).size("data"); n != 0 {
		t.Errorf("%d cases open although the rule is off", n)
	}
	w.manage(http.MethodPut, "/fraud-rules", strings.Replace(body, "90", "101", 1), http.StatusUnprocessableEntity)
}
