// Package webhook tells partners' own systems what happened: by a GET with
// macros or a signed JSON POST, again and again until the other side has it.
package webhook

import (
	"context"
)

// Request is one call of a hook.
type Request struct {
	Method string
	URL    string
	Header map[string]string
	Body   []byte
}

// Response is what the called host answered.
type Response struct {
	Status int
	Body   []byte // at most 64 KiB of it
}

// Caller calls an address that a partner has chosen, and guards us while it
// does (S-31). Its faults carry messages that may be shown to the partner.
type Caller interface {
	Call(ctx context.Context, r Request) (Response, error)
}
