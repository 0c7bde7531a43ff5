package app

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
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

// homes finds the program in whose name a partner is written to: the first that
// it is active in.
type homes struct{ enrollments store.Enrollments }

// Home returns the program; empty when the partner is in none.
func (h homes) Home(ctx context.Context, o id.Partner) (id.Program, error) {
	all, err := h.enrollments.OfPartner(ctx, o)
	if err != nil {
		return "", err
	}
	for _, e := range all {
		if e.Status == enrollment.Active {
			return e.Program, nil
		}
	}
	return "", nil
}

var (
	_ payout.Homes  = homes{}
	_ payout.Sealer = payees{}
	_ payout.Opener = payees{}
)
