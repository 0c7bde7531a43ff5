// Package doctor_test walks with the postback doctor through the whole system:
// what it promises is what the intake does.
package doctor_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/test/stage"
)

type run struct {
	Passed bool
	Steps  []struct {
		Step   string
		OK     bool
		Values map[string]string
	}
}

func open(t *testing.T) (*stage.Stage, stage.Partner) {
	t.Helper()
	s, err := stage.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	maya, err := s.Join(t.Context(), "maya")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s, maya
}

func ask[T any](t *testing.T, s *stage.Stage, method, path, body string) (out T) {
	t.Helper()
	w, err := s.Call(t.Context(), stage.Owner, method, "/api/m/"+string(s.Program.ID)+path, body)
	if err != nil || w.Code != http.StatusOK {
		t.Fatalf("%s: %v %v", path, err, w)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// money is every item that counts or is money.
func money(t *testing.T, s *stage.Stage) map[table.Key]table.Item {
	t.Helper()
	all, err := s.Dump(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for k := range all {
		kept := false
		for _, prefix := range []string{"BAL#", "LED#", "STAT#", "COM#", "CUS#", "OUT#"} {
			kept = kept || strings.HasPrefix(k.PK, prefix)
		}
		if !kept {
			delete(all, k)
		}
	}
	return all
}

func TestATestVisitorsReportComesThroughTheShopAndEarnsAndCountsNothing(t *testing.T) {
	t.Parallel()
	s, _ := open(t)
	before := money(t, s)
	r := ask[run](t, s, http.MethodPost, "/doctor/run", `{}`)
	if !r.Passed || len(r.Steps) != 5 {
		t.Fatalf("%+v", r)
	}
	clickID := r.Steps[1].Values["click_id"]
	if w := s.Sale(t.Context(), "T-1", "50.00", clickID); !strings.Contains(w.Body.String(), `"reason":"test_click"`) {
		t.Errorf("the shop's report gets %s", w.Body)
	}
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, money(t, s)); d != "" {
		t.Errorf("the test left (-before +after):\n%s", d)
	}
	type incoming struct {
		Data []struct{ Verdict, Reason string }
	}
	if got := ask[incoming](t, s, http.MethodGet, "/doctor/incoming", ""); len(got.Data) != 1 || got.Data[0].Reason != "test_click" {
		t.Errorf("%+v", got)
	}
}

func TestTheDoctorSaysWhatTheIntakeThenDoes(t *testing.T) {
	t.Parallel()
	s, maya := open(t)
	clickID, err := s.Click(t.Context(), maya.Link, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	type answer struct {
		Verdict, Reason string
		Status          int
		Commissions     []struct {
			Amount struct{ Amount int64 }
		}
	}
	for _, parameters := range []string{
		"transaction_id=A-1&amount=50.00&click_id=" + clickID,
		"transaction_id=A-1&amount=50.00&click_id=" + clickID,
		"transaction_id=A-1&amount=49.00&click_id=" + clickID,
		"transaction_id=A-2&amount=50.00",
		"transaction_id=A-3&amount=50.00&click_id={click_id}",
		"transaction_id=A-4&click_id=" + clickID,
		"transaction_id=A-5&amount=5.00&currency=USD&click_id=" + clickID,
		"transaction_id=A-6&event=refund&order_id=A-1&amount=10.00",
		"transaction_id=A-7&event=refund&order_id=LATER",
		"transaction_id=A-8&event=lead&click_id=" + clickID,
		"amount=5.00&click_id=" + clickID,
		"transaction_id=A-9&amount=1.000,00&click_id=" + clickID,
		"transaction_id=A-10&event=bought&amount=1&click_id=" + clickID,
	} {
		said := ask[answer](t, s, http.MethodPost, "/doctor/check", `{"url":"https://portal.test/postback?key=`+s.Secret+"&"+parameters+`"}`)
		w := s.Post(t.Context(), parameters)
		var did answer
		if err := json.Unmarshal(w.Body.Bytes(), &did); err != nil {
			t.Fatal(err)
		}
		if did.Status = w.Code; w.Code == http.StatusBadRequest {
			did.Verdict = "refused"
		}
		if d := cmp.Diff(did, said, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%s (-did +said):\n%s", parameters, d)
		}
		if err := s.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}
