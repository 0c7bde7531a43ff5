package conversion

import (
	"context"
	"encoding/json"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Waiting is a sale that waits for the rate of its currency.
type Waiting struct {
	Order       string
	Kind        Kind
	Transaction string
	Since       time.Time
}

// Unresolved lists the sales of a program that wait for a rate.
type Unresolved interface {
	Rateless(ctx context.Context, p id.Program) ([]Waiting, error)
}

// Rated puts the sales back on the queue that waited for a rate: each is
// decided again, and waits on if its own is still missing.
type Rated struct {
	Store Unresolved
	Queue queue.Sender
}

// Release sends one message per sale and returns how many. It may be called any
// number of times.
func (r Rated) Release(ctx context.Context, p id.Program) (int, error) {
	waiting, err := r.Store.Rateless(ctx, p)
	if err != nil {
		return 0, err
	}
	for n, w := range waiting {
		body, err := json.Marshal(event.Event{
			Program: p, Data: map[string]string{"order": w.Order, "kind": string(w.Kind), "transaction": w.Transaction},
		})
		if err != nil {
			return n, unreadable(err)
		}
		if err := r.Queue.Send(ctx, queue.Conversions, queue.Message{Body: string(body), Attributes: map[string]string{"kind": "again"}}); err != nil {
			return n, err
		}
	}
	return len(waiting), nil
}
