package surface_test

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

const mine = "/api/p/{partner}/programs/{program}"

func TestTheHomeShowsEachProgramAndAddsUpNoCurrencies(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.enrollments.Join(w.ctx, w.rival.ID, partner.Partner{ID: w.maya.partner, Name: w.maya.name}, enrollment.Applicant{User: identity.User{ID: w.maya.user}}, nil)
	w.must(err)
	_, err = w.enrollments.Approve(w.ctx, w.rival.ID, w.maya.partner, "usr_x")
	w.must(err)
	got := w.do(w.maya.user, http.MethodGet, "/api/p/{partner}/programs", "", http.StatusOK)
	if got.size("data") != 2 || got.size("totals") != 2 {
		t.Fatal(got)
	}
	got.is("totals.0.currency", "EUR")
	got.is("totals.0.earnings.amount", "2000")
	got.is("totals.0.in_transit.amount", "2000")
	got.is("totals.1.currency", "USD")
	got.is("totals.1.earnings.amount", "0")
}

func TestAnApplicantSeesWhereItsApplicationStandsAndNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.do(w.lena.user, http.MethodGet, "/api/p/"+string(w.lena.partner)+"/programs", "", http.StatusOK)
	got.is("data.0.status", string(enrollment.InReview))
	_, err := w.enrollments.Reject(w.ctx, w.acme.ID, w.lena.partner, "Too small", "usr_x")
	w.must(err)
	got = w.do(w.lena.user, http.MethodGet, "/api/p/"+string(w.lena.partner)+"/programs", "", http.StatusOK)
	got.is("data.0.status", "rejected")
	got.is("data.0.reason", "Too small")
}

func TestTheSummary(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.do(w.maya.user, http.MethodGet, mine+"/summary", "", http.StatusOK)
	for path, want := range map[string]string{
		"current.earnings.amount": "2000", "current.revenue.amount": "10000", "current.sales": "1", "current.conversions": "1", "current.clicks": "0",
		"previous.earnings.amount": "0", "wallet.in_transit.amount": "2000", "wallet.available.amount": "0", "wallet.next_payout_on": "2026-04-01", "wallet.method_set": "true",
		"from": "2026-02-09", "to": "2026-03-10", "default_link.default": "true", "offers.0.reward.basis_points": "2000", "features.custom_links": "true",
		"series.29.day": "2026-03-10", "series.29.earnings.amount": "2000",
	} {
		got.is(path, want)
	}
	if got.size("series") != 30 {
		t.Errorf("%d days", got.size("series"))
	}
	for _, unknown := range []string{"epc", "conversion_rate_basis_points"} {
		if v := got.at("current." + unknown).value; v != nil {
			t.Errorf("without clicks, %s is %v", unknown, v)
		}
	}
	w.do(w.maya.user, http.MethodGet, mine+"/summary?from=2026-03-10&to=2026-03-01", "", http.StatusUnprocessableEntity)
	w.do(w.maya.user, http.MethodGet, mine+"/summary?period=today", "", http.StatusOK).is("from", "2026-03-10")
}

func TestTheStoryOfACommission(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pending()
	got := w.do(w.maya.user, http.MethodGet, mine+"/commissions/{commission}", "", http.StatusOK)
	type step struct {
		state, at string
		done      bool
	}
	steps := func(a answer) (out []step) {
		for i := range a.size("timeline") {
			s := a.at("timeline").value.([]any)[i].(map[string]any)
			at, _ := s["at"].(string)
			out = append(out, step{s["state"].(string), strings.TrimSuffix(at, "T00:00:00Z"), s["done"].(bool)})
		}
		return out
	}
	now := start.Format(time.RFC3339)
	want := []step{{"recorded", now, true}, {"pending", now, true}, {"approved", "2026-04-10", false}, {"paid", "2026-05-01", false}}
	if d := cmp.Diff(want, steps(got), cmp.AllowUnexported(step{})); d != "" {
		t.Error(d)
	}
	got.is("sale.amount", "5000")
	got.is("amount.amount", "1000")
	got.is("explanation.0.rule", "attribution")
	got.is("explanation.2.text", "It pays 20 % of 50.00 EUR, which is 10.00 EUR, rounded half to even.")
	got.is("explanation.3.text", "It is held back until 2026-04-10, in case the customer gets the money back.")

	amount := money.Must(2_500, "EUR")
	w.report(w.acme, conversion.Report{Kind: conversion.Refund, Transaction: "R-2", Order: "M-2", Amount: &amount})
	got = w.do(w.maya.user, http.MethodGet, mine+"/commissions/{commission}", "", http.StatusOK)
	got.is("status", "pending")
	got.is("reversed_amount.amount", "500")
	got.is("explanation.4.text", "5.00 EUR of it were taken back: refund.")
	w.report(w.acme, conversion.Report{Kind: conversion.Refund, Transaction: "R-3", Order: "M-2"})
	got = w.do(w.maya.user, http.MethodGet, mine+"/commissions/{commission}", "", http.StatusOK)
	got.is("status", "declined")
	got.is("timeline.2.reason", "refund")
}

func TestAListIsReadPageByPageEachRowOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, txn := range []string{"P-1", "P-2", "P-3", "P-4"} {
		w.clock.Advance(time.Minute)
		w.sell(w.acme, w.maya, txn, 1_000)
	}
	seen := map[string]bool{}
	query := "?limit=2"
	for pages := 1; ; pages++ {
		got := w.do(w.maya.user, http.MethodGet, mine+"/commissions"+query, "", http.StatusOK)
		for i := range got.size("data") {
			row := got.at("data").value.([]any)[i].(map[string]any)["id"].(string)
			if seen[row] {
				t.Errorf("%s came twice", row)
			}
			seen[row] = true
		}
		next := got.at("next_cursor").String()
		if next == "" {
			break
		}
		if pages > 5 || strings.Contains(next, "COM") {
			t.Fatal("the list does not end, or its cursor is a key:", next)
		}
		query = "?limit=2&cursor=" + url.QueryEscape(next)
		w.do(w.noah.user, http.MethodGet, strings.Replace(mine, "{partner}", string(w.noah.partner), 1)+"/commissions"+query, "", http.StatusBadRequest)
	}
	if len(seen) != 5 {
		t.Errorf("%d rows", len(seen))
	}
	w.do(w.maya.user, http.MethodGet, mine+"/commissions?status=paid", "", http.StatusOK).is("has_more", "false")
}

func TestTheFileOfCommissionsRunsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for i, masked := range []string{"=1+1", " +SUM(A1)", "-2+3", "@x", "\tx", "＝1", `"=1`, "h•••@a.example"} {
		amount := money.Must(1_000, "EUR")
		w.report(w.acme, conversion.Report{
			Kind: conversion.Sale, Transaction: "F-" + string(rune('a'+i)), Amount: &amount, Masked: masked, Clicks: clickID(w.maya.linkRef, w.clock.Now()), OccurredAt: w.clock.Now(),
		})
	}
	rec := w.call(w.maya.user, http.MethodGet, fill(mine+"/commissions.csv", w.acme, w.maya.partner, w.maya), "")
	if got := rec.Header().Get("Content-Type") + rec.Header().Get("Content-Disposition"); got != `text/csv; charset=utf-8attachment; filename="commissions-acme.csv"` {
		t.Error(got)
	}
	text, ok := strings.CutPrefix(rec.Body.String(), "\uFEFF")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if !ok || err != nil || len(rows) != 10 {
		t.Fatal(ok, err, rows)
	}
	var customers []string
	for _, r := range rows[1:] {
		customers = append(customers, r[4])
		if r[7] != "2.00" && r[7] != "20.00" {
			t.Errorf("an amount is %q", r[7])
		}
	}
	safe := 0
	for _, c := range customers {
		if strings.HasPrefix(c, "'") {
			safe++
		} else if c != "h•••@a.example" && c != "h•••@m-1.example" {
			t.Errorf("%q is left as it came", c)
		}
	}
	if safe != 7 {
		t.Errorf("%d of 7 cells are made safe: %q", safe, customers)
	}
}

func TestWhereADeepLinkMayLead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.do(w.maya.user, http.MethodPost, mine+"/links/preview", `{"destination":"https://shop.acme.example/a?b=1","sub1":"mail & more"}`, http.StatusOK)
	got.is("destination", "https://shop.acme.example/a?b=1&sub1=mail+%26+more")
	u, err := url.Parse(got.at("url").String())
	if err != nil || u.Query().Get("to") != "https://shop.acme.example/a?b=1" || u.Query().Get("sub1") != "mail & more" || !strings.HasPrefix(u.Path, "/r/") {
		t.Error(u, err)
	}
	for _, to := range []string{"https://evil.example/", "http://acme.example/", "https://acme.example@evil.example/", "javascript:alert(1)", ""} {
		got := w.do(w.maya.user, http.MethodPost, mine+"/links/preview", `{"destination":"`+to+`"}`, http.StatusUnprocessableEntity)
		got.is("code", "link.bad_destination")
		got.is("errors.0.location", "body.destination")
	}
}

func TestLinksAreMadeNamedAndSwitchedOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	made := w.do(w.maya.user, http.MethodPost, mine+"/links", `{"name":"Spring","key":"spring","sub1":"mail","utm":{"source":"maya"}}`, http.StatusCreated)
	made.is("url", "https://partners.example/r/spring")
	made.is("utm.source", "maya")
	path := mine + "/links/" + made.at("id").String()
	if rec := w.callWith(string(w.maya.user), http.MethodPatch, fill(path, w.acme, w.maya.partner, w.maya), `{"active":false}`, map[string]string{"If-Match": `"9"`}); rec.Code != http.StatusConflict {
		t.Errorf("somebody else's version: %d", rec.Code)
	}
	w.do(w.maya.user, http.MethodPatch, path, `{"active":false,"name":"Winter"}`, http.StatusOK).is("active", "false")
	all := w.do(w.maya.user, http.MethodGet, mine+"/links", "", http.StatusOK)
	all.is("custom_used", "1")
	all.is("custom_limit", "50")
	all.is("allowed_hosts", "[acme.example shop.acme.example]")
	all.is("data.0.default", "true")
	all.is("data.0.commission.amount", "2000")
	all.is("data.1.name", "Winter")
	w.do(w.maya.user, http.MethodPost, mine+"/links", `{"name":"Again","key":"spring"}`, http.StatusConflict).is("code", "link.key_taken")
}

