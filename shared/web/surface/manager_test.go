package surface_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/identity"
)

const ours = "/api/m/{program}"

func (w *world) manage(method, path, body string, status int) answer {
	w.t.Helper()
	return w.do(w.acme.boss, method, ours+path, body, status)
}

func TestTheChecklistFollowsWhatWasDone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	done := func() string {
		got := w.manage(http.MethodGet, "/setup", "", http.StatusOK)
		var out []string
		for i := range got.size("steps") {
			step := got.at("steps").value.([]any)[i].(map[string]any)
			if step["done"].(bool) {
				out = append(out, step["key"].(string))
			}
		}
		return strings.Join(out, " ") + " " + got.at("complete").String()
	}
	if got := done(); got != "basics offer integration live partner test true" { // its key reports sales
		t.Error(got)
	}
	w.manage(http.MethodPatch, "/settings", `{"brand":{"color":"#123456"}}`, http.StatusOK)
	if got := done(); got != "basics brand offer integration live partner test true" {
		t.Error(got)
	}
	w.manage(http.MethodGet, "/setup", "", http.StatusOK).is("apply_url", "https://partners.example/apply/acme")
}

func TestTheProgramAtAGlance(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.manage(http.MethodGet, "/summary", "", http.StatusOK)
	for path, want := range map[string]string{
		"current.revenue.amount": "87700", "current.commissions.amount": "17540", "current.sales": "2", "current.aov.amount": "43850",
		"states.available.amount": "17540", "applications": "1",
	} {
		got.is(path, want)
	}
}

func TestApplicationsAreDecided(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	list := w.manage(http.MethodGet, "/applications", "", http.StatusOK)
	list.is("data.0.email", "lena@example.com")
	list.is("data.0.answers.0.text", "Reviews")
	lena := "/applications/" + string(w.lena.partner)
	w.manage(http.MethodPost, lena+"/reject", `{"reason":" "}`, http.StatusUnprocessableEntity)
	w.manage(http.MethodPost, lena+"/approve", "", http.StatusNoContent)
	w.manage(http.MethodPost, lena+"/approve", "", http.StatusConflict)
	if n := w.manage(http.MethodGet, "/applications", "", http.StatusOK).size("data"); n != 0 {
		t.Errorf("%d wait still", n)
	}
	if n := w.manage(http.MethodGet, "/partners?status=active", "", http.StatusOK).size("data"); n != 3 {
		t.Errorf("%d partners", n)
	}
}

func TestWhoIsInvitedIsIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, email := range map[string]string{"somebody new": "nina@example.com", "somebody with an account": "otto@example.com"} {
		got := w.manage(http.MethodPost, "/invitations", `{"name":"Nina","email":"`+email+`"}`, http.StatusCreated)
		w.manage(http.MethodGet, "/partners/"+got.at("id").String(), "", http.StatusOK).is("status", "active")
		u, err := w.door.Users.ByEmail(w.ctx, identity.HashEmail(email))
		w.must(err)
		if rec := w.call(u.ID, http.MethodGet, "/api/p/"+got.at("id").String()+"/programs/"+string(w.acme.ID)+"/summary", ""); rec.Code != http.StatusOK {
			t.Errorf("%s: %d %s", name, rec.Code, rec.Body)
		}
	}
}

func TestWhatIsKnownOfAPartner(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.manage(http.MethodGet, "/partners/{partner}", "", http.StatusOK)
	for path, want := range map[string]string{
		"email": "maya@example.com", "name": w.maya.name, "current.commissions.amount": "2000", "wallet.in_transit.amount": "2000", "links.0.default": "true",
		"payout_method.masked": "•••• 0 51", "status": "active",
	} {
		got.is(path, want)
	}
	w.manage(http.MethodPost, "/partners/{partner}/suspend", `{"reason":"Spam"}`, http.StatusNoContent)
	w.manage(http.MethodGet, "/partners/{partner}", "", http.StatusOK).is("reason", "Spam")
	w.manage(http.MethodPost, "/partners/{partner}/resume", "", http.StatusNoContent)
}

