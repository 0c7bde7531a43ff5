package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func draft(n int, at time.Time) invoice.Draft {
	return invoice.Draft{
		Program: "prg_1", Partner: "ptr_1", Payout: id.Payout(fmt.Sprintf("pay_%d", n)), PaidAt: at, Zone: time.UTC, Total: *eur(700), Sent: *eur(700),
		Items: []invoice.Item{{Kind: "sale", Text: "Standard", At: at, Minor: 500}, {Kind: "clawback", Text: "Standard", At: at, Minor: -100}, {Kind: "sale", Text: "Standard", At: at, Minor: 320}},
		Fee:   20,
	}
}

// TestFiftyAtOnceLeaveNoGap issues fifty documents at the same time, each of
// them twice: the numbers are 1 to 50, and no document has two.
func TestFiftyAtOnceLeaveNoGap(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(sampleAt)
	desk := invoice.Desk{Store: store.Invoices{T: memory.New(c)}, Clock: c}
	const documents = 50
	numbers := make([][2]int64, documents)
	var wg sync.WaitGroup
	for n := range documents {
		for twice := range 2 {
			wg.Go(func() {
				i, err := desk.Issue(t.Context(), draft(n, sampleAt))
				if err != nil {
					t.Error(err)
				}
				numbers[n][twice] = i.Seq
			})
		}
	}
	wg.Wait()
	var got []int64
	for n, pair := range numbers {
		if pair[0] != pair[1] {
			t.Errorf("document %d has the numbers %v", n, pair)
		}
		got = append(got, pair[0])
	}
	slices.Sort(got)
	for n, v := range got {
		if v != int64(n+1) {
			t.Fatalf("the numbers are %v", got)
		}
	}
}

func TestAVoidInvoiceKeepsItsNumber(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(sampleAt)
	invoices := store.Invoices{T: memory.New(c)}
	desk := invoice.Desk{Store: invoices, Clock: c}
	first, err := desk.Issue(t.Context(), draft(1, sampleAt))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := desk.Void(t.Context(), "pay_1", "returned"); err != nil {
			t.Fatal(err)
		}
	}
	if err := desk.Void(t.Context(), "pay_9", "returned"); err != nil {
		t.Fatalf("a payout without an invoice: %v", err)
	}
	again, err := desk.Issue(t.Context(), draft(1, sampleAt))
	if err != nil || again.State != invoice.Void || again.Number() != first.Number() {
		t.Fatalf("%+v, %v", again, err)
	}
	second, err := desk.Issue(t.Context(), draft(2, sampleAt))
	if err != nil || second.Number() != "2026-0002" {
		t.Fatalf("the next is %s, %v", second.Number(), err)
	}
	next, err := desk.Issue(t.Context(), draft(3, sampleAt.AddDate(1, 0, 0)))
	if err != nil || next.Number() != "2027-0001" {
		t.Fatalf("the first of the next year is %s, %v", next.Number(), err)
	}
}

func TestInvoicesAreListedAndFound(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(sampleAt)
	invoices := store.Invoices{T: memory.New(c)}
	desk := invoice.Desk{Store: invoices, Clock: c}
	for n := range 3 {
		if _, err := desk.Issue(t.Context(), draft(n, sampleAt.Add(time.Duration(n)*time.Hour))); err != nil {
			t.Fatal(err)
		}
	}
	mine, err := invoices.OfPartner(t.Context(), "prg_1", "ptr_1", invoice.Filter{}, page.Request{})
	if err != nil || len(mine.Data) != 3 || mine.Data[0].Number != "2026-0003" || mine.Data[0].Total != *eur(700) || mine.Data[0].State != invoice.Paid {
		t.Fatalf("%+v, %v", mine, err)
	}
	all, err := invoices.OfProgram(t.Context(), "prg_1", invoice.Filter{}, page.Request{Limit: 2})
	if err != nil || len(all.Data) != 2 || all.Next == "" {
		t.Fatalf("%+v, %v", all, err)
	}
	for prefix, want := range map[string]int{"2026-0002": 1, "2026-000": 3, "2025": 0} {
		f := invoice.Filter{Number: prefix}
		found, err := invoices.OfProgram(t.Context(), "prg_1", f, page.Request{})
		own, err2 := invoices.OfPartner(t.Context(), "prg_1", "ptr_1", f, page.Request{})
		if err := errors.Join(err, err2); err != nil || len(found.Data) != want || !slices.Equal(found.Data, own.Data) {
			t.Errorf("%s finds %v, and of the partner %v: %v", prefix, found, own, err)
		}
	}
	i, err := invoices.Load(t.Context(), mine.Data[0].ID)
	if err != nil || len(i.Lines) != 3 || i.Lines[0] != (invoice.Line{Kind: "sale", Text: "Standard", Count: 2, Minor: 820}) || i.Lines[2] != (invoice.Line{Kind: "fee", Count: 1, Minor: -20}) {
		t.Fatalf("%+v, %v", i.Lines, err)
	}
}

