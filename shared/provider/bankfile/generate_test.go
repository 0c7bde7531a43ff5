package bankfile_test

import (
	"context"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// sources answers with one account.
type sources struct{ src bank.Source }

func (s sources) Source(context.Context, id.Program) (bank.Source, error) { return s.src, nil }

func (s sources) Ready(context.Context, id.Program) (sepa, nacha bool, err error) {
	return s.src.SEPA(), s.src.NACHA(), nil
}

func company(older bool) bank.Source {
	return bank.Source{
		Name: "Żółw & Söhne GmbH", Street: "Straße des 17. Juni 1", Postcode: "10623", Town: "Berlin", Country: "DE", IBAN: "DE89370400440532013000", BIC: "COBADEFFXXX", Older: older,
		ACH: bank.ACH{Routing: "021000021", BankName: "First Bank", Origin: "1234567890", Company: "1234567890"},
	}
}

func batch(n int) payout.Batch {
	at := time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC).Add(time.Duration(n) * 7 * time.Hour)
	return payout.Batch{ID: name[id.Batch](n), Program: name[id.Program](n), Status: payout.Running, CreatedAt: at.Add(-time.Hour), Approval: payout.Approval{At: at}}
}

func name[T id.Noun](n int) T {
	v, err := id.Of[T]("test", strconv.Itoa(n))
	if err != nil {
		return ""
	}
	return v
}

var people = []string{
	"Zoë Ångström", "Łukasz Żółć", "Γιώργος Παπαδόπουλος", "Иван Щербаков", "Ünal Şahin", "O’Brien & Sons", "=HYPERLINK(\"x\")", "Nguyễn Văn A", "Ærø // Öl /",
	"ﬁnance Ⅳ", "Straße Größe", "Ћирило Ђорђевић", "山田 Taro", strings.Repeat("Very Long Name ", 12), "a\tb", "+48 Firma", "Łódź_2 \"quoted\"", "I\u0307stanbul",
}

// sorts of bank numbers by country: a is a letter, 9 a digit.
var ibans = map[string]string{
	"DE": "999999999999999999", "FR": "9999999999aaa999999a999"[:23], "NL": "AAAA9999999999", "PL": "999999999999999999999999", "MT": "AAAA99999aaaaaaaaaaaaaaaaaa", "NO": "99999999999", "ES": "99999999999999999999",
	"GB": "AAAA99999999999999", "CH": "99999aaaaaaaaaaaa", "CY": "99999999aaaaaaaaaaaaaaaa", "IT": "A9999999999aaaaaaaaaaaa",
}

func someIBAN(r *rand.Rand) string {
	countries := []string{"CH", "CY", "DE", "ES", "FR", "GB", "IT", "MT", "NL", "NO", "PL"}
	c := countries[r.IntN(len(countries))]
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	var b strings.Builder
	for _, shape := range ibans[c] {
		switch {
		case shape == '9' || shape == 'a' && r.IntN(2) == 0:
			b.WriteByte('0' + byte(r.IntN(10)))
		default:
			b.WriteByte(letters[r.IntN(26)])
		}
	}
	return fmt.Sprintf("%s%02d%s", c, 98-remainder(c+"00"+b.String()), b.String())
}

func someRouting(r *rand.Rand) string {
	n := 1_000_000 + r.IntN(11_000_000)
	s := fmt.Sprintf("%08d", n)
	sum := 0
	for i, d := range s {
		sum += int(d-'0') * []int{3, 7, 1}[i%3]
	}
	return s + strconv.Itoa((10-sum%10)%10)
}

