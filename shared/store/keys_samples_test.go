package store_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/bank"
	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/doctor"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/domain/invoice"
	"github.com/tributaryhq/tributary/shared/domain/ledger"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/market"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/order"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/promotion"
	"github.com/tributaryhq/tributary/shared/domain/proof"
	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/domain/tax"
	"github.com/tributaryhq/tributary/shared/domain/team"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

var (
	sampleAt      = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)
	sampleVisitor = click.Visitor{0: 0xfe}
	sampleAccount = ledger.Account{Program: "prg_1", Partner: "ptr_1", Currency: "EUR"}
)

// sample writes one item at least of every type, through the methods that the
// functions use.
type sample struct {
	t   *testing.T
	ctx context.Context
	tab *memory.Table
	c   clock.Clock
}

func samples(t *testing.T) *memory.Table {
	t.Helper()
	c := clock.NewManual(sampleAt)
	s := sample{t, context.Background(), memory.New(c), c}
	s.people()
	s.program()
	s.enrollment()
	s.clicks()
	s.sale()
	s.payout()
	s.documents()
	s.telling()
	s.rates()
	s.groups()
	s.guests()
	s.agreements()
	s.pipeline()
	s.migrations()
	return s.tab
}

func (s sample) must(errs ...error) {
	s.t.Helper()
	for _, err := range errs {
		if err != nil {
			s.t.Fatal(err)
		}
	}
}

func (s sample) event(n string, at time.Time) event.Event {
	e, err := event.New(event.CommissionApproved, at, "prg_1", "ptr_1", n, 1)
	s.must(err)
	return e
}

func (s sample) people() {
	users := store.Users{T: s.tab, Clock: s.c}
	s.must(users.Create(s.ctx, identity.User{ID: "usr_1", Email: "ada@example.com", Version: 1, CreatedAt: sampleAt},
		identity.Membership{User: "usr_1", Partner: "ptr_1", Role: identity.Admin},
		identity.Membership{User: "usr_1", Program: "prg_1", Role: identity.Owner}))
	s.must(s.tab.Commit(s.ctx, []table.Op{table.Put{Item: table.Item{table.PK: "ORG#ptr_9", table.SK: "ORG", "type": "partner", "version": int64(1)}}}),
		store.Partners{T: s.tab, Clock: s.c}.SaveLogo(s.ctx, partner.Partner{ID: "ptr_9", Version: 1}, partner.Partner{ID: "ptr_9", Logo: "a-hash", Version: 2}, []byte{1}))
	s.must(store.Teams{T: s.tab, Clock: s.c}.Invite(s.ctx, team.Invitation{ID: "ivt_1", Owner: team.Owner{Partner: "ptr_1"}, Email: "a@example.com", Role: identity.Member, ExpiresAt: sampleAt}))
	s.must(
		store.Sessions{T: s.tab}.Start(s.ctx, identity.Session{User: "usr_1", Hash: "a-hash", CreatedAt: sampleAt}),
		store.Moves{T: s.tab, Clock: s.c}.Ask(s.ctx, identity.Move{User: "usr_1", From: "ada@example.com", To: "ada@example.org", Hash: "a-hash", ExpiresAt: sampleAt.Add(time.Hour)}),
		store.Moves{T: s.tab, Clock: s.c}.Ask(s.ctx, identity.Move{User: "usr_1", From: "ada@example.org", To: "ada@example.com", Hash: "a-hash", Back: true, ExpiresAt: sampleAt.Add(time.Hour)}),
		store.Tokens{T: s.tab}.Issue(s.ctx, identity.Token{User: "usr_1", Kind: identity.Magic, Hash: "a-hash", ExpiresAt: sampleAt.Add(time.Hour)}),
		store.Passkeys{T: s.tab, Clock: s.c}.SavePasskey(s.ctx, identity.Passkey{User: "usr_1", ID: "a-credential", Version: 1, CreatedAt: sampleAt}, "passkey.add"),
		store.Logins{T: s.tab, Clock: s.c}.Link(s.ctx, identity.Login{User: "usr_1", Issuer: "https://id.example", Subject: "a-subject", LinkedAt: sampleAt}),
		store.Slips{T: s.tab}.Keep(s.ctx, identity.Slip{Kind: identity.SlipPasskey, Hash: "a-hash", ExpiresAt: sampleAt.Add(time.Hour)}),
		store.Authenticators{T: s.tab, Clock: s.c}.SaveAuthenticator(s.ctx, identity.Authenticator{User: "usr_1", Sealed: []byte{1}, Version: 1, CreatedAt: sampleAt}, "authenticator.enrol"),
		store.Limits{T: s.tab}.Trust(s.ctx, "a-account", "a-address", sampleAt.Add(time.Hour)),
	)
	s.must(store.Months{T: s.tab}.Tell(s.ctx, "prg_1", "2026-11", 3, sampleAt))
	digest := notice.Digest{User: "usr_1", Program: "prg_1", Partner: "ptr_1"}
	s.must(store.Digests{T: s.tab}.Hold(s.ctx, digest, notice.Held{Event: "evt_1", At: sampleAt}), store.Bounces{T: s.tab}.Refused(s.ctx, "ada@example.com", sampleAt))
	_, _, err := store.Digests{T: s.tab}.Open(s.ctx, digest, "evt_1", sampleAt, sampleAt.Add(time.Minute))
	s.must(err)
	_, err = store.Devices{T: s.tab}.Meet(s.ctx, identity.Device{User: "usr_1", Hash: "a-hash", Seen: sampleAt})
	s.must(err)
	_, err = store.Limits{T: s.tab}.Take(s.ctx, "a-bucket", 5, time.Minute, sampleAt)
	s.must(err)
	_, err = store.Replays{T: s.tab, Clock: s.c}.Begin(s.ctx, "a-scope", "a-key", "print")
	s.must(err)
}

