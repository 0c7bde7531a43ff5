package surface_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/market"
	"github.com/tributaryhq/tributary/shared/domain/program"
	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/networkapi"
)

// market is a network that the boss of Acme operates.
func (w *world) market() market.Desk {
	return market.Desk{Store: store.Market{T: w.table, Clock: w.clock}, Operators: []string{"acme-owner@example.com"}, Clock: w.clock}
}

// network puts both programs into the marketplace, and lets Maya and Noah in.
func (w *world) network() {
	w.t.Helper()
	for _, s := range []*side{w.acme, w.rival} {
		_, err := w.market().SaveListing(w.ctx, market.Listing{Program: s.ID, Name: s.Name, Summary: s.Name + " in a sentence", Category: "software", Published: true}, 0)
		w.must(err)
	}
	for _, o := range []*someone{w.maya, w.noah} {
		_, err := w.market().Ask(w.ctx, market.Standing{Partner: o.partner, Name: o.name, About: "We write about what lasts.", Kinds: []market.Kind{"publisher"}})
		w.must(err)
		_, err = w.market().Decide(w.ctx, o.partner, market.Approved, "", w.acme.boss)
		w.must(err)
	}
}

// turnedAway has the network turn Maya away after all.
func (w *world) turnedAway() {
	at := store.Market{T: w.table, Clock: w.clock}
	s, err := at.Standing(w.ctx, w.maya.partner)
	w.must(err)
	n := s
	n.Status, n.Version = market.Rejected, s.Version+1
	w.must(at.SaveStanding(w.ctx, s, n))
}

// text calls an operation and returns what it answers.
func (w *world) text(as id.User, method, path, body string, status int) string {
	w.t.Helper()
	rec := w.call(as, method, path, body)
	if rec.Code != status {
		w.t.Fatalf("%s %s: %d, not %d: %s", method, path, rec.Code, status, rec.Body)
	}
	return rec.Body.String()
}

func networkRoutes() []httpkit.Route { return httpkit.Routes(networkapi.Nouns(networkapi.Deps{})...) }

const browsed = "/api/p/{partner}/listings"

func TestAPartnerFindsAProgramAndJoinsIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := func(p string) string { return fill(p, w.rival, w.maya.partner, w.maya) }
	for query, want := range map[string]string{
		"": `"name":"Rival"`, "?q=rival+in": `"name":"Rival"`, "?category=software&kind=publisher": `"name":"Rival"`, "?q=laptop": `"data":[]`, "?category=travel": `"data":[]`,
	} {
		if got := w.text(w.maya.user, http.MethodGet, path(browsed+query), "", http.StatusOK); !strings.Contains(got, want) {
			t.Errorf("%s: %s", query, got)
		}
	}
	if got := w.text(w.maya.user, http.MethodGet, path(browsed), "", http.StatusOK); !strings.Contains(got, `"place":"active"`) || strings.Count(got, `"place"`) != 1 {
		t.Errorf("where she stands: %s", got)
	}
	if got := w.text(w.maya.user, http.MethodGet, path(browsed+"/{program}"), "", http.StatusOK); !strings.Contains(got, `"offers":[{`) || !strings.Contains(got, `"questions":[{"id":"promotes"`) {
		t.Errorf("the program: %s", got)
	}
	join := samples()["join-program"].body
	if got := w.text(w.maya.user, http.MethodPost, path(browsed+"/{program}/join"), join, http.StatusOK); !strings.Contains(got, `"status":"in_review"`) {
		t.Errorf("joined: %s", got)
	}
	if got := w.text(w.maya.user, http.MethodPost, path(browsed+"/{program}/join"), join, http.StatusConflict); !strings.Contains(got, `"enrollment.exists"`) {
		t.Errorf("joined twice: %s", got)
	}
}

func TestWhatIsNotShownIsNotThere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := fill(browsed+"/{program}", w.rival, w.maya.partner, w.maya)
	_, err := w.market().Hide(w.ctx, w.rival.ID, true)
	w.must(err)
	w.text(w.maya.user, http.MethodGet, path, "", http.StatusNotFound)
	if got := w.text(w.maya.user, http.MethodGet, fill(browsed, w.rival, w.maya.partner, w.maya), "", http.StatusOK); strings.Contains(got, "Rival") {
		t.Errorf("a hidden program: %s", got)
	}
	_, err = w.market().Hide(w.ctx, w.rival.ID, false)
	w.must(err)
	_, err = w.programs.Move(w.ctx, w.rival.ID, program.Paused)
	w.must(err)
	w.text(w.maya.user, http.MethodGet, path, "", http.StatusNotFound)
}

