package payout

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// NotConnected is why a partner is not paid by a provider at which the program
// has no account yet.
const NotConnected = "rail_not_connected"

// Bounded is a rail that does not pay for every program, or not in every
// currency.
type Bounded interface {
	// Ready tells whether the program can pay by the rail; Conflict when not.
	Ready(ctx context.Context, p id.Program) error
	// Carries tells whether the rail pays in a currency.
	Carries(c money.Currency) bool
}

// NameNotWritable is why a partner is not paid whose name cannot be written in
// the letters that the rail takes.
const NameNotWritable = "name_not_writable"

// Lettered is a rail that takes some letters only.
type Lettered interface {
	Writes(payee string) bool
}

// NotJoined is why a partner is not paid by a provider at which it has no account
// yet that this program may pay to.
const NotJoined = "account_not_connected"

// Joined is a rail that each partner joins for each program.
type Joined interface {
	Joined(ctx context.Context, p id.Program, o id.Partner) (bool, error)
}

// bars returns why a rail does not pay from an account, "" when it does.
func (r Rails) bars(ctx context.Context, m Method, a ledger.Account) (string, error) {
	var rail any = r.Online[m.Rail]
	if file, ok := r.Files[m.Rail]; ok {
		rail = file
	}
	if l, ok := rail.(Lettered); ok && !l.Writes(m.PayeeName) {
		return NameNotWritable, nil
	}
	b, ok := rail.(Bounded)
	if !ok {
		return "", nil
	}
	if to, ok := rail.(Joined); ok {
		joined, err := to.Joined(ctx, a.Program, a.Partner)
		if err != nil || !joined {
			return NotJoined, err
		}
	}
	if !b.Carries(m.In(a.Currency)) {
		return OtherCurrency, nil
	}
	err := b.Ready(ctx, a.Program)
	if fault.Is(err, fault.Conflict) {
		return NotConnected, nil
	}
	return "", err
}
