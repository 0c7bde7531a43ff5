package surface_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/apikey"
	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/team"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/auth"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/partnerapi"
)

func keyedRoutes() []httpkit.Route { return httpkit.Routes(partnerapi.Keyed(partnerapi.Deps{})...) }

// byKey makes a request with an API key.
func (w *world) byKey(key, method, path, body string) *httptest.ResponseRecorder {
	w.t.Helper()
	return w.callWith("", method, path, body, map[string]string{"Authorization": "Bearer " + key})
}

// keyOf makes a key of somebody's organisation.
func (w *world) keyOf(o *someone, by id.User, scopes ...apikey.Scope) string {
	w.t.Helper()
	_, text, err := w.keys.Make(w.ctx, apikey.Owner{Partner: o.partner}, apikey.Draft{Kind: apikey.Secret, Name: "Test", Scopes: scopes}, string(by))
	w.must(err)
	return text
}

func TestAKeyReadsWhatThePortalReads(t *testing.T) {
	t.Parallel()
	for _, r := range keyedRoutes() {
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			inside := "/api/p/{partner}" + strings.TrimPrefix(r.Path, "/v1/partner")
			s := samples()[strings.TrimPrefix(r.ID, "v1-")]
			if s.before != nil {
				s.before(w)
			}
			got := w.byKey(w.maya.keyText, r.Method, fill(r.Path+s.query, w.acme, w.maya.partner, w.maya), fill(s.body, w.acme, w.maya.partner, w.maya))
			if got.Code < 200 || got.Code > 299 {
				t.Fatalf("%s: %d %s", r.Path, got.Code, got.Body)
			}
			if r.Method != http.MethodGet {
				return
			}
			same := w.call(w.maya.user, r.Method, fill(inside+s.query, w.acme, w.maya.partner, w.maya), "")
			if same.Body.String() != got.Body.String() {
				t.Errorf("by key: %s\nby session: %s", got.Body, same.Body)
			}
		})
	}
}

func TestAKeyDoesNothingOutsideItsScopes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, r := range keyedRoutes() {
		var others []apikey.Scope
		for _, s := range (apikey.Owner{Partner: w.maya.partner}).Scopes() {
			if string(s) != r.Scope {
				others = append(others, s)
			}
		}
		key := w.keyOf(w.maya, w.maya.user, others...)
		got := w.byKey(key, r.Method, fill(r.Path, w.acme, "", nonsense()), "")
		if got.Code != http.StatusForbidden || !strings.Contains(got.Body.String(), `"key.scope"`) {
			t.Errorf("%s %s: %d %s", r.Method, r.Path, got.Code, got.Body)
		}
		w.must(w.keys.EndOf(w.ctx, w.maya.partner, w.maya.user))
	}
}

func TestAKeyFindsNothingOfOthers(t *testing.T) {
	t.Parallel()
	for _, r := range keyedRoutes() {
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			s := samples()[strings.TrimPrefix(r.ID, "v1-")]
			absent := func(key string, side *side, o *someone, what string) {
				got := w.byKey(key, r.Method, fill(r.Path+s.query, side, "", o), fill(s.body, side, "", o))
				if got.Code != http.StatusNotFound || strings.Contains(got.Body.String(), "route.not_found") {
					t.Errorf("%s: %d %s", what, got.Code, got.Body)
				}
			}
			if strings.Contains(r.Path, "{program}") {
				absent(w.maya.keyText, w.rival, w.otto, "a program in which it has no place")
			}
			if strings.Count(r.Path, "{") > 1 {
				absent(w.maya.keyText, w.acme, w.noah, "another organisation's thing")
			}
		})
	}
}

