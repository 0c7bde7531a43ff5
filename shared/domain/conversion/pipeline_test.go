package conversion_test

import (
	"context"
	"crypto/rand"
	"slices"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/deal"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/lead"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/kernel/queue"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
)

// office is a shop with its leads and deals, whose events it tells, twice each.
type office struct {
	*shop
	leads lead.Desk
	deals deal.Desk
	told  map[id.Event]bool
}

func newOffice(t *testing.T, versions ...offer.Version) *office {
	t.Helper()
	s := newShop(t, versions...)
	s.prog.Features = program.Features{program.Leads: true, program.Deals: true}
	deals := store.Deals{T: s.table, Clock: s.clock}
	return &office{
		shop: s, told: map[id.Event]bool{},
		leads: lead.Desk{Store: store.Leads{T: s.table}, Forms: store.LeadForms{T: s.table, Clock: s.clock}, Clock: s.clock, Entropy: rand.Reader},
		deals: deal.Desk{Store: deals, Plans: deals, Clock: s.clock, Entropy: rand.Reader},
	}
}

// boxes takes messages.
type boxes struct{ got []queue.Message }

func (b *boxes) Send(_ context.Context, _ queue.Name, ms ...queue.Message) error {
	b.got = append(b.got, ms...)
	return nil
}

// events are all that the outbox holds.
func (o *office) events() []event.Event {
	o.t.Helper()
	page, err := o.table.(table.Scanner).Scan(context.Background(), "")
	o.must(err)
	var out []event.Event
	for _, item := range page.Items {
		if item.String("type") == "event" {
			if e, err := event.Decode(item.String("event")); err == nil { // the shop's own are of nothing
				out = append(out, e)
			}
		}
	}
	slices.SortFunc(out, func(a, b event.Event) int { return a.At.Compare(b.At) })
	return out
}

// settle tells everybody everything that was not told, until there is no more.
func (o *office) settle() {
	o.t.Helper()
	x := conversion.Earnings{
		Processor: o.processor(), Deeds: o.deeds(), Leads: o.leads, Deals: o.deals,
		Records: store.ConversionLists{T: o.table, Clock: o.clock}, Buyers: store.CustomerLists{T: o.table, Clock: o.clock},
	}
	for again := true; again; {
		again = false
		var box boxes
		for _, e := range o.events() {
			if !o.told[e.ID] {
				o.told[e.ID], again = true, true
				o.must(conversion.Progress{Queue: &box}.Hear(context.Background(), []event.Event{e, e}))
			}
		}
		for _, m := range box.got {
			o.must(x.Take(context.Background(), prg, m))
		}
	}
}

func offers() []offer.Version {
	from := start.AddDate(0, 0, -1)
	return []offer.Version{
		{Offer: "off_1", Number: 1, Name: "Leads", EffectiveFrom: from, Trigger: offer.Lead, Type: offer.Flat, FlatMinor: 1500, HoldbackDays: -1},
		{Offer: "off_2", Number: 1, Name: "Sales", EffectiveFrom: from, Trigger: offer.Sale, Type: offer.Percent, Rate: 1000, HoldbackDays: -1},
		{Offer: "off_3", Number: 1, Name: "Proposals", EffectiveFrom: from, Trigger: offer.Stage, Type: offer.Flat, FlatMinor: 700, HoldbackDays: -1, Rules: offer.Rules{
			When: []offer.Clause{{Conditions: []offer.Condition{{Field: "metadata.stage", Operator: offer.Is, Values: []string{"proposal"}}}}},
		}},
	}
}

var (
	mayasHand = lead.Hand{User: "usr_maya"}
	bossHand  = lead.Hand{User: "usr_boss", Staff: true}
)

func (o *office) named(email string) lead.Lead {
	o.t.Helper()
	l, err := o.leads.Submit(context.Background(), lead.Place{Program: o.prog, Partner: maya}, mayasHand, lead.Draft{Name: "Ada", Email: email})
	o.must(err)
	o.clock.Advance(time.Minute)
	l, err = o.leads.Decide(context.Background(), o.prog, l, bossHand, true, "")
	o.must(err)
	o.clock.Advance(time.Minute)
	return l
}

func (o *office) paid(l lead.Lead) (sum int64) {
	o.t.Helper()
	ids, err := conversion.EarnedByLead(l)
	o.must(err)
	found, err := store.Commissions{T: o.table}.Load(context.Background(), ids)
	o.must(err)
	for _, c := range found {
		if c.Account.Partner != maya {
			o.t.Fatalf("%s earns", c.Account.Partner)
		}
		sum += c.Amount.Minor()
	}
	return sum
}

func TestAWonLeadPaysItsPartnerOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t, offers()...)
	l := o.named("ada@fernhill.io")
	o.settle()
	if sum := o.paid(l); sum != 1500 {
		t.Fatalf("an approved lead has earned %d", sum)
	}
	l, err := o.leads.Win(context.Background(), o.prog, l, bossHand, 25_000)
	o.must(err)
	o.settle()
	clear(o.told)
	o.settle()
	if sum, b := o.paid(l), o.balance(maya); sum != 4000 || b.Pending != 4000 {
		t.Errorf("a won lead has earned %d; the account is %+v", sum, b)
	}
}

func TestASaleThatTheShopReportsWinsTheLeadAndIsPaidOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t, offers()...)
	l := o.named("ada@fernhill.io")
	o.settle()
	amount := money.Must(10_000, "EUR")
	_, err := o.processor().Process(context.Background(), conversion.Report{
		Program: prg, Source: conversion.API, Kind: conversion.Sale, Transaction: "S-1", Amount: &amount,
		Customer: []customer.Identity{{Kind: customer.External, Value: "c-9"}, {Kind: customer.Email, Value: customer.HashEmail("ada@fernhill.io")}},
	})
	o.must(err)
	o.settle()
	got, err := o.leads.Find(context.Background(), prg, l.ID, maya)
	if err != nil || got.Status != lead.Won || got.Minor != 10_000 {
		t.Fatalf("%+v %v", got, err)
	}
	clear(o.told)
	o.settle()
	if sum, b := o.paid(got), o.balance(maya); sum != 2500 || b.Pending != 2500 {
		t.Errorf("it has earned %d; the account is %+v", sum, b)
	}
	if _, err := o.leads.Win(context.Background(), o.prog, got, bossHand, 99); err == nil {
		t.Error("and is won by hand as well")
	}
}

func TestASignupByALinkBecomesALead(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.must(o.leads.Forms.SaveForm(context.Background(), lead.Form{Program: prg, Signups: true, Version: 1}))
	_, err := o.processor().Process(context.Background(), conversion.Report{
		Program: prg, Source: conversion.API, Kind: conversion.Signup, Transaction: "U-1", Clicks: clickID(1, start), Masked: "a•••@fernhill.io",
		Customer: []customer.Identity{{Kind: customer.External, Value: "c-9"}},
	})
	o.must(err)
	o.settle()
	got, err := o.leads.Store.List(context.Background(), lead.Query{Program: prg, Partner: maya, All: true}, page.Request{})
	if err != nil || len(got.Data) != 1 || got.Data[0].Source != lead.FromLink || got.Data[0].Status != lead.Approved {
		t.Errorf("%v %+v", err, got)
	}
}

func TestADealPaysItsStagesAndItsSaleOnce(t *testing.T) {
	t.Parallel()
	o := newOffice(t, offers()...)
	ctx := context.Background()
	boss, mine := deal.Hand{User: "usr_boss", Staff: true}, deal.Hand{User: "usr_maya"}
	d, err := o.deals.Register(ctx, o.prog, maya, mine, deal.Draft{Name: "200 pairs", Company: "Fernhill", Email: "ada@fernhill.io", Minor: 900_000})
	o.must(err)
	d, err = o.deals.Accept(ctx, d, boss, 0)
	o.must(err)
	for _, stage := range []string{"proposal", "negotiation", "proposal"} {
		o.clock.Advance(time.Minute)
		d, err = o.deals.Move(ctx, d, mine, stage)
		o.must(err)
	}
	o.settle()
	if b := o.balance(maya); b.Pending != 700 {
		t.Fatalf("after its stages: %+v", b)
	}
	d, err = o.deals.Close(ctx, d, mine)
	o.must(err)
	o.settle()
	if b := o.balance(maya); b.Pending != 700 {
		t.Fatalf("before it is confirmed: %+v", b)
	}
	d, err = o.deals.Confirm(ctx, o.prog, d, boss, 800_000)
	o.must(err)
	o.settle()
	clear(o.told)
	o.settle()
	plan, err := o.deals.Plans.Plan(ctx, prg)
	o.must(err)
	ids, err := conversion.EarnedByDeal(d, plan.Stages)
	o.must(err)
	found, err := store.Commissions{T: o.table}.Load(ctx, ids)
	if b := o.balance(maya); err != nil || len(found) != 2 || b.Pending != 700+80_000 {
		t.Errorf("%v %+v %+v", err, found, b)
	}
}
