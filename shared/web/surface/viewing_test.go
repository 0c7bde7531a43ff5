package surface_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/viewing"
	"github.com/tributaryhq/tributary/shared/store"
	"github.com/tributaryhq/tributary/shared/web/auth"
)

func (w *world) viewing() viewing.Desk {
	return viewing.Desk{Store: store.Views{T: w.table, Clock: w.clock}, Clock: w.clock}
}

const lookAs = "/api/m/{program}/partners/{partner}/view"

func TestAManagerLooksWithAPartnersEyesAndChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.do(w.acme.boss, http.MethodGet, mine+"/commissions", "", http.StatusNotFound)
	w.do(w.acme.boss, http.MethodPost, lookAs, "", http.StatusCreated)
	w.due() // what waits to be signed is not theirs to sign
	before := w.everything()
	for _, r := range partnerRoutes() {
		s := samples()[r.ID]
		got := w.call(w.acme.boss, r.Method, fill(r.Path+s.query, w.acme, w.maya.partner, w.maya), fill(s.body, w.acme, w.maya.partner, w.maya))
		want := ""
		switch {
		case r.Method != http.MethodGet:
			want = `"view.read_only"`
		case !strings.Contains(r.Path, "{program}") || r.Access == auth.PartnerAdmin:
			want = `"view.closed"`
		case got.Code != http.StatusNotFound && got.Code != http.StatusOK: // her own questions are hers
			t.Errorf("%s %s: %d %s", r.Method, r.Path, got.Code, got.Body)
		}
		if want != "" && (got.Code != http.StatusForbidden || !strings.Contains(got.Body.String(), want)) {
			t.Errorf("%s %s: %d %s, not %s", r.Method, r.Path, got.Code, got.Body, want)
		}
	}
	if after := w.everything(); len(after) != len(before) {
		t.Errorf("%d items became %d", len(before), len(after))
	}
	w.do(w.acme.boss, http.MethodGet, strings.Replace(mine, "{partner}", string(w.noah.partner), 1)+"/commissions", "", http.StatusNotFound)
	w.clock.Advance(viewing.Lasts + 1)
	w.do(w.acme.boss, http.MethodGet, mine+"/commissions", "", http.StatusNotFound)
}

func TestAViewEndsWithTheRole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	helper := w.user("helper", identity.Membership{Program: w.acme.ID, Role: identity.Manager})
	w.do(helper, http.MethodPost, lookAs, "", http.StatusCreated)
	w.do(helper, http.MethodGet, mine+"/commissions", "", http.StatusOK)
	w.do(w.acme.boss, http.MethodPatch, "/api/m/{program}/team/members/"+string(helper), `{"role":"viewer"}`, http.StatusNoContent)
	w.do(helper, http.MethodGet, mine+"/commissions", "", http.StatusNotFound)
	w.do(helper, http.MethodPost, lookAs, "", http.StatusForbidden)
}

func TestTheAuditLogTellsWhoDidWhat(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.clock.Advance(time.Second) // after what the world began with
	w.do(w.acme.boss, http.MethodPatch, "/api/m/{program}/settings", `{"name":"Acme Two"}`, http.StatusOK)
	w.do(w.acme.boss, http.MethodPost, lookAs, "", http.StatusCreated)
	const path = "/api/m/{program}/audit"
	named := w.do(w.acme.boss, http.MethodGet, path+"?action=program.change", "", http.StatusOK)
	named.is("data.0.actor.name", "acme-owner")
	named.is("data.0.resource", string(w.acme.ID))
	named.is("data.0.changes.0.field", "name")
	named.is("data.0.changes.0.before", "Acme")
	named.is("data.0.changes.0.after", "Acme Two")
	w.do(w.acme.boss, http.MethodGet, path+"?action=partner.view", "", http.StatusOK).is("data.0.resource", string(w.maya.partner))
	if n := w.do(w.acme.boss, http.MethodGet, path+"?actor="+string(w.acme.second), "", http.StatusOK).size("data"); n != 0 {
		t.Errorf("%d acts of somebody who did nothing", n)
	}
	csv := w.call(w.acme.boss, http.MethodGet, fill(path+".csv", w.acme, "", w.maya), "")
	if !strings.Contains(csv.Body.String(), "name: Acme → Acme Two") {
		t.Errorf("the file lacks the change: %s", csv.Body)
	}
	if strings.Contains(csv.Body.String(), string(w.rival.ID)) {
		t.Error("the file tells of another program")
	}
	w.do(w.acme.boss, http.MethodGet, path+"?from=2026-03-09&to=2026-03-01", "", http.StatusUnprocessableEntity)
}
