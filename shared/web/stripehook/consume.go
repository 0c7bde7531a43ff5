package stripehook

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
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

// Connections reads connections, and ends them when Stripe says so.
type Connections interface {
	Load(ctx context.Context, p id.Program, of integration.Provider) (integration.Connection, error)
	Key(ctx context.Context, c integration.Connection) (string, error)
	Ended(ctx context.Context, p id.Program, of integration.Provider, how integration.Ending) error
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
		if told.Payment != "" {
			if err := c.paid(ctx, connection, told, r); err != nil {
				return v, err
			}
		}
		if v, err = c.Decider.Process(ctx, *r); err != nil {
			return v, err
		}
	}
	if told.Settles == "" {
		return v, nil
	}
	return v, c.again(ctx, p, told)
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

// paid completes what takes money back: the order, when the payment was of an
// invoice, and the part of the amount that counts. What is of a payment that
// nothing is known of is kept, and told again when it is: the report is written
// down before the payment is looked up, and a payment before the reports are,
// so that one of the two finds the other.
func (c Consumer) paid(ctx context.Context, connection integration.Connection, told Told, r *conversion.Report) error {
	p, named := connection.Program, r.Order != ""
	if !named {
		if err := c.keep(ctx, p, told, *r); err != nil {
			return err
		}
	}
	facts, err := c.Memory.Recall(ctx, p, integration.Stripe, integration.Fact{Kind: integration.Payment, Key: told.Payment})
	if err != nil {
		return err
	}
	invoice := ""
	if len(facts) > 0 {
		invoice = facts[0].Value
	} else if !named && strings.HasPrefix(told.Payment, "pi_") {
		if invoice, err = c.ask(ctx, connection, integration.Payment, told.Payment, c.Stripe.Invoice); err != nil {
			return err
		}
	}
	switch {
	case named:
	case invoice != "":
		r.Order = invoice
	default:
		r.Order = told.Payment
		r.Transaction += "@" + told.Payment
	}
	return c.scale(ctx, p, told, r, invoice)
}

// scale brings an amount down to the part of the payment that counts.
func (c Consumer) scale(ctx context.Context, p id.Program, told Told, r *conversion.Report, invoice string) error {
	asked := []integration.Fact{{Kind: integration.Base, Key: told.Payment}}
	if invoice != "" {
		asked = append(asked, integration.Fact{Kind: integration.Base, Key: invoice})
	} else if r.Order != "" && r.Order != told.Payment {
		asked = append(asked, integration.Fact{Kind: integration.Base, Key: r.Order})
	}
	facts, err := c.Memory.Recall(ctx, p, integration.Stripe, asked...)
	if err != nil || len(facts) == 0 {
		return err
	}
	counts, paid, ok := strings.Cut(facts[0].Value, "/")
	part, err1 := strconv.ParseInt(counts, 10, 64)
	whole, err2 := strconv.ParseInt(paid, 10, 64)
	if !ok || err1 != nil || err2 != nil || whole <= 0 {
		return nil
	}
	a, err := r.Amount.Proportion(part, whole)
	r.Amount = &a
	return err
}

func (c Consumer) keep(ctx context.Context, p id.Program, told Told, r conversion.Report) error {
	body, err := json.Marshal(r)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "stripe.unreadable", "The report cannot be kept.")
	}
	return c.Memory.Remember(ctx, p, integration.Stripe,
		integration.Fact{Kind: integration.TakeBack, Key: told.Payment + "#" + r.Transaction, Value: string(body)})
}

// again decides the refunds and disputes that came before it was known which
// order their payment was for.
func (c Consumer) again(ctx context.Context, p id.Program, told Told) error {
	kept, err := c.Memory.Under(ctx, p, integration.Stripe, integration.TakeBack, told.Settles+"#")
	if err != nil {
		return err
	}
	for _, f := range kept {
		var r conversion.Report
		if err := json.Unmarshal([]byte(f.Value), &r); err != nil {
			return fault.Wrap(err, fault.Invalid, "stripe.unreadable", "A report that was kept cannot be read.")
		}
		r.Order = told.Order
		if err := c.scale(ctx, p, Told{Payment: told.Settles}, &r, told.Order); err != nil {
			return err
		}
		if _, err := c.Decider.Process(ctx, r); err != nil && !fault.Final(err) {
			return err
		}
	}
	return nil
}
