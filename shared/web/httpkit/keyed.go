package httpkit

import (
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// KeyDoor is a second way to operations: under an address of their own, for
// whoever shows an API key. From is the beginning of their paths, To what stands
// in its place; wildcards that From has and To has not are filled in by the
// guard, from the key.
type KeyDoor struct{ From, To string }

// Keyed returns the noun's operations that have a KeyScope behind the door: the
// same handlers, with the scope as what a key needs.
func (n Noun) Keyed(name string, d KeyDoor) Noun {
	behind := Noun{Name: name, Register: func(a *API) {
		a.door = &d
		defer func() { a.door = nil }()
		n.Register(a)
	}}
	for _, p := range n.Patterns {
		behind.Patterns = append(behind.Patterns, d.path(p))
	}
	return behind
}

func (d KeyDoor) path(p string) string { return d.To + strings.TrimPrefix(p, d.From) }

func (d KeyDoor) serve(op Op) Op {
	op.ID, op.Path, op.Scope, op.Keyed = "v1-"+op.ID, d.path(op.Path), op.KeyScope, true
	return op
}

// forgetParams takes out of the document what the guard fills in.
func forgetParams(o *huma.Operation) {
	open := wildcards(o.Path)
	o.Parameters = slices.DeleteFunc(o.Parameters, func(p *huma.Param) bool { return p.In == "path" && !slices.Contains(open, p.Name) })
}
