package store

import (
	"context"
	"fmt"
	"slices"
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
func (s CustomerLists) OfPartner(ctx context.Context, p id.Program, o id.Partner, sight customer.Sight, r page.Request) (page.Of[customer.Customer], error) {
	out, err := sieve[soughtCustomer]{
		t: s.T, q: table.Query{Index: table.Gsi1, PK: enrolledPK(p, o), Prefix: customerPrefix()}, sparse: r.Sought(), most: getMax,
		read: func(ctx context.Context, items []table.Item) ([]soughtCustomer, error) {
			return s.sift(ctx, p, items, sight, r)
		},
		keeps: func(c soughtCustomer) bool { return c.found },
	}.page(ctx, r)
	if err != nil {
		return page.Of[customer.Customer]{}, fmt.Errorf("list customers: %w", err)
	}
	return page.Map(out, func(c soughtCustomer) customer.Customer { return c.Customer }), nil
}

// OfProgram lists a program's customers, newest first.
func (s CustomerLists) OfProgram(ctx context.Context, p id.Program, sight customer.Sight, r page.Request) (page.Of[customer.Customer], error) {
	out := page.Of[customer.Customer]{Data: []customer.Customer{}, Next: r.Cursor}
	queries, many := effort(r.Sought(), r.Size())
	many = min(many-1, getMax)
	if !r.Sought() {
		many = min(many, r.Size())
	}
	for range queries {
		var items []table.Item
		next, err := s.months(p).list(ctx, out.Next, many, func(item table.Item) (bool, error) {
			items = append(items, item)
			return true, nil
		})
		if err != nil {
			return out, err
		}
		found, err := s.sift(ctx, p, items, sight, r)
		if err != nil {
			return out, err
		}
		for i, c := range found {
			if len(out.Data) == r.Size() {
				return out, nil
			}
			if out.Next = monthCursor(items[i]); c.found {
				out.Data = append(out.Data, c.Customer)
			}
		}
		if out.Next = next; next == "" || len(out.Data) == r.Size() {
			break
		}
	}
	return out, nil
}

func (s CustomerLists) months(p id.Program) monthly {
	now := s.Clock.Now()
	return monthly{
		t: s.T, from: month(now.AddDate(0, -reach, 0)), start: month(now),
		pk: func(mon, shard string) string { return customersPK(p, mon, shard) },
	}
}

// soughtCustomer is one of those that were looked at.
type soughtCustomer struct {
	customer.Customer
	found bool
}

// sift reads the customers that an index names, and looks what is sought up in
// them; not in contacts, unless they are seen.
func (s CustomerLists) sift(ctx context.Context, p id.Program, items []table.Item, sight customer.Sight, r page.Request) ([]soughtCustomer, error) {
	read, err := whole(s.T, func(item table.Item) (customer.Customer, error) {
		if item == nil || item.String("type") != "customer" {
			return customer.Customer{}, nil
		}
		c, err := decodeCustomer(item)
		if err != nil {
			return customer.Customer{}, err
		}
		return *c, nil
	})(ctx, items)
	if err != nil {
		return nil, err
	}
	var known map[id.Customer]customer.Contact
	if r.Sought() && sight.Contacts {
		if known, err = s.Contacts(ctx, p, read...); err != nil {
			return nil, err
		}
	}
	out := make([]soughtCustomer, len(read))
	for i, c := range read {
		out[i] = soughtCustomer{c, c.ID != "" && (r.Finds(sight.Texts(c, known[c.ID])...) || sight.Has(c, r.Search))}
	}
	return out, nil
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
	var items []table.Item
	for some := range slices.Chunk(keys, getMax) {
		got, err := s.T.Get(ctx, some, false)
		if err != nil {
			return nil, fmt.Errorf("read contacts: %w", err)
		}
		items = append(items, got...)
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
