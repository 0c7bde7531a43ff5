package intake_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
)

// TestARefundIsCountedThoughNothingIsGivenBack: revenue is what customers paid
// less what they got back, whatever became of the commission.
func TestARefundIsCountedThoughNothingIsGivenBack(t *testing.T) {
	t.Parallel()
	s, maya, _ := shopPage(t)
	click, err := s.Click(t.Context(), maya.Link, "")
	must(t, err)
	must(t, s.Settle(t.Context()))
	if w := s.Sale(t.Context(), "T1", "100.00", click); w.Code != http.StatusOK {
		t.Fatal(w.Code, w.Body)
	}
	rows, err := store.CommissionLists{T: s.Table, Clock: s.Clock}.OfProgram(t.Context(), s.Program.ID, commission.Filter{}, page.Request{})
	must(t, err)
	d := commission.Decider{Store: store.Commissions{T: s.Table}, Clock: s.Clock}
	if r, err := d.Decline(t.Context(), s.Program.ID, []id.Commission{rows.Data[0].ID}, "not a customer", "usr_1"); err != nil || len(r.Done) != 1 {
		t.Fatal(r, err)
	}
	if w := s.Post(t.Context(), "event=refund&transaction_id=R1&order_id=T1&amount=25.00"); !strings.Contains(w.Body.String(), `"accepted"`) {
		t.Fatal(w.Body)
	}
	must(t, s.Settle(t.Context()))
	if _, total := reported(t, s, maya, "day"); total.Now.Revenue.Amount != 75_00 || total.Now.Commission.Amount != 0 {
		t.Errorf("reported: %+v", total.Now)
	}
}
