package httpkit

import "github.com/tributaryhq/tributary/shared/kernel/money"

// Money is how every amount is written.
type Money struct {
	Amount   int64  `json:"amount" doc:"Minor units: cents, pence, yen" example:"1999"`
	Currency string `json:"currency" minLength:"3" maxLength:"3" doc:"ISO 4217 code" example:"EUR"`
}

// MoneyOf writes an amount.
func MoneyOf(a money.Amount) Money { return Money{Amount: a.Minor(), Currency: string(a.Currency())} }

// Parse reads the amount; an unknown currency is Invalid.
func (m Money) Parse() (money.Amount, error) {
	c, err := money.ParseCurrency(m.Currency)
	if err != nil {
		return money.Amount{}, err
	}
	return money.New(m.Amount, c)
}
