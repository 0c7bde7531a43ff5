package shopifyhook

import (
	"context"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Decider decides a report.
type Decider interface {
	Process(ctx context.Context, r conversion.Report) (conversion.Verdict, error)
}

// Connections reads connections, and ends them when Shopify says so.
type Connections interface {
	Load(ctx context.Context, p id.Program, of integration.Provider) (integration.Connection, error)
	Ended(ctx context.Context, p id.Program, of integration.Provider, how integration.Ending) error
	Disconnect(ctx context.Context, p id.Program, of integration.Provider) error
}

// Orders keeps where orders stand; an older state does not undo a newer one.
type Orders interface {
	Set(ctx context.Context, p id.Program, order, status string, at time.Time) error
}

// Contacts keeps how to reach customers, where the program shares that with
// partners.
type Contacts interface {
	Keep(ctx context.Context, p id.Program, i customer.Identity, c customer.Contact) error
}

// People answers persons who ask what is held of them, or to be forgotten.
type People interface {
	Held(ctx context.Context, p id.Program, who []customer.Identity, orders []string) ([]string, error)
	Erase(ctx context.Context, p id.Program, who []customer.Identity, orders []string) ([]string, error)
}

// Consumer decides Shopify's webhooks, behind the queue.
type Consumer struct {
	Decider     Decider
	Connections Connections
	Orders      Orders
	Contacts    Contacts
	People      People
	Journal     integration.Journal
	Clock       clock.Clock
}

// Take decides one webhook and notes what became of it. A webhook may come any
// number of times and in any order.
func (c Consumer) Take(ctx context.Context, p id.Program, m queue.Message) error {
	entry := integration.Entry{Program: p, Provider: integration.Shopify, Event: m.Attributes["webhook"], Type: m.Attributes["topic"]}
	err := c.take(ctx, p, m, &entry)
	if err != nil && !fault.Final(err) {
		return err // it comes again
	}
	entry.At = c.Clock.Now()
	if err != nil {
		entry.Word, entry.Reason = integration.Unreadable, err.Error()
	}
	if nerr := c.Journal.Note(ctx, entry); nerr != nil && err == nil {
		return nerr
	}
	return err
}

func (c Consumer) take(ctx context.Context, p id.Program, m queue.Message, entry *integration.Entry) error {
	connection, err := c.Connections.Load(ctx, p, integration.Shopify)
	if err != nil {
		return err
	}
	connection.Program, connection.Provider = p, integration.Shopify
	if shop := m.Attributes["shop"]; connection.Account != "" && !strings.EqualFold(shop, connection.Account) {
		return fault.New(fault.Invalid, "shopify.other_shop", "The webhook is of the shop %q, not of %q.", shop, connection.Account)
	}
	told, err := Read(connection, entry.Type, entry.Event, []byte(m.Body))
	if err != nil {
		return err
	}
	entry.Word, entry.Reason = integration.Ignored, told.Note
	if told.Note != "" || told.State != "" {
		entry.Word = integration.Noted
	}
	if r := told.Report; r != nil {
		r.ReceivedAt = m.SentAt
		v, err := c.Decider.Process(ctx, r.Lenient())
		if err != nil {
			return err
		}
		entry.Word, entry.Reason, entry.Conversion = integration.Word(v.Result), v.Reason, v.Conversion
		if len(r.Customer) > 0 && told.Contact != (customer.Contact{}) {
			if err := c.Contacts.Keep(ctx, p, r.Customer[0], told.Contact); err != nil {
				return err
			}
		}
	}
	if told.State != "" {
		if err := c.Orders.Set(ctx, p, told.Order, string(told.State), happened(told.At, m)); err != nil {
			return err
		}
	}
	if told.Person != nil {
		return c.person(ctx, p, told, entry)
	}
	return c.shop(ctx, connection, told, entry)
}

// happened is when a state was reached, as far as Shopify says.
func happened(at time.Time, m queue.Message) time.Time {
	if !at.IsZero() {
		return at
	}
	if t, err := time.Parse(time.RFC3339Nano, m.Attributes["triggered"]); err == nil {
		return t.UTC()
	}
	return m.SentAt
}

func (c Consumer) person(ctx context.Context, p id.Program, told Told, entry *integration.Entry) (err error) {
	entry.Word, entry.Reason = integration.Noted, "a person asks what is held of them: answer within 30 days"
	ask := c.People.Held
	if told.Erase {
		entry.Reason, ask = "a person was forgotten, as they asked", c.People.Erase
	}
	if entry.Detail, err = ask(ctx, p, told.Person.Identities, told.Person.Orders); err != nil {
		return err
	}
	if len(entry.Detail) == 0 {
		entry.Detail = []string{"nothing is held"}
	}
	return nil
}

// shop ends the connection when the app was removed, and forgets it when the
// shop asks for that later; a shop that is connected again is not forgotten.
func (c Consumer) shop(ctx context.Context, connection integration.Connection, told Told, entry *integration.Entry) error {
	switch {
	case told.Ends:
		return c.Connections.Ended(ctx, connection.Program, integration.Shopify, integration.Uninstalled)
	case told.Forget && connection.EndedBy == "":
		entry.Reason = "the shop is connected: nothing was forgotten"
	case told.Forget:
		return c.Connections.Disconnect(ctx, connection.Program, integration.Shopify)
	}
	return nil
}
