package surface_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/identity"
	"github.com/tributaryhq/tributary/shared/domain/program"
)

func TestALongListIsDecidedInSeveralCalls(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pending()
	ids := make([]string, 450)
	for i := range ids {
		ids[i] = fmt.Sprintf(`"none-%d"`, i)
	}
	ids[449] = `"{commission}"`
	list := strings.Join(ids, ",")
	for from, want := range map[int][3]string{0: {"0", "200", "200"}, 200: {"0", "200", "400"}, 400: {"1", "49", ""}} {
		got := w.manage(http.MethodPost, "/commissions/approve", fmt.Sprintf(`{"ids":[%s],"from":%d}`, list, from), http.StatusOK)
		got.is("done", want[0])
		got.is("failed", want[1])
		if want[2] != "" {
			got.is("next", want[2])
		}
	}
	w.manage(http.MethodGet, "/commissions/{commission}", "", http.StatusOK).is("status", "available")
}

func TestAHoldIsUnderReviewToThePartnerAndHasAReasonToTheManager(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pending()
	w.manage(http.MethodPost, "/commissions/hold", `{"ids":["{commission}"],"reason":"Two cards of one name"}`, http.StatusOK).is("done", "1")
	w.manage(http.MethodGet, "/commissions/{commission}", "", http.StatusOK).is("reason", "Two cards of one name")
	got := w.do(w.maya.user, http.MethodGet, mine+"/commissions/{commission}", "", http.StatusOK)
	got.is("reason", "under_review")
	w.manage(http.MethodPost, "/commissions/release", `{"ids":["{commission}"]}`, http.StatusOK).is("done", "1")
	w.do(w.maya.user, http.MethodGet, mine+"/commissions/{commission}", "", http.StatusOK).is("status", "pending")
}

func TestALargeAdjustmentTakesTwoPeople(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	body := `{"key":"a-key-of-mine","partner":"{partner}","amount":{"amount":%d,"currency":"EUR"},"name":"Goodwill","reason":"A lost sale"}`
	made := w.manage(http.MethodPost, "/adjustments", fmt.Sprintf(body, 500), http.StatusCreated)
	made.is("status", "waiting")
	approve := "/adjustments/" + made.at("id").String() + "/approve"
	other := w.user("acme-finance", identity.Membership{Program: w.acme.ID, Role: identity.Finance})
	w.manage(http.MethodPost, approve, "", http.StatusForbidden).is("code", "adjustment.four_eyes")
	base := "/api/m/" + string(w.acme.ID)
	given := w.do(other, http.MethodPost, base+approve, "", http.StatusOK)
	given.is("status", "given")
	given.is("made_by.name", "acme-owner")
	seen := w.do(w.maya.user, http.MethodGet, mine+"/commissions/"+given.at("commission_id").String(), "", http.StatusOK)
	seen.is("offer", "Goodwill")
	seen.is("reason", "A lost sale")
	seen.is("kind", "manual")
	seen.is("status", "available")
	if _, err := w.programs.Change(w.ctx, w.acme.ID, 0, func(p *program.Program) { p.Approval.AdjustMinor = 500 }); err != nil {
		t.Fatal(err)
	}
	w.manage(http.MethodPost, "/adjustments", strings.Replace(fmt.Sprintf(body, -500), "mine", "yours", 1), http.StatusCreated).is("status", "given")
	if n := w.manage(http.MethodGet, "/adjustments", "", http.StatusOK).size("data"); n != 3 {
		t.Errorf("%d are listed", n)
	}
}

func TestAnOnlyOwnerApprovesAfterAFreshSignIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.alone(w.acme)
	path := "/api/m/" + string(w.acme.ID) + "/adjustments/" + string(w.acme.adjustment) + "/approve"
	got := w.callWith(string(w.acme.boss)+"/stale", http.MethodPost, path, "", nil)
	if got.Code != http.StatusForbidden || !strings.Contains(got.Body.String(), "auth.reauthenticate") {
		t.Fatalf("%d %s", got.Code, got.Body)
	}
	w.do(w.acme.boss, http.MethodPost, path, "", http.StatusOK).is("status", "given")
}

func TestFundedMoneyBecomesAvailable(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.programs.Change(w.ctx, w.acme.ID, 0, func(p *program.Program) { p.Approval.Funding = program.Network })
	w.must(err)
	w.sell(w.acme, w.maya, "M-9", 9_000)
	w.manage(http.MethodGet, "/commissions/{commission}", "", http.StatusOK).is("status", "approved")
	w.manage(http.MethodPost, "/commissions/fund", `{"until":"2026-03-09"}`, http.StatusOK).is("done", "0")
	w.manage(http.MethodPost, "/commissions/fund", `{"until":"2026-03-10"}`, http.StatusOK).is("done", "1")
	w.manage(http.MethodGet, "/commissions/{commission}", "", http.StatusOK).is("status", "available")
}
