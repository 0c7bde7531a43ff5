package httpkit

import "github.com/tributaryhq/tributary/shared/kernel/page"

// Body is an answer that is just a body.
type Body[T any] struct {
	Body T
}

// OK returns the body as an answer.
func OK[T any](v T) *Body[T] { return &Body[T]{Body: v} }

// None is the answer without a body (204).
type None struct{}

// List is one page of a list. NextCursor goes back as ?cursor= to the same
// address with the same filters.
type List[T any] struct {
	Data       []T    `json:"data"`
	HasMore    bool   `json:"has_more" doc:"Whether another page follows"`
	NextCursor string `json:"next_cursor" doc:"Opaque; empty on the last page"`
}

// ListOf turns a page into a list of views.
func ListOf[A, B any](p page.Of[A], view func(A) B) List[B] {
	m := page.Map(p, view)
	return List[B]{Data: m.Data, HasMore: m.Next != "", NextCursor: m.Next}
}

// sealable is a body whose raw cursor has to be sealed on the way out.
type sealable interface {
	rawCursor() string
	withCursor(sealed string) any
}

func (l List[T]) rawCursor() string { return l.NextCursor }

func (l List[T]) withCursor(sealed string) any {
	l.NextCursor = sealed
	return l
}

var _ sealable = List[struct{}]{}

// PageQuery is embedded in the input of every list operation.
type PageQuery struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"25" doc:"How many to return"`
	Cursor string `query:"cursor" maxLength:"4096" doc:"next_cursor of the page before"`
}

// Request is the page that is asked for.
func (q PageQuery) Request() page.Request { return page.Request{Limit: q.Limit, Cursor: q.Cursor} }

// SearchQuery is embedded in the input of a list that can be searched.
type SearchQuery struct {
	Search string `query:"q" maxLength:"100" doc:"Only those that hold this text. A page may be empty and have more"`
}

// In is the page that is asked for, of those that hold the text.
func (q SearchQuery) In(p PageQuery) page.Request {
	r := p.Request()
	r.Search = q.Search
	return r
}
