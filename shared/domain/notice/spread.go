package notice

import (
	"context"
	"fmt"
	"maps"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Audience knows the active partners of a program: all, or those of groups.
type Audience interface {
	Partners(ctx context.Context, p id.Program, groups []id.Group) ([]id.Partner, error)
}

// spread makes of an event that is told to many one message for each partner.
// Each is the same event for ever, so that nobody is told twice.
func (n Notifier) spread(ctx context.Context, e event.Event) error {
	var groups []id.Group
	for _, g := range strings.Fields(e.Data[event.Groups]) {
		groups = append(groups, id.Group(g))
	}
	partners, err := n.Audience.Partners(ctx, e.Program, groups)
	if err != nil {
		return fmt.Errorf("list the partners of %s: %w", e.Program, err)
	}
	data := maps.Clone(e.Data)
	delete(data, event.Groups) // which groups there are is not for partners
	messages := make([]queue.Message, 0, len(partners))
	for _, o := range partners {
		one := e
		one.Partner, one.Data = o, data
		if one.ID, err = id.Of[id.Event](string(e.ID), string(o)); err != nil {
			return err
		}
		if m, ok := Message(one); ok {
			messages = append(messages, m)
		}
	}
	if len(messages) == 0 {
		return nil
	}
	return n.Queue.Send(ctx, queue.Notices, messages...)
}
