package link

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of sub-ids, in bytes: of one, and of a click's five together, so that
// a click's facts stay small.
const (
	maxSub  = 128
	maxSubs = 160
)

// Subs are the partner's own marks of a click, sub1 to sub5.
type Subs [5]string

// Clean returns the sub-ids that are kept: valid UTF-8 without control
// characters and blanks around. One that does not fit is left out rather than
// cut, because a part of somebody's id is somebody else's.
func (s Subs) Clean() Subs {
	left := maxSubs
	for i, v := range s {
		v = strings.TrimSpace(v)
		if len(v) > min(left, maxSub) || !utf8.ValidString(v) || strings.IndexFunc(v, unicode.IsControl) >= 0 {
			v = ""
		}
		left -= len(v)
		s[i] = v
	}
	return s
}

// Or returns the sub-ids with the gaps filled from others.
func (s Subs) Or(others Subs) Subs {
	for i := range s {
		if s[i] == "" {
			s[i] = others[i]
		}
	}
	return s
}
