package tax

import (
	"context"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Policy says whether a program pays without a form.
type Policy string

// The policies. Auto asks for forms where the paying company is in the United
// States.
const (
	Auto     Policy = "auto"
	Required Policy = "required"
	Off      Policy = "off"
)

// Asks tells whether the policy asks for a form of a company in a country, by
// its two letters, empty where nobody told.
func (p Policy) Asks(country string) bool {
	return p == Required || (p == Auto || p == "") && country == "US"
}

// Why a partner is not paid.
const (
	FormMissing  = "tax_form_missing"
	FormExpired  = "tax_form_expired"
	FormRejected = "tax_form_rejected"
)

// Rules say whether a program asks for forms.
type Rules interface {
	TaxForms(ctx context.Context, p id.Program) (bool, error)
}

// Gate lets only those be paid who gave the form that the program asks for.
type Gate struct {
	Rules Rules
	Store Store
	Clock clock.Clock
}

// MayPay says why the program may not pay the partner now, "" when it may.
func (g Gate) MayPay(ctx context.Context, program id.Program, p id.Partner) (string, error) {
	asks, err := g.Rules.TaxForms(ctx, program)
	if err != nil || !asks {
		return "", err
	}
	f, err := g.Store.Form(ctx, p)
	if err != nil {
		return "", err
	}
	switch f.State(g.Clock.Now()) {
	case Missing:
		return FormMissing, nil
	case Expired:
		return FormExpired, nil
	case Rejected:
		return FormRejected, nil
	case Submitted, Verified:
	}
	return "", nil
}
