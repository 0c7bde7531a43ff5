package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/ticket"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Tickets keeps what partners ask programs (A83).
type Tickets struct{ T table.Table }

type ticketRecord struct {
	ID        id.Ticket        `table:"id"`
	Program   id.Program       `table:"program"`
	Partner   id.Partner       `table:"partner"`
	By        id.User          `table:"by"`
	Subject   string           `table:"subject"`
	Status    ticket.Status    `table:"status"`
	Messages  []ticket.Message `table:"messages"`
	Version   int64            `table:"version"`
	CreatedAt time.Time        `table:"created_at"`
	UpdatedAt time.Time        `table:"updated_at"`
}

func ticketItem(t ticket.Ticket) table.Item {
	item := newItem(ticketKey(t.Program, t.ID), "ticket", ticketRecord(t))
	item["GSI1PK"], item["GSI1SK"] = enrolledPK(t.Program, t.Partner), ticketPrefix()+string(t.ID)
	return item
}

// Save writes a ticket with the event that tells of it, when the stored one is
// the version before (A83).
func (s Tickets) Save(ctx context.Context, t ticket.Ticket, tell *event.Event) error {
	ops := []table.Op{table.Put{Item: ticketItem(t), If: ifVersion(t.Version - 1)}}
	if tell != nil {
		ops = append(ops, eventOp(*tell))
	}
	err := s.T.Commit(ctx, ops)
	if refused(err, 0) {
		return fault.Wrap(err, fault.Conflict, "ticket.changed", "Somebody wrote meanwhile. Load the question again.")
	}
	if err != nil {
		return fmt.Errorf("save ticket %s: %w", t.ID, err)
	}
	return nil
}

// Load reads one consistently (A83).
func (s Tickets) Load(ctx context.Context, p id.Program, t id.Ticket) (ticket.Ticket, error) {
	found, err := s.load(ctx, ticketKey(p, t))
	if err != nil {
		return ticket.Ticket{}, err
	}
	if len(found) == 0 {
		return ticket.Ticket{}, ticket.Unknown()
	}
	return found[0], nil
}

// OfProgram lists a program's tickets, newest first (A83).
func (s Tickets) OfProgram(ctx context.Context, p id.Program, r page.Request) (page.Of[ticket.Ticket], error) {
	return s.list(ctx, table.Query{PK: programPK(p), Prefix: ticketPrefix(), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
}

// OfPartner lists a partner's tickets in a program, newest first (A83).
func (s Tickets) OfPartner(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[ticket.Ticket], error) {
	return s.list(ctx, table.Query{Index: table.Gsi1, PK: enrolledPK(p, o), Prefix: ticketPrefix(), Reverse: true, Limit: r.Size(), Cursor: r.Cursor})
}

func (s Tickets) list(ctx context.Context, q table.Query) (page.Of[ticket.Ticket], error) {
	found, err := s.T.Query(ctx, q)
	if err != nil {
		return page.Of[ticket.Ticket]{}, fmt.Errorf("list tickets: %w", err)
	}
	keys := make([]table.Key, len(found.Items))
	for i, item := range found.Items {
		keys[i] = item.Key()
	}
	tickets, err := s.load(ctx, keys...)
	return page.Of[ticket.Ticket]{Data: tickets, Next: found.Next}, err
}

// load reads tickets in the order of the keys; those that are not there are
// left out.
func (s Tickets) load(ctx context.Context, keys ...table.Key) ([]ticket.Ticket, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	items, err := s.T.Get(ctx, keys, true)
	if err != nil {
		return nil, fmt.Errorf("read tickets: %w", err)
	}
	return decodeAll(items, func(r ticketRecord) ticket.Ticket { return ticket.Ticket(r) })
}

var _ ticket.Store = Tickets{}
