// Package demo makes a program with a history: ninety days in which three
// partners send visitors, some of whom buy, and a manager runs the program. It
// drives the real handlers under a clock that is moved by hand and writes no
// row itself, so that everything an audit checks holds for it.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"github.com/tributaryhq/tributary/cmd/trib/setup"
	"github.com/tributaryhq/tributary/shared/app"
	"github.com/tributaryhq/tributary/shared/app/inprocess"
	"github.com/tributaryhq/tributary/shared/domain/notice"
	"github.com/tributaryhq/tributary/shared/domain/webhook"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
)

// Days is how long the history is.
const Days = 90

// Options are what the demo is made of.
type Options struct {
	On     app.Backends // on Clock; its queue is replaced
	Clock  *clock.Manual
	Now    time.Time // when the history ends
	Seed   uint64
	Secret io.Reader // what passwords are made of
}

// Account is somebody who can sign in.
type Account struct{ Email, Password string }

// Result is how to look at the demo.
type Result struct {
	PostbackSecret string
	LinkKey        string // of a tracking link
	Manager        Account
	Partners       []Account
	Colleague      Account // works for the first partner
}

// Make makes the demo.
func Make(ctx context.Context, o Options) (Result, error) {
	mails := &lastMails{to: o.On.Mail, clock: o.Clock, from: o.Now.Add(-36 * time.Hour)}
	o.On.Mail, o.On.Caller = mails, nobody{}
	w, err := inprocess.New(o.On)
	if err != nil {
		return Result{}, err
	}
	random := rand.New(rand.NewPCG(o.Seed, 1)) //nolint:gosec // the same demo every time
	s := &story{Options: o, World: w, random: random, zone: time.UTC}
	for _, part := range []struct {
		name string
		tell func(context.Context) error
	}{{"the beginning", s.begin}, {"the history", s.live}} {
		if err := part.tell(ctx); err != nil {
			return Result{}, fmt.Errorf("the demo at %s, %s: %w", o.Clock.Now().Format(time.RFC3339), part.name, err)
		}
	}
	if parked := w.Parked(); len(parked) > 0 {
		return Result{}, fmt.Errorf("the demo parked %d messages, the first because of %s", len(parked), parked[0].Reason)
	}
	if o.On.Signer != nil { // the book has been signed for some nights
		for _, now := range []time.Time{o.Now.AddDate(0, 0, -10), o.Now} {
			if err := w.LedgerProof()(ctx, now); err != nil {
				return Result{}, fmt.Errorf("sign the demo's book: %w", err)
			}
		}
	}
	return s.result(), nil
}

// lastMails sends the mails of the last days and drops the older ones: nobody
// wants three months of mail on the first day.
type lastMails struct {
	to    notice.Mailer
	clock clock.Clock
	from  time.Time
}

// Send sends the mail if it is new enough.
func (l *lastMails) Send(ctx context.Context, m notice.Mail) error {
	if l.to == nil || l.clock.Now().Before(l.from) {
		return nil
	}
	return l.to.Send(ctx, m)
}

// nobody is called by no hook: the demo's partners have none.
type nobody struct{}

// CallEach refuses.
func (nobody) CallEach(_ context.Context, rs []webhook.Request) []webhook.Result {
	out := make([]webhook.Result, len(rs))
	for i := range out {
		out[i].Err = errors.New("the demo calls nobody")
	}
	return out
}

// begin sets the program up, ninety days ago.
func (s *story) begin(ctx context.Context) error {
	var err error
	if s.zone, err = time.LoadLocation(programZone); err != nil {
		return err
	}
	today := s.Now.In(s.zone)
	s.first = time.Date(today.Year(), today.Month(), today.Day()-Days, 0, 0, 0, 0, s.zone)
	s.Clock.Set(s.first.Add(-15 * time.Hour))
	if err := s.salts(ctx); err != nil {
		return err
	}
	if err := s.serve(); err != nil {
		return err
	}
	p, err := setup.Program{Slug: programSlug, Name: programName, Website: programWebsite, Currency: "EUR", Zone: programZone}.Create(ctx, s.Backends)
	if err != nil {
		return err
	}
	if s.postbackSecret, err = s.Secrets().Rotate(ctx, p.ID, 0); err != nil {
		return err
	}
	if s.manager, err = s.person(managerEmail); err != nil {
		return err
	}
	if _, err := (setup.Owner{Email: managerEmail, Name: managerName, Password: s.manager.password}).Own(ctx, s.Backends, p); err != nil {
		return err
	}
	s.program = p
	if err := s.configure(ctx); err != nil {
		return err
	}
	for _, who := range promoters() {
		if err := s.join(ctx, who); err != nil {
			return fmt.Errorf("%s joins: %w", who.name, err)
		}
	}
	return s.Settle(ctx)
}

// configure is what a manager does before going live.
func (s *story) configure(ctx context.Context) error {
	if err := s.manager.signIn(ctx); err != nil {
		return err
	}
	base := "/api/m/" + string(s.program.ID)
	for _, step := range []struct {
		method, path string
		body         any
	}{
		{"PATCH", "/settings", map[string]any{
			"holdback_days": 14, "minimum_payout": map[string]any{"amount": 2500, "currency": "EUR"}, "brand": map[string]any{"color": "#7c3f1d"},
		}},
		{"POST", "/offers", map[string]any{"name": "Every order", "action": "sale", "recurring": true, "reward": map[string]any{"kind": "percent", "basis_points": 1000}}},
		{"POST", "/offers", map[string]any{"name": "Wholesale enquiry", "action": "lead", "reward": map[string]any{"kind": "flat", "amount": map[string]any{"amount": 600, "currency": "EUR"}}}},
		{"PUT", "/legal", map[string]any{"name": "Northwind Coffee GmbH", "address": []string{"Speicherstraße 4", "20457 Hamburg"}, "country": "DE", "vat_number": "DE811569869"}},
		{"PUT", "/bank-account", map[string]any{
			"name": "Northwind Coffee GmbH", "street": "Speicherstraße 4", "postcode": "20457", "town": "Hamburg", "country": "DE", "iban": "DE02120300000000202051", "bic": "", "older": false,
			"ach": map[string]any{"routing": "", "bank_name": "", "origin": "", "company": "", "business": false, "addenda": false},
		}},
		{"POST", "/settings/publish", nil},
	} {
		if err := s.manager.call(ctx, step.method, base+step.path, step.body, nil); err != nil {
			return err
		}
	}
	return nil
}

func (s *story) result() Result {
	r := Result{PostbackSecret: s.postbackSecret, LinkKey: s.partners[0].keys[0], Manager: Account{s.manager.email, s.manager.password}}
	for _, p := range s.partners {
		r.Partners = append(r.Partners, Account{p.email, p.browser.password})
	}
	r.Colleague = Account{s.colleague.email, s.colleague.password}
	return r
}

var (
	_ notice.Mailer  = (*lastMails)(nil)
	_ webhook.Caller = nobody{}
)
