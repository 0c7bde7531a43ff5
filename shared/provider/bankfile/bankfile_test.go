package bankfile_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/provider/bankfile"
)

func exportOf(rail string, src bank.Source) payout.FileRail {
	return bankfile.Rails(sources{src})[rail]
}

func pay(n int, l payout.Line) payout.Line {
	l.Payout = name[id.Payout](n)
	if l.Note == "" {
		l.Note = "Commissions until 2026-10-31"
	}
	return l
}

func run(t *testing.T, rail string, src bank.Source, lines ...payout.Line) payout.File {
	t.Helper()
	b := batch(1)
	f, err := exportOf(rail, src).Export(t.Context(), b, lines)
	if err != nil {
		t.Fatal(err)
	}
	again, err := exportOf(rail, src).Export(t.Context(), b, lines)
	if err != nil || again.Name != f.Name || !bytes.Equal(again.Body, f.Body) {
		t.Fatalf("the second file %s differs: %v", again.Name, err)
	}
	return f
}

var euro = payout.Line{
	Payee: "Łukasz Żółć", Amount: money.Must(123456, "EUR"), Account: payout.Details{IBAN: "NL91ABNA0417164300", BIC: "ABNANL2A"},
}

var dollar = payout.Line{
	Payee: "Ann O'Hara", Amount: money.Must(9999, "USD"), Account: payout.Details{RoutingNumber: "021000021", AccountNumber: "123456789", AccountType: payout.Savings},
}

func TestASEPAFileSaysWhoIsPaidWhatAndWhen(t *testing.T) {
	t.Parallel()
	for _, older := range []bool{false, true} {
		f := run(t, payout.SEPA, company(older), pay(1, euro))
		if err := validatePain(f.Body, older); err != nil {
			t.Fatalf("%v in\n%s", err, f.Body)
		}
		doc, err := readXML(f.Body)
		if err != nil {
			t.Fatal(err)
		}
		day := doc.at("CstmrCdtTrfInitn/PmtInf/ReqdExctnDt") + doc.at("CstmrCdtTrfInitn/PmtInf/ReqdExctnDt/Dt")
		got := []string{
			strings.TrimSpace(day), doc.at("CstmrCdtTrfInitn/PmtInf/Dbtr/Nm"), doc.at("CstmrCdtTrfInitn/PmtInf/Dbtr/PstlAdr/TwnNm"),
			doc.at("CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Cdtr/Nm"), doc.at("CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt/InstdAmt"), doc.at("CstmrCdtTrfInitn/GrpHdr/MsgId"), f.Name,
		}
		want := []string{"2026-11-03", "Zolw + Sohne GmbH", "Berlin", "Lukasz Zolc", "1234.56", strings.ReplaceAll(string(batch(1).ID), "_", "-"), string(batch(1).ID) + ".xml"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("older %t: %s", older, diff)
		}
	}
}

func TestANACHAFileIsReadByColumns(t *testing.T) {
	t.Parallel()
	src := company(false)
	src.ACH.Addenda = true
	f := run(t, payout.NACHA, src, pay(1, dollar), pay(2, dollar))
	entries, err := readNACHA(f.Body)
	if err != nil {
		t.Fatalf("%v in\n%s", err, f.Body)
	}
	if len(entries) != 2 || entries[0].cents != 9999 || entries[0].code != "32" || !strings.Contains(entries[1].addenda, "COMMISSIONS UNTIL 2026-10-31") {
		t.Errorf("%+v", entries)
	}
}

func TestPayPalFilesHoldOneCurrencyAndFiveThousandRows(t *testing.T) {
	t.Parallel()
	line := payout.Line{Payee: "Ann", Amount: money.Must(10050, "USD"), Account: payout.Details{Email: "ann@example.org"}}
	f := run(t, payout.PayPalCSV, bank.Source{}, pay(1, line))
	want := "ann@example.org,100.50,USD," + strings.ReplaceAll(string(name[id.Payout](1)), "_", "-") + ",Commissions until 2026-10-31,PAYPAL\n"
	if string(f.Body) != want || !strings.HasSuffix(f.Name, ".csv") {
		t.Errorf("%s: %s", f.Name, f.Body)
	}
	var lines []payout.Line
	for n := range 5001 {
		lines = append(lines, pay(n, line))
	}
	forint := line
	forint.Amount = money.Must(1_000_00, "HUF")
	lines = append(lines, pay(6000, forint))
	rows := unzip(t, run(t, payout.PayPalCSV, bank.Source{}, lines...))
	if len(rows["-HUF-1.csv"]) != 1 || rows["-HUF-1.csv"][0][1] != "1000" || len(rows["-USD-1.csv"]) != 5000 || len(rows["-USD-2.csv"]) != 1 {
		t.Errorf("%d, %d, %d", len(rows["-HUF-1.csv"]), len(rows["-USD-1.csv"]), len(rows["-USD-2.csv"]))
	}
}

