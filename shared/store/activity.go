package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

const activityLife = 400 * 24 * time.Hour

// Activity keeps what happened lately, for a program and for each partner.
type Activity struct{ T table.Table }

// Hear writes the rows of the events that are shown. The same event makes the
// same rows.
func (s Activity) Hear(ctx context.Context, es []event.Event) error {
	var items []table.Item
	for _, e := range es {
		if !e.Type.Shown() {
			continue
		}
		e.Rollups = nil
		items = append(items, activityItem(e, ""))
		if e.Partner != "" {
			items = append(items, activityItem(e, e.Partner))
		}
	}
	if len(items) == 0 {
		return nil
	}
	for _, err := range s.T.PutEach(ctx, items) {
		if err != nil {
			return fmt.Errorf("write activity: %w", err)
		}
	}
	return nil
}

func activityItem(e event.Event, of id.Partner) table.Item {
	item := table.Item{table.TTL: e.At.Add(activityLife).Unix(), "event": event.Encode(e)}
	stamp(item, activityKey(e.Program, of, e.At, e.ID), "activity")
	return item
}

// Recent lists what happened to a partner in a program, or in the whole
// program without a partner; newest first. Access pattern A18.
func (s Activity) Recent(ctx context.Context, p id.Program, of id.Partner, r page.Request) (page.Of[event.Event], error) {
	q, err := s.T.Query(ctx, table.Query{PK: activityPK(p, of), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
	if err != nil {
		return page.Of[event.Event]{}, fmt.Errorf("list the activity of %s: %w", p, err)
	}
	out := page.Of[event.Event]{Next: q.Next}
	for _, item := range q.Items {
		e, err := event.Decode(item.String("event"))
		if err != nil {
			return page.Of[event.Event]{}, fmt.Errorf("read an activity row: %w", err)
		}
		out.Data = append(out.Data, e)
	}
	return out, nil
}

var _ event.Listener = Activity{}