func (s sample) program() {
	p := program.New("a-slug", "Sample", "https://example.com", "EUR")
	p.ID, p.Version, p.CreatedAt = "prg_1", 1, sampleAt
	programs := store.Programs{T: s.tab, Clock: s.c}
	after := p
	after.Version, after.Brand.IconURL = 2, "/v1/public/pictures/prg_1/icon/a-hash"
	s.must(programs.Create(s.ctx, p), programs.Bind(s.ctx, "a-host", "prg_1"), programs.SavePicture(s.ctx, p, after, program.Icon, []byte{1}))
	secrets := store.ProgramSecrets{T: s.tab, Clock: s.c}
	joined, journal := store.Integrations{T: s.tab, Clock: s.c}, store.IntegrationJournal{T: s.tab, Clock: s.c}
	s.must(
		secrets.Replace(s.ctx, "prg_1", program.Secret{Hash: "a-hash", MadeAt: sampleAt}, sampleAt),
		joined.Save(s.ctx, integration.Connection{Program: "prg_1", Provider: "a-provider", Version: 1}, "integration.set_stripe"),
		joined.Remember(s.ctx, "prg_1", "a-provider", integration.Fact{Kind: "a-kind", Key: "a-name", Value: "in_1"}),
		journal.Note(s.ctx, integration.Entry{Program: "prg_1", Provider: "a-provider", Event: "a-event", Type: "invoice.paid", At: sampleAt, Word: integration.Unreadable}),
	)
	rails := store.Rails{T: s.tab, Clock: s.c}
	s.must(
		rails.Save(s.ctx, rail.Connection{Program: "prg_1", Kind: "a-rail", Version: 1}, "rail.set_paypal"),
		rails.SaveAccount(s.ctx, rail.Account{Program: "prg_1", Partner: "ptr_1", ID: "acct_1", Version: 1}),
	)
	keys := store.APIKeys{T: s.tab, Clock: s.c}
	s.must(
		keys.Add(s.ctx, apikey.Key{ID: "key_1", Owner: apikey.Owner{Program: "prg_1"}, Hash: "a-hash", MadeAt: sampleAt}),
		keys.Add(s.ctx, apikey.Key{ID: "key_2", Owner: apikey.Owner{Program: "prg_1", Partner: "ptr_1"}, Hash: strings.Repeat("ab", 32), MadeAt: sampleAt}),
		store.Signing{T: s.tab, Clock: s.c}.SetSigning(s.ctx, "prg_1", [][]byte{{1}}),
	)
	_, err := store.InstanceSecrets{T: s.tab, Entropy: bytes.NewReader(make([]byte, 32))}.Secret(s.ctx, "a-name")
	s.must(err, store.Offers{T: s.tab}.Publish(s.ctx,
		offer.Offer{ID: "off_1", Program: "prg_1", Status: offer.Published, Versions: 1}, offer.Version{Offer: "off_1", Number: 1}),
		store.Market{T: s.tab, Clock: s.c}.SaveListing(s.ctx, market.Listing{}, market.Listing{Program: "prg_1", Version: 1}),
		store.Market{T: s.tab, Clock: s.c}.SaveStanding(s.ctx, market.Standing{}, market.Standing{Partner: "ptr_1", Status: market.Submitted, AskedAt: sampleAt, Version: 1}),
		store.Promotions{T: s.tab, Clock: s.c}.Create(s.ctx, promotion.Promotion{ID: "prm_1", Program: "prg_1", Starts: sampleAt, CreatedAt: sampleAt, Version: 1}))
}

