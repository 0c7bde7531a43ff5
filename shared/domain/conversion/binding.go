package conversion

import (
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// customer is what the event teaches about its customer: who they are, what
// bound them first, when they signed up and first paid, and which conversions
// wait for them. nil when the report names none.
func (d decision) customer(known *customer.Customer, t *touch) *CustomerChange {
	if len(d.report.Customer) == 0 {
		return nil
	}
	ch := &CustomerChange{Before: known}
	if known != nil {
		ch.After = *known
	} else {
		cid, err := customer.IDOf(d.report.Program, d.report.Customer[0])
		if err != nil {
			return nil // identities were checked on the way in
		}
		ch.After = customer.Customer{ID: cid, Program: d.report.Program, CreatedAt: d.now}
	}
	ch.After.Version++
	ch.After.Identities = append([]customer.Identity(nil), ch.After.Identities...)
	for _, i := range d.report.Customer {
		if !has(ch.After.Identities, i) {
			ch.After.Identities = append(ch.After.Identities, i)
		}
	}
	if ch.After.Masked == "" {
		ch.After.Masked = d.report.Masked
	}
	d.dates(&ch.After)
	if t == nil {
		if d.report.Waits {
			ch.After.Waiting = append(append([]customer.Waiting(nil), ch.After.Waiting...),
				customer.Waiting{Order: d.report.Order, Kind: string(d.report.Kind), Transaction: d.report.Transaction})
		}
		return ch
	}
	if ch.After.Bound == nil {
		kept := t.kept()
		ch.After.Bound = &kept
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
	case Refund, Chargeback:
	}
}

func has(is []customer.Identity, i customer.Identity) bool {
	for _, o := range is {
		if o == i {
			return true
		}
	}
	return false
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
