package identity

import (
	"context"
	"time"
)

// SlipKind says what a slip is of.
type SlipKind string

// The kinds.
const (
	SlipPasskey SlipKind = "passkey" // a challenge to an authenticator
	SlipLogin   SlipKind = "login"   // a way to an OpenID provider and back
	SlipDomain  SlipKind = "domain"  // a way from one of our hosts to another
	SlipEntry   SlipKind = "entry"   // a way in from a merchant's own site
)

// Slip is what a sign-in leaves with us between two requests, by the hash of a
// secret that comes back with the second.
type Slip struct {
	Kind      SlipKind
	Hash      string
	Data      []byte
	ExpiresAt time.Time // good until this moment, it included
}

// Slips keeps slips until they are taken.
type Slips interface {
	Keep(ctx context.Context, s Slip) error
	// Take deletes the slip and returns it; Gone when there is none or it is
	// late. Of several at once, exactly one succeeds.
	Take(ctx context.Context, kind SlipKind, hash string, now time.Time) (Slip, error)
}

func (d Door) keep(ctx context.Context, kind SlipKind, secret string, data []byte, life time.Duration) error {
	return d.Slips.Keep(ctx, Slip{Kind: kind, Hash: hashSlip(kind, secret), Data: data, ExpiresAt: d.Clock.Now().Add(life)})
}

func (d Door) take(ctx context.Context, kind SlipKind, secret string) ([]byte, error) {
	s, err := d.Slips.Take(ctx, kind, hashSlip(kind, secret), d.Clock.Now())
	return s.Data, err
}

func hashSlip(kind SlipKind, secret string) string { return hashToken(string(kind) + " " + secret) }
