package payout

import (
	"math/big"
	"strconv"
	"strings"
)

// ibanLengths is how long an IBAN of a country is, by the ISO 13616 registry.
const ibanLengths = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 " +
	"ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 " +
	"LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 " +
	"SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"

// sepaCountries are those whose IBANs a SEPA credit transfer reaches.
const sepaCountries = "AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA"

func inSEPA(country string) bool { return strings.Contains(" "+sepaCountries+" ", " "+country+" ") }

// ValidIBAN tells whether an IBAN without blanks has its country's length and
// the right check digits.
func ValidIBAN(s string) bool {
	if len(s) < 5 || !strings.Contains(" "+ibanLengths+" ", " "+s[:2]+strconv.Itoa(len(s))+" ") {
		return false
	}
	var digits strings.Builder
	for _, r := range s[4:] + s[:4] {
		switch {
		case r >= '0' && r <= '9':
			digits.WriteRune(r)
		case r >= 'A' && r <= 'Z':
			digits.WriteString(strconv.Itoa(int(r-'A') + 10))
		default:
			return false
		}
	}
	n, ok := new(big.Int).SetString(digits.String(), 10)
	return ok && s[2:4] >= "02" && s[2:4] <= "98" && n.Mod(n, big.NewInt(97)).Int64() == 1
}

// ValidRouting tells whether an American routing number is of a bank's range and
// has the right check digit.
func ValidRouting(s string) bool {
	if len(s) != 9 {
		return false
	}
	sum := 0
	for i, r := range s {
		if r < '0' || r > '9' {
			return false
		}
		sum += int(r-'0') * [3]int{3, 7, 1}[i%3]
	}
	first := s[:2]
	inRange := first >= "01" && first <= "12" || first >= "21" && first <= "32" || first >= "61" && first <= "72" || first == "80"
	return inRange && sum%10 == 0
}
