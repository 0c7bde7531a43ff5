package customer

import (
	"context"
	"slices"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Contact is how to reach a customer, as the merchant told it. It is kept only
// while the program shares contacts with partners.
type Contact struct {
	Name  string
	Email string
}

// Sight is what of a customer whoever asks can see beside the id, and so what a
// search of theirs may look at.
type Sight struct {
	Masked   bool // the masked address
	Contacts bool // name and address, where they were told
	Names    bool // what the merchant and its providers call the customer
}

// Texts are what a search looks at.
func (s Sight) Texts(c Customer, known Contact) []string {
	out := []string{string(c.ID)}
	if s.Masked {
		out = append(out, c.Masked)
	}
	if s.Contacts {
		out = append(out, known.Name, known.Email)
	}
	for _, i := range c.Identities {
		if s.Names && i.Kind != Email {
			out = append(out, i.Value)
		}
	}
	return out
}

// Has tells whether an address, written out, is the customer's: only its hash is
// kept.
func (s Sight) Has(c Customer, address string) bool {
	return s.Names && strings.Contains(address, "@") && slices.Contains(c.Identities, Identity{Email, HashEmail(address)})
}

// Lists lists and shows customers.
type Lists interface {
	// OfPartner lists the customers that a partner brought, newest first.
	OfPartner(ctx context.Context, p id.Program, o id.Partner, s Sight, r page.Request) (page.Of[Customer], error)
	// OfProgram lists all of a program.
	OfProgram(ctx context.Context, p id.Program, s Sight, r page.Request) (page.Of[Customer], error)
	// Load reads customers of a program; others are left out.
	Load(ctx context.Context, p id.Program, ids ...id.Customer) ([]Customer, error)
	// Get reads one; NotFound when the program has none such.
	Get(ctx context.Context, p id.Program, c id.Customer) (Customer, error)
	// Contacts reads how to reach customers, by their ids.
	Contacts(ctx context.Context, p id.Program, cs ...Customer) (map[id.Customer]Contact, error)
}
