package agreement

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Limits of agreements.
const (
	MaxTitle      = 120
	MaxText       = 60_000
	MaxName       = 120
	MaxAgreements = 20 // of a program
	MaxGroups     = 50 // of an agreement
	maxAgent      = 300
)

// Words are what a version is written from.
type Words struct {
	Title   string
	Text    string // plain; its lines stay lines, one that begins with "# " is a heading
	Signers Signers
}

// HashOf returns what proves a text: the SHA-256 of the title, an empty line,
// and the text.
func HashOf(title, text string) string {
	sum := sha256.Sum256([]byte(title + "\n\n" + text))
	return hex.EncodeToString(sum[:])
}

// ready returns the words as they are kept, or says what is wrong with them.
func (w Words) ready() (Words, error) {
	w.Title = strings.TrimSpace(w.Title)
	w.Text = strings.TrimSpace(strings.ReplaceAll(w.Text, "\r\n", "\n"))
	if w.Signers == "" {
		w.Signers = Everybody
	}
	var fields []fault.Field
	if !line(w.Title, MaxTitle) {
		fields = append(fields, fault.Field{Location: "body.title", Message: "must have 1 to 120 characters in one line"})
	}
	if n := utf8.RuneCountInString(w.Text); n < 1 || n > MaxText || !utf8.ValidString(w.Text) || strings.ContainsFunc(w.Text, unprintable) {
		fields = append(fields, fault.Field{Location: "body.text", Message: "must have 1 to 60000 characters"})
	}
	if w.Signers != Everybody && w.Signers != Organisation {
		fields = append(fields, fault.Field{Location: "body.signers", Message: "must be everybody or organisation"})
	}
	if len(fields) > 0 {
		return w, fault.New(fault.Invalid, "agreement.invalid", "The agreement cannot be kept like this.").With(fields...)
	}
	return w, nil
}

func unprintable(r rune) bool { return r != '\n' && r != '\t' && unicode.IsControl(r) }

func line(text string, most int) bool {
	n := utf8.RuneCountInString(text)
	return n >= 1 && n <= most && utf8.ValidString(text) && !strings.ContainsFunc(text, unicode.IsControl)
}

// named returns a name as somebody signs with it: at least two letters.
func named(text, field string) (string, error) {
	text = strings.Join(strings.Fields(text), " ")
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters < 2 || !line(text, MaxName) {
		return "", fault.New(fault.Invalid, "agreement.unsigned", "Sign with your full name.").
			With(fault.Field{Location: field, Message: "must be a name of 2 to 120 characters"})
	}
	return text, nil
}

// clip cuts what a browser says of itself.
func clip(text string) string {
	text = strings.ToValidUTF8(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, text), "")
	if runes := []rune(text); len(runes) > maxAgent {
		return string(runes[:maxAgent])
	}
	return text
}

// assigned returns the groups without repetition.
func assigned(gs []id.Group) ([]id.Group, error) {
	var out []id.Group
	seen := map[id.Group]bool{}
	for _, g := range gs {
		if !seen[g] {
			seen[g], out = true, append(out, g)
		}
	}
	if len(out) > MaxGroups {
		return nil, fault.New(fault.Invalid, "agreement.too_many_groups", "An agreement is for at most 50 groups.").
			With(fault.Field{Location: "body.groups", Message: "must be at most 50"})
	}
	return out, nil
}
