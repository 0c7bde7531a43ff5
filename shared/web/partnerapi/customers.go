package partnerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/order"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Orders lists the orders of a partner's customers.
type Orders interface {
	OfPartner(ctx context.Context, p id.Program, o id.Partner, of id.Customer, r page.Request) (page.Of[order.Order], error)
}

func (a api) customers() httpkit.Noun {
	const path = programBase + "/customers"
	return httpkit.Noun{Name: "Partner customers", Patterns: []string{path, programBase + "/orders"}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "partner-list-customers", Method: http.MethodGet, Path: path, Access: user, KeyScope: customersRead,
			Summary: "The customers that you brought, newest first", Description: "Whoever signed up, became a lead or bought by your links and codes.",
		}, inProgram(a, a.listCustomers))
		httpkit.Register(r, httpkit.Op{
			ID: "partner-get-customer", Method: http.MethodGet, Path: path + "/{customer}", Access: user, KeyScope: customersRead,
			Summary: "One customer with the latest orders",
		}, inProgram(a, a.getCustomer))
		httpkit.Register(r, httpkit.Op{
			ID: "partner-list-orders", Method: http.MethodGet, Path: programBase + "/orders", Access: user, KeyScope: customersRead,
			Summary: "Orders of your customers, newest first, and where they stand",
		}, inProgram(a, a.listOrders))
	}}
}

type listCustomersInput struct {
	ProgramPath
	httpkit.SearchQuery
	httpkit.PageQuery
}

// sight is what a partner sees of customers.
func (m member) sight() customer.Sight {
	level := m.Program.Contacts.Level()
	return customer.Sight{Masked: level != program.NoContacts, Contacts: level == program.FullContacts}
}

func (a api) listCustomers(ctx context.Context, m member, in *listCustomersInput) (*httpkit.Body[httpkit.List[Customer]], error) {
	p, err := a.Customers.OfPartner(ctx, m.Program.ID, m.Partner, m.sight(), in.In(in.PageQuery))
	if err != nil {
		return nil, err
	}
	known, err := a.contacts(ctx, m, p.Data...)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, func(c customer.Customer) Customer { return m.customer(c, known[c.ID]) })), nil
}

// contacts reads how to reach customers, where the program shares that.
func (a api) contacts(ctx context.Context, m member, cs ...customer.Customer) (map[id.Customer]customer.Contact, error) {
	if m.Program.Contacts.Level() != program.FullContacts {
		return nil, nil //nolint:nilnil // a map that is nil has nobody in it
	}
	return a.Customers.Contacts(ctx, m.Program.ID, cs...)
}

type customerPath struct {
	ProgramPath
	Customer string `path:"customer" example:"cus_01JD0000000000000000000000"`
}

func (a api) getCustomer(ctx context.Context, m member, in *customerPath) (*httpkit.Body[CustomerDetail], error) {
	cid, err := parse[id.Customer](in.Customer, "customer")
	if err != nil {
		return nil, err
	}
	c, err := a.Customers.Get(ctx, m.Program.ID, cid)
	if err == nil && (c.Bound == nil || c.Bound.Partner != m.Partner) {
		err = fault.New(fault.NotFound, "customer.unknown", "There is no such customer.")
	}
	if err != nil {
		return nil, err
	}
	known, err := a.contacts(ctx, m, c)
	if err != nil {
		return nil, err
	}
	orders, err := a.Orders.OfPartner(ctx, m.Program.ID, m.Partner, c.ID, page.Request{Limit: page.MaxLimit})
	if err != nil {
		return nil, err
	}
	v := CustomerDetail{Customer: m.customer(c, known[c.ID]), Orders: []Order{}}
	for _, o := range orders.Data {
		v.Orders = append(v.Orders, m.order(o, ""))
	}
	return httpkit.OK(v), nil
}

func (a api) listOrders(ctx context.Context, m member, in *listCustomersInput) (*httpkit.Body[httpkit.List[Order]], error) {
	p, err := a.Orders.OfPartner(ctx, m.Program.ID, m.Partner, "", in.In(in.PageQuery))
	if err != nil {
		return nil, err
	}
	var ids []id.Customer
	for _, o := range p.Data {
		if o.Buyer.Customer != "" {
			ids = append(ids, o.Buyer.Customer)
		}
	}
	names := map[id.Customer]string{}
	if m.Program.Contacts.Level() != program.NoContacts {
		cs, err := a.Customers.Load(ctx, m.Program.ID, ids...)
		if err != nil {
			return nil, err
		}
		for _, c := range cs {
			names[c.ID] = c.Masked
		}
	}
	return httpkit.OK(httpkit.ListOf(p, func(o order.Order) Order { return m.order(o, names[o.Buyer.Customer]) })), nil
}

