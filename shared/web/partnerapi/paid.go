package partnerapi

import (
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/sheet"
)

// paidOf is what was paid in another currency; nil when it was the program's.
func paidOf(e *fx.Exchange) *httpkit.Paid {
	if e == nil {
		return nil
	}
	return httpkit.PaidOf(e.Given, e.Rate.Decimal(), e.Rate.Day)
}

// paidCells are the same for a file: amount, currency, rate and its day.
func paidCells(e *fx.Exchange) []sheet.Cell {
	if e == nil {
		return []sheet.Cell{"", "", "", ""}
	}
	return []sheet.Cell{
		sheet.Number(e.Given.Decimal()), sheet.Text(string(e.Given.Currency())), sheet.Number(e.Rate.Decimal()), sheet.Text(e.Rate.Day),
	}
}
