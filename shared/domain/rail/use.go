package rail

import (
	"context"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Ready tells whether the program can pay by the provider; Conflict when not.
// It opens nothing.
func (d Desk) Ready(ctx context.Context, p id.Program, k Kind) error {
	_, err := d.connected(ctx, p, k)
	return err
}

func (d Desk) connected(ctx context.Context, p id.Program, k Kind) (Connection, error) {
	c, err := d.Store.Load(ctx, p, k)
	if err == nil && !c.Connected() {
		return c, fault.New(fault.Conflict, "rail.unconnected", "The program is not connected to %s: connect it under Settings, Payout rails.", k.Name())
	}
	return c, err
}

// Name is what people call the provider.
func (k Kind) Name() string {
	switch k {
	case PayPal:
		return "PayPal"
	case Stripe:
		return "Stripe"
	}
	return string(k)
}

// Credentials opens what a call is made with; Conflict when there is none.
func (d Desk) Credentials(ctx context.Context, p id.Program, k Kind) (Credentials, error) {
	c, err := d.connected(ctx, p, k)
	if err != nil {
		return Credentials{}, err
	}
	plain, err := d.Vaults.Paying.Open(ctx, keyPlace(p, k), c.Key.Sealed)
	return Credentials{ClientID: c.ClientID, Secret: string(plain), Sandbox: c.Sandbox}, err
}

// Secrets opens the signing secrets that are valid, newest first.
func (d Desk) Secrets(ctx context.Context, p id.Program, k Kind) ([]string, error) {
	c, err := d.Store.Load(ctx, p, k)
	if err != nil {
		return nil, err
	}
	out := make([]string, 0, len(c.Signing))
	for _, s := range c.Signing {
		plain, err := d.Vaults.Signing.Open(ctx, signingPlace(p, k), s.Sealed)
		if err != nil {
			return nil, err
		}
		out = append(out, string(plain))
	}
	return out, nil
}

// Webhook returns PayPal's id of the program's webhook, "" without one.
func (d Desk) Webhook(ctx context.Context, p id.Program) (string, error) {
	c, err := d.Store.Load(ctx, p, PayPal)
	return c.Webhook, err
}

// Heard notes that an event of the provider proved right.
func (d Desk) Heard(ctx context.Context, p id.Program, k Kind) error {
	c, err := d.Store.Load(ctx, p, k)
	if err != nil || c.Version == 0 || d.Clock.Now().Sub(c.HeardAt) < patience {
		return err
	}
	c.HeardAt = d.Clock.Now()
	c.Version++
	if err := d.Store.Save(ctx, c, ""); err != nil && !fault.Is(err, fault.Conflict) {
		return err
	}
	return nil
}

// Account is what a partner has connected in a program, its zero value when
// nothing.
func (d Desk) Account(ctx context.Context, p id.Program, o id.Partner) (Account, error) {
	return d.Store.Account(ctx, p, o)
}
