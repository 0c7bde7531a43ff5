package managerapi

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/offerview"
)

// SimulatedOrder is an order that somebody might place.
type SimulatedOrder struct {
	Offer     string            `json:"offer_id,omitempty" doc:"Left out: whichever of the program's pays"`
	Draft     *OfferInput       `json:"draft,omitempty" doc:"As if this were in force, in the place of offer_id or beside the others"`
	Event     string            `json:"event,omitempty" enum:"sale,recurring,lead,signup" default:"sale"`
	Amount    *httpkit.Money    `json:"amount,omitempty"`
	Lines     []SimulatedLine   `json:"lines,omitempty" maxItems:"100"`
	Partner   string            `json:"partner_id,omitempty" doc:"With what the partner has sold and earned so far"`
	Group     string            `json:"group_id,omitempty" doc:"Instead of the partner's"`
	Tier      string            `json:"tier_id,omitempty" doc:"Instead of the partner's"`
	Coupon    string            `json:"coupon,omitempty" maxLength:"64"`
	Country   string            `json:"country,omitempty" maxLength:"2"`
	Metadata  map[string]string `json:"metadata,omitempty"`
	Customer  string            `json:"customer,omitempty" enum:"new,returning"`
	FirstPaid time.Time         `json:"first_paid_at,omitzero" doc:"Of a recurring payment: when the customer first paid"`
	Payments  int64             `json:"payments,omitempty" minimum:"0" doc:"Of a recurring payment: how many the customer made before"`
	Volume    *SimulatedVolume  `json:"volume,omitempty" doc:"As if the partner had sold so much in the period"`
	At        time.Time         `json:"at,omitzero" doc:"Left out: now"`
}

// SimulatedLine is one product of the order.
type SimulatedLine struct {
	ID       string        `json:"id,omitempty" maxLength:"200"`
	Product  string        `json:"product,omitempty" maxLength:"200"`
	Category string        `json:"category,omitempty" maxLength:"200"`
	Quantity int64         `json:"quantity,omitempty" minimum:"0" maximum:"1000000"`
	Amount   httpkit.Money `json:"amount"`
}

// SimulatedVolume is what a partner has sold.
type SimulatedVolume struct {
	Amount httpkit.Money `json:"amount"`
	Count  int64         `json:"count" minimum:"0"`
}

// Simulation is what the order would earn, and why.
type Simulation struct {
	Earned     httpkit.Money   `json:"earned"`
	Reason     string          `json:"reason,omitempty" doc:"Why nothing is earned: no_offer, conditions_not_met, term_ended, customer_unknown, product_excluded, cap_reached or budget_spent"`
	Offer      string          `json:"offer_id,omitempty"`
	Name       string          `json:"offer_name,omitempty"`
	Version    int64           `json:"version,omitempty"`
	Lines      []EarnedLine    `json:"lines"`
	Difference *EarnedLine     `json:"difference,omitempty" doc:"What the volume before earns more, by a commission of its own, because the order reaches a step"`
	Steps      []SimulatedStep `json:"steps" doc:"What was looked at, in its order"`
}

// EarnedLine is one part of what an order earns.
type EarnedLine struct {
	Rule   string               `json:"rule" doc:"Whose reward it is; empty for the offer's own"`
	Lines  []string             `json:"lines" doc:"The order's lines in it; none: what no other part names"`
	Reward offerview.RateReward `json:"reward"`
	Pieces int64                `json:"pieces,omitempty" doc:"How often a flat amount is paid, when more than once"`
	Base   httpkit.Money        `json:"base"`
	Cut    httpkit.Money        `json:"cut" doc:"What caps and budgets took"`
	Earned httpkit.Money        `json:"earned"`
}

// SimulatedStep is one step of the evaluation.
type SimulatedStep struct {
	Step    string            `json:"step"`
	Finding string            `json:"finding"`
	Values  map[string]string `json:"values,omitempty"`
}

type simulateInput struct {
	ProgramPath
	Body SimulatedOrder
}

func (a api) simulateOffers(ctx context.Context, s staff, in *simulateInput) (*httpkit.Body[Simulation], error) {
	b := in.Body
	q, err := b.question(s, a.Clock.Now())
	if err != nil {
		return nil, err
	}
	rules, err := a.rulesFor(ctx, s, b, &q)
	if err != nil {
		return nil, err
	}
	if err := a.couponFor(ctx, s, b, &q); err != nil {
		return nil, err
	}
	if err := a.standingFor(ctx, s, b, rules, &q); err != nil {
		return nil, err
	}
	answer, err := rules.Simulate(q)
	if err != nil {
		return nil, err
	}
	return httpkit.OK(s.simulation(answer)), nil
}

