package stripehook

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// held is a refund or a dispute, by the payment that it is of.
type held struct {
	Payment string
	Report  conversion.Report
}

// Settled says that a sale or a payment is known from now on: what was held
// under Key is of Order.
type Settled struct{ Key, Order string }

// takeBack decides a refund or a dispute when its sale is known, and holds it
// until then: only the sale tells of which order a payment was, and what part
// of it counts. What is held is written before the sale is looked for, and the
// sale before the held ones are, so that one of the two finds the other.
func (c Consumer) takeBack(ctx context.Context, connection integration.Connection, h held) (conversion.Verdict, error) {
	if err := c.hold(ctx, connection, h.Payment, h); err != nil {
		return conversion.Verdict{}, err
	}
	if h.Report.Order == "" {
		invoice, err := c.invoiceOf(ctx, connection, h.Payment)
		if err != nil {
			return conversion.Verdict{}, err
		}
		if h.Report.Order = invoice; invoice == "" {
			h.Report.Order = h.Payment
		}
	}
	if h.Report.Order != h.Payment {
		if err := c.hold(ctx, connection, h.Report.Order, h); err != nil {
			return conversion.Verdict{}, err
		}
	}
	return c.decide(ctx, connection, h)
}

// decide decides what is of a known sale; of another it answers parked.
func (c Consumer) decide(ctx context.Context, connection integration.Connection, h held) (conversion.Verdict, error) {
	would, err := c.Decider.Try(ctx, h.Report)
	if err != nil {
		return conversion.Verdict{}, err
	}
	if would.Verdict.Result == conversion.Parked && would.Verdict.Reason != conversion.SaleAwaitsRate {
		return conversion.Verdict{Result: conversion.Parked, Reason: "sale_not_known_yet"}, nil
	}
	if err := c.scale(ctx, connection, &h); err != nil {
		return conversion.Verdict{}, err
	}
	return c.Decider.Process(ctx, h.Report)
}

func (c Consumer) hold(ctx context.Context, connection integration.Connection, under string, h held) error {
	body, err := json.Marshal(h)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "stripe.unreadable", "The report cannot be kept.")
	}
	return c.Memory.Remember(ctx, connection.Program, integration.Stripe,
		integration.Fact{Kind: integration.TakeBack, Key: under + "/" + string(h.Report.Kind) + "/" + h.Report.Transaction, Value: string(body)})
}

// release decides the refunds and disputes that came before their sale.
func (c Consumer) release(ctx context.Context, connection integration.Connection, s Settled) error {
	kept, err := c.Memory.Under(ctx, connection.Program, integration.Stripe, integration.TakeBack, s.Key+"/")
	if err != nil {
		return err
	}
	for _, f := range kept {
		var h held
		if err := json.Unmarshal([]byte(f.Value), &h); err != nil {
			return fault.Wrap(err, fault.Invalid, "stripe.unreadable", "A report that was kept cannot be read.")
		}
		h.Report.Order = s.Order
		if err := c.hold(ctx, connection, s.Order, h); err != nil {
			return err
		}
		v, err := c.decide(ctx, connection, h)
		if err != nil {
			return err
		}
		if v.Result == conversion.Parked || v.Result == conversion.Duplicate {
			continue
		}
		if err := c.Journal.Note(ctx, integration.Entry{
			Program: connection.Program, Provider: integration.Stripe, Event: h.Report.SourceEvent, Type: string(h.Report.Kind), At: c.Clock.Now(),
			Word: integration.Word(v.Result), Reason: v.Reason, Conversion: v.Conversion,
		}); err != nil {
			return err
		}
	}
	return nil
}

// invoiceOf is the invoice that a payment was for, "" when none is known: its
// event told, or Stripe does when asked.
func (c Consumer) invoiceOf(ctx context.Context, connection integration.Connection, payment string) (string, error) {
	facts, err := c.Memory.Recall(ctx, connection.Program, integration.Stripe, integration.Fact{Kind: integration.Payment, Key: payment})
	if err != nil {
		return "", err
	}
	if len(facts) > 0 {
		return facts[0].Value, nil
	}
	if !strings.HasPrefix(payment, "pi_") {
		return "", nil
	}
	return c.ask(ctx, connection, integration.Payment, payment, c.Stripe.Invoice)
}

// scale brings an amount down to the part of the payment that counts.
func (c Consumer) scale(ctx context.Context, connection integration.Connection, h *held) error {
	asked := []integration.Fact{{Kind: integration.Base, Key: h.Payment}}
	invoice, err := c.invoiceOf(ctx, connection, h.Payment)
	if err != nil {
		return err
	}
	for _, key := range []string{invoice, h.Report.Order} {
		if key != "" && key != asked[len(asked)-1].Key && key != h.Payment {
			asked = append(asked, integration.Fact{Kind: integration.Base, Key: key})
		}
	}
	facts, err := c.Memory.Recall(ctx, connection.Program, integration.Stripe, asked...)
	if err != nil || len(facts) == 0 {
		return err
	}
	counts, paid, _ := strings.Cut(facts[0].Value, "/")
	part, err1 := strconv.ParseInt(counts, 10, 64)
	whole, err2 := strconv.ParseInt(paid, 10, 64)
	if err1 != nil || err2 != nil || whole <= 0 {
		return fault.New(fault.Internal, "stripe.fact_unreadable", "What was noted of a payment cannot be read.")
	}
	a, err := h.Report.Amount.Proportion(part, whole)
	h.Report.Amount = &a
	return err
}
