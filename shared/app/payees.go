package app

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// payees seals and opens partners' accounts.
type payees struct{ sealer Sealer }

// Seal seals the account for the partner.
func (s payees) Seal(ctx context.Context, p id.Partner, plain string) ([]byte, error) {
	return s.sealer.Seal(ctx, string(p), []byte(plain))
}

// Open opens the partner's account.
func (s payees) Open(ctx context.Context, p id.Partner, sealed []byte) (string, error) {
	plain, err := s.sealer.Open(ctx, string(p), sealed)
	return string(plain), err
}

var (
	_ payout.Sealer = payees{}
	_ payout.Opener = payees{}
)