// question reads the order.
func (b SimulatedOrder) question(s staff, now time.Time) (conversion.Question, error) {
	r := reading{staff: s}
	report := conversion.Report{
		Program: s.Program.ID, Kind: conversion.Kind(b.Event), Country: b.Country, Metadata: b.Metadata, OccurredAt: b.At, ReceivedAt: now,
	}
	if report.Kind == "" {
		report.Kind = conversion.Sale
	}
	if report.OccurredAt.IsZero() {
		report.OccurredAt = now
	}
	if b.Amount != nil {
		r.minor(b.Amount, "amount")
		amount, err := b.Amount.Parse()
		if err != nil {
			return conversion.Question{}, err
		}
		if amount.Sign() < 0 {
			r.wrong("amount", "must not be below zero")
		}
		report.Amount = &amount
	} else if report.Kind == conversion.Sale || report.Kind == conversion.Recurring {
		r.wrong("amount", "must be given")
	}
	for _, l := range b.Lines {
		report.Lines = append(report.Lines, conversion.Line{ID: l.ID, Product: l.Product, Category: l.Category, Quantity: l.Quantity, Minor: max(r.minor(&l.Amount, "lines"), 0)})
	}
	q := conversion.Question{
		Report: report, Now: now, FirstPaid: b.FirstPaid, Payments: b.Payments,
		Candidate: conversion.Candidate{Partner: known[id.Partner](&r, b.Partner, "partner_id"), Offer: known[id.Offer](&r, b.Offer, "offer_id"), Coupon: coupon.Fold(b.Coupon)},
	}
	q.Balance.Account = ledger.Account{Program: s.Program.ID, Partner: q.Candidate.Partner, Currency: s.Program.Currency}
	if b.Customer != "" {
		q.New = new(b.Customer == offer.NewCustomer)
	}
	if v := b.Volume; v != nil {
		q.Sold = &conversion.Sold{Minor: r.minor(&v.Amount, "volume.amount"), Count: v.Count}
	}
	if len(r.fields) > 0 {
		return q, fault.New(fault.Invalid, "offer.simulation_invalid", "This order cannot be tried.").With(r.fields...)
	}
	return q, nil
}

// rulesFor are the program's published offers, with the draft among them.
func (a api) rulesFor(ctx context.Context, s staff, b SimulatedOrder, q *conversion.Question) (conversion.Rules, error) {
	rules := conversion.Rules{Program: s.Program}
	offers, versions, err := a.Offers.Store.List(ctx, s.Program.ID)
	if err != nil {
		return rules, err
	}
	for _, v := range versions {
		if slices.ContainsFunc(offers, func(o offer.Offer) bool { return o.ID == v.Offer && o.Status == offer.Published }) {
			rules.Versions = append(rules.Versions, v)
		}
	}
	if b.Draft == nil {
		return rules, nil
	}
	draft, err := b.Draft.version(s)
	if err != nil {
		return rules, err
	}
	if draft.Offer = q.Candidate.Offer; draft.Offer == "" {
		draft.Offer = "draft"
	}
	draft.EffectiveFrom = time.Time{}
	if err := draft.Validate(); err != nil {
		return rules, err
	}
	rules.Versions = slices.DeleteFunc(rules.Versions, func(v offer.Version) bool { return v.Offer == draft.Offer })
	rules.Versions = append(rules.Versions, draft)
	q.Candidate.Offer = draft.Offer
	return rules, nil
}

// couponFor reads a code's own reward.
func (a api) couponFor(ctx context.Context, s staff, b SimulatedOrder, q *conversion.Question) error {
	if b.Coupon == "" {
		return nil
	}
	found, err := a.Coupons.Store.Load(ctx, s.Program.ID, q.Candidate.Coupon)
	if err != nil || len(found) == 0 {
		return err
	}
	q.Candidate.Rate, q.Candidate.FlatMinor = found[0].Rate, found[0].FlatMinor
	if q.Candidate.Offer == "" {
		q.Candidate.Offer = found[0].Offer
	}
	return nil
}

// standingFor reads where the partner and the budgets stand.
func (a api) standingFor(ctx context.Context, s staff, b SimulatedOrder, rules conversion.Rules, q *conversion.Question) error {
	ask := conversion.PartiesQuery{Program: s.Program.ID, Currency: s.Program.Currency, Budgets: rules.Budgets(q.Report, q.Now)}
	if q.Candidate.Partner != "" {
		ask.Partners = []id.Partner{q.Candidate.Partner}
	}
	if len(ask.Partners) > 0 || len(ask.Budgets) > 0 {
		parties, err := a.Processor.Store.Parties(ctx, ask)
		if err != nil {
			return err
		}
		if found, ok := parties.Balances[q.Balance.Account]; ok {
			q.Balance = found
		}
		q.Budgets = maps.Clone(parties.Budgets)
	}
	r := reading{staff: s}
	if g := known[id.Group](&r, b.Group, "group_id"); g != "" {
		q.Balance.Group = g
	}
	if t := known[id.Tier](&r, b.Tier, "tier_id"); t != "" {
		q.Balance.Tier = t
	}
	if len(r.fields) > 0 {
		return fault.New(fault.Invalid, "offer.simulation_invalid", "This order cannot be tried.").With(r.fields...)
	}
	return nil
}

func (s staff) simulation(x conversion.Answer) Simulation {
	out := Simulation{Earned: httpkit.MoneyOf(x.Total), Reason: x.Reason, Lines: []EarnedLine{}, Steps: []SimulatedStep{}}
	if x.Version == nil {
		out.Reason = "no_offer"
		return out
	}
	out.Offer, out.Name, out.Version = string(x.Version.Offer), x.Version.Name, x.Version.Number
	for _, l := range x.Lines {
		out.Lines = append(out.Lines, s.earnedLine(l))
	}
	if x.Difference != nil {
		l := s.earnedLine(*x.Difference)
		out.Difference = &l
	}
	for _, step := range x.Steps {
		out.Steps = append(out.Steps, SimulatedStep{step.Name, step.Finding, step.Values})
	}
	return out
}

func (s staff) earnedLine(l offer.Line) EarnedLine {
	of := l.Of
	if of == nil {
		of = []string{}
	}
	return EarnedLine{
		Rule: l.Rule, Lines: of, Reward: offerview.Reward(l.Term, s.Program.Currency), Pieces: l.Pieces,
		Base: s.money(l.Base), Cut: s.money(l.Cut), Earned: s.money(l.Minor),
	}
}
