package intake_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/test/stage"
)

const (
	shop  = "https://shop.test"
	agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)

// shopPage is a stage with a partner and the publishable key of its program.
func shopPage(t *testing.T) (*stage.Stage, stage.Partner, string) {
	t.Helper()
	s, err := stage.Open(t.Context())
	must(t, err)
	maya, err := s.Join(t.Context(), "maya")
	must(t, err)
	return s, maya, key(t, s, apikey.Draft{Kind: apikey.Publishable})
}

// told is what a browser sends from a page.
func told(method, path, pk, origin, body string) *http.Request {
	r := httptest.NewRequest(method, path+"?key="+pk, strings.NewReader(body))
	r.Header.Set("User-Agent", agent)
	r.Header.Set("Sec-Fetch-Mode", "cors")
	r.Header.Set("Sec-Fetch-Dest", "empty")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if origin != "" {
		r.Header.Set("Origin", origin)
	}
	return r
}

func TestAVisitByATokenGetsAClickThatEarns(t *testing.T) {
	t.Parallel()
	s, maya, pk := shopPage(t)
	body := `{"token":"` + strings.ToUpper(maya.Link.Key) + `","url":"https://shop.test/?via=x&sub1=mail","referrer":"https://blog.example/post"}`
	a := send(t, s.Postback, told(http.MethodPost, "/v1/track/click", pk, shop, body))
	if a.Status != http.StatusOK || a.ClickID == "" || a.Header.Get("Access-Control-Allow-Origin") != shop || a.Header.Get("Access-Control-Allow-Credentials") != "" {
		t.Fatalf("%d %s %v", a.Status, a.Body, a.Header)
	}
	must(t, s.Settle(t.Context()))
	if v := s.Sale(t.Context(), "T1", "10.00", a.ClickID); v.Code != http.StatusOK || !strings.Contains(v.Body.String(), `"accepted"`) {
		t.Errorf("the sale: %d %s", v.Code, v.Body)
	}
	for name, body := range map[string]string{
		"a link's address": `{"link":"https://go.test/r/` + maya.Link.Key + `"}`,
		"a link's key":     `{"link":"` + maya.Link.Key + `"}`,
	} {
		if a := send(t, s.Postback, told(http.MethodPost, "/v1/track/click", pk, shop, body)); a.ClickID == "" {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	for body, code := range map[string]string{`{"token":"nobody"}`: "link.not_found", `{}`: "track.no_token"} {
		if a := send(t, s.Postback, told(http.MethodPost, "/v1/track/click", pk, shop, body)); a.Code != code {
			t.Errorf("%s: %d %s", body, a.Status, a.Body)
		}
	}
}

func TestAPagesSignupIsDecidedAndItsSaleOnlyClaimed(t *testing.T) {
	t.Parallel()
	s, maya, pk := shopPage(t)
	click, err := s.Click(t.Context(), maya.Link, "")
	must(t, err)
	lead := `{"click_id":"` + click + `","customer_id":"c-1","customer_email":"ann@shop.test"}`
	first := send(t, s.Postback, told(http.MethodPost, "/v1/track/lead", pk, shop, lead))
	again := send(t, s.Postback, told(http.MethodPost, "/v1/track/lead", pk, shop, lead))
	if first.Verdict == "" || again.Verdict != "duplicate" && first.Verdict == "accepted" {
		t.Errorf("a signup: %s, then %s", first.Body, again.Body)
	}
	sale := `{"click_id":"` + click + `","transaction_id":"T1","amount":{"amount":1000,"currency":"EUR"}}`
	a := send(t, s.Postback, told(http.MethodPost, "/v1/track/sale", pk, shop, sale))
	if a.Status != http.StatusAccepted || a.Verdict != "claimed" || len(a.Commissions) != 0 {
		t.Fatalf("a sale: %d %s", a.Status, a.Body)
	}
	if v := s.Sale(t.Context(), "T1", "10.00", ""); !strings.Contains(v.Body.String(), `"accepted"`) {
		t.Errorf("the server confirms it, without a click id: %s", v.Body)
	}
	if a := send(t, s.Postback, told(http.MethodPost, "/v1/track/lead", pk, shop, `{"customer_name":"Ann"}`)); a.Status != http.StatusUnprocessableEntity {
		t.Errorf("a signup of nobody: %d %s", a.Status, a.Body)
	}
}

func TestOnlyTheProgramsOwnPagesTell(t *testing.T) {
	t.Parallel()
	s, maya, pk := shopPage(t)
	body := `{"token":"` + maya.Link.Key + `"}`
	for name, c := range map[string]struct {
		origin, key, code string
	}{
		"another site":     {"https://evil.test", pk, "track.origin"},
		"plain HTTP":       {"http://shop.test", pk, "track.origin"},
		"a name like it":   {"https://shop.test.evil.test", pk, "track.origin"},
		"a name before it": {"https://notshop.test", pk, "track.origin"},
		"null":             {"null", pk, "track.origin"},
		"no origin":        {"", pk, "track.origin"},
		"no key":           {shop, "", "key.unknown"},
		"the postback's":   {shop, s.Secret, "key.unknown"},
		"a secret key":     {shop, key(t, s, secret(apikey.ClicksWrite)), "key.exposed"},
	} {
		a := send(t, s.Postback, told(http.MethodPost, "/v1/track/click", c.key, c.origin, body))
		if a.Code != c.code || a.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %d %s %v", name, a.Status, a.Body, a.Header)
		}
	}
}

func TestAServerTellsWithASecretKeyOfTheScope(t *testing.T) {
	t.Parallel()
	s, maya, _ := shopPage(t)
	body := `{"token":"` + maya.Link.Key + `"}`
	for scope, code := range map[apikey.Scope]string{apikey.ClicksWrite: "", apikey.OrdersWrite: "key.scope"} {
		if a := send(t, s.Postback, postJSON("/v1/track/click", key(t, s, secret(scope)), body)); a.Code != code || (a.ClickID == "") != (code != "") {
			t.Errorf("%s: %d %s", scope, a.Status, a.Body)
		}
	}
}

func TestABrowserThatAsksAheadIsToldExactly(t *testing.T) {
	t.Parallel()
	s, _, pk := shopPage(t)
	a := send(t, s.Postback, told(http.MethodOptions, "/v1/track/lead", pk, shop, ""))
	if a.Status != http.StatusNoContent || a.Header.Get("Access-Control-Allow-Origin") != shop || a.Header.Get("Vary") != "Origin" ||
		a.Header.Get("Access-Control-Allow-Methods") != http.MethodPost || a.Header.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("%d %v", a.Status, a.Header)
	}
	for _, origin := range []string{"https://evil.test", "null", ""} {
		a := send(t, s.Postback, told(http.MethodOptions, "/v1/track/lead", pk, origin, ""))
		if a.Status != http.StatusForbidden || a.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%q: %d %v", origin, a.Status, a.Header)
		}
	}
}

