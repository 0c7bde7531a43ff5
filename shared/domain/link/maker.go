package link

import (
	"context"
	"io"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Maker is what partners do with their links.
type Maker struct {
	Store   Store
	Grants  Grants
	Clock   clock.Clock
	Entropy io.Reader
}

// Create makes a custom link. Faults: those of New and of Store.Create, and
// what Grants says.
func (m Maker) Create(ctx context.Context, program id.Program, partner id.Partner, d Draft) (Link, error) {
	terms, err := m.Grants.LinkTerms(ctx, program, partner)
	if err != nil {
		return Link{}, err
	}
	l, err := New(program, partner, terms, d, m.Clock.Now(), m.Entropy)
	if err != nil {
		return Link{}, err
	}
	return l, m.Store.Create(ctx, l)
}

// List returns the partner's links, oldest first.
func (m Maker) List(ctx context.Context, program id.Program, partner id.Partner, p page.Request) (page.Of[Row], error) {
	return m.Store.List(ctx, program, partner, p)
}

// Get returns one of the partner's links, or NotFound.
func (m Maker) Get(ctx context.Context, program id.Program, partner id.Partner, link id.Link) (Link, error) {
	return m.Store.ByID(ctx, program, partner, link)
}

// Change is what a partner may change of a link; nil leaves it as it is.
type Change struct {
	Name   *string
	Status *Status
}

// Update changes a link's name or status. Faults: NotFound, Invalid, and
// Conflict when somebody else changed the link meanwhile.
func (m Maker) Update(ctx context.Context, program id.Program, partner id.Partner, link id.Link, c Change) (Link, error) {
	l, err := m.Store.ByID(ctx, program, partner, link)
	if err != nil {
		return Link{}, err
	}
	if c.Name != nil {
		l.Name = strings.TrimSpace(*c.Name)
		if err := checkName(l.Name); err != nil {
			return Link{}, err
		}
	}
	if c.Status != nil {
		switch *c.Status {
		case Active, Inactive:
			l.Status = *c.Status
		default:
			return Link{}, fault.New(fault.Invalid, "link.bad_status", "a link is active or inactive")
		}
	}
	l.Version++
	return l, m.Store.Save(ctx, l)
}

// Renew gives all of a partner's links the program's present terms, after the
// program's hosts, website, click parameter, window or cookie mode changed.
// Running it again does no harm.
func (m Maker) Renew(ctx context.Context, program id.Program, partner id.Partner, terms Terms) error {
	for cursor := ""; ; {
		rows, err := m.Store.List(ctx, program, partner, page.Request{Limit: page.MaxLimit, Cursor: cursor})
		if err != nil {
			return err
		}
		for _, r := range rows.Data {
			l, err := m.Store.ByID(ctx, program, partner, r.ID)
			if err != nil {
				return err
			}
			terms.Offer = l.Terms.Offer
			l.Terms = terms
			if l.Kind == Default {
				if err := l.check(terms.Website); err != nil {
					return err
				}
			}
			l.Version++
			if err := m.Store.Save(ctx, l); err != nil {
				return err
			}
		}
		if cursor = rows.Next; cursor == "" {
			return nil
		}
	}
}
