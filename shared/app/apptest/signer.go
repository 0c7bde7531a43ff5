package apptest

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/proof"
)

// Signer signs with a key in memory.
type Signer struct{ key *ecdsa.PrivateKey }

// NewSigner makes a key.
func NewSigner(tb testing.TB) Signer {
	tb.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	return Signer{k}
}

// Sign signs.
func (s Signer) Sign(_ context.Context, message []byte) ([]byte, error) {
	sum := sha256.Sum256(message)
	return ecdsa.SignASN1(rand.Reader, s.key, sum[:])
}

// Public returns the public key.
func (s Signer) Public(context.Context) ([]byte, error) {
	return x509.MarshalPKIXPublicKey(&s.key.PublicKey)
}

// Vault keeps files in memory.
type Vault map[string][]byte

// Put keeps a file.
func (v Vault) Put(_ context.Context, key, _ string, body []byte) error {
	v[key] = body
	return nil
}

var (
	_ proof.Signer = Signer{}
	_ proof.Vault  = Vault{}
)
