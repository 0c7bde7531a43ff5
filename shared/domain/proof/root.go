package proof

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/tributaryhq/tributary/shared/kernel/canon"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Statement is what is signed: where a program's book stood at the end of a
// UTC day. Previous is the root of the last day that has one, zero for the first.
type Statement struct {
	Program  id.Program
	Day      string // yyyy-mm-dd
	Previous Hash
	Tree     Hash
}

// Bytes returns the statement as canonical JSON.
func (s Statement) Bytes() []byte {
	return canon.Object{}.Int("v", 1).Text("program", string(s.Program)).Text("day", s.Day).
		Text("previous", s.Previous.String()).Text("tree", s.Tree.String()).Bytes()
}

// Root returns the day's root: the SHA-256 of the statement.
func (s Statement) Root() Hash { return sha256.Sum256(s.Bytes()) }

// Signed is a statement with its signature: ECDSA on P-256 over the SHA-256 of
// the statement, in ASN.1. Key is the public key as a DER SubjectPublicKeyInfo.
type Signed struct {
	Statement
	Signature []byte
	Key       []byte
}

// Signer signs statements.
type Signer interface {
	// Sign signs a message with ECDSA on P-256 and SHA-256.
	Sign(ctx context.Context, message []byte) (signature []byte, err error)
	// Public returns the public key, a DER SubjectPublicKeyInfo.
	Public(ctx context.Context) ([]byte, error)
}

// Sign signs a statement and looks whether the signature holds.
func Sign(ctx context.Context, by Signer, s Statement) (Signed, error) {
	key, err := by.Public(ctx)
	if err != nil {
		return Signed{}, fmt.Errorf("read the public key: %w", err)
	}
	signature, err := by.Sign(ctx, s.Bytes())
	if err != nil {
		return Signed{}, fmt.Errorf("sign the root: %w", err)
	}
	signed := Signed{s, signature, key}
	return signed, signed.Verify()
}

// Verify looks whether the signature is that of the key that stands beside it.
// Whose key it is the caller must know.
func (s Signed) Verify() error { return VerifyMessage(s.Bytes(), s.Signature, s.Key) }

// VerifyMessage looks whether a signature of a message is that of a key, given
// as a DER SubjectPublicKeyInfo.
func VerifyMessage(message, signature, der []byte) error {
	any, err := x509.ParsePKIXPublicKey(der)
	if err != nil {
		return fmt.Errorf("the key cannot be read: %w", err)
	}
	key, ok := any.(*ecdsa.PublicKey)
	if !ok || key.Curve != elliptic.P256() {
		return errors.New("the key is not on P-256")
	}
	digest := sha256.Sum256(message)
	if !ecdsa.VerifyASN1(key, digest[:], signature) {
		return errors.New("the signature is not that of the key")
	}
	return nil
}

// Fingerprint names a public key: the hex SHA-256 of its DER form.
func Fingerprint(key []byte) string {
	sum := sha256.Sum256(key)
	return hex.EncodeToString(sum[:])
}
