package conformance_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
)

type clicks struct {
	Version int      `json:"version"`
	About   string   `json:"about"`
	Vectors []vector `json:"vectors"`
}

type vector struct {
	Name    string     `json:"name"`
	Program id.Program `json:"program"`
	Number  byte       `json:"key_number"`
	Key     string     `json:"key"`
	Text    string     `json:"text"`
	Valid   bool       `json:"valid"`
	Touch   *touch     `json:"touch,omitempty"`
}

type touch struct {
	At         string   `json:"at"`
	Link       string   `json:"link"`
	Enrollment string   `json:"enrollment"`
	Visitor    string   `json:"visitor"`
	Flags      []string `json:"flags"`
}

const shoes, hats = id.Program("prg_01JD0000000000000000SHOES0"), id.Program("prg_01JD00000000000000000HATS0")

func clickVectors(t *testing.T) clicks {
	t.Helper()
	keys, err := click.NewKeys("a-secret-of-the-vectors-that-is-long-enough", time.Unix(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	own := func(p id.Program) click.ProgramKey {
		k, err := keys.ProgramKeys(p)
		if err != nil {
			t.Fatal(err)
		}
		return k[0]
	}
	made := func(p id.Program, t0 click.Touch) click.Touch {
		c, err := keys.Mint(bytes.NewReader([]byte{1, 2, 3, 4}), p, t0)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	out := clicks{Version: 1, About: "Click ids with the key that its program's owner holds. 59 characters of base64url are 44 bytes: version and flags 1, key number 1, milliseconds since 1970 6, random 4, link 8, enrollment 8, visitor 8, and the first 8 bytes of HMAC-SHA-256 over the 36 bytes before them and the program's id."}
	add := func(name string, p id.Program, text string, touched *click.Touch) {
		k := own(p)
		v := vector{Name: name, Program: p, Number: k.Number, Key: hex.EncodeToString(k.Key), Text: text, Valid: touched != nil}
		if touched != nil {
			v.Touch = shown(*touched)
		}
		out.Vectors = append(out.Vectors, v)
	}
	at := time.Date(2026, 11, 21, 12, 0, 0, 123e6, time.UTC)
	plain := made(shoes, click.Touch{At: at, LinkRef: 42, EnrollmentRef: 7, Visitor: click.Visitor{1, 2, 3, 4, 5, 6, 7, 8}})
	good := string(plain.ID)
	add("a click", shoes, good, &plain)
	for _, f := range []struct {
		name  string
		flags click.Flags
	}{{"without cookies", click.Cookieless}, {"a test", click.Test}, {"a code that was scanned", click.QR}, {"all flags at once", click.Cookieless | click.Test | click.QR}} {
		c := made(shoes, click.Touch{At: at, LinkRef: 1<<64 - 1, EnrollmentRef: 0, Flags: f.flags})
		add(f.name, shoes, string(c.ID), &c)
	}
	add("another program's", hats, good, nil)
	add("its link changed", shoes, good[:20]+"B"+good[21:], nil)
	add("its signature changed", shoes, good[:50]+"A"+good[51:], nil)
	add("one character short", shoes, good[:58], nil)
	add("one character more", shoes, good+"A", nil)
	add("in lower case", shoes, strings.ToLower(good), nil)
	add("padded", shoes, good[:58]+"=", nil)
	add("of the plain alphabet", shoes, "+"+good[1:], nil)
	add("of a version to come", shoes, "I"+good[1:], nil)
	add("spare bits that are not zero", shoes, good[:58]+next(good[58:]), nil)
	add("nothing", shoes, "", nil)
	return out
}

// next is the following character of the alphabet.
func next(c string) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	return string(alphabet[(strings.Index(alphabet, c)+1)%64])
}

func shown(c click.Touch) *touch {
	v := touch{At: c.At.Format("2006-01-02T15:04:05.000Z"), Link: fmt.Sprintf("%016x", c.LinkRef), Enrollment: fmt.Sprintf("%016x", c.EnrollmentRef), Visitor: c.Visitor.String(), Flags: []string{}}
	for _, f := range []struct {
		flag click.Flags
		name string
	}{{click.Cookieless, "cookieless"}, {click.Test, "test"}, {click.QR, "qr"}} {
		if c.Flags&f.flag != 0 {
			v.Flags = append(v.Flags, f.name)
		}
	}
	return &v
}

// independent reads a click id with nothing but the published layout.
func independent(key []byte, program, text string) bool {
	b, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(b) != 44 || b[0]>>4 != 1 || b[1] != 1 {
		return false
	}
	mac := hmac.New(sha256.New, key)
	mac.Write(b[:36])
	mac.Write([]byte(program))
	return hmac.Equal(mac.Sum(nil)[:8], b[36:]) && binary.BigEndian.Uint64(b)&(1<<48-1) > 0
}

func TestTheClickVectorsHold(t *testing.T) {
	t.Parallel()
	all := clickVectors(t)
	golden(t, "clicks.json", all)
	for _, v := range all.Vectors {
		key, err := hex.DecodeString(v.Key)
		if err != nil {
			t.Fatal(err)
		}
		_, err = click.VerifyOffline([]click.ProgramKey{{Number: v.Number, Key: key}}, v.Program, v.Text)
		if (err == nil) != v.Valid || err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", v.Name, err)
		}
		if independent(key, string(v.Program), v.Text) != v.Valid {
			t.Errorf("%s: read by the layout alone, it comes out otherwise", v.Name)
		}
	}
}
