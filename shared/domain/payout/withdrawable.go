package payout

import (
	"context"

	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

// Why nothing can be withdrawn, beside what keeps an account out of a run.
const (
	WithdrawalsOff = "off"
	WithdrawalOpen = "open"
)

// Withdrawable tells a partner beforehand whether Withdraw would pay: an empty
// word says yes. It looks at the balance, not at each commission.
func (r Runner) Withdrawable(ctx context.Context, slots Slots, p program.Program, o id.Partner) (string, error) {
	if !p.Payouts.Withdrawals {
		return WithdrawalsOff, nil
	}
	w := wish{account: ledger.Account{Program: p.ID, Partner: o, Currency: p.Currency}, terms: TermsOf(p)}
	balance, err := r.Money.Balance(ctx, w.account)
	if err != nil {
		return "", err
	}
	if balance.Wallet() < 0 {
		return OwesMoney, nil
	}
	m, err := r.Methods.Method(ctx, o)
	if err != nil {
		return "", err
	}
	b := Batch{Program: p.ID, Rail: m.Rail, CreatedAt: r.Clock.Now()}
	if skip, err := r.barred(ctx, b, w, m); err != nil || skip != "" {
		return skip, err
	}
	slot, err := slots.Slot(ctx, w.account)
	if err != nil {
		return "", err
	}
	if slot.Version > 0 {
		last, err := r.Store.Payout(ctx, slot.Payout)
		if err != nil {
			return "", err
		}
		if !last.Status.Final() {
			return WithdrawalOpen, nil
		}
	}
	would := Payout{Account: w.account, Rail: m.Rail, Terms: w.terms.fee(m.Rail)}
	if would.Rate, _, err = r.rate(ctx, b, w.account.Currency, m.In(w.account.Currency)); err != nil {
		return "", err
	}
	return r.short(would, balance.Wallet(), w.terms.MinimumMinor), nil
}
