// Package intake_test reports sales by every path that a merchant has, through
// the real handlers on the memory table.
package intake_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/test/stage"
)

// open sets up a stage with one partner and a click on its link.
func open(t *testing.T) (s *stage.Stage, click string) {
	t.Helper()
	s, err := stage.Open(t.Context())
	must(t, err)
	maya, err := s.Join(t.Context(), "maya")
	must(t, err)
	click, err = s.Click(t.Context(), maya.Link, "")
	must(t, err)
	return s, click
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// key makes an API key of the stage's program and returns its text.
func key(t *testing.T, s *stage.Stage, d apikey.Draft) string {
	t.Helper()
	d.Name = "test"
	_, text, err := s.Keyring().Make(t.Context(), apikey.Owner{Program: s.Program.ID}, d, "")
	must(t, err)
	return text
}

func secret(scopes ...apikey.Scope) apikey.Draft {
	return apikey.Draft{Kind: apikey.Secret, Scopes: scopes}
}

// answer is what a problem or a verdict says.
type answer struct {
	Status      int         `json:"-"`
	Header      http.Header `json:"-"`
	Body        string      `json:"-"`
	Code        string      `json:"code"`
	Verdict     string      `json:"verdict"`
	First       string      `json:"first"`
	Reason      string      `json:"reason"`
	ClickID     string      `json:"click_id"`
	Commissions []struct {
		Amount struct{ Amount int64 } `json:"amount"`
	} `json:"commissions"`
	Errors []struct{ Location string } `json:"errors"`
}

func send(t *testing.T, h http.Handler, r *http.Request) answer {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r.WithContext(t.Context()))
	a := answer{Status: w.Code, Header: w.Header(), Body: w.Body.String()}
	if strings.Contains(w.Header().Get("Content-Type"), "json") {
		must(t, json.Unmarshal(w.Body.Bytes(), &a))
	}
	return a
}

func get(path string) *http.Request {
	return httptest.NewRequest(http.MethodGet, path, http.NoBody)
}

func postJSON(path, bearer, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	if bearer != "" {
		r.Header.Set("Authorization", "Bearer "+bearer)
	}
	return r
}

