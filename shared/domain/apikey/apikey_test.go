package apikey_test

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/kernel/clock"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/table/memory"
)

func desk() (apikey.Desk, *clock.Manual) {
	c := clock.NewManual(time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC))
	return apikey.Desk{Store: store.APIKeys{T: memory.New(c), Clock: c}, Clock: c, Entropy: rand.Reader}, c
}

var (
	ours   = apikey.Owner{Program: "prg_1"}
	theirs = apikey.Owner{Program: "prg_1", Partner: "ptr_1"}
)

// partnersDraft is a draft of a partner.
func partnersDraft() apikey.Draft {
	return apikey.Draft{Kind: apikey.Secret, Name: "Sheet", Scopes: []apikey.Scope{apikey.ReportsRead, apikey.LinksWrite}}
}

func draft() apikey.Draft {
	return apikey.Draft{Kind: apikey.Secret, Name: "Shop", Scopes: []apikey.Scope{apikey.ConversionsWrite}}
}

func TestAKeyIsShownOnceAndKnownByItsTextOnly(t *testing.T) {
	t.Parallel()
	d, _ := desk()
	k, text, err := d.Make(context.Background(), ours, draft(), "usr_1")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(text, "trib_sk_") || !apikey.Shaped(text) || k.Text != "" || strings.Contains(text, k.Hash) {
		t.Errorf("made %q, kept %+v", text, k)
	}
	got, err := d.Authenticate(context.Background(), text)
	if err != nil || got.ID != k.ID || got.Owner != ours {
		t.Errorf("authenticated as %+v, %v", got, err)
	}
	for _, wrong := range []string{"", text[:len(text)-1], text + "x", text[:20] + "A" + text[21:], "trib_sk_" + strings.Repeat("A", 49)} {
		if wrong == text {
			continue
		}
		if _, err := d.Authenticate(context.Background(), wrong); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestAPublishableKeyStaysReadable(t *testing.T) {
	t.Parallel()
	d, _ := desk()
	k, text, err := d.Make(context.Background(), ours, apikey.Draft{Kind: apikey.Publishable, Name: "Pages"}, "usr_1")
	if err != nil || k.Text != text || !strings.HasPrefix(text, "trib_pk_") {
		t.Errorf("%+v, %q, %v", k, text, err)
	}
}

func TestARevokedKeyEndsAndAnExpiredOneToo(t *testing.T) {
	t.Parallel()
	d, c := desk()
	k, text, err := d.Make(context.Background(), ours, draft(), "")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Revoke(context.Background(), theirs, k.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("another owner revokes it: %v", err)
	}
	for range 2 {
		if err := d.Revoke(context.Background(), ours, k.ID); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.Authenticate(context.Background(), text); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("a revoked key: %v", err)
	}
	short := partnersDraft()
	short.ExpiresAt = c.Now().Add(time.Minute)
	_, text, err = d.Make(context.Background(), theirs, short, "")
	if err != nil {
		t.Fatal(err)
	}
	c.Advance(time.Minute)
	if _, err := d.Authenticate(context.Background(), text); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("an expired key: %v", err)
	}
	keys, err := d.List(context.Background(), ours)
	if err != nil || len(keys) != 1 || keys[0].RevokedAt.IsZero() {
		t.Errorf("the program's keys: %+v, %v", keys, err)
	}
}

func TestTheLastUseIsNotedEveryFiveMinutesAtMost(t *testing.T) {
	t.Parallel()
	d, c := desk()
	_, text, err := d.Make(context.Background(), ours, draft(), "")
	if err != nil {
		t.Fatal(err)
	}
	used := func() time.Time {
		t.Helper()
		if _, err := d.Authenticate(context.Background(), text); err != nil {
			t.Fatal(err)
		}
		keys, err := d.List(context.Background(), ours)
		if err != nil {
			t.Fatal(err)
		}
		return keys[0].LastUsed
	}
	first := used()
	c.Advance(4 * time.Minute)
	if again := used(); !again.Equal(first) {
		t.Errorf("noted again after four minutes: %s", again)
	}
	c.Advance(time.Minute)
	if again := used(); !again.Equal(c.Now()) {
		t.Errorf("after five minutes it says %s", again)
	}
}

func TestWhatCannotBeAKey(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*apikey.Draft)
		field  string
	}{
		"no name":                   {func(d *apikey.Draft) { d.Name = " " }, "body.name"},
		"a name of 61 characters":   {func(d *apikey.Draft) { d.Name = strings.Repeat("é", 61) }, "body.name"},
		"no scope":                  {func(d *apikey.Draft) { d.Scopes = nil }, "body.scopes"},
		"a scope that is none":      {func(d *apikey.Draft) { d.Scopes = []apikey.Scope{"payouts:write"} }, "body.scopes"},
		"a publishable with scopes": {func(d *apikey.Draft) { d.Kind = apikey.Publishable }, "body.scopes"},
		"another kind":              {func(d *apikey.Draft) { d.Kind = "both" }, "body.kind"},
		"an end in the past":        {func(d *apikey.Draft) { d.ExpiresAt = time.Unix(1, 0) }, "body.expires_at"},
	} {
		d, _ := desk()
		bad := draft()
		c.change(&bad)
		_, _, err := d.Make(context.Background(), ours, bad, "")
		if !fault.Is(err, fault.Invalid) || fieldOf(err) != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func fieldOf(err error) string {
	var f *fault.Error
	if !errors.As(err, &f) || len(f.Fields) == 0 {
		return ""
	}
	return f.Fields[0].Location
}

func TestAnOwnerHasSoManyKeysAtMost(t *testing.T) {
	t.Parallel()
	d, _ := desk()
	for range apikey.MaxLive {
		if _, _, err := d.Make(context.Background(), ours, draft(), ""); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := d.Make(context.Background(), ours, draft(), ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("one more: %v", err)
	}
	if _, _, err := d.Make(context.Background(), theirs, partnersDraft(), ""); err != nil {
		t.Errorf("another owner's first: %v", err)
	}
}
