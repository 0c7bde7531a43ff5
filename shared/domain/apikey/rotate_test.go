package apikey_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestAReplacedKeyWorksAlongForTheOverlap(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		overlap, wait time.Duration
		works         bool
	}{
		"no overlap":                 {0, 0, false},
		"within a day":               {24 * time.Hour, 23 * time.Hour, true},
		"after a day":                {24 * time.Hour, 24 * time.Hour, false},
		"its own end is not put off": {apikey.MaxOverlap, 48 * time.Hour, false},
	} {
		d, c := desk()
		one := partnersDraft()
		one.ExpiresAt = c.Now().Add(48 * time.Hour)
		old, text, err := d.Make(t.Context(), theirs, one, "usr_1")
		if err != nil {
			t.Fatal(err)
		}
		fresh, now, err := d.Rotate(t.Context(), theirs, old.ID, tc.overlap, "usr_1")
		if err != nil {
			t.Fatal(err)
		}
		if fresh.ID == old.ID || fresh.Name != old.Name || !cmp.Equal(fresh.Scopes, old.Scopes) || now == text {
			t.Errorf("%s: %+v", name, fresh)
		}
		if _, err := d.Authenticate(t.Context(), now); err != nil {
			t.Errorf("%s: the new key: %v", name, err)
		}
		c.Advance(tc.wait)
		if _, err := d.Authenticate(t.Context(), text); (err == nil) != tc.works {
			t.Errorf("%s: the old key: %v", name, err)
		}
	}
}

func TestWhoMayReplaceAKey(t *testing.T) {
	t.Parallel()
	d, _ := desk()
	k, _, err := d.Make(t.Context(), theirs, partnersDraft(), "usr_1")
	if err != nil {
		t.Fatal(err)
	}
	rotate := func(o apikey.Owner, overlap time.Duration, by string) error {
		_, _, err := d.Rotate(context.Background(), o, k.ID, overlap, by)
		return err
	}
	if err := rotate(theirs, 0, "usr_2"); fault.CodeOf(err) != "key.not_yours" {
		t.Errorf("somebody else: %v", err)
	}
	if err := rotate(ours, 0, "usr_1"); !fault.Is(err, fault.NotFound) {
		t.Errorf("another owner: %v", err)
	}
	if err := rotate(theirs, apikey.MaxOverlap+1, "usr_1"); !fault.Is(err, fault.Invalid) {
		t.Errorf("too long an overlap: %v", err)
	}
	if err := d.Revoke(t.Context(), theirs, k.ID); err != nil {
		t.Fatal(err)
	}
	if err := rotate(theirs, 0, "usr_1"); fault.CodeOf(err) != "key.over" {
		t.Errorf("a revoked key: %v", err)
	}
}

func TestKeysHaveTheScopesOfTheirSide(t *testing.T) {
	t.Parallel()
	d, _ := desk()
	for name, tc := range map[string]struct {
		owner apikey.Owner
		draft apikey.Draft
	}{
		"a partner reports sales":      {theirs, draft()},
		"a program reads for others":   {ours, partnersDraft()},
		"a partner has a key in pages": {theirs, apikey.Draft{Kind: apikey.Publishable, Name: "Page"}},
	} {
		if _, _, err := d.Make(t.Context(), tc.owner, tc.draft, ""); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
