package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/viewing"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Views keeps which sessions see with a partner's eyes (A89).
type Views struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type viewRecord struct {
	User    id.User    `table:"user"`
	Session string     `table:"session"`
	Program id.Program `table:"program"`
	Partner id.Partner `table:"partner"`
	At      time.Time  `table:"at"`
	Until   time.Time  `table:"until"`
}

// Begin writes a session's view (A89).
func (s Views) Begin(ctx context.Context, v viewing.View) error {
	item := newItem(viewKey(v.User, v.Session), "view", viewRecord(v))
	item[table.TTL] = v.Until.Unix()
	err := commit(ctx, s.T, []table.Op{
		table.Put{Item: item}, auditOp(ctx, v.At, v.Program, "partner.view", string(v.Partner), nil, table.Item{"partner": string(v.Partner)}),
	})
	if err != nil {
		return fmt.Errorf("begin a view: %w", err)
	}
	return nil
}

// Of reads a session's view consistently (A89).
func (s Views) Of(ctx context.Context, u id.User, session string) (viewing.View, error) {
	items, err := s.T.Get(ctx, []table.Key{viewKey(u, session)}, true)
	if err != nil {
		return viewing.View{}, fmt.Errorf("read a view: %w", err)
	}
	if items[0] == nil {
		return viewing.View{}, fault.New(fault.NotFound, "view.none", "This session sees with its own eyes.")
	}
	var r viewRecord
	if err := table.Decode(items[0], &r); err != nil {
		return viewing.View{}, fmt.Errorf("read a view: %w", err)
	}
	return viewing.View(r), nil
}

// End removes a view (A89).
func (s Views) End(ctx context.Context, v viewing.View) error {
	err := commit(ctx, s.T, []table.Op{
		table.Delete{Key: viewKey(v.User, v.Session)},
		auditOp(ctx, s.Clock.Now(), v.Program, "partner.view_end", string(v.Partner), table.Item{"partner": string(v.Partner)}, nil),
	})
	if err != nil {
		return fmt.Errorf("end a view: %w", err)
	}
	return nil
}

var _ viewing.Store = Views{}
