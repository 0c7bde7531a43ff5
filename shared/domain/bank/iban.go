package bank

import (
	"regexp"
	"strings"
)

// ibanLengths says how long the IBANs of a country are, by the registry of
// ISO 13616.
var ibanLengths = map[int]string{
	15: "NO",
	16: "BE",
	18: "DK FI FK FO GL NL SD",
	19: "MK SI",
	20: "AT BA EE KZ LT LU MN XK",
	21: "CH HR LI LV",
	22: "BG BH CR DE GB GE IE ME RS VA",
	23: "AE GI IL IQ OM SO TL",
	24: "AD CZ ES MD PK RO SA SE SK TN VG",
	25: "LY PT ST",
	26: "IS TR",
	27: "BI DJ FR GR IT MC MR SM",
	28: "AL AZ BY CY DO GT HU LB NI PL SV",
	29: "BR EG PS QA UA",
	30: "JO KW MU YE",
	31: "MT SC",
	32: "LC",
	33: "RU",
}

// sepa lists the countries that the SEPA credit transfer reaches, by the code
// that their IBANs begin with.
const sepa = " AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA "

// eea lists those of them whose banks ask for no payer's address.
const eea = " AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK "

var ibanShape = regexp.MustCompile(`^[A-Z]{2}[0-9]{2}[A-Z0-9]+$`)

// IBAN returns the account number without blanks and in capitals, and whether
// it is one: its country is known, its length is the country's, and its check
// digits agree.
func IBAN(text string) (string, bool) {
	s := compact(text)
	return s, ibanShape.MatchString(s) && lengthOf(s[:2]) == len(s) && s[2:4] >= "02" && s[2:4] <= "98" && checks97(s)
}

// InSEPA tells whether a SEPA credit transfer reaches the account.
func InSEPA(iban string) bool { return among(sepa, iban) }

// InEEA tells whether the account's country is in the European Economic Area.
func InEEA(iban string) bool { return among(eea, iban) }

func among(list, iban string) bool {
	return len(iban) >= 2 && strings.Contains(list, " "+iban[:2]+" ")
}

func lengthOf(country string) int {
	for n, countries := range ibanLengths {
		if strings.Contains(" "+countries+" ", " "+country+" ") {
			return n
		}
	}
	return 0
}

// checks97 takes the first four characters to the end, letters as 10 to 35, and
// looks whether the number leaves 1 by 97.
func checks97(iban string) bool {
	rest := 0
	for _, r := range iban[4:] + iban[:4] {
		if r >= 'A' {
			rest = (rest*100 + int(r-'A') + 10) % 97
			continue
		}
		rest = (rest*10 + int(r-'0')) % 97
	}
	return rest == 1
}

func compact(text string) string {
	return strings.ToUpper(strings.Join(strings.Fields(text), ""))
}

var bicShape = regexp.MustCompile(`^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$`)

// BIC returns the bank's code without blanks and in capitals, and whether it has
// the shape of one.
func BIC(text string) (string, bool) {
	s := compact(text)
	return s, bicShape.MatchString(s)
}
