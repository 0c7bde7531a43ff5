package payout

import (
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// The rails. A person carries the file of the first five to a bank or a
// website; the last two are called.
const (
	Manual    = "manual"     // a list to work through by hand
	Wise      = "wise"       // Wise's batch CSV
	PayPalCSV = "paypal_csv" // the CSV that PayPal's website takes
	SEPA      = "sepa"       // pain.001
	NACHA     = "nacha"      // PPD and CCD
	PayPal    = "paypal"     // PayPal Payouts
	Stripe    = "stripe"     // Stripe Connect transfers
)

// RailNames returns every rail there is, file rails first.
func RailNames() []string {
	return []string{Manual, Wise, PayPalCSV, SEPA, NACHA, PayPal, Stripe}
}

// KnownRail tells whether there is such a rail.
func KnownRail(rail string) bool { return slices.Contains(RailNames(), rail) }

// OnlineRail tells whether a rail is called rather than carried.
func OnlineRail(rail string) bool { return rail == PayPal || rail == Stripe }

// Carries tells whether a rail pays in a currency.
func Carries(rail string, c money.Currency) bool {
	switch rail {
	case SEPA:
		return c == "EUR"
	case NACHA:
		return c == "USD"
	case PayPal, PayPalCSV:
		return strings.Contains(paypalCurrencies, string(c)) && c.Known()
	}
	return KnownRail(rail)
}

// paypalCurrencies is what PayPal pays in.
const paypalCurrencies = "AUD BRL CAD CHF CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD"

// Currencies lists what a rail pays in.
func Currencies(rail string) []money.Currency {
	return slices.DeleteFunc(money.Currencies(), func(c money.Currency) bool { return !Carries(rail, c) })
}
