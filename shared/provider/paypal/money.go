package paypal

import (
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// What PayPal pays in, and of those the currencies in which it takes no
// decimals, though two of them have some.
const (
	currencies = "AUD BRL CAD CHF CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD"
	whole      = "HUF JPY TWD"
)

func among(list string, c money.Currency) bool {
	return len(c) == 3 && strings.Contains(list, string(c))
}

// Decimal writes an amount as PayPal reads it. A currency that PayPal does not
// pay in is Invalid, as is a fraction that PayPal does not take.
func Decimal(a money.Amount) (string, error) {
	c := a.Currency()
	switch {
	case !among(currencies, c):
		return "", fault.New(fault.Invalid, "paypal.currency", "PayPal does not pay in %s.", c)
	case a.Sign() <= 0:
		return "", fault.New(fault.Invalid, "paypal.amount", "PayPal pays no less than something.")
	case !among(whole, c):
		return a.Decimal(), nil
	}
	number, fraction, _ := strings.Cut(a.Decimal(), ".")
	if strings.Trim(fraction, "0") != "" {
		return "", fault.New(fault.Invalid, "paypal.fraction", "PayPal takes no fractions of %s.", c)
	}
	return number, nil
}

// Amount reads an amount as PayPal writes it: some answers have ".00" where
// requests may not.
func Amount(value, currency string) (money.Amount, error) {
	c, err := money.ParseCurrency(currency)
	if err != nil {
		return money.Amount{}, err
	}
	if number, fraction, ok := strings.Cut(value, "."); ok && strings.Trim(fraction, "0") == "" {
		value = number
	} else if ok && among(whole, c) {
		return money.Amount{}, fault.New(fault.Invalid, "paypal.fraction", "PayPal takes no fractions of %s.", c)
	}
	return money.ParseDecimal(value, c)
}

// step is of how many minor units an amount must be a multiple.
func step(c money.Currency) int64 {
	n := int64(1)
	if among(whole, c) {
		for range c.Exponent() {
			n *= 10
		}
	}
	return n
}
