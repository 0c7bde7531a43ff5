package seal

import (
	"context"

	"github.com/tributaryhq/tributary/shared/aws/jsoncall"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

// Signer signs with a KMS key on P-256, which never leaves KMS.
type Signer struct {
	API jsoncall.Client
	Key string
}

// Sign signs a message of at most 4 KB.
func (s Signer) Sign(ctx context.Context, message []byte) ([]byte, error) {
	var out struct{ Signature []byte }
	in := map[string]any{"KeyId": s.Key, "Message": message, "MessageType": "RAW", "SigningAlgorithm": "ECDSA_SHA_256"}
	if err := s.API.Call(ctx, "TrentService.Sign", in, &out); err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "seal.unavailable", "nothing can be signed just now; try again")
	}
	return out.Signature, nil
}

// Public returns the public key.
func (s Signer) Public(ctx context.Context) ([]byte, error) {
	var out struct{ PublicKey []byte }
	if err := s.API.Call(ctx, "TrentService.GetPublicKey", map[string]any{"KeyId": s.Key}, &out); err != nil {
		return nil, fault.Wrap(err, fault.Unavailable, "seal.unavailable", "the key cannot be read just now; try again")
	}
	return out.PublicKey, nil
}

var _ proof.Signer = Signer{}
