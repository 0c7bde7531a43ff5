package store_test

import (
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/store"
)

// rates writes what is kept of other currencies.
func (s sample) rates() {
	rates := store.Rates{T: s.tab, Clock: s.c}
	for _, b := range []fx.Book{fx.BookOf("prg_1"), fx.CentralBank} {
		sheet := fx.Sheet{Book: b, Day: "2026-11-20"}
		after := sheet
		after.Version = 1
		s.must(rates.Save(s.ctx, sheet, after))
	}
	s.must(store.Conversions{T: s.tab}.Commit(s.ctx, conversion.Outcome{
		Record: conversion.Record{ID: "cnv_1", Version: 2, DecidedAt: sampleAt, Report: conversion.Report{
			Program: "prg_1", Kind: conversion.Sale, Transaction: "a-txn", Order: "a-order", OccurredAt: sampleAt,
		}, Verdict: conversion.Verdict{Result: conversion.Parked, Reason: conversion.RateMissing}},
		HeadBefore: conversion.Head{Version: 1},
		Head:       conversion.Head{Program: "prg_1", Order: "a-order", Buyer: conversion.Buyer{Partner: "ptr_1", At: sampleAt}, Version: 2},
	}))
}
