package store_test

import (
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
)

// TestAPersonIsForgottenInOrdersThatNobodyNames: of two customers of a partner
// one is forgotten, by a name alone.
func TestAPersonIsForgottenInOrdersThatNobodyNames(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	sell := func(txn, who string) {
		s.report(conversion.Report{
			Kind: conversion.Sale, Transaction: txn, Amount: eur(10000), Clicks: clickID(1, start.Add(-time.Hour)), Masked: "a•••@" + who + ".example",
			Customer: []customer.Identity{{Kind: customer.External, Value: who}},
		})
	}
	sell("T-1", "ada")
	sell("T-2", "ada")
	sell("T-3", "bob")
	people := store.People{T: s.table, Clock: s.clock}
	erased, err := people.Erase(s.ctx, prg, []customer.Identity{{Kind: customer.External, Value: "ada"}}, []string{"T-1"})
	if err != nil || len(erased) != 3 {
		t.Fatalf("%v, %v", erased, err)
	}
	for txn, want := range map[string]string{"T-1": "", "T-2": "", "T-3": "a•••@bob.example"} {
		rec := s.record(txn, conversion.Sale, txn)
		if rec.Report.Masked != want || (len(rec.Report.Customer) == 0) != (want == "") {
			t.Errorf("%s still names %q %v", txn, rec.Report.Masked, rec.Report.Customer)
		}
		found, err := store.Commissions{T: s.table}.Load(s.ctx, []id.Commission{rec.Verdict.Commissions[0].ID})
		if err != nil || len(found) != 1 || found[0].Masked != want {
			t.Errorf("the commission of %s: %+v, %v", txn, found, err)
		}
	}
	s.want(maya, 6000, 0, 0, 0)
}
