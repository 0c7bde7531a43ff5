package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/order"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/table"
)

// Orders keeps what was told of orders, beside their heads, which the reports
// of conversions write (A6, A47).
type Orders struct{ T table.Table }

type orderStateRecord struct {
	Program id.Program   `table:"program"`
	Order   string       `table:"order"`
	Status  order.Status `table:"status"`
	At      time.Time    `table:"at"`
	Steps   []order.Step `table:"steps"`
	Buyer   order.Buyer  `table:"buyer,omitempty"`
	Version int64        `table:"version"`
}

// State reads what was told of an order.
func (s Orders) State(ctx context.Context, p id.Program, o string) (order.State, error) {
	items, err := s.T.Get(ctx, []table.Key{orderStateKey(p, o)}, true)
	if err != nil {
		return order.State{}, fmt.Errorf("read an order's state: %w", err)
	}
	return decodeOrderState(items[0])
}

func decodeOrderState(item table.Item) (order.State, error) {
	var r orderStateRecord
	if item == nil {
		return order.State{}, nil
	}
	if err := table.Decode(item, &r); err != nil {
		return order.State{}, fmt.Errorf("decode an order's state: %w", err)
	}
	return order.State(r), nil
}

// Save writes a state. One whose customer is bound stands among the partner's
// orders, also before anything was paid.
func (s Orders) Save(ctx context.Context, st order.State) error {
	item := newItem(orderStateKey(st.Program, st.Order), "order_state", orderStateRecord(st))
	if b := st.Buyer; b.Partner != "" {
		item["GSI1PK"], item["GSI1SK"] = enrolledPK(st.Program, b.Partner), orderSK(b.At, st.Order)
		item["view"] = string(b.Customer)
	}
	return commit(ctx, s.T, []table.Op{table.Put{Item: item, If: ifVersion(st.Version - 1)}})
}

// Load reads orders: state and head of each.
func (s Orders) Load(ctx context.Context, p id.Program, orders ...string) ([]order.Order, error) {
	joined, err := s.load(ctx, p, orders)
	if err != nil {
		return nil, err
	}
	var out []order.Order
	for _, o := range joined {
		if o.known() {
			out = append(out, order.Join(o.state, o.books))
		}
	}
	return out, nil
}

type joinedOrder struct {
	state order.State
	books order.Books
	head  bool
}

func (o joinedOrder) known() bool { return o.head || o.state.Version > 0 }

func (s Orders) load(ctx context.Context, p id.Program, orders []string) ([]joinedOrder, error) {
	var keys []table.Key
	for _, o := range orders {
		keys = append(keys, orderStateKey(p, o), orderHeadKey(p, o))
	}
	items, err := s.T.Get(ctx, keys, false)
	if err != nil {
		return nil, fmt.Errorf("read orders: %w", err)
	}
	out := make([]joinedOrder, len(orders))
	for i, o := range orders {
		if out[i].state, err = decodeOrderState(items[2*i]); err != nil {
			return nil, err
		}
		out[i].state.Order = o
		if items[2*i+1] == nil {
			continue
		}
		var h headItem
		if err := table.Decode(items[2*i+1], &h); err != nil {
			return nil, fmt.Errorf("read the head of an order: %w", err)
		}
		out[i].head = true
		out[i].books = order.Books{Currency: h.Currency, Sale: h.SaleMinor, Refunded: h.Refunded, Buyer: order.Buyer(h.Buyer)}
	}
	return out, nil
}

// OfPartner lists the orders of a partner's customers (A47). An order that has
// both a head and a state of its own in the list counts by its head. A search
// looks at the merchant's number.
func (s Orders) OfPartner(ctx context.Context, p id.Program, o id.Partner, of id.Customer, r page.Request) (page.Of[order.Order], error) {
	found, err := sieve[table.Item]{
		t: s.T, q: table.Query{Index: table.Gsi1, PK: enrolledPK(p, o), Prefix: orderPrefix()}, sparse: r.Sought() || of != "",
		read: func(_ context.Context, items []table.Item) ([]table.Item, error) { return items, nil },
		keeps: func(item table.Item) bool {
			return (of == "" || item.String("view") == string(of)) && r.Finds(orderOf(item))
		},
	}.page(ctx, r)
	if err != nil {
		return page.Of[order.Order]{}, fmt.Errorf("list orders: %w", err)
	}
	out := page.Of[order.Order]{Data: []order.Order{}, Next: found.Next}
	for some := range slices.Chunk(found.Data, getMax/2) { // head and state of each
		if err := s.add(ctx, p, some, &out); err != nil {
			return out, err
		}
	}
	return out, nil
}

func (s Orders) add(ctx context.Context, p id.Program, items []table.Item, out *page.Of[order.Order]) error {
	var names []string
	for _, item := range items {
		names = append(names, orderOf(item))
	}
	joined, err := s.load(ctx, p, names)
	if err != nil {
		return err
	}
	for i, j := range joined {
		if items[i].String("type") == "order_state" && j.books.Buyer.Partner != "" {
			continue
		}
		out.Data = append(out.Data, order.Join(j.state, j.books))
	}
	return nil
}

// orderOf is the id of the order that an index entry is of.
func orderOf(item table.Item) string {
	_, _, escaped := splitOrderPK(item.String(table.PK))
	return strings.NewReplacer("%23", "#", "%25", "%").Replace(escaped)
}

// Buyer finds the partner to whom a customer is bound (A7).
func (s Orders) Buyer(ctx context.Context, p id.Program, external string) (order.Buyer, error) {
	found, err := People{T: s.T}.find(ctx, p, []customer.Identity{{Kind: customer.External, Value: external}})
	if err != nil || len(found) == 0 || found[0].Bound == nil {
		return order.Buyer{}, err
	}
	return order.Buyer{Partner: found[0].Bound.Partner, Customer: found[0].ID}, nil
}

var (
	_ order.Store  = Orders{}
	_ order.Buyers = Orders{}
)