// unzip reads the files of an archive by the ends of their names.
func unzip(t *testing.T, f payout.File) map[string][][]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(f.Body), int64(len(f.Body)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][][]string{}
	for _, one := range z.File {
		r, err := one.Open()
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(r).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimPrefix(one.Name, string(batch(1).ID))] = rows
	}
	return out
}

func TestWiseKeepsKindsOfAccountsApart(t *testing.T) {
	t.Parallel()
	byMail := payout.Line{Payee: "=Ann", Amount: money.Must(1000, "GBP"), Account: payout.Details{Email: "ann@example.org"}}
	rows := unzip(t, run(t, payout.Wise, bank.Source{}, pay(1, euro), pay(2, dollarOfWise()), pay(3, byMail)))
	want := map[string][]string{
		"-EUR-iban-1.csv":  {"Łukasz Żółć", "", last10(1), "target", "1234.56", "EUR", "EUR", "NL91ABNA0417164300", "ABNANL2A"},
		"-USD-us-1.csv":    {"Ann O'Hara", "", last10(2), "target", "99.99", "USD", "USD", "021000021", "123456789", "savings", "US"},
		"-GBP-email-1.csv": {"Ann", "ann@example.org", last10(3), "target", "10.00", "GBP", "GBP", "EMAIL"},
	}
	for file, row := range want {
		if len(rows[file]) != 2 || len(rows[file][0]) != len(row) {
			t.Fatalf("%s holds %v", file, rows[file])
		}
		if diff := cmp.Diff(row, rows[file][1]); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}

func dollarOfWise() payout.Line {
	l := dollar
	l.Account.Country = "US"
	return l
}

func last10(n int) string {
	s := string(name[id.Payout](n))
	return s[len(s)-10:]
}

func TestWhatAFileCannotCarryIsNamedNotDropped(t *testing.T) {
	t.Parallel()
	with := func(l payout.Line, change func(*payout.Line)) payout.Line {
		change(&l)
		return l
	}
	paypal := payout.Line{Payee: "Ann", Amount: money.Must(100, "USD"), Account: payout.Details{Email: "ann@example.org"}}
	for what, c := range map[string]struct {
		rail string
		bad  payout.Line
		why  bankfile.Reason
	}{
		"SEPA, dollars":                {payout.SEPA, with(euro, func(l *payout.Line) { l.Amount = money.Must(1, "USD") }), bankfile.WrongCurrency},
		"SEPA, a wrong digit":          {payout.SEPA, with(euro, func(l *payout.Line) { l.Account.IBAN = "NL91ABNA0417164301" }), bankfile.BadAccount},
		"SEPA, a country out of reach": {payout.SEPA, with(euro, func(l *payout.Line) { l.Account.IBAN = "BR1800360305000010009795493C1" }), bankfile.BadAccount},
		"SEPA, nothing to pay":         {payout.SEPA, with(euro, func(l *payout.Line) { l.Amount = money.Must(0, "EUR") }), bankfile.BadAmount},
		"SEPA, a milliard":             {payout.SEPA, with(euro, func(l *payout.Line) { l.Amount = money.Must(100_000_000_000, "EUR") }), bankfile.BadAmount},
		"SEPA, a name without letters": {payout.SEPA, with(euro, func(l *payout.Line) { l.Payee = "株式会社" }), bankfile.BadName},
		"SEPA, an odd id":              {payout.SEPA, with(euro, func(l *payout.Line) { l.Payout = "pay/1" }), bankfile.BadID},
		"NACHA, euros":                 {payout.NACHA, with(dollar, func(l *payout.Line) { l.Amount = money.Must(1, "EUR") }), bankfile.WrongCurrency},
		"NACHA, a wrong digit":         {payout.NACHA, with(dollar, func(l *payout.Line) { l.Account.RoutingNumber = "021000022" }), bankfile.BadAccount},
		"NACHA, a long number":         {payout.NACHA, with(dollar, func(l *payout.Line) { l.Account.AccountNumber = strings.Repeat("1", 18) }), bankfile.BadAccount},
		"NACHA, too much":              {payout.NACHA, with(dollar, func(l *payout.Line) { l.Amount = money.Must(10_000_000_000, "USD") }), bankfile.BadAmount},
		"PayPal, half a forint":        {payout.PayPalCSV, with(paypal, func(l *payout.Line) { l.Amount = money.Must(150, "HUF") }), bankfile.BadAmount},
		"PayPal, dinars":               {payout.PayPalCSV, with(paypal, func(l *payout.Line) { l.Amount = money.Must(150, "BHD") }), bankfile.WrongCurrency},
		"PayPal, a formula":            {payout.PayPalCSV, with(paypal, func(l *payout.Line) { l.Account.Email = "=1@example.org" }), bankfile.BadAccount},
		"Wise, no account":             {payout.Wise, with(euro, func(l *payout.Line) { l.Account = payout.Details{} }), bankfile.BadAccount},
		"Wise, no name":                {payout.Wise, with(euro, func(l *payout.Line) { l.Payee = "==" }), bankfile.BadName},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			good := map[string]payout.Line{payout.SEPA: euro, payout.NACHA: dollar, payout.PayPalCSV: paypal, payout.Wise: euro}[c.rail]
			bad := c.bad
			if bad.Payout == "" {
				bad = pay(2, bad)
			}
			_, err := exportOf(c.rail, company(false)).Export(t.Context(), batch(1), []payout.Line{pay(1, good), bad})
			var f *fault.Error
			errors.As(err, &f)
			if f == nil || f.Code != "batch.not_carriable" || len(f.Fields) != 1 || f.Fields[0].Location != string(bad.Payout) || f.Fields[0].Message != string(c.why) {
				t.Fatalf("%+v", err)
			}
		})
	}
}

