// Package documents_test pays partners by files for a bank, through a whole
// installation, and reads what is documented of it.
package documents_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/test/stage"
)

const (
	company = `{"name":"Acme GmbH","street":"Hauptstraße 1","postcode":"10623","town":"Berlin","country":"DE","iban":"DE89370400440532013000","bic":"","older":false,
		"ach":{"routing":"","bank_name":"","origin":"","company":"","business":false,"addenda":false}}`
	legalOfCompany = `{"name":"Acme GmbH","address":["Hauptstraße 1","10623 Berlin"],"country":"DE","vat_number":"DE123456789"}`
	legalOfPartner = `{"name":"Żółw Sp. z o.o.","address":["Prosta 1","00-001 Warszawa"],"country":"PL","vat_number":"PL1234567890"}`
)

// play is a stage whose program pays by SEPA files.
type play struct {
	*testing.T
	*stage.Stage
	maya  stage.Partner
	sales int
}

func open(t *testing.T) *play {
	t.Helper()
	s, err := stage.Open(t.Context(), func(p *program.Program) {
		p.HoldbackDays = 0
		p.Payouts.Rail, p.Payouts.Rails = payout.SEPA, []string{payout.SEPA, payout.Manual}
	})
	if err != nil {
		t.Fatal(err)
	}
	p := &play{T: t, Stage: s}
	if p.maya, err = s.Join(t.Context(), "maya"); err != nil {
		t.Fatal(err)
	}
	return p
}

// boss and own call as the program's owner and as the partner's.
func (p *play) boss(method, path, body string, status int) []byte {
	p.Helper()
	return p.must(stage.Owner, method, "/api/m/"+string(p.Program.ID)+path, body, status)
}

func (p *play) own(method, path, body string, status int) []byte {
	p.Helper()
	return p.must("maya@partner.test", method, "/api/p/"+string(p.maya.ID)+path, body, status)
}

func (p *play) must(email, method, path, body string, status int) []byte {
	p.Helper()
	got, err := p.Call(p.Context(), email, method, path, body)
	if err != nil {
		p.Fatal(err)
	}
	if got.Code != status {
		p.Fatalf("%s %s: %d %s", method, path, got.Code, got.Body)
	}
	return got.Body.Bytes()
}

func (p *play) sell(amount string) {
	p.Helper()
	p.sales++
	click, err := p.Click(p.Context(), p.maya.Link, "")
	if err != nil {
		p.Fatal(err)
	}
	if got := p.Sale(p.Context(), "T-"+string(rune('0'+p.sales)), amount, click); got.Code != http.StatusOK {
		p.Fatalf("%d %s", got.Code, got.Body)
	}
	if err := p.Settle(p.Context()); err != nil {
		p.Fatal(err)
	}
	p.pass(time.Hour)
	if err := p.Stage.Run(p.Context(), "CommissionApproval"); err != nil {
		p.Fatal(err)
	}
}

func (p *play) pass(d time.Duration) { p.Manual.Advance(d) }

// ready sets up both sides: the accounts, and how invoices name them.
func (p *play) ready() {
	p.Helper()
	p.boss(http.MethodPut, "/bank-account", company, http.StatusOK)
	p.boss(http.MethodPut, "/legal", legalOfCompany, http.StatusOK)
	p.own(http.MethodPut, "/legal", legalOfPartner, http.StatusOK)
	p.own(http.MethodPut, "/payout-method", `{"rail":"sepa","holder":"Żółw","iban":"PL61 1090 1014 0000 0712 1981 2874"}`, http.StatusOK)
	p.pass(4 * 24 * time.Hour)
}

type list struct {
	Data []struct {
		ID     string `json:"id"`
		Number string `json:"number"`
		State  string `json:"state"`
		Total  struct {
			Amount int64 `json:"amount"`
		} `json:"total"`
		PayoutID string `json:"payout_id"`
	} `json:"data"`
}

func read[T any](p *play, body []byte) T {
	p.Helper()
	var v T
	if err := json.Unmarshal(body, &v); err != nil {
		p.Fatalf("%v in %s", err, body)
	}
	return v
}

// exported plans, approves and exports a run, and returns its file and its one
// payout.
func (p *play) exported() (file []byte, payoutID string) {
	p.Helper()
	p.pass(time.Minute)
	run := read[struct {
		Data []struct{ ID string } `json:"data"`
	}](p, p.boss(http.MethodPost, "/payout-batches", `{}`, http.StatusCreated))
	if len(run.Data) != 1 {
		p.Fatalf("%d batches", len(run.Data))
	}
	b := "/payout-batches/" + run.Data[0].ID
	got, err := p.CallProven(p.Context(), stage.Owner, http.MethodPost, "/api/m/"+string(p.Program.ID)+b+"/approve", "")
	if err != nil || got.Code != http.StatusOK {
		p.Fatal(got, err)
	}
	file = p.boss(http.MethodPost, b+"/file", "", http.StatusOK)
	p.pass(48 * time.Hour)
	if again := p.boss(http.MethodPost, b+"/file", "", http.StatusOK); !bytes.Equal(file, again) {
		p.Error("the second file differs")
	}
	found := read[list](p, p.boss(http.MethodGet, "/payouts?batch="+run.Data[0].ID, "", http.StatusOK))
	return file, found.Data[0].ID
}

