// Package factview shows the facts that events carry and notices repeat.
package factview

import (
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Worth is what the facts are worth to the partner: a commission's amount, of a
// payout the sum that was sent; nil when there is none.
func Worth(facts map[string]string, payout bool) *httpkit.Money {
	name := event.Payout
	if payout {
		name = event.Amount
	}
	c, err := money.ParseCurrency(facts[event.Currency])
	if err != nil || facts[name] == "" {
		return nil
	}
	plain, negative := strings.CutPrefix(facts[name], "-")
	amount, err := money.ParseDecimal(plain, c)
	if err != nil {
		return nil
	}
	if negative {
		amount = amount.Neg()
	}
	v := httpkit.MoneyOf(amount)
	return &v
}

// Count is how many the facts are about.
func Count(facts map[string]string) int64 {
	if n, err := strconv.ParseInt(facts[event.Count], 10, 64); err == nil && n > 0 {
		return n
	}
	return 1
}
