package lead

import (
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Draft is a lead as somebody fills it in.
type Draft struct {
	Name    string
	Email   string
	Company string
	Answers map[string]string // by the keys of the form's fields
}

// into writes the draft into a lead, as the form wants it. Faults: Invalid.
func (d Draft) into(l Lead, f Form) (Lead, error) {
	var bad []fault.Field
	wrong := func(is bool, field, message string) {
		if is {
			bad = append(bad, fault.Field{Location: "body." + field, Message: message})
		}
	}
	l.Name, l.Email, l.Company = strings.TrimSpace(d.Name), strings.TrimSpace(d.Email), strings.TrimSpace(d.Company)
	wrong(l.Name == "" || !line(l.Name, 120), "name", "must have 1 to 120 characters, in one line")
	wrong(!address(l.Email), "email", "must be an e-mail address")
	wrong(!line(l.Company, 120), "company", "must have 120 characters at most, in one line")
	answers, more := f.answers(d.Answers)
	if bad = append(bad, more...); len(bad) > 0 {
		return l, invalid(bad...)
	}
	l.Answers = answers
	return l, nil
}

// address tells whether text may be an e-mail address.
func address(text string) bool {
	name, host, ok := strings.Cut(text, "@")
	return ok && name != "" && strings.Contains(host, ".") && !strings.HasPrefix(host, ".") && !strings.HasSuffix(host, ".") &&
		!strings.ContainsAny(text, " ,;<>\"") && strings.Count(text, "@") == 1 && line(text, 254)
}
