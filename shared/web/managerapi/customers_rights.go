package managerapi

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// People answers customers who ask what is held of them, or to be forgotten.
type People interface {
	Held(ctx context.Context, p id.Program, who []customer.Identity, orders []string) ([]string, error)
	Erase(ctx context.Context, p id.Program, who []customer.Identity, orders []string) ([]string, error)
}

// customerRights registers what the law gives customers.
func (a api) customerRights(r *httpkit.API, path string) {
	httpkit.Register(r, httpkit.Op{
		ID: "disclose-customer", Method: http.MethodPost, Path: path + "/disclose", Access: manager,
		Summary: "What is held of a customer, for a person who asks", Description: "That it was asked for stands in the audit log, and those who run the program are told.",
	}, in(a, a.discloseCustomer))
	httpkit.Register(r, httpkit.Op{
		ID: "erase-customer", Method: http.MethodPost, Path: path + "/erase", Access: manager,
		Summary: "Forget a customer", Description: "The masked address, the contact and every name by which they could be found are deleted, in the records of their orders too. Who brought them and what was paid stay, and so do all proofs: the ledger names no customer.",
	}, in(a, a.eraseCustomer))
}

// CustomerRights is what is held of a customer, or was erased, in lines.
type CustomerRights struct {
	Lines []string `json:"lines"`
}

// asking finds a customer's names and orders.
func (a api) asking(ctx context.Context, s staff, path customerPath) (who []customer.Identity, orders []string, err error) {
	cid, err := parse[id.Customer](path.Customer, "customer")
	if err != nil {
		return nil, nil, err
	}
	c, err := a.Customers.Get(ctx, s.Program.ID, cid)
	if err != nil || c.Bound == nil {
		return c.Identities, nil, err
	}
	for r := (page.Request{Limit: page.MaxLimit}); ; {
		found, err := a.Orders.OfPartner(ctx, s.Program.ID, c.Bound.Partner, c.ID, r)
		if err != nil {
			return nil, nil, err
		}
		for _, o := range found.Data {
			orders = append(orders, o.ID)
		}
		if r.Cursor = found.Next; r.Cursor == "" {
			return c.Identities, orders, nil
		}
	}
}

func (a api) discloseCustomer(ctx context.Context, s staff, in *customerPath) (*httpkit.Body[CustomerRights], error) {
	who, orders, err := a.asking(ctx, s, *in)
	if err != nil {
		return nil, err
	}
	lines, err := a.People.Held(ctx, s.Program.ID, who, orders)
	return httpkit.OK(CustomerRights{append([]string{}, lines...)}), err
}

func (a api) eraseCustomer(ctx context.Context, s staff, in *customerPath) (*httpkit.Body[CustomerRights], error) {
	who, orders, err := a.asking(ctx, s, *in)
	if err != nil {
		return nil, err
	}
	lines, err := a.People.Erase(ctx, s.Program.ID, who, orders)
	return httpkit.OK(CustomerRights{append([]string{}, lines...)}), err
}
