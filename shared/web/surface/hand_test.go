package surface_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestAManagerAddsCorrectsAndCancelsAConversion(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pending()
	add := func(body string, want int) answer { return w.manage(http.MethodPost, "/conversions", body, want) }
	phone := `{"kind":"sale","order_id":"PHONE-7","partner_id":"` + string(w.noah.partner) + `","amount":{"amount":10000,"currency":"EUR"},"reason":"Ordered by phone"}`
	made := add(phone, http.StatusCreated)
	made.is("verdict", "accepted")
	add(phone, http.StatusCreated).is("verdict", "duplicate")
	for name, body := range map[string]string{
		"another amount":                strings.Replace(phone, "10000", "9000", 1),
		"a partner of another program":  strings.Replace(strings.Replace(phone, string(w.noah.partner), string(w.otto.partner), 1), "PHONE-7", "PHONE-8", 1),
		"a code that nobody has":        `{"kind":"sale","order_id":"PHONE-9","coupon_code":"NONE","amount":{"amount":10000,"currency":"EUR"},"reason":"By phone"}`,
		"a customer whom nobody brings": `{"kind":"sale","order_id":"PHONE-9","customer":"new@example.com","amount":{"amount":10000,"currency":"EUR"},"reason":"By phone"}`,
	} {
		t.Log(name)
		add(body, http.StatusConflict)
	}
	add(`{"kind":"sale","order_id":"PHONE-9","amount":{"amount":10000,"currency":"EUR"},"reason":"By phone"}`, http.StatusUnprocessableEntity)
	add(strings.Replace(phone, `"amount":{"amount":10000,"currency":"EUR"},`, "", 1), http.StatusUnprocessableEntity)
	if n := strings.Count(w.call(w.acme.boss, http.MethodGet, "/api/m/"+string(w.acme.ID)+"/conversions", "").Body.String(), "PHONE-"); n != 1 {
		t.Errorf("%d conversions are on record", n)
	}

	its := "/conversions/" + made.at("id").String()
	w.manage(http.MethodPost, its+"/correct", `{"amount":{"amount":8000,"currency":"EUR"},"reason":"A discount"}`, http.StatusOK).is("current.amount", "8000")
	w.manage(http.MethodPost, its+"/correct", `{"amount":{"amount":8000,"currency":"USD"},"reason":"A discount"}`, http.StatusUnprocessableEntity)
	w.manage(http.MethodPost, its+"/cancel", `{"reason":"They never paid"}`, http.StatusOK).is("cancelled", "true")
	w.manage(http.MethodPost, its+"/correct", `{"amount":{"amount":8000,"currency":"EUR"},"reason":"They did"}`, http.StatusConflict)
	got := w.manage(http.MethodGet, its, "", http.StatusOK)
	got.is("added_for", "Ordered by phone")
	got.is("corrections.0.reason", "A discount")
	got.is("corrections.1.cancelled", "true")
}
