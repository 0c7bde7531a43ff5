package lead

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// FieldType is how a field of the form is filled in.
type FieldType string

// The types.
const (
	Input    FieldType = "input"
	Text     FieldType = "text"
	Dropdown FieldType = "dropdown"
	Checkbox FieldType = "checkbox"
	Country  FieldType = "country"
)

// Field is one thing that the program wants to know of a lead beside name,
// address and company.
type Field struct {
	Key      string    `json:"key"`
	Label    string    `json:"label"`
	Type     FieldType `json:"type"`
	Required bool      `json:"required,omitempty"`
	Options  []string  `json:"options,omitempty"` // of a dropdown
}

// Form is what partners are asked for a lead: those of a group, or everybody
// whose group has none of its own.
type Form struct {
	Program id.Program
	Group   id.Group // empty: everybody
	Fields  []Field
	Signups bool // whoever signs up by a link becomes a lead; of everybody's form
	Version int64
}

// Limits of forms.
const (
	MaxFields  = 20
	maxOptions = 50
	maxLabel   = 80
	maxInput   = 200
	maxText    = 2000
)

// Checked returns the form as it is kept, each field with a key. Faults: Invalid.
func (f Form) Checked() (Form, error) {
	var fields []fault.Field
	wrong := func(i int, name, message string) {
		fields = append(fields, fault.Field{Location: "body.fields[" + strconv.Itoa(i) + "]." + name, Message: message})
	}
	if len(f.Fields) > MaxFields {
		return f, badForm(fault.Field{Location: "body.fields", Message: "must be 20 at most"})
	}
	f.Fields = slices.Clone(f.Fields)
	f.Signups = f.Signups && f.Group == ""
	keys := map[string]bool{}
	for i := range f.Fields {
		x := &f.Fields[i]
		if x.Label = strings.TrimSpace(x.Label); !line(x.Label, maxLabel) || x.Label == "" {
			wrong(i, "label", "must have 1 to 80 characters, in one line")
		}
		if keys[x.Key] && x.Key != "" {
			wrong(i, "key", "is there twice")
		}
		keys[x.Key] = true
		switch x.Type {
		case Dropdown:
			if x.Options = options(x.Options); len(x.Options) == 0 || len(x.Options) > maxOptions {
				wrong(i, "options", "must be 1 to 50, each of 1 to 80 characters")
			}
		case Input, Text, Checkbox, Country:
			x.Options = nil
		default:
			wrong(i, "type", "must be input, text, dropdown, checkbox or country")
		}
	}
	if len(fields) > 0 {
		return f, badForm(fields...)
	}
	for i, n := 0, 0; i < len(f.Fields); i++ {
		for f.Fields[i].Key == "" {
			n++
			if key := "field" + strconv.Itoa(n); !keys[key] {
				f.Fields[i].Key, keys[key] = key, true
			}
		}
	}
	return f, nil
}

func options(given []string) []string {
	var out []string
	for _, o := range given {
		if o = strings.TrimSpace(o); o != "" && line(o, maxLabel) && !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}

func badForm(fields ...fault.Field) error {
	return fault.New(fault.Invalid, "lead.form_invalid", "The form cannot be kept like this.").With(fields...)
}

// answers reads what was filled in, and says what is wrong with it.
func (f Form) answers(given map[string]string) ([]Answer, []fault.Field) {
	var out []Answer
	var bad []fault.Field
	for _, x := range f.Fields {
		value := strings.TrimSpace(given[x.Key])
		if x.Type == Checkbox && value == "false" {
			value = ""
		}
		if why := x.refuses(value); why != "" {
			bad = append(bad, fault.Field{Location: "body.answers." + x.Key, Message: why})
		}
		if value != "" {
			out = append(out, Answer{Key: x.Key, Label: x.Label, Value: value})
		}
	}
	return out, bad
}

// refuses says what is wrong with a field's answer, "" for nothing.
func (x Field) refuses(value string) string {
	if value == "" {
		if x.Required {
			return "is required"
		}
		return ""
	}
	switch x.Type {
	case Input:
		if !line(value, maxInput) {
			return "must have 200 characters at most, in one line"
		}
	case Text:
		if !readable(value, maxText) {
			return "must have 2000 characters at most"
		}
	case Dropdown:
		if !slices.Contains(x.Options, value) {
			return "must be one of the choices"
		}
	case Checkbox:
		if value != "true" {
			return "must be true or false"
		}
	case Country:
		if len(value) != 2 || strings.Trim(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			return "must be a country's two letters, as DE"
		}
	}
	return ""
}

// line tells whether text is readable and of one line.
func line(text string, most int) bool {
	return readable(text, most) && !strings.ContainsAny(text, "\r\n\t")
}

func readable(text string, most int) bool {
	return utf8.ValidString(text) && utf8.RuneCountInString(text) <= most &&
		!strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' })
}
