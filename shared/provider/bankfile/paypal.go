package bankfile

import (
	"context"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// PayPal writes the CSV that PayPal's website takes: no head, one currency a
// file, 5,000 rows at most. A run of more is an archive of files.
type PayPal struct{}

const paypalRows = 5000

// wholeOnly lists currencies that PayPal pays without decimals although they
// have some.
const wholeOnly = " HUF TWD "

func whole(c money.Currency) bool { return strings.Contains(wholeOnly, " "+string(c)+" ") }

func paypalAmount(l payout.Line) string {
	if whole(l.Amount.Currency()) {
		return strings.TrimSuffix(l.Amount.Decimal(), ".00")
	}
	return l.Amount.Decimal()
}

// Export writes a row per payout.
func (r PayPal) Export(_ context.Context, b payout.Batch, lines []payout.Line) (payout.File, error) {
	if err := refuse(lines, r.Refuses); err != nil {
		return payout.File{}, err
	}
	rows := map[string][][]string{}
	for _, l := range lines {
		c := string(l.Amount.Currency())
		ref, _ := reference(string(l.Payout))
		rows[c] = append(rows[c], []string{l.Account.Email, paypalAmount(l), c, ref, words(l.Note, 400), "PAYPAL"})
	}
	return bundle(b.ID, pages(rows, nil, paypalRows))
}

// Step is of how many minor units an amount must be a multiple.
func (PayPal) Step(c money.Currency) int64 {
	if whole(c) {
		return 100
	}
	return 1
}

// Refuses says why PayPal's file cannot carry a payout, "" when it can.
func (PayPal) Refuses(l payout.Line) Reason {
	ref, ok := reference(string(l.Payout))
	c := l.Amount.Currency()
	return first(
		when(l.Amount.Minor() < 1, BadAmount),
		when(whole(c) && l.Amount.Minor()%100 != 0, BadAmount),
		when(c.Exponent() > 2, WrongCurrency),
		when(!email(l.Account.Email), BadAccount),
		when(!ok || len(ref) > 30, BadID),
	)
}

func email(s string) bool {
	at := strings.LastIndexByte(s, '@')
	return at > 0 && at < len(s)-1 && !formula(s) && !strings.ContainsAny(s, " \t\r\n\",;")
}

var (
	_ payout.FileRail = PayPal{}
	_ payout.Stepped  = PayPal{}
)