func TestWhoIsNotLetInSeesNoMarketplace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, p := range []string{browsed, browsed + "/{program}"} {
		if got := w.text(w.otto.user, http.MethodGet, fill(p, w.acme, w.otto.partner, w.otto), "", http.StatusForbidden); !strings.Contains(got, `"network.closed"`) {
			t.Errorf("%s: %s", p, got)
		}
	}
}

func TestOperatorsRunTheNetworkAndNobodyElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ask := samples()["apply-to-network"].body
	w.text(w.otto.user, http.MethodPut, fill("/api/p/{partner}/network", w.acme, w.otto.partner, w.otto), ask, http.StatusOK)
	decide := fill("/api/network/partners/{partner}/decide", w.acme, w.otto.partner, w.otto)
	for _, path := range []string{"/api/network/partners", "/api/network/listings"} {
		w.text(w.rival.boss, http.MethodGet, path, "", http.StatusForbidden)
		w.text(w.maya.user, http.MethodGet, path, "", http.StatusForbidden)
	}
	w.text(w.rival.boss, http.MethodPost, decide, `{"status":"approved"}`, http.StatusForbidden)
	if got := w.text(w.acme.boss, http.MethodGet, "/api/network/partners?q=otto", "", http.StatusOK); !strings.Contains(got, string(w.otto.partner)) || strings.Contains(got, string(w.maya.partner)) {
		t.Errorf("who asks: %s", got)
	}
	w.text(w.acme.boss, http.MethodPost, decide, `{"status":"rejected"}`, http.StatusUnprocessableEntity)
	w.text(w.acme.boss, http.MethodPost, decide, `{"status":"approved"}`, http.StatusOK)
	w.text(w.otto.user, http.MethodGet, fill(browsed, w.acme, w.otto.partner, w.otto), "", http.StatusOK)
	hide := fill("/api/network/listings/{program}/hide", w.rival, "", w.otto)
	w.text(w.rival.boss, http.MethodPost, hide, `{"hidden":true}`, http.StatusForbidden)
	if got := w.text(w.acme.boss, http.MethodPost, hide, `{"hidden":true}`, http.StatusOK); !strings.Contains(got, `"hidden":true`) {
		t.Errorf("hidden: %s", got)
	}
	if got := w.text(w.rival.boss, http.MethodGet, fill("/api/m/{program}/listing", w.rival, "", w.otto), "", http.StatusOK); !strings.Contains(got, `"hidden":true`) {
		t.Errorf("the program is not told: %s", got)
	}
}

// TestASessionOfOneProgramReachesNoNetwork: who came in by a program's own host
// neither looks around in the marketplace nor runs it.
func TestASessionOfOneProgramReachesNoNetwork(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, r := range append(networkRoutes(), partnerRoutes()...) {
		who, want := w.acme.boss, `"auth.role"`
		if strings.HasPrefix(r.Path, "/api/p/") {
			who, want = w.maya.user, `"auth.one_program"`
			if !strings.Contains(r.Path, "/listings") && !strings.HasSuffix(r.Path, "/network") {
				continue
			}
		}
		s := samples()[r.ID]
		got := w.callWith(string(who)+"@"+string(w.acme.ID), r.Method, fill(r.Path, w.acme, w.maya.partner, w.maya), fill(s.body, w.acme, w.maya.partner, w.maya), nil)
		if got.Code != http.StatusForbidden || !strings.Contains(got.Body.String(), want) {
			t.Errorf("%s %s: %d %s", r.Method, r.Path, got.Code, got.Body)
		}
	}
}

// TestTheNetworkIsOperatorsOnly holds every operation of the network against
// those who are none.
func TestTheNetworkIsOperatorsOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, r := range networkRoutes() {
		path, body := fill(r.Path, w.acme, w.maya.partner, w.maya), fill(samples()[r.ID].body, w.acme, w.maya.partner, w.maya)
		for _, u := range []id.User{w.acme.second, w.rival.boss, w.maya.user, w.lena.user} {
			w.text(u, r.Method, path, body, http.StatusForbidden)
		}
		if got := w.callWith("", r.Method, path, body, nil); got.Code != http.StatusUnauthorized {
			t.Errorf("%s %s: %d", r.Method, r.Path, got.Code)
		}
		if got := w.byKey(w.maya.keyText, r.Method, path, body); got.Code != http.StatusUnauthorized {
			t.Errorf("%s %s by a key: %d", r.Method, r.Path, got.Code)
		}
		w.text(w.acme.boss, r.Method, path, body, http.StatusOK)
	}
}
