package app

import (
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/tax"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
)

func (b Backends) taxForms() store.TaxForms { return store.TaxForms{T: b.Table, Clock: b.Clock} }

// Tax is where tax forms are submitted and decided.
func (b Backends) Tax() tax.Desk {
	return tax.Desk{Store: b.taxForms(), Seal: payees{b.TaxSealer}, Clock: b.Clock}
}

// taxGate lets only those be paid who gave the form that the program asks for.
func (b Backends) taxGate() tax.Gate {
	return tax.Gate{Rules: store.TaxRules{T: b.Table, Clock: b.Clock}, Store: b.taxForms(), Clock: b.Clock}
}

// taxSecrets opens tax forms, for the one function that files returns.
type taxSecrets struct {
	store.TaxForms
	payees
}

func (b Backends) taxSecrets() taxSecrets { return taxSecrets{b.taxForms(), payees{b.TaxSealer}} }

var (
	_ tax.Sealer            = payees{}
	_ payout.Gate           = tax.Gate{}
	_ managerapi.TaxSecrets = taxSecrets{}
)
