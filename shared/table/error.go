package table

import (
	"errors"
	"fmt"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Reason says why a write did not happen.
type Reason int

// The reasons.
const (
	// Conflict: another transaction held an item; the same call may be tried again.
	Conflict Reason = iota + 1
	// Refused: a condition did not hold.
	Refused
	// Throttled: the table asked to slow down; try again later.
	Throttled
	// TooLarge: an item is over 400 KB.
	TooLarge
	// Unknown: the reply was lost; the write may or may not have happened.
	Unknown
	// Misuse: the call itself is wrong (an item twice, more than 100 operations, an empty key).
	Misuse
)

// Error is a failed call. Failed has an entry per operation of a Commit (one
// for an Update), nil where that operation was not the cause.
type Error struct {
	Reason Reason
	Failed []*Failure
	Err    error
}

// Failure is one operation's refusal; Old is the item that the condition was
// held against, nil when there is none.
type Failure struct {
	Reason Reason
	Old    Item
}

// Error gives the reason and the cause.
func (e *Error) Error() string {
	names := map[Reason]string{Conflict: "conflict", Refused: "refused", Throttled: "throttled", TooLarge: "too large", Unknown: "unknown outcome", Misuse: "misuse"}
	if e.Err != nil {
		return fmt.Sprintf("table: %s: %v", names[e.Reason], e.Err)
	}
	return "table: " + names[e.Reason]
}

// Unwrap lets errors.As find a fault for the transport: throttling, conflict
// and lost replies are Unavailable, the rest Internal.
func (e *Error) Unwrap() []error {
	kind := fault.Internal
	if e.Reason == Conflict || e.Reason == Throttled || e.Reason == Unknown {
		kind = fault.Unavailable
	}
	errs := []error{fault.New(kind, "table.unavailable", "the table could not take this just now; try again")}
	if e.Err != nil {
		errs = append(errs, e.Err)
	}
	return errs
}

// ReasonOf returns why err's write failed, 0 when err is no table error.
func ReasonOf(err error) Reason {
	var e *Error
	if errors.As(err, &e) {
		return e.Reason
	}
	return 0
}

// Refusal returns the failure of operation i, nil when it was not the cause.
func Refusal(err error, i int) *Failure {
	var e *Error
	if !errors.As(err, &e) || i >= len(e.Failed) {
		return nil
	}
	return e.Failed[i]
}
