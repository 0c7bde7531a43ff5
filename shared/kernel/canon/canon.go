// Package canon writes JSON of which there is one form only: the fields in the
// order in which they are given, no blanks, whole numbers in decimal, and
// strings escaped no more than JSON needs, as RFC 8785 and JSON.stringify do.
// What is hashed or signed is written with it, so that any other program can
// make the same bytes.
package canon

import (
	"strconv"
	"unicode/utf8"
)

// Object is a JSON object that is being written. The zero value is empty. Only
// the newest value may be written on.
type Object struct{ b []byte }

// Text adds a string.
func (o Object) Text(name, value string) Object {
	return Object{appendText(o.field(name), value)}
}

// Int adds a whole number.
func (o Object) Int(name string, value int64) Object {
	return Object{strconv.AppendInt(o.field(name), value, 10)}
}

// Raw adds a value that is canonical JSON already.
func (o Object) Raw(name string, value []byte) Object {
	return Object{append(o.field(name), value...)}
}

// Texts adds a list of strings.
func (o Object) Texts(name string, values []string) Object {
	b := append(o.field(name), '[')
	for i, v := range values {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, v)
	}
	return Object{append(b, ']')}
}

// List adds a list of objects.
func (o Object) List(name string, values []Object) Object {
	b := append(o.field(name), '[')
	for i, v := range values {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, v.Bytes()...)
	}
	return Object{append(b, ']')}
}

// Bytes returns the object.
func (o Object) Bytes() []byte {
	if len(o.b) == 0 {
		return []byte("{}")
	}
	return append(o.b, '}')
}

func (o Object) field(name string) []byte {
	b := o.b
	if len(b) == 0 {
		b = append(make([]byte, 0, 256), '{')
	} else {
		b = append(b, ',')
	}
	return append(appendText(b, name), ':')
}

// appendText writes a string; what is not UTF-8 becomes U+FFFD.
func appendText(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == '\b':
			b = append(b, '\\', 'b')
		case r == '\f':
			b = append(b, '\\', 'f')
		case r == '\n':
			b = append(b, '\\', 'n')
		case r == '\r':
			b = append(b, '\\', 'r')
		case r == '\t':
			b = append(b, '\\', 't')
		case r < ' ':
			b = append(b, '\\', 'u', '0', '0', hex[r>>4], hex[r&15])
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return append(b, '"')
}
