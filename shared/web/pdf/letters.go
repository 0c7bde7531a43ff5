package pdf

import (
	"slices"
	"strings"
	"unicode"
)

// clean keeps what the fonts can show: control characters go, and a letter of a
// script that they do not have becomes a question mark, so that nothing vanishes
// unseen.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r) || r > 0xffff:
			return ' '
		case unicode.IsLetter(r) && !isWide(r) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common):
			return '?'
		}
		return r
	}, s)
}

// isWide tells whether a sign is one of Chinese, Japanese or Korean: a letter,
// or what stands between letters, of the blocks from CJK Symbols on.
func isWide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo) ||
		r >= '\u3000' && r <= '\u303f' || r >= '\uff01' && r <= '\uff60'
}

// runs cuts a text where its font changes.
func runs(s string) []string {
	var out []string
	start, last := 0, false
	for i, r := range s {
		if now := isWide(r); i > 0 && now != last {
			out = append(out, s[start:i])
			start = i
		}
		last = isWide(r)
	}
	return append(out, s[start:])
}

// any tells whether a sheet has such a letter.
func (s Sheet) any(such func(rune) bool) bool {
	texts := append(append([]string{s.Title, s.Number, s.From, s.Stamp}, s.Notes...), s.Prose...)
	for _, side := range s.Sides {
		texts = append(append(texts, side.Role), side.Lines...)
	}
	for _, f := range slices.Concat(s.Facts, s.Totals) {
		texts = append(texts, f.Label, f.Value)
	}
	texts = append(texts, slices.Concat(s.Rows...)...)
	return slices.ContainsFunc(texts, func(text string) bool { return strings.ContainsFunc(text, such) })
}
