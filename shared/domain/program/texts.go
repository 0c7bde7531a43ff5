package program

import (
	"strings"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Limits of a program's own words.
const (
	maxSender  = 60
	maxTerm    = 30
	maxTitle   = 80
	maxPassage = 1000
)

// Texts are what a program says in its own words; what is empty is said in the
// portal's.
type Texts struct {
	Sender   string  `json:"sender,omitempty"`   // whom mails are from; the program's name when empty
	Partner  string  `json:"partner,omitempty"`  // what a partner is called, such as Ambassador
	Partners string  `json:"partners,omitempty"` // and several
	Welcome  Passage `json:"welcome,omitzero"`   // before sign-in
	Apply    Passage `json:"apply,omitzero"`     // where people apply
}

// Passage is a title and what stands below it: plain text, whose lines stay
// lines.
type Passage struct {
	Title string `json:"title,omitempty"`
	Text  string `json:"text,omitempty"`
}

// From is whom the program's mails are from.
func (p Program) From() string {
	if p.Texts.Sender != "" {
		return p.Texts.Sender
	}
	return p.Name
}

// wrong says what cannot be kept, each at its place.
func (t Texts) wrong() []fault.Field {
	var out []fault.Field
	line := func(name, text string, most int, message string) {
		if text != "" && !plain(text, most) {
			out = append(out, fault.Field{Location: "body.brand." + name, Message: message})
		}
	}
	line("sender", t.Sender, maxSender, "must have at most 60 characters on one line")
	line("partner_term", t.Partner, maxTerm, "must have at most 30 characters on one line")
	line("partners_term", t.Partners, maxTerm, "must have at most 30 characters on one line")
	if (t.Partner == "") != (t.Partners == "") {
		out = append(out, fault.Field{Location: "body.brand.partners_term", Message: "goes with the word for one of them"})
	}
	for name, p := range map[string]Passage{"welcome": t.Welcome, "apply": t.Apply} {
		line(name+"_title", p.Title, maxTitle, "must have at most 80 characters on one line")
		if utf8.RuneCountInString(p.Text) > maxPassage || !utf8.ValidString(p.Text) || strings.ContainsFunc(p.Text, unseen) {
			out = append(out, fault.Field{Location: "body.brand." + name + "_text", Message: "must have at most 1000 characters"})
		}
	}
	return out
}

// unseen tells what has no place in a text of several lines.
func unseen(r rune) bool { return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f }