func TestACodeLeadsWhereItsLinkDoesAndSaysThatItIsOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := fill(mine+"/links/{link}/qr.", w.acme, w.maya.partner, w.maya)
	shown := w.do(w.maya.user, http.MethodGet, mine+"/links/{link}", "", http.StatusOK).at("url").String()
	for ending, media := range map[string]string{"svg": "image/svg+xml", "png": "image/png"} {
		got := w.call(w.maya.user, http.MethodGet, path+ending, "")
		if got.Header().Get("Content-Type") != media || !strings.Contains(got.Body.String(), shown+"?qr=1") {
			t.Errorf("%s: %v %s", ending, got.Header(), got.Body)
		}
	}
}

func TestThePayoutMethodIsMaskedAndWaitsAfterAChange(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.do(w.maya.user, http.MethodGet, "/api/p/{partner}/payout-method", "", http.StatusOK)
	got.is("usable", "true")
	got = w.do(w.maya.user, http.MethodPut, "/api/p/{partner}/payout-method", `{"rail":"manual","holder":"Maya","free_text":"DE99 5555 6666"}`, http.StatusOK)
	got.is("masked", "•••• 6666")
	got.is("usable", "false")
	w.clock.Advance(72 * time.Hour)
	w.do(w.maya.user, http.MethodGet, "/api/p/{partner}/payout-method", "", http.StatusOK).is("usable", "true")
	w.do(w.maya.user, http.MethodPut, "/api/p/{partner}/payout-method", `{"rail":"manual","holder":"Maya\nX","free_text":"DE99 5555"}`, http.StatusUnprocessableEntity).is("errors.0.location", "body.holder")
}

func TestAPartnersPayoutsAreOfTheProgramThatIsAskedFor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.enrollments.Join(w.ctx, w.rival.ID, partner.Partner{ID: w.maya.partner, Name: w.maya.name}, enrollment.Applicant{User: identity.User{ID: w.maya.user}}, nil)
	w.must(err)
	_, err = w.enrollments.Approve(w.ctx, w.rival.ID, w.maya.partner, "usr_x")
	w.must(err)
	w.do(w.maya.user, http.MethodGet, mine+"/payouts", "", http.StatusOK).is("data.0.amount.amount", "2000")
	elsewhere := strings.Replace(mine, "{program}", string(w.rival.ID), 1)
	if got := w.do(w.maya.user, http.MethodGet, elsewhere+"/payouts", "", http.StatusOK); got.size("data") != 0 {
		t.Error(got)
	}
	w.do(w.maya.user, http.MethodGet, elsewhere+"/payouts/{payout}", "", http.StatusNotFound)
}

func TestNonsenseIsRefusedAndNeverBreaksAnything(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	bodies := []string{"", "{}", "[]", "null", `"x"`, "{", `{"x":1}`, `{"ids":[]}`, `{"ids":null}`, `{"name":7}`, "{\"name\":\"\xff\"}", strings.Repeat(`{"a":`, 100) + "1" + strings.Repeat("}", 100), `{"name":"` + strings.Repeat("x", 300_000) + `"}`}
	queries := []string{"?limit=0", "?limit=100000", "?cursor=x", "?from=yesterday", "?status=gone", "?unknown=1", "?period=ever"}
	for _, r := range append(partnerRoutes(), managerRoutes()...) {
		w.nonsense(r, bodies, queries)
	}
}

func (w *world) nonsense(r httpkit.Route, bodies, queries []string) {
	w.t.Helper()
	caller := w.maya.user
	if strings.HasPrefix(r.Path, "/api/m/") {
		caller = w.acme.boss
	}
	path := fill(r.Path, w.acme, w.maya.partner, w.maya)
	if r.Method == http.MethodGet {
		bodies = []string{""}
	}
	for _, body := range bodies {
		if got := w.call(caller, r.Method, path, body); got.Code >= 500 {
			w.t.Errorf("%s %s with %.40q: %d\n%s", r.Method, r.Path, body, got.Code, w.log.String())
		}
	}
	for _, q := range queries {
		got := w.call(caller, r.Method, path+q, "")
		if got.Code >= 500 || r.Method == http.MethodGet && got.Code < 400 {
			w.t.Errorf("%s %s%s: %d %s", r.Method, r.Path, q, got.Code, got.Body)
		}
	}
}
