package sim

import (
	"context"
	"fmt"
	"math/big"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/store"
)

// rateDays is how old a rate may be.
const rateDays = 3

// told is a rate that somebody entered, surely or perhaps: the answer got lost.
type told struct {
	rate fx.Rate
	at   time.Time
	sure bool
}

// currencies are those in which customers pay besides the program's, with none,
// two and three decimals.
func currencies() []money.Currency { return []money.Currency{"USD", "JPY", "KWD"} }

// enterRate gives a currency a rate for today, or corrects today's.
func (w *world) enterRate() error {
	return w.rate(currencies()[w.luck.IntN(3)], w.clock.Now(), w.someRate())
}

func (w *world) someRate() string { return fmt.Sprintf("%d.%04d", w.luck.IntN(3), 1+w.luck.IntN(9999)) }

// rate enters a rate and lets the sales go on that waited for one. What got lost
// of that is done when the next one is entered.
func (w *world) rate(c money.Currency, day time.Time, text string) error {
	r, err := fx.New(c, "EUR", day.Format(time.DateOnly), text, fx.Manual)
	if err != nil {
		return err
	}
	at := len(w.rates)
	w.rates = append(w.rates, told{rate: r, at: w.clock.Now()})
	return w.allowed(w.run(func(ctx context.Context) error {
		rates := store.Rates{T: w.backends.Table, Clock: w.clock}
		if _, err := (fx.Desk{Store: rates, Clock: w.clock}).Enter(ctx, fx.BookOf(w.program), r); err != nil {
			return err
		}
		w.rates[at].sure = true
		_, err := conversion.Rated{Store: rates, Queue: w}.Release(ctx, w.program)
		return err
	}))
}

// clocksApart is how far back clocks may have jumped between a report and its
// decision: what seems to lie ahead happened when it came.
const clocksApart = 6 * time.Hour

// rateAll enters what is missing, so that every sale can be decided.
func (w *world) rateAll() error {
	for _, o := range w.shop.orders {
		if o.currency == "EUR" {
			continue
		}
		if err := w.rate(o.currency, o.at.Add(-clocksApart), lastRate); err != nil {
			return err
		}
	}
	return nil
}

// learn reads by which rate each sale was converted, holds it against those that
// were entered, and converts by it.
func (w *world) learn(ctx context.Context) error {
	for _, o := range w.shop.orders {
		if !o.told {
			continue
		}
		q := conversion.OrderQuery{Program: w.program, Order: o.id, Kind: conversion.Sale, Transaction: o.id}
		found, err := store.Conversions{T: w.table}.Order(ctx, q)
		if err != nil {
			return err
		}
		if found.Existing == nil {
			return fmt.Errorf("the sale %s is not known", o.id)
		}
		o.counted = o.minor
		o.day = max(clock.Day(found.Existing.Report.OccurredAt, time.UTC), clock.Day(found.Existing.DecidedAt.AddDate(0, 0, -1), time.UTC))
		if o.currency != "EUR" {
			if err := w.convert(o, *found.Existing); err != nil {
				return err
			}
		}
		earned, err := w.earnedBy(o) //nolint:contextcheck // faults are off anyway
		if err != nil {
			return err
		}
		o.seen = map[int]int64{}
		for _, c := range earned {
			o.seen[w.index(c.Account.Partner)] = c.Amount.Minor()
		}
	}
	return nil
}

// convert brings an order into the program's currency.
func (w *world) convert(o *order, as conversion.Record) error {
	x := as.Report.Exchanged
	if x == nil || x.Given.Minor() != o.minor {
		return fmt.Errorf("the sale %s of %d %s is not converted: %s %s", o.id, o.minor, o.currency, as.Verdict.Result, as.Verdict.Reason)
	}
	at := as.Report.OccurredAt
	if at.After(o.at) || at.Before(o.at.Add(-clocksApart)) || !w.ratedBy(o, x.Rate, at, as.DecidedAt) {
		return fmt.Errorf("the sale %s of %s was converted as of %s by %+v", o.id, o.at, at, x.Rate)
	}
	scale := map[money.Currency]*big.Rat{"USD": big.NewRat(1, 1), "JPY": big.NewRat(100, 1), "KWD": big.NewRat(1, 10)}
	n := new(big.Rat).Mul(big.NewRat(x.Rate.Num, x.Rate.Den), scale[o.currency])
	n.Mul(n, big.NewRat(o.minor, 1))
	o.counted = round(n)
	return nil
}

// ratedBy tells whether a rate was in force at a sale, as known when it was
// decided: of the latest day that counts.
func (w *world) ratedBy(o *order, r fx.Rate, at, decided time.Time) bool {
	first, last, entered := at.AddDate(0, 0, -rateDays).Format(time.DateOnly), at.Format(time.DateOnly), false
	for _, t := range w.rates {
		if t.rate.From != o.currency || t.rate.Day < first || t.rate.Day > last {
			continue
		}
		if t.sure && t.rate.Day > r.Day && t.at.Before(decided.Add(-clocksApart)) {
			return false
		}
		entered = entered || t.rate == r && t.at.Before(decided.Add(clocksApart))
	}
	return entered
}
