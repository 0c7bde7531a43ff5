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
	LastPaid    customer.Payment    `table:"last_paid"`
	Payments    int64               `table:"payments,omitempty"`
	Revenue     int64               `table:"revenue,omitempty"`
	Waiting     []customer.Waiting  `table:"waiting,omitempty"`
	Tallies     map[string]int64    `table:"tallies,omitempty"`
	Version     int64               `table:"version"`
	CreatedAt   time.Time           `table:"created_at"`
}

// customerOps writes a customer, if nobody did since it was read, and an alias
// for each further name. A customer of whom nothing was learned is not written:
// what could change meanwhile, who brought them, is set once.
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
	item["GSI2PK"], item["GSI2SK"] = customersPK(c.Program, month(c.CreatedAt), shardOf(string(c.ID), programShards)), customerSK(c.CreatedAt, c.ID)
	var before int64
	if ch.Before != nil {
		before = ch.Before.Version
	}
	ops := []table.Op{table.Put{Item: item, If: ifVersion(before)}}
	for _, i := range ch.Aliases {
		of, err := customer.IDOf(c.Program, i)
		if err != nil {
			continue // identities were checked on the way in
		}
		alias := struct {
			Customer id.Customer `table:"customer"`
		}{c.ID}
		ops = append(ops, table.Put{Item: newItem(customerKey(of), "customer_alias", alias), If: []table.Condition{table.Absent("")}})
	}
	return ops
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
// key that each makes lies the customer, or the name of the one it belongs to.
func customerKeys(p id.Program, is []customer.Identity) []table.Key {
	var keys []table.Key
	for _, i := range is {
		if of, err := customer.IDOf(p, i); err == nil {
			keys = append(keys, customerKey(of))
		}
	}
	return keys
}
