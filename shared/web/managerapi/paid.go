package managerapi

import (
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// paidOf is what was paid in another currency; nil when it was the program's.
func paidOf(e *fx.Exchange) *httpkit.Paid {
	if e == nil {
		return nil
	}
	return httpkit.PaidOf(e.Given, e.Rate.Decimal(), e.Rate.Day)
}