func some(r *rand.Rand, i int, c money.Currency) payout.Line {
	l := payout.Line{
		Payout: name[id.Payout](i), Payee: people[r.IntN(len(people))], Amount: money.Must(1+r.Int64N(1_000_000), c), Note: "Commissions until 2026-10-31 – grüße //",
		Account: payout.Details{IBAN: someIBAN(r), RoutingNumber: someRouting(r), AccountNumber: strconv.Itoa(1000 + r.IntN(1e12)), AccountType: payout.Checking, Email: "p" + strconv.Itoa(i) + "@example.org"},
	}
	if r.IntN(3) == 0 {
		l.Account.BIC = "INGBNL2A"
	}
	if r.IntN(4) == 0 {
		l.Account.AccountType, l.Account.Holder = payout.Savings, people[r.IntN(len(people))]
	}
	return l
}

// TestTenThousandRunsMakeValidFiles is Q-16: every generated run makes a file
// that readers who know only the formats take, with all of its payouts in it.
func TestTenThousandRunsMakeValidFiles(t *testing.T) {
	t.Parallel()
	const runs, parts = 10_000, 10
	for part := range parts {
		t.Run(strconv.Itoa(part), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(16, uint64(part))) //nolint:gosec // a test that repeats itself
			for n := part; n < runs; n += parts {
				if err := checkRun(t.Context(), r, n); err != nil {
					t.Fatalf("run %d: %v", n, err)
				}
			}
		})
	}
}

func checkRun(ctx context.Context, r *rand.Rand, n int) error {
	b, lines := batch(n), []payout.Line(nil)
	currency := money.Currency("EUR")
	if n%3 == 2 {
		currency = "USD"
	}
	sum := new(big.Int)
	for i := range 1 + r.IntN(12) {
		l := some(r, n*100+i, currency)
		lines = append(lines, l)
		sum.Add(sum, big.NewInt(l.Amount.Minor()))
	}
	src := company(n%3 == 1)
	src.ACH.Addenda, src.ACH.Business = n%2 == 0, n%4 == 0
	if n%3 == 2 {
		f, err := exportOf(payout.NACHA, src).Export(ctx, b, lines)
		if err != nil {
			return err
		}
		entries, err := readNACHA(f.Body)
		if err != nil {
			return fmt.Errorf("%w in\n%s", err, f.Body)
		}
		return sameEntries(entries, lines, src.ACH.Addenda)
	}
	f, err := exportOf(payout.SEPA, src).Export(ctx, b, lines)
	if err != nil {
		return err
	}
	if err := validatePain(f.Body, src.Older); err != nil {
		return fmt.Errorf("%w in\n%s", err, f.Body)
	}
	return sameTransfers(f.Body, lines)
}

func sameEntries(entries []achEntry, lines []payout.Line, addenda bool) error {
	if len(entries) != len(lines) {
		return fmt.Errorf("%d entries for %d payouts", len(entries), len(lines))
	}
	for i, e := range entries {
		l := lines[i]
		if e.cents != l.Amount.Minor() || e.routing != l.Account.RoutingNumber || e.account != l.Account.AccountNumber || (e.code == "32") != (l.Account.AccountType == payout.Savings) {
			return fmt.Errorf("the entry %+v pays %+v", e, l.Amount)
		}
		if addenda != strings.Contains(e.addenda, strings.ToUpper(strings.TrimPrefix(string(l.Payout), "pay_"))) {
			return fmt.Errorf("the addendum %q of %s", e.addenda, l.Payout)
		}
	}
	return nil
}

func sameTransfers(body []byte, lines []payout.Line) error {
	doc, err := readXML(body)
	if err != nil {
		return err
	}
	found := doc.all("CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf")
	if len(found) != len(lines) {
		return fmt.Errorf("%d transfers for %d payouts", len(found), len(lines))
	}
	for i, tr := range found {
		if tr.at("Amt/InstdAmt") != lines[i].Amount.Decimal() || tr.at("CdtrAcct/Id/IBAN") != lines[i].Account.IBAN {
			return fmt.Errorf("transfer %d pays %s to %s", i, tr.at("Amt/InstdAmt"), tr.at("CdtrAcct/Id/IBAN"))
		}
	}
	return nil
}
