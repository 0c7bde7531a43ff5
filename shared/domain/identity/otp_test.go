package identity_test

import (
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
)

// The vectors are those of RFC 6238, appendix B, with six digits of eight.
func TestCodesAreThoseOfTheStandard(t *testing.T) {
	t.Parallel()
	secret := []byte("12345678901234567890")
	for at, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		if got := identity.CodeAt(secret, time.Unix(at, 0)); got != want {
			t.Errorf("at %d: %s, want %s", at, got, want)
		}
	}
}
