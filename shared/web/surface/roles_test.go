package surface_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/commission"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/payout"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// staffOf is who may do what in a program.
func staffOf(a httpkit.Access) []identity.Role {
	return map[httpkit.Access][]identity.Role{
		auth.Viewer:  {identity.Viewer, identity.Manager, identity.Finance, identity.Owner},
		auth.Manager: {identity.Manager, identity.Owner},
		auth.Finance: {identity.Finance, identity.Owner},
		auth.Owner:   {identity.Owner},
	}[a]
}

func TestEachRoleDoesWhatItMayAndNoMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	people := map[identity.Role]id.User{}
	for _, role := range []identity.Role{identity.Viewer, identity.Manager, identity.Finance, identity.Owner} {
		people[role] = w.user("acme-"+string(role)+"-2", identity.Membership{Program: w.acme.ID, Role: role})
	}
	for _, r := range managerRoutes() {
		for role, user := range people {
			w.mayOrNot(r, string(role), user, slices.Contains(staffOf(r.Access), role))
		}
	}
}

func TestMembersOfAPartnerDoNotReachItsMoney(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, r := range partnerRoutes() {
		member := w.user("helper-"+r.ID, identity.Membership{Partner: w.maya.partner, Role: identity.Member})
		w.mayOrNot(r, "user", member, r.Access == auth.PartnerUser)
		admin := w.user("admin-"+r.ID, identity.Membership{Partner: w.maya.partner, Role: identity.Admin})
		w.mayOrNot(r, "admin", admin, true)
	}
}

// mayOrNot calls an operation on a thing that is none: what matters is whether
// the guard lets it through.
func (w *world) mayOrNot(r httpkit.Route, role string, as id.User, may bool) {
	w.t.Helper()
	got := w.call(as, r.Method, fill(r.Path, w.acme, w.maya.partner, nonsense()), "")
	refused := got.Code == http.StatusForbidden && strings.Contains(got.Body.String(), `"auth.role"`)
	if refused == may {
		w.t.Errorf("%s: %s %s: %d %s", role, r.Method, r.Path, got.Code, got.Body)
	}
}

func TestViewersChangeNothing(t *testing.T) {
	t.Parallel()
	for _, r := range managerRoutes() {
		if r.Access == auth.Viewer && r.Method != http.MethodGet {
			t.Errorf("%s %s is open to viewers", r.Method, r.Path)
		}
	}
}

func TestOnlyFinanceMovesMoney(t *testing.T) {
	t.Parallel()
	for _, r := range managerRoutes() {
		money := strings.Contains(r.Path, "/payout") && r.Method != http.MethodGet
		if money && r.Access != auth.Finance && r.Access != auth.Owner {
			t.Errorf("%s %s is open to %s", r.Method, r.Path, r.Access)
		}
	}
}

func TestWhereThePasswordIsAskedForAgain(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		stale        func(*world) id.User
		method, path string
	}{
		"a payout method is changed":         {func(w *world) id.User { return w.maya.user }, http.MethodPut, "/api/p/{partner}/payout-method"},
		"a sole owner approves a payout run": {func(w *world) id.User { w.alone(w.acme); return w.acme.boss }, http.MethodPost, "/api/m/{program}/payout-batches/{batch}/approve"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			who := tc.stale(w)
			path, body := fill(tc.path, w.acme, w.maya.partner, w.maya), ""
			if tc.method == http.MethodPut {
				body = samples()["put-payout-method"].body
			}
			got := w.callWith(string(who)+"/stale", tc.method, path, body, nil)
			if got.Code != http.StatusForbidden || !strings.Contains(got.Body.String(), `"auth.reauthenticate"`) {
				t.Errorf("an old sign-in: %d %s", got.Code, got.Body)
			}
			if got = w.call(who, tc.method, path, body); got.Code != http.StatusOK {
				t.Errorf("a fresh one: %d %s", got.Code, got.Body)
			}
		})
	}
}

func TestFourEyesWhereThereAreFour(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	second := w.user("acme-finance", identity.Membership{Program: w.acme.ID, Role: identity.Finance})
	w.sell(w.acme, w.maya, "Z-1", 1_000)
	planned := w.call(w.acme.boss, http.MethodPost, fill("/api/m/{program}/payout-batches", w.acme, "", w.maya), "")
	if planned.Code != http.StatusCreated {
		t.Fatal(planned.Code, planned.Body)
	}
	_, rest, _ := strings.Cut(planned.Body.String(), `"id":"`)
	own := "/api/m/" + string(w.acme.ID) + "/payout-batches/" + rest[:30] + "/approve"
	if got := w.call(w.acme.boss, http.MethodPost, own, ""); got.Code != http.StatusForbidden || !strings.Contains(got.Body.String(), "four_eyes") {
		t.Errorf("its maker approves: %d %s", got.Code, got.Body)
	}
	if got := w.call(second, http.MethodPost, own, ""); got.Code != http.StatusOK {
		t.Errorf("somebody else approves: %d %s", got.Code, got.Body)
	}
}

func TestMoneyThatLeavesByAProviderAsksForASecondFactor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.sell(w.acme, w.maya, "Z-2", 1_000)
	planned, err := w.runner.Plan(w.ctx, payout.Terms{Program: w.acme.ID, Rail: payout.Manual}, "by-provider", commission.System)
	w.must(err)
	after := planned
	after.Rail, after.Version = payout.PayPal, planned.Version+1
	w.must(store.Payouts{T: w.table}.Commit(w.ctx, payout.Outcome{Batch: &payout.BatchChange{Before: planned, After: after}}))
	approve := "/api/m/" + string(w.acme.ID) + "/payout-batches/" + string(planned.ID) + "/approve"
	got := w.call(w.acme.boss, http.MethodPost, approve, "")
	if got.Code != http.StatusForbidden || !strings.Contains(got.Body.String(), `"second_factor.required"`) {
		t.Errorf("by the password alone: %d %s", got.Code, got.Body)
	}
	got = w.callWith(string(w.acme.boss)+"/second/stale", http.MethodPost, approve, "", nil)
	if got.Code != http.StatusForbidden {
		t.Errorf("by a second factor of an hour ago: %d %s", got.Code, got.Body)
	}
	if got = w.callWith(string(w.acme.boss)+"/second", http.MethodPost, approve, "", nil); got.Code != http.StatusOK {
		t.Errorf("by a second factor: %d %s", got.Code, got.Body)
	}
}
