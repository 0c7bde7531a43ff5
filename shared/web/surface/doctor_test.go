package surface_test

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/doctor"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
	"github.com/tributaryhq/tributary/shared/web/trackapi"
)

// signedClicks verifies click ids as the installation does.
type signedClicks struct{ keys *click.Keys }

// Verify reads a click id.
func (v signedClicks) Verify(_ context.Context, p id.Program, text string) (click.Touch, error) {
	return click.Verify(v.keys, p, text)
}

func (w *world) doctor() managerapi.Doctor {
	w.t.Helper()
	keys, err := click.NewKeys(strings.Repeat("k", 64), w.clock.Now())
	w.must(err)
	rules := store.Rulebook{T: w.table}
	p := conversion.Processor{Store: store.Conversions{T: w.table}, Rules: rules, Rates: fx.Finder{Store: store.Rates{T: w.table, Clock: w.clock}}, Clicks: signedClicks{keys}, Clock: w.clock}
	return managerapi.Doctor{
		Examiner: trackapi.Doctor{Programs: rules, Secrets: w.secrets, Clicks: signedClicks{keys}, Trier: p},
		Refusals: store.Refusals{T: w.table}, Keys: keys, Entropy: rand.Reader,
	}
}

// flipped is another character.
func flipped(c string) string {
	if c == "A" {
		return "B"
	}
	return "A"
}

// codes are the findings of a diagnosis, good and bad.
func (a answer) codes() []string {
	var out []string
	for i := range a.size("findings") {
		out = append(out, a.at("findings."+string(rune('0'+i))+".code").String())
	}
	return out
}

func TestEveryFaultOfAPostbackIsSaidInTheDoctor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	d := w.doctor()
	secret, err := w.secrets.Rotate(w.ctx, w.acme.ID, 0)
	w.must(err)
	foreign, err := w.secrets.Rotate(w.ctx, w.rival.ID, 0)
	w.must(err)
	mint := func(p id.Program, days int) string {
		c, err := d.Keys.Mint(rand.Reader, p, click.Touch{At: w.clock.Now().AddDate(0, 0, -days), LinkRef: w.maya.linkRef})
		w.must(err)
		return string(c.ID)
	}
	good := mint(w.acme.ID, 1)
	for name, tc := range map[string]struct {
		query, want, verdict string
	}{
		"all is well":               {"key=" + secret + "&click_id=" + good + "&transaction_id=D-1&amount=50.00&currency=EUR", "accepted", "accepted"},
		"no secret":                 {"click_id=" + good + "&transaction_id=D-1&amount=50", "secret_missing", "refused"},
		"a wrong secret":            {"key=pbs_nobodys&click_id=" + good + "&transaction_id=D-1&amount=50", "secret_wrong", "refused"},
		"another program's secret":  {"key=" + foreign + "&click_id=" + good + "&transaction_id=D-1&amount=50", "secret_of_other_program", "accepted"},
		"no transaction":            {"key=" + secret + "&click_id=" + good + "&amount=50", "transaction_missing", "refused"},
		"nobody named":              {"key=" + secret + "&transaction_id=D-2&amount=50", "click_missing", "unattributed"},
		"a macro left":              {"key=" + secret + "&click_id={click_id}&transaction_id=D-1&amount=50", "macro_not_replaced", "rejected"},
		"another currency":          {"key=" + secret + "&click_id=" + good + "&transaction_id=D-1&amount=50&currency=USD", "rate_missing", "parked"},
		"another than the order's":  {"key=" + secret + "&event=refund&transaction_id=D-9&order_id=M-1&amount=5&currency=USD", "currency_not_of_order", "rejected"},
		"no currency at all":        {"key=" + secret + "&click_id=" + good + "&transaction_id=D-1&amount=50&currency=EURO", "currency_unreadable", "refused"},
		"an unknown event":          {"key=" + secret + "&event=bought&click_id=" + good + "&transaction_id=D-1&amount=50", "event_unknown", "refused"},
		"an amount with a comma":    {"key=" + secret + "&click_id=" + good + "&transaction_id=D-1&amount=1.299,90", "amount_unreadable", "refused"},
		"no amount":                 {"key=" + secret + "&click_id=" + good + "&transaction_id=D-1", "amount_missing", "rejected"},
		"a forged click":            {"key=" + secret + "&click_id=" + good[:30] + flipped(good[30:31]) + good[31:] + "&transaction_id=D-1&amount=50", "click_", "unattributed"},
		"another program's click":   {"key=" + secret + "&click_id=" + mint(w.rival.ID, 1) + "&transaction_id=D-1&amount=50", "click_forged", "unattributed"},
		"a click in lower case":     {"key=" + secret + "&click_id=" + strings.ToLower(good) + "&transaction_id=D-1&amount=50", "click_lower_case", "unattributed"},
		"a click that was cut":      {"key=" + secret + "&click_id=" + good[:40] + "&transaction_id=D-1&amount=50", "click_cut", "unattributed"},
		"a click of last year":      {"key=" + secret + "&click_id=" + mint(w.acme.ID, 300) + "&transaction_id=D-1&amount=50", "unattributed_click_outside_window", "unattributed"},
		"a repeated event":          {"key=" + secret + "&click_id=" + good + "&transaction_id=M-1&amount=100.00", "duplicate", "duplicate"},
		"the same id, other amount": {"key=" + secret + "&click_id=" + good + "&transaction_id=M-1&amount=99.00", "conflict", "conflict"},
		"a refund too early":        {"key=" + secret + "&event=refund&transaction_id=R-1&order_id=NEW-1", "parked", "parked"},
		"a name in capitals":        {"key=" + secret + "&Click_ID=" + good + "&transaction_id=D-1&amount=50", "parameter_unknown", "unattributed"},
		"a name of another network": {"key=" + secret + "&cid=" + good + "&tid=D-1&sum=50", "parameter_alias", "accepted"},
		"the same twice":            {"key=" + secret + "&click_id=" + good + "&cid=x&transaction_id=D-1&amount=50", "parameter_twice", "accepted"},
	} {
		t.Run(name, func(t *testing.T) {
			body := `{"url":"https://partners.example/postback?` + tc.query + `"}`
			got := w.manage(http.MethodPost, "/doctor/check", body, http.StatusOK)
			if !slices.ContainsFunc(got.codes(), func(c string) bool { return strings.HasPrefix(c, tc.want) }) {
				t.Errorf("%v, want %s", got.codes(), tc.want)
			}
			got.is("verdict", tc.verdict)
			if strings.Contains(got.String(), secret) || strings.Contains(got.String(), foreign) {
				t.Error("the answer shows the secret")
			}
		})
	}
	before := w.everything()
	w.manage(http.MethodPost, "/doctor/check", `{"fields":{"click_id":"`+good+`","transaction_id":"D-1","amount":"50"}}`, http.StatusOK).is("commissions.0.amount.amount", "1000")
	w.manage(http.MethodPost, "/doctor/check", `{"report":{"event":"sale","click_id":"`+good+`","transaction_id":"D-1","amount":{"amount":5000,"currency":"EUR"}}}`, http.StatusOK).is("worst", "good")
	w.manage(http.MethodPost, "/doctor/check", `{"url":"curl -s 'https://partners.example/postback?key=`+secret+`&click_id=`+url.QueryEscape(good)+`&transaction_id=D-1&amount=50' -o /dev/null"}`, http.StatusOK).is("verdict", "accepted")
	w.manage(http.MethodPost, "/doctor/check", `{"url":"http://partners.example/postbacks?amount=%zz"}`, http.StatusOK).is("worst", "error")
	if len(w.everything()) != len(before) {
		t.Error("the doctor left something behind")
	}
}

