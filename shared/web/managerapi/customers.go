package managerapi

import (
	"context"
	"net/http"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/order"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Orders lists the orders of a partner's customers.
type Orders interface {
	OfPartner(ctx context.Context, p id.Program, o id.Partner, of id.Customer, r page.Request) (page.Of[order.Order], error)
}

func (a api) customers() httpkit.Noun {
	const path = base + "/customers"
	return httpkit.Noun{Name: "Manager customers", Patterns: []string{path}, Register: func(r *httpkit.API) {
		httpkit.Register(r, httpkit.Op{
			ID: "list-customers", Method: http.MethodGet, Path: path, Access: viewer,
			Summary: "The program's customers, newest first", Description: "Everybody of whom a report told, with the partner to whom they are bound.",
		}, in(a, a.listCustomers))
		httpkit.Register(r, httpkit.Op{
			ID: "get-customer", Method: http.MethodGet, Path: path + "/{customer}", Access: viewer,
			Summary: "One customer with the latest orders",
		}, in(a, a.getCustomer))
		a.customerRights(r, path+"/{customer}")
	}}
}

type listCustomersInput struct {
	ProgramPath
	httpkit.SearchQuery
	httpkit.PageQuery
	Partner string `query:"partner" maxLength:"40" doc:"Only those bound to this partner"`
}

// customersOf lists the program's customers, or a partner's. A search looks at
// what is shown, at the merchant's names of them, and for an address at its hash.
func (a api) customersOf(ctx context.Context, s staff, in *listCustomersInput) (page.Of[customer.Customer], error) {
	sight := customer.Sight{Masked: true, Contacts: s.Program.Contacts.Level() == program.FullContacts, Names: true}
	if in.Partner == "" {
		return a.Customers.OfProgram(ctx, s.Program.ID, sight, in.In(in.PageQuery))
	}
	o, err := parse[id.Partner](in.Partner, "partner")
	if err != nil {
		return page.Of[customer.Customer]{}, err
	}
	return a.Customers.OfPartner(ctx, s.Program.ID, o, sight, in.In(in.PageQuery))
}

func (a api) listCustomers(ctx context.Context, s staff, in *listCustomersInput) (*httpkit.Body[httpkit.List[Customer]], error) {
	p, err := a.customersOf(ctx, s, in)
	if err != nil {
		return nil, err
	}
	known, err := a.contacts(ctx, s, p.Data...)
	if err != nil {
		return nil, err
	}
	var partners []id.Partner
	for _, c := range p.Data {
		if c.Bound != nil {
			partners = append(partners, c.Bound.Partner)
		}
	}
	names, err := a.names(ctx, partners)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(httpkit.ListOf(p, func(c customer.Customer) Customer { return s.customer(c, known[c.ID], names) })), nil
}

// contacts reads how to reach customers while the program shares that; what was
// kept before is shown to nobody afterwards.
func (a api) contacts(ctx context.Context, s staff, cs ...customer.Customer) (map[id.Customer]customer.Contact, error) {
	if s.Program.Contacts.Level() != program.FullContacts {
		return nil, nil //nolint:nilnil // a map that is nil has nobody in it
	}
	return a.Customers.Contacts(ctx, s.Program.ID, cs...)
}

type customerPath struct {
	ProgramPath
	Customer string `path:"customer" example:"cus_01JD0000000000000000000000"`
}

func (a api) getCustomer(ctx context.Context, s staff, in *customerPath) (*httpkit.Body[CustomerDetail], error) {
	cid, err := parse[id.Customer](in.Customer, "customer")
	if err != nil {
		return nil, err
	}
	c, err := a.Customers.Get(ctx, s.Program.ID, cid)
	if err != nil {
		return nil, err
	}
	known, err := a.contacts(ctx, s, c)
	if err != nil {
		return nil, err
	}
	v := CustomerDetail{Orders: []CustomerOrder{}}
	var names map[id.Partner]PartnerRef
	if c.Bound != nil {
		if names, err = a.names(ctx, []id.Partner{c.Bound.Partner}); err != nil {
			return nil, err
		}
		orders, err := a.Orders.OfPartner(ctx, s.Program.ID, c.Bound.Partner, c.ID, page.Request{Limit: page.MaxLimit})
		if err != nil {
			return nil, err
		}
		for _, o := range orders.Data {
			v.Orders = append(v.Orders, customerOrderOf(o))
		}
	}
	v.Customer = s.customer(c, known[c.ID], names)
	return httpkit.OK(v), nil
}

// Customer is one customer of the program.
type Customer struct {
	ID          string        `json:"id"`
	Contact     string        `json:"contact,omitempty" doc:"The name where contacts are kept, else the masked address"`
	Email       string        `json:"email,omitempty" doc:"Only where contacts are kept"`
	Partner     *PartnerRef   `json:"partner,omitempty" doc:"To whom the customer is bound"`
	SignedUpAt  time.Time     `json:"signed_up_at,omitzero"`
	FirstPaidAt time.Time     `json:"first_paid_at,omitzero"`
	Payments    int64         `json:"payments" doc:"How many, refunded ones too"`
	Revenue     httpkit.Money `json:"revenue" doc:"Less refunds"`
	KnownBy     []string      `json:"known_by" doc:"By what kinds of ids: ext, stripe, shopify, email"`
	CreatedAt   time.Time     `json:"created_at"`
}

// CustomerDetail is a customer with the latest orders.
type CustomerDetail struct {
	Customer Customer        `json:"customer"`
	Orders   []CustomerOrder `json:"orders" doc:"Those that found the partner"`
}

// CustomerOrder is one order of a customer.
type CustomerOrder struct {
	ID             string         `json:"id"`
	Status         string         `json:"status" enum:"placed,paid,fulfilled,delivered,cancelled,refunded"`
	PartlyRefunded bool           `json:"partly_refunded"`
	PlacedAt       time.Time      `json:"placed_at"`
	UpdatedAt      time.Time      `json:"updated_at,omitzero"`
	Amount         *httpkit.Money `json:"amount,omitempty"`
	Refunded       *httpkit.Money `json:"refunded,omitempty"`
}

func (s staff) customer(c customer.Customer, known customer.Contact, names map[id.Partner]PartnerRef) Customer {
	v := Customer{
		ID: string(c.ID), Contact: c.Masked, Email: known.Email, SignedUpAt: c.SignedUpAt, FirstPaidAt: c.FirstPaidAt, Payments: c.Payments,
		Revenue: s.money(c.Revenue), KnownBy: []string{}, CreatedAt: c.CreatedAt,
	}
	if known.Name != "" {
		v.Contact = known.Name
	}
	if c.Bound != nil {
		if ref, ok := names[c.Bound.Partner]; ok {
			v.Partner = &ref
		}
	}
	for _, i := range c.Identities {
		v.KnownBy = append(v.KnownBy, string(i.Kind))
	}
	return v
}

func customerOrderOf(o order.Order) CustomerOrder {
	v := CustomerOrder{ID: o.ID, Status: string(o.Status), PartlyRefunded: o.PartlyRefunded, PlacedAt: o.Buyer.At, UpdatedAt: o.UpdatedAt}
	if o.Currency != "" {
		sale, refunded := moneyOf(o.Sale, o.Currency), moneyOf(o.Refunded, o.Currency)
		v.Amount, v.Refunded = &sale, &refunded
	}
	return v
}
