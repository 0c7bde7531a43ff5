package auth_test

import (
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/web/auth"
)

func TestPasswordsAreHashedWithArgon2id(t *testing.T) {
	t.Parallel()
	h, err := auth.Argon2{}.Hash("ununtrium gilded walrus")
	if err != nil {
		t.Fatal(err)
	}
	again, err := auth.Argon2{}.Hash("ununtrium gilded walrus")
	if err != nil || h == again {
		t.Error("two hashes of one password must differ", err)
	}
	for password, want := range map[string]bool{"ununtrium gilded walrus": true, "ununtrium gilded walrus ": false, "": false} {
		if ok, err := (auth.Argon2{}).Verify(password, h); ok != want || err != nil {
			t.Errorf("%q: %v %v", password, ok, err)
		}
	}
	if _, err := (auth.Argon2{}).Verify("x", "no hash"); err == nil {
		t.Error("a broken hash went through")
	}
}

func TestNobodysHashCostsAsMuchAsAnyones(t *testing.T) {
	t.Parallel()
	h, err := auth.Argon2{}.Hash("ununtrium gilded walrus")
	if err != nil {
		t.Fatal(err)
	}
	cost := func(hash string) string {
		parts := strings.Split(hash, "$")
		return strings.Join(parts[:4], "$")
	}
	nobody := auth.Argon2{}.Nobody()
	if cost(nobody) != cost(h) || len(nobody) != len(h) {
		t.Errorf("%s and %s", nobody, h)
	}
	if ok, err := (auth.Argon2{}).Verify("", nobody); ok || err != nil {
		t.Errorf("%v %v", ok, err)
	}
}
