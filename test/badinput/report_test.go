package badinput_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/test/stage"
)

const (
	long = 8 << 10
	huge = 10 << 20
)

func get(query string) *http.Request {
	return httptest.NewRequest(http.MethodGet, "/postback?"+query, http.NoBody)
}

func post(path, kind, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	return r
}

func conversion(secret, body string) *http.Request {
	r := post("/v1/conversions", "application/json", body)
	r.Header.Set("Authorization", "Bearer "+secret)
	return r
}

func TestPostbacksThatCannotBeRead(t *testing.T) {
	t.Parallel()
	s, maya, _ := open(t)
	key := "key=" + s.Secret + "&"
	for name, c := range map[string]struct {
		r      *http.Request
		status int
		code   string
	}{
		"an unknown currency":           {get(key + "transaction_id=T&amount=1&currency=XXQ"), 400, "conversion.invalid"},
		"a currency in 8 KB":            {get(key + "transaction_id=T&amount=1&currency=" + strings.Repeat("E", long)), 400, "conversion.invalid"},
		"an amount of 10^30":            {get(key + "transaction_id=T&amount=1" + strings.Repeat("0", 30)), 400, "conversion.invalid"},
		"an amount of 1e30":             {get(key + "transaction_id=T&amount=1e30"), 400, "conversion.invalid"},
		"a negative amount":             {get(key + "transaction_id=T&amount=-1.00"), 400, "conversion.invalid"},
		"three decimals of a dollar":    {get(key + "transaction_id=T&amount=1.005&currency=USD"), 400, "conversion.invalid"},
		"an amount that is no number":   {get(key + "transaction_id=T&amount=NaN"), 400, "conversion.invalid"},
		"an amount with a comma":        {get(key + "transaction_id=T&amount=1%2C00"), 400, "conversion.invalid"},
		"no transaction":                {get(key + "amount=1"), 400, "conversion.invalid"},
		"an empty transaction":          {get(key + "transaction_id=&amount=1"), 400, "conversion.invalid"},
		"a transaction of 8 KB":         {get(key + "transaction_id=" + strings.Repeat("x", long) + "&amount=1"), 400, "conversion.invalid"},
		"a transaction that is no text": {get(key + "transaction_id=%ff%fe&amount=1"), 400, "conversion.invalid"},
		"a transaction with a NUL":      {get(key + "transaction_id=a%00b&amount=1"), 400, "conversion.invalid"},
		"a transaction with a newline":  {get(key + "transaction_id=a%0ab&amount=1"), 400, "conversion.invalid"},
		"a broken escape":               {get(key + "transaction_id=%zz"), 400, "conversion.invalid"},
		"an unknown event":              {get(key + "event=gift&transaction_id=T"), 400, "conversion.invalid"},
		"an unknown status":             {get(key + "transaction_id=T&amount=1&status=maybe"), 400, "conversion.invalid"},
		"a time that is none":           {get(key + "transaction_id=T&amount=1&occurred_at=yesterday"), 400, "conversion.invalid"},
		"an address that is none":       {get(key + "transaction_id=T&amount=1&customer_email=nobody"), 400, "conversion.invalid"},
		"click ids of 8 KB":             {get(key + "transaction_id=T&amount=1&click_id=" + strings.Repeat("x", long)), 400, "conversion.invalid"},
		"a query of 1 MB":               {get(key + "transaction_id=" + strings.Repeat("x", 1<<20)), 400, "conversion.invalid"},
		"no secret":                     {get("transaction_id=T&amount=1"), 401, "postback.wrong_secret"},
		"a wrong secret":                {get("key=pbs_wrong&transaction_id=T&amount=1"), 401, "postback.wrong_secret"},
		"a secret of 8 KB":              {get("key=pbs_" + strings.Repeat("x", long) + "&transaction_id=T&amount=1"), 401, "postback.wrong_secret"},
		"another method":                {httptest.NewRequest(http.MethodDelete, "/postback?"+key, http.NoBody), 422, "route.method"},
		"a body that is no JSON":        {post("/postback?"+key, "application/json", "{"), 400, "conversion.invalid"},
		"two JSON values":               {post("/postback?"+key, "application/json", "{}{}"), 400, "conversion.invalid"},
		"JSON nested 10,000 deep":       {post("/postback?"+key, "application/json", nested(10_000)), 400, "conversion.invalid"},
		"JSON that is an array":         {post("/postback?"+key, "application/json", "[1]"), 400, "conversion.invalid"},
		"a body of 10 MB":               {post("/postback?"+key, "application/json", `{"a":"`+strings.Repeat("x", huge)+`"}`), 400, "request.too_large"},
		"a form of 10 MB":               {post("/postback?"+key, "application/x-www-form-urlencoded", "a="+strings.Repeat("x", huge)), 400, "request.too_large"},
		"a content type that is none":   {post("/postback?"+key, ";;", "a=b"), 400, "conversion.invalid"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, s, s.Postback, c.r, c.status, c.code) }) //nolint:paralleltest // one after another, on one table
	}
	untouched(t, s, maya)
}

func TestReportsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	s, maya, _ := open(t)
	ok := func(body string) *http.Request { return conversion(s.Secret, body) }
	with := func(field string) *http.Request {
		return ok(`{"event":"sale","transaction_id":"T",` + field + `}`)
	}
	for name, c := range map[string]struct {
		r      *http.Request
		status int
		code   string
	}{
		"an unknown currency":       {with(`"amount":{"amount":100,"currency":"XXQ"}`), 422, "conversion.invalid"},
		"an amount of 10^30":        {with(`"amount":{"amount":1` + strings.Repeat("0", 30) + `,"currency":"EUR"}`), 422, "request.invalid"},
		"a negative amount":         {with(`"amount":{"amount":-1,"currency":"EUR"}`), 422, "conversion.invalid"},
		"a fraction of a cent":      {with(`"amount":{"amount":100.5,"currency":"EUR"}`), 422, "request.invalid"},
		"an amount that is text":    {with(`"amount":"100"`), 422, "request.invalid"},
		"an empty transaction":      {ok(`{"event":"sale","transaction_id":"","amount":{"amount":1,"currency":"EUR"}}`), 422, "request.invalid"},
		"a transaction of 8 KB":     {ok(`{"event":"sale","transaction_id":"` + strings.Repeat("x", long) + `"}`), 422, "request.invalid"},
		"a transaction with a NUL":  {ok(`{"event":"sale","transaction_id":"a\u0000b","amount":{"amount":1,"currency":"EUR"}}`), 422, "conversion.invalid"},
		"an unknown event":          {ok(`{"event":"gift","transaction_id":"T"}`), 422, "request.invalid"},
		"a field that nobody knows": {with(`"surprise":1`), 422, "request.invalid"},
		"no body":                   {ok(""), 400, "request.unreadable"},
		"half a body":               {ok(`{"event":"sale"`), 400, "request.unreadable"},
		"JSON nested 10,000 deep":   {ok(nested(10_000)), 400, "request.too_deep"},
		"a body of 10 MB":           {ok(`{"event":"` + strings.Repeat("x", huge) + `"}`), 413, "request.too_large"},
		"an unknown parameter": {func() *http.Request {
			r := with(`"reason":"x"`)
			r.URL.RawQuery = "a=" + strings.Repeat("x", long)
			return r
		}(), 422, "request.invalid"},
		"no secret":      {post("/v1/conversions", "application/json", `{"event":"sale","transaction_id":"T"}`), 401, "key.missing"},
		"a wrong secret": {conversion("pbs_wrong", `{"event":"sale","transaction_id":"T"}`), 401, "postback.wrong_secret"},
		"another method": {httptest.NewRequest(http.MethodGet, "/v1/conversions", http.NoBody), 405, "route.method"},
		"another path":   {post("/v1/conversions/x", "application/json", "{}"), 404, "route.not_found"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, s, s.Postback, c.r, c.status, c.code) }) //nolint:paralleltest // one after another, on one table
	}
	untouched(t, s, maya)
}

// untouched holds the partner's account against the one sale of the stage, and
// that nothing was given up.
func untouched(t *testing.T, s *stage.Stage, maya stage.Partner) {
	t.Helper()
	untouchedAccount(t, s, maya)
	if parked := s.Parked(); len(parked) > 0 {
		t.Errorf("parked: %+v", parked)
	}
}

func untouchedAccount(t *testing.T, s *stage.Stage, maya stage.Partner) {
	t.Helper()
	earned(t, s, maya, 2000, 1)
}

func TestReportsThatEarnNobodyAnything(t *testing.T) {
	t.Parallel()
	s, maya, rival := open(t)
	theirs, err := s.Click(t.Context(), rival.Link, "")
	must(t, err)
	mine, err := s.Click(t.Context(), maya.Link, "")
	must(t, err)
	forged := []byte(mine)
	forged[len(forged)-1] ^= 1
	type said struct {
		Status          int
		Verdict, Reason string
	}
	for name, c := range map[string]struct {
		r    *http.Request
		want said
	}{
		"another program's click":     {get(sale(s, "A", "1.00", theirs)), said{200, "unattributed", "click_id_invalid"}},
		"a forged click":              {get(sale(s, "B", "1.00", string(forged))), said{200, "unattributed", "click_id_invalid"}},
		"a click that is no click":    {get(sale(s, "C", "1.00", strings.Repeat("?", 60))), said{200, "unattributed", "click_id_invalid"}},
		"another currency":            {get(sale(s, "D", "1.00", mine) + "&currency=USD"), said{202, "parked", "rate_missing"}},
		"no amount":                   {get(sale(s, "E", "", mine)), said{200, "rejected", "amount_missing"}},
		"a sale twice, at two prices": {get(sale(s, "SOLD", "100.01", mine)), said{409, "conflict", "amount_differs"}},
		"a refund of nothing known":   {get("key=" + s.Secret + "&event=refund&transaction_id=R&order_id=unknown"), said{202, "parked", "sale_not_known_yet"}},
		"a JSON key twice":            {post("/postback?key="+s.Secret, "application/json", `{"transaction_id":"SOLD","amount":"1","amount":"2"}`), said{409, "conflict", "amount_differs"}},
	} {
		t.Run(name, func(t *testing.T) { //nolint:paralleltest // one after another, on one table
			a := send(t, s.Postback, c.r)
			if diff := cmp.Diff(c.want, said{a.Status, a.Verdict, a.Reason}); diff != "" {
				t.Error(diff)
			}
			must(t, s.Settle(t.Context()))
		})
	}
	untouched(t, s, maya)
	b, err := s.Balance(t.Context(), rival)
	must(t, err)
	if b.Seq != 0 {
		t.Errorf("the other program's partner has %+v", b)
	}
}

func sale(s *stage.Stage, transaction, amount, click string) string {
	return url.Values{"key": {s.Secret}, "transaction_id": {transaction}, "amount": {amount}, "click_id": {click}}.Encode()
}
