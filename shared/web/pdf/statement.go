package pdf

import (
	"time"

	"github.com/tributaryhq/tributary/shared/domain/invoice"
)

// Entry is a row of a statement: an entry and what it was for.
type Entry struct {
	invoice.Entry
	What string
}

// Statement is an account over a period with the names that it needs.
type Statement struct {
	Account invoice.Account
	Program string
	Partner string
	From    string // first day, in the program's zone
	To      string // last day
	Zone    *time.Location
	Entries []Entry
}

// Statement draws an account over a period.
func (Documents) Statement(s Statement) ([]byte, error) {
	a := s.Account
	money := func(n int64) string { return grouped(minor(n, a.Currency)) }
	sheet := Sheet{
		Title: "Account statement", Number: s.From + " to " + s.To, From: s.Program, At: a.Until,
		Facts: []Fact{{"Partner", s.Partner}, {"Currency", string(a.Currency)}, {"Opening balance", money(a.Opening)}},
		Columns: []Column{
			{"Date", 26, false}, {"What", 84, false}, {"Amount", 32, true}, {"Balance", 32, true},
		},
		Totals: []Fact{{"Earned", money(a.Earned)}, {"Taken back", money(-a.Reversed)}, {"Paid", money(-a.Paid)}, {"Closing balance", amount(minor(a.Closing, a.Currency))}},
		Notes:  []string{"The balance is what was earned and is not paid yet, pending commissions included."},
	}
	for _, e := range s.Entries {
		sheet.Rows = append(sheet.Rows, []string{e.At.In(s.Zone).Format(time.DateOnly), e.What, money(e.Minor), money(e.Balance)})
	}
	return Draw(sheet)
}
