package surface_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
	"github.com/tributaryhq/tributary/shared/domain/coupon"
	"github.com/tributaryhq/tributary/shared/domain/customer"
	"github.com/tributaryhq/tributary/shared/domain/enrollment"
	"github.com/tributaryhq/tributary/shared/domain/event"
	"github.com/tributaryhq/tributary/shared/domain/fx"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/link"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/offer"
	"github.com/tributaryhq/tributary/shared/domain/partner"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/domain/promotion"
	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/domain/tax"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/kernel/money"
	"github.com/tributaryhq/tributary/shared/kernel/page"
	"github.com/tributaryhq/tributary/shared/provider/manual"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/managerapi"
	"github.com/tributaryhq/tributary/shared/web/networkapi"
	"github.com/tributaryhq/tributary/shared/web/partnerapi"
)

var start = time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)

// world is two programs on a memory table. Maya and Noah are partners of Acme,
// Lena has applied there; Otto is a partner of Rival. Boss owns Acme, Chief
// owns Rival.
type world struct {
	t     *testing.T
	ctx   context.Context
	table *memory.Table
	clock *clock.Manual

	programs    program.Desk
	secrets     program.Secrets
	keys        apikey.Desk
	enrollments enrollment.Desk
	door        identity.Door
	offers      offer.Publisher
	links       link.Maker
	coupons     coupon.Desk
	promotions  promotion.Desk
	processor   conversion.Processor
	decider     commission.Decider
	runner      payout.Runner
	hooks       webhook.Manager
	methods     payout.Desk

	acme, rival *side
	maya, noah  *someone
	lena, otto  *someone
	api         http.Handler
	log         bytes.Buffer // of the last requests, to say what went wrong
}

// side is a program with what is in it.
type side struct {
	hook     id.Hook // the program's own
	delivery id.Delivery
	program.Program
	boss      id.User
	offer     id.Offer
	batch     id.Batch
	key       id.Key
	promotion id.Promotion
	listing   id.Program    // the other program, in the marketplace
	agreement id.Agreement  // withdrawn, with the draft of a second version
	second    id.User       // another owner
	invited   id.Invitation // to run the program
	sorted

	adjustment id.Adjustment // that waits
}

// someone is a partner, with one thing of each kind.
type someone struct {
	user       id.User
	partner    id.Partner
	name       string
	link       id.Link
	linkRef    uint64
	commission id.Commission
	conversion id.Conversion
	customer   id.Customer
	payout     id.Payout
	invoice    id.Invoice
	hook       id.Hook
	delivery   id.Delivery
	notice     id.Notice
	colleague  id.User // an admin too
	invitation id.Invitation
	ticket     id.Ticket
	note       id.Note // of a manager on it
	lead       id.Lead
	deal       id.Deal
	suspect    id.Case
	claim      id.Claim
	key        id.Key
	keyText    string
	signature  id.Signature
}

func newWorld(t *testing.T) *world {
	t.Helper()
	c := clock.NewManual(start)
	tab := memory.New(c)
	w := &world{t: t, ctx: context.Background(), table: tab, clock: c}
	programs := store.Programs{T: tab, Clock: c}
	w.programs = program.Desk{Store: programs, Clock: c, Entropy: rand.Reader}
	w.secrets = program.Secrets{Store: store.ProgramSecrets{T: tab, Clock: c}, Clock: c, Entropy: rand.Reader}
	w.keys = apikey.Desk{Store: store.APIKeys{T: tab, Clock: c}, Clock: c, Entropy: rand.Reader}
	w.enrollments = enrollment.Desk{Store: store.Enrollments{T: tab, Clock: c}, Programs: w.programs, Groups: w.groups(), Forms: store.ApplicationForms{T: tab, Clock: c}, Clock: c, Entropy: rand.Reader}
	w.door = identity.Door{
		Users: store.Users{T: tab, Clock: c}, Members: store.Members{T: tab, Clock: c}, Sessions: store.Sessions{T: tab}, Tokens: store.Tokens{T: tab},
		Limits: store.Limits{T: tab}, Devices: store.Devices{T: tab}, Moves: store.Moves{T: tab, Clock: c}, Mail: nobody{}, Clock: c, Entropy: rand.Reader, Origin: "https://partners.example",
		Authenticators: store.Authenticators{T: tab, Clock: c}, Sealer: plain{}, Passkeys: store.Passkeys{T: tab, Clock: c}, Slips: store.Slips{T: tab}, Logins: store.Logins{T: tab, Clock: c},
	}
	w.offers = offer.Publisher{Store: store.Offers{T: tab}, Clock: c, Entropy: rand.Reader}
	w.links = link.Maker{Store: store.Links{T: tab}, Grants: w.enrollments, Clock: c, Entropy: rand.Reader}
	w.coupons = coupon.Desk{Store: store.Coupons{T: tab, Clock: c}, Places: w.enrollments, Clock: c}
	w.promotions = promotion.Desk{Store: store.Promotions{T: tab, Clock: c}, Pages: w.enrollments, Clock: c, Entropy: rand.Reader}
	w.processor = conversion.Processor{Store: store.Conversions{T: tab}, Rules: store.Rulebook{T: tab}, Rates: fx.Finder{Store: store.Rates{T: tab, Clock: c}}, Clicks: plainClicks{}, Clock: c}
	w.decider = commission.Decider{Store: store.Commissions{T: tab}, Clock: c}
	w.methods = payout.Desk{Store: store.PayoutMethods{T: tab}, Seal: plainPayee{}, Clock: c}
	w.runner = payout.Runner{
		SecondFactor: true,
		Store:        store.Payouts{T: tab}, Money: store.Commissions{T: tab}, Methods: store.PayoutMethods{T: tab}, Clock: c, Open: plainPayee{},
		Gate:  tax.Gate{Rules: store.TaxRules{T: tab, Clock: c}, Store: store.TaxForms{T: tab, Clock: c}, Clock: c},
		Rails: payout.Rails{Online: map[string]payout.Provider{payout.PayPal: payer{}}, Files: map[string]payout.FileRail{"manual": manual.Rail{}}},
	}
	hooks := store.Hooks{T: tab}
	w.hooks = webhook.Manager{Hooks: hooks, Deliveries: hooks, Sealer: plain{}, Sender: drain{}, Clock: c, Entropy: rand.Reader}
	w.api = w.serve()
	w.populate()
	return w
}

