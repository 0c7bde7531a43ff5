package program

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

const (
	secretPrefix = "pbs_" // secret scanners can match it
	secretBytes  = 32
	hintLength   = len(secretPrefix) + 4
)

// Secrets makes and recognises what others prove a program with.
type Secrets struct {
	Store   SecretStore
	Clock   clock.Clock
	Entropy io.Reader
	Sealer  Sealer // nil where nothing is sealed
	Opener  Opener // nil where nothing may be opened
}

// Rotate makes a new postback secret and returns it, the only time that it can
// be seen. The one before goes on working for the overlap.
func (s Secrets) Rotate(ctx context.Context, p id.Program, overlap time.Duration) (string, error) {
	b := make([]byte, secretBytes)
	if _, err := io.ReadFull(s.Entropy, b); err != nil {
		return "", fmt.Errorf("make a postback secret: %w", err)
	}
	raw := secretPrefix + base64.RawURLEncoding.EncodeToString(b)
	now := s.Clock.Now()
	err := s.Store.Replace(ctx, p, Secret{Hash: hashOf(raw), Hint: raw[:hintLength], MadeAt: now}, now.Add(overlap))
	return raw, err
}

// Program returns whose secret it is; Unauthenticated when nobody's.
func (s Secrets) Program(ctx context.Context, raw string) (id.Program, error) {
	wrong := fault.New(fault.Unauthenticated, "postback.wrong_secret", "The secret is not a program's.")
	if !strings.HasPrefix(raw, secretPrefix) || len(raw) > 100 {
		return "", wrong
	}
	p, err := s.Store.Owner(ctx, hashOf(raw), s.Clock.Now())
	if fault.Is(err, fault.NotFound) {
		return "", wrong
	}
	return p, err
}

// Current returns what may be shown of the postback secret.
func (s Secrets) Current(ctx context.Context, p id.Program) (Secret, error) {
	return s.Store.Current(ctx, p)
}

// SetStripe keeps a signing secret of Stripe, sealed. The one before stays
// valid beside it, so that a rolled secret loses no event.
func (s Secrets) SetStripe(ctx context.Context, p id.Program, secret string) error {
	if !strings.HasPrefix(secret, "whsec_") || len(secret) < 12 || len(secret) > 200 {
		return fault.New(fault.Invalid, "stripe.bad_secret", "A signing secret of Stripe begins with whsec_.").
			With(fault.Field{Location: "body.signing_secret", Message: "must begin with whsec_"})
	}
	kept, err := s.Store.Stripe(ctx, p)
	if err != nil {
		return err
	}
	sealed, err := s.Sealer.Seal(ctx, stripePlace(p), []byte(secret))
	if err != nil {
		return err
	}
	sealedSecrets := [][]byte{sealed}
	if len(kept) > 0 {
		sealedSecrets = append(sealedSecrets, kept[0])
	}
	return s.Store.SetStripe(ctx, p, sealedSecrets)
}

// Stripe returns the signing secrets that are valid, newest first.
func (s Secrets) Stripe(ctx context.Context, p id.Program) ([]string, error) {
	sealed, err := s.Store.Stripe(ctx, p)
	if err != nil {
		return nil, err
	}
	secrets := make([]string, 0, len(sealed))
	for _, b := range sealed {
		plain, err := s.Opener.Open(ctx, stripePlace(p), b)
		if err != nil {
			return nil, err
		}
		secrets = append(secrets, string(plain))
	}
	return secrets, nil
}

// HasStripe tells whether a signing secret was set.
func (s Secrets) HasStripe(ctx context.Context, p id.Program) (bool, error) {
	sealed, err := s.Store.Stripe(ctx, p)
	return len(sealed) > 0, err
}

func stripePlace(p id.Program) string { return "stripe/" + string(p) }

func hashOf(raw string) string {
	sum := sha256.Sum256([]byte(raw))
	return hex.EncodeToString(sum[:])
}
