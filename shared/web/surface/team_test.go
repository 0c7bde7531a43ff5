package surface_test

import (
	"crypto/rand"
	"net/http"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/team"
	"github.com/tributaryhq/tributary/shared/store"
)

func (w *world) teams() team.Desk {
	return team.Desk{
		Store: store.Teams{T: w.table, Clock: w.clock}, Members: store.Members{T: w.table, Clock: w.clock}, Users: store.Users{T: w.table, Clock: w.clock},
		Partners: store.Partners{T: w.table, Clock: w.clock}, Programs: store.Programs{T: w.table, Clock: w.clock}, Keys: w.keys, Limits: store.Limits{T: w.table}, Mail: nobody{}, Clock: w.clock, Entropy: rand.Reader,
	}
}

// team gives somebody a colleague, and invites another one.
func (w *world) team(o *someone, name string) {
	w.t.Helper()
	o.colleague = w.user(name+"-colleague", identity.Membership{Partner: o.partner, Role: identity.Admin})
	i, err := w.teams().Invite(w.ctx, team.Owner{Partner: o.partner}, name+"-invited@example.com", "user", o.user)
	w.must(err)
	o.invitation = i.ID
	k, text, err := w.keys.Make(w.ctx, apikey.Owner{Partner: o.partner}, apikey.Draft{Kind: apikey.Secret, Name: name, Scopes: apikey.Owner{Partner: o.partner}.Scopes()}, string(o.user))
	w.must(err)
	o.key, o.keyText = k.ID, text
}

func TestTheTeamPage(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.do(w.maya.user, http.MethodGet, "/api/p/{partner}/team", "", http.StatusOK)
	me, other := "members.0.", "members.1." // they joined in the same moment
	if got.at(other+"you").String() == "true" {
		me, other = other, me
	}
	for path, want := range map[string]string{
		me + "name": "Maya Kovač", me + "email": "maya@example.com", me + "role": "admin", me + "you": "true", me + "joined_at": "2026-03-10T09:00:00Z",
		other + "you": "false", "invitations.0.email": "maya-invited@example.com", "invitations.0.status": "open", "invitations.0.expires_at": "2026-03-17T09:00:00Z",
	} {
		got.is(path, want)
	}
}

func TestWhoIsRemovedReachesNothingFromThatMomentOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.do(w.maya.colleague, http.MethodGet, mine+"/commissions", "", http.StatusOK)
	w.do(w.maya.user, http.MethodDelete, "/api/p/{partner}/team/members/"+string(w.maya.colleague), "", http.StatusNoContent)
	w.do(w.maya.colleague, http.MethodGet, mine+"/commissions", "", http.StatusNotFound)
	w.do(w.maya.user, http.MethodPost, "/api/p/{partner}/team/leave", "", http.StatusConflict)
	w.do(w.maya.user, http.MethodPatch, "/api/p/{partner}/team/members/"+string(w.maya.user), `{"role":"user"}`, http.StatusConflict)
}

// staff gives a program a second owner, and asks somebody in.
func (w *world) staff(s *side, name string) {
	w.t.Helper()
	s.second = w.user(name+"-second", identity.Membership{Program: s.ID, Role: identity.Owner})
	i, err := w.teams().Invite(w.ctx, team.Owner{Program: s.ID}, name+"-asked@example.com", "finance", s.boss)
	w.must(err)
	s.invited = i.ID
}

// alone leaves a program with one owner.
func (w *world) alone(s *side) {
	w.t.Helper()
	w.must(w.teams().Remove(w.ctx, team.Owner{Program: s.ID}, s.second))
}

func TestTheTeamOfAProgram(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const path = "/api/m/{program}/team"
	got := w.do(w.acme.boss, http.MethodGet, path, "", http.StatusOK)
	got.is("approvers", "2")
	got.is("invitations.0.role", "finance")
	if n := got.size("members"); n != 2 {
		t.Errorf("%d members", n)
	}
	w.do(w.acme.boss, http.MethodPatch, path+"/members/"+string(w.acme.second), `{"role":"viewer"}`, http.StatusNoContent)
	w.do(w.acme.second, http.MethodGet, path, "", http.StatusOK)
	w.do(w.acme.second, http.MethodPost, path+"/invitations", `{"email":"x@example.com","role":"owner"}`, http.StatusForbidden)
	w.do(w.acme.boss, http.MethodPatch, path+"/members/"+string(w.acme.boss), `{"role":"viewer"}`, http.StatusConflict)
	w.do(w.acme.boss, http.MethodDelete, path+"/members/"+string(w.acme.boss), "", http.StatusConflict)
	w.do(w.acme.boss, http.MethodPost, path+"/invitations", `{"email":"x@example.com","role":"admin"}`, http.StatusUnprocessableEntity)
	w.do(w.acme.boss, http.MethodDelete, path+"/members/"+string(w.acme.second), "", http.StatusNoContent)
	w.do(w.acme.second, http.MethodGet, path, "", http.StatusNotFound)
}

// adminsOnly are the parts of partners' paths that users do not reach (F76).
func adminsOnly() []string {
	return []string{
		"/invoices", "/withdrawals", "/payouts", "/payout-options", "/payout-method", "/stripe-account", "/tax-form", "/legal", "/team", "/organisation",
		"/statement", "/postbacks", "/network", "/join", "/account/account.xlsx", "/account/ledger.csv", "/account/payouts.csv",
	}
}

func TestUsersReachNeitherMoneyNorTheOrganisation(t *testing.T) {
	t.Parallel()
	for _, r := range partnerRoutes() {
		closed := false
		for _, part := range adminsOnly() {
			closed = closed || strings.Contains(r.Path, part)
		}
		closed = closed && r.ID != "leave-team" && r.ID != "get-network" // all of them leave, and see where they stand
		if open := r.Access == "partner_user"; open == closed {
			t.Errorf("%s %s is open to %s", r.Method, r.Path, r.Access)
		}
	}
}
