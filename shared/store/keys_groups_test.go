package store_test

import (
	"github.com/tributaryhq/tributary/shared/domain/claim"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/fraud"
	"github.com/tributaryhq/tributary/shared/domain/group"
	"github.com/tributaryhq/tributary/shared/domain/spiff"
	"github.com/tributaryhq/tributary/shared/domain/ticket"
	"github.com/tributaryhq/tributary/shared/store"
)

// groups sorts the sample's partner, and awards it.
func (s sample) groups() {
	groups, places, spiffs := store.Groups{T: s.tab, Clock: s.c}, store.Places{T: s.tab}, store.Spiffs{T: s.tab, Clock: s.c}
	s.must(
		groups.SaveGroup(s.ctx, group.Group{}, group.Group{ID: "grp_1", Program: "prg_1", Version: 1}),
		groups.SaveTier(s.ctx, group.Tier{}, group.Tier{ID: "tie_1", Program: "prg_1", Version: 1}),
	)
	before, err := places.Member(s.ctx, "prg_1", "ptr_1")
	s.must(err)
	after := before
	after.Tier, after.Version = "tie_1", before.Version+1
	x := spiff.Spiff{ID: "spf_1", Program: "prg_1", CreatedAt: sampleAt, Version: 1}
	s.must(
		places.Place(s.ctx, group.Placement{
			Before: before, After: after, At: sampleAt, Move: &group.Move{Program: "prg_1", Partner: "ptr_1", Seq: 31, At: sampleAt, Cause: group.Joined},
		}),
		spiffs.Create(s.ctx, x),
		store.Claims{T: s.tab}.Save(s.ctx, claim.Claim{ID: "clm_1", Program: "prg_1", Partner: "ptr_1", FiledAt: sampleAt, Version: 1}, event.Event{ID: "evt_claim", Type: event.ClaimFiled, At: sampleAt}),
		store.Conversions{T: s.tab}.Commit(s.ctx, suspect()),
		store.Tickets{T: s.tab}.Save(s.ctx, ticket.Ticket{ID: "tkt_1", Program: "prg_1", Partner: "ptr_1", Version: 1}, nil),
		spiffs.Award(s.ctx, spiff.Awarded{
			Of: x, Progress: spiff.Progress{Spiff: "spf_1", Partner: "ptr_1", Version: 1}, Totals: spiff.Totals{Spiff: "spf_1", Version: 1},
		}),
	)
}

// suspect is a sale that opens a case.
func suspect() conversion.Outcome {
	return conversion.Outcome{
		Record: conversion.Record{ID: "cnv_suspect", Report: conversion.Report{Program: "prg_3", Order: "a-order", Kind: conversion.Sale, Transaction: "a-txn", OccurredAt: sampleAt}, Version: 1},
		Head:   conversion.Head{Program: "prg_3", Order: "a-order", Version: 1},
		Case:   &fraud.Case{ID: "cas_1", Program: "prg_1", Partner: "ptr_1", Conversion: "cnv_suspect", Status: fraud.Open, OpenedAt: sampleAt, Version: 1},
	}
}
