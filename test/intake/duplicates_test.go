package intake_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

// Whatever reports a sale, and however many do at once, it earns once.
func TestManyReportsOfAnOrderByEveryWayAtOnceEarnOnce(t *testing.T) {
	t.Parallel()
	const orders, copies = 60, 5 // of each way
	s, maya, pk := shopPage(t)
	click, err := s.Click(t.Context(), maya.Link, "")
	must(t, err)
	ways := []func(order string) *http.Request{
		func(o string) *http.Request {
			return get("/postback?key=" + s.Secret + "&transaction_id=" + o + "&amount=10.00&click_id=" + click)
		},
		func(o string) *http.Request {
			return postJSON("/v1/conversions", s.Secret, `{"event":"sale","transaction_id":"`+o+`","amount":{"amount":1000,"currency":"EUR"},"click_id":"`+click+`"}`)
		},
		func(o string) *http.Request {
			sale := `{"event":"sale","transaction_id":"` + o + `","amount":{"amount":1000,"currency":"EUR"},"click_id":"` + click + `"}`
			return postJSON("/v1/conversions/batch", s.Secret, `{"conversions":[`+sale+`,`+sale+`]}`)
		},
		func(o string) *http.Request {
			return get("/v1/track/pixel.gif?key=" + pk + "&order_id=" + o + "&amount=10.00&click_id=" + click)
		},
	}
	for n := range orders {
		order := fmt.Sprintf("Q-%d", n)
		var all sync.WaitGroup
		for _, way := range ways {
			for range copies {
				all.Go(func() { send(t, s.Postback, way(order)) })
			}
		}
		all.Wait()
		// Whoever was told to come again does.
		if w := s.Sale(t.Context(), order, "10.00", click); !strings.Contains(w.Body.String(), `"first":"accepted"`) && !strings.Contains(w.Body.String(), `"verdict":"accepted"`) {
			t.Errorf("%s: %d %s", order, w.Code, w.Body)
		}
	}
	must(t, s.Settle(t.Context()))
	found, cursor := 0, ""
	for {
		p, err := store.ConversionLists{T: s.Table, Clock: s.Clock}.OfProgram(t.Context(), s.Program.ID, "", page.Request{Limit: 200, Cursor: cursor})
		must(t, err)
		for _, r := range p.Data {
			if r.Result != conversion.Accepted {
				t.Errorf("%s is %s", r.Transaction, r.Result)
			}
			found++
		}
		if cursor = p.Next; cursor == "" {
			break
		}
	}
	b, err := s.Balance(t.Context(), maya)
	must(t, err)
	if found != orders || b.Pending != orders*200 {
		t.Errorf("%d orders became %d conversions, which earned %d", orders, found, b.Pending)
	}
}
