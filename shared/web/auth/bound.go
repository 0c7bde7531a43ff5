package auth

import (
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// bound holds a session that acts for one program only, of its own host or by
// its merchant's word, against what it asks for. What belongs to the whole
// organisation it may read, and change once its holder has proved to be there:
// whoever has the program's host or key must not reach further by them.
func bound(p identity.Principal, r *http.Request, op httpkit.Op) error {
	if p.Program == "" {
		return nil
	}
	if named := r.PathValue("program"); named != "" {
		if named != string(p.Program) {
			return errUnknown("program")
		}
		return nil
	}
	if Across(op.ID) {
		return fault.New(fault.Forbidden, "auth.one_program", "Sign in at the main address to see all your programs at once.")
	}
	if r.Method != http.MethodGet && p.AuthAt.IsZero() {
		return fault.New(fault.Forbidden, "auth.reauthenticate", "Please confirm that it is you.")
	}
	return nil
}

// Across tells whether an operation is about all programs of a partner at once;
// a test holds every operation against it.
func Across(operation string) bool {
	switch operation {
	case "list-all-activity", "list-all-payouts", "get-reporting", "export-reporting", "list-reporting-commissions", "export-reporting-commissions",
		"list-own-keys", "create-own-key", "rotate-own-key", "revoke-own-key",
		"browse-listings", "get-listing", "join-program", "get-network", "apply-to-network":
		return true
	}
	return false
}
