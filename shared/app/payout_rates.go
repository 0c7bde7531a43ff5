package app

import (
	"context"
	"fmt"

	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
)

// exchanger finds the rates that payouts in another currency are made by: those
// by which the program's sales are converted, of today.
type exchanger struct {
	programs store.Programs
	finder   fx.Finder
	clock    clock.Clock
}

func (b Backends) exchanger() exchanger {
	return exchanger{store.Programs{T: b.Table, Clock: b.Clock}, b.finder(), b.Clock}
}

// Rate returns the rate in force; NotFound when there is none.
func (x exchanger) Rate(ctx context.Context, p id.Program, from, to money.Currency) (fx.Rate, error) {
	found, err := x.programs.Load(ctx, p)
	if err != nil {
		return fx.Rate{}, fmt.Errorf("load the program of a payout: %w", err)
	}
	if len(found) == 0 {
		return fx.Rate{}, fault.New(fault.NotFound, "program.unknown", "There is no such program.")
	}
	return x.finder.Rate(ctx, fx.Query{
		Program: p, From: from, To: to, Day: clock.Day(x.clock.Now(), found[0].Location()), MaxAge: found[0].Rates.Age(), ECB: found[0].Rates.ECB,
	})
}

var _ payout.Exchanger = exchanger{}