func TestAnAddressThatTellsTooMuchIsStopped(t *testing.T) {
	t.Parallel()
	s, maya, pk := shopPage(t)
	body := `{"token":"` + maya.Link.Key + `"}`
	for range 60 {
		if a := send(t, s.Postback, told(http.MethodPost, "/v1/track/click", pk, shop, body)); a.Status != http.StatusOK {
			t.Fatalf("%d %s", a.Status, a.Body)
		}
	}
	a := send(t, s.Postback, told(http.MethodPost, "/v1/track/click", pk, shop, body))
	if a.Status != http.StatusTooManyRequests || a.Code != "track.too_many" || a.Header.Get("Retry-After") != "60" {
		t.Errorf("%d %s %v", a.Status, a.Body, a.Header)
	}
	s.Manual.Advance(time.Minute)
	if a := send(t, s.Postback, told(http.MethodPost, "/v1/track/click", pk, shop, body)); a.Status != http.StatusOK {
		t.Errorf("a minute later: %d %s", a.Status, a.Body)
	}
}

func TestThePixelIsADotWhateverItIsTold(t *testing.T) {
	t.Parallel()
	s, maya, pk := shopPage(t)
	click, err := s.Click(t.Context(), maya.Link, "")
	must(t, err)
	for name, c := range map[string]struct{ query, referer, verdict string }{
		"a sale":                {"key=" + pk + "&event=sale&order_id=P1&amount=10.00&click_id=" + click, shop + "/thanks", "claimed"},
		"the same again":        {"key=" + pk + "&event=sale&order_id=P1&amount=10.00&click_id=" + click, "", "claimed"},
		"no key":                {"order_id=P2&amount=1", "", "key.unknown"},
		"a secret key":          {"key=" + key(t, s, secret(apikey.ConversionsWrite)) + "&order_id=P2&amount=1", "", "key.unknown"},
		"another site's page":   {"key=" + pk + "&order_id=P2&amount=1", "https://evil.test/", "track.origin"},
		"a macro":               {"key=" + pk + "&order_id=" + url.QueryEscape("{{order.id}}") + "&amount=1", "", "macro_not_replaced"},
		"what cannot be read":   {"key=" + pk + "&order_id=P2&amount=ten", "", "conversion.invalid"},
		"a query that is none":  {"%zz", "", "request.unreadable"},
		"an order without name": {"key=" + pk + "&amount=1", "", "conversion.invalid"},
	} {
		r := get("/v1/track/pixel.gif?" + c.query)
		r.Header.Set("Referer", c.referer)
		a := send(t, s.Postback, r)
		if a.Status != http.StatusOK || a.Header.Get("Content-Type") != "image/gif" || !strings.HasPrefix(a.Body, "GIF89a") ||
			a.Header.Get("Cross-Origin-Resource-Policy") != "cross-origin" || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %v", name, a.Status, a.Header)
		}
		if got := a.Header.Get("X-Verdict"); got != c.verdict && !(name == "the same again" && got == "duplicate") {
			t.Errorf("%s: %s, not %s", name, got, c.verdict)
		}
	}
	rows, err := store.ConversionLists{T: s.Table, Clock: s.Clock}.OfProgram(t.Context(), s.Program.ID, "", page.Request{})
	must(t, err)
	if len(rows.Data) != 1 || rows.Data[0].Transaction != "P1" {
		t.Errorf("kept: %+v", rows.Data)
	}
	b, err := s.Balance(t.Context(), maya)
	must(t, err)
	if b.Pending != 0 {
		t.Errorf("a claim earned %d", b.Pending)
	}
}
