package surface_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/promotion"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
)

// planted is a word that is nowhere but where no partner may look. Each one
// says where it was put.
const planted = "canary"

// plant puts into Acme what its partners must never see (F88, S-35): an offer
// with a rate of Noah's own and a budget, a sale for another group, a sale that
// looks like fraud, refused clicks, a manager's notes, and hooks that hear all.
func (w *world) plant() {
	w.t.Helper()
	_, err := w.offers.Create(w.ctx, w.acme.ID, offer.Version{
		Name: "Sign-ups", Trigger: offer.Signup, Type: offer.Flat, FlatMinor: 100, HoldbackDays: -1, Rules: offer.Rules{
			When:  []offer.Clause{{Conditions: []offer.Condition{{Field: "metadata.plan", Operator: offer.Is, Values: []string{planted + "-plan"}}}}},
			Rates: []offer.Rate{{Name: planted + "-rate", Scope: offer.Scope{Partner: w.noah.partner}, Term: offer.Term{Type: offer.Flat, FlatMinor: 42_424}}},
			Caps:  []offer.Cap{{Of: offer.OfOffer, Per: offer.Month, Minor: 8_675_309}},
		},
	})
	w.must(err)
	others, err := w.groups().CreateGroup(w.ctx, group.Group{Program: w.acme.ID, Name: planted + "-circle"})
	w.must(err)
	_, err = w.promotions.Create(w.ctx, promotion.Promotion{
		Program: w.acme.ID, Name: planted + " sale", Text: planted + "-text", Starts: start.AddDate(0, 0, 3), Ends: start.AddDate(0, 0, 9), Groups: []id.Group{others.ID},
	})
	w.must(err)
	_, err = w.coupons.Create(w.ctx, coupon.Coupon{Program: w.acme.ID, Partner: w.noah.partner, Code: "NOAHSAVES"})
	w.must(err)
	_, err = w.coupons.Create(w.ctx, coupon.Coupon{Program: w.rival.ID, Partner: w.otto.partner, Code: "OTTOSAVES"})
	w.must(err)
	w.suspicious(w.maya)
	w.suspicious(w.noah)
	w.clicked(w.maya, 7_919, 7_907)
	w.clicked(w.noah, 6_983, 6_991)
	w.noted()
	for _, o := range []*someone{w.maya, w.noah} {
		h, _, err := w.hooks.Create(w.ctx, w.acme.ID, o.partner, webhook.Input{Form: webhook.JSON, URL: "https://" + tracker(o) + "/all", Topics: webhook.Topics(o.partner)})
		w.must(err)
		_, err = w.hooks.Test(w.ctx, w.acme.ID, o.partner, h.ID, "")
		w.must(err)
	}
}

// tracker is the host that somebody's hooks call.
func tracker(o *someone) string {
	first, _, _ := strings.Cut(strings.ToLower(o.name), " ")
	return "tracker." + first + ".example"
}

// suspicious makes a customer pay the same twice, as a fraud signal has it.
func (w *world) suspicious(o *someone) {
	w.t.Helper()
	first, _, _ := strings.Cut(strings.ToLower(o.name), " ")
	amount := money.Must(1_111, w.acme.Currency)
	for _, n := range []string{"1", "2"} {
		v := w.report(w.acme, conversion.Report{
			Kind: conversion.Sale, Transaction: first + "-twin-" + n, Amount: &amount, Clicks: clickID(o.linkRef, w.clock.Now().Add(-time.Hour)), OccurredAt: w.clock.Now(),
			Customer: []customer.Identity{{Kind: customer.External, Value: first + "-twin"}},
		})
		rec, err := store.ConversionLists{T: w.table, Clock: w.clock}.Get(w.ctx, w.acme.ID, v.Conversion)
		w.must(err)
		if n == "2" && !strings.Contains(fmt.Sprint(rec.Signals), string(conversion.PossibleDouble)) {
			w.t.Fatalf("nothing looks odd of %+v", rec)
		}
	}
}

// clicked gives somebody unique clicks, and clicks that do not count.
func (w *world) clicked(o *someone, duplicate, invalid int64) {
	w.t.Helper()
	whole := report.Row{Program: w.acme.ID, Scope: report.Whole, Dim: report.Total, Day: "2026-03-10"}
	own := whole
	own.Scope = report.Of(o.partner)
	add := map[string]int64{report.Gross: duplicate + invalid + 40, report.Unique: 40, report.Duplicate: duplicate, report.Invalid: invalid, report.Intercepted: 5_519}
	w.must(store.Stats{T: w.table}.Fold(w.ctx, []report.Delta{
		{Row: whole, Add: add},
		{Row: own, Add: add},
		{Row: own.By(report.Link, string(o.link)), Add: add},
		{Row: own.By(report.Sub, "blog"), Add: add},
		{Row: own.By(report.Device, "mobile"), Add: add},
		{Row: own.By(report.Country, "DE"), Add: add},
	}))
}

