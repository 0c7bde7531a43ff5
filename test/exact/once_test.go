package exact_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/tributaryhq/tributary/test/stage"
)

// ordersFlag is how many orders are told of; Q-7 asks for a thousand.
func ordersFlag() *int {
	return flag.Int("orders", 1000, "orders that are reported by three paths at once")
}

var orders = ordersFlag() //nolint:gochecknoglobals // flags are read before tests run

// copies is how often each order is reported: by postback, as JSON and by
// Stripe, in turn.
const copies = 50

// TestAnOrderToldFiftyTimesByThreePathsEarnsOnce is Q-7.
func TestAnOrderToldFiftyTimesByThreePathsEarnsOnce(t *testing.T) {
	t.Parallel()
	s, err := stage.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	maya, err := s.Join(t.Context(), "maya")
	if err != nil {
		t.Fatal(err)
	}
	c, err := s.Click(t.Context(), maya.Link, "")
	if err != nil {
		t.Fatal(err)
	}
	for n := range *orders {
		same(t, s, fmt.Sprintf("pi_%06d", n), c)
		if n%50 == 49 {
			settle(t, s)
		}
	}
	settle(t, s)
	b, err := s.Balance(t.Context(), maya)
	if err != nil {
		t.Fatal(err)
	}
	if want := int64(*orders) * 2000; b.Pending != want || b.Earned != want || b.Seq != int64(*orders) {
		t.Errorf("%d orders of 100.00 at 20 %% earned %d in %d postings", *orders, b.Earned, b.Seq)
	}
	if parked := s.Parked(); len(parked) > 0 {
		t.Errorf("%d messages are parked, the first is %+v", len(parked), parked[0])
	}
	if err := s.Sound(t.Context()); err != nil {
		t.Error(err)
	}
}

// same reports one order by all paths at once and holds the answers against
// each other.
func same(t *testing.T, s *stage.Stage, transaction, click string) {
	t.Helper()
	var all sync.WaitGroup
	answers := make([]*httptest.ResponseRecorder, copies)
	for i := range copies {
		all.Go(func() {
			switch i % 3 {
			case 0:
				answers[i] = s.Sale(t.Context(), transaction, "100.00", click)
			case 1:
				answers[i] = inJSON(t.Context(), s, transaction, click)
			default:
				answers[i] = s.Stripe(t.Context(), checkout(transaction, click, i))
			}
		})
	}
	all.Wait()
	accepted, commission := 0, ""
	for i, w := range answers {
		if i%3 == 2 {
			if w.Code != http.StatusOK {
				t.Fatalf("Stripe is answered %d %s", w.Code, w.Body)
			}
			continue
		}
		var v struct {
			Verdict, First string
			Commissions    []struct{ ID string }
		}
		if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		switch {
		case v.Verdict == "queued":
			continue // the row was busy; the queue brings it
		case v.Verdict == "accepted":
			accepted++
		case v.Verdict != "duplicate" || v.First != "accepted":
			t.Fatalf("%s is answered %d %s", transaction, w.Code, w.Body)
		}
		if len(v.Commissions) != 1 || commission != "" && v.Commissions[0].ID != commission {
			t.Fatalf("%s is answered with another commission: %s", transaction, w.Body)
		}
		commission = v.Commissions[0].ID
	}
	if accepted > 1 {
		t.Fatalf("%s was accepted %d times", transaction, accepted)
	}
}

func inJSON(ctx context.Context, s *stage.Stage, transaction, click string) *httptest.ResponseRecorder {
	body := fmt.Sprintf(`{"event":"sale","transaction_id":%q,"click_id":%q,"amount":{"amount":10000,"currency":%q}}`, transaction, click, s.Program.Currency)
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/v1/conversions", strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+s.Secret)
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	s.Postback.ServeHTTP(w, r)
	return w
}

func checkout(transaction, click string, n int) string {
	return fmt.Sprintf(`{"id":"evt_%s_%d","object":"event","type":"checkout.session.completed","created":%d,"data":{"object":{
		"id":"cs_%s","object":"checkout.session","mode":"payment","payment_status":"paid","payment_intent":%q,
		"client_reference_id":%q,"amount_total":10000,"currency":"eur"}}}`, transaction, n, stage.Start().Unix(), transaction, transaction, click)
}

func settle(t *testing.T, s *stage.Stage) {
	t.Helper()
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
}
