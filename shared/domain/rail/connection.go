package rail

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Kind is a provider that pays.
type Kind string

// The providers.
const (
	PayPal Kind = "paypal"
	Stripe Kind = "stripe"
)

// Kinds returns every provider there is.
func Kinds() []Kind { return []Kind{PayPal, Stripe} }

// Parse reads a provider's name; NotFound for one that is none.
func Parse(s string) (Kind, error) {
	switch k := Kind(s); k {
	case PayPal, Stripe:
		return k, nil
	}
	return "", fault.New(fault.NotFound, "rail.unknown", "There is no such payout rail.")
}

// Secret is a sealed secret and what may be shown of it.
type Secret struct {
	Sealed  []byte
	Hint    string // its last four characters
	AddedAt time.Time
}

// Connection joins a program to a provider. Its zero value is none.
type Connection struct {
	Program     id.Program
	Kind        Kind
	Sandbox     bool
	ClientID    string   // PayPal's; it is no secret
	Key         Secret   // what payments are made with
	Onboarding  Secret   // Stripe's key that makes partners' accounts; empty without one
	Webhook     string   // PayPal's id of the webhook, which is part of what it signs
	Signing     []Secret // of Stripe's events: newest first, two at most
	ConnectedAt time.Time
	HeardAt     time.Time // of the last event that proved right
	Version     int64
}

// Connected tells whether the program can pay by the provider.
func (c Connection) Connected() bool { return len(c.Key.Sealed) > 0 }

// Credentials is what a call is made with. It is comparable, and opened only
// just before the call.
type Credentials struct {
	ClientID string
	Secret   string
	Sandbox  bool
}

// String hides the secret.
func (c Credentials) String() string { return c.ClientID + " ••••" }

// GoString hides the secret too.
func (c Credentials) GoString() string { return "rail.Credentials{••••}" }

// Account is what a program knows of the account that a partner has at its
// provider. Its zero value is none.
type Account struct {
	Program   id.Program
	Partner   id.Partner
	ID        string // Stripe's
	Payable   bool   // transfers arrive
	Payouts   bool   // Stripe pays on to the partner's bank
	Submitted bool   // the partner has told Stripe about itself
	Due       int    // how many things Stripe still asks for
	Disabled  string // why, in Stripe's word
	Failed    string // why Stripe's last payment to the partner's bank failed
	CheckedAt time.Time
	Version   int64
}

// Store keeps connections and accounts.
type Store interface {
	// Load reads a connection, its zero value when there is none.
	Load(ctx context.Context, p id.Program, k Kind) (Connection, error)
	// Save writes one that was read at the version before; Conflict.
	Save(ctx context.Context, c Connection, action string) error
	// Delete removes one.
	Delete(ctx context.Context, c Connection, action string) error
	// Account reads a partner's account, its zero value when there is none.
	Account(ctx context.Context, p id.Program, o id.Partner) (Account, error)
	// SaveAccount writes one that was read at the version before; Conflict.
	SaveAccount(ctx context.Context, a Account) error
}

// Events returns the events that the provider is to send.
func (k Kind) Events() []string {
	switch k {
	case PayPal:
		return []string{
			"PAYMENT.PAYOUTS-ITEM.SUCCEEDED", "PAYMENT.PAYOUTS-ITEM.FAILED", "PAYMENT.PAYOUTS-ITEM.DENIED", "PAYMENT.PAYOUTS-ITEM.UNCLAIMED",
			"PAYMENT.PAYOUTS-ITEM.RETURNED", "PAYMENT.PAYOUTS-ITEM.CANCELED", "PAYMENT.PAYOUTS-ITEM.REFUNDED", "PAYMENT.PAYOUTS-ITEM.BLOCKED",
			"PAYMENT.PAYOUTS-ITEM.HELD", "PAYMENT.PAYOUTSBATCH.DENIED",
		}
	case Stripe:
		return []string{"transfer.created", "transfer.updated", "transfer.reversed", "account.updated", "payout.failed"}
	}
	return nil
}