func TestAnInvoiceWhoseLinesAreNotItsTotalIsRefused(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(sampleAt)
	desk := invoice.Desk{Store: store.Invoices{T: memory.New(c)}, Clock: c}
	d := draft(1, sampleAt)
	d.Total = *eur(701)
	if _, err := desk.Issue(t.Context(), d); fault.CodeOf(err) != "invoice.sum" {
		t.Fatalf("%v", err)
	}
	many := draft(2, sampleAt)
	many.Items, many.Fee, many.Total = nil, 0, *eur(5050)
	for n := range 100 {
		many.Items = append(many.Items, invoice.Item{Kind: "sale", Text: fmt.Sprint("Offer ", n), At: sampleAt, Minor: int64(n + 1)})
	}
	i, err := desk.Issue(t.Context(), many)
	if err != nil || len(i.Lines) != 60 || i.Lines[59].Kind != "other" || i.Lines[59].Count != 41 {
		t.Fatalf("%d lines, %+v, %v", len(i.Lines), i.Lines[len(i.Lines)-1], err)
	}
}

func TestLegalDataIsCheckedAndKept(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(sampleAt)
	legal := store.Legal{T: memory.New(c), Clock: c}
	mine := invoice.Owner{Partner: "ptr_1"}
	l, err := invoice.SetLegal(t.Context(), legal, mine, invoice.Party{Name: " Żółw ", Address: []string{"", "Prosta 1", "00-001 Warszawa"}, Country: "pl", VAT: "pl 123 456"})
	if err != nil {
		t.Fatal(err)
	}
	got, err := legal.Legal(t.Context(), mine)
	if err != nil || got.Party.Name != "Żółw" || got.Party.VAT != "PL123456" || len(got.Party.Address) != 2 || got.Version != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	l.Version = 1
	if err := legal.SaveLegal(t.Context(), l); !fault.Is(err, fault.Conflict) {
		t.Errorf("an old version is saved: %v", err)
	}
	for name, p := range map[string]invoice.Party{
		"no name":               {Address: []string{"a"}, Country: "PL"},
		"no address":            {Name: "A", Country: "PL"},
		"no country":            {Name: "A", Address: []string{"a"}},
		"a Greek number":        {Name: "A", Address: []string{"a"}, Country: "GR", VAT: "GR123456"},
		"a line feed":           {Name: "A\nB", Address: []string{"a"}, Country: "PL"},
		"five lines":            {Name: "A", Address: strings.Split("abcde", ""), Country: "PL"},
		"an odd VAT number":     {Name: "A", Address: []string{"a"}, Country: "US", VAT: "<script>"},
		"the VAT of a neighbor": {Name: "A", Address: []string{"a"}, Country: "DE", VAT: "PL123456"},
	} {
		if _, err := invoice.SetLegal(t.Context(), legal, mine, p); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// openBook seals nothing.
type openBook struct{}

func (openBook) Seal(_ context.Context, place string, plain []byte) ([]byte, error) {
	return append([]byte(place+"|"), plain...), nil
}

func (openBook) Open(_ context.Context, place string, sealed []byte) ([]byte, error) {
	return bytes.TrimPrefix(sealed, []byte(place+"|")), nil
}

func TestTheAccountToPayFromIsCheckedAndSealed(t *testing.T) {
	t.Parallel()
	c := clock.NewManual(sampleAt)
	desk := bank.Desk{Store: store.BankSources{T: memory.New(c), Clock: c}, Sealer: openBook{}, Clock: c}
	none, err := desk.Source(t.Context(), "prg_1")
	if err != nil || none.SEPA() || none.NACHA() {
		t.Fatalf("%+v, %v", none, err)
	}
	good := bank.Source{
		Program: "prg_1", Name: "Firma", Town: "Berlin", Country: "de", IBAN: "de89 3704 0044 0532 0130 00",
		ACH: bank.ACH{Routing: "021000021", BankName: "First", Origin: "123456789", Company: "1234567890"},
	}
	if _, err := desk.Set(t.Context(), good, "usr_1"); err != nil {
		t.Fatal(err)
	}
	got, err := desk.Source(t.Context(), "prg_1")
	if err != nil || got.IBAN != "DE89370400440532013000" || got.Country != "DE" || got.ChangedBy != "usr_1" || got.Version != 1 || !got.SEPA() || !got.NACHA() {
		t.Fatalf("%+v, %v", got, err)
	}
	for name, change := range map[string]func(*bank.Source){
		"a wrong IBAN":    func(s *bank.Source) { s.IBAN = "DE89370400440532013001" },
		"out of SEPA":     func(s *bank.Source) { s.IBAN = "BR1800360305000010009795493C1" },
		"a wrong BIC":     func(s *bank.Source) { s.BIC = "X" },
		"no town":         func(s *bank.Source) { s.Town = "" },
		"no account":      func(s *bank.Source) { s.IBAN, s.ACH = "", bank.ACH{} },
		"a wrong routing": func(s *bank.Source) { s.ACH.Routing = "021000022" },
		"no origin":       func(s *bank.Source) { s.ACH.Origin = "" },
	} {
		bad := good
		change(&bad)
		if _, err := desk.Set(t.Context(), bad, "usr_1"); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
