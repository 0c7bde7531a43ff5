package surface_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/kernel/id"
	"github.com/tributaryhq/tributary/shared/web/httpkit"
)

// A stranger's thing does not exist: every operation, called for an
// organisation, a program or a thing that is not the caller's, is NotFound.

func TestAPartnerFindsNothingOfOthers(t *testing.T) {
	t.Parallel()
	for _, r := range partnerRoutes() {
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.absent(r, w.maya.user, w.acme, w.noah.partner, w.noah, "another organisation")
			if strings.Contains(r.Path, "{program}") {
				w.absent(r, w.maya.user, w.rival, w.maya.partner, w.otto, "a program in which it has no place")
				w.absent(r, w.lena.user, w.acme, w.lena.partner, w.maya, "a program to which it only applied")
			}
			if things(r) > 0 {
				w.absent(r, w.maya.user, w.acme, w.maya.partner, w.noah, "another organisation's things")
				w.absent(r, w.maya.user, w.acme, w.maya.partner, nonsense(), "what is no id")
			}
		})
	}
}

func TestAManagerFindsNothingOfOtherPrograms(t *testing.T) {
	t.Parallel()
	for _, r := range managerRoutes() {
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.absent(r, w.acme.boss, w.rival, w.otto.partner, w.otto, "another program")
			if things(r) > 0 || strings.Contains(samples()[r.ID].query, "{batch}") {
				foreign := *w.rival
				foreign.Program = w.acme.Program
				w.absent(r, w.acme.boss, &foreign, w.otto.partner, w.otto, "another program's things")
			}
		})
	}
}

// nonsense has things whose ids are none.
func nonsense() *someone {
	return &someone{link: "nonsense", commission: "nonsense", conversion: "nonsense", customer: "nonsense", payout: "nonsense", invoice: "nonsense", delivery: "nonsense", hook: "nonsense", key: "nonsense", colleague: "nonsense", invitation: "nonsense", signature: "nonsense", ticket: "nonsense", note: "nonsense", lead: "nonsense", deal: "nonsense", suspect: "nonsense", claim: "nonsense"}
}

// things is how many ids a path holds beside those that name whose it is.
func things(r httpkit.Route) int {
	n := strings.Count(r.Path, "{") - 1
	for _, p := range common() {
		n -= strings.Count(r.Path, p)
	}
	if strings.HasPrefix(r.Path, "/api/p/") && strings.Contains(r.Path, "{program}") {
		n -= 1 + strings.Count(r.Path, "{agreement}") // all partners of a program have its agreements
	}
	return n
}

func (w *world) absent(r httpkit.Route, as id.User, s *side, owner id.Partner, o *someone, what string) {
	w.t.Helper()
	sample := samples()[r.ID]
	path := fill(r.Path+sample.query, s, owner, o)
	got := w.call(as, r.Method, path, fill(sample.body, s, owner, o))
	if got.Code != http.StatusNotFound || strings.Contains(got.Body.String(), `"route.not_found"`) {
		w.t.Errorf("%s: %s %s: %d %s", what, r.Method, path, got.Code, got.Body)
	}
}

func TestNobodyGetsInWithoutASession(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, r := range append(partnerRoutes(), managerRoutes()...) {
		sample := samples()[r.ID]
		got := w.callWith("", r.Method, fill(r.Path+sample.query, w.acme, w.maya.partner, w.maya), fill(sample.body, w.acme, w.maya.partner, w.maya), nil)
		if got.Code != http.StatusUnauthorized {
			t.Errorf("%s %s: %d", r.Method, r.Path, got.Code)
		}
	}
}

func TestAnotherSitesPageChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, r := range append(partnerRoutes(), managerRoutes()...) {
		if r.Method == http.MethodGet {
			continue
		}
		sample, caller := samples()[r.ID], w.maya.user
		if strings.HasPrefix(r.Path, "/api/m/") {
			caller = w.acme.boss
		}
		got := w.callWith(string(caller), r.Method, fill(r.Path, w.acme, w.maya.partner, w.maya), fill(sample.body, w.acme, w.maya.partner, w.maya),
			map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"})
		if got.Code != http.StatusForbidden {
			t.Errorf("%s %s: %d", r.Method, r.Path, got.Code)
		}
	}
}

func TestCommissionsOfAnotherProgramCannotBeDecided(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, verb := range []string{"approve", "decline", "hold", "release", "reverse"} {
		path := "/api/m/" + string(w.acme.ID) + "/commissions/" + verb
		body := `{"ids":["` + string(w.otto.commission) + `","nonsense"]}`
		if verb != "approve" && verb != "release" {
			body = strings.TrimSuffix(body, "}") + `,"reason":"No"}`
		}
		got := w.call(w.acme.boss, http.MethodPost, path, body)
		if got.Code != http.StatusOK || strings.Count(got.Body.String(), `"code":"commission.unknown"`) != 2 || !strings.Contains(got.Body.String(), `"done":0`) {
			t.Errorf("%s: %d %s", verb, got.Code, got.Body)
		}
	}
}
