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

func hashOf(raw string) string {
	sum := sha256.Sum256([]byte(raw))
	return hex.EncodeToString(sum[:])
}
