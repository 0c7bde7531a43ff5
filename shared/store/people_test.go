package store_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/lead"
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

// TestAPersonIsForgottenInLeadsAndDeals: whether those are over or not, and
// whoever sent them.
func TestAPersonIsForgottenInLeadsAndDeals(t *testing.T) {
	t.Parallel()
	s := newShop(t)
	leads, deals := store.Leads{T: s.table}, store.Deals{T: s.table, Clock: s.clock}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	tell := func(what event.Type, subject string) event.Event {
		e, err := event.New(what, start, prg, maya, subject, 1)
		must(err)
		return e
	}
	for i, l := range []lead.Lead{
		{Status: lead.InReview, Name: "Ada Lovelace", Email: "Ada@Engines.example", Company: "Engines", Answers: []lead.Answer{{Key: "k", Label: "Phone", Value: "555 1815"}}},
		{Status: lead.Rejected, Name: "A. Lovelace", Email: "ada@engines.example", Reason: "Ada is a customer already", Steps: []lead.Step{{Act: lead.Refused, Reason: "Ada is a customer already"}}},
		{Status: lead.Approved, Source: lead.FromLink, Name: "a•••@engines.example", Known: []customer.Identity{{Kind: customer.External, Value: "ada"}}},
		{Status: lead.InReview, Name: "Bob", Email: "bob@engines.example"},
	} {
		l.ID, l.Program, l.Partner, l.Version, l.CreatedAt = id.Lead(fmt.Sprint("led_", i)), prg, maya, 1, start
		must(leads.Create(s.ctx, l, tell(event.LeadSubmitted, string(l.ID))))
	}
	for i, email := range []string{"ada@engines.example", "bob@engines.example"} {
		told := tell(event.DealRegistered, fmt.Sprint("dea_", i))
		must(deals.Save(s.ctx, deal.Deal{}, deal.Deal{
			ID: id.Deal(fmt.Sprint("dea_", i)), Program: prg, Partner: maya, Status: deal.Registered, Name: "Engines", Company: fmt.Sprint("Engines ", i),
			Contact: "Ada Lovelace", Email: email, Text: "Ada likes it", Currency: "EUR", Version: 1, CreatedAt: start,
		}, &told))
	}
	who := []customer.Identity{{Kind: customer.Email, Value: customer.HashEmail("ada@engines.example")}, {Kind: customer.External, Value: "ada"}}
	people := store.People{T: s.table, Clock: s.clock}
	if held, err := people.Held(s.ctx, prg, who, nil); err != nil || len(held) != 4 {
		t.Errorf("held is %v, %v", held, err)
	}
	for _, want := range []int{4, 0} {
		if erased, err := people.Erase(s.ctx, prg, who, nil); err != nil || len(erased) != want {
			t.Errorf("erased %v, %v", erased, err)
		}
	}
	for i, want := range []string{lead.Gone, lead.Gone, lead.Gone, "Bob"} {
		l, err := leads.Load(s.ctx, prg, id.Lead(fmt.Sprint("led_", i)))
		text := fmt.Sprintf("%+v", l)
		if err != nil || l.Name != want || strings.Contains(strings.ToLower(text), "ada") || strings.Contains(text, "555") {
			t.Errorf("lead %d is %s, %v", i, text, err)
		}
	}
	if same, err := leads.Same(s.ctx, prg, who); err != nil || len(same) > 0 {
		t.Errorf("the name still finds %v, %v", same, err)
	}
	for i, gone := range []bool{true, false} {
		if d, err := deals.Load(s.ctx, prg, id.Deal(fmt.Sprint("dea_", i))); err != nil || (d.Contact+d.Email+d.Text == "") != gone || d.Company == "" {
			t.Errorf("deal %d is %+v, %v", i, d, err)
		}
	}
}
