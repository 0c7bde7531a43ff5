package customer

import (
	"context"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Contact is how to reach a customer, as the merchant told it. It is kept only
// while the program shares contacts with partners.
type Contact struct {
	Name  string
	Email string
}

// Lists lists and shows customers.
type Lists interface {
	// OfPartner lists the customers that a partner brought, newest first.
	OfPartner(ctx context.Context, p id.Program, o id.Partner, r page.Request) (page.Of[Customer], error)
	// OfProgram lists all of a program.
	OfProgram(ctx context.Context, p id.Program, r page.Request) (page.Of[Customer], error)
	// Load reads customers of a program; others are left out.
	Load(ctx context.Context, p id.Program, ids ...id.Customer) ([]Customer, error)
	// Get reads one; NotFound when the program has none such.
	Get(ctx context.Context, p id.Program, c id.Customer) (Customer, error)
	// Contacts reads how to reach customers, by their ids.
	Contacts(ctx context.Context, p id.Program, cs ...Customer) (map[id.Customer]Contact, error)
}
