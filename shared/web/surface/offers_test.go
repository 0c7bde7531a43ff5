package surface_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// rich is an offer with all that one may say.
const rich = `{"name":"Rich","action":"sale","recurring":true,"reward":{"kind":"percent","basis_points":1000},
	"conditions":[{"match":"any","conditions":[{"field":"country","operator":"in","values":["de","AT"]},{"field":"metadata.plan","operator":"is","values":["pro"]}]}],
	"rates":[
		{"name":"A deal","for":{"partner_id":"{partner}"},"reward":{"kind":"percent","basis_points":3000}},
		{"for":{"category":"books"},"reward":{"kind":"flat","amount":{"amount":150,"currency":"EUR"}}},
		{"for":{"partner_id":"ptr_01JD0000000000000000000000"},"reward":{"kind":"percent","basis_points":9000}},
		{"for":{"product":"gift"},"reward":{"kind":"nothing"}}],
	"renewals":{"months":12},
	"volume":{"by":"amount","per":"month","mode":"marginal","levels":[{"from_amount":{"amount":100000,"currency":"EUR"},"reward":{"kind":"percent","basis_points":1500}}]},
	"caps":[{"of":"partner","per":"month","amount":{"amount":50000,"currency":"EUR"}},{"of":"offer","per":"quarter","amount":{"amount":900000,"currency":"EUR"},"soft":true}]}`

func TestAnOfferSaysAllThatItMay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	made := w.manage(http.MethodPost, "/offers", rich, http.StatusCreated)
	for path, want := range map[string]string{
		"current.conditions.0.match": "any", "current.conditions.0.conditions.0.values.0": "DE", "current.rates.0.for.partner_id": string(w.maya.partner),
		"current.rates.1.reward.amount.amount": "150", "current.rates.3.reward.kind": "nothing", "current.renewals.months": "12",
		"current.volume.levels.0.from_amount.amount": "100000", "current.caps.1.soft": "true", "current.caps.0.amount.currency": "EUR",
	} {
		made.is(path, want)
	}
	told := w.do(w.maya.user, http.MethodGet, mine+"/offers", "", http.StatusOK)
	at := "data.0"
	if told.at("data.1.name").String() == "Rich" {
		at = "data.1"
	}
	for path, want := range map[string]string{
		".name": "Rich", ".reward.basis_points": "3000", ".rates.0.product": "gift", ".caps.0.of": "partner", ".conditions.0.conditions.1.field": "other",
	} {
		told.is(at+path, want)
	}
	if told.size(at+".rates") != 1 || told.size(at+".caps") != 1 || told.at(at+".volume").value != nil {
		t.Error("the partner is told what is not its business:", told.at(at))
	}
}

func TestAnOfferIsRefusedFieldByField(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for old, c := range map[string][2]string{
		`"basis_points":3000`:           {`"basis_points":0`, ""},
		`"for":{"product":"gift"}`:      {`"for":{}`, "body.rates[3].for"},
		`"field":"country"`:             {`"field":"planet"`, "body.conditions[0].conditions[0].field"},
		`"months":12`:                   {`"months":-1`, ""},
		`"amount":100000`:               {`"amount":0`, "body.volume.levels[0].from_amount"},
		`"of":"partner"`:                {`"of":"planet"`, ""},
		`"amount":150,"currency":"EUR"`: {`"amount":150,"currency":"USD"`, "body.rates[1].reward.amount"},
		`"partner_id":"{partner}"`:      {`"partner_id":"somebody"`, "body.rates[0].for.partner_id"},
		`"action":"sale"`:               {`"action":"lead"`, "body.reward.kind"},
	} {
		bad := strings.Replace(rich, old, c[0], 1)
		if bad == rich {
			t.Fatalf("nothing to change at %s", old)
		}
		got := w.manage(http.MethodPost, "/offers", bad, http.StatusUnprocessableEntity)
		if c[1] != "" {
			got.is("errors.0.location", c[1])
		}
	}
}

