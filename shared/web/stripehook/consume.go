package stripehook

import (
	"context"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
)

// Decider decides a report, or tells how it would decide.
type Decider interface {
	Process(ctx context.Context, r conversion.Report) (conversion.Verdict, error)
	Try(ctx context.Context, r conversion.Report) (conversion.Record, error)
}

// Connections reads connections, and ends them when Stripe says so.
type Connections interface {
	Load(ctx context.Context, p id.Program, of integration.Provider) (integration.Connection, error)
	Key(ctx context.Context, c integration.Connection) (string, error)
	Ended(ctx context.Context, p id.Program, of integration.Provider, how integration.Ending) error
}

// Contacts keeps how to reach customers, where the program shares that with
// partners.
type Contacts interface {
	Keep(ctx context.Context, p id.Program, i customer.Identity, c customer.Contact) error
}

// Asker asks Stripe what its events leave open; "" when Stripe does not know.
type Asker interface {
	Code(ctx context.Context, key, promotion string) (string, error)
	Invoice(ctx context.Context, key, payment string) (string, error)
}

// Consumer decides Stripe's events, behind the queue.
type Consumer struct {
	Decider     Decider
	Connections Connections
	Contacts    Contacts
	Memory      integration.Memory
	Journal     integration.Journal
	Stripe      Asker
	Clock       clock.Clock
}

// Take decides one event and notes what became of it. An event may come any
// number of times and in any order.
func (c Consumer) Take(ctx context.Context, p id.Program, m queue.Message) error {
	connection, err := c.Connections.Load(ctx, p, integration.Stripe)
	if err != nil {
		return err
	}
	connection.Program, connection.Provider = p, integration.Stripe
	told, err := Read(connection, []byte(m.Body))
	var v conversion.Verdict
	if err == nil {
		v, err = c.take(ctx, connection, told, m)
	}
	if err != nil && !fault.Final(err) {
		return err // it comes again
	}
	entry := integration.Entry{
		Program: p, Provider: integration.Stripe, Event: told.Event, Type: told.Type, At: c.Clock.Now(),
		Word: integration.Word(v.Result), Reason: v.Reason, Conversion: v.Conversion,
	}
	switch {
	case err != nil:
		entry.Word, entry.Reason = integration.Unreadable, err.Error()
	case v.Result == "" && told.Note == "":
		entry.Word = integration.Ignored
	case v.Result == "":
		entry.Word, entry.Reason = integration.Noted, told.Note
	}
	if nerr := c.Journal.Note(ctx, entry); nerr != nil && err == nil {
		return nerr
	}
	return err
}

func (c Consumer) take(ctx context.Context, connection integration.Connection, told Told, m queue.Message) (v conversion.Verdict, err error) {
	p := connection.Program
	if err := c.Memory.Remember(ctx, p, integration.Stripe, told.Facts...); err != nil {
		return v, err
	}
	if told.Ends {
		return v, c.Connections.Ended(ctx, p, integration.Stripe, integration.Deauthorized)
	}
	if r := told.Report; r != nil {
		r.ReceivedAt = m.SentAt
		if err := c.codes(ctx, connection, r, told.Discounts); err != nil {
			return v, err
		}
		if err := c.first(ctx, p, told.Subscription, r); err != nil {
			return v, err
		}
		report := r.Lenient()
		if told.Payment != "" {
			return c.takeBack(ctx, connection, held{told.Payment, report})
		}
		if v, err = c.Decider.Process(ctx, report); err != nil {
			return v, err
		}
		if len(report.Customer) > 0 && told.Contact != (customer.Contact{}) {
			if err := c.Contacts.Keep(ctx, p, report.Customer[0], told.Contact); err != nil {
				return v, err
			}
		}
	}
	for _, s := range told.Settles {
		if err := c.release(ctx, connection, s); err != nil {
			return v, err
		}
	}
	return v, nil
}

// codes adds the promotion codes that a sale used. A code is known from the
// events that made it or, with an API key, by asking.
func (c Consumer) codes(ctx context.Context, connection integration.Connection, r *conversion.Report, discounts []string) error {
	for _, d := range discounts {
		facts, err := c.Memory.Recall(ctx, connection.Program, integration.Stripe,
			integration.Fact{Kind: integration.Discount, Key: d}, integration.Fact{Kind: integration.Promotion, Key: d})
		if err != nil {
			return err
		}
		promotion := d
		for _, f := range facts {
			if f.Kind == integration.Discount {
				promotion = f.Value
			}
		}
		code, err := c.code(ctx, connection, promotion)
		if err != nil {
			return err
		}
		if code != "" {
			r.Coupons = append(r.Coupons, code)
		}
	}
	return nil
}

func (c Consumer) code(ctx context.Context, connection integration.Connection, promotion string) (string, error) {
	if !strings.HasPrefix(promotion, "promo_") {
		return "", nil // a coupon that nobody had to type
	}
	known, err := c.Memory.Recall(ctx, connection.Program, integration.Stripe, integration.Fact{Kind: integration.Promotion, Key: promotion})
	if err != nil {
		return "", err
	}
	if len(known) > 0 {
		return known[0].Value, nil
	}
	return c.ask(ctx, connection, integration.Promotion, promotion, c.Stripe.Code)
}

// ask asks Stripe and keeps the answer. A key that is no longer taken is as
// none: what it would have told stays open.
func (c Consumer) ask(ctx context.Context, connection integration.Connection, kind integration.FactKind, name string, question func(ctx context.Context, key, name string) (string, error)) (string, error) {
	key, err := c.Connections.Key(ctx, connection)
	if err != nil || key == "" {
		return "", err
	}
	answer, err := question(ctx, key, name)
	if fault.Is(err, fault.Invalid) || answer == "" && err == nil {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return answer, c.Memory.Remember(ctx, connection.Program, integration.Stripe, integration.Fact{Kind: kind, Key: name, Value: answer})
}
