package order

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Store keeps what was told of orders, and reads it beside the books.
type Store interface {
	// State reads what was told, consistently; its zero value when nothing was.
	State(ctx context.Context, p id.Program, order string) (State, error)
	// Save writes a state; stale when it is not the next version any more.
	Save(ctx context.Context, s State) error
	// Load reads orders, those that nobody knows left out.
	Load(ctx context.Context, p id.Program, orders ...string) ([]Order, error)
	// OfPartner lists the orders of a partner's customers, newest first; of one
	// customer only, if it is named.
	OfPartner(ctx context.Context, p id.Program, o id.Partner, of id.Customer, r page.Request) (page.Of[Order], error)
}

// Buyers finds the partner to whom a customer is bound, by the merchant's own
// id of the customer; its zero value when there is none.
type Buyers interface {
	Buyer(ctx context.Context, p id.Program, customer string) (Buyer, error)
}

// Desk is where states of orders are told.
type Desk struct {
	Store  Store
	Buyers Buyers
	Clock  clock.Clock
}

// News is one state of one order. Customer is the merchant's own id of who
// placed it, if told: so that an order has its partner before it is paid.
type News struct {
	Program  id.Program
	Order    string
	Status   Status
	At       time.Time // now when zero, or when it lies ahead
	Customer string
}

const (
	tries      = 5
	maxIDBytes = 255
)

// Tell keeps a state and returns the order. Any number of states may come, in
// any order, any number of times.
func (d Desk) Tell(ctx context.Context, n News) (Order, error) {
	if n.Order == "" || len(n.Order) > maxIDBytes {
		return Order{}, fault.New(fault.Invalid, "order.bad_id", "An order's id has 1 to 255 bytes.")
	}
	if _, err := Parse(string(n.Status)); err != nil {
		return Order{}, err
	}
	if now := d.Clock.Now(); n.At.IsZero() || n.At.After(now) {
		n.At = now
	}
	n.At = n.At.UTC().Truncate(time.Millisecond)
	var err error
	for range tries {
		if err = d.once(ctx, n); !fault.IsStale(err) {
			break
		}
	}
	if fault.IsStale(err) {
		return Order{}, fault.Wrap(err, fault.Unavailable, "order.busy", "This order is busy; try again.")
	}
	if err != nil {
		return Order{}, err
	}
	return d.Get(ctx, n.Program, n.Order)
}

func (d Desk) once(ctx context.Context, n News) error {
	before, err := d.Store.State(ctx, n.Program, n.Order)
	if err != nil {
		return err
	}
	after, changed := before.tell(Step{n.Status, n.At})
	after.Program, after.Order = n.Program, n.Order
	if after.Buyer.Partner == "" && n.Customer != "" {
		if after.Buyer, err = d.Buyers.Buyer(ctx, n.Program, n.Customer); err != nil {
			return err
		}
		if after.Buyer.Partner != "" {
			after.Buyer.At = after.Steps[0].At
			if !changed {
				after.Version++
			}
			changed = true
		}
	}
	if !changed {
		return nil
	}
	return d.Store.Save(ctx, after)
}

// Set keeps a state by its name, for shops' own webhooks.
func (d Desk) Set(ctx context.Context, p id.Program, order, status string, at time.Time) error {
	st, err := Parse(status)
	if err != nil {
		return err
	}
	_, err = d.Tell(ctx, News{Program: p, Order: order, Status: st, At: at})
	return err
}

// Get reads one order; NotFound.
func (d Desk) Get(ctx context.Context, p id.Program, order string) (Order, error) {
	found, err := d.Store.Load(ctx, p, order)
	if err != nil {
		return Order{}, err
	}
	if len(found) == 0 {
		return Order{}, fault.New(fault.NotFound, "order.unknown", "There is no such order.")
	}
	return found[0], nil
}
