package store

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// whoKeys returns where the people of a report lie: what each name of the
// customer stands for (A7), then what each code does (A21).
func whoKeys(p id.Program, w conversion.Who) []table.Key {
	codes := make([]string, len(w.Coupons))
	for i, c := range w.Coupons {
		codes[i] = coupon.Fold(c)
	}
	return append(customerKeys(p, w.Customer), couponKeys(p, codes)...)
}

// read gets the keys and, beside it, what needs no consistency: the visitors'
// clicks (A4) and who of this instance has the customer's address (A22).
func (s Conversions) read(ctx context.Context, keys []table.Key, p id.Program, w conversion.Who, out *conversion.Found) (items []table.Item, err error) {
	calls := []func() error{func() (err error) {
		items, err = s.T.Get(ctx, keys, true)
		return err
	}}
	pages := make([][]conversion.Visit, len(w.Visitors))
	for i, v := range w.Visitors {
		calls = append(calls, func() error {
			page, err := s.T.Query(ctx, table.Query{PK: visitorPK(p, v.String()), Limit: visitLinks})
			pages[i] = visitsOf(page.Items)
			return err
		})
	}
	for _, i := range w.Customer {
		if i.Kind == customer.Email {
			calls = append(calls, func() error {
				found, err := s.T.Get(ctx, []table.Key{emailKey(i.Value)}, false)
				if err == nil {
					out.Known.User = id.User(found[0].String("user"))
				}
				return err
			})
			break
		}
	}
	err = table.Together(s.T, calls...)
	for _, page := range pages {
		out.Visits = append(out.Visits, page...)
	}
	return items, err
}

// people reads what whoKeys found.
func (s Conversions) people(ctx context.Context, w conversion.Who, items []table.Item, out *conversion.Found) error {
	n := len(items) - len(w.Coupons)
	var err error
	if out.Coupons, err = decodeCoupons(items[n:]); err != nil {
		return err
	}
	return s.known(ctx, w.Customer, items[:n], &out.Known)
}

// known picks the customer out of what customerKeys found; an alias alone costs
// another call.
func (s Conversions) known(ctx context.Context, is []customer.Identity, items []table.Item, out *conversion.Known) error {
	var alias id.Customer
	for n, item := range items {
		if item == nil {
			continue
		}
		out.Taken = append(out.Taken, is[n])
		switch {
		case out.Customer != nil:
		case item.String("type") == "customer_alias":
			alias = id.Customer(item.String("customer"))
		default:
			var err error
			if out.Customer, err = decodeCustomer(item); err != nil {
				return err
			}
		}
	}
	if out.Customer != nil || alias == "" {
		return nil
	}
	found, err := s.T.Get(ctx, []table.Key{customerKey(alias)}, true)
	if err != nil || found[0] == nil {
		return err
	}
	out.Customer, err = decodeCustomer(found[0])
	return err
}
