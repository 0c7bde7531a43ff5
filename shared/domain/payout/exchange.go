package payout

import (
	"context"
	"math/big"
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
)

// Exchanger says what one currency is worth in another for a program, now.
type Exchanger interface {
	// Rate returns the rate in force; NotFound when there is none.
	Rate(ctx context.Context, p id.Program, from, to money.Currency) (fx.Rate, error)
}

// Why a partner is not paid in the currency that it wants.
const (
	RateMissing = "rate_missing"
	TooSmall    = "too_small_to_send" // less than the smallest amount that the rail sends
)

// Stepped is a rail that does not send every amount.
type Stepped interface {
	// Step is of how many minor units of a currency an amount must be a multiple.
	Step(c money.Currency) int64
}

// step is of how many minor units what a rail sends must be a multiple.
func (r Rails) step(rail string, c money.Currency) int64 {
	var found any = r.Online[rail]
	if file, ok := r.Files[rail]; ok {
		found = file
	}
	if s, ok := found.(Stepped); ok {
		return max(1, s.Step(c))
	}
	return 1
}

// In is the currency that the method pays an account in.
func (m Method) In(account money.Currency) money.Currency {
	if m.Currency == "" {
		return account
	}
	return m.Currency
}

// way is how an account is paid: the method, and the rate of exchange, of which
// Num is 0 where there is none.
type way struct {
	method Method
	rate   fx.Rate
}

// exchanged tells whether there is a rate.
func exchanged(r fx.Rate) bool { return r.Num != 0 }

// rate returns what a batch pays a currency by: the rate that it has frozen, or
// the one in force. The word says that there is none.
func (r Runner) rate(ctx context.Context, b Batch, from, to money.Currency) (fx.Rate, string, error) {
	if from == to {
		return fx.Rate{}, "", nil
	}
	if i := slices.IndexFunc(b.Rates, func(x fx.Rate) bool { return x.From == from && x.To == to }); i >= 0 {
		return b.Rates[i], "", nil
	}
	if r.FX == nil {
		return fx.Rate{}, RateMissing, nil
	}
	rate, err := r.FX.Rate(ctx, b.Program, from, to)
	if fault.Is(err, fault.NotFound) {
		return fx.Rate{}, RateMissing, nil
	}
	return rate, "", err
}

// freeze keeps the rate of a payout that is about to be built with its batch:
// everybody in it is paid by the same.
func (r Runner) freeze(ctx context.Context, b Batch, rate fx.Rate) (Batch, error) {
	if !exchanged(rate) || slices.Contains(b.Rates, rate) {
		return b, nil
	}
	n := b
	n.Rates = append(slices.Clone(b.Rates), rate)
	n.Version++
	return n, r.Store.Commit(ctx, Outcome{Batch: &BatchChange{Before: b, After: n}})
}

// sent is what leaves for a net amount, in the currency of the payout, and what
// of the net amount stays because the rail does not send so small a part.
func (r Runner) sent(p Payout) (out money.Amount, stays int64, err error) {
	out = p.Net()
	if exchanged(p.Rate) {
		if out, err = p.Rate.Convert(out); err != nil {
			return out, 0, err
		}
	}
	rest := out.Minor() % r.Rails.step(p.Rail, out.Currency())
	if rest <= 0 {
		return out, 0, nil
	}
	small, err := money.New(rest, out.Currency())
	if err != nil {
		return out, 0, err
	}
	if stays = rest; exchanged(p.Rate) {
		stays = worth(small, p.Rate)
	}
	out, err = out.Sub(small)
	return out, stays, err
}

// worth is what an amount of a rate's To is in its From, rounded down.
func worth(a money.Amount, r fx.Rate) int64 {
	n := new(big.Int).Mul(big.NewInt(a.Minor()), big.NewInt(r.Den))
	d := new(big.Int).Mul(big.NewInt(r.Num), power(r.To.Exponent()))
	return n.Quo(n.Mul(n, power(r.From.Exponent())), d).Int64()
}

func power(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }
