package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/pdf"
)

func sample() invoice.Invoice {
	return invoice.Invoice{
		ID: "inv_1", Payout: "pay_1", Kind: invoice.SelfBilling, State: invoice.Paid, Series: "2026", Seq: 7, Date: "2026-11-21", From: "2026-10-01", Until: "2026-10-31",
		Supplier: invoice.Party{Name: "Żółw Sp. z o.o.", Address: []string{"ul. Łąkowa 1", "00-001 Gdańsk"}, Country: "PL", VAT: "PL1234567890"},
		Customer: invoice.Party{Name: "Γιώργος & Щербаков GmbH", Address: []string{"Straße 1"}, Country: "DE", VAT: "DE123456789"},
		Lines:    []invoice.Line{{Kind: "sale", Text: "Größe №5", Count: 12, Minor: 1234567}, {Kind: "clawback", Count: 1, Minor: -1000}, {Kind: "fee", Count: 1, Minor: -250}},
		Total:    money.Must(1233317, "EUR"), Sent: money.Must(1233317, "EUR"), Account: "PL •••• 4821", Reference: "REF-1", Note: invoice.ReverseCharge,
		IssuedAt: time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC),
	}
}

// keep writes a document to the folder PDF_DIR, to be looked at.
func keep(t *testing.T, name string, body []byte) {
	t.Helper()
	dir := os.Getenv("PDF_DIR")
	if dir == "" {
		return
	}
	if err := os.WriteFile(dir+"/"+name, body, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestTheDocumentSaysItInEveryScript(t *testing.T) {
	t.Parallel()
	body, err := pdf.Documents{}.Invoice(sample(), "Acme Ćwiczenia")
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "invoice.pdf", body)
	text, err := textOf(body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Self-billing invoice", "2026-0007", "Żółw Sp. z o.o.", "ul. Łąkowa 1", "Γιώργος & Щербаков GmbH", "Größe №5", "12\u00a0345.67", "−10.00", "12\u00a0333.17 EUR",
		"PL1234567890", "Reverse charge", "Acme Ćwiczenia", "PL •••• 4821", "Payout fee",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the document does not say %q in\n%s", want, text)
		}
	}
	if strings.Contains(strings.ToLower(string(body)+text), "tributary") || strings.Contains(string(body), "FPDF") {
		t.Error("the document names a product")
	}
}

func TestNamesOfChinaJapanAndKoreaAreDrawn(t *testing.T) {
	t.Parallel()
	i := sample()
	i.Supplier.Name, i.Customer.Name, i.Customer.Address = "株式会社ミカン珈琲 Zürich", "한국 커피", []string{"北京市朝阳区 12", "ไทย", strings.Repeat("東京都千代田区丸の内一丁目、", 5)}
	body, err := pdf.Documents{}.Invoice(i, "Acme")
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "wide.pdf", body)
	text, err := textOf(body)
	if err != nil {
		t.Fatal(err)
	}
	text = strings.ReplaceAll(text, "\n", "")
	for _, want := range []string{"株式会社ミカン珈琲 Zürich", "한국 커피", "北京市朝阳区 12", "???", "12\u00a0333.17 EUR"} {
		if !strings.Contains(text, want) {
			t.Errorf("the document does not say %q in\n%s", want, text)
		}
	}
	if len(body) > 200_000 {
		t.Errorf("%d bytes: the font is not cut to what is used", len(body))
	}
}

func TestTheSameDocumentIsTheSameBytes(t *testing.T) {
	t.Parallel()
	first, err := pdf.Documents{}.Invoice(sample(), "Acme")
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		again, err := pdf.Documents{}.Invoice(sample(), "Acme")
		if err != nil || !bytes.Equal(first, again) {
			t.Fatalf("the bytes differ, %v", err)
		}
	}
}

func TestAVoidDocumentSaysSo(t *testing.T) {
	t.Parallel()
	i := sample()
	i.State, i.VoidedAt, i.Kind, i.Sent = invoice.Void, i.IssuedAt, invoice.Statement, money.Must(5, "USD")
	i.Supplier.Name = "山田 Taro\x00"
	body, err := pdf.Documents{}.Invoice(i, "Acme")
	if err != nil {
		t.Fatal(err)
	}
	text, err := textOf(body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"VOID", "Commission statement", "0.05 USD", "山田", " Taro"} {
		if !strings.Contains(text, want) {
			t.Errorf("the document does not say %q", want)
		}
	}
}

func TestALongStatementGoesOnOverPages(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)
	s := invoice.Report{Account: invoice.Account{Currency: "JPY", Until: at.AddDate(0, 1, 0), Opening: 5, Closing: 1500}, Program: "Acme", Partner: "Maya", First: "2026-10-01", Last: "2026-10-31", Zone: time.UTC}
	for n := range 200 {
		s.Entries = append(s.Entries, invoice.Entry{At: at, Minor: 7, Balance: int64(n)})
		s.Whats = append(s.Whats, fmt.Sprintf("Sale %d – %s", n, strings.Repeat("long ", 30)))
	}
	body, err := pdf.Documents{}.Statement(s)
	if err != nil {
		t.Fatal(err)
	}
	if pages := bytes.Count(body, []byte("/Type /Page\n")); pages < 5 || pages > 8 {
		t.Errorf("%d pages", pages)
	}
	text, err := textOf(body)
	if err != nil || !strings.Contains(text, "Sale 199") || !strings.Contains(text, "1\u00a0500 JPY") {
		t.Errorf("the last row or the closing balance is missing, %v", err)
	}
}
