package rail_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/rail"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

const (
	prg = id.Program("prg_1")
	ptr = id.Partner("ptr_1")
)

// vault binds what it seals to its name and the place.
type vault string

func (v vault) Seal(_ context.Context, place string, plain []byte) ([]byte, error) {
	return []byte(string(v) + "|" + place + "|" + string(plain)), nil
}

func (v vault) Open(_ context.Context, place string, sealed []byte) ([]byte, error) {
	plain, ok := strings.CutPrefix(string(sealed), string(v)+"|"+place+"|")
	if !ok {
		return nil, errors.New("not what this vault has sealed for this place")
	}
	return []byte(plain), nil
}

// shelf keeps everything in memory.
type shelf struct {
	connections map[rail.Kind]rail.Connection
	accounts    map[id.Partner]rail.Account
}

func (s *shelf) Load(_ context.Context, _ id.Program, k rail.Kind) (rail.Connection, error) {
	return s.connections[k], nil
}

func (s *shelf) Save(_ context.Context, c rail.Connection, _ string) error {
	if s.connections[c.Kind].Version != c.Version-1 {
		return fault.New(fault.Conflict, "rail.changed", "changed")
	}
	s.connections[c.Kind] = c
	return nil
}

func (s *shelf) Delete(_ context.Context, c rail.Connection, _ string) error {
	delete(s.connections, c.Kind)
	return nil
}

func (s *shelf) Account(_ context.Context, _ id.Program, o id.Partner) (rail.Account, error) {
	return s.accounts[o], nil
}

func (s *shelf) SaveAccount(_ context.Context, a rail.Account) error {
	s.accounts[a.Partner] = a
	return nil
}

// provider takes every key but wrong ones, and counts what it is asked.
type provider struct {
	asked   int
	payable bool
}

func (p *provider) Probe(_ context.Context, _ rail.Kind, c rail.Credentials, onboarding string) error {
	p.asked++
	if strings.Contains(c.Secret+onboarding, "wrong") {
		return fault.New(fault.Invalid, "stripe.bad_key", "no")
	}
	return nil
}

func (p *provider) Create(_ context.Context, key string, _ id.Program, _ id.Partner, _, _ string) (rail.Account, error) {
	p.asked++
	if key != "rk_test_onboarding" {
		return rail.Account{}, errors.New("not the key that makes accounts: " + key)
	}
	return rail.Account{ID: "acct_1", Due: 2}, nil
}

func (*provider) Link(_ context.Context, _, account, _ string) (string, error) {
	return "https://stripe.test/" + account, nil
}

func (p *provider) State(context.Context, string, string) (rail.Account, error) {
	p.asked++
	return rail.Account{ID: "acct_1", Payable: p.payable}, nil
}

type stage struct {
	shelf    *shelf
	provider *provider
	clock    *clock.Manual
	desk     rail.Desk
	on       rail.Onboarding
}

func newStage() stage {
	s := stage{
		shelf:    &shelf{map[rail.Kind]rail.Connection{}, map[id.Partner]rail.Account{}},
		provider: &provider{}, clock: clock.NewManual(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)),
	}
	s.desk = rail.Desk{Store: s.shelf, Vaults: rail.Vaults{Paying: vault("pay"), Signing: vault("sign"), Onboarding: vault("onboard")}, Prober: s.provider, Clock: s.clock}
	s.on = rail.Onboarding{Store: s.shelf, Vault: vault("onboard"), Accounts: s.provider, Clock: s.clock}
	return s
}

func text(s string) *string { return &s }

