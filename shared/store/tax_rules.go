package store

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/domain/tax"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// TaxRules say which programs ask for tax forms.
type TaxRules struct {
	T     table.Table
	Clock clock.Clock
}

// TaxForms tells whether a program asks for forms, by its settings and by the
// country of the company that pays.
func (s TaxRules) TaxForms(ctx context.Context, p id.Program) (bool, error) {
	found, err := Programs(s).Load(ctx, p)
	if err != nil || len(found) == 0 {
		return false, err
	}
	policy := tax.Policy(found[0].Payouts.TaxForms)
	if policy == tax.Required || policy == tax.Off {
		return policy.Asks(""), nil
	}
	l, err := Legal(s).Legal(ctx, invoice.Owner{Program: p})
	return policy.Asks(l.Party.Country), err
}

var _ tax.Rules = TaxRules{}
