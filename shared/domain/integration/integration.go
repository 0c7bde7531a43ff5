// Package integration holds how a program is joined to the shop or the payment
// provider that tells of its sales: the secrets that prove the provider's
// events, what was read from them, and the few facts of one event that a later
// one needs.
package integration

import (
	"context"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Provider is who sends events.
type Provider string

// The providers.
const (
	Stripe  Provider = "stripe"
	Shopify Provider = "shopify"
)

// Parse reads a provider's name; NotFound for one that is none.
func Parse(s string) (Provider, error) {
	switch p := Provider(s); p {
	case Stripe, Shopify:
		return p, nil
	}
	return "", fault.New(fault.NotFound, "integration.unknown", "There is no such integration.")
}

// Connection joins a program to a provider. Its zero value is none.
type Connection struct {
	Program     id.Program
	Provider    Provider
	Account     string   // the shop's domain; empty for Stripe
	Secrets     []Secret // that sign events: newest first, two at most
	Key         Secret   // a restricted API key of Stripe, empty without one
	OrderKey    string   // the metadata field that holds the merchant's order id
	ClickKey    string   // the metadata field or cart attribute that holds click ids
	CountTests  bool     // payments in test mode count like others
	ConnectedAt time.Time
	EndedAt     time.Time // when the provider ended it, zero while it stands
	EndedBy     Ending
	Version     int64
}

// Secret is a sealed secret and what may be shown of it.
type Secret struct {
	Sealed  []byte
	Hint    string // its last four characters
	AddedAt time.Time
}

// Ending says how a connection ended.
type Ending string

// The endings that a provider tells of.
const (
	Uninstalled  Ending = "app_uninstalled"
	Deauthorized Ending = "deauthorized"
)

// Connected tells whether events of the connection can be proved.
func (c Connection) Connected() bool { return len(c.Secrets) > 0 }

// What a connection calls the merchant's order id and our click ids, unless it
// is told otherwise.
const (
	DefaultOrderKey = "order_id"
	DefaultClickKey = "trib_click"
)

// Names returns the names of both fields.
func (c Connection) Names() (order, clicks string) {
	order, clicks = c.OrderKey, c.ClickKey
	if order == "" {
		order = DefaultOrderKey
	}
	if clicks == "" {
		clicks = DefaultClickKey
	}
	return order, clicks
}

// Store keeps connections.
type Store interface {
	// Load reads one, its zero value when there is none.
	Load(ctx context.Context, p id.Program, of Provider) (Connection, error)
	// Save writes one that was read at the version before; Conflict.
	Save(ctx context.Context, c Connection, action string) error
	// Delete removes one with everything that was noted of it.
	Delete(ctx context.Context, c Connection, action string) error
}

// Sealer encrypts a secret for the place that will hold it.
type Sealer interface {
	Seal(ctx context.Context, place string, plain []byte) ([]byte, error)
}

// Opener decrypts what was sealed for a place.
type Opener interface {
	Open(ctx context.Context, place string, sealed []byte) ([]byte, error)
}

// Prober tells whether an API key is one that the provider takes, and may read
// what it is needed for; Invalid when not.
type Prober interface {
	Probe(ctx context.Context, key string) error
}
