package rail

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// patience is how long what was asked or heard of a provider counts as fresh.
const patience = time.Minute

// Accounts makes and reads the accounts that partners connect.
type Accounts interface {
	// Create makes an account for a partner, once.
	Create(ctx context.Context, key string, p id.Program, o id.Partner, email, country string) (Account, error)
	// Link makes the address at which a partner tells the provider about itself.
	Link(ctx context.Context, key, account, back string) (string, error)
	// State asks how an account stands.
	State(ctx context.Context, key, account string) (Account, error)
}

// Onboarding is where partners connect accounts. It opens no key that could pay.
type Onboarding struct {
	Store    Store
	Vault    Vault // of onboarding keys
	Accounts Accounts
	Clock    clock.Clock
}

// Offered tells whether the program lets partners connect an account.
func (o Onboarding) Offered(ctx context.Context, p id.Program) (bool, error) {
	c, err := o.Store.Load(ctx, p, Stripe)
	return len(c.Onboarding.Sealed) > 0, err
}

func (o Onboarding) key(ctx context.Context, p id.Program) (string, error) {
	c, err := o.Store.Load(ctx, p, Stripe)
	if err != nil {
		return "", err
	}
	if len(c.Onboarding.Sealed) == 0 {
		return "", fault.New(fault.Conflict, "rail.no_onboarding", "This program does not connect Stripe accounts.")
	}
	plain, err := o.Vault.Open(ctx, onboardingPlace(p, Stripe), c.Onboarding.Sealed)
	return string(plain), err
}

// Begin returns the address at which the partner goes on, and the account, which
// it makes when there is none.
func (o Onboarding) Begin(ctx context.Context, p id.Program, partner id.Partner, email, country, back string) (link string, a Account, err error) {
	key, err := o.key(ctx, p)
	if err != nil {
		return "", a, err
	}
	if a, err = o.Store.Account(ctx, p, partner); err != nil {
		return "", a, err
	}
	if a.ID == "" {
		made, err := o.Accounts.Create(ctx, key, p, partner, email, country)
		if err != nil {
			return "", a, err
		}
		if a, err = o.keep(ctx, a, p, partner, made); err != nil {
			return "", a, err
		}
	}
	link, err = o.Accounts.Link(ctx, key, a.ID, back)
	return link, a, err
}

// State returns how the partner's account stands, its zero value when there is
// none. What was asked a minute ago is not asked again.
func (o Onboarding) State(ctx context.Context, p id.Program, partner id.Partner) (Account, error) {
	a, err := o.Store.Account(ctx, p, partner)
	if err != nil || a.ID == "" || o.Clock.Now().Sub(a.CheckedAt) < patience {
		return a, err
	}
	key, err := o.key(ctx, p)
	if err != nil {
		return a, err
	}
	now, err := o.Accounts.State(ctx, key, a.ID)
	if err != nil {
		return a, err
	}
	return o.keep(ctx, a, p, partner, now)
}

// Note keeps what the provider told of an account by itself. What it tells of
// one that is not the partner's is dropped.
func (o Onboarding) Note(ctx context.Context, p id.Program, partner id.Partner, change func(*Account)) error {
	a, err := o.Store.Account(ctx, p, partner)
	if err != nil || a.ID == "" {
		return err
	}
	n := a
	change(&n)
	if n == a {
		return nil
	}
	n.CheckedAt = o.Clock.Now()
	n.Version++
	return o.Store.SaveAccount(ctx, n)
}

func (o Onboarding) keep(ctx context.Context, before Account, p id.Program, partner id.Partner, now Account) (Account, error) {
	if before.ID != "" && before.ID != now.ID {
		return before, fault.New(fault.Internal, "rail.other_account", "the provider answered for another account")
	}
	now.Program, now.Partner, now.Failed = p, partner, before.Failed
	now.CheckedAt, now.Version = o.Clock.Now(), before.Version+1
	return now, o.Store.SaveAccount(ctx, now)
}
