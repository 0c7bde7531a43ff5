package surface_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// enough is how many answers Q-14 wants recorded.
const enough = 1000

// scenes are the states in which partners look at what is theirs.
func scenes() map[string]func(*world) {
	return map[string]func(*world){
		"as it begins": func(*world) {}, "a commission is held back": (*world).pending, "the merchant is not sure": (*world).held,
		"a manager holds one":                   func(w *world) { w.pending(); w.decide("hold", planted+"-hold") },
		"a manager let one go again":            func(w *world) { w.pending(); w.decide("hold", planted+"-hold"); w.decide("release", "") },
		"one that was held is declined":         func(w *world) { w.pending(); w.decide("hold", planted+"-hold"); w.decide("decline", "Not a customer") },
		"one that was held is taken back":       func(w *world) { w.decide("reverse", "Returned") },
		"one that is held was refunded in part": func(w *world) { w.pending(); w.refund("M-2", 1_000); w.decide("hold", planted+"-hold") },
		"a run is exported":                     (*world).exported, "a payout failed": (*world).failed, "a payout was made": (*world).paidOut, "nobody knows of a payout": (*world).unclear,
		"a run found a payout by hand":   func(w *world) { w.unclear(); w.resolve() },
		"money was asked for":            (*world).withdrawn,
		"a payout is not collected":      (*world).uncollected,
		"a tax form was given":           (*world).taxed,
		"the book is signed":             (*world).signed,
		"partners are paid for partners": (*world).invites,
	}
}

// decide makes a manager's decision of Maya's commission.
func (w *world) decide(verb, reason string) {
	w.t.Helper()
	body := `{"ids":["{commission}"]`
	if reason != "" {
		body += `,"reason":"` + reason + `"`
	}
	w.do(w.acme.boss, http.MethodPost, "/api/m/{program}/commissions/"+verb, body+"}", http.StatusOK).is("done", "1")
}

// refund takes back a part of what a customer paid.
func (w *world) refund(txn string, minor int64) {
	w.t.Helper()
	amount := money.Must(minor, w.acme.Currency)
	w.report(w.acme, conversion.Report{Kind: conversion.Refund, Transaction: "r-" + txn, Order: txn, Amount: &amount, OccurredAt: w.clock.Now()})
}

// resolve says that a payout was made, with what a manager found out.
func (w *world) resolve() {
	w.t.Helper()
	w.do(w.acme.boss, http.MethodPost, "/api/m/{program}/payout-exceptions/{payout}/resolve", `{"paid":true,"evidence":"`+planted+`-evidence"}`, http.StatusOK)
}

// TestAThousandAnswersTellPartnersNothingThatIsNotTheirs records what the
// partners of a program in which secrets are planted are answered, sent and
// mailed, in every state, and looks for the secrets.
func TestAThousandAnswersTellPartnersNothingThatIsNotTheirs(t *testing.T) {
	t.Parallel()
	r := &tape{t: t, of: map[string]int{}, findings: map[string]bool{}}
	for name, scene := range scenes() {
		w := newWorld(t)
		w.t = t
		w.plant()
		scene(w)
		w.tell()
		w.outgoing(r, name)
		member := w.user("maya-member", identity.Membership{Partner: w.maya.partner, Role: identity.Member})
		for _, who := range []struct {
			as id.User
			of *someone
		}{{w.maya.user, w.maya}, {member, w.maya}, {w.noah.user, w.noah}, {w.lena.user, w.lena}} {
			secrets := w.secretsOf(who.of)
			for _, route := range partnerRoutes() {
				if route.Method != http.MethodGet {
					continue
				}
				w.recordAll(r, name, route, who.of, secrets, func(path string) *httptest.ResponseRecorder { return w.call(who.as, http.MethodGet, path, "") })
			}
		}
		for _, route := range keyedRoutes() {
			if route.Method == http.MethodGet {
				w.recordAll(r, name, route, w.noah, w.secretsOf(w.noah), func(path string) *httptest.ResponseRecorder { return w.byKey(w.noah.keyText, http.MethodGet, path, "") })
			}
			w.clock.Advance(time.Second)
		}
	}
	for kind, least := range map[string]int{"json": enough, "csv": 100, "pdf": 20, "xlsx": 20, "mail": 50, "postback": 50, "refusal": 100} {
		if r.of[kind] < least {
			t.Errorf("only %d texts are %s", r.of[kind], kind)
		}
	}
	t.Logf("%d texts: %v", r.kept, r.of)
}

// views are the questions that an operation answers in different ways.
func views(path string) []string {
	switch {
	case strings.HasSuffix(path, "/report"), strings.HasSuffix(path, "/report.csv"):
		return []string{"", "?by=month", "?by=link&compare=previous", "?by=offer", "?by=sub", "?by=device", "?by=country", "?by=referrer"}
	case strings.HasSuffix(path, "/summary"):
		return []string{"", "?period=today", "?period=lifetime"}
	case strings.HasSuffix(path, "/links"):
		return []string{"?limit=1", "?archived=true"}
	case strings.HasSuffix(path, "/commissions"):
		return []string{"?limit=1", "?status=held", "?status=declined", "?kind=bonuses"}
	}
	return []string{""}
}

// recordAll records an operation in all its views, and all pages of a list.
func (w *world) recordAll(r *tape, scene string, route httpkit.Route, o *someone, secrets map[string]string, get func(string) *httptest.ResponseRecorder) {
	w.t.Helper()
	for _, view := range views(route.Path) {
		path := fill(route.Path+view, w.acme, o.partner, o)
		for next := path; next != ""; {
			got := get(next)
			if got.Code >= http.StatusInternalServerError {
				w.t.Fatalf("%s: %s: %d %s\n%s", scene, next, got.Code, got.Body, w.log.String())
			}
			media := got.Header().Get("Content-Type")
			r.add(kindOf(got.Code, media), route.ID+", where "+scene, w.unpublished(route.ID, secrets), got.Body.Bytes(), media)
			next = w.following(path, got)
		}
	}
}

// following is where the page after this one is, "" when there is none.
func (w *world) following(path string, got *httptest.ResponseRecorder) string {
	w.t.Helper()
	if got.Code != http.StatusOK || !strings.Contains(got.Body.String(), `"has_more":true`) {
		return ""
	}
	var list struct {
		Next string `json:"next_cursor"`
	}
	w.read(got.Body.Bytes(), &list)
	if strings.Contains(path, "?") {
		return path + "&cursor=" + url.QueryEscape(list.Next)
	}
	return path + "?cursor=" + url.QueryEscape(list.Next)
}

func kindOf(status int, media string) string {
	if status >= http.StatusBadRequest {
		return "refusal"
	}
	for _, kind := range []string{"json", "csv", "pdf", "spreadsheetml", "image"} {
		if strings.Contains(media, kind) {
			return strings.Replace(kind, "spreadsheetml", "xlsx", 1)
		}
	}
	return media
}