func (w *world) reports() report.Reader {
	return report.Reader{Store: store.Stats{T: w.table}}
}

func (w *world) serve() http.Handler {
	w.t.Helper()
	guard, err := auth.New(auth.Config{
		Sessions: cookies{w.clock}, Memberships: store.Members{T: w.table, Clock: w.clock}, Cookie: auth.Cookie{Secure: true},
		Address: func(*http.Request) string { return "203.0.113.9" }, Host: func(*http.Request) string { return "partners.example" }, AddressKey: func(context.Context) ([]byte, error) { return make([]byte, 32), nil },
		Origins: []string{"https://partners.example"},
		Views:   w.viewing(),
		Keys:    auth.KeyDoor{Keys: w.keys, Limits: store.Limits{T: w.table}, Clock: w.clock},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	house := &httpkit.House{
		Clock: w.clock, Entropy: rand.Reader, Log: slog.New(slog.NewJSONHandler(&w.log, nil)),
		CursorKey: func(context.Context) ([]byte, error) { return make([]byte, 32), nil },
	}
	nouns := append(partnerapi.Nouns(w.partnerDeps()), managerapi.Nouns(w.managerDeps())...)
	nouns = append(nouns, networkapi.Nouns(networkapi.Deps{Market: w.market(), People: store.Users{T: w.table, Clock: w.clock}})...)
	return house.Serve(guard.Admit, append(append(nouns, partnerapi.Keyed(w.partnerDeps())...), partnerapi.Documents(w.partnerDeps()), managerapi.Documents(w.managerDeps()), partnerapi.Exports(w.partnerDeps()), managerapi.Exports(w.managerDeps()), managerapi.TaxFiling(w.managerDeps()))...)
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) populate() {
	w.t.Helper()
	w.acme, w.rival = w.open("acme", "Acme", "EUR"), w.open("rival", "Rival", "USD")
	w.maya, w.noah = w.join(w.acme, "maya", "Maya Kovač"), w.join(w.acme, "noah", "Noah Nunes")
	w.otto = w.join(w.rival, "otto", "Otto Oh")
	w.ownHook(w.acme)
	w.ownHook(w.rival)
	w.lena = w.apply(w.acme, "lena", "Lena Lund")
	w.sell(w.acme, w.maya, "M-1", 10_000)
	w.sell(w.acme, w.noah, "N-1", 77_700)
	w.sell(w.rival, w.otto, "O-1", 33_300)
	w.pay(w.acme, w.maya, w.noah)
	w.pay(w.rival, w.otto)
	w.document(w.acme, w.maya, w.noah)
	w.document(w.rival, w.otto)
	w.adjust(w.acme, w.noah)
	w.adjust(w.rival, w.otto)
	for _, o := range []*someone{w.maya, w.noah, w.otto} {
		w.notify(o)
	}
	w.tell()
	w.agree(w.acme, w.maya, w.noah)
	w.agree(w.rival, w.otto)
	w.staff(w.acme, "acme")
	w.staff(w.rival, "rival")
	w.network()
	w.acme.listing, w.rival.listing = w.rival.ID, w.acme.ID
}

func (w *world) user(name string, ms ...identity.Membership) id.User {
	w.t.Helper()
	u, err := w.door.Register(w.ctx, name+"@example.com", name, "", ms...)
	w.must(err)
	return u.ID
}

func (w *world) open(slug, name string, c money.Currency) *side {
	w.t.Helper()
	p := program.New(slug, name, "https://"+slug+".example", c)
	p.HoldbackDays, p.AllowedHosts = 0, []string{"shop." + slug + ".example"}
	p, err := w.programs.Create(w.ctx, p)
	w.must(err)
	p, err = w.programs.Publish(w.ctx, p.ID)
	w.must(err)
	s := &side{Program: p}
	s.boss = w.user(slug+"-owner", identity.Membership{Program: p.ID, Role: identity.Owner})
	o, err := w.offers.Create(w.ctx, p.ID, offer.Version{Name: "Standard of " + name, Trigger: offer.Sale, Type: offer.Percent, Rate: 2000, Recurring: true, HoldbackDays: -1})
	w.must(err)
	s.offer = o.ID
	k, _, err := w.keys.Make(w.ctx, apikey.Owner{Program: p.ID}, apikey.Draft{Kind: apikey.Secret, Name: "Shop", Scopes: []apikey.Scope{apikey.ConversionsWrite}}, "")
	w.must(err)
	s.key = k.ID
	sale, err := w.promotions.Create(w.ctx, promotion.Promotion{Program: p.ID, Name: "Spring at " + name, Starts: start.AddDate(0, 0, 7), Ends: start.AddDate(0, 0, 14)})
	w.must(err)
	s.promotion = sale.ID
	w.sort(s)
	return s
}

func (w *world) apply(s *side, email, name string) *someone {
	w.t.Helper()
	u, err := w.door.NewUser(email+"@example.com", name)
	w.must(err)
	e, err := w.enrollments.Apply(w.ctx, s.ID, enrollment.Applicant{User: u, New: true}, partner.Partner{Name: name}, []enrollment.Answer{{Question: "How?", Text: "Reviews"}})
	w.must(err)
	return &someone{user: u.ID, partner: e.Partner, name: name}
}

func (w *world) join(s *side, email, name string) *someone {
	w.t.Helper()
	o := w.apply(s, email, name)
	_, err := w.enrollments.Approve(w.ctx, s.ID, o.partner, string(s.boss))
	w.must(err)
	rows, err := w.links.List(w.ctx, s.ID, o.partner, page.Request{})
	w.must(err)
	o.link = rows.Data[0].ID
	l, err := w.links.Get(w.ctx, s.ID, o.partner, o.link)
	w.must(err)
	o.linkRef = l.Ref
	_, err = w.methods.SetMethod(w.ctx, o.partner, payout.Manual, payout.Details{Holder: name, FreeText: "DE02 1203 0000 0000 2020 51"}, o.user)
	w.must(err)
	h, _, err := w.hooks.Create(w.ctx, s.ID, o.partner, webhook.Input{Form: webhook.JSON, URL: "https://" + email + ".example/hook", Topics: []webhook.Topic{webhook.CommissionApproved}})
	w.must(err)
	d, err := w.hooks.Test(w.ctx, s.ID, o.partner, h.ID, "")
	w.must(err)
	o.hook, o.delivery = h.ID, d.Ref.Delivery
	w.team(o, email)
	w.asked(o, s)
	w.missed(o, s)
	o.suspect, err = id.Of[id.Case](string(o.partner))
	w.must(err)
	w.remarked(o, s)
	w.pipelined(o, s)
	return o
}

func (w *world) report(s *side, r conversion.Report) conversion.Verdict {
	w.t.Helper()
	r.Program, r.Source = s.ID, conversion.Postback
	v, err := w.processor.Process(w.ctx, r)
	w.must(err)
	if v.Result != conversion.Accepted {
		w.t.Fatalf("%s: %+v", r.Transaction, v)
	}
	return v
}

func (w *world) sell(s *side, o *someone, txn string, minor int64) {
	w.t.Helper()
	amount := money.Must(minor, s.Currency)
	v := w.report(s, conversion.Report{
		Kind: conversion.Sale, Transaction: txn, Amount: &amount, Clicks: clickID(o.linkRef, w.clock.Now().Add(-time.Hour)), OccurredAt: w.clock.Now(),
		Customer: []customer.Identity{{Kind: customer.External, Value: txn}}, Masked: "h•••@" + strings.ToLower(txn) + ".example",
	})
	o.conversion, o.commission = v.Conversion, v.Commissions[0].ID
	var err error
	o.customer, err = customer.IDOf(s.ID, customer.Identity{Kind: customer.External, Value: txn})
	w.must(err)
}

func (w *world) pay(s *side, to ...*someone) {
	w.t.Helper()
	b, err := w.runner.Plan(w.ctx, payout.Terms{Program: s.ID, Rail: payout.Manual}, "first", commission.System)
	w.must(err)
	s.batch = b.ID
	ps, err := store.Payouts{T: w.table}.OfBatch(w.ctx, b.ID)
	w.must(err)
	for _, p := range ps {
		for _, o := range to {
			if o.partner == p.Account.Partner {
				o.payout = p.ID
			}
		}
	}
}

func (w *world) notify(o *someone) {
	w.t.Helper()
	n, err := id.New[id.Notice](w.clock.Now(), rand.Reader)
	w.must(err)
	o.notice = n
	w.must(store.Notices{T: w.table}.Add(w.ctx, notice.Notice{
		ID: n, User: o.user, Kind: notice.CommissionApproved, Program: w.acme.ID, Partner: o.partner, Subject: string(o.commission),
		Title: "A commission of " + o.name + " was approved", At: w.clock.Now(), Data: map[string]string{event.Payout: "20.00", event.Currency: "EUR", event.Count: "2"},
	}))
}