func (s sample) enrollment() {
	waiting := enrollment.Enrollment{Program: "prg_1", Partner: "ptr_1", Status: enrollment.InReview, Ref: 0xe1, AppliedAt: sampleAt, Version: 1}
	enrollments := store.Enrollments{T: s.tab, Clock: s.c}
	first := enrollment.Application{Enrollment: waiting, Partner: &partner.Partner{ID: "ptr_1", Version: 1}, Event: s.event("apply", sampleAt)}
	s.must(enrollments.Apply(s.ctx, first))
	other := waiting
	other.Partner, other.Ref, other.Referrer = "ptr_2", 0xe2, "ptr_1"
	s.must(enrollments.Apply(s.ctx, enrollment.Application{Enrollment: other, Event: s.event("other", sampleAt)}))
	active := waiting
	active.Status, active.DecidedAt, active.Version = enrollment.Active, sampleAt, 2
	l := link.Link{ID: "lnk_1", Program: "prg_1", Partner: "ptr_1", Key: "a-slug", Ref: 0xa1, CreatedAt: sampleAt}
	s.must(enrollments.Approve(s.ctx, enrollment.Approval{Before: waiting, After: active, Currency: "EUR", Link: l, Event: s.event("approve", sampleAt)}))
	l.ID, l.Host, l.Ref = "lnk_2", "a-host", 0xa2
	links := store.Links{T: s.tab}
	s.must(
		links.Create(s.ctx, l),
		store.Coupons{T: s.tab, Clock: s.c}.Create(s.ctx, coupon.Coupon{Program: "prg_1", Partner: "ptr_1", Code: "a-code", CreatedAt: sampleAt, Version: 1}),
	)
	for _, scope := range []link.Scope{"a-host", "prg_1"} {
		_, err := links.Add(s.ctx, scope, "a-token", l, sampleAt)
		s.must(err)
	}
}

func (s sample) clicks() {
	clicks := store.Clicks{T: s.tab}
	key := click.RowKey{Program: "prg_1", Visitor: sampleVisitor, LinkRef: 0xa1}
	for _, r := range clicks.Apply(s.ctx, []click.Change{{Key: key, Unique: sampleAt.UnixMilli(), TTL: sampleAt.Unix() + 60}}) {
		s.must(r.Err)
	}
	s.must(clicks.MarkKept(s.ctx, sampleAt), clicks.Reopen(s.ctx, "2026-11-21"))
	clicks.Tally(s.ctx, []click.Tally{{Place: click.Place{Program: "prg_1", From: "a-place", Hour: "2026112109"}, Add: 16, Expires: sampleAt.Unix() + 60}})
	s.must(clicks.AddSalt(s.ctx, "2026-11-21", make([]byte, 32), sampleAt.Add(time.Hour)))
	whole := report.Row{Program: "prg_1", Scope: report.Whole, Dim: report.Total, Day: "2026-11-21"}
	own := report.Row{Program: "prg_1", Scope: report.Of("ptr_1"), Dim: report.Sub, Day: "2026-11-21", Value: "mail"}
	s.must(clicks.Fold(s.ctx, []report.Delta{
		{Row: whole, Add: map[string]int64{"gross": 1}},
		{Row: own, Add: map[string]int64{"unique": 1}},
		{Row: whole.By(report.Partner, "ptr_1"), Add: map[string]int64{"unique": 1}},
	}))
	e := s.event("roll", sampleAt)
	e.Partner = "ptr_1"
	e.Rollups = slices.Repeat([]event.Rollup{{Day: "2026-11-21", Facets: event.Facets{Sub: "a-value", Link: "a-value"}, Delta: map[string]int64{"sales": 1}}}, 7)
	s.must(store.Stats{T: s.tab}.RollUp(s.ctx, []event.Event{e}))
}

