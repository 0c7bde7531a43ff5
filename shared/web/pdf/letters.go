package pdf

import (
	"strings"
	"unicode"
)

// clean keeps what the font can show: control characters go, and a letter of a
// script that it does not have becomes a question mark, so that nothing vanishes
// unseen.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || r > 0xffff:
			return ' '
		case unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common):
			return '?'
		}
		return r
	}, s)
}
