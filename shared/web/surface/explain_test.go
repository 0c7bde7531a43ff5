package surface_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// unsaid are words that no explanation to a partner holds (F88): of rules,
// scores and reviews, and of what is the program's own.
func unsaid() []string {
	return []string{
		"fraud", "score", "risk", "self_referral", "self-referral", "awaiting_merchant", "browser_claim", "signal", "margin", "budget", "holdback rate", "dedupe",
		"duplicate", "another partner", "other partner", "rule", "threshold", "two cards",
	}
}

// TestEveryExplanationIsForItsReader tells a partner's story in all its turns
// and reads every explanation of it.
func TestEveryExplanationIsForItsReader(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	base := "/api/m/" + string(w.acme.ID)
	var all []id.Commission
	w.pending()
	all = append(all, w.maya.commission)
	w.manage(http.MethodPost, "/commissions/hold", `{"ids":["{commission}"],"reason":"Two cards of one name"}`, http.StatusOK)
	w.held()
	all = append(all, w.maya.commission)
	w.sell(w.acme, w.maya, "M-5", 5_000)
	all = append(all, w.maya.commission)
	w.manage(http.MethodPost, "/commissions/decline", `{"ids":["{commission}"],"reason":"The order was a test"}`, http.StatusOK)
	w.sell(w.acme, w.maya, "M-6", 6_000)
	all = append(all, w.maya.commission)
	part := money.Must(1_000, "EUR")
	w.report(w.acme, conversion.Report{Kind: conversion.Refund, Transaction: "R-6", Order: "M-6", Amount: &part})
	for _, n := range []int64{700, -300} {
		a, err := commission.Adjuster{Decider: w.decider}.Award(w.ctx, commission.Draft{
			Account: ledger.Account{Program: w.acme.ID, Partner: w.maya.partner, Currency: "EUR"}, Kind: commission.Manual, Amount: money.Must(n, "EUR"),
			Key: money.Must(n, "EUR").Decimal(), Name: "Goodwill", Reason: "A lost sale", Actor: string(w.acme.boss), Day: "2026-03-10", EventAt: w.clock.Now(),
		})
		w.must(err)
		all = append(all, a.ID)
	}
	for _, c := range all {
		w.maya.commission = c
		text := w.do(w.maya.user, http.MethodGet, mine+"/commissions/{commission}", "", http.StatusOK)
		if text.size("explanation") == 0 {
			t.Errorf("%s has no explanation", c)
		}
		hides(t, text.at("explanation").String()+text.at("expected").String()+text.at("reason").String())
		w.do(w.acme.boss, http.MethodGet, base+"/commissions/"+string(c), "", http.StatusOK)
	}
}

func TestWhatEarnedNothingIsExplained(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	amount := money.Must(5_000, "EUR")
	lead := conversion.Report{Kind: conversion.Lead, Transaction: "L-1", Clicks: clickID(w.maya.linkRef, w.clock.Now())}
	w.report(w.acme, lead)
	late := conversion.Report{
		Program: w.acme.ID, Source: conversion.Postback, Kind: conversion.Sale, Transaction: "S-9", Amount: &amount, Masked: "z•••@zed.example",
		Clicks: clickID(w.maya.linkRef, w.clock.Now().Add(-200*24*time.Hour)),
	}
	_, err := w.processor.Process(w.ctx, late)
	w.must(err)
	got := w.do(w.maya.user, http.MethodGet, mine+"/missed", "", http.StatusOK)
	if got.size("data") != 2 {
		t.Fatalf("it is %s", got.at("data"))
	}
	text := got.at("data").String()
	hides(t, text)
	for _, part := range []string{"No offer that was in force", "too long before it"} {
		if !strings.Contains(text, part) {
			t.Errorf("nothing says %q: %s", part, text)
		}
	}
	if strings.Contains(text, "zed.example") {
		t.Error("the customer of nobody is shown")
	}
	if other := w.do(w.noah.user, http.MethodGet, strings.Replace(mine, "{partner}", string(w.noah.partner), 1)+"/missed", "", http.StatusOK); other.size("data") != 0 {
		t.Errorf("somebody else reads %s", other.at("data"))
	}
}

func hides(t *testing.T, text string) {
	t.Helper()
	text = strings.ReplaceAll(text, "rule:", "") // the name of the field
	for _, word := range unsaid() {
		if strings.Contains(strings.ToLower(text), word) {
			t.Errorf("a partner reads %q in %s", word, text)
		}
	}
}

func TestWhatIsExpectedIsAddedUpByWeek(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pending() // 50.00 at 20 %, due on 10 April
	w.held()
	got := w.do(w.maya.user, http.MethodGet, mine+"/projection?weeks=6", "", http.StatusOK)
	got.is("weeks.0.from", "2026-03-10")
	got.is("weeks.0.to", "2026-03-15")
	got.is("weeks.4.amount.amount", "1000")
	got.is("weeks.4.count", "1")
	got.is("days.0.amount.amount", "1000")
	got.is("undated.amount", "800")
	near := w.do(w.maya.user, http.MethodGet, mine+"/projection?weeks=2", "", http.StatusOK)
	near.is("later.amount", "1000")
	near.is("weeks.1.amount.amount", "0")
	w.do(w.maya.user, http.MethodGet, mine+"/projection?weeks=60", "", http.StatusUnprocessableEntity)
}

func TestAPartnersListSpeaksTheProgramsWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pending()
	list := w.do(w.maya.user, http.MethodGet, mine+"/commissions?said=pending", "", http.StatusOK)
	list.is("data.0.said", "pending")
	if list.size("data") != 1 {
		t.Errorf("pending are %s", list.at("data"))
	}
	if n := w.do(w.maya.user, http.MethodGet, mine+"/commissions?said=earned", "", http.StatusOK).size("data"); n != 0 {
		t.Errorf("%d are called earned", n)
	}
}