func (p *play) invoices() list {
	p.Helper()
	return read[list](p, p.own(http.MethodGet, "/programs/"+string(p.Program.ID)+"/invoices", "", http.StatusOK))
}

func TestAMonthIsPaidByAFileAndDocumented(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.ready()
	p.sell("100.00")
	p.sell("23.45")
	file, pid := p.exported()
	for _, want := range []string{"pain.001.001.09", "<Nm>Zolw</Nm>", "PL61109010140000071219812874", `Ccy="EUR">24.69<`, "<Nm>Acme GmbH</Nm>"} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("the file does not say %q:\n%s", want, file)
		}
	}
	if got := p.invoices(); len(got.Data) != 1 || got.Data[0].State != "pending" || got.Data[0].PayoutID != pid {
		t.Fatalf("before it is paid: %+v", got)
	}
	for range 2 { // told twice, it is one document
		p.boss(http.MethodPost, "/payouts/"+pid+"/mark-paid", `{"reference":"SEPA 4711"}`, http.StatusOK)
	}
	got := p.invoices()
	if len(got.Data) != 1 || got.Data[0].Number != "2026-0001" || got.Data[0].State != "paid" || got.Data[0].Total.Amount != 2469 {
		t.Fatalf("%+v", got)
	}
	one := string(p.own(http.MethodGet, "/programs/"+string(p.Program.ID)+"/invoices/"+got.Data[0].ID, "", http.StatusOK))
	for _, want := range []string{`"kind":"self_billing"`, "Reverse charge", "Żółw Sp. z o.o.", `"count":2`, "SEPA 4711"} {
		if !strings.Contains(one, want) {
			t.Errorf("the invoice does not say %q: %s", want, one)
		}
	}
	for _, path := range []string{"/invoices/" + got.Data[0].ID + "/invoice.pdf", "/statement.pdf?from=2026-03-01&to=2026-03-31"} {
		if body := p.own(http.MethodGet, "/documents/"+string(p.Program.ID)+path, "", http.StatusOK); !bytes.HasPrefix(body, []byte("%PDF-")) {
			t.Errorf("%s: %.40q", path, body)
		}
	}
}

func TestAReturnedPayoutVoidsItsInvoiceAndKeepsItsNumber(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.ready()
	p.sell("100.00")
	_, first := p.exported()
	p.boss(http.MethodPost, "/payouts/"+first+"/mark-paid", `{"reference":"1"}`, http.StatusOK)
	p.boss(http.MethodPost, "/payout-exceptions/"+first+"/mark-returned", `{"reason":"No such account"}`, http.StatusOK)
	_, second := p.exported()
	p.boss(http.MethodPost, "/payouts/"+second+"/mark-paid", `{"reference":"2"}`, http.StatusOK)
	got := p.invoices()
	if len(got.Data) != 2 || got.Data[0].Number != "2026-0002" || got.Data[0].State != "paid" || got.Data[1].Number != "2026-0001" || got.Data[1].State != "void" {
		t.Fatalf("%+v", got)
	}
	s := read[struct {
		Closing struct{ Amount int64 } `json:"closing"`
		Paid    struct{ Amount int64 } `json:"paid"`
	}](p, p.own(http.MethodGet, "/programs/"+string(p.Program.ID)+"/statement?from=2026-03-01&to=2026-04-30", "", http.StatusOK))
	if s.Closing.Amount != 0 || s.Paid.Amount != 2000 {
		t.Errorf("%+v", s)
	}
}

func TestWithoutAnAccountToPayFromNobodyIsPaidByFile(t *testing.T) {
	t.Parallel()
	p := open(t)
	p.own(http.MethodPut, "/payout-method", `{"rail":"sepa","holder":"Żółw","iban":"PL61109010140000071219812874"}`, http.StatusOK)
	p.pass(4 * 24 * time.Hour)
	p.sell("100.00")
	if got := p.boss(http.MethodPost, "/payout-batches/preview", `{}`, http.StatusOK); !bytes.Contains(got, []byte("rail_not_connected")) {
		t.Errorf("%s", got)
	}
	p.own(http.MethodPut, "/payout-method", `{"rail":"sepa","holder":"株式会社","iban":"PL61109010140000071219812874"}`, http.StatusOK)
	p.pass(4 * 24 * time.Hour)
	p.boss(http.MethodPut, "/bank-account", company, http.StatusOK)
	if got := p.boss(http.MethodPost, "/payout-batches/preview", `{}`, http.StatusOK); !bytes.Contains(got, []byte("name_not_writable")) {
		t.Errorf("%s", got)
	}
}
