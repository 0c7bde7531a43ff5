package link

import (
	"context"
	"io"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
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

// Create makes a custom or marketplace link. Faults: those of New and of
// Store.Create, what Grants says, and Forbidden "feature.off" where the program
// has no custom links.
func (m Maker) Create(ctx context.Context, program id.Program, partner id.Partner, d Draft) (Link, error) {
	terms, err := m.Grants.LinkTerms(ctx, program, partner)
	if err != nil {
		return Link{}, err
	}
	if terms.NoCustom {
		return Link{}, notCustom()
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

// Renew gives all of a partner's links the program's present terms, after the
// program's hosts, website, click parameter, window or cookie mode changed.
// Running it again does no harm.
func (m Maker) Renew(ctx context.Context, program id.Program, partner id.Partner, terms Terms) error {
	rows, err := all(ctx, m.Store, program, partner)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Status == Archived {
			continue
		}
		before, err := m.Store.ByID(ctx, program, partner, r.ID)
		if err != nil {
			return err
		}
		after := before
		after.Version++
		after.Terms = terms
		after.Terms.Offer = before.Terms.Offer
		if after.Kind == Default {
			if err := after.lead(terms.Website); err != nil {
				return err
			}
		}
		if err := m.Store.Save(ctx, before, after); err != nil {
			return err
		}
	}
	return nil
}

// all reads every link of a partner.
func all(ctx context.Context, s Store, program id.Program, partner id.Partner) ([]Row, error) {
	var rows []Row
	for cursor := ""; ; {
		p, err := s.List(ctx, program, partner, page.Request{Limit: page.MaxLimit, Cursor: cursor})
		if err != nil {
			return nil, err
		}
		rows = append(rows, p.Data...)
		if cursor = p.Next; cursor == "" {
			return rows, nil
		}
	}
}
