package bankfile

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// spelled writes letters of other scripts, and Latin ones that no accent makes,
// in plain Latin letters.
var spelled = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŧ': "t", 'ŋ': "n", 'ə': "e", 'ƒ': "f",
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k", 'λ': "l", 'μ': "m", 'ν': "n", 'ξ': "x",
	'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t", 'υ': "y", 'φ': "f", 'χ': "ch", 'ψ': "ps", 'ω': "o",
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "zh", 'з': "z", 'и': "i", 'й': "y", 'к': "k", 'л': "l", 'м': "m", 'н': "n",
	'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "h", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "sht", 'ъ': "a", 'ы': "y",
	'ь': "", 'э': "e", 'ю': "yu", 'я': "ya", 'ђ': "dj", 'ѓ': "g", 'є': "ye", 'ѕ': "dz", 'і': "i", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ћ': "c", 'ќ': "k",
	'ѝ': "i", 'ґ': "g", 'џ': "dz", 'ў': "u",
	'’': "'", '‘': "'", '“': "'", '”': "'", '"': "'", '–': "-", '—': "-", '‐': "-", '&': "+", '_': "-", '@': "(at)",
}

// latin writes text in the letters that every SEPA bank takes: Latin letters,
// digits, and / - ? : ( ) . , ' + and blanks. A letter without a spelling
// becomes a dot.
func latin(text string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		b.WriteString(spell(r))
	}
	s := strings.Join(strings.Fields(b.String()), " ")
	for strings.Contains(s, "//") {
		s = strings.ReplaceAll(s, "//", "/")
	}
	return strings.Trim(s, "/ ")
}

func spell(r rune) string {
	if plain(r) {
		return string(r)
	}
	small := unicode.ToLower(r)
	s, ok := spelled[small]
	if !ok {
		s = bare(small)
	}
	if small != r && s != "" {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}

// bare takes the accents off a letter.
func bare(r rune) string {
	if unicode.IsSpace(r) {
		return " "
	}
	if unicode.Is(unicode.Mn, r) || unicode.IsControl(r) {
		return ""
	}
	var b strings.Builder
	for _, part := range norm.NFKD.String(string(r)) {
		s, ok := spelled[part]
		switch {
		case unicode.Is(unicode.Mn, part):
		case plain(part):
			b.WriteRune(part)
		case ok:
			b.WriteString(s)
		default:
			return "."
		}
	}
	return b.String()
}

func plain(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r != 0 && strings.ContainsRune("/-?:().,'+ ", r)
}

// legible tells whether something can be read in text that latin wrote.
func legible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// cut returns at most n characters of plain text.
func cut(s string, n int) string {
	if len(s) > n {
		s = s[:n]
	}
	return strings.Trim(s, "/ ")
}
