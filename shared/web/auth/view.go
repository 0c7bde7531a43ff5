package auth

import (
	"context"
	"net/http"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/viewing"
	"github.com/tributaryhq/tributary/shared/kernel/fault"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// Views knows which sessions see a program as a partner does.
type Views interface {
	Current(ctx context.Context, u id.User, session string) (viewing.View, bool, error)
}

// viewer lets somebody look who runs a program and sees it with a partner's
// eyes: as one of its users, in that program only, and to change nothing.
func (g *Guard) viewer(ctx context.Context, r *http.Request, access httpkit.Access, a Actor, ms []identity.Membership) (Actor, error) {
	if g.Views == nil {
		return a, errUnknown("partner")
	}
	v, on, err := g.Views.Current(ctx, a.User, a.Session)
	if err != nil {
		return a, err
	}
	if !on || v.Partner != a.Partner || !leads(ms, v.Program) {
		return a, errUnknown("partner")
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return a, fault.New(fault.Forbidden, "view.read_only", "You see what the partner sees. Nothing can be changed from here.")
	}
	if _, allowed := roles(access); r.PathValue("program") != string(v.Program) || !may(identity.Member, allowed) {
		return a, fault.New(fault.Forbidden, "view.closed", "This is the partner's own. It is not shown to those who run a program.")
	}
	a.Role, a.Viewing = identity.Member, true
	return a, nil
}

// leads tells whether one of the memberships decides in the program.
func leads(ms []identity.Membership, p id.Program) bool {
	for _, m := range ms {
		if m.Program == p && (m.Role == identity.Manager || m.Role == identity.Owner) {
			return true
		}
	}
	return false
}

var _ Views = viewing.Desk{}
