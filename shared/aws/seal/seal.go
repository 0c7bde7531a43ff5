// Package seal encrypts small secrets of the table, such as a program's
// signing secret, with a KMS key. Each is bound to its purpose and to the item
// that holds it: moved to another item, it does not open.
package seal

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// API is the part of KMS that sealing needs.
type API interface {
	Encrypt(ctx context.Context, in *kms.EncryptInput, opts ...func(*kms.Options)) (*kms.EncryptOutput, error)
	Decrypt(ctx context.Context, in *kms.DecryptInput, opts ...func(*kms.Options)) (*kms.DecryptOutput, error)
}

// New returns KMS's client.
func New(c aws.Config) *kms.Client { return kms.NewFromConfig(c) }

// Sealer seals with one key for one purpose. The purpose is part of the
// encryption context, by which the template grants decryption.
type Sealer struct {
	API     API
	Key     string
	Purpose string // "integration"
}

func (s Sealer) context(place string) map[string]string {
	return map[string]string{"purpose": s.Purpose, "place": place}
}

// Seal encrypts at most 4 KB for the place that will hold it.
func (s Sealer) Seal(ctx context.Context, place string, plain []byte) ([]byte, error) {
	out, err := s.API.Encrypt(ctx, &kms.EncryptInput{KeyId: &s.Key, Plaintext: plain, EncryptionContext: s.context(place)})
	if err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "seal.unavailable", "a secret could not be sealed just now; try again")
	}
	return out.CiphertextBlob, nil
}

// Open decrypts what was sealed for the same place. Anything else is Internal:
// the table holds what it should not.
func (s Sealer) Open(ctx context.Context, place string, sealed []byte) ([]byte, error) {
	out, err := s.API.Decrypt(ctx, &kms.DecryptInput{KeyId: &s.Key, CiphertextBlob: sealed, EncryptionContext: s.context(place)})
	var wrong *types.InvalidCiphertextException
	switch {
	case errors.As(err, &wrong):
		return nil, fault.Wrap(err, fault.Internal, "seal.broken", "a stored secret cannot be opened")
	case err != nil:
		return nil, fault.Wrap(err, fault.Unavailable, "seal.unavailable", "a secret could not be opened just now; try again")
	}
	return out.Plaintext, nil
}

var (
	_ API            = (*kms.Client)(nil)
	_ apikey.Opener  = Sealer{}
	_ apikey.Sealer  = Sealer{}
	_ webhook.Sealer = Sealer{}
)
