package click_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

const (
	first  = "first-0123456789abcdefghijklmnopqrstuvw"
	second = "second-0123456789abcdefghijklmnopqrstuv"
)

func TestAnIDIsAcceptedOnlyForItsKeysMintingPeriod(t *testing.T) {
	t.Parallel()
	turn := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	day := 24 * time.Hour
	rotated := `{"1":"` + first + `","2":"` + turn.Format(time.RFC3339) + ` ` + second + `"}`
	onlyFirst := newKeys(t, first, turn)
	onlySecond := newKeys(t, `{"2":"`+second+`"}`, turn)
	for _, c := range []struct {
		name   string
		minter *click.Keys
		minted time.Time
		now    time.Time
		ok     bool
	}{
		{"the old key's ids verify after the rotation", onlyFirst, turn.Add(-day), turn.Add(day), true},
		{"the old key's ids verify for 400 days", onlyFirst, turn.Add(-day), turn.Add(400 * day), true},
		{"the old key's ids are refused after 400 days", onlyFirst, turn.Add(-day), turn.Add(400*day + time.Second), false},
		{"an instance that lags keeps minting with the old key for an hour", onlyFirst, turn.Add(59 * time.Minute), turn.Add(day), true},
		{"a stolen old key cannot mint today", onlyFirst, turn.Add(time.Hour), turn.Add(day), false},
		{"a new key cannot back-date", onlySecond, turn.Add(-time.Second), turn.Add(day), false},
		{"the new key mints from its start", onlySecond, turn, turn.Add(day), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text := string(mint(t, c.minter, shoes, c.minted).ID)
			_, err := click.Verify(newKeys(t, rotated, c.now), shoes, text)
			if (err == nil) != c.ok {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestTheNewestKeyThatHasStartedMints(t *testing.T) {
	t.Parallel()
	turn := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	k := newKeys(t, `{"1":"`+first+`","2":"`+turn.Format(time.RFC3339)+` `+second+`"}`, turn)
	for at, want := range map[time.Time]byte{turn.Add(-time.Second): 1, turn: 2, turn.Add(time.Hour): 2} {
		raw, err := base64.RawURLEncoding.DecodeString(string(mint(t, k, shoes, at).ID))
		if err != nil || raw[1] != want {
			t.Errorf("at %v key %d mints, want %d", at, raw[1], want)
		}
	}
}

func TestARefreshThatFailsKeepsTheOldKeys(t *testing.T) {
	t.Parallel()
	k := newKeys(t, first, noon)
	text := string(mint(t, k, shoes, noon).ID)
	for _, bad := range []string{
		"", "short", "{", "{}", `{"0":"` + first + `"}`, `{"256":"` + first + `"}`, `{"x":"` + first + `"}`, `{"1":7}`,
		`{"1":"short"}`, `{"1":"yesterday ` + first + `"}`, `{"1":"` + first + `","2":"` + second + `"}`,
	} {
		err := k.Refresh(bad, noon)
		if fault.CodeOf(err) != "click.bad_secret" {
			t.Errorf("%q: %v", bad, err)
		}
		if err != nil && (strings.Contains(err.Error(), first) || strings.Contains(err.Error(), second)) {
			t.Errorf("%q: the error shows a secret", bad)
		}
	}
	if _, err := click.Verify(k, shoes, text); err != nil {
		t.Error(err)
	}
}

// TestAMerchantVerifiesOffline is what M05 publishes, done with the standard
// library alone.
func TestAMerchantVerifiesOffline(t *testing.T) {
	t.Parallel()
	k := newKeys(t, secret, noon)
	number, key, err := k.Program(shoes)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := base64.RawURLEncoding.DecodeString(string(mint(t, k, shoes, noon).ID))
	if err != nil {
		t.Fatal(err)
	}
	h := hmac.New(sha256.New, key)
	h.Write(raw[:36])
	h.Write([]byte(shoes))
	if raw[1] != number || !hmac.Equal(h.Sum(nil)[:8], raw[36:]) {
		t.Error("the derived key does not verify the program's own click id")
	}
	if _, other, _ := k.Program(wines); hmac.Equal(key, other) {
		t.Error("two programs share a derived key")
	}
}