func TestEachSecretIsSealedForThoseWhoUseIt(t *testing.T) {
	t.Parallel()
	s := newStage()
	if err := s.desk.Ready(t.Context(), prg, rail.Stripe); fault.CodeOf(err) != "rail.unconnected" {
		t.Errorf("before: %v", err)
	}
	c, err := s.desk.Set(t.Context(), prg, rail.Stripe, rail.Setup{Secret: text("rk_test_0123456789"), Onboarding: text("rk_test_onboarding"), Signing: text("whsec_0123456789")})
	if err != nil || !c.Connected() || !c.Sandbox || c.Key.Hint != "6789" {
		t.Fatalf("%+v, %v", c, err)
	}
	for place, sealed := range map[string][]byte{"pay|rail/stripe/prg_1|": c.Key.Sealed, "onboard|rail-onboarding/stripe/prg_1|": c.Onboarding.Sealed, "sign|rail-signing/stripe/prg_1|": c.Signing[0].Sealed} {
		if !strings.HasPrefix(string(sealed), place) {
			t.Errorf("%s is %s", place, sealed)
		}
	}
	with, err := s.desk.Credentials(t.Context(), prg, rail.Stripe)
	if err != nil || with.Secret != "rk_test_0123456789" || strings.Contains(with.String()+with.GoString(), with.Secret) {
		t.Errorf("%v, %v", with, err)
	}
	if _, err := s.desk.Set(t.Context(), prg, rail.Stripe, rail.Setup{Signing: text("whsec_second00000")}); err != nil {
		t.Error(err)
	}
	if got, err := s.desk.Secrets(t.Context(), prg, rail.Stripe); err != nil || strings.Join(got, " ") != "whsec_second00000 whsec_0123456789" {
		t.Errorf("%v, %v", got, err)
	}
	if err := s.desk.Disconnect(t.Context(), prg, rail.Stripe); err != nil {
		t.Error(err)
	}
	if _, err := s.desk.Credentials(t.Context(), prg, rail.Stripe); !fault.Is(err, fault.Conflict) {
		t.Errorf("after: %v", err)
	}
}

func TestWhatCannotBeAConnectionIsNotKept(t *testing.T) {
	t.Parallel()
	yes, app, secret := true, text("an-app-at-paypal"), text("a-secret-of-an-app")
	for name, c := range map[string]struct {
		kind rail.Kind
		set  rail.Setup
		code string
	}{
		"no key":                          {rail.Stripe, rail.Setup{}, "rail.invalid"},
		"an unrestricted key":             {rail.Stripe, rail.Setup{Secret: text("sk_live_0123456789")}, "rail.invalid"},
		"an environment of Stripe":        {rail.Stripe, rail.Setup{Secret: text("rk_live_0123456789"), Sandbox: &yes}, "rail.invalid"},
		"a signing secret that is none":   {rail.Stripe, rail.Setup{Secret: text("rk_live_0123456789"), Signing: text("0123456789012")}, "rail.invalid"},
		"no client id":                    {rail.PayPal, rail.Setup{Secret: secret}, "rail.invalid"},
		"a secret with a line":            {rail.PayPal, rail.Setup{ClientID: app, Secret: text("a-secret-of-\nan-app")}, "rail.invalid"},
		"a webhook id that is an address": {rail.PayPal, rail.Setup{ClientID: app, Secret: secret, Webhook: text("https://x")}, "rail.invalid"},
		"a signing secret of PayPal":      {rail.PayPal, rail.Setup{ClientID: app, Secret: secret, Signing: text("whsec_0123456789")}, "rail.invalid"},
		"what the provider does not take": {rail.PayPal, rail.Setup{ClientID: app, Secret: text("a-wrong-secret-of")}, "stripe.bad_key"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage()
			if _, err := s.desk.Set(t.Context(), prg, c.kind, c.set); fault.CodeOf(err) != c.code {
				t.Errorf("set: %v", err)
			}
			if err := s.desk.Test(t.Context(), prg, c.kind, c.set); fault.CodeOf(err) != c.code {
				t.Errorf("tested: %v", err)
			}
			if len(s.shelf.connections) > 0 {
				t.Error("it was kept")
			}
		})
	}
}

