package store

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/table"
)

// Signing keeps the sealed secrets with which merchants sign.
type Signing struct {
	T     table.Table
	Clock clock.Clock // dates audit entries
}

type signingRecord struct {
	Sealed [][]byte `table:"sealed"`
}

// SetSigning keeps sealed secrets with which the merchant signs.
func (s Signing) SetSigning(ctx context.Context, p id.Program, sealed [][]byte) error {
	item := newItem(signingSecretKey(p), "signing_secret", signingRecord{sealed})
	err := s.T.Commit(ctx, []table.Op{
		table.Put{Item: item},
		auditOp(ctx, s.Clock.Now(), p, "key.make_signing_secret", string(p), nil, item),
	})
	if err != nil {
		return fmt.Errorf("keep the signing secret of %s: %w", p, err)
	}
	return nil
}

// Signing returns the sealed secrets with which the merchant signs, newest first.
func (s Signing) Signing(ctx context.Context, p id.Program) ([][]byte, error) {
	items, err := s.T.Get(ctx, []table.Key{signingSecretKey(p)}, true)
	if err != nil || items[0] == nil {
		return nil, err
	}
	var r signingRecord
	if err := table.Decode(items[0], &r); err != nil {
		return nil, fmt.Errorf("read the signing secret of %s: %w", p, err)
	}
	return r.Sealed, nil
}

var _ apikey.SigningStore = Signing{}
