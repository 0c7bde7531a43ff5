package queue

import (
	"context"
	"maps"

	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// The attributes that a parked message bears beside its own.
const (
	ReasonAttribute = "reason"
	OriginAttribute = "origin" // the id that it had in its queue
)

// Lot is a dead-letter queue into which a function puts what no retry can help.
type Lot struct {
	API API
	URL string
}

// Park puts the message aside with the reason, its own attributes kept, so
// that a replay sends what was sent. Of a reason the first 500 bytes are kept.
func (l Lot) Park(ctx context.Context, m queue.Message, reason string) error {
	as := maps.Clone(m.Attributes)
	if as == nil {
		as = map[string]string{}
	}
	as[ReasonAttribute], as[OriginAttribute] = clip(reason, 500), m.ID
	m.Attributes, m.Delay = as, 0
	return Sender{API: l.API}.one(ctx, l.URL, m)
}
