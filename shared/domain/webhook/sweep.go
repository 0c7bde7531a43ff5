package webhook

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Sweep asks for the attempts that have become due.
type Sweep struct {
	Deliveries Deliveries
	Sender     queue.Sender
}

// Run enqueues every delivery whose next attempt is due. Enqueuing one twice
// does no harm: it is claimed once.
func (s Sweep) Run(ctx context.Context, now time.Time) error {
	err := s.Deliveries.Due(ctx, now, func(refs []Ref) error { return enqueue(ctx, s.Sender, refs) })
	if err != nil {
		return fmt.Errorf("sweep due deliveries: %w", err)
	}
	return nil
}
