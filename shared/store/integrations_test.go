package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/integration"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

// box seals by naming the place, so that a moved secret does not open.
type box struct{}

func (box) Seal(_ context.Context, place string, plain []byte) ([]byte, error) {
	return append([]byte(place+"|"), plain...), nil
}

func (box) Open(_ context.Context, place string, sealed []byte) ([]byte, error) {
	plain, ok := strings.CutPrefix(string(sealed), place+"|")
	if !ok {
		return nil, fault.New(fault.Internal, "seal.broken", "moved")
	}
	return []byte(plain), nil
}

// prober takes one key.
type prober struct{}

func (prober) Probe(_ context.Context, key string) error {
	if key != "rk_live_that_is_good" {
		return errors.New("not this one")
	}
	return nil
}

const joinedTo = id.Program("prg_00000000000000000000000001")

func newIntegrations(t *testing.T) (integration.Desk, store.Integrations, *clock.Manual) {
	t.Helper()
	c := clock.NewManual(sampleAt)
	s := store.Integrations{T: memory.New(c), Clock: c}
	return integration.Desk{Store: s, Sealer: box{}, Opener: box{}, Prober: prober{}, Clock: c}, s, c
}

func ptr(s string) *string { return &s }

func TestTheTwoNewestSigningSecretsAreValid(t *testing.T) {
	t.Parallel()
	d, _, _ := newIntegrations(t)
	ctx := t.Context()
	for _, secret := range []string{"whsec_first1", "whsec_second", "whsec_third1"} {
		if _, err := d.Set(ctx, joinedTo, integration.Stripe, integration.Setup{Secret: &secret}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := d.Secrets(ctx, joinedTo, integration.Stripe)
	if diff := cmp.Diff([]string{"whsec_third1", "whsec_second"}, got); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if other, err := d.Secrets(ctx, joinedTo, integration.Shopify); len(other) > 0 || err != nil {
		t.Error(other, err)
	}
}

func TestWhatAConnectionMayBeSetTo(t *testing.T) {
	t.Parallel()
	secret, shop := ptr("a-secret-of-the-shop"), ptr("Acme.myshopify.com")
	for name, c := range map[string]struct {
		of    integration.Provider
		setup integration.Setup
		field string // that is wrong; empty when it is fine
	}{
		"a shop":                          {integration.Shopify, integration.Setup{Secret: secret, Account: shop}, ""},
		"a shop without its domain":       {integration.Shopify, integration.Setup{Secret: secret}, "body.account"},
		"a shop under another domain":     {integration.Shopify, integration.Setup{Secret: secret, Account: ptr("acme.example")}, "body.account"},
		"no secret":                       {integration.Stripe, integration.Setup{}, "body.secret"},
		"an API key as signing secret":    {integration.Stripe, integration.Setup{Secret: ptr("sk_live_0123456789")}, "body.secret"},
		"a secret with a space":           {integration.Stripe, integration.Setup{Secret: ptr("whsec_0123 456789")}, "body.secret"},
		"a whole API key":                 {integration.Stripe, integration.Setup{Secret: ptr("whsec_0123456789"), Key: ptr("sk_live_0123456789")}, "body.api_key"},
		"a restricted key":                {integration.Stripe, integration.Setup{Secret: ptr("whsec_0123456789"), Key: ptr("rk_live_that_is_good")}, ""},
		"a field's name that is a script": {integration.Stripe, integration.Setup{Secret: ptr("whsec_0123456789"), OrderKey: ptr("<script>")}, "body.order_key"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, _, _ := newIntegrations(t)
			_, err := d.Set(t.Context(), joinedTo, c.of, c.setup)
			var f *fault.Error
			switch {
			case c.field == "" && err == nil:
			case !errors.As(err, &f) || len(f.Fields) != 1 || f.Fields[0].Location != c.field:
				t.Errorf("%v", err)
			}
		})
	}
}

func TestAKeyThatStripeDoesNotTakeIsNotKept(t *testing.T) {
	t.Parallel()
	d, _, _ := newIntegrations(t)
	if _, err := d.Set(t.Context(), joinedTo, integration.Stripe, integration.Setup{Secret: ptr("whsec_0123456789"), Key: ptr("rk_live_that_is_bad")}); err == nil {
		t.Fatal("it was taken")
	}
	if c, err := d.Load(t.Context(), joinedTo, integration.Stripe); c.Version != 0 || err != nil {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestWhatWasConnectedCanBeDisconnected(t *testing.T) {
	t.Parallel()
	d, s, c := newIntegrations(t)
	ctx := t.Context()
	journal := store.IntegrationJournal{T: s.T, Clock: c}
	if _, err := d.Set(ctx, joinedTo, integration.Stripe, integration.Setup{Secret: ptr("whsec_0123456789"), OrderKey: ptr("cart")}); err != nil {
		t.Fatal(err)
	}
	e := integration.Entry{Program: joinedTo, Provider: integration.Stripe, Event: "evt_1", Type: "invoice.paid", At: c.Now(), Word: "rejected", Reason: "program_not_live"}
	if err := errors.Join(journal.Note(ctx, e), d.Ended(ctx, joinedTo, integration.Stripe, integration.Deauthorized)); err != nil {
		t.Fatal(err)
	}
	h, err := journal.Health(ctx, joinedTo, integration.Stripe)
	if diff := cmp.Diff(integration.Health{LastAt: c.Now(), LastType: "invoice.paid", LastWord: "rejected", Counts: map[integration.Word]int64{"rejected": 1}, Entries: []integration.Entry{e}}, h); diff != "" || err != nil {
		t.Error(diff, err)
	}
	ended, err := d.Load(ctx, joinedTo, integration.Stripe)
	if ended.EndedBy != integration.Deauthorized || !ended.Connected() || err != nil {
		t.Errorf("%+v, %v", ended, err)
	}
	if err := d.Disconnect(ctx, joinedTo, integration.Stripe); err != nil {
		t.Fatal(err)
	}
	gone, err := d.Load(ctx, joinedTo, integration.Stripe)
	if diff := cmp.Diff(integration.Connection{}, gone); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if err := errors.Join(d.Disconnect(ctx, joinedTo, integration.Stripe), d.Ended(ctx, joinedTo, integration.Stripe, integration.Deauthorized)); err != nil {
		t.Errorf("again: %v", err)
	}
}

func TestFactsAreRecalledUntilTheyExpire(t *testing.T) {
	t.Parallel()
	_, s, c := newIntegrations(t)
	ctx := t.Context()
	told := []integration.Fact{{Kind: integration.Payment, Key: "pi_1", Value: "in_1"}, {Kind: integration.TakeBack, Key: "pi_1/refund/x", Value: "{}"}}
	if err := s.Remember(ctx, joinedTo, integration.Stripe, told...); err != nil {
		t.Fatal(err)
	}
	ask := func() (facts, under []integration.Fact) {
		facts, err := s.Recall(ctx, joinedTo, integration.Stripe, integration.Fact{Kind: integration.Payment, Key: "pi_1"}, integration.Fact{Kind: integration.Payment, Key: "pi_2"})
		under, uerr := s.Under(ctx, joinedTo, integration.Stripe, integration.TakeBack, "pi_1/")
		if err := errors.Join(err, uerr); err != nil {
			t.Fatal(err)
		}
		return facts, under
	}
	facts, under := ask()
	if diff := cmp.Diff(told[:1], facts); diff != "" || len(under) != 1 || under[0].Value != "{}" {
		t.Error(diff, under)
	}
	c.Advance(401 * 24 * time.Hour)
	if facts, under := ask(); len(facts)+len(under) > 0 {
		t.Error("they stayed")
	}
}

var (
	_ integration.Sealer = box{}
	_ integration.Opener = box{}
	_ integration.Prober = prober{}
)