func TestAPostbackSpeaksOtherNetworksWords(t *testing.T) {
	t.Parallel()
	s, click := open(t)
	for name, query := range map[string]string{
		"our own":        "transaction_id=A1&amount=10.00&click_id=",
		"txn and sum":    "txn_id=A2&sum=10.00&clickid=",
		"txid, revenue":  "txid=A3&revenue=10.00&cid=",
		"sale_amount":    "tid=A4&sale_amount=10.00&currency=eur&event=purchase&cid=",
		"an order alone": "order_id=A5&amount=10.00&goal=sale&click_id=",
	} {
		a := send(t, s.Postback, get("/postback?key="+s.Secret+"&"+query+click))
		if a.Status != http.StatusOK || a.Verdict != "accepted" || len(a.Commissions) != 1 || a.Commissions[0].Amount.Amount != 200 {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
}

func TestAMacroThatWasNotReplacedIsRefusedAndNothingIsKept(t *testing.T) {
	t.Parallel()
	s, click := open(t)
	before, err := s.Dump(t.Context()) // but for the list of what was refused
	must(t, err)
	for name, c := range map[string]struct{ query, location string }{
		"braces":            {"transaction_id=B1&amount=10&click_id=%7Bclick_id%7D", "click_id"},
		"encoded twice":     {"transaction_id=B1&amount=%257Bamount%257D&click_id=" + click, "amount"},
		"double braces":     {"tid=%7B%7Border.id%7D%7D&amount=10&click_id=" + click, "tid"},
		"a dollar":          {"tid=%24%7Border%7D&amount=10&click_id=" + click, "tid"},
		"square brackets":   {"tid=%5Border_id%5D&amount=10&click_id=" + click, "tid"},
		"percent signs":     {"tid=%25%25ORDER%25%25&amount=10&click_id=" + click, "tid"},
		"angular brackets":  {"tid=%3Corder_id%3E&amount=10&click_id=" + click, "tid"},
		"braces in a JSON?": {"tid=B1&amount=10&currency={currency}&click_id=" + click, "currency"},
	} {
		a := send(t, s.Postback, get("/postback?key="+s.Secret+"&"+c.query))
		if a.Status != http.StatusOK || a.Verdict != "rejected" || a.Reason != "macro_not_replaced" || len(a.Errors) != 1 || a.Errors[0].Location != c.location {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	after, err := s.Dump(t.Context())
	must(t, err)
	for k := range after {
		if _, known := before[k]; !known && !strings.HasPrefix(k.PK, "REFUSED#") {
			t.Errorf("%s / %s was written", k.PK, k.SK)
		}
	}
	a := send(t, s.Postback, get("/postback?key="+s.Secret+"&transaction_id=B2&amount=10&coupon=%7Bcoupon%7D&country=%7Bcountry%7D&adv1=%7Badv1%7D&click_id="+click))
	if a.Verdict != "accepted" {
		t.Errorf("macros of what a report may leave out: %d %s", a.Status, a.Body)
	}
}

func TestATemplateThatWasNotFilledInIsNoEventEither(t *testing.T) {
	t.Parallel()
	s, click := open(t)
	sale := `{"event":"sale","transaction_id":"{{ order.id }}","amount":{"amount":1000,"currency":"EUR"},"click_id":"` + click + `"}`
	a := send(t, s.Postback, postJSON("/v1/conversions", s.Secret, sale))
	if a.Status != http.StatusOK || a.Reason != "macro_not_replaced" || len(a.Errors) != 1 || a.Errors[0].Location != "transaction_id" {
		t.Errorf("%d %s", a.Status, a.Body)
	}
	b := send(t, s.Postback, postJSON("/v1/conversions/batch", s.Secret, `{"conversions":[`+sale+`]}`))
	if !strings.Contains(b.Body, "macro_not_replaced") {
		t.Errorf("%d %s", b.Status, b.Body)
	}
}

func TestWhatAReportBringsAlongIsKept(t *testing.T) {
	t.Parallel()
	s, click := open(t)
	a := send(t, s.Postback, get("/postback?key="+s.Secret+"&transaction_id=C1&amount=10&promo_code=SPRING,MAYA10&country=de&adv1=blue&metadata.plan=pro&new_customer=true&click_id="+click))
	if a.Verdict != "accepted" {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	b := send(t, s.Postback, postJSON("/v1/conversions", s.Secret, `{"event":"sale","transaction_id":"C2","amount":{"amount":1000,"currency":"EUR"},"click_id":"`+click+`",
		"coupon_codes":["SPRING","MAYA10"],"country":"de","new_customer":true,"metadata":{"adv1":"blue","plan":"pro"},
		"lines":[{"id":"1","product_id":"mug","category":"kitchen","quantity":2,"amount":1000}]}`))
	if b.Verdict != "accepted" {
		t.Fatalf("%d %s", b.Status, b.Body)
	}
	items, err := s.Dump(t.Context())
	must(t, err)
	dump := fmt.Sprint(items)
	for _, want := range []string{`SPRING`, `MAYA10`, `DE`, `blue`, `plan`, `kitchen`} {
		if !strings.Contains(dump, want) {
			t.Errorf("%s was not kept", want)
		}
	}
}

func TestAnAPIKeyReportsWhatItMay(t *testing.T) {
	t.Parallel()
	s, click := open(t)
	body := func(txn string) string {
		return `{"event":"sale","transaction_id":"` + txn + `","amount":{"amount":1000,"currency":"EUR"},"click_id":"` + click + `"}`
	}
	good := key(t, s, secret(apikey.ConversionsWrite))
	if a := send(t, s.Postback, postJSON("/v1/conversions", good, body("K1"))); a.Status != http.StatusOK || a.Verdict != "accepted" {
		t.Errorf("a secret key: %d %s", a.Status, a.Body)
	}
	if a := send(t, s.Postback, postJSON("/v1/conversions", s.Secret, body("K1"))); a.Verdict != "duplicate" || a.First != "accepted" {
		t.Errorf("the postback secret as a bearer: %d %s", a.Status, a.Body)
	}
	for name, c := range map[string]struct {
		key    string
		status int
		code   string
	}{
		"no key":              {"", 401, "key.missing"},
		"a key with a typo":   {good[:len(good)-1] + "!", 401, "key.unknown"},
		"a key of nobody":     {strings.Replace(good, good[10:20], "AAAAAAAAAA", 1), 401, "key.unknown"},
		"without the scope":   {key(t, s, secret(apikey.OrdersWrite)), 403, "key.scope"},
		"a publishable key":   {key(t, s, apikey.Draft{Kind: apikey.Publishable}), 403, "key.kind"},
		"a key that was over": {expired(t, s), 401, "key.unknown"},
		"a revoked key":       {revoked(t, s), 401, "key.unknown"},
	} {
		if a := send(t, s.Postback, postJSON("/v1/conversions", c.key, body("K2"))); a.Status != c.status || a.Code != c.code {
			t.Errorf("%s: %d %s, not %d %s", name, a.Status, a.Body, c.status, c.code)
		}
	}
	keys, err := s.Keyring().List(t.Context(), apikey.Owner{Program: s.Program.ID})
	must(t, err)
	if keys[0].LastUsed.IsZero() {
		t.Error("the use of the key was not noted")
	}
}

func expired(t *testing.T, s *stage.Stage) string {
	t.Helper()
	d := secret(apikey.ConversionsWrite)
	d.ExpiresAt = s.Clock.Now().Add(time.Minute)
	text := key(t, s, d)
	s.Manual.Advance(2 * time.Minute)
	return text
}

func revoked(t *testing.T, s *stage.Stage) string {
	t.Helper()
	owner := apikey.Owner{Program: s.Program.ID}
	k, text, err := s.Keyring().Make(t.Context(), owner, apikey.Draft{Kind: apikey.Secret, Name: "gone", Scopes: []apikey.Scope{apikey.ConversionsWrite}}, "")
	must(t, err)
	must(t, s.Keyring().Revoke(t.Context(), owner, k.ID))
	return text
}

func TestASignedReportNeedsNoSecretAlong(t *testing.T) {
	t.Parallel()
	s, click := open(t)
	raw, err := s.Signing().Make(t.Context(), s.Program.ID)
	must(t, err)
	old := keyOf(t, raw)
	raw, err = s.Signing().Make(t.Context(), s.Program.ID)
	must(t, err)
	now := keyOf(t, raw)
	body := `{"event":"sale","transaction_id":"S1","amount":{"amount":1000,"currency":"EUR"},"click_id":"` + click + `"}`
	for name, c := range map[string]struct {
		path, body string
		key        []byte
		at         time.Duration
		code       string
	}{
		"the API":           {"/v1/conversions", body, now, 0, ""},
		"the old key":       {"/v1/conversions", body, old, 0, ""},
		"the postback":      {"/postback", `{"transaction_id":"S2","amount":"10.00","click_id":"` + click + `"}`, now, 0, ""},
		"a batch":           {"/v1/conversions/batch", `{"conversions":[` + body + `]}`, now, 0, ""},
		"another key":       {"/v1/conversions", body, []byte("guess"), 0, "signature.wrong"},
		"six minutes late":  {"/v1/conversions", body, now, -6 * time.Minute, "signature.stale"},
		"six minutes ahead": {"/v1/conversions", body, now, 6 * time.Minute, "signature.stale"},
	} {
		a := send(t, s.Postback, signed(s, c.path, c.body, c.key, s.Clock.Now().Add(c.at)))
		if c.code == "" && a.Status != http.StatusOK || a.Code != c.code {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	r := signed(s, "/v1/conversions", body, now, s.Clock.Now())
	r.Body = http.NoBody
	if a := send(t, s.Postback, r); a.Code != "signature.wrong" {
		t.Errorf("another body: %d %s", a.Status, a.Body)
	}
}

func keyOf(t *testing.T, secret string) []byte {
	t.Helper()
	k, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	must(t, err)
	return k
}

func signed(s *stage.Stage, path, body string, key []byte, at time.Time) *http.Request {
	r := postJSON(path+"?program="+string(s.Program.ID), "", body)
	stamp := strconv.FormatInt(at.Unix(), 10)
	r.Header.Set("Webhook-Id", "msg_1")
	r.Header.Set("Webhook-Timestamp", stamp)
	r.Header.Set("Webhook-Signature", "v1,bm9wZQ== v1,"+base64.StdEncoding.EncodeToString(mac(key, "msg_1."+stamp+"."+body)))
	return r
}

func mac(key []byte, text string) []byte {
	m := hmac.New(sha256.New, key)
	m.Write([]byte(text))
	return m.Sum(nil)
}

func TestAPostbackSignedInItsQuery(t *testing.T) {
	t.Parallel()
	s, click := open(t)
	raw, err := s.Signing().Make(t.Context(), s.Program.ID)
	must(t, err)
	query := "program=" + string(s.Program.ID) + "&transaction_id=Q1&amount=10.00&click_id=" + click
	sig := hex.EncodeToString(mac(keyOf(t, raw), query))
	if a := send(t, s.Postback, get("/postback?"+query+"&sig="+sig)); a.Verdict != "accepted" {
		t.Errorf("signed: %d %s", a.Status, a.Body)
	}
	for name, q := range map[string]string{
		"another amount":          strings.Replace(query, "10.00", "99.00", 1) + "&sig=" + sig,
		"something after it":      query + "&sig=" + sig + "&amount=99.00",
		"no program":              "transaction_id=Q1&sig=" + sig,
		"a signature that is not": query + "&sig=xyz",
		"nobody's signing secret": strings.Replace(query, string(s.Program.ID), "prg_01JD0000000000000000000000", 1) + "&sig=" + sig,
	} {
		if a := send(t, s.Postback, get("/postback?"+q)); a.Status != http.StatusUnauthorized || a.Code != "signature.wrong" {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
}

func TestABatchKeepsItsOrderAndOneBadReportBlocksNoOther(t *testing.T) {
	t.Parallel()
	s, click := open(t)
	sale := func(txn string) string {
		return `{"event":"sale","transaction_id":"` + txn + `","amount":{"amount":1000,"currency":"EUR"},"click_id":"` + click + `"}`
	}
	body := `{"conversions":[` + strings.Join([]string{
		sale("1"), `{"event":"sale","transaction_id":"2","amount":"ten"}`, `7`, sale("1"), `{"event":"refund","transaction_id":"R","order_id":"1"}`,
		`{"event":"sale","transaction_id":"3","surprise":1}`, `{"transaction_id":"4"}`, strings.Replace(sale("1"), "1000", "2000", 1), sale("5"),
	}, ",") + `]}`
	a := send(t, s.Postback, postJSON("/v1/conversions/batch", s.Secret, body))
	var got struct {
		Data []struct {
			Index, Status int
			Verdict       *struct{ Verdict string }
			Problem       *struct{ Code string }
		}
	}
	must(t, json.Unmarshal([]byte(a.Body), &got))
	want := []string{
		"200 accepted", "422 conversion.invalid", "422 conversion.invalid", "200 duplicate", "200 accepted",
		"422 conversion.invalid", "422 conversion.invalid", "409 conflict", "200 accepted",
	}
	if a.Status != http.StatusOK || len(got.Data) != len(want) {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	for i, d := range got.Data {
		said := strconv.Itoa(d.Status) + " "
		if d.Verdict != nil {
			said += d.Verdict.Verdict
		}
		if d.Problem != nil {
			said += d.Problem.Code
		}
		if d.Index != i || said != want[i] {
			t.Errorf("report %d: %s, not %s", i, said, want[i])
		}
	}
	many := `{"conversions":[` + strings.TrimSuffix(strings.Repeat(`{},`, 101), ",") + `]}`
	if a := send(t, s.Postback, postJSON("/v1/conversions/batch", s.Secret, many)); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("101 reports: %d %s", a.Status, a.Body)
	}
}

func TestTheSameRequestWithAnIdempotencyKeyIsAnsweredFromMemoryPerProgram(t *testing.T) {
	t.Parallel()
	s, click := open(t)
	body := `{"event":"sale","transaction_id":"I1","amount":{"amount":1000,"currency":"EUR"},"click_id":"` + click + `"}`
	report := func(body string) answer {
		r := postJSON("/v1/conversions", s.Secret, body)
		r.Header.Set("Idempotency-Key", "a")
		return send(t, s.Postback, r)
	}
	if a, b := report(body), report(body); a.Verdict != "accepted" || b.Verdict != "accepted" || b.Header.Get("Idempotent-Replayed") != "true" {
		t.Errorf("%s, then %s", a.Body, b.Body)
	}
	if a := report(strings.Replace(body, "I1", "I2", 1)); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("another body under the same key: %d %s", a.Status, a.Body)
	}
}
