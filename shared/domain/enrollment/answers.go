package enrollment

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Yes is the answer of a box that was ticked.
const Yes = "yes"

var countryCode = regexp.MustCompile(`^[A-Z]{2}$`)

// Read takes what was answered, by the questions' ids, and returns the answers
// in the form's order, each with the question as it was asked. Faults: Invalid,
// naming each answer that is missing or wrong.
func (f Form) Read(given map[string]string) ([]Answer, error) {
	var fields []fault.Field
	var out []Answer
	for _, q := range f.Questions {
		text := strings.TrimSpace(strings.ReplaceAll(given[q.ID], "\r\n", "\n"))
		switch {
		case text == "" && q.Required:
			fields = append(fields, fault.Field{Location: "body.answers." + q.ID, Message: "must be answered"})
		case text == "":
		case !q.takes(text):
			fields = append(fields, fault.Field{Location: "body.answers." + q.ID, Message: q.wants()})
		default:
			out = append(out, Answer{Question: q.Label, Text: text})
		}
	}
	if len(fields) > 0 {
		return nil, fault.New(fault.Invalid, "enrollment.answers", "Some answers are missing or not valid.").With(fields...)
	}
	return out, nil
}

// takes tells whether a text is an answer to the question.
func (q Question) takes(text string) bool {
	switch q.Kind {
	case Line:
		return plain(text, 200)
	case Lines:
		return utf8.ValidString(text) && utf8.RuneCountInString(text) <= maxAnswer
	case Choice:
		return slices.Contains(q.Choices, text)
	case Box:
		return text == Yes
	case Country:
		return countryCode.MatchString(text)
	case Web:
		u, err := url.Parse(text)
		return err == nil && len(text) <= 300 && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
	}
	return false
}

func (q Question) wants() string {
	switch q.Kind {
	case Line:
		return "must have at most 200 characters in one line"
	case Lines:
		return "must have at most 1000 characters"
	case Choice:
		return "must be one of the choices"
	case Box:
		return "must be yes or nothing"
	case Country:
		return "must be a country's two letters"
	case Web:
		return "must be a web address"
	}
	return "cannot be answered"
}
