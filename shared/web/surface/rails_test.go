package surface_test

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
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

// Pay, Status and Recall make payer a rail of which nothing is known.
func (payer) Pay(context.Context, payout.Attempt) payout.Reply {
	return payout.Reply{Answer: payout.Unclear}
}

func (payer) Status(context.Context, payout.Attempt) payout.Reply {
	return payout.Reply{Answer: payout.Unclear}
}

func (payer) Recall(context.Context, payout.Attempt) (payout.Reply, error) {
	return payout.Reply{Answer: payout.Unclear}, nil
}

func (payer) Window() time.Duration { return time.Hour }

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

// unsent is a queue that takes everything.
type unsent struct{}

func (unsent) Send(context.Context, queue.Name, ...queue.Message) error { return nil }

// uncollected gives Maya a payout that she leaves at PayPal.
func (w *world) uncollected() {
	w.unclear()
	payouts := store.Payouts{T: w.table}
	before, err := payouts.Payout(w.ctx, w.maya.payout)
	w.must(err)
	after := before
	after.Rail, after.Status, after.Unclaimed = payout.PayPal, payout.Processing, w.clock.Now()
	after.Version++
	w.must(payouts.Commit(w.ctx, payout.Outcome{Payout: &payout.Change{Before: before, After: after, Todo: true}}))
}

var (
	_ payout.Provider = payer{}
	_ payout.Recaller = payer{}
	_ queue.Sender    = unsent{}
	_ rail.Prober     = payer{}
	_ rail.Accounts   = payer{}
)
