package store_test

import (
	"slices"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
)

func TestASaleSaysThatItsClickCameFromADataCentre(t *testing.T) {
	t.Parallel()
	for _, hosted := range []bool{true, false} {
		s := newShop(t)
		s.visit(9, noah, markAt(start.Add(-time.Minute)), click.Unique, click.Facts{Device: "desktop", Hosted: hosted})
		v := s.report(conversion.Report{Kind: conversion.Sale, Transaction: "T", Amount: eur(10000), Clicks: clickID(1, start.Add(-2200*time.Hour))})
		rec := s.recorded(v)
		said := slices.ContainsFunc(rec.Trace, func(step conversion.Step) bool { return step.Finding == "came from a data centre's network" })
		if rec.Partner != noah || said != hosted {
			t.Errorf("hosted %v: %s earns, the trace says so: %v", hosted, rec.Partner, said)
		}
	}
}