func TestAKeyActsWithItsMakersRightsAndEndsWithThem(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	helper := w.user("helper", identity.Membership{Partner: w.maya.partner, Role: identity.Member})
	key := w.keyOf(w.maya, helper, apikey.CommissionsRead, apikey.PayoutsRead)
	commissions, payouts := fill("/v1/partner/programs/{program}/commissions", w.acme, "", w.maya), fill("/v1/partner/programs/{program}/payouts", w.acme, "", w.maya)
	if got := w.byKey(key, http.MethodGet, commissions, ""); got.Code != http.StatusOK {
		t.Errorf("a user's key reads commissions: %d %s", got.Code, got.Body)
	}
	if got := w.byKey(key, http.MethodGet, payouts, ""); got.Code != http.StatusForbidden || !strings.Contains(got.Body.String(), `"auth.role"`) {
		t.Errorf("a user's key reads payouts: %d %s", got.Code, got.Body)
	}
	w.must(w.teams().SetRole(w.ctx, team.Owner{Partner: w.maya.partner}, helper, "admin"))
	if got := w.byKey(key, http.MethodGet, payouts, ""); got.Code != http.StatusOK {
		t.Errorf("an admin's key reads payouts: %d %s", got.Code, got.Body)
	}
	w.must(w.door.Members.Revoke(w.ctx, identity.Membership{User: helper, Partner: w.maya.partner, Role: identity.Admin})) // and the key is still there
	if got := w.byKey(key, http.MethodGet, commissions, ""); got.Code != http.StatusUnauthorized {
		t.Errorf("its maker is gone: %d %s", got.Code, got.Body)
	}
	w.clock.Advance(time.Minute)
	w.must(w.door.Grant(w.ctx, identity.Membership{User: helper, Partner: w.maya.partner, Role: identity.Admin}))
	if got := w.byKey(key, http.MethodGet, commissions, ""); got.Code != http.StatusUnauthorized {
		t.Errorf("its maker came back: %d %s", got.Code, got.Body)
	}
}

func TestWhichKeysComeIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := fill("/v1/partner/programs/{program}/links", w.acme, "", w.maya)
	_, programs, err := w.keys.Make(w.ctx, apikey.Owner{Program: w.acme.ID}, apikey.Draft{Kind: apikey.Secret, Name: "Shop", Scopes: []apikey.Scope{apikey.OrdersWrite}}, string(w.acme.boss))
	w.must(err)
	for what, key := range map[string]string{"no key": "", "a word": "abc", "a session": string(w.maya.user)} {
		if got := w.byKey(key, http.MethodGet, path, ""); got.Code != http.StatusUnauthorized {
			t.Errorf("%s: %d", what, got.Code)
		}
	}
	if got := w.byKey(programs, http.MethodGet, path, ""); got.Code != http.StatusForbidden {
		t.Errorf("a program's key: %d", got.Code)
	}
	if got := w.call(w.maya.user, http.MethodGet, path, ""); got.Code != http.StatusUnauthorized {
		t.Errorf("a session comes in by the keys' door: %d", got.Code)
	}
	if got := w.byKey(w.maya.keyText, http.MethodGet, fill(mine+"/links", w.acme, w.maya.partner, w.maya), ""); got.Code != http.StatusUnauthorized {
		t.Errorf("a key comes in by the portal's door: %d", got.Code)
	}
}

func TestAKeyMakesSoManyRequestsInAMinute(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for range auth.KeyRate {
		if got := w.byKey(w.maya.keyText, http.MethodGet, "/v1/partner/programs", ""); got.Code != http.StatusOK {
			t.Fatal(got.Code, got.Body)
		}
	}
	got := w.byKey(w.maya.keyText, http.MethodGet, "/v1/partner/programs", "")
	if got.Code != http.StatusTooManyRequests || got.Header().Get("Retry-After") == "" {
		t.Errorf("one more: %d %s %v", got.Code, got.Body, got.Header())
	}
	w.clock.Advance(time.Minute)
	if got = w.byKey(w.maya.keyText, http.MethodGet, "/v1/partner/programs", ""); got.Code != http.StatusOK {
		t.Errorf("a minute later: %d", got.Code)
	}
}

func TestUsersReachTheirOwnKeysOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	helper := w.user("helper", identity.Membership{Partner: w.maya.partner, Role: identity.Member})
	const keys = "/api/p/{partner}/api-keys"
	own := w.do(helper, http.MethodPost, keys, `{"name":"Mine","scopes":["links:read"]}`, http.StatusCreated).at("api_key.id").String()
	got := w.do(helper, http.MethodGet, keys, "", http.StatusOK)
	if got.size("data") != 1 {
		t.Error("a user sees", got)
	}
	w.do(helper, http.MethodDelete, keys+"/{key}", "", http.StatusNotFound)
	w.do(helper, http.MethodPost, keys+"/{key}/rotate", `{"overlap_hours":0}`, http.StatusNotFound)
	if got = w.do(w.maya.user, http.MethodGet, keys, "", http.StatusOK); got.size("data") != 2 {
		t.Error("an admin sees", got)
	}
	w.do(w.maya.user, http.MethodPost, keys+"/"+own+"/rotate", `{"overlap_hours":0}`, http.StatusForbidden)
	w.do(w.maya.user, http.MethodDelete, keys+"/"+own, "", http.StatusNoContent)
}
