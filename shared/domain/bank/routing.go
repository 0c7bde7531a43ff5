package bank

import "regexp"

var (
	nineDigits   = regexp.MustCompile(`^[0-9]{9}$`)
	accountShape = regexp.MustCompile(`^[A-Z0-9-]{1,17}$`)
)

// Routing returns an American routing number without blanks, and whether it is
// one: nine digits of a bank's range whose sum, weighted 3, 7, 1, is a multiple
// of ten.
func Routing(text string) (string, bool) {
	s := compact(text)
	if !nineDigits.MatchString(s) || !ofABank(s[:2]) {
		return s, false
	}
	sum, weights := 0, [3]int{3, 7, 1}
	for i, r := range s {
		sum += weights[i%3] * int(r-'0')
	}
	return s, sum%10 == 0
}

// ofABank tells whether routing numbers of banks begin so.
func ofABank(district string) bool {
	return district >= "01" && district <= "12" || district >= "21" && district <= "32" || district >= "61" && district <= "72" || district == "80"
}

// AccountNumber returns an American account number without blanks, and whether
// it has 1 to 17 letters, digits or hyphens.
func AccountNumber(text string) (string, bool) {
	s := compact(text)
	return s, accountShape.MatchString(s)
}