// Customer is a customer that the partner brought.
type Customer struct {
	ID            string        `json:"id"`
	Contact       string        `json:"contact,omitempty" doc:"A masked address, or name and address, as the program decided; empty when it shares nothing"`
	Email         string        `json:"email,omitempty" doc:"Only where the program shares contacts"`
	SignedUp      bool          `json:"signed_up"`
	SignedUpAt    time.Time     `json:"signed_up_at,omitzero"`
	Purchased     bool          `json:"purchased"`
	FirstPaidAt   time.Time     `json:"first_paid_at,omitzero"`
	Payments      int64         `json:"payments" doc:"How many, refunded ones too"`
	Revenue       httpkit.Money `json:"revenue" doc:"Less refunds"`
	FirstTouchAt  time.Time     `json:"first_touch_at,omitzero" doc:"When your link or code was used"`
	FirstKnownAt  time.Time     `json:"first_known_at"`
	ContactShared bool          `json:"contact_shared" doc:"Whether the program shares names and addresses, so that you can give support"`
}

// CustomerDetail is a customer with the latest orders.
type CustomerDetail struct {
	Customer Customer `json:"customer"`
	Orders   []Order  `json:"orders"`
}

// Order is an order of one of the partner's customers.
type Order struct {
	ID             string         `json:"id" doc:"As the merchant calls it"`
	Status         string         `json:"status" enum:"placed,paid,fulfilled,delivered,cancelled,refunded"`
	PartlyRefunded bool           `json:"partly_refunded"`
	PlacedAt       time.Time      `json:"placed_at"`
	UpdatedAt      time.Time      `json:"updated_at,omitzero" doc:"When the shop last told where it stands"`
	Amount         *httpkit.Money `json:"amount,omitempty"`
	Refunded       *httpkit.Money `json:"refunded,omitempty"`
	CustomerID     string         `json:"customer_id,omitempty"`
	Contact        string         `json:"contact,omitempty" doc:"The customer, masked"`
	States         []OrderState   `json:"states" doc:"What the shop told, oldest first"`
}

// OrderState is one state of an order.
type OrderState struct {
	Status string    `json:"status" enum:"placed,paid,fulfilled,delivered,cancelled,refunded"`
	At     time.Time `json:"at"`
}

func (m member) customer(c customer.Customer, known customer.Contact) Customer {
	level := m.Program.Contacts.Level()
	v := Customer{
		ID: string(c.ID), SignedUp: !c.SignedUpAt.IsZero(), SignedUpAt: c.SignedUpAt, Purchased: !c.FirstPaidAt.IsZero(), FirstPaidAt: c.FirstPaidAt,
		Payments: c.Payments, Revenue: m.money(c.Revenue), FirstKnownAt: c.CreatedAt, ContactShared: level == program.FullContacts,
	}
	if c.Bound != nil {
		v.FirstTouchAt = c.Bound.At
	}
	switch level {
	case program.NoContacts:
	case program.MaskedOnly:
		v.Contact = c.Masked
	case program.FullContacts:
		v.Contact, v.Email = c.Masked, known.Email
		if known.Name != "" {
			v.Contact = known.Name
		}
	}
	return v
}

func (m member) order(o order.Order, contact string) Order {
	v := Order{
		ID: o.ID, Status: string(o.Status), PartlyRefunded: o.PartlyRefunded, PlacedAt: o.Buyer.At, UpdatedAt: o.UpdatedAt,
		CustomerID: string(o.Buyer.Customer), Contact: contact, States: []OrderState{},
	}
	if o.Currency != "" {
		sale, refunded := moneyOf(o.Sale, o.Currency), moneyOf(o.Refunded, o.Currency)
		v.Amount, v.Refunded = &sale, &refunded
	}
	for _, s := range o.Steps {
		v.States = append(v.States, OrderState{string(s.Status), s.At})
	}
	return v
}
