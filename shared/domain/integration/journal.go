package integration

import (
	"context"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Word is what became of an event: a verdict's word, or one of these.
type Word string

// What else may become of an event.
const (
	Noted      Word = "noted"      // a fact was kept, or a state was changed
	Ignored    Word = "ignored"    // it tells nothing that is used here
	Unreadable Word = "unreadable" // it stands on the dead-letter queue, whole
)

// Entry tells what became of one event.
type Entry struct {
	Program    id.Program
	Provider   Provider
	Event      string // the provider's id of it
	Type       string
	At         time.Time
	Word       Word
	Reason     string
	Conversion id.Conversion
	Detail     []string // what is held of a person who asked
}

// Kept tells whether a person should be able to read the entry later: what went
// wrong, and what somebody asked for.
func (e Entry) Kept() bool {
	quiet := []Word{"accepted", "duplicate", Noted, Ignored}
	return len(e.Detail) > 0 || !slices.Contains(quiet, e.Word)
}

// Health is how a connection does.
type Health struct {
	LastAt   time.Time // zero when no event came yet
	LastType string
	LastWord Word
	Counts   map[Word]int64
	Entries  []Entry // those that were kept, newest first
}

// Journal notes what became of events.
type Journal interface {
	Note(ctx context.Context, e Entry) error
	Health(ctx context.Context, p id.Program, of Provider) (Health, error)
}

// FactKind says what a fact is about.
type FactKind string

// The kinds.
const (
	Promotion FactKind = "promotion" // a promotion code's id → the code
	Discount  FactKind = "discount"  // a discount's id → its promotion code's id
	Payment   FactKind = "payment"   // a payment's id → the invoice that it paid
	Base      FactKind = "base"      // a sale's id → what of its amount counts, as counted/paid
	Trial     FactKind = "trial"     // a subscription that began with a trial
	First     FactKind = "first"     // a subscription → the first invoice that was paid
	TakeBack  FactKind = "takeback"  // a payment's id and a refund's → the report that was made of it
)

// Fact is something that one event tells and another one needs.
type Fact struct {
	Kind  FactKind
	Key   string
	Value string
}

// Memory keeps facts. A fact told again replaces itself.
type Memory interface {
	Remember(ctx context.Context, p id.Program, of Provider, facts ...Fact) error
	// Recall returns the facts that are known, in no order.
	Recall(ctx context.Context, p id.Program, of Provider, asked ...Fact) ([]Fact, error)
	// Under returns the facts of a kind whose key begins so.
	Under(ctx context.Context, p id.Program, of Provider, kind FactKind, prefix string) ([]Fact, error)
}
