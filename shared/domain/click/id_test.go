package click_test

import (
	"bytes"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

const (
	shoes  = id.Program("prg_01JD00000000000000000SH0ES")
	wines  = id.Program("prg_01JD00000000000000000W1NES")
	secret = "0123456789abcdefghijklmnopqrstuvwxyzABCD"
)

var noon = time.Date(2026, 11, 21, 12, 0, 0, 123e6, time.UTC)

func newKeys(t testing.TB, secret string, now time.Time) *click.Keys {
	t.Helper()
	k, err := click.NewKeys(secret, now)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func mint(t testing.TB, k *click.Keys, program id.Program, at time.Time) click.Touch {
	t.Helper()
	touch, err := k.Mint(bytes.NewReader([]byte{9, 8, 7, 6}), program, click.Touch{
		At: at, LinkRef: 0x1122334455667788, EnrollmentRef: 0x99aabbccddeeff00,
		Visitor: click.Visitor{1, 2, 3, 4, 5, 6, 7, 8}, Flags: click.Cookieless | click.QR,
	})
	if err != nil {
		t.Fatal(err)
	}
	return touch
}

// TestClickIDVector holds the published layout: who verifies offline depends on it.
func TestClickIDVector(t *testing.T) {
	t.Parallel()
	touch := mint(t, newKeys(t, secret, noon), shoes, noon)

	body := []byte{
		0x15, 1, // version 1, cookieless and qr; key 1
		0, 0, 0, 0, 0, 0, // noon's milliseconds, see below
		9, 8, 7, 6,
		0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88,
		0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 0x00,
		1, 2, 3, 4, 5, 6, 7, 8,
	}
	ms := uint64(noon.UnixMilli())
	for i := range 6 {
		body[2+i] = byte(ms >> (8 * (5 - i)))
	}
	key, err := hkdf.Key(sha256.New, []byte(secret), nil, "tributary/click/v1/"+string(shoes), 32)
	if err != nil {
		t.Fatal(err)
	}
	h := hmac.New(sha256.New, key)
	h.Write(body)
	h.Write([]byte(shoes))
	want := base64.RawURLEncoding.EncodeToString(append(body, h.Sum(nil)[:8]...))
	if string(touch.ID) != want {
		t.Errorf("the id is %s, the layout says %s", touch.ID, want)
	}
	if len(want) != click.Length || len(want)*3 > 200 {
		t.Errorf("the id has %d characters", len(want))
	}
}

func TestVerifyReturnsWhatWasMinted(t *testing.T) {
	t.Parallel()
	k := newKeys(t, secret, noon)
	rapid.Check(t, func(t *rapid.T) {
		want := click.Touch{
			At:            time.UnixMilli(rapid.Int64Range(0, 1<<47).Draw(t, "ms")).UTC(),
			LinkRef:       rapid.Uint64().Draw(t, "link"),
			EnrollmentRef: rapid.Uint64().Draw(t, "enrollment"),
			Visitor:       click.Visitor(rapid.SliceOfN(rapid.Byte(), 8, 8).Draw(t, "visitor")),
			Flags:         click.Flags(rapid.Uint8Range(0, 15).Draw(t, "flags")),
		}
		minted, err := k.Mint(bytes.NewReader(rapid.SliceOfN(rapid.Byte(), 4, 4).Draw(t, "random")), shoes, want)
		if err != nil {
			t.Fatal(err)
		}
		want.ID = minted.ID
		got, err := click.Verify(k, shoes, string(minted.ID))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		if _, err := click.Verify(k, wines, string(minted.ID)); fault.CodeOf(err) != "click.bad_signature" {
			t.Errorf("another program accepts the id: %v", err)
		}
	})
}

func TestNoCharacterOfAnIDCanBeChanged(t *testing.T) {
	t.Parallel()
	k := newKeys(t, secret, noon)
	good := string(mint(t, k, shoes, noon).ID)
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	for i := range good {
		for _, c := range alphabet {
			forged := good[:i] + string(c) + good[i+1:]
			if forged == good {
				continue
			}
			if _, err := click.Verify(k, shoes, forged); !fault.Is(err, fault.Invalid) {
				t.Fatalf("%c at %d is accepted: %v", c, i, err)
			}
		}
	}
}

func TestVerifyRefusesOtherShapes(t *testing.T) {
	t.Parallel()
	k := newKeys(t, secret, noon)
	good := string(mint(t, k, shoes, noon).ID)
	for _, text := range []string{
		"", "x", good[1:], good + "A", good + good, strings.Repeat("A", 59), strings.Repeat("=", 59),
		strings.Repeat("/", 59), good[:58] + "\n", good[:58] + "\x00", strings.Repeat("é", 30)[:59], strings.Repeat("A", 8192),
	} {
		if _, err := click.Verify(k, shoes, text); !fault.Is(err, fault.Invalid) {
			t.Errorf("%.70q: %v, want an Invalid fault", text, err)
		}
	}
}

func TestParseManySplitsUpToThree(t *testing.T) {
	t.Parallel()
	a, b, c := strings.Repeat("a", 59), strings.Repeat("b", 59), strings.Repeat("c", 59)
	for _, want := range [][]string{{a}, {a, b}, {a, b, c}} {
		got, err := click.ParseMany(strings.Join(want, ""))
		if err != nil || !cmp.Equal(want, got) {
			t.Errorf("%d ids: %v %v", len(want), got, err)
		}
	}
	for _, text := range []string{"", "a", a[1:], a + "x", a + b + c + a} {
		if got, err := click.ParseMany(text); !fault.Is(err, fault.Invalid) {
			t.Errorf("%d characters: %v %v", len(text), got, err)
		}
	}
}

func FuzzVerify(f *testing.F) {
	k := newKeys(f, secret, noon)
	good := string(mint(f, k, shoes, noon).ID)
	f.Add(good)
	f.Add(good[:58] + "_")
	f.Add(strings.Repeat("A", 59))
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := click.Verify(k, shoes, text)
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatalf("%q: %v is no Invalid fault", text, err)
		}
		if err == nil && text != good {
			t.Fatalf("%q was never minted", text)
		}
	})
}
