package badinput_test

import (
	"encoding/json"
	"net/http"
	"sync"
	"testing"

	"github.com/tributaryhq/tributary/test/stage"
)

// TestFiftyReportsAtOnce sends one sale by fifty connections and by Stripe's
// queue at the same time: one of them earns, the others hear of the same
// commission.
func TestFiftyReportsAtOnce(t *testing.T) {
	t.Parallel()
	s, maya, _ := open(t)
	c, err := s.Click(t.Context(), maya.Link, "")
	must(t, err)
	type said struct {
		Verdict     string
		Commissions []struct{ ID string }
	}
	answers := make([]said, 50)
	var all sync.WaitGroup
	for i := range answers {
		all.Go(func() {
			w := s.Sale(t.Context(), "ONCE", "50.00", c)
			switch w.Code {
			case http.StatusOK:
				if err := json.Unmarshal(w.Body.Bytes(), &answers[i]); err != nil {
					t.Error(err)
				}
			case http.StatusAccepted: // too many at once: queued
			default:
				t.Errorf("answered with %d %s", w.Code, w.Body)
			}
		})
	}
	all.Wait()
	must(t, s.Settle(t.Context()))
	verdicts, commissions := map[string]int{}, map[string]bool{}
	for _, a := range answers {
		verdicts[a.Verdict]++
		for _, line := range a.Commissions {
			commissions[line.ID] = true
		}
	}
	if verdicts["accepted"] != 1 || verdicts["conflict"]+verdicts["rejected"]+verdicts["unattributed"] > 0 || len(commissions) != 1 {
		t.Errorf("the answers are %v, of %d commissions", verdicts, len(commissions))
	}
	earned(t, s, maya, 2000+1000, 2)
}

func earned(t *testing.T, s *stage.Stage, p stage.Partner, pending, postings int64) {
	t.Helper()
	b, err := s.Balance(t.Context(), p)
	must(t, err)
	if b.Pending != pending || b.Seq != postings {
		t.Errorf("the partner's account reads %+v", b)
	}
	must(t, s.Sound(t.Context()))
}
