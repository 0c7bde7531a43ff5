package doctor

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Refusal is a request that proved its program and left no conversion: it could
// not be read, or said another amount than the one on record. Request is what was sent, without secrets and
// without anything about a customer.
type Refusal struct {
	Program id.Program
	Request string
	At      time.Time
	Source  conversion.Source
	Code    string
	Fields  []fault.Field
}

// Refusals keeps the latest of them: about a hundred, for a day.
type Refusals interface {
	// Keep stores one under the request's id, and may forget an older one for it.
	Keep(ctx context.Context, request string, r Refusal) error
	// Latest returns what is kept, the newest first.
	Latest(ctx context.Context, p id.Program) ([]Refusal, error)
}
