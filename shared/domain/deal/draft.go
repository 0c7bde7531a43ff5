package deal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Draft is a deal as somebody fills it in.
type Draft struct {
	Name     string
	Company  string
	Website  string
	Contact  string
	Email    string
	Text     string
	Minor    int64
	Currency money.Currency
}

const maxMinor = 1_000_000_000_000

// into writes the draft into a deal. Faults: Invalid.
func (x Draft) into(d Deal) (Deal, error) {
	var bad []fault.Field
	wrong := func(is bool, field, message string) {
		if is {
			bad = append(bad, fault.Field{Location: "body." + field, Message: message})
		}
	}
	short := func(text, field string, needed bool) string {
		text = strings.TrimSpace(text)
		wrong(needed && text == "", field, "is required")
		wrong(!line(text, 120), field, "must have 120 characters at most, in one line")
		return text
	}
	d.Name, d.Company, d.Contact = short(x.Name, "name", true), short(x.Company, "company", true), short(x.Contact, "contact", false)
	d.Email, d.Website, d.Text = strings.TrimSpace(x.Email), host(x.Website), strings.TrimSpace(x.Text)
	wrong(d.Email != "" && !address(d.Email), "email", "must be an e-mail address")
	wrong(d.Website == "" && strings.TrimSpace(x.Website) != "", "website", "must be a website's address, as fernhill.io")
	wrong(!readable(d.Text, 4000), "text", "must have 4000 characters at most")
	wrong(x.Minor < 0 || x.Minor > maxMinor, "value", "must be zero or more, and not absurdly large")
	d.Minor, d.Currency = x.Minor, x.Currency
	if len(bad) > 0 {
		return d, invalid(bad...)
	}
	return d, nil
}

// host is a website's host without www, empty for what is none.
func host(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	text = strings.TrimPrefix(strings.TrimPrefix(text, "https://"), "http://")
	text, _, _ = strings.Cut(text, "/")
	text = strings.TrimPrefix(strings.TrimSuffix(text, "."), "www.")
	if !strings.Contains(text, ".") || strings.HasPrefix(text, ".") || len(text) > 120 ||
		strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789.-äöüßéèñç") != "" {
		return ""
	}
	return text
}

func address(text string) bool {
	name, at, ok := strings.Cut(text, "@")
	return ok && name != "" && strings.Contains(at, ".") && strings.Count(text, "@") == 1 && !strings.ContainsAny(text, " ,;<>\"") && line(text, 254)
}

// line tells whether text is readable and of one line.
func line(text string, most int) bool {
	return readable(text, most) && !strings.ContainsAny(text, "\r\n\t")
}

func readable(text string, most int) bool {
	return utf8.ValidString(text) && utf8.RuneCountInString(text) <= most &&
		!strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' })
}
