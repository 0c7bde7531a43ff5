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
func (s Tickets) OfProgram(ctx context.Context, p id.Program, f ticket.Filter, r page.Request) (page.Of[ticket.Ticket], error) {
	return s.list(ctx, table.Query{PK: programPK(p), Prefix: ticketPrefix()}, f, r)
}

// OfPartner lists a partner's tickets in a program, newest first (A83).
func (s Tickets) OfPartner(ctx context.Context, p id.Program, o id.Partner, f ticket.Filter, r page.Request) (page.Of[ticket.Ticket], error) {
	return s.list(ctx, table.Query{Index: table.Gsi1, PK: enrolledPK(p, o), Prefix: ticketPrefix()}, f, r)
}

func (s Tickets) list(ctx context.Context, q table.Query, f ticket.Filter, r page.Request) (page.Of[ticket.Ticket], error) {
	read := itemwise(decodeTicket)
	if q.Index != table.Base { // which has them whole
		read = whole(s.T, decodeTicket)
	}
	out, err := sieve[ticket.Ticket]{
		t: s.T, q: q, sparse: r.Sought() || f != ticket.Filter{}, most: getMax, read: read,
		keeps: func(t ticket.Ticket) bool { return t.ID != "" && f.Keeps(t) && r.Finds(t.Texts()...) },
	}.page(ctx, r)
	if err != nil {
		return out, fmt.Errorf("list tickets: %w", err)
	}
	return out, nil
}

func decodeTicket(item table.Item) (ticket.Ticket, error) {
	var r ticketRecord
	if item == nil {
		return ticket.Ticket{}, nil
	}
	err := table.Decode(item, &r)
	return ticket.Ticket(r), err
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
