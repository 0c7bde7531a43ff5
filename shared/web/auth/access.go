package auth

import (
	"slices"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Who may call an operation. Partner accesses need {partner} in the path,
// manager accesses {program}.
const (
	Public       = httpkit.Public                   // everybody
	SignedIn     = httpkit.Access("signed_in")      // everybody with a session
	PartnerUser  = httpkit.Access("partner_user")   // all of the organisation
	PartnerAdmin = httpkit.Access("partner_admin")  // its admins: money, team, settings
	Viewer       = httpkit.Access("manager_viewer") // all of the program's staff
	Manager      = httpkit.Access("manager")        // who decides: managers, owners
	Finance      = httpkit.Access("manager_finance")
	Owner        = httpkit.Access("manager_owner")
)

// side says what a membership must be of.
type side int

const (
	nobody side = iota
	anybody
	ofPartner
	ofProgram
)

// roles is the table of operations' accesses; an unknown access is nobody's.
func roles(a httpkit.Access) (side, []identity.Role) {
	switch a {
	case SignedIn:
		return anybody, nil
	case PartnerUser:
		return ofPartner, []identity.Role{identity.Admin, identity.Member}
	case PartnerAdmin:
		return ofPartner, []identity.Role{identity.Admin}
	case Viewer:
		return ofProgram, []identity.Role{identity.Viewer, identity.Manager, identity.Finance, identity.Owner}
	case Manager:
		return ofProgram, []identity.Role{identity.Manager, identity.Owner}
	case Finance:
		return ofProgram, []identity.Role{identity.Finance, identity.Owner}
	case Owner:
		return ofProgram, []identity.Role{identity.Owner}
	case Merchant, httpkit.Public: // are not asked about
	}
	return nobody, nil
}

// Knows tells whether an access is in the table; a test holds every operation
// against it.
func Knows(a httpkit.Access) bool {
	s, _ := roles(a)
	return a == Public || a == Merchant || s != nobody
}

func may(role identity.Role, allowed []identity.Role) bool { return slices.Contains(allowed, role) }
