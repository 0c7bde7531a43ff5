package webhook

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Hooks keeps hooks.
type Hooks interface {
	// Of returns a partner's hooks in a program, the program's own without a
	// partner, the oldest first.
	Of(ctx context.Context, p id.Program, o id.Partner) ([]Hook, error)
	// Hook returns one of them, NotFound when there is none.
	Hook(ctx context.Context, p id.Program, o id.Partner, h id.Hook) (Hook, error)
	// SaveHook stores a hook whose Version is one above what is stored, and
	// the events with it. A new hook has Version 1. A hook that changed
	// meanwhile is a Conflict.
	SaveHook(ctx context.Context, h Hook, es ...event.Event) error
	DeleteHook(ctx context.Context, h Hook) error
}

// Deliveries keeps deliveries.
type Deliveries interface {
	// Add stores a new delivery; added is false when it was there before.
	Add(ctx context.Context, d Delivery) (added bool, err error)
	// Load reads a delivery consistently, NotFound when there is none.
	Load(ctx context.Context, r Ref) (Delivery, error)
	// Save stores a delivery whose Version is one above what is stored. A
	// delivery that changed meanwhile is a Conflict.
	Save(ctx context.Context, d Delivery) error
	// List returns a hook's deliveries, the newest first.
	List(ctx context.Context, h id.Hook, p page.Request) (page.Of[Delivery], error)
	// Due calls found with all deliveries whose attempt is due, some at a time.
	Due(ctx context.Context, now time.Time, found func([]Ref) error) error
}

// Sealer keeps a secret unreadable where it is stored. The subject is bound to
// it: what was sealed for one hook does not open for another.
type Sealer interface {
	Seal(ctx context.Context, subject string, plain []byte) ([]byte, error)
	Open(ctx context.Context, subject string, sealed []byte) ([]byte, error)
}

// Request is one call of a hook.
type Request struct {
	Method string
	URL    string
	Header map[string]string
	Body   []byte
}

// Response is what the called host answered.
type Response struct {
	Status     int
	RetryAfter string // the header of that name, as it came
	Body       []byte // at most 64 KiB of it
}

// Result is what came of one call.
type Result struct {
	Response

	Err  error // its message may be shown
	Took time.Duration
}

// Caller calls addresses that others have chosen, and guards us while it does
// (S-31).
type Caller interface {
	// CallEach makes all calls at the same time and returns what came of each.
	CallEach(ctx context.Context, rs []Request) []Result
}
