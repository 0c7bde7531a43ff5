// Package page holds the shape of every list: a limit, an opaque cursor, and
// whether more follows.
package page

import "strings"

// Limits of a list call.
const (
	DefaultLimit = 25
	MaxLimit     = 200
)

// Request asks for one page. An empty Cursor asks for the first. Cursors are
// opaque to domain and store callers; the transport signs them. Where a list can
// be searched, Search asks for rows that hold it: a page may then be short, even
// empty, and have more behind it.
type Request struct {
	Limit  int
	Cursor string
	Search string
}

// Sought tells whether only rows with a text are asked for.
func (r Request) Sought() bool { return strings.TrimSpace(r.Search) != "" }

// Finds tells whether one of the texts holds what is sought, upper and lower
// case being one.
func (r Request) Finds(texts ...string) bool {
	sought := strings.ToLower(strings.TrimSpace(r.Search))
	if sought == "" {
		return true
	}
	for _, text := range texts {
		if strings.Contains(strings.ToLower(text), sought) {
			return true
		}
	}
	return false
}

// Size returns the limit in bounds: DefaultLimit when unset, MaxLimit at most.
func (r Request) Size() int {
	switch {
	case r.Limit <= 0:
		return DefaultLimit
	case r.Limit > MaxLimit:
		return MaxLimit
	}
	return r.Limit
}

// Of is one page of a list. Next is empty on the last page.
type Of[T any] struct {
	Data []T
	Next string
}

// Map turns a page of one type into a page of another.
func Map[A, B any](p Of[A], f func(A) B) Of[B] {
	out := Of[B]{Data: make([]B, 0, len(p.Data)), Next: p.Next}
	for _, a := range p.Data {
		out.Data = append(out.Data, f(a))
	}
	return out
}
