package surface_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// named is an operation that is told an id outside its path.
type named struct{ method, path, body string }

// namings are the operations that name something in a query or a body, by what
// it is; {} is where.
func namings() map[string][]named {
	const input = `{"name":"Fresh","action":"sale","reward":{"kind":"percent","basis_points":1000},"rates":[{"for":{"`
	return map[string][]named{
		"program": {
			{http.MethodGet, "/api/p/{partner}/reporting?program={}", ""},
			{http.MethodGet, "/api/p/{partner}/reporting.csv?program={}", ""},
			{http.MethodGet, "/api/p/{partner}/reporting/commissions?program={}", ""},
			{http.MethodGet, "/api/p/{partner}/reporting/commissions.csv?program={}", ""},
		},
		"link": {
			{http.MethodGet, mine + "/report?link={}", ""}, {http.MethodGet, mine + "/report.csv?link={}", ""}, {http.MethodGet, "/api/m/{program}/report?link={}", ""},
		},
		"offer": {
			{http.MethodGet, mine + "/report?offer={}", ""},
			{http.MethodPost, mine + "/links", `{"name":"Mine","offer_id":"{}"}`},
			{http.MethodGet, "/api/m/{program}/report?offer={}", ""},
			{http.MethodPost, "/api/m/{program}/coupons", `{"code":"FRESH","partner_id":"{partner}","offer_id":"{}"}`},
			{http.MethodPost, "/api/m/{program}/offers/simulate", `{"amount":{"amount":10000,"currency":"EUR"},"offer_id":"{}"}`},
			{http.MethodPost, "/api/m/{program}/replay", `{"from":"2026-03-01","to":"2026-03-31","offers":[{"offer_id":"{}","draft":` + input + `product":"x"},"reward":{"kind":"percent","basis_points":500}}]}}]}`},
		},
		"partner": {
			{http.MethodGet, "/api/m/{program}/coupons?partner={}", ""},
			{http.MethodGet, "/api/m/{program}/report?partner={}", ""},
			{http.MethodGet, "/api/m/{program}/commissions?partner={}", ""},
			{http.MethodGet, "/api/m/{program}/invoices?partner={}", ""},
			{http.MethodGet, "/api/m/{program}/documents/accounts/ledger.csv?partner={}", ""},
			{http.MethodPost, "/api/m/{program}/adjustments", `{"key":"a-key-of-mine","partner":"{}","amount":{"amount":500,"currency":"EUR"},"name":"Goodwill","reason":"A lost sale"}`},
			{http.MethodPost, "/api/m/{program}/coupons", `{"code":"FRESH","partner_id":"{}"}`},
			{http.MethodPost, "/api/m/{program}/old-links", `{"tokens":[{"token":"old","partner":"{}"}]}`},
			{http.MethodPost, "/api/m/{program}/placements", `{"partners":["{}"],"locked":true}`},
			{http.MethodPost, "/api/m/{program}/offers", input + `partner_id":"{}"},"reward":{"kind":"percent","basis_points":500}}]}`},
			{http.MethodPost, "/api/m/{program}/offers/simulate", `{"amount":{"amount":10000,"currency":"EUR"},"partner_id":"{}"}`},
			{http.MethodPost, "/api/m/{program}/doctor/run", `{"partner_id":"{}"}`},
		},
		"group": {
			{http.MethodGet, "/api/m/{program}/partners?group={}", ""},
			{http.MethodPost, "/api/m/{program}/placements", `{"partners":["{partner}"],"group":"{}"}`},
			{http.MethodPost, "/api/m/{program}/promotions", `{"name":"Winter","starts_at":"2026-12-01T00:00:00Z","ends_at":"2026-12-08T00:00:00Z","groups":["{}"]}`},
			{http.MethodPost, "/api/m/{program}/spiffs", `{"name":"Push","from":"2026-05-01","to":"2026-05-31","goal":{"metric":"sales","threshold":5},"amount":{"amount":5000,"currency":"EUR"},"groups":["{}"]}`},
			{http.MethodPost, "/api/m/{program}/offers", input + `group_id":"{}"},"reward":{"kind":"percent","basis_points":500}}]}`},
		},
		"tier": {
			{http.MethodGet, "/api/m/{program}/partners?tier={}", ""},
			{http.MethodPost, "/api/m/{program}/placements", `{"partners":["{partner}"],"tier":"{}"}`},
			{http.MethodPost, "/api/m/{program}/offers", input + `tier_id":"{}"},"reward":{"kind":"percent","basis_points":500}}]}`},
		},
		"batch": {{http.MethodGet, "/api/m/{program}/payouts?batch={}", ""}},
		"commission": {
			{http.MethodPost, "/api/m/{program}/commissions/approve", `{"ids":["{}"]}`},
			{http.MethodPost, "/api/m/{program}/commissions/release", `{"ids":["{}"]}`},
			{http.MethodPost, "/api/m/{program}/commissions/hold", `{"ids":["{}"],"reason":"Odd"}`},
			{http.MethodPost, "/api/m/{program}/commissions/decline", `{"ids":["{}"],"reason":"Odd"}`},
			{http.MethodPost, "/api/m/{program}/commissions/reverse", `{"ids":["{}"],"reason":"Odd"}`},
		},
	}
}

