package surface_test

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// payer takes every key, and has an account for everybody.
type payer struct{}

func (payer) Probe(context.Context, rail.Kind, rail.Credentials, string) error { return nil }

func (payer) Create(context.Context, string, id.Program, id.Partner, string, string) (rail.Account, error) {
	return rail.Account{ID: "acct_1032D82eZvKYlo2C"}, nil
}

func (payer) Link(context.Context, string, string, string) (string, error) {
	return "https://connect.stripe.com/setup/e/acct_1032D82eZvKYlo2C", nil
}

func (payer) State(context.Context, string, string) (rail.Account, error) {
	return rail.Account{ID: "acct_1032D82eZvKYlo2C"}, nil
}

func (w *world) railDesk() rail.Desk {
	return rail.Desk{Store: store.Rails{T: w.table, Clock: w.clock}, Vaults: rail.Vaults{Paying: plain{}, Signing: plain{}, Onboarding: plain{}}, Prober: payer{}, Clock: w.clock}
}

func (w *world) onboarding() rail.Onboarding {
	return rail.Onboarding{Store: store.Rails{T: w.table, Clock: w.clock}, Vault: plain{}, Accounts: payer{}, Clock: w.clock}
}

// onboards connects Acme with a Stripe that makes accounts.
func (w *world) onboards() {
	key := "rk_test_0123456789"
	_, err := w.railDesk().Set(w.ctx, w.acme.ID, rail.Stripe, rail.Setup{Secret: &key, Onboarding: &key})
	w.must(err)
}

// onboarded gives Maya an account that takes transfers.
func (w *world) onboarded() {
	w.onboards()
	w.must(store.Rails{T: w.table, Clock: w.clock}.SaveAccount(w.ctx, rail.Account{
		Program: w.acme.ID, Partner: w.maya.partner, ID: "acct_1032D82eZvKYlo2C", Payable: true, CheckedAt: w.clock.Now(), Version: 1,
	}))
}

var (
	_ rail.Prober   = payer{}
	_ rail.Accounts = payer{}
)
