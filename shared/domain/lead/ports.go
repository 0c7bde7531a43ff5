package lead

import (
	"context"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Store keeps leads.
type Store interface {
	// Create writes a lead and the event that tells of it; Conflict
	// "lead.duplicate" when the partner has an open one with such a name.
	Create(ctx context.Context, l Lead, tell event.Event) error
	// Save replaces a lead that still is what it was, and tells the event where
	// there is one; else Conflict "lead.changed" or "lead.duplicate".
	Save(ctx context.Context, before, after Lead, tell *event.Event) error
	// Delete removes a lead that still is what it was.
	Delete(ctx context.Context, l Lead, tell event.Event) error
	// Load reads one of a program; NotFound.
	Load(ctx context.Context, p id.Program, l id.Lead) (Lead, error)
	// List lists those of a program, or of a partner in it, newest first.
	List(ctx context.Context, q Query, r page.Request) (page.Of[Row], error)
	// Same finds the open leads that have one of the names, whosoever.
	Same(ctx context.Context, p id.Program, names []customer.Identity) ([]Ref, error)
}

// Forms keeps what partners are asked.
type Forms interface {
	// Forms reads all forms of a program, everybody's first.
	Forms(ctx context.Context, p id.Program) ([]Form, error)
	// SaveForm replaces a form whose stored version is the one before.
	SaveForm(ctx context.Context, f Form) error
	// DropForm removes a group's form.
	DropForm(ctx context.Context, p id.Program, g id.Group) error
}

// Ref names a lead and whose it is.
type Ref struct {
	Lead    id.Lead
	Partner id.Partner
}

// Query says which leads are meant.
type Query struct {
	Program id.Program
	Partner id.Partner // empty: everybody's
	Status  Status     // empty: all
	Sent    bool       // those that the program sent, else the others
	All     bool       // whoever sent them
	Search  string     // in name, company or address, or its whole id
}

// Narrow tells whether few of many rows may be meant.
func (q Query) Narrow() bool { return q.Status != "" || q.Search != "" || !q.All }

// Keeps tells whether a row is meant.
func (q Query) Keeps(r Row) bool {
	if q.Status != "" && q.Status != r.Status || !q.All && q.Sent != (r.Source == FromProgram) {
		return false
	}
	if q.Partner != "" && q.Partner != r.Partner {
		return false
	}
	in := func(text string) bool { return strings.Contains(strings.ToLower(text), strings.ToLower(q.Search)) }
	return q.Search == "" || string(r.ID) == q.Search || in(r.Name) || in(r.Company) || in(r.Email)
}

// FormOf chooses the form of a group's partners.
func FormOf(all []Form, p id.Program, g id.Group) Form {
	out := Form{Program: p}
	for _, f := range all {
		if f.Group == "" {
			out = f
		}
	}
	for _, f := range all {
		if g != "" && f.Group == g {
			out = f
		}
	}
	return out
}
