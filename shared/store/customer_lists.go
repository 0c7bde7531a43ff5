package store

import (
	"context"
	"fmt"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// CustomerLists lists and shows customers, and keeps the contacts of those
// whose program shares them (A48).
type CustomerLists struct {
	T     table.Table
	Clock clock.Clock
}

// OfPartner lists the customers that a partner brought, newest first.
func (s CustomerLists) OfPartner(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[customer.Customer], error) {
	got, err := s.T.Query(ctx, table.Query{
		Index: table.Gsi1, PK: enrolledPK(p, o), Prefix: customerPrefix(), Reverse: true, Limit: r.Size(), Cursor: r.Cursor,
	})
	if err != nil {
		return page.Of[customer.Customer]{}, fmt.Errorf("list customers: %w", err)
	}
	found, err := s.read(ctx, keysOf(got.Items))
	return page.Of[customer.Customer]{Data: found, Next: got.Next}, err
}

// OfProgram lists a program's customers, newest first.
func (s CustomerLists) OfProgram(ctx context.Context, p id.Program, r page.Request) (page.Of[customer.Customer], error) {
	now := s.Clock.Now()
	m := monthly{
		t: s.T, from: month(now.AddDate(0, -reach, 0)), start: month(now),
		pk: func(mon, shard string) string { return customersPK(p, mon, shard) },
	}
	var items []table.Item
	next, err := m.list(ctx, r.Cursor, r.Size(), func(item table.Item) (bool, error) {
		items = append(items, item)
		return true, nil
	})
	if err != nil {
		return page.Of[customer.Customer]{}, err
	}
	found, err := s.read(ctx, keysOf(items))
	return page.Of[customer.Customer]{Data: found, Next: next}, err
}

// Load reads customers of a program by id; others are left out.
func (s CustomerLists) Load(ctx context.Context, p id.Program, ids ...id.Customer) ([]customer.Customer, error) {
	var keys []table.Key
	for _, c := range ids {
		keys = append(keys, customerKey(c))
	}
	found, err := s.read(ctx, keys)
	out := found[:0]
	for _, c := range found {
		if c.Program == p {
			out = append(out, c)
		}
	}
	return out, err
}

// Get reads one customer of a program; NotFound.
func (s CustomerLists) Get(ctx context.Context, p id.Program, c id.Customer) (customer.Customer, error) {
	found, err := s.Load(ctx, p, c)
	if err != nil {
		return customer.Customer{}, err
	}
	if len(found) == 0 {
		return customer.Customer{}, fault.New(fault.NotFound, "customer.unknown", "There is no such customer.")
	}
	return found[0], nil
}

func keysOf(items []table.Item) []table.Key {
	keys := make([]table.Key, 0, len(items))
	for _, item := range items {
		keys = append(keys, item.Key())
	}
	return keys
}

func (s CustomerLists) read(ctx context.Context, keys []table.Key) ([]customer.Customer, error) {
	out := []customer.Customer{}
	if len(keys) == 0 {
		return out, nil
	}
	items, err := s.T.Get(ctx, keys, false)
	if err != nil {
		return nil, fmt.Errorf("read customers: %w", err)
	}
	for _, item := range items {
		if item == nil || item.String("type") != "customer" {
			continue
		}
		c, err := decodeCustomer(item)
		if err != nil {
			return nil, err
		}
		out = append(out, *c)
	}
	return out, nil
}

// contactLife is how long a contact is kept after the last report that told it.
const contactLife = 400 * 24 * time.Hour

type contactRecord struct {
	Name  string `table:"name,omitempty"`
	Email string `table:"email,omitempty"`
}

// Keep remembers the name and address of whoever has the identity. What is not
// told this time stays as it was.
func (s CustomerLists) Keep(ctx context.Context, p id.Program, i customer.Identity, c customer.Contact) error {
	of, err := customer.IDOf(p, i)
	if err != nil {
		return err
	}
	set := map[string]any{"type": "customer_contact", "v": int64(1), table.TTL: s.Clock.Now().Add(contactLife).Unix()}
	if c.Name != "" {
		set["name"] = c.Name
	}
	if c.Email != "" {
		set["email"] = c.Email
	}
	if _, _, err := s.T.Update(ctx, table.Update{Key: contactKeyOf(customerKey(of)), Set: set}); err != nil {
		return fmt.Errorf("keep a contact: %w", err)
	}
	return nil
}

// Contacts reads what is known of how to reach customers, by their ids; those
// of whom nothing was told are left out.
func (s CustomerLists) Contacts(ctx context.Context, p id.Program, cs ...customer.Customer) (map[id.Customer]customer.Contact, error) {
	var keys []table.Key
	var whose []id.Customer
	for _, c := range cs {
		for _, k := range customerKeys(p, c.Identities) {
			keys, whose = append(keys, contactKeyOf(k)), append(whose, c.ID)
		}
	}
	out := map[id.Customer]customer.Contact{}
	if len(keys) == 0 {
		return out, nil
	}
	items, err := s.T.Get(ctx, keys, false)
	if err != nil {
		return nil, fmt.Errorf("read contacts: %w", err)
	}
	for n, item := range items {
		if item == nil {
			continue
		}
		var r contactRecord
		if err := table.Decode(item, &r); err != nil {
			return nil, fmt.Errorf("decode a contact: %w", err)
		}
		known := out[whose[n]]
		if known.Name == "" {
			known.Name = r.Name
		}
		if known.Email == "" {
			known.Email = r.Email
		}
		out[whose[n]] = known
	}
	return out, nil
}

var _ customer.Lists = CustomerLists{}