func TestOffersHaveVersions(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const flat = `{"name":"Lead","action":"lead","reward":{"kind":"flat","amount":{"amount":500,"currency":"EUR"}},"holdback_days":7}`
	made := w.manage(http.MethodPost, "/offers", flat, http.StatusCreated)
	made.is("current.reward.amount.amount", "500")
	made.is("current.holdback_days", "7")
	path := "/offers/" + made.at("id").String()
	later := strings.Replace(flat, `"holdback_days":7`, `"effective_at":"2026-04-01T00:00:00Z"`, 1)
	revised := w.manage(http.MethodPost, path+"/versions", strings.Replace(later, "500", "900", 1), http.StatusCreated)
	revised.is("versions.0.reward.amount.amount", "900")
	revised.is("current.reward.amount.amount", "500")
	w.manage(http.MethodPost, path+"/versions", strings.Replace(later, "2026", "2020", 1), http.StatusUnprocessableEntity).is("code", "offer.in_the_past")
	w.manage(http.MethodPost, "/offers", strings.Replace(flat, "EUR", "USD", 1), http.StatusUnprocessableEntity).is("errors.0.location", "body.reward.amount")
	w.manage(http.MethodPost, path+"/retire", "", http.StatusNoContent)
	w.manage(http.MethodPost, path+"/versions", flat, http.StatusConflict).is("code", "offer.retired")
	if n := w.do(w.maya.user, http.MethodGet, mine+"/offers", "", http.StatusOK).size("data"); n != 1 {
		t.Errorf("the partner sees %d offers", n)
	}
}

func TestAConversionSaysWhy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.manage(http.MethodGet, "/conversions/{conversion}", "", http.StatusOK)
	got.is("verdict", "accepted")
	got.is("partner.name", w.maya.name)
	got.is("commissions.0.amount.amount", "2000")
	if got.size("steps") < 2 {
		t.Error("the trace is too short:", got.at("steps"))
	}
	got.is("touches.0.finding", "won")
	got.is("touches.0.partner.name", w.maya.name)
	stray := conversion.Report{Program: w.acme.ID, Source: conversion.Postback, Kind: conversion.Lead, Transaction: "L-1"}
	if _, err := w.processor.Process(w.ctx, stray); err != nil {
		t.Fatal(err)
	}
	list := w.manage(http.MethodGet, "/conversions?verdict=unattributed", "", http.StatusOK)
	list.is("data.0.reason", "no_touch")
	if list.size("data") != 1 {
		t.Error(list)
	}
	made := w.manage(http.MethodGet, "/commissions/{commission}", "", http.StatusOK) // its touches, then the same steps
	made.is("steps.0.step", got.at("touches.0.how").String())
	made.is("steps.1.step", got.at("steps.0.step").String())
}

func TestManyCommissionsAreDecidedAtOnceEachByItself(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.maya.commission
	w.pending()
	got := w.manage(http.MethodPost, "/commissions/approve", `{"ids":["{commission}","`+string(first)+`","com_x"]}`, http.StatusOK)
	got.is("done", "2") // the one was approved before
	got.is("failed", "1")
	got.is("data.2.code", "commission.unknown")
	w.manage(http.MethodPost, "/commissions/decline", `{"ids":["{commission}"],"reason":"Late"}`, http.StatusOK).is("data.0.code", "commission.not_declined")
	w.manage(http.MethodPost, "/commissions/reverse", `{"ids":["{commission}"],"reason":"Returned"}`, http.StatusOK).is("done", "1")
	w.manage(http.MethodGet, "/commissions/{commission}", "", http.StatusOK).is("status", "reversed")
	w.do(w.maya.user, http.MethodGet, mine+"/commissions/{commission}", "", http.StatusOK).is("reason", "Returned")
	w.manage(http.MethodPost, "/commissions/decline", `{"ids":["{commission}"]}`, http.StatusUnprocessableEntity)
	if n := w.manage(http.MethodGet, "/commissions?partner="+string(w.noah.partner), "", http.StatusOK).size("data"); n != 1 {
		t.Errorf("Noah has %d", n)
	}
}

func TestAPayoutRunFromPlanToPaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	run := w.manage(http.MethodGet, "/payout-batches/{batch}", "", http.StatusOK)
	for path, want := range map[string]string{"status": "draft", "payouts": "2", "commissions": "2", "total.amount": "17540", "planned": "true"} {
		run.is(path, want)
	}
	w.manage(http.MethodPost, "/payout-batches/{batch}/file", "", http.StatusConflict)
	run = w.manage(http.MethodPost, "/payout-batches/{batch}/approve", "", http.StatusOK)
	run.is("status", "running")
	file := w.call(w.acme.boss, http.MethodPost, fill(ours+"/payout-batches/{batch}/file", w.acme, "", w.maya), "")
	if file.Code != http.StatusOK || !strings.Contains(file.Body.String(), "DE02 1203 0000 0000 2020 51") || !strings.HasPrefix(file.Header().Get("Content-Disposition"), "attachment") {
		t.Error(file.Code, file.Header(), file.Body)
	}
	w.manage(http.MethodGet, "/payouts?batch={batch}", "", http.StatusOK).is("data.0.status", "exported")
	paid := w.manage(http.MethodPost, "/payouts/{payout}/mark-paid", `{"reference":"SEPA 7"}`, http.StatusOK)
	paid.is("status", "paid")
	w.do(w.maya.user, http.MethodGet, mine+"/payouts/{payout}", "", http.StatusOK).is("reference", "SEPA 7")
	w.do(w.maya.user, http.MethodGet, mine+"/payouts/{payout}", "", http.StatusOK).is("lines.0.commission_id", string(w.maya.commission))
	w.do(w.maya.user, http.MethodGet, mine+"/commissions/{commission}", "", http.StatusOK).is("status", "paid")
	w.do(w.maya.user, http.MethodGet, mine+"/wallet", "", http.StatusOK).is("paid.amount", "2000")
	noah := strings.Replace("/payouts/{payout}/mark-failed", "{payout}", string(w.noah.payout), 1)
	w.manage(http.MethodPost, noah, `{"reason":"No such account"}`, http.StatusOK).is("status", "failed")
	w.manage(http.MethodGet, "/payout-batches/{batch}", "", http.StatusOK).is("status", "closed")
	// A clawback of what was paid is owed.
	w.manage(http.MethodPost, "/commissions/reverse", `{"ids":["{commission}"],"reason":"Chargeback"}`, http.StatusOK).is("done", "1")
	w.do(w.maya.user, http.MethodGet, mine+"/wallet", "", http.StatusOK).is("available.amount", "-2000")
}

func TestPlanningTwiceInAMinuteIsOneRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.clock.Advance(time.Minute)
	w.sell(w.acme, w.maya, "Z-1", 1_000)
	first := w.manage(http.MethodPost, "/payout-batches", "", http.StatusCreated)
	first.is("data.0.payouts", "1")
	run := first.at("data.0.id").String()
	w.manage(http.MethodPost, "/payout-batches", "", http.StatusCreated).is("data.0.id", run)
	w.manage(http.MethodPost, "/payout-batches/"+run+"/cancel", "", http.StatusOK).is("status", "cancelled")
	w.do(w.maya.user, http.MethodGet, mine+"/wallet", "", http.StatusOK).is("available.amount", "200")
}

func TestSettingsAreChangedByOneAtATime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := fill(ours+"/settings", w.acme, "", w.maya)
	etag := w.call(w.acme.boss, http.MethodGet, path, "").Header().Get("ETag")
	patch := func(body string) int {
		return w.callWith(string(w.acme.boss), http.MethodPatch, path, body, map[string]string{"If-Match": etag}).Code
	}
	if got := patch(`{"holdback_days":14}`); got != http.StatusOK {
		t.Errorf("the version that was seen: %d", got)
	}
	if got := patch(`{"holdback_days":15}`); got != http.StatusConflict {
		t.Errorf("an older version: %d", got)
	}
	w.manage(http.MethodPatch, "/settings", `{"currency":"USD","minimum_payout":{"amount":5000,"currency":"USD"}}`, http.StatusConflict).is("code", "program.fixed")
	w.manage(http.MethodPatch, "/settings", `{"minimum_payout":{"amount":5000,"currency":"USD"}}`, http.StatusUnprocessableEntity)
	w.manage(http.MethodPatch, "/settings", `{"brand":{"logo_url":"https://evil.example/x.svg"}}`, http.StatusUnprocessableEntity)
	got := w.manage(http.MethodGet, "/settings", "", http.StatusOK)
	got.is("holdback_days", "14")
}

