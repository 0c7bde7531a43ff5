package sim

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
)

// lastRate is what a unit of a foreign currency is worth when all comes to rest.
const lastRate = "0.5005"

// wished are the currencies that a partner may want to be paid in through
// PayPal: the program's own, one with and one without decimals, and one that has
// them and is sent without.
func wished() []money.Currency { return []money.Currency{"", "USD", "JPY", "HUF"} }

// exchanger finds the rates that payouts are made by, as every function does.
type exchanger struct{ w *world }

// Rate returns the rate in force; NotFound when there is none.
func (x exchanger) Rate(ctx context.Context, p id.Program, from, to money.Currency) (fx.Rate, error) {
	finder := fx.Finder{Store: store.Rates{T: x.w.backends.Table, Clock: x.w.clock}}
	return finder.Rate(ctx, fx.Query{Program: p, From: from, To: to, Day: x.w.clock.Now().Format(time.DateOnly), MaxAge: rateDays})
}

// ratePayouts enters today's rate of what a partner wants to be paid in.
func (w *world) ratePayouts(text string) error {
	if w.wish == "" {
		return nil
	}
	return w.rate(w.wish, w.clock.Now(), text)
}

// sentRight holds what left for a payout in another currency against the rate
// that it names, which somebody has entered (I-12).
func (w *world) sentRight(p payout.Payout) error {
	if !p.Exchanged() || p.Status == payout.Building || p.SentMinor == 0 {
		return nil
	}
	known := false
	for _, t := range w.rates {
		r := t.rate.Inverse()
		known = known || r.From == p.Rate.From && r.To == p.Rate.To && r.Num == p.Rate.Num && r.Den == p.Rate.Den
	}
	if !known || p.Rate.From != "EUR" || p.Rate.To != w.wish {
		return fmt.Errorf("the payout %s is made by a rate that nobody entered: %+v", p.ID, p.Rate)
	}
	net := p.Net().Minor()
	if got, want := p.SentMinor, w.leaves(net, p.Rate); got != want {
		return fmt.Errorf("the payout %s sends %d for %d, the model says %d", p.ID, got, net, want)
	}
	if kept := w.worth(net, p.Rate) - p.SentMinor; kept > w.worth(1, p.Rate)+1 {
		return fmt.Errorf("the payout %s of %d keeps %d to itself", p.ID, net, kept)
	}
	return nil
}

// worth is what an amount of the program's currency is in the one that is wanted.
func (w *world) worth(minor int64, r fx.Rate) int64 {
	n := new(big.Rat).Mul(big.NewRat(r.Num, r.Den), big.NewRat(minor, 100))
	return round(n.Mul(n, new(big.Rat).SetInt64(units(w.wish))))
}

// leaves is what the rail sends for an amount of the program's currency: no
// parts of a forint.
func (w *world) leaves(minor int64, r fx.Rate) int64 {
	step := int64(1)
	if w.wish == "HUF" {
		step = units(w.wish)
	}
	return w.worth(minor, r) / step * step
}

// units is how many minor units a currency's unit has.
func units(c money.Currency) int64 {
	if c == "JPY" {
		return 1
	}
	return 100
}

// inEuros is what a payout took from the account, when its provider has sent in
// another currency exactly what it should; the provider's book is in hundredths.
func inEuros(p payout.Payout, hundredths int64) int64 {
	if p.Exchanged() && hundredths != 0 && hundredths*units(p.Rate.To) == 100*p.SentMinor {
		return p.Net().Minor()
	}
	return hundredths
}

// tooSmall tells whether what a partner is left with can never be sent, because
// its rail sends no such part of the currency that it wants.
func (w *world) tooSmall(i int, wallet int64) bool {
	if w.wish == "" || w.rails[i] != payout.PayPal {
		return false
	}
	r, err := fx.New(w.wish, "EUR", w.clock.Now().Format(time.DateOnly), lastRate, fx.Manual)
	return err == nil && w.leaves(wallet, r.Inverse()) == 0
}

var _ payout.Exchanger = exchanger{}
