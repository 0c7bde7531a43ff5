package store

import (
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

type customerRecord struct {
	ID          id.Customer         `table:"id"`
	Program     id.Program          `table:"program"`
	Identities  []customer.Identity `table:"identities,omitempty"`
	Masked      string              `table:"masked,omitempty"`
	Bound       *customer.Touch     `table:"bound,omitempty"`
	SignedUpAt  time.Time           `table:"signed_up_at"`
	FirstPaidAt time.Time           `table:"first_paid_at"`
	Waiting     []customer.Waiting  `table:"waiting,omitempty"`
	Version     int64               `table:"version"`
	CreatedAt   time.Time           `table:"created_at"`
}

// customerOps writes a customer, if nobody did since it was read, and an alias
// for each identity but the first, by which its own key is made. An alias names
// the same customer for ever, so writing it again is no harm. A customer of whom
// nothing was learned is not written: what could change meanwhile, who brought
// them, is set once.
func customerOps(ch *conversion.CustomerChange) []table.Op {
	if ch == nil || ch.Unchanged() {
		return nil
	}
	c := ch.After
	item := newItem(customerKey(c.ID), "customer", customerRecord(c))
	if c.Bound != nil {
		item["GSI1PK"], item["GSI1SK"] = enrolledPK(c.Program, c.Bound.Partner), customerSK(c.CreatedAt, c.ID)
		item["view"] = c.Masked
	}
	var before int64
	known := 0
	if ch.Before != nil {
		before, known = ch.Before.Version, len(ch.Before.Identities)
	}
	ops := []table.Op{table.Put{Item: item, If: ifVersion(before)}}
	for n, i := range c.Identities {
		if n < known || own(c, i) {
			continue
		}
		alias := struct {
			Customer id.Customer `table:"customer"`
		}{c.ID}
		ops = append(ops, table.Put{
			Item: newItem(customerAliasKey(c.Program, string(i.Kind), i.Value), "customer_alias", alias),
			If:   []table.Condition{table.Absent("")},
		})
	}
	return ops
}

// own tells whether the identity is the one that the customer's id is made of.
func own(c customer.Customer, i customer.Identity) bool {
	of, err := customer.IDOf(c.Program, i)
	return err == nil && of == c.ID
}

func decodeCustomer(item table.Item) (*customer.Customer, error) {
	var r customerRecord
	if err := table.Decode(item, &r); err != nil {
		return nil, fmt.Errorf("decode a customer: %w", err)
	}
	c := customer.Customer(r)
	return &c, nil
}

// customerKeys returns where a customer of these identities may be: under the
// key that each would make, and under an alias of each.
func customerKeys(p id.Program, is []customer.Identity) []table.Key {
	var keys []table.Key
	for _, i := range is {
		if of, err := customer.IDOf(p, i); err == nil {
			keys = append(keys, customerKey(of))
		}
		keys = append(keys, customerAliasKey(p, string(i.Kind), i.Value))
	}
	return keys
}