func TestTheTestRunGoesFromClickToCommissionAndLeavesNothing(t *testing.T) {
	t.Parallel()
	for _, status := range []program.Status{program.Live, program.Paused} {
		t.Run(string(status), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			if status == program.Paused {
				w.paused()
			}
			w.manage(http.MethodPost, "/doctor/run", `{}`, http.StatusOK) // the first one ticks the checklist
			before := w.everything()
			got := w.manage(http.MethodPost, "/doctor/run", `{"amount":"80.00"}`, http.StatusOK)
			got.is("passed", "true")
			for i, step := range []string{"link", "click", "report", "commission", "kept"} {
				got.is("steps."+string(rune('0'+i))+".step", step)
				got.is("steps."+string(rune('0'+i))+".ok", "true")
			}
			got.is("diagnosis.commissions.0.amount.amount", "1600")
			if opens := got.at("steps.1.values.opens").String(); !strings.Contains(opens, "https://acme.example/") || !strings.Contains(opens, got.at("steps.1.values.click_id").String()) {
				t.Errorf("the test visitor is sent to %s", opens)
			}
			if !slices.Contains(got.at("diagnosis").codes(), "click_test") {
				t.Error("it was no test click")
			}
			if after := w.everything(); len(after) != len(before) {
				t.Errorf("%d items before, %d after", len(before), len(after))
			}
		})
	}
}

func TestTheTestRunSaysWhereItStopped(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.manage(http.MethodPost, "/doctor/run", `{"event":"lead"}`, http.StatusOK)
	got.is("passed", "false")
	got.is("steps.3.step", "commission")
	w.manage(http.MethodPost, "/doctor/run", `{"partner_id":"nonsense"}`, http.StatusNotFound)
}

func TestTheLiveViewShowsWhatWasKeptAndWhatWasRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must(store.Refusals{T: w.table}.Keep(w.ctx, "req_1", doctor.Refusal{
		Program: w.acme.ID, Request: "amount=1%2C5", At: w.clock.Now().Add(time.Second), Source: conversion.Postback, Code: "conversion.invalid",
		Fields: []fault.Field{{Location: "amount", Message: "is no amount"}},
	}))
	got := w.manage(http.MethodGet, "/doctor/incoming", "", http.StatusOK)
	got.is("data.0.verdict", "refused")
	got.is("data.0.errors.0.location", "amount")
	if text := got.String(); !strings.Contains(text, "M-1") || strings.Contains(text, "O-1") {
		t.Errorf("%s", text)
	}
}
