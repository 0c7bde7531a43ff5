package id_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/kernel/id"
)

func TestNewIsReadBackAndSortsByTime(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	a, err := id.New[id.Link](at, bytes.NewReader(bytes.Repeat([]byte{0xff}, 10)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := id.New[id.Link](at.Add(time.Millisecond), bytes.NewReader(make([]byte, 10)))
	if err != nil || b <= a {
		t.Fatalf("%s then %s, %v", a, b, err)
	}
	if got, err := id.Parse[id.Link](string(a)); err != nil || got != a {
		t.Fatalf("%s was read as %s, %v", a, got, err)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	good := "lnk_01KE6JQ3006FFNKARRXWSDAE4V"
	for name, text := range map[string]string{
		"nothing": "", "another noun": "prg_" + good[4:], "a short one": good[:29], "a long one": good + "0",
		"small letters": strings.ToLower(good), "a letter that is no digit": good[:29] + "U", "a separator": good[:29] + "#",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, err := id.Parse[id.Link](text); err == nil {
				t.Fatalf("%q was read as %s", text, got)
			}
		})
	}
}

func TestOfIsTheSameForTheSameKeyOnly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.StringN(1, 5, -1)
		a, b := rapid.SliceOfN(part, 1, 4).Draw(t, "a"), rapid.SliceOfN(part, 1, 4).Draw(t, "b")
		x, err := id.Of[id.Payout](a...)
		if err != nil {
			t.Fatal(err)
		}
		y, err := id.Of[id.Payout](b...)
		if err != nil {
			t.Fatal(err)
		}
		if same := strings.Join(a, "\x00") == strings.Join(b, "\x00") && len(a) == len(b); same != (x == y) {
			t.Fatalf("%q and %q: %s and %s", a, b, x, y)
		}
		if _, err := id.Parse[id.Payout](string(x)); err != nil {
			t.Fatalf("%s is not of the shape: %v", x, err)
		}
	})
	if _, err := id.Of[id.Payout]("a", ""); err == nil {
		t.Fatal("an empty part makes an id")
	}
}
