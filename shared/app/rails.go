package app

import (
	"context"
	"fmt"
	"maps"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/provider/bankfile"
	"github.com/tributaryhq/tributary/shared/provider/paypal"
	"github.com/tributaryhq/tributary/shared/provider/stripeconnect"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/railhook"
	"github.com/tributaryhq/tributary/shared/web/stripehook"
)

// Payers are where providers that pay are called, instead of their own
// addresses; empty but in tests and on this machine.
type Payers struct{ PayPal, Stripe string }

// AllRails are the rails of the installation and those that each program
// connects by itself.
func (b Backends) AllRails() payout.Rails {
	desk := b.RailDesk()
	online := map[string]payout.Provider{
		payout.PayPal: paypal.Rail{API: b.payPal(), Accounts: desk},
		payout.Stripe: stripeconnect.Rail{API: b.stripe(), Accounts: desk},
	}
	maps.Copy(online, b.Rails.Online)
	files := bankfile.Rails(b.Bank())
	maps.Copy(files, b.Rails.Files)
	return payout.Rails{Online: online, Files: files}
}

func (b Backends) payPal() paypal.API {
	return paypal.API{Caller: b.Caller, Clock: b.Clock, Tokens: &paypal.Tokens{}, Origin: b.Payers.PayPal}
}

func (b Backends) stripe() stripeconnect.API {
	return stripeconnect.API{Caller: b.Caller, Origin: b.Payers.Stripe}
}

func (b Backends) rails() store.Rails { return store.Rails{T: b.Table, Clock: b.Clock} }

// RailDesk is where programs are joined to the providers that pay.
func (b Backends) RailDesk() rail.Desk {
	return rail.Desk{
		Store: b.rails(), Vaults: rail.Vaults{Paying: b.RailSealer, Signing: b.Sealer, Onboarding: b.OnboardingSealer},
		Prober: railProber{b.payPal(), b.stripe()}, Clock: b.Clock,
	}
}

// Onboarding is where partners connect accounts.
func (b Backends) Onboarding() rail.Onboarding {
	return rail.Onboarding{Store: b.rails(), Vault: b.OnboardingSealer, Accounts: stripeconnect.Onboarding{API: b.stripe()}, Clock: b.Clock}
}

// railProber tries credentials at the provider they are of.
type railProber struct {
	paypal paypal.API
	stripe stripeconnect.API
}

// Probe tries what is new; Invalid when the provider does not take it.
func (p railProber) Probe(ctx context.Context, k rail.Kind, c rail.Credentials, onboarding string) error {
	switch k {
	case rail.PayPal:
		if c.Secret != "" {
			return p.paypal.Probe(ctx, c)
		}
	case rail.Stripe:
		if c.Secret != "" {
			if err := p.stripe.Probe(ctx, c.Secret); err != nil {
				return err
			}
		}
		if onboarding != "" {
			return stripeconnect.Onboarding{API: p.stripe}.Probe(ctx, onboarding)
		}
	}
	return nil
}

// hear looks after what a provider has told of.
func (b Backends) hear(ctx context.Context, r payout.Runner, body string) error {
	w, err := rail.ReadWord(body)
	if err != nil {
		return err
	}
	if w.Recall {
		return r.Recall(ctx, w.Program, w.Payout)
	}
	desk := b.RailDesk()
	if err := desk.Heard(ctx, w.Program, w.Kind); err != nil {
		return err
	}
	if w.Account != "" {
		return b.hearOfAccount(ctx, desk, w)
	}
	if err := r.Listen(ctx, w.Program, w.Payout, w.Attempt, w.Reference); err != nil {
		return fmt.Errorf("hear of %s: %w", w.Payout, err)
	}
	return nil
}

// hearOfAccount asks how a connected account stands, and keeps it for the
// partner whose it is.
func (b Backends) hearOfAccount(ctx context.Context, desk rail.Desk, w rail.Word) error {
	with, err := desk.Credentials(ctx, w.Program, rail.Stripe)
	if err != nil {
		return err
	}
	a, err := stripeconnect.Onboarding{API: b.stripe()}.Account(ctx, with.Secret, w.Account)
	if fault.Is(err, fault.NotFound) || err == nil && a.Metadata[stripeconnect.ProgramMark] != string(w.Program) {
		return nil
	}
	if err != nil {
		return err
	}
	now := a.State()
	return b.Onboarding().Note(ctx, w.Program, id.Partner(a.Metadata[stripeconnect.PartnerMark]), func(kept *rail.Account) {
		if kept.ID != now.ID {
			return
		}
		kept.Payable, kept.Payouts, kept.Submitted, kept.Due, kept.Disabled = now.Payable, now.Payouts, now.Submitted, now.Due, now.Disabled
		if kept.Failed = w.Failed; kept.Payouts && w.Failed == "" {
			kept.Failed = ""
		}
	})
}

// railSigners and railWebhooks remember how providers prove themselves, so that
// an event costs no look at the table.
type (
	railSigners  struct{ *recent[id.Program, []string] }
	railWebhooks struct{ *recent[id.Program, string] }
)

// Secrets returns a program's signing secrets, as they are now when fresh.
func (s railSigners) Secrets(ctx context.Context, p id.Program, fresh bool) ([]string, error) {
	if fresh {
		s.forget(p)
	}
	return s.of(ctx, p)
}

// Webhook returns PayPal's id of a program's webhook, as it is now when fresh.
func (s railWebhooks) Webhook(ctx context.Context, p id.Program, fresh bool) (string, error) {
	if fresh {
		s.forget(p)
	}
	return s.of(ctx, p)
}

func (b Backends) payPalHook() railhook.PayPal {
	desk := b.RailDesk()
	return railhook.PayPal{
		Webhooks: railWebhooks{newRecent(b.Clock, desk.Webhook)}, Certs: &railhook.Certs{Caller: b.Caller, Clock: b.Clock, Roots: b.Roots},
		Queue: b.Queue, Clock: b.Clock,
	}
}

func (b Backends) stripeRailHook() railhook.Stripe {
	desk := b.RailDesk()
	return railhook.Stripe{
		Secrets: railSigners{newRecent(b.Clock, func(ctx context.Context, p id.Program) ([]string, error) { return desk.Secrets(ctx, p, rail.Stripe) })},
		Queue:   b.Queue, Clock: b.Clock,
	}
}

var (
	_ paypal.Accounts        = rail.Desk{}
	_ stripeconnect.Accounts = rail.Desk{}
	_ rail.Prober            = railProber{}
	_ stripehook.Secrets     = railSigners{}
	_ railhook.Webhooks      = railWebhooks{}
)
