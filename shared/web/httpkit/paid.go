package httpkit

import "github.com/tributaryhq/tributary/shared/kernel/money"

// Paid is what a customer paid in another currency than the program's, and the
// rate at which it was converted, once and for ever.
type Paid struct {
	Amount Money  `json:"amount"`
	Rate   string `json:"rate" doc:"One unit of what was paid in units of the program's currency" example:"0.9231"`
	Day    string `json:"day" doc:"The day of the rate" example:"2026-03-10"`
}

// PaidOf writes what was paid and its rate.
func PaidOf(a money.Amount, rate, day string) *Paid {
	return &Paid{Amount: MoneyOf(a), Rate: rate, Day: day}
}
