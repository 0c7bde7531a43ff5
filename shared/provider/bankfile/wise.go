package bankfile

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/domain/payout"
)

// Wise writes Wise's batch file: amounts that the payee gets in full, paid from
// a balance in the same currency, 1,000 rows at most. Payees with an IBAN, with
// an account number, and with only an address each need other columns, and so
// stand in files of their own; more than one file is an archive.
type Wise struct{}

const wiseRows = 1000

var wiseHead = []string{"name", "recipientEmail", "paymentReference", "amountCurrency", "amount", "sourceCurrency", "targetCurrency"}

// Export writes a row per payout.
func (r Wise) Export(_ context.Context, b payout.Batch, lines []payout.Line) (payout.File, error) {
	if err := refuse(lines, r.Refuses); err != nil {
		return payout.File{}, err
	}
	rows, heads := map[string][][]string{}, map[string][]string{}
	for _, l := range lines {
		c := string(l.Amount.Currency())
		label, head, cells := wiseAccount(l)
		label = c + "-" + label
		heads[label] = append(wiseHead[:len(wiseHead):len(wiseHead)], head...)
		row := []string{words(holder(l), 140), l.Account.Email, wiseReference(l), "target", l.Amount.Decimal(), c, c}
		rows[label] = append(rows[label], append(row, cells...))
	}
	return bundle(b.ID, pages(rows, heads, wiseRows))
}

// wiseAccount returns what tells the file of an account's kind apart, and the
// columns and cells that the kind needs.
func wiseAccount(l payout.Line) (label string, head, cells []string) {
	a := l.Account
	switch {
	case a.IBAN != "":
		iban, _ := bank.IBAN(a.IBAN)
		return "iban", []string{"IBAN", "BIC"}, []string{iban, a.BIC}
	case a.AccountNumber != "" && a.Country == "US":
		return "us", []string{"abartn", "accountNumber", "accountType", "addressCountryCode"}, []string{a.RoutingNumber, a.AccountNumber, a.AccountType, a.Country}
	case a.AccountNumber != "":
		return "account", []string{"bankCode", "accountNumber", "addressCountryCode"}, []string{a.RoutingNumber, a.AccountNumber, a.Country}
	}
	return "email", []string{"type"}, []string{"EMAIL"}
}

// wiseReference is short enough for the banks of every currency.
func wiseReference(l payout.Line) string {
	s, _ := reference(string(l.Payout))
	return s[max(0, len(s)-10):]
}

// Refuses says why Wise's file cannot carry a payout, "" when it can.
func (Wise) Refuses(l payout.Line) Reason {
	a := l.Account
	_, ibanOK := bank.IBAN(a.IBAN)
	return first(
		when(l.Amount.Minor() < 1, BadAmount),
		when(words(holder(l), 140) == "", BadName),
		when(a.IBAN != "" && !ibanOK, BadAccount),
		when(a.IBAN == "" && a.AccountNumber == "" && a.Email == "", BadAccount),
		when(a.Email != "" && !email(a.Email), BadAccount),
		when(formula(a.AccountNumber) || formula(a.RoutingNumber) || formula(a.BIC), BadAccount),
		wrongReference(l.Payout),
	)
}

var _ payout.FileRail = Wise{}
