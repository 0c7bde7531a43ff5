package pdf

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/invoice"
)

// Statement draws an account over a period.
func (Documents) Statement(r invoice.Report) ([]byte, error) {
	a := r.Account
	money := func(n int64) string { return grouped(minor(n, a.Currency)) }
	sheet := Sheet{
		Title: "Account statement", Number: r.First + " to " + r.Last, From: r.Program, At: a.Until,
		Facts: []Fact{{"Partner", r.Partner}, {"Currency", string(a.Currency)}, {"Opening balance", money(a.Opening)}},
		Columns: []Column{
			{"Date", 26, false}, {"What", 84, false}, {"Amount", 32, true}, {"Balance", 32, true},
		},
		Totals: []Fact{{"Earned", money(a.Earned)}, {"Taken back", money(-a.Reversed)}, {"Paid", money(-a.Paid)}, {"Closing balance", amount(minor(a.Closing, a.Currency))}},
		Notes:  []string{"The balance is what was earned and is not paid yet, pending commissions included."},
	}
	for i, e := range a.Entries {
		sheet.Rows = append(sheet.Rows, []string{e.At.In(r.Zone).Format(time.DateOnly), r.Whats[i], money(e.Minor), money(e.Balance)})
	}
	return Draw(sheet)
}

var _ invoice.Printer = Documents{}