func TestWhatIsNamedOfOthersAnswersLikeWhatIsNot(t *testing.T) {
	t.Parallel()
	for kind, calls := range namings() {
		for _, c := range calls {
			t.Run(kind+" "+c.method+" "+c.path, func(t *testing.T) {
				t.Parallel()
				var told [2]string
				for i := range told { // in a world of its own: what is accepted is there from then on
					w := newWorld(t)
					who, alien := w.acme.boss, map[string]string{
						"program": string(w.rival.ID), "link": string(w.otto.link), "offer": string(w.rival.offer), "partner": string(w.otto.partner),
						"group": string(w.rival.group), "tier": string(w.rival.tier), "batch": string(w.rival.batch), "commission": string(w.otto.commission),
					}[kind]
					if strings.HasPrefix(c.path, "/api/p/") {
						who = w.maya.user
						if kind == "link" {
							alien = string(w.noah.link)
						}
					}
					if i == 1 {
						alien = nowhere(alien)
					}
					at := func(s string) string { return strings.ReplaceAll(fill(s, w.acme, w.maya.partner, w.maya), "{}", alien) }
					got := w.call(who, c.method, at(c.path), at(c.body))
					if told[i] = gist(got); got.Code >= http.StatusInternalServerError || strings.Contains(strings.ToLower(told[i]), "otto") || strings.Contains(strings.ToLower(told[i]), "rival") {
						t.Error(told[i])
					}
				}
				if told[0] != told[1] {
					t.Errorf("of another: %s\nof nobody: %s", told[0], told[1])
				}
			})
		}
	}
}

func TestAnothersCursorOpensNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.plant()
	next := func(got answer) string { return "&cursor=" + url.QueryEscape(got.at("next_cursor").String()) }
	list := mine + "/commissions?limit=1"
	hers := next(w.do(w.maya.user, http.MethodGet, list, "", http.StatusOK))
	theirs := fill(list, w.acme, w.noah.partner, w.noah)
	w.do(w.maya.user, http.MethodGet, list+hers, "", http.StatusOK)
	w.do(w.noah.user, http.MethodGet, theirs+hers, "", http.StatusBadRequest).is("code", "page.bad_cursor")
	w.do(w.maya.user, http.MethodGet, list+"&status=available"+hers, "", http.StatusBadRequest).is("code", "page.bad_cursor")
	byKey := "/v1/partner/programs/" + string(w.acme.ID) + "/commissions?limit=1" // the same address for every partner
	var first struct {
		Next string `json:"next_cursor"`
	}
	w.read(w.byKey(w.maya.keyText, http.MethodGet, byKey, "").Body.Bytes(), &first)
	got := w.byKey(w.noah.keyText, http.MethodGet, byKey+"&cursor="+url.QueryEscape(first.Next), "")
	if got.Code >= http.StatusInternalServerError || strings.Contains(got.Body.String(), "maya") || strings.Contains(got.Body.String(), string(w.maya.commission)) {
		t.Errorf("by another's key: %d %s", got.Code, got.Body)
	}
}
