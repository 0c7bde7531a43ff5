//go:build integration

package localhost_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/cmd/trib/localhost"
)

// start runs the local host until stop is called.
func start(t *testing.T, state string) (origin string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- localhost.Run(ctx, localhost.Options{Root: "../../..", State: state, Out: io.Discard, Ready: func(o string) { ready <- o }})
	}()
	select {
	case origin = <-ready:
	case err := <-ended:
		t.Fatalf("it did not start: %v", err)
	}
	return origin, func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

// call sends a request without following redirects.
func call(t *testing.T, method, target string, body string, headers map[string]string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range headers {
		r.Header.Set(k, v)
	}
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(text)
}

const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"

// TestASaleFromClickToApprovalOnThisMachine walks by HTTP alone, stops, and
// starts again on the same state.
func TestASaleFromClickToApprovalOnThisMachine(t *testing.T) {
	t.Parallel()
	state := t.TempDir()
	origin, stop := start(t, state)
	s := sheet(t, state)

	res, _ := call(t, "GET", s.TrackingLink+"?sub1=walk", "", map[string]string{"User-Agent": chrome})
	to, err := url.Parse(res.Header.Get("Location"))
	if err != nil || res.StatusCode != http.StatusFound || to.Query().Get("click_id") == "" {
		t.Fatalf("the link answers %d to %s", res.StatusCode, to)
	}
	sale := s.PostbackURL + "?" + url.Values{
		"key": {s.PostbackSecret}, "event": {"sale"}, "transaction_id": {"WALK-1"}, "amount": {"100.00"}, "currency": {"EUR"}, "click_id": {to.Query().Get("click_id")},
	}.Encode()
	first, again := verdict(t, sale), verdict(t, sale)
	if first.Verdict != "accepted" || again.Verdict != "duplicate" || len(first.Commissions) != 1 || first.Commissions[0].Status != "pending" {
		t.Fatalf("verdicts %+v, %+v", first, again)
	}

	_, early := call(t, "POST", origin+"/_local/run/CommissionApproval?at=2001-01-01T00:00:00Z", "", nil)
	if !strings.Contains(early, "local.past") {
		t.Errorf("a time in the past: %s", early)
	}
	before := approvals(t, origin, s.Partner.Email)
	later := time.Now().AddDate(0, 0, 20).UTC().Format(time.RFC3339)
	if res, text := call(t, "POST", origin+"/_local/run/CommissionApproval?at="+later, "", nil); res.StatusCode != http.StatusOK {
		t.Fatalf("the approval: %d %s", res.StatusCode, text)
	}
	eventually(t, "the partner gets a mail of the approval", func() bool { return approvals(t, origin, s.Partner.Email) > before })
	before = approvals(t, origin, s.Partner.Email)
	if second := verdict(t, strings.Replace(sale, "WALK-1", "WALK-2", 1)); second.Verdict != "accepted" {
		t.Fatalf("verdict %+v", second)
	}
	if res, text := call(t, "POST", origin+"/_local/run/CommissionApproval?at="+later, "", nil); res.StatusCode != http.StatusOK {
		t.Fatalf("the approval, again: %d %s", res.StatusCode, text)
	}
	eventually(t, "a second walk is approved as the first", func() bool { return approvals(t, origin, s.Partner.Email) > before })
	if res, _ := call(t, "GET", origin+"/_local/health", "", map[string]string{"Host": "evil.example", "Sec-Fetch-Site": "cross-site"}); res.StatusCode != http.StatusForbidden {
		t.Errorf("another site's page may look at /_local: %d", res.StatusCode)
	}
	stop()

	begin := time.Now()
	origin, stop = start(t, state)
	defer stop()
	t.Logf("started again in %s", time.Since(begin).Round(time.Millisecond))
	if approvals(t, origin, s.Partner.Email) <= before {
		t.Error("the mails of the run before are gone")
	}
	s = sheet(t, state)
	sale = strings.Replace(sale, sale[:strings.Index(sale, "?")], s.PostbackURL, 1)
	if kept := verdict(t, sale); kept.Verdict != "duplicate" {
		t.Errorf("after a restart the sale is %q", kept.Verdict)
	}
}

// approvals counts the mails that tell somebody of an approval.
func approvals(t *testing.T, origin, email string) int {
	t.Helper()
	_, text := call(t, "GET", origin+"/_local/mail?format=json&to="+url.QueryEscape(email), "", nil)
	var mails []struct{ Subject string }
	if err := json.Unmarshal([]byte(text), &mails); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	n := 0
	for _, m := range mails {
		if strings.Contains(m.Subject, "approved") {
			n++
		}
	}
	return n
}

// sheet reads what drives the demo.
func sheet(t *testing.T, state string) (s localhost.Sheet) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(state, "demo.json"))
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

type answer struct {
	Verdict     string
	Commissions []struct{ Status string }
}

func verdict(t *testing.T, target string) (a answer) {
	t.Helper()
	_, text := call(t, "GET", target, "", nil)
	if err := json.Unmarshal([]byte(text), &a); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return a
}

func eventually(t *testing.T, what string, f func() bool) {
	t.Helper()
	for range 200 {
		if f() {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}
