package exact_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/test/stage"
)

// lineSteps is the life of an order that is paid in another currency and whose
// products earn apart: 100.00 USD, of which the laces are 30.00.
var lineSteps = []string{"rate", "sale", "laces", "part", "approval", "payout"} //nolint:gochecknoglobals // never written

// TestTheOrderOfLineRefundsInAnotherCurrencyMakesNoDifference is Q-8 for M06:
// every order of a rate, a sale that may wait for it, the refund of half of a
// line, a refund without lines, the end of the holdback and a payout, each event
// told twice, ends with the same money.
func TestTheOrderOfLineRefundsInAnotherCurrencyMakesNoDifference(t *testing.T) {
	t.Parallel()
	s, err := stage.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := byProduct(t, s); err != nil {
		t.Fatal(err)
	}
	for n, order := range permutations(lineSteps) {
		if n%3 != 0 { // every third of 720
			continue
		}
		if err := liveByLine(t, s, n, order); err != nil {
			t.Fatalf("%s: %v", strings.Join(order, " "), err)
		}
	}
	if err := s.Sound(t.Context()); err != nil {
		t.Error(err)
	}
}

// byProduct pays 10 % for boots and 30 % for laces from now on.
func byProduct(t *testing.T, s *stage.Stage) error {
	t.Helper()
	desk := s.Offers()
	found, _, err := desk.Store.List(t.Context(), s.Program.ID)
	if err != nil {
		return err
	}
	v := offer.Version{Name: "Standard", Trigger: offer.Sale, Type: offer.Percent, Rate: 1000, HoldbackDays: -1}
	v.Rules.Rates = []offer.Rate{{Scope: offer.Scope{Product: "laces"}, Term: offer.Term{Type: offer.Percent, Rate: 3000}}}
	_, err = desk.Revise(t.Context(), s.Program.ID, found[0].ID, v)
	s.Manual.Advance(time.Minute) // a process keeps the rules for half a minute
	return err
}

func liveByLine(t *testing.T, s *stage.Stage, n int, order []string) error {
	t.Helper()
	s.Manual.Advance(10 * 24 * time.Hour) // no rate of another order is young enough
	o, err := s.Join(t.Context(), fmt.Sprintf("p%d", n))
	if err != nil {
		return err
	}
	click, err := s.Click(t.Context(), o.Link, "")
	if err != nil {
		return err
	}
	day := s.Clock.Now().Add(time.Second)
	for _, step := range append(slices.Clone(order), "approval", "payout") {
		if err := playLine(t, s, o, n, step, click, day); err != nil {
			return fmt.Errorf("%s: %w", step, err)
		}
	}
	b, err := s.Balance(t.Context(), o)
	if err != nil {
		return err
	}
	// At 0.92: 10 % of 64.40 and 30 % of 27.60 are 14.72. A fifth of the boots and
	// three fifths of the laces came back: 6.256.
	if left := b.Pending + b.Approved + b.Available + b.InTransit + b.Paid - b.ClawbackDue; left != 846 || b.Pending+b.InTransit != 0 {
		return fmt.Errorf("%d is left of the commission: %+v", left, b)
	}
	return nil
}

func playLine(t *testing.T, s *stage.Stage, o stage.Partner, n int, step, click string, day time.Time) error {
	t.Helper()
	id := fmt.Sprintf("L%d", n)
	usd := func(minor int) string { return fmt.Sprintf(`"amount":{"amount":%d,"currency":"USD"}`, minor) }
	switch step {
	case "rate":
		w, err := s.Call(t.Context(), "owner@shop.test", http.MethodPost, "/api/m/"+string(s.Program.ID)+"/rates",
			fmt.Sprintf(`{"from":"USD","rate":"0.92","day":%q}`, day.Format(time.DateOnly)))
		if err != nil || w.Code != http.StatusOK {
			return fmt.Errorf("answered %v, %w", w, err)
		}
		return s.Settle(t.Context())
	case "sale":
		return told(t, s, fmt.Sprintf(`{"event":"sale","transaction_id":%q,"click_id":%q,"occurred_at":%q,%s,
			"lines":[{"id":"1","product_id":"boots","amount":7000},{"id":"2","product_id":"laces","amount":3000}]}`, id, click, day.Format(time.RFC3339), usd(10000)))
	case "laces":
		return told(t, s, fmt.Sprintf(`{"event":"refund","transaction_id":"%s-1","order_id":%q,%s,"lines":[{"id":"2","amount":1500}]}`, id, id, usd(1500)))
	case "part":
		return told(t, s, fmt.Sprintf(`{"event":"refund","transaction_id":"%s-2","order_id":%q,%s}`, id, id, usd(1700)))
	case "approval":
		s.Manual.Advance(31 * 24 * time.Hour)
		return s.Run(t.Context(), "CommissionApproval")
	}
	return pay(t, s, o, n)
}

// told reports an event to the API, twice.
func told(t *testing.T, s *stage.Stage, body string) error {
	t.Helper()
	var errs []error
	for range 2 {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/conversions", strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+s.Secret)
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		s.Postback.ServeHTTP(w, r)
		if w.Code >= http.StatusBadRequest {
			errs = append(errs, fmt.Errorf("answered %d %s", w.Code, w.Body))
		}
	}
	return errors.Join(errs...)
}
