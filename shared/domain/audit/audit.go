// Package audit keeps who did what, when, and from where: one immutable entry
// in the same transaction as the change itself. Of what was written it keeps the
// hashes, which prove a change without repeating secrets, and of what a program
// has decided also the differences.
package audit

import (
	"bytes"
	"cmp"
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/canon"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// System is the actor of what nobody did by hand.
const System = "system"

// Stamp says who acts, in which request, from which address (a keyed hash).
type Stamp struct {
	Actor   string
	Request string
	Address string
}

// Change is one field that an act changed.
type Change struct {
	Field  string `json:"f"` // "attribution.window_days"
	Before string `json:"b,omitempty"`
	After  string `json:"a,omitempty"`
}

// Entry is one act. Before and After are hashes of what was stored; Changes are
// told where neither persons nor secrets stand in it.
type Entry struct {
	Stamp
	At       time.Time
	Program  id.Program // empty for what belongs to no program
	Action   string     // "program.change"
	Resource string     // the id of what was changed
	Before   string
	After    string
	Changes  []Change
}

// Body returns the entry as canonical JSON: what the day's root proves of it.
func (e Entry) Body() []byte {
	body := canon.Object{}.Text("at", e.At.UTC().Format(time.RFC3339Nano)).Text("actor", e.Actor).Text("request", e.Request).Text("address", e.Address).
		Text("program", string(e.Program)).Text("action", e.Action).Text("resource", e.Resource).Text("before", e.Before).Text("after", e.After)
	if len(e.Changes) == 0 {
		return body.Bytes()
	}
	changes := make([]canon.Object, len(e.Changes))
	for i, c := range e.Changes {
		changes[i] = canon.Object{}.Text("field", c.Field).Text("before", c.Before).Text("after", c.After)
	}
	return body.List("changes", changes).Bytes()
}

// Compare orders entries as they are chained: by time, then by what they say.
func Compare(a, b Entry) int {
	return cmp.Or(a.At.Compare(b.At), bytes.Compare(a.Body(), b.Body()))
}

// Reader shows the log; nothing changes it.
type Reader interface {
	// OfResource lists the acts on one thing, newest first.
	OfResource(ctx context.Context, resource string, r page.Request) (page.Of[Entry], error)
	// OfProgram lists a program's acts of one UTC day, newest first.
	OfProgram(ctx context.Context, p id.Program, day string, r page.Request) (page.Of[Entry], error)
}

type stampKey struct{}

// With returns a context whose writes bear the stamp.
func With(ctx context.Context, s Stamp) context.Context { return context.WithValue(ctx, stampKey{}, s) }

// StampOf returns the context's stamp, the system's when it has none.
func StampOf(ctx context.Context) Stamp {
	if s, ok := ctx.Value(stampKey{}).(Stamp); ok {
		return s
	}
	return Stamp{Actor: System}
}