func (s sample) sale() {
	before, err := store.Ledgers{T: s.tab}.Of(s.ctx, sampleAccount)
	s.must(err)
	entry, err := before.Post(ledger.Note{Kind: ledger.Earned, Refs: []string{"com_1"}, Actor: "system", At: sampleAt}, ledger.Earn(100)...)
	s.must(err)
	entry.After.Available = 1 // payable, to see that key
	change := func(c commission.Commission) commission.Change {
		c.Account, c.Amount, c.EventAt, c.ApprovedAt, c.Version = sampleAccount, *eur(100), sampleAt, sampleAt, 1
		return commission.Change{After: c}
	}
	is := []customer.Identity{{Kind: customer.External, Value: "a-customer"}, {Kind: customer.Email, Value: "a-hash"}}
	buyer := customer.Customer{Program: "prg_1", Identities: is, Bound: &customer.Touch{Partner: "ptr_1"}, CreatedAt: sampleAt, Version: 1}
	buyer.ID, err = customer.IDOf("prg_1", is[0])
	s.must(err, store.Conversions{T: s.tab}.Commit(s.ctx, conversion.Outcome{
		Record: conversion.Record{ID: "cnv_1", Version: 1, DecidedAt: sampleAt, Report: conversion.Report{
			Program: "prg_1", Kind: conversion.Sale, Transaction: "a-txn", Order: "a-order", OccurredAt: sampleAt,
		}},
		Head: conversion.Head{Program: "prg_1", Order: "a-order", Buyer: conversion.Buyer{Partner: "ptr_1", At: sampleAt}, Version: 1}, OrderAlias: "a-alias", Customer: &conversion.CustomerChange{After: buyer, Aliases: is[1:]},
		Draws: []conversion.Draw{{Program: "prg_1", Offer: "off_1", Period: "a-period", Minor: 1, Most: 1}},
		Money: commission.Outcome{
			Changes: []commission.Change{
				change(commission.Commission{ID: "com_1", Status: commission.Pending, DueAt: sampleAt.AddDate(0, 1, 0)}),
				change(commission.Commission{ID: "com_2", Status: commission.Held}),
				change(commission.Commission{ID: "com_3", Status: commission.Available}),
				change(commission.Commission{ID: "com_5", Status: commission.Approved, ApprovedAt: sampleAt}),
				change(commission.Commission{ID: "com_4", Status: commission.Paid, Payout: "pay_1"}),
			},
			Entries: []ledger.Entry{entry}, Events: []event.Event{s.event("sale", sampleAt)},
		},
	}))
	s.must(store.Orders{T: s.tab}.Save(s.ctx, order.State{
		Program: "prg_1", Order: "a-order", Status: order.Placed, Buyer: order.Buyer{Partner: "ptr_1", At: sampleAt}, Version: 1,
	}), store.CustomerLists{T: s.tab, Clock: s.c}.Keep(s.ctx, "prg_1", is[0], customer.Contact{Name: "Ada"}))
	s.must(store.Conversions{T: s.tab}.Commit(s.ctx, conversion.Outcome{
		Record: conversion.Record{ID: "cnv_2", Partner: "ptr_1", Verdict: conversion.Verdict{Result: conversion.Accepted}, Version: 1, Report: conversion.Report{
			Program: "prg_2", Kind: conversion.Sale, Transaction: "a-txn", Order: "a-order", OccurredAt: sampleAt,
		}},
		Head: conversion.Head{Program: "prg_2", Order: "a-order", Version: 1},
	}))
	s.must(store.Commissions{T: s.tab}.Swept(s.ctx, sampleAt), store.Commissions{T: s.tab}.Commit(s.ctx, commission.Outcome{
		Adjustment: &commission.AdjustmentChange{After: commission.Adjustment{ID: "adj_1", Account: sampleAccount, Amount: *eur(100), MadeAt: sampleAt, Version: 1}},
	}))
}

