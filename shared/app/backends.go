package app

import (
	"context"
	"crypto/x509"
	"io"
	"log/slog"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/table"
)

// Backends are what the handlers stand on: everything outside the process, the
// clock and chance included. A function fills in what it uses.
type Backends struct {
	Table       table.Table
	Queue       queue.Sender
	Archive     click.Archive
	Shelf       click.Shelf // reads the archive back; without it nothing is counted again
	Kept        click.Log   // of the redirect; without it clicks that wait there are not sent on
	Mail        notice.Mailer
	Caller      webhook.Caller
	Sealer      Sealer // of secrets of integrations
	PayeeSealer Sealer // of partners' accounts
	TaxSealer   Sealer // of what is secret in partners' tax forms
	RailSealer  Sealer // of keys that pay
	// OnboardingSealer is of keys that make partners' accounts at Stripe.
	OnboardingSealer Sealer
	// DoorSealer is of what authenticator apps know.
	DoorSealer Sealer
	// Provider signs people in whom it knows; nil: nobody does.
	Provider  identity.Provider
	Signer    proof.Signer
	Vault     proof.Vault
	Passwords identity.Passwords
	Rails     payout.Rails
	Payers    Payers
	Roots     *x509.CertPool // of those who sign for PayPal; nil: the system's
	Keys      *click.Keys

	Origin       string   // public origin, without a slash at its end
	OriginSecret string   // proves the distribution; empty where there is none
	Operators    []string // of the network, by address; none: there is no network
	Local        bool     // relaxes what needs TLS

	Clock   clock.Clock
	Entropy io.Reader // safe for concurrent use
	Log     *slog.Logger
}

// Sealer encrypts a secret for the place that will hold it, and decrypts it
// there.
type Sealer interface {
	Seal(ctx context.Context, place string, plain []byte) ([]byte, error)
	Open(ctx context.Context, place string, sealed []byte) ([]byte, error)
}

var _ identity.Sealer = Sealer(nil)
