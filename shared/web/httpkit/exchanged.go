package httpkit

import "github.com/tributaryhq/tributary/shared/kernel/money"

// Exchanged is what leaves in another currency than the program's, and the rate
// that was frozen when the payout was planned.
type Exchanged struct {
	Amount Money  `json:"amount"`
	Rate   string `json:"rate" doc:"One unit of the program's currency in units of this one" example:"1.0833"`
	Day    string `json:"day" doc:"The day of the rate" example:"2026-03-10"`
}

// ExchangedOf writes what leaves and its rate.
func ExchangedOf(a money.Amount, rate, day string) *Exchanged {
	return &Exchanged{Amount: MoneyOf(a), Rate: rate, Day: day}
}
