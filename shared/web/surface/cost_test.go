package surface_test

import (
	"net/http"
	"strconv"
	"testing"
)

func TestTheMonthCostsWhatWasMeteredTimesTheListPrices(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.manage(http.MethodGet, "/cost", "", http.StatusOK)
	got.is("state", "no_budget")
	got.is("region", "us-east-1")
	var sum float64
	for i := range got.size("acts") {
		sum += got.at("acts." + strconv.Itoa(i) + ".total_nano_usd").value.(float64)
	}
	if total := got.at("total_nano_usd").value.(float64); sum == 0 || total != sum {
		t.Errorf("%v is not the sum %v", total, sum)
	}
	w.manage(http.MethodPut, "/cost/budget", `{"budget_cents":100}`, http.StatusOK)
	w.manage(http.MethodGet, "/cost", "", http.StatusOK).is("state", "within")
}

func TestAReplayIsPublishedAsItWasSeen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const proposal = `"from":"2026-03-01","to":"2026-03-31","attribution":{"model":"last","window_days":45,"coupon_wins":false},"offers":[{"offer_id":"{offer}","rate_basis_points":2500}]`
	seen := w.manage(http.MethodPost, "/replay", `{`+proposal+`}`, http.StatusOK)
	summed := `"seen":{"conversions":` + seen.at("conversions").String() + `,"changed":` + seen.at("changed").String() + `,"then":{"amount":` + seen.at("then.amount").String() + `,"currency":"EUR"},"now":{"amount":`
	w.manage(http.MethodPost, "/replay/publish", `{`+proposal+`,`+summed+`1,"currency":"EUR"}}}`, http.StatusConflict).is("code", "replay.changed")
	right := `{` + proposal + `,` + summed + seen.at("now.amount").String() + `,"currency":"EUR"}}}`
	done := w.manage(http.MethodPost, "/replay/publish", right, http.StatusOK)
	done.is("attribution", "true")
	done.is("offers.0", string(w.acme.offer))
	w.manage(http.MethodGet, "/settings", "", http.StatusOK).is("attribution.window_days", "45")
	offers := w.manage(http.MethodGet, "/offers", "", http.StatusOK)
	offers.is("data.0.current.reward.basis_points", "2500")
	again := w.manage(http.MethodPost, "/replay/publish", right, http.StatusOK)
	again.is("attribution", "false")
	if again.size("offers") != 0 {
		t.Errorf("published twice: %s", again.String())
	}
}

func TestAnOfferShowsHowMuchOfItsBudgetIsGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const body = `{"name":"Capped","action":"sale","reward":{"kind":"percent","basis_points":2000},"caps":[{"of":"offer","per":"all","amount":{"amount":50000,"currency":"EUR"}}]}`
	w.manage(http.MethodPost, "/offers/{offer}/versions", body, http.StatusCreated)
	w.sell(w.acme, w.maya, "B-1", 10_000)
	got := w.manage(http.MethodGet, "/offers", "", http.StatusOK)
	got.is("data.0.budgets.0.limit.amount", "50000")
	got.is("data.0.budgets.0.spent.amount", "2000")
	got.is("data.0.budgets.0.per", "all")
}

func TestClicksAreShownByTheRulesOfOtherProducts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.manage(http.MethodGet, "/counting?period=7d", "", http.StatusOK)
	if got.size("days") != 7 || got.size("rules") != 5 {
		t.Error(got.String())
	}
	got.is("rules.0.key", "everflow")
	got.is("rules.0.minutes", "1440")
}
