package managerapi

import (
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// exchangedOf is what leaves in another currency; nil when it is the program's.
func exchangedOf(p payout.Payout) *httpkit.Exchanged {
	if !p.Exchanged() {
		return nil
	}
	return httpkit.ExchangedOf(p.Sent(), p.Rate.Decimal(), p.Rate.Day)
}
