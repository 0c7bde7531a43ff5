package tax

import "strings"

// NumberKind says what a taxpayer identification number is.
type NumberKind string

// The kinds. Foreign is the number of another country.
const (
	SSN     NumberKind = "ssn"
	ITIN    NumberKind = "itin"
	EIN     NumberKind = "ein"
	Foreign NumberKind = "foreign"
)

// Number returns the digits of a taxpayer identification number, false when no
// number of the kind can look so. Hyphens and blanks are left out. The rules are
// published ones: a social security number has no area 000, 666 or 900–999, no
// group 00 and no serial 0000 (SSA, "Social Security Number Randomization"); an
// ITIN begins with 9 and has the fourth and fifth digit 50–65, 70–88, 90–92 or
// 94–99 (IRS, Publication 1915); an employer's number begins with a prefix that
// the IRS has given out ("How EINs are assigned and valid EIN prefixes").
func Number(k NumberKind, text string) (string, bool) {
	if k == Foreign {
		text = strings.TrimSpace(text)
		return text, len(text) >= 4 && len(text) <= 30 && printable(text)
	}
	var b strings.Builder
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '-' || r == ' ':
		default:
			return "", false
		}
	}
	n := b.String()
	if len(n) != 9 {
		return "", false
	}
	switch k {
	case SSN:
		return n, n[:3] != "000" && n[:3] != "666" && n[0] != '9' && n[3:5] != "00" && n[5:] != "0000"
	case ITIN:
		g := int(n[3]-'0')*10 + int(n[4]-'0')
		return n, n[0] == '9' && (g >= 50 && g <= 65 || g >= 70 && g <= 88 || g >= 90 && g <= 92 || g >= 94)
	case EIN:
		return n, einPrefix(n[:2])
	case Foreign:
	}
	return "", false
}

// einPrefix tells whether the IRS gives out employers' numbers that begin so.
func einPrefix(p string) bool {
	switch p {
	case "00", "07", "08", "09", "17", "18", "19", "28", "29", "49", "69", "70", "78", "79", "89", "96", "97":
		return false
	}
	return true
}

// Last4 is what is shown of a number.
func Last4(n string) string {
	r := []rune(n)
	return string(r[max(0, len(r)-4):])
}

func printable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}
