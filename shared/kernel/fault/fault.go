// Package fault is the one error type whose text may reach a reader. Anything
// that is not a [Error] counts as Internal, and its text goes to the log only.
package fault

import (
	"errors"
	"fmt"
)

// Kind says what sort of trouble an error is; transports map it to a status,
// consumers to park or retry. Append only: kinds are stored in messages.
type Kind int

// The kinds. Invalid and NotFound are final for a queue's consumer;
// Unavailable and Internal are worth another try.
const (
	Internal Kind = iota
	Invalid
	Unauthenticated
	Forbidden
	NotFound
	Conflict
	Gone
	TooMany
	Unavailable
)

var kindNames = [...]string{"internal", "invalid", "unauthenticated", "forbidden", "not_found", "conflict", "gone", "too_many", "unavailable"}

// String returns the kind's word as it stands in logs.
func (k Kind) String() string {
	if int(k) < 0 || int(k) >= len(kindNames) {
		return "internal"
	}
	return kindNames[k]
}

// Field names one input that is wrong. Location is a JSON path such as
// "body.amount" or "query.to".
type Field struct {
	Location string
	Message  string
}

// Error is a fault with a message that is safe for the reader. Code is a
// stable dotted word such as "link.slug_taken"; Err is for the log only.
type Error struct {
	Kind    Kind
	Code    string
	Message string
	Fields  []Field
	Err     error
}

// Error gives the whole text, the cause included: for logs, never for readers.
func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %s: %v", e.Code, e.Message, e.Err)
	}
	return e.Code + ": " + e.Message
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// New returns a fault without a cause. The message may be formatted.
func New(kind Kind, code, message string, args ...any) *Error {
	if len(args) > 0 {
		message = fmt.Sprintf(message, args...)
	}
	return &Error{Kind: kind, Code: code, Message: message}
}

// Wrap returns a fault caused by err.
func Wrap(err error, kind Kind, code, message string) *Error {
	return &Error{Kind: kind, Code: code, Message: message, Err: err}
}

// With returns a copy that also names the wrong inputs.
func (e *Error) With(fields ...Field) *Error {
	c := *e
	c.Fields = append(append([]Field(nil), e.Fields...), fields...)
	return &c
}

// KindOf returns the kind of the first fault in err's chain, Internal if there is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// Is tells whether err's chain holds a fault of that kind.
func Is(err error, kind Kind) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == kind
}

// CodeOf returns the code of the first fault in err's chain, "internal" if there is none.
func CodeOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return "internal"
}

// Final tells whether trying the same message again is useless. After a lost
// race it is not: what was written meanwhile is read next time.
func Final(err error) bool {
	if IsStale(err) {
		return false
	}
	switch KindOf(err) {
	case Invalid, NotFound, Conflict, Gone, Forbidden, Unauthenticated:
		return true
	case Internal, TooMany, Unavailable:
		return false
	}
	return false
}

// staleCode marks a write that lost a race: what it was decided on has changed.
const staleCode = "stale"

// Stale returns the fault of a write whose basis was changed by someone else
// meanwhile. The caller reads again and decides again.
func Stale(err error) *Error {
	return &Error{Kind: Conflict, Code: staleCode, Message: "This was changed by someone else meanwhile; try again.", Err: err}
}

// IsStale tells whether err is a lost race.
func IsStale(err error) bool { return CodeOf(err) == staleCode }
