package click_test

import (
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
)

func TestAProgramsKeysVerifyItsClicksAsTheInstallationDoes(t *testing.T) {
	t.Parallel()
	turn := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	secret := `{"1":"` + strings.Repeat("a", 40) + `","2":"2026-06-01T00:00:00Z ` + strings.Repeat("b", 40) + `"}`
	keys, err := click.NewKeys(secret, turn.AddDate(0, 1, 0))
	if err != nil {
		t.Fatal(err)
	}
	own, err := keys.ProgramKeys("prg_1")
	if err != nil || len(own) != 2 {
		t.Fatal(len(own), err)
	}
	rapid.Check(t, func(r *rapid.T) {
		at := turn.Add(time.Duration(rapid.Int64Range(-1e6, 1e6).Draw(r, "seconds")) * time.Second)
		made, err := keys.Mint(rand.Reader, "prg_1", click.Touch{At: at, LinkRef: rapid.Uint64().Draw(r, "link"), EnrollmentRef: 7, Flags: click.QR})
		if err != nil {
			r.Fatal(err)
		}
		text := []byte(made.ID)
		if rapid.Bool().Draw(r, "changed") {
			text[rapid.IntRange(0, click.Length-1).Draw(r, "at")] = 'x'
		}
		want, wantErr := click.Verify(keys, "prg_1", string(text))
		got, gotErr := click.VerifyOffline(own, "prg_1", string(text))
		if fault.CodeOf(wantErr) != fault.CodeOf(gotErr) || (wantErr == nil) != (gotErr == nil) || cmp.Diff(want, got) != "" {
			r.Fatalf("%s: %v and %v", text, wantErr, gotErr)
		}
		if _, err := click.VerifyOffline(own, "prg_2", string(made.ID)); fault.CodeOf(err) != "click.bad_signature" {
			r.Fatalf("another program: %v", err)
		}
	})
	if _, err := click.VerifyOffline(own[:1], "prg_1", "nonsense"); fault.CodeOf(err) != "click.malformed" {
		t.Error(err)
	}
}