func TestAFileNeedsAnAccountToPayFromAndAPayout(t *testing.T) {
	t.Parallel()
	for _, rail := range []string{payout.SEPA, payout.NACHA} {
		line := map[string]payout.Line{payout.SEPA: euro, payout.NACHA: dollar}[rail]
		if _, err := exportOf(rail, bank.Source{}).Export(t.Context(), batch(1), []payout.Line{pay(1, line)}); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s without a source: %v", rail, err)
		}
		for has, src := range map[bool]bank.Source{false: {}, true: company(false)} {
			if err := exportOf(rail, src).(payout.Bounded).Ready(t.Context(), "prg_1"); fault.Is(err, fault.Conflict) == has {
				t.Errorf("%s, with a source %t: %v", rail, has, err)
			}
		}
		if l := exportOf(rail, bank.Source{}).(payout.Lettered); l.Writes("株式会社") || !l.Writes("Żółw") {
			t.Errorf("%s writes the wrong names", rail)
		}
		if _, err := exportOf(rail, company(false)).Export(t.Context(), batch(1), nil); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s without payouts: %v", rail, err)
		}
	}
}

func FuzzPain(f *testing.F) {
	f.Add("Łukasz", "NL91ABNA0417164300", "ABNANL2A", int64(1), "note", "Firma", "Town", false)
	f.Add("株", "DE89370400440532013000", "", int64(99_999_999_999), "//", "/", "京都", true)
	f.Fuzz(func(t *testing.T, payee, iban, bic string, minor int64, note, debtor, town string, older bool) {
		src := company(older)
		src.Name, src.Town = "x"+debtor, "x"+town
		l := pay(1, payout.Line{Payee: payee, Amount: money.Must(minor, "EUR"), Account: payout.Details{IBAN: iban, BIC: bic}, Note: note})
		file, err := exportOf(payout.SEPA, src).Export(t.Context(), batch(1), []payout.Line{l})
		if err != nil {
			if !fault.Is(err, fault.Conflict) {
				t.Fatal(err)
			}
			return
		}
		if err := validatePain(file.Body, older); err != nil {
			t.Fatalf("%v in\n%s", err, file.Body)
		}
	})
}

func FuzzNacha(f *testing.F) {
	f.Add("Ann", "021000021", "123", int64(1), "note", "Firma", true)
	f.Fuzz(func(t *testing.T, payee, routing, account string, minor int64, note, company16 string, addenda bool) {
		src := company(false)
		src.Name, src.ACH.Addenda = "x"+company16, addenda
		l := pay(1, payout.Line{Payee: payee, Amount: money.Must(minor, "USD"), Account: payout.Details{RoutingNumber: routing, AccountNumber: account}, Note: note})
		file, err := exportOf(payout.NACHA, src).Export(t.Context(), batch(1), []payout.Line{l})
		if err != nil {
			if !fault.Is(err, fault.Conflict) {
				t.Fatal(err)
			}
			return
		}
		if _, err := readNACHA(file.Body); err != nil {
			t.Fatalf("%v in\n%s", err, file.Body)
		}
	})
}

func TestDaysAndModifiersComeFromTheRun(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1)) //nolint:gosec // a test that repeats itself
	seen := map[byte]bool{}
	for n := range 200 {
		b := batch(n)
		f, err := exportOf(payout.NACHA, company(false)).Export(t.Context(), b, []payout.Line{some(r, n, "USD")})
		if err != nil {
			t.Fatal(err)
		}
		seen[f.Body[33]] = true
		if got := string(f.Body[23:29]); got != b.Approval.At.Format("060102") {
			t.Fatalf("the file is of %s", got)
		}
	}
	if len(seen) < 20 {
		t.Errorf("200 runs bear %d modifiers", len(seen))
	}
	b := batch(1)
	b.Approval.At = time.Time{}
	if _, err := exportOf(payout.NACHA, company(false)).Export(t.Context(), b, []payout.Line{pay(1, dollar)}); err != nil {
		t.Errorf("a run that is only looked at: %v", err)
	}
}
