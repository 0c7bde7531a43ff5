package app

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/policy"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/page"
)

// Policies writes what programs decide as documents, and makes them what
// documents say.
func (b Backends) Policies() policy.Desk {
	return policy.Desk{Programs: b.Programs(), Groups: b.Groups(), Offers: b.Offers(), Links: renewal{b}}
}

// renewal gives links the terms of changed settings.
type renewal struct{ b Backends }

// Renew goes through all active partners of a program.
func (r renewal) Renew(ctx context.Context, p id.Program) error {
	desk, links := r.b.Enrollments(), r.b.Links()
	for cursor := ""; ; {
		places, err := r.b.places().OfProgram(ctx, p, enrollment.Filter{Status: enrollment.Active}, page.Request{Limit: page.MaxLimit, Cursor: cursor})
		if err != nil {
			return err
		}
		for _, row := range places.Data {
			terms, err := desk.LinkTerms(ctx, p, row.Partner)
			if err != nil {
				return err
			}
			if err := links.Renew(ctx, p, row.Partner, terms); err != nil {
				return err
			}
		}
		if cursor = places.Next; cursor == "" {
			return nil
		}
	}
}

var _ policy.Links = renewal{}
