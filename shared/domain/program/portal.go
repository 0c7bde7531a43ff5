package program

import (
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Limits of what a program adds to the portal.
const (
	MaxNavLinks  = 5
	maxNavName   = 25
	maxQuestions = 50
	maxQuestion  = 200
	maxAnswer    = 4000
)

// Portal is what a program adds to the pages of its partners.
type Portal struct {
	Navigation []NavLink  `json:"navigation,omitempty"`
	Questions  []Question `json:"questions,omitempty"`
	Support    string     `json:"support,omitempty"` // an address shown beside the help, empty for none
}

// NavLink is a page of somebody else's at the foot of a program's tabs.
type NavLink struct {
	Name   string     `json:"name"`
	URL    string     `json:"url"`
	Groups []id.Group `json:"groups,omitempty"` // whose partners see it; none: everybody's
}

// Question is an entry of the program's own help. The answer is plain text; its
// lines stay lines.
type Question struct {
	Question string `json:"question"`
	Answer   string `json:"answer"`
}

// For returns the links that partners of a group see, in the program's order.
func (p Portal) For(group id.Group) []NavLink {
	var out []NavLink
	for _, l := range p.Navigation {
		if len(l.Groups) == 0 || slices.Contains(l.Groups, group) {
			out = append(out, l)
		}
	}
	return out
}

// wrong says what cannot be kept, each at its place.
func (p Portal) wrong() []fault.Field {
	var out []fault.Field
	if len(p.Navigation) > MaxNavLinks {
		out = append(out, fault.Field{Location: "body.portal.navigation", Message: "must be up to 5"})
	}
	for i, l := range p.Navigation {
		at := "body.portal.navigation[" + strconv.Itoa(i) + "]"
		if !plain(l.Name, maxNavName) {
			out = append(out, fault.Field{Location: at + ".name", Message: "must have 1 to 25 characters"})
		}
		if !validPage(l.URL) {
			out = append(out, fault.Field{Location: at + ".url", Message: "must be an https address"})
		}
	}
	if len(p.Questions) > maxQuestions {
		out = append(out, fault.Field{Location: "body.portal.questions", Message: "must be up to 50"})
	}
	for i, q := range p.Questions {
		at := "body.portal.questions[" + strconv.Itoa(i) + "]"
		if !plain(q.Question, maxQuestion) {
			out = append(out, fault.Field{Location: at + ".question", Message: "must have 1 to 200 characters"})
		}
		if n := utf8.RuneCountInString(q.Answer); strings.TrimSpace(q.Answer) == "" || n > maxAnswer || !utf8.ValidString(q.Answer) {
			out = append(out, fault.Field{Location: at + ".answer", Message: "must have 1 to 4000 characters"})
		}
	}
	if p.Support != "" && !validAddress(p.Support) {
		out = append(out, fault.Field{Location: "body.portal.support", Message: "must be an e-mail address"})
	}
	return out
}

func plain(text string, most int) bool {
	return strings.TrimSpace(text) != "" && utf8.ValidString(text) && utf8.RuneCountInString(text) <= most && !strings.ContainsFunc(text, unicode.IsControl)
}

// validPage tells whether a browser may be sent there from the portal.
func validPage(text string) bool {
	u, err := url.Parse(text)
	return err == nil && len(text) <= 2048 && u.Scheme == "https" && u.User == nil && u.Host != "" && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) })
}

func validAddress(text string) bool {
	a, err := mail.ParseAddress(text)
	return err == nil && a.Address == text && len(text) <= 254
}
