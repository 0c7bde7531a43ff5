// Package seal encrypts small secrets of the table, such as a program's
// signing secret, with a KMS key. Each is bound to its purpose and to the item
// that holds it: moved to another item, it does not open.
package seal

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/tributaryhq/tributary/shared/aws/jsoncall"
	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// New returns KMS.
func New(c aws.Config) jsoncall.Client { return jsoncall.New(c, "kms", clock.System()) }

// Sealer seals with one key for one purpose. The purpose is part of the
// encryption context, by which the template grants decryption.
type Sealer struct {
	API     jsoncall.Client
	Key     string
	Purpose string // "integration"
}

func (s Sealer) context(place string) map[string]string {
	return map[string]string{"purpose": s.Purpose, "place": place}
}

// Seal encrypts at most 4 KB for the place that will hold it.
func (s Sealer) Seal(ctx context.Context, place string, plain []byte) ([]byte, error) {
	var out struct{ CiphertextBlob []byte }
	in := map[string]any{"KeyId": s.Key, "Plaintext": plain, "EncryptionContext": s.context(place)}
	if err := s.API.Call(ctx, "TrentService.Encrypt", in, &out); err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "seal.unavailable", "a secret could not be sealed just now; try again")
	}
	return out.CiphertextBlob, nil
}

// Open decrypts what was sealed for the same place. Anything else is Internal:
// the table holds what it should not.
func (s Sealer) Open(ctx context.Context, place string, sealed []byte) ([]byte, error) {
	var out struct{ Plaintext []byte }
	in := map[string]any{"KeyId": s.Key, "CiphertextBlob": sealed, "EncryptionContext": s.context(place)}
	err := s.API.Call(ctx, "TrentService.Decrypt", in, &out)
	var refused *jsoncall.Error
	switch {
	case errors.As(err, &refused) && refused.Code == "InvalidCiphertextException":
		return nil, fault.Wrap(err, fault.Internal, "seal.broken", "a stored secret cannot be opened")
	case err != nil:
		return nil, fault.Wrap(err, fault.Unavailable, "seal.unavailable", "a secret could not be opened just now; try again")
	}
	return out.Plaintext, nil
}

var (
	_ apikey.Opener  = Sealer{}
	_ apikey.Sealer  = Sealer{}
	_ webhook.Sealer = Sealer{}
)
