package money

import (
	"maps"
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Currency is an ISO 4217 alphabetic code that this package knows.
type Currency string

// exponents lists the live ISO 4217 codes by their minor unit (list one of the
// standard's maintenance agency). Providers that count differently keep a
// table of their own.
var exponents = map[int]string{
	0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
	2: "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
	3: "BHD IQD JOD KWD LYD OMR TND",
	4: "CLF UYW",
}

var exponentOf = func() map[Currency]int {
	m := map[Currency]int{}
	for exp, codes := range exponents {
		for _, c := range strings.Fields(codes) {
			m[Currency(c)] = exp
		}
	}
	return m
}()

// ParseCurrency accepts a code in either case; anything unknown is Invalid.
func ParseCurrency(code string) (Currency, error) {
	c := Currency(strings.ToUpper(code))
	if _, ok := exponentOf[c]; !ok {
		return "", fault.New(fault.Invalid, "money.unknown_currency", "the currency is not an ISO 4217 code we know")
	}
	return c, nil
}

// Exponent returns how many decimals the currency has: 0, 2, 3 or 4.
func (c Currency) Exponent() int { return exponentOf[c] }

// Currencies lists the codes in alphabetical order.
func Currencies() []Currency { return slices.Sorted(maps.Keys(exponentOf)) }

// Known tells whether the code is in the table.
func (c Currency) Known() bool {
	_, ok := exponentOf[c]
	return ok
}