// noted lets managers of the program write down what is for managers.
func (w *world) noted() {
	w.t.Helper()
	second := w.user(planted+"-finance", identity.Membership{Program: w.acme.ID, Role: identity.Finance})
	w.do(w.acme.boss, http.MethodPost, "/api/m/{program}/placements", `{"partners":["{partner}","`+string(w.noah.partner)+`"],"tier":"{tier}","locked":true,"reason":"`+planted+`-moved"}`, http.StatusOK)
	w.do(w.acme.boss, http.MethodPost, "/api/m/{program}/adjustments", `{"key":"for-maya-1","partner":"{partner}","amount":{"amount":5000000,"currency":"EUR"},"name":"`+planted+`-waits","reason":"`+planted+`-waits"}`, http.StatusCreated)
	refused := w.do(w.acme.boss, http.MethodPost, "/api/m/{program}/adjustments", `{"key":"for-maya-2","partner":"{partner}","amount":{"amount":6000000,"currency":"EUR"},"name":"`+planted+`-no","reason":"`+planted+`-no"}`, http.StatusCreated)
	w.do(second, http.MethodPost, "/api/m/{program}/adjustments/"+refused.at("id").String()+"/reject", `{"reason":"`+planted+`-rejected"}`, http.StatusOK)
}

// words of fraud, margins, and how clicks and holds are judged: no text for a
// partner holds them, whatever the value.
func hushed() []string {
	return []string{
		planted, "margin", "fraud", "score", "possible_double", "interception", "intercepted", "self_referral", "duplicate", "invalid_", "withheld", "holdback_rate",
		"awaiting_merchant", "budget", `"actor"`, "sealed", "tally", "internal",
	}
}

// secretsOf is what an answer to a reader may not hold: all of the others, and
// what is the program's own.
func (w *world) secretsOf(reader *someone) map[string]string {
	out := map[string]string{
		"another program": string(w.rival.ID), "its name": "rival", "its offer": string(w.rival.offer), "its partner": string(w.otto.partner), "that partner's name": "otto oh",
		"who runs the program": string(w.acme.boss), "their address": "acme-owner", "the payout run": string(w.acme.batch), "the program's key": string(w.acme.key),
		"the program's hook": string(w.acme.hook), "the program's hook's address": "shop.example/hook",
		"the program's revenue": "87700", "the same in euros": "877.00", "what it owes": "17540", "the same, in euros": "175.40",
		"revenue with the twins'": "92144", "revenue with the twins', in euros": "921.44", "a budget": "8675309", "a budget in euros": "86753.09", "a SPIFF's budget": "987600", "a SPIFF's budget in euros": "9876.00",
		"repeated clicks": "7919", "refused clicks": "7907", "all clicks": "15866", "others' repeated clicks": "6983", "others' refused clicks": "6991", "the checkout's clicks": "5519",
		"an unapproved correction": "5000000", "a rejected correction": "6000000",
		"the account in full": "2020 51",
	}
	for _, o := range []*someone{w.maya, w.noah, w.lena} {
		if o == reader {
			continue
		}
		first, _, _ := strings.Cut(strings.ToLower(o.name), " ")
		out[first+"'s name"] = first
		for what, v := range map[string]string{
			"organisation": string(o.partner), "user": string(o.user), "link": string(o.link), "commission": string(o.commission), "conversion": string(o.conversion), "customer": string(o.customer),
			"payout": string(o.payout), "invoice": string(o.invoice), "hook": string(o.hook), "colleague": string(o.colleague), "key": string(o.key), "invitation": string(o.invitation),
		} {
			if v != "" {
				out[first+"'s "+what] = v
			}
		}
	}
	if reader != w.noah {
		out["Noah's sale"], out["Noah's sale in euros"], out["Noah's commission"], out["Noah's commission in euros"] = "77700", "777.00", "15540", "155.40"
		out["Noah's rate"], out["Noah's rate in euros"], out["Noah's code"] = "42424", "424.24", "noahsaves"
	}
	return out
}

// unpublished leaves out of secrets what an operation is there to tell: to a
// partner that the network let in, the marketplace tells name, id and offers of
// each program that listed itself.
func (w *world) unpublished(operation string, secrets map[string]string) map[string]string {
	if operation != "browse-listings" && operation != "get-listing" {
		return secrets
	}
	out := maps.Clone(secrets)
	maps.DeleteFunc(out, func(_, v string) bool {
		return slices.Contains([]string{string(w.rival.ID), "rival", string(w.rival.offer)}, v)
	})
	return out
}