func TestAnOrderIsTriedAndNothingChanges(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const order = `"amount":{"amount":10000,"currency":"EUR"},"country":"DE"`
	plain := w.manage(http.MethodPost, "/offers/simulate", `{`+order+`}`, http.StatusOK)
	plain.is("earned.amount", "2000")
	plain.is("lines.0.base.amount", "10000")
	for body, want := range map[string]map[string]string{
		`{"draft":` + rich + `,` + order + `,"partner_id":"{partner}"}`: {"earned.amount": "3000", "lines.0.rule": "A deal"},
		`{"draft":` + rich + `,"amount":{"amount":10000,"currency":"EUR"},"country":"FR"}`: {
			"earned.amount": "0", "reason": "conditions_not_met", "steps.0.finding": "not_met", "steps.0.values.found": "FR",
		},
		`{"draft":` + rich + `,` + order + `,"lines":[{"id":"1","category":"books","quantity":2,"amount":{"amount":4000,"currency":"EUR"}}]}`: {
			"earned.amount": "900", "lines.0.earned.amount": "300", "lines.0.pieces": "2", "lines.1.earned.amount": "600",
		},
		`{"draft":` + rich + `,` + order + `,"volume":{"amount":{"amount":95000,"currency":"EUR"},"count":3}}`: {
			"earned.amount": "1250", "lines.0.earned.amount": "500", "lines.1.earned.amount": "750",
		},
		`{"event":"recurring","draft":` + rich + `,` + order + `,"first_paid_at":"2020-01-01T00:00:00Z"}`: {"earned.amount": "0", "reason": "term_ended"},
		`{"event":"lead"}`: {"earned.amount": "0", "reason": "no_offer"},
	} {
		got := w.manage(http.MethodPost, "/offers/simulate", body, http.StatusOK)
		for path, value := range want {
			got.is(path, value)
		}
	}
	w.manage(http.MethodPost, "/offers/simulate", `{}`, http.StatusUnprocessableEntity).is("errors.0.location", "body.amount")
	w.manage(http.MethodPost, "/offers/simulate", strings.Replace(`{`+order+`}`, "EUR", "USD", 1), http.StatusUnprocessableEntity).is("code", "offer.simulation_invalid")
	if n := w.manage(http.MethodGet, "/offers", "", http.StatusOK).size("data"); n != 1 {
		t.Errorf("there are %d offers", n)
	}
}

func TestACommissionSaysHowItsPartsEarn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	version := `{"name":"Standard","action":"sale","reward":{"kind":"percent","basis_points":2000},
		"rates":[{"for":{"category":"books"},"reward":{"kind":"percent","basis_points":500}},{"for":{"product":"gift"},"reward":{"kind":"nothing"}}],
		"caps":[{"of":"customer","per":"all","amount":{"amount":900,"currency":"EUR"}}]}`
	w.manage(http.MethodPost, "/offers/{offer}/versions", version, http.StatusCreated)
	w.clock.Advance(time.Minute)
	amount := money.Must(5_000, "EUR")
	v := w.report(w.acme, conversion.Report{
		Kind: conversion.Sale, Transaction: "M-9", Amount: &amount, Clicks: clickID(w.maya.linkRef, w.clock.Now().Add(-time.Hour)),
		Customer: []customer.Identity{{Kind: customer.External, Value: "M-9"}},
		Lines:    []conversion.Line{{ID: "1", Category: "books", Minor: 1_000}, {ID: "2", Product: "gift", Minor: 500}, {ID: "3", Minor: 3_500}},
	})
	id := string(v.Commissions[0].ID)
	got := w.do(w.maya.user, http.MethodGet, mine+"/commissions/"+id, "", http.StatusOK)
	got.is("amount.amount", "750")
	got.is("reward.kind", "flat")
	got.is("explanation.2.text", "It pays 5 % of 10.00 EUR and nothing of 5.00 EUR and 20 % of 35.00 EUR, which is 7.50 EUR, rounded half to even.")
	w.manage(http.MethodGet, "/commissions/"+id, "", http.StatusOK).is("reward.amount.amount", "750")
	v = w.report(w.acme, conversion.Report{
		Kind: conversion.Sale, Transaction: "M-10", Amount: &amount, Clicks: clickID(w.maya.linkRef, w.clock.Now().Add(-time.Hour)),
		Customer: []customer.Identity{{Kind: customer.External, Value: "M-9"}},
	})
	got = w.do(w.maya.user, http.MethodGet, mine+"/commissions/"+string(v.Commissions[0].ID), "", http.StatusOK)
	got.is("explanation.2.text", "It pays 20 % of 50.00 EUR, which is 1.50 EUR, rounded half to even; 8.50 EUR more would have been above the most that the offer pays.")
}
