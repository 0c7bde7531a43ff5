package program

import (
	"context"
	"net/url"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Founding writes the first program of an installation.
type Founding interface {
	// Found writes a new program together with its owner's membership; Conflict
	// when the slug is taken.
	Found(ctx context.Context, p Program, owner id.User) error
}

// Founder lets the first person of an installation make its first program
// (F86). Whoever has an account while there is no program was made by the
// operator: nobody can apply to a program that is not there.
type Founder struct {
	Desk  Desk
	Store Founding
}

// Founded is what a first program is told; the rest are defaults, which its
// owner changes later.
type Founded struct {
	Name, Website, Currency, Zone string
}

// Vacant tells whether the installation has no program yet.
func (f Founder) Vacant(ctx context.Context) (bool, error) {
	all, err := f.Desk.Store.All(ctx)
	return err == nil && len(all) == 0, err
}

// Found makes the first program, a draft, and its owner at once. Conflict when
// there is a program already: the operator makes further ones.
func (f Founder) Found(ctx context.Context, in Founded, owner id.User) (Program, error) {
	if vacant, err := f.Vacant(ctx); err != nil || !vacant {
		if err == nil {
			err = fault.New(fault.Conflict, "program.founded", "This installation has its first program. Its operator makes further ones.")
		}
		return Program{}, err
	}
	currency, err := money.ParseCurrency(in.Currency)
	if err != nil {
		return Program{}, fault.New(fault.Invalid, "program.invalid", "The program cannot be saved like this.").
			With(fault.Field{Location: "body.currency", Message: "must be an ISO 4217 code such as EUR"})
	}
	p := New(SlugOf(in.Name), in.Name, in.Website, currency)
	if in.Zone != "" {
		p.Zone = in.Zone
	}
	p.AllowedHosts = HostsOf(in.Website)
	if p, err = f.Desk.draft(p); err != nil {
		return Program{}, err
	}
	return p, f.Store.Found(ctx, p, owner)
}

// HostsOf returns the host of a website, to which its program's links may lead.
func HostsOf(website string) []string {
	u, err := url.Parse(website)
	if err != nil || u.Hostname() == "" {
		return nil
	}
	return []string{strings.ToLower(u.Hostname())}
}

// slugMax is how long a slug is that is made of a name.
const slugMax = 40

// SlugOf makes a slug of a name: its small letters and digits, with hyphens
// between; "program" of a name that has none.
func SlugOf(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	text := b.String()
	slug := strings.Trim(text[:min(len(text), slugMax)], "-")
	if len(slug) < 2 {
		return "program"
	}
	return slug
}
