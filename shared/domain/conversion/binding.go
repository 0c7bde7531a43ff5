package conversion

import (
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// customer is what the event teaches about its customer: who they are, what
// bound them first, when they signed up and first paid, and which conversions
// wait for them. nil when the report names none.
func (d decision) customer(bind *customer.Touch) *CustomerChange {
	known := d.found.Known
	if len(d.report.Customer) == 0 {
		return nil
	}
	ch := &CustomerChange{Before: known.Customer}
	if known.Customer != nil {
		ch.After = *known.Customer
	} else {
		cid, err := customer.IDOf(d.report.Program, d.report.Customer[0])
		if err != nil {
			return nil // identities were checked on the way in
		}
		ch.After = customer.Customer{ID: cid, Program: d.report.Program, CreatedAt: d.now}
	}
	ch.After.Version++
	ch.After.Identities = slices.Clone(ch.After.Identities)
	for n, i := range d.report.Customer {
		if slices.Contains(ch.After.Identities, i) {
			continue
		}
		ch.After.Identities = append(ch.After.Identities, i)
		own := known.Customer == nil && n == 0
		if !own && !slices.Contains(known.Taken, i) {
			ch.Aliases = append(ch.Aliases, i)
		}
	}
	if ch.After.Masked == "" {
		ch.After.Masked = d.report.Masked
	}
	d.dates(&ch.After)
	if bind == nil {
		if d.report.Waits {
			ch.After.Waiting = append(slices.Clone(ch.After.Waiting),
				customer.Waiting{Order: d.report.Order, Kind: string(d.report.Kind), Transaction: d.report.Transaction})
		}
		return ch
	}
	if ch.After.Bound == nil {
		ch.After.Bound = bind
	}
	return ch
}

func (d decision) dates(c *customer.Customer) {
	switch d.report.Kind {
	case Signup, Lead:
		if c.SignedUpAt.IsZero() {
			c.SignedUpAt = d.report.OccurredAt
		}
	case Sale, Recurring, Upgrade:
		if c.FirstPaidAt.IsZero() {
			c.FirstPaidAt = d.report.OccurredAt
		}
		if !d.recounted() {
			c.Payments++
			c.Revenue += d.report.Amount.Minor() - max(d.since(d.order.Head, d.head(true)), 0)
		}
		c.LastPaid = customer.Payment{Order: d.report.Order, Minor: d.report.Amount.Minor(), At: d.report.OccurredAt}
	case Refund, Chargeback, Reinstated:
	}
}

// bound returns the events that bring back what waited for a customer who is
// bound now: each is decided again by the same function.
func (d decision) bound(ch *CustomerChange) ([]event.Event, bool, error) {
	if ch == nil || ch.After.Bound == nil || len(ch.After.Waiting) == 0 {
		return nil, false, nil
	}
	var out []event.Event
	for _, w := range ch.After.Waiting {
		eid, err := id.Of[id.Event](string(event.ConversionAwaited), string(d.id), w.Kind, w.Transaction)
		if err != nil {
			return nil, false, err
		}
		out = append(out, event.Event{
			ID: eid, Type: event.ConversionAwaited, At: d.now, Program: d.report.Program, Subject: string(ch.After.ID), Version: ch.After.Version,
			Data: map[string]string{"order": w.Order, "kind": w.Kind, "transaction": w.Transaction},
		})
	}
	ch.After.Waiting = nil
	return out, true, nil
}

func (o Outcome) customerID() id.Customer {
	if o.Customer == nil {
		return ""
	}
	return o.Customer.After.ID
}
