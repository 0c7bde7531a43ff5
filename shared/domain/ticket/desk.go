package ticket

import (
	"context"
	"io"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Store keeps tickets.
type Store interface {
	// Save writes a ticket whose stored version is the one before its own, and
	// tells the event in the same transaction; Conflict when it is another.
	Save(ctx context.Context, t Ticket, tell *event.Event) error
	// Load reads one of a program; NotFound.
	Load(ctx context.Context, p id.Program, t id.Ticket) (Ticket, error)
	// OfProgram lists a program's tickets, newest first.
	OfProgram(ctx context.Context, p id.Program, f Filter, r page.Request) (page.Of[Ticket], error)
	// OfPartner lists a partner's tickets in a program, newest first.
	OfPartner(ctx context.Context, p id.Program, o id.Partner, f Filter, r page.Request) (page.Of[Ticket], error)
}

// Desk is where questions are asked and answered.
type Desk struct {
	Store   Store
	Clock   clock.Clock
	Entropy io.Reader
}

// Ask opens a ticket, and those who run the program are told. Faults: Invalid.
func (d Desk) Ask(ctx context.Context, p id.Program, o id.Partner, by id.User, subject, text string) (Ticket, error) {
	now := d.Clock.Now()
	if subject = strings.TrimSpace(subject); !readable(subject, MaxSubject) || strings.ContainsAny(subject, "\r\n\t") {
		return Ticket{}, invalid("subject", "must have 1 to 120 characters, in one line")
	}
	tid, err := id.New[id.Ticket](now, d.Entropy)
	if err != nil {
		return Ticket{}, err
	}
	t := Ticket{ID: tid, Program: p, Partner: o, By: by, Subject: subject, CreatedAt: now}
	return d.add(ctx, t, Message{By: by, Text: text, At: now})
}

// Reply adds a message, and the other side is told. Faults: Invalid, Conflict
// "ticket.full" and "ticket.changed".
func (d Desk) Reply(ctx context.Context, t Ticket, by id.User, staff bool, text string) (Ticket, error) {
	return d.add(ctx, t, Message{By: by, Staff: staff, Text: text, At: d.Clock.Now()})
}

func (d Desk) add(ctx context.Context, t Ticket, m Message) (Ticket, error) {
	t, err := t.say(m)
	if err != nil {
		return Ticket{}, err
	}
	what := event.TicketAsked
	if m.Staff {
		what = event.TicketAnswered
	}
	e, err := event.New(what, m.At, t.Program, t.Partner, string(t.ID), t.Version)
	if err != nil {
		return Ticket{}, err
	}
	e.Data = map[string]string{event.Name: t.Subject, event.Reference: t.Number(), event.Person: string(t.By)}
	return t, d.Store.Save(ctx, t, &e)
}

// Close ends a ticket; closing one again changes nothing.
func (d Desk) Close(ctx context.Context, t Ticket) (Ticket, error) {
	if t.Status == Closed {
		return t, nil
	}
	t.Status, t.UpdatedAt, t.Version = Closed, d.Clock.Now(), t.Version+1
	return t, d.Store.Save(ctx, t, nil)
}

// Find reads a ticket of a program that a partner may see, of any partner for
// an empty one; NotFound. With an asker only what that person has asked.
func (d Desk) Find(ctx context.Context, p id.Program, t id.Ticket, o id.Partner, asker id.User) (Ticket, error) {
	found, err := d.Store.Load(ctx, p, t)
	if err != nil {
		return Ticket{}, err
	}
	if o != "" && found.Partner != o || asker != "" && found.By != asker {
		return Ticket{}, Unknown()
	}
	return found, nil
}

// Unknown is the fault of a ticket that there is not.
func Unknown() error {
	return fault.New(fault.NotFound, "ticket.unknown", "There is no such question.")
}