func TestNewHostsReachTheLinksThatExist(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const ask = `{"destination":"https://blog.example/post"}`
	w.do(w.maya.user, http.MethodPost, mine+"/links/preview", ask, http.StatusUnprocessableEntity)
	w.manage(http.MethodPatch, "/settings", `{"allowed_hosts":["blog.example"]}`, http.StatusOK)
	w.do(w.maya.user, http.MethodPost, mine+"/links/preview", ask, http.StatusOK)
}

func TestSecretsAreShownOnceAndTheOldOneLivesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first := w.manage(http.MethodPost, "/postback/secret", "", http.StatusOK).at("secret").String()
	second := w.manage(http.MethodPost, "/postback/secret", "", http.StatusOK).at("secret").String()
	for _, secret := range []string{first, second} {
		if p, err := w.secrets.Program(w.ctx, secret); err != nil || p != w.acme.ID {
			t.Errorf("%.8s… is of %s, %v", secret, p, err)
		}
	}
	w.clock.Advance(25 * time.Hour)
	if _, err := w.secrets.Program(w.ctx, first); err == nil {
		t.Error("the old secret lives for ever")
	}
	rec := w.call(w.acme.boss, http.MethodGet, fill(ours+"/settings", w.acme, "", w.maya), "")
	if strings.Contains(rec.Body.String(), second) || !strings.Contains(rec.Body.String(), `"postback_secret_set":true`) {
		t.Error(rec.Body)
	}
}

func TestAProviderIsConnectedAndItsSecretNeverShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const path = "/integrations/stripe"
	w.manage(http.MethodPut, path, `{"secret":"sk_live_not_a_signing_secret"}`, http.StatusUnprocessableEntity).is("code", "integration.invalid")
	w.manage(http.MethodPut, "/integrations/paypal", `{"secret":"whsec_0123456789abcdef"}`, http.StatusUnprocessableEntity)
	got := w.manage(http.MethodPut, path, `{"secret":"whsec_0123456789abcdef"}`, http.StatusOK)
	got.is("webhook_url", "https://partners.example/webhooks/stripe/"+string(w.acme.ID))
	got.is("connected", "true")
	rec := w.call(w.acme.boss, http.MethodGet, fill(ours+"/integrations", w.acme, "", w.maya), "")
	if strings.Contains(rec.Body.String(), "0123456789") || !strings.Contains(rec.Body.String(), `"hint":"cdef"`) {
		t.Error(rec.Body)
	}
	w.manage(http.MethodDelete, path, "", http.StatusNoContent)
	if rec := w.call(w.acme.boss, http.MethodGet, fill(ours+"/integrations", w.acme, "", w.maya), ""); strings.Contains(rec.Body.String(), `"connected":true`) {
		t.Error(rec.Body)
	}
}

func TestWhatHappenedLately(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	all := w.manage(http.MethodGet, "/activity", "", http.StatusOK)
	hers := w.do(w.maya.user, http.MethodGet, mine+"/activity", "", http.StatusOK)
	if all.size("data") <= hers.size("data") || hers.size("data") < 3 {
		t.Errorf("the program has %d, Maya %d", all.size("data"), hers.size("data"))
	}
	found := false
	for i := range hers.size("data") {
		row := hers.at("data").value.([]any)[i].(map[string]any)
		if row["type"] == "conversion.recorded" {
			found = row["kind"] == "sale" && row["amount"].(map[string]any)["amount"] == float64(2000)
		}
	}
	if !found {
		t.Error("the sale is not told with what she gets:", hers)
	}
}
