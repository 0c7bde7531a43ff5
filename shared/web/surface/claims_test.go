package surface_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/claim"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
)

func (w *world) claims() claim.Desk {
	look := conversion.Claims{Processor: w.processor, Orders: store.Conversions{T: w.table}, Misses: store.ConversionLists{T: w.table, Clock: w.clock}}
	return claim.Desk{Store: store.Claims{T: w.table}, Finder: look, Creditor: look, Clock: w.clock}
}

// missed has somebody claim an order.
func (w *world) missed(o *someone, s *side) {
	w.t.Helper()
	c, err := w.claims().File(w.ctx, claim.Claim{
		Program: s.ID, Partner: o.partner, By: o.user, Order: "MISSED-" + o.name, OrderedAt: w.clock.Now().AddDate(0, 0, -2), Amount: money.Must(5_000, s.Currency), Text: "They told me so.",
	}, 0)
	w.must(err)
	o.claim = c.ID
}

const claimed = `{"order_id":"A-17","ordered_on":"2026-03-08","amount":{"amount":9900,"currency":"EUR"},"customer_email":"ana@fernhill.io","text":"She bought while we talked."}`

// TestAClaimIsFiledLookedIntoAndCreditedOnce (M14).
func TestAClaimIsFiledLookedIntoAndCreditedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	one := w.do(w.maya.user, http.MethodPost, mine+"/claims", claimed, http.StatusCreated)
	one.is("status", "open")
	one.is("customer", "a•••@fernhill.io")
	w.do(w.maya.user, http.MethodPost, mine+"/claims", claimed, http.StatusCreated).is("id", one.at("id").String())
	w.do(w.maya.user, http.MethodPost, mine+"/claims", strings.Replace(claimed, "9900", "9901", 1), http.StatusConflict)
	w.do(w.maya.user, http.MethodPost, mine+"/claims", strings.Replace(claimed, "2026-03-08", "2027-03-08", 1), http.StatusUnprocessableEntity)
	w.do(w.maya.user, http.MethodPost, mine+"/claims", strings.Replace(claimed, "ana@fernhill.io", "ana", 1), http.StatusUnprocessableEntity)

	its := "/claims/" + one.at("id").String()
	got := w.manage(http.MethodGet, its, "", http.StatusOK)
	got.is("clues.0.clue", "order_unknown")
	got.is("proposal", "look")
	credit := `{"amount":{"amount":9900,"currency":"EUR"},"reason":"The shop confirms it"}`
	for range 2 { // a second press of the button gives nothing more
		got = w.manage(http.MethodPost, its+"/credit", credit, http.StatusOK)
		got.is("status", "credited")
	}
	w.manage(http.MethodPost, its+"/refuse", `{"reason":"No"}`, http.StatusConflict)
	w.manage(http.MethodGet, "/conversions/"+got.at("conversion_id").String(), "", http.StatusOK).is("added_for", "The shop confirms it")
	mineNow := w.do(w.maya.user, http.MethodGet, mine+its, "", http.StatusOK)
	mineNow.is("reason", "The shop confirms it")
	if text := w.call(w.maya.user, http.MethodGet, fill(mine+its, w.acme, w.maya.partner, w.maya), "").Body.String(); strings.Contains(text, "clue") || strings.Contains(text, "proposal") {
		t.Errorf("the partner reads what was found: %s", text)
	}
	w.manage(http.MethodGet, "/claims?status=credited", "", http.StatusOK).is("data.0.order_id", "A-17")
}

// TestWhatIsKnownOfAClaimedOrderSpeaksForItsAnswer (M14).
func TestWhatIsKnownOfAClaimedOrderSpeaksForItsAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	file := func(o *someone, order string, more string) string {
		body := `{"order_id":"` + order + `","ordered_on":"2026-03-09","amount":{"amount":5000,"currency":"EUR"},` + more + `"text":"Mine."}`
		path := strings.ReplaceAll(fill(mine+"/claims", w.acme, o.partner, o), string(w.maya.partner), string(o.partner))
		return "/claims/" + w.do(o.user, http.MethodPost, path, body, http.StatusCreated).at("id").String()
	}
	w.coded()
	amount := money.Must(5_000, "EUR")
	stray, err := w.processor.Process(w.ctx, conversion.Report{Program: w.acme.ID, Source: conversion.Postback, Kind: conversion.Sale, Transaction: "STRAY", Amount: &amount})
	w.must(err)
	if stray.Result != conversion.Unattributed {
		t.Fatalf("%+v", stray)
	}
	w.sell(w.acme, w.noah, "NOAHS", 5_000)
	for _, c := range []struct{ name, path, clue, proposal string }{
		{"an order that another brought", file(w.maya, "NOAHS", ""), "of_another", "refuse"},
		{"an order that is theirs already", file(w.noah, "NOAHS", ""), "theirs_already", "refuse"},
		{"an order that found nobody", file(w.noah, "STRAY", ""), "order_without", "refuse"},
		{"their own code", file(w.maya, "STRAY", `"coupon_code":"code",`), "code_of_partner", "credit"},
	} {
		got := w.manage(http.MethodGet, c.path, "", http.StatusOK)
		if !strings.Contains(got.at("clues").String(), "clue:"+c.clue) {
			t.Errorf("%s: %s", c.name, got.at("clues"))
		}
		got.is("proposal", c.proposal)
	}
	credit := `{"amount":{"amount":5000,"currency":"EUR"},"reason":"The code says so"}`
	w.manage(http.MethodPost, file(w.maya, "NOAHS", "")+"/credit", credit, http.StatusConflict)
	w.manage(http.MethodPost, file(w.maya, "STRAY", `"coupon_code":"code",`)+"/credit", strings.Replace(credit, "5000", "6000", 1), http.StatusConflict)
	got := w.manage(http.MethodPost, file(w.maya, "STRAY", `"coupon_code":"code",`)+"/credit", credit, http.StatusOK)
	got.is("conversion_id", string(stray.Conversion))
	w.manage(http.MethodPost, file(w.noah, "STRAY", "")+"/refuse", `{"reason":"The customer used another code"}`, http.StatusOK).is("status", "refused")
}

func TestClaimsVanishWhereAProgramSwitchedThemOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.programs.Change(w.ctx, w.acme.ID, 0, func(p *program.Program) { p.Features = p.Features.Switch(program.Claims, false) })
	w.must(err)
	w.do(w.maya.user, http.MethodGet, mine+"/claims", "", http.StatusForbidden)
	w.manage(http.MethodGet, "/claims", "", http.StatusForbidden)
}
