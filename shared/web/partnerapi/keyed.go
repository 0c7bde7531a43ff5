package partnerapi

import (
	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// What a key needs for the operations that keys may do.
const (
	reportsRead     = string(apikey.ReportsRead)
	linksRead       = string(apikey.LinksRead)
	linksWrite      = string(apikey.LinksWrite)
	commissionsRead = string(apikey.CommissionsRead)
	customersRead   = string(apikey.CustomersRead)
	payoutsRead     = string(apikey.PayoutsRead)
)

// keyDoor is where partners' programs come in: the organisation is the key's.
func keyDoor() httpkit.KeyDoor { return httpkit.KeyDoor{From: partnerBase, To: "/v1/partner"} }

// Keyed returns what is served to API keys that partners made: the operations
// of the portal, by the same handlers.
func Keyed(d Deps) []httpkit.Noun {
	a := api{d}
	var all []httpkit.Noun
	for _, n := range []struct {
		name string
		noun httpkit.Noun
	}{
		{"API programs", a.programs()},
		{"API reports", a.reports()},
		{"API reporting", a.reporting()},
		{"API offers", a.offers()},
		{"API links", a.links()},
		{"API coupons", a.coupons()},
		{"API promotions", a.promotions()},
		{"API rewards", a.rewards()},
		{"API referrals", a.referrals()},
		{"API SPIFFs", a.spiffs()},
		{"API customers", a.customers()},
		{"API commissions", a.commissions()},
		{"API missed", a.missed()},
		{"API projection", a.projection()},
		{"API payouts", a.payouts()},
		{"API withdrawals", a.withdraw()},
		{"API statement", a.statements()},
	} {
		all = append(all, n.noun.Keyed(n.name, keyDoor()))
	}
	return all
}
