package surface_test

import (
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/web/auth"
)

// TestWhatIsAboutAllProgramsAtOnceIsSaidToBe holds every operation of a partner
// that names no program against what sessions for one program may do.
func TestWhatIsAboutAllProgramsAtOnceIsSaidToBe(t *testing.T) {
	t.Parallel()
	own := strings.Fields(`get-legal put-legal get-organisation put-organisation delete-logo put-logo get-payout-method put-payout-method
		get-tax-form put-tax-form get-team invite-member withdraw-invitation resend-invitation leave-team remove-member update-member list-programs`)
	known := map[string]bool{}
	for _, id := range own {
		known[id] = true
	}
	for _, r := range partnerRoutes() {
		if !strings.HasPrefix(r.Path, "/api/p/{partner}/") || strings.Contains(r.Path, "{program}") {
			continue
		}
		if known[r.ID] == auth.Across(r.ID) {
			t.Errorf("%s %s: say in auth.Across whether %s is about all programs, or here that it is the organisation's own", r.Method, r.Path, r.ID)
		}
	}
}