func (s sample) payout() {
	b := payout.Batch{ID: "bat_1", Program: "prg_1", Status: payout.Draft, CreatedAt: sampleAt, Version: 1}
	p := payout.Payout{ID: "pay_1", Batch: "bat_1", Account: sampleAccount, Status: payout.Building, CreatedAt: sampleAt, Version: 1}
	s.must(store.Payouts{T: s.tab}.Commit(s.ctx, payout.Outcome{
		Batch: &payout.BatchChange{After: b}, Payout: &payout.Change{After: p, Todo: true},
		Claim: &payout.Claim{Payout: "pay_1", Number: 1}, Attempt: &payout.Attempt{Payout: "pay_1", Number: 31, Amount: *eur(100)},
	}))
	for _, o := range []payout.Payout{
		{ID: "pay_2", Account: sampleAccount, Status: payout.Reserved, CreatedAt: sampleAt, Version: 1},
		{ID: "pay_3", Batch: "bat_1", Account: sampleAccount, Status: payout.Failed, CreatedAt: sampleAt, Version: 1},
	} {
		s.must(store.Payouts{T: s.tab}.Commit(s.ctx, payout.Outcome{Payout: &payout.Change{After: o}}))
	}
	s.must(
		store.Payouts{T: s.tab}.Commit(s.ctx, payout.Outcome{Slot: &payout.Slot{Account: sampleAccount, Payout: "pay_2"}}),
		store.Slots{T: s.tab}.SetRan(s.ctx, "prg_1", "2026-11-01", sampleAt),
	)
	proofs := store.Proofs{T: s.tab}
	s.must(
		proofs.Add(s.ctx, proof.Kept{Signed: proof.Signed{Statement: proof.Statement{Program: "prg_1", Day: "2026-11-21"}}, At: sampleAt}),
		proofs.PlaceEach(s.ctx, map[ledger.Account]proof.Place{sampleAccount: {Day: "2026-11-21"}}),
	)
	s.must(store.PayoutMethods{T: s.tab}.SaveMethod(s.ctx, payout.Method{Partner: "ptr_1", Version: 1}, nil))
}

func (s sample) documents() {
	i := invoice.Invoice{ID: "inv_1", Program: "prg_1", Partner: "ptr_1", Payout: "pay_1", Series: "2026", Seq: 1, Total: *eur(100), IssuedAt: sampleAt, Version: 1}
	legal := store.Legal{T: s.tab, Clock: s.c}
	s.must(
		store.Invoices{T: s.tab}.Issue(s.ctx, invoice.Counter{Program: "prg_1", Series: "2026"}, i),
		legal.SaveLegal(s.ctx, invoice.Legal{Owner: invoice.Owner{Program: "prg_1"}, Version: 1}),
		legal.SaveLegal(s.ctx, invoice.Legal{Owner: invoice.Owner{Partner: "ptr_1"}, Version: 1}),
		store.TaxForms{T: s.tab, Clock: s.c}.SaveForm(s.ctx, tax.Form{Partner: "ptr_1", Version: 1}, "prg_1", "tax_form.submit"),
		store.BankSources{T: s.tab, Clock: s.c}.SaveSource(s.ctx, bank.Sealed{Program: "prg_1", Version: 1}),
	)
}

func (s sample) telling() {
	e := s.event("tell", sampleAt)
	events, notices, hooks := store.Events{T: s.tab}, store.Notices{T: s.tab}, store.Hooks{T: s.tab}
	s.must(
		events.MarkSwept(s.ctx, sampleAt),
		events.Park(s.ctx, store.RawEvent(table.Item{"PK": "OUT#202611210930#1", "SK": "evt_1", "event": "?"}), "unreadable"),
		store.Activity{T: s.tab}.Hear(s.ctx, []event.Event{e}),
		notices.Add(s.ctx, notice.Notice{ID: "ntf_1", User: "usr_1", At: sampleAt}),
		store.Refusals{T: s.tab}.Keep(s.ctx, "req_1", doctor.Refusal{Program: "prg_1", At: sampleAt, Code: "conversion.invalid"}),
		hooks.SaveHook(s.ctx, webhook.Hook{ID: "whk_1", Program: "prg_1", Partner: "ptr_1", Version: 1}),
	)
	_, err := notices.Claim(s.ctx, notice.Mark{Event: "evt_1", Kind: "a-template", User: "usr_1"}, "writer", sampleAt)
	s.must(err)
	_, err = notices.Milestone(s.ctx, "prg_1", "ptr_1", "a-name", "evt_1")
	s.must(err)
	ref := webhook.Ref{Program: "prg_1", Partner: "ptr_1", Hook: "whk_1", Delivery: "dlv_1"}
	_, err = hooks.Add(s.ctx, webhook.Delivery{Ref: ref, Event: e, NextAt: sampleAt, Version: 1})
	s.must(err)
}
