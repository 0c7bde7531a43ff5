package exact_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/test/stage"
)

// steps of one order's life. All orders of them are legal: what comes too early
// waits or finds nothing to do.
var steps = []string{"sale", "refund-1", "refund-2", "dispute", "won", "approval", "payout"} //nolint:gochecknoglobals // never written

// TestTheOrderOfEventsMakesNoDifference is Q-8: every order of a sale, two
// refunds of a part, a lost dispute, a won one, the end of the holdback and a
// payout, each event told twice, ends with the same money.
func TestTheOrderOfEventsMakesNoDifference(t *testing.T) {
	t.Parallel()
	s, err := stage.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	orders := permutations(steps)
	t.Logf("%d orders of events", len(orders))
	for n, order := range orders {
		if n%4 != 0 { // every fourth of 5,040
			continue
		}
		if err := live(t, s, n, order); err != nil {
			t.Fatalf("%s: %v", strings.Join(order, " "), err)
		}
	}
	if err := s.Sound(t.Context()); err != nil {
		t.Error(err)
	}
}

// live plays one order of events with a partner of its own and says what is
// wrong with the money in the end.
func live(t *testing.T, s *stage.Stage, n int, order []string) error {
	t.Helper()
	o, err := s.Join(t.Context(), fmt.Sprintf("p%d", n))
	if err != nil {
		return err
	}
	c, err := s.Click(t.Context(), o.Link, "")
	if err != nil {
		return err
	}
	for _, step := range append(slices.Clone(order), "approval", "payout") {
		if err := play(t, s, o, n, step, c); err != nil {
			return fmt.Errorf("%s: %w", step, err)
		}
	}
	b, err := s.Balance(t.Context(), o)
	if err != nil {
		return err
	}
	// 20 % of 100.00, less 10.00 and 25.50 refunded and 20.00 lost
	if left := b.Pending + b.Approved + b.Available + b.InTransit + b.Paid - b.ClawbackDue; left != 890 || b.Pending+b.InTransit != 0 {
		return fmt.Errorf("%d is left of the commission: %+v", left, b)
	}
	return nil
}

func play(t *testing.T, s *stage.Stage, o stage.Partner, n int, step, click string) error {
	t.Helper()
	post := func(parameters string) error {
		for range 2 {
			if w := s.Post(t.Context(), parameters); w.Code >= http.StatusBadRequest {
				return fmt.Errorf("answered %d %s", w.Code, w.Body)
			}
		}
		return nil
	}
	id := fmt.Sprintf("T%d", n)
	switch step {
	case "sale":
		return post("transaction_id=" + id + "&amount=100.00&click_id=" + click)
	case "refund-1":
		return post("event=refund&transaction_id=" + id + "-1&order_id=" + id + "&amount=10.00")
	case "refund-2":
		return post("event=refund&transaction_id=" + id + "-2&order_id=" + id + "&amount=25.50")
	case "dispute":
		return post("event=chargeback&transaction_id=" + id + "-D&order_id=" + id + "&amount=20.00")
	case "won": // a second dispute of 30.00, which the bank gives back
		if err := post("event=reinstated&transaction_id=" + id + "-W2&order_id=" + id + "&amount=30.00"); err != nil {
			return err
		}
		return post("event=chargeback&transaction_id=" + id + "-W1&order_id=" + id + "&amount=30.00")
	case "approval":
		s.Manual.Advance(31 * 24 * time.Hour)
		return s.Run(t.Context(), "CommissionApproval")
	}
	return pay(t, s, o, n)
}

// pay pays what is available to the partner, by file.
func pay(t *testing.T, s *stage.Stage, o stage.Partner, n int) error {
	t.Helper()
	r := s.Runner()
	b, err := r.Plan(t.Context(), payout.Terms{Program: s.Program.ID, Rail: "manual"}, fmt.Sprintf("%d at %s", n, s.Clock.Now()), string(o.User))
	if err != nil {
		return err
	}
	found, err := store.Payouts{T: s.Table}.OfBatch(t.Context(), b.ID)
	if err != nil || len(found) == 0 {
		return err
	}
	if _, err := r.Approve(t.Context(), s.Program.ID, b.ID, payout.Approver{User: "usr_boss", Fresh: true}); err != nil {
		return err
	}
	if _, err := s.Export(t.Context(), b.ID); err != nil {
		return err
	}
	for _, p := range found {
		if err := r.MarkPaid(t.Context(), s.Program.ID, p.ID, "REF"); err != nil {
			return err
		}
	}
	return nil
}

// permutations returns all orders of the words.
func permutations(words []string) [][]string {
	if len(words) == 1 {
		return [][]string{words}
	}
	var out [][]string
	for i, w := range words {
		rest := slices.Delete(slices.Clone(words), i, i+1)
		for _, tail := range permutations(rest) {
			out = append(out, append([]string{w}, tail...))
		}
	}
	return out
}
