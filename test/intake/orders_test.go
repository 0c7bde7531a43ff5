package intake_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/test/stage"
)

// partnerSees reads what the partner's portal says at a path of the program.
func partnerSees(t *testing.T, s *stage.Stage, maya stage.Partner, path string, into any) string {
	t.Helper()
	w, err := s.Call(t.Context(), "maya@partner.test", http.MethodGet, "/api/p/"+string(maya.ID)+"/programs/"+string(s.Program.ID)+path, "")
	must(t, err)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	must(t, json.Unmarshal(w.Body.Bytes(), into))
	return w.Body.String()
}

type ordersPage struct {
	Data []struct {
		ID             string
		Status         string
		PartlyRefunded bool `json:"partly_refunded"`
		Contact        string
		States         []struct{ Status string }
	}
}

func TestAnOrderIsFollowedFromPlacedToRefunded(t *testing.T) {
	t.Parallel()
	s, maya, _ := shopPage(t)
	click, err := s.Click(t.Context(), maya.Link, "")
	must(t, err)
	orders := key(t, s, secret(apikey.OrdersWrite))
	state := func(body string) answer {
		return send(t, s.Postback, postJSON("/v1/orders/O%2F1%23x/status", orders, body))
	}
	reads := func(status string, partly bool) {
		t.Helper()
		var got ordersPage
		partnerSees(t, s, maya, "/orders", &got)
		if len(got.Data) != 1 || got.Data[0].ID != "O/1#x" || got.Data[0].Status != status || got.Data[0].PartlyRefunded != partly {
			t.Errorf("the partner sees %+v, not %s", got.Data, status)
		}
	}
	if v := s.Post(t.Context(), "event=signup&transaction_id=S&customer_id=c-1&customer_email=ann@shop.test&click_id="+click); v.Code != http.StatusOK {
		t.Fatal(v.Code, v.Body)
	}
	if a := state(`{"status":"placed","customer_id":"c-1","occurred_at":"2026-03-10T08:00:00Z"}`); a.Status != http.StatusOK || !strings.Contains(a.Body, `"attributed":true`) {
		t.Fatalf("%d %s", a.Status, a.Body)
	}
	reads("placed", false)
	if v := s.Post(t.Context(), "transaction_id=T&order_id=O%2F1%23x&amount=50.00&customer_id=c-1"); !strings.Contains(v.Body.String(), `"accepted"`) {
		t.Fatal(v.Code, v.Body)
	}
	reads("paid", false)
	for range 2 {
		state(`{"status":"fulfilled","occurred_at":"2026-03-10T08:30:00Z"}`)
	}
	state(`{"status":"paid","occurred_at":"2026-03-10T08:10:00Z"}`) // late
	reads("fulfilled", false)
	s.Post(t.Context(), "event=refund&transaction_id=R1&order_id=O%2F1%23x&amount=20.00")
	reads("fulfilled", true)
	state(`{"status":"delivered"}`)
	reads("delivered", true)
	s.Post(t.Context(), "event=refund&transaction_id=R2&order_id=O%2F1%23x&amount=30.00")
	reads("refunded", false)
	var got ordersPage
	partnerSees(t, s, maya, "/orders", &got)
	var states []string
	for _, st := range got.Data[0].States {
		states = append(states, st.Status)
	}
	if strings.Join(states, " ") != "placed paid fulfilled delivered" || got.Data[0].Contact != "a•••@shop.test" {
		t.Errorf("told: %v, %q", states, got.Data[0].Contact)
	}
	for body, status := range map[string]int{`{"status":"lost"}`: 422, `{}`: 422} {
		if a := state(body); a.Status != status {
			t.Errorf("%s: %d %s", body, a.Status, a.Body)
		}
	}
	if a := send(t, s.Postback, postJSON("/v1/orders/O/status", s.Secret, `{"status":"paid"}`)); a.Code != "key.missing" {
		t.Errorf("the postback secret: %d %s", a.Status, a.Body)
	}
}

func TestAPartnerSeesAsMuchOfACustomerAsTheProgramShares(t *testing.T) {
	t.Parallel()
	for level, want := range map[program.Contacts]string{
		program.NoContacts: "", program.MaskedOnly: "a•••@shop.test", "": "a•••@shop.test", program.FullContacts: "Ann Archer",
	} {
		t.Run(string(level), func(t *testing.T) {
			t.Parallel()
			s, err := stage.Open(t.Context(), func(p *program.Program) { p.Contacts = level })
			must(t, err)
			maya, err := s.Join(t.Context(), "maya")
			must(t, err)
			click, err := s.Click(t.Context(), maya.Link, "")
			must(t, err)
			s.Post(t.Context(), "event=lead&transaction_id=L&customer_id=c-1&customer_email=ann@shop.test&customer_name=Ann+Archer&click_id="+click)
			s.Post(t.Context(), "transaction_id=T&amount=50.00&customer_id=c-1")
			var got struct {
				Data []struct {
					ID        string
					Contact   string
					Email     string
					SignedUp  bool `json:"signed_up"`
					Purchased bool
					Revenue   struct{ Amount int64 }
				}
			}
			text := partnerSees(t, s, maya, "/customers", &got)
			if len(got.Data) != 1 || got.Data[0].Contact != want || !got.Data[0].SignedUp || !got.Data[0].Purchased || got.Data[0].Revenue.Amount != 5000 {
				t.Fatalf("the partner sees %s", text)
			}
			if (got.Data[0].Email == "ann@shop.test") != (level == program.FullContacts) {
				t.Errorf("the partner sees the address %q", got.Data[0].Email)
			}
			var one struct{ Orders []struct{ ID, Status string } }
			partnerSees(t, s, maya, "/customers/"+got.Data[0].ID, &one)
			if len(one.Orders) != 1 || one.Orders[0].ID != "T" || one.Orders[0].Status != "paid" {
				t.Errorf("the customer's orders: %+v", one)
			}
			items, err := s.Dump(t.Context())
			must(t, err)
			kept := 0
			for k := range items {
				if k.SK == "CONTACT" {
					kept++
				}
			}
			if (kept > 0) != (level == program.FullContacts) {
				t.Errorf("%d contacts are kept", kept)
			}
			for _, path := range []string{"/customers", "/customers/" + got.Data[0].ID} {
				if w := manage(t, s, http.MethodGet, path, ""); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"name":"maya"`) {
					t.Errorf("the manager's %s: %d %s", path, w.Code, w.Body)
				}
			}
		})
	}
}
