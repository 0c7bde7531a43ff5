package apikey

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"strings"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// signingPrefix is that of Standard Webhooks.
const signingPrefix = "whsec_"

// Signing makes and gives the secrets with which a merchant signs reports
// instead of sending a secret along.
type Signing struct {
	Store   SigningStore
	Entropy io.Reader
	Sealer  Sealer // nil where nothing is sealed
	Opener  Opener // nil where nothing may be opened
}

// SigningStore keeps sealed signing secrets.
type SigningStore interface {
	// SetSigning replaces them, newest first.
	SetSigning(ctx context.Context, p id.Program, sealed [][]byte) error
	// Signing returns them, none when never set.
	Signing(ctx context.Context, p id.Program) ([][]byte, error)
}

// Sealer encrypts a secret for the place that will hold it.
type Sealer interface {
	Seal(ctx context.Context, place string, plain []byte) ([]byte, error)
}

// Opener decrypts what was sealed for the same place.
type Opener interface {
	Open(ctx context.Context, place string, sealed []byte) ([]byte, error)
}

// Make makes a new signing secret and returns it, the only time that it can be
// seen. The one before stays valid beside it, until the next one is made.
func (s Signing) Make(ctx context.Context, p id.Program) (string, error) {
	b := make([]byte, randomBytes)
	if _, err := io.ReadFull(s.Entropy, b); err != nil {
		return "", fmt.Errorf("make a signing secret: %w", err)
	}
	kept, err := s.Store.Signing(ctx, p)
	if err != nil {
		return "", err
	}
	raw := signingPrefix + base64.StdEncoding.EncodeToString(b)
	sealed, err := s.Sealer.Seal(ctx, signingPlace(p), []byte(raw))
	if err != nil {
		return "", err
	}
	all := [][]byte{sealed}
	if len(kept) > 0 {
		all = append(all, kept[0])
	}
	return raw, s.Store.SetSigning(ctx, p, all)
}

// Secrets returns the keys that are valid, newest first, none when the program
// never made one.
func (s Signing) Secrets(ctx context.Context, p id.Program) ([][]byte, error) {
	sealed, err := s.Store.Signing(ctx, p)
	if err != nil {
		return nil, err
	}
	keys := make([][]byte, 0, len(sealed))
	for _, b := range sealed {
		plain, err := s.Opener.Open(ctx, signingPlace(p), b)
		if err != nil {
			return nil, err
		}
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(string(plain), signingPrefix))
		if err != nil {
			return nil, fmt.Errorf("read the signing secret of %s: %w", p, err)
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// Made tells whether a signing secret was made.
func (s Signing) Made(ctx context.Context, p id.Program) (bool, error) {
	sealed, err := s.Store.Signing(ctx, p)
	return len(sealed) > 0, err
}

func signingPlace(p id.Program) string { return "signing/" + string(p) }