func TestAnotherAppNeedsItsOwnSecret(t *testing.T) {
	t.Parallel()
	s, yes := newStage(), true
	if _, err := s.desk.Set(t.Context(), prg, rail.PayPal, rail.Setup{ClientID: text("an-app-at-paypal"), Secret: text("a-secret-of-an-app"), Webhook: text("1JE4291016473214C")}); err != nil {
		t.Fatal(err)
	}
	for name, set := range map[string]rail.Setup{"another app": {ClientID: text("another-app-at-it")}, "the sandbox": {Sandbox: &yes}} {
		if _, err := s.desk.Set(t.Context(), prg, rail.PayPal, set); fault.CodeOf(err) != "rail.invalid" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if c, err := s.desk.Set(t.Context(), prg, rail.PayPal, rail.Setup{Webhook: text("2JE4291016473214C")}); err != nil || c.Webhook != "2JE4291016473214C" || !c.Connected() {
		t.Errorf("the webhook alone: %+v, %v", c, err)
	}
	if got, err := s.desk.Webhook(t.Context(), prg); err != nil || got != "2JE4291016473214C" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAnEventIsNotedOnceAMinute(t *testing.T) {
	t.Parallel()
	s := newStage()
	if err := s.desk.Heard(t.Context(), prg, rail.Stripe); err != nil || len(s.shelf.connections) > 0 {
		t.Fatalf("of nothing: %v", err)
	}
	if _, err := s.desk.Set(t.Context(), prg, rail.Stripe, rail.Setup{Secret: text("rk_test_0123456789")}); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := s.desk.Heard(t.Context(), prg, rail.Stripe); err != nil {
			t.Error(err)
		}
	}
	if c := s.shelf.connections[rail.Stripe]; c.Version != 2 || !c.HeardAt.Equal(s.clock.Now()) {
		t.Errorf("%+v", c)
	}
}

func TestAPartnerConnectsAnAccountWithoutTheKeyThatPays(t *testing.T) {
	t.Parallel()
	s := newStage()
	if _, _, err := s.on.Begin(t.Context(), prg, ptr, "", "DE", "https://portal.test"); fault.CodeOf(err) != "rail.no_onboarding" {
		t.Errorf("not offered: %v", err)
	}
	if _, err := s.desk.Set(t.Context(), prg, rail.Stripe, rail.Setup{Secret: text("rk_test_0123456789"), Onboarding: text("rk_test_onboarding")}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		link, a, err := s.on.Begin(t.Context(), prg, ptr, "", "DE", "https://portal.test")
		if err != nil || link != "https://stripe.test/acct_1" || a.ID != "acct_1" || a.Version != 1 {
			t.Fatalf("%q, %+v, %v", link, a, err)
		}
	}
	before := s.provider.asked
	if a, err := s.on.State(t.Context(), prg, ptr); err != nil || a.Payable || s.provider.asked != before {
		t.Errorf("at once: %+v, %v", a, err)
	}
	s.provider.payable = true
	s.clock.Advance(time.Hour)
	if a, err := s.on.State(t.Context(), prg, ptr); err != nil || !a.Payable {
		t.Errorf("later: %+v, %v", a, err)
	}
	if err := s.on.Note(t.Context(), prg, ptr, func(a *rail.Account) { a.Failed = "account_closed" }); err != nil || s.shelf.accounts[ptr].Failed != "account_closed" {
		t.Errorf("noted: %+v, %v", s.shelf.accounts[ptr], err)
	}
	version := s.shelf.accounts[ptr].Version
	if err := s.on.Note(t.Context(), prg, ptr, func(*rail.Account) {}); err != nil || s.shelf.accounts[ptr].Version != version {
		t.Error("nothing new was written")
	}
	if err := s.on.Note(t.Context(), prg, "ptr_2", func(a *rail.Account) { a.Payable = true }); err != nil || s.shelf.accounts["ptr_2"].ID != "" {
		t.Error("an account that nobody has was written")
	}
}

func TestKeysOfAttemptsAreReadBack(t *testing.T) {
	t.Parallel()
	const p = "pay_01JD0000000000000000000000"
	for key, want := range map[string]int64{p + "-1": 1, p + "-12": 12} {
		if got, n, ok := rail.SplitKey(key); !ok || got != p || n != want {
			t.Errorf("%s: %s %d %t", key, got, n, ok)
		}
	}
	for _, key := range []string{"", p, p + "-", p + "-0", p + "-01", p + "-1x", p + "--1", p + "-9999999999", "order-1"} {
		if got, n, ok := rail.SplitKey(key); ok {
			t.Errorf("%s: %s %d", key, got, n)
		}
	}
}

func TestAWordTravelsWhole(t *testing.T) {
	t.Parallel()
	w := rail.Word{Kind: rail.PayPal, Program: prg, Payout: "pay_1", Attempt: 2, Reference: "BATCH1"}
	m, err := w.Message("an event of " + strings.Repeat("x", 200))
	if err != nil || len(m.ID) != 128 || strings.Contains(m.ID, " ") || m.Group != "word-pay_1" {
		t.Fatalf("%+v, %v", m, err)
	}
	if got, err := rail.ReadWord(m.Body); err != nil || got != w {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := rail.ReadWord("{"); !fault.Is(err, fault.Invalid) {
		t.Errorf("%v", err)
	}
}

var (
	_ rail.Store    = (*shelf)(nil)
	_ rail.Vault    = vault("")
	_ rail.Prober   = (*provider)(nil)
	_ rail.Accounts = (*provider)(nil)
)
