package month_test

import (
	"bytes"
	"fmt"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/provider/providertest"
	"github.com/tributaryhq/tributary/shared/store"
)

// accounts is where partners are paid, by rail.
func accounts() map[string]string {
	return map[string]string{
		payout.Manual:    `"free_text":"DE02 1203 0000 0000 2020 51"`,
		payout.SEPA:      `"iban":"PL61 1090 1014 0000 0712 1981 2874"`,
		payout.Wise:      `"iban":"GB33BUKB20201555555555"`,
		payout.PayPalCSV: `"email":"dan@example.com"`,
		payout.PayPal:    `"email":"eva@example.com"`,
		payout.NACHA:     `"routing_number":"021000021","account_number":"12345678","account_type":"checking"`,
	}
}

// hires lets a partner in who says where to be paid.
func (f *firm) hires(name, by string) *seller {
	f.Helper()
	p, err := f.JoinTo(f.Context(), f.program, name)
	if err != nil {
		f.Fatal(err)
	}
	s := &seller{Partner: p, email: name + "@partner.test", by: by}
	f.own(s, http.MethodPut, "/legal", fmt.Sprintf(`{"name":"%s Ltd","address":["High Street 1","Dublin"],"country":"IE","vat_number":"IE6388047V"}`, name), http.StatusOK)
	if by != payout.Stripe {
		f.own(s, http.MethodPut, "/payout-method", fmt.Sprintf(`{"rail":%q,"holder":"%s Ltd",%s}`, by, name, accounts()[by]), http.StatusOK)
		return s
	}
	joined := rail.Account{Program: f.program.ID, Partner: s.ID, ID: "acct_1032D82eZvKYlo2C", Payable: true, Version: 1}
	if err := (store.Rails{T: f.Table, Clock: f.Clock}).SaveAccount(f.Context(), joined); err != nil {
		f.Fatal(err)
	}
	desk := payout.Desk{Store: store.PayoutMethods{T: f.Table}, Seal: account{}, Clock: f.Clock}
	if _, err := desk.SetMethod(f.Context(), s.ID, by, payout.Details{Holder: name, StripeAccount: joined.ID}, s.User); err != nil {
		f.Fatal(err)
	}
	return s
}

// pays plans a run, approves it and lets it go: called, or as a file that is the
// same however often it is made. It returns the one payout of each rail.
func (f *firm) pays() map[string]payout.Payout {
	f.Helper()
	f.Manual.Advance(time.Minute)
	planned := read[struct{ Data []payout.Batch }](f.month, f.manage(http.MethodPost, "/payout-batches", `{}`, http.StatusCreated))
	out := map[string]payout.Payout{}
	for _, b := range planned.Data {
		r := f.Runner()
		r.Rails = f.AllRails()
		if _, err := r.Approve(f.Context(), f.program.ID, b.ID, payout.Approver{User: "usr_second", Fresh: true, Second: true}); err != nil {
			f.Fatal(err)
		}
		if !payout.OnlineRail(b.Rail) {
			path := "/payout-batches/" + string(b.ID) + "/file"
			if file := f.manage(http.MethodPost, path, "", http.StatusOK); len(file) == 0 || !bytes.Equal(file, f.manage(http.MethodPost, path, "", http.StatusOK)) {
				f.Errorf("the file of %s is not the same again", b.Rail)
			}
		}
		f.settle()
		made, err := store.Payouts{T: f.Table}.OfBatch(f.Context(), b.ID)
		if err != nil || len(made) != 1 {
			f.Fatalf("%d payouts by %s, %v", len(made), b.Rail, err)
		}
		out[b.Rail] = made[0]
	}
	return out
}

// fails is what the owner reads on the bank's list.
func (f *firm) fails(p payout.Payout, reason string) {
	f.Helper()
	f.manage(http.MethodPost, "/payouts/"+string(p.ID)+"/mark-failed", fmt.Sprintf(`{"reason":%q}`, reason), http.StatusOK)
	f.stand(payout.Failed, p)
}

func (f *firm) paidByHand(p payout.Payout) {
	f.Helper()
	for range 2 { // told twice, it is paid once
		f.manage(http.MethodPost, "/payouts/"+string(p.ID)+"/mark-paid", `{"reference":"of the bank"}`, http.StatusOK)
	}
	f.stand(payout.Paid, p)
}

func (f *firm) comesBack(p payout.Payout, reason string) {
	f.Helper()
	f.manage(http.MethodPost, "/payout-exceptions/"+string(p.ID)+"/mark-returned", fmt.Sprintf(`{"reason":%q}`, reason), http.StatusOK)
	f.stand(payout.Returned, p)
}

// payout reads one as it stands.
func (f *firm) payout(p payout.Payout) payout.Payout {
	f.Helper()
	now, err := store.Payouts{T: f.Table}.Payout(f.Context(), p.ID)
	if err != nil {
		f.Fatal(err)
	}
	return now
}

func (f *firm) stand(want payout.Status, some ...payout.Payout) {
	f.Helper()
	for _, p := range some {
		if got := f.payout(p); got.Status != want {
			f.Fatalf("the payout by %s is %s, not %s: %s", p.Rail, got.Status, want, got.Reason)
		}
	}
}

// later asks the providers twice how open payouts stand.
func (m *month) later() {
	m.Helper()
	for range 2 {
		m.Manual.Advance(15 * time.Minute)
		m.schedule("PayoutReconciler")
	}
}

// once lets the first call of a kind go wrong.
func once(call string, t providertest.Trouble) func(string, string) providertest.Trouble {
	done := false
	return func(c, _ string) providertest.Trouble {
		if c != call || done {
			return providertest.Well
		}
		done = true
		return t
	}
}
