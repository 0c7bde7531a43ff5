package surface_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/program"
)

// TestALeadFromBothSides: named, edited, reviewed in bulk, won; each side sees
// what concerns it, and a partner nothing of who else named the same (F60).
func TestALeadFromBothSides(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.do(w.acme.boss, http.MethodPut, managed+"/lead-forms", `{"fields":[{"label":"Team size","type":"dropdown","options":["1","2"],"required":true}]}`, http.StatusOK).is("fields.0.key", "field1")
	const ada = `{"name":"Ada Fern","email":"ada@fernhill.io","answers":{"field1":"2"}}`
	w.clock.Advance(time.Minute)
	w.do(w.maya.user, http.MethodPost, mine+"/leads", `{"name":"Ada Fern","email":"ada@fernhill.io"}`, http.StatusUnprocessableEntity).is("errors.0.location", "body.answers.field1")
	made := w.do(w.maya.user, http.MethodPost, mine+"/leads", ada, http.StatusCreated)
	made.is("answers.0.label", "Team size")
	w.do(w.maya.user, http.MethodPost, mine+"/leads", ada, http.StatusConflict).is("code", "lead.duplicate")
	w.clock.Advance(time.Minute)
	other := w.do(w.noah.user, http.MethodPost, strings.ReplaceAll(mine, "{partner}", string(w.noah.partner))+"/leads", ada, http.StatusCreated)
	path := mine + "/leads/" + made.at("id").String()
	if seen := w.do(w.maya.user, http.MethodGet, path, "", http.StatusOK).String(); strings.Contains(seen, string(w.noah.partner)) || strings.Contains(seen, "noah") {
		t.Errorf("Maya reads of another partner: %s", seen)
	}

	its := "/leads/" + made.at("id").String()
	seen := w.manage(http.MethodGet, its, "", http.StatusOK)
	seen.is("same.0.id", other.at("id").String())
	w.manage(http.MethodGet, "/leads?status=in_review&q=fernhill", "", http.StatusOK).is("data.1.id", made.at("id").String())
	w.manage(http.MethodPost, "/leads/reject", `{"ids":["`+other.at("id").String()+`"],"reason":"Maya was first."}`, http.StatusOK).is("done", "1")
	bulk := w.manage(http.MethodPost, "/leads/approve", `{"ids":["`+made.at("id").String()+`","`+other.at("id").String()+`","nonsense"]}`, http.StatusOK)
	bulk.is("done", "1")
	bulk.is("data.1.code", "lead.state")
	bulk.is("data.2.code", "lead.unknown")
	w.do(w.maya.user, http.MethodPatch, path, ada, http.StatusConflict).is("code", "lead.state")
	w.manage(http.MethodPost, its+"/won", `{"amount":{"amount":100,"currency":"USD"}}`, http.StatusUnprocessableEntity).is("errors.0.location", "body.amount")
	w.manage(http.MethodPost, its+"/won", `{"amount":{"amount":25000,"currency":"EUR"}}`, http.StatusOK).is("status", "won")
	got := w.do(w.maya.user, http.MethodGet, path, "", http.StatusOK)
	got.is("amount.amount", "25000")
	got.is("history.1.from", "program")
}

// TestReferralLeadsAreTakenOrDeclined, with the rate of those taken (F61).
func TestReferralLeadsAreTakenOrDeclined(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.referred()
	w.do(w.maya.user, http.MethodPost, fill(mine+"/leads/{lead}/accept", w.acme, w.maya.partner, w.maya), "", http.StatusOK).is("status", "approved")
	w.clock.Advance(time.Minute)
	sent := w.manage(http.MethodPost, "/leads", `{"partner_id":"`+string(w.maya.partner)+`","name":"Bo","email":"bo@fernhill.io"}`, http.StatusCreated)
	w.do(w.maya.user, http.MethodPost, mine+"/leads/"+sent.at("id").String()+"/decline", `{"reason":"Too far away."}`, http.StatusOK).is("status", "rejected")
	totals := w.do(w.maya.user, http.MethodGet, mine+"/lead-totals", "", http.StatusOK)
	totals.is("referred.sent", "2")
	totals.is("referred.approval_rate_basis_points", "5000")
	if n := w.do(w.maya.user, http.MethodGet, mine+"/leads?sent=true", "", http.StatusOK).size("data"); n != 2 {
		t.Errorf("%d leads were passed on", n)
	}
}

// TestADealFromBothSides: registered, accepted, moved, closed, returned and
// confirmed; who else has the customer is the program's to know (F63).
func TestADealFromBothSides(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const deal = `{"name":"200 pairs","company":"Fernhill","website":"https://fernhill.io/about","value":{"amount":900000,"currency":"USD"}}`
	made := w.do(w.maya.user, http.MethodPost, mine+"/deals", deal, http.StatusCreated)
	made.is("status", "registered")
	path, its := mine+"/deals/"+made.at("id").String(), "/deals/"+made.at("id").String()
	noahs := w.do(w.noah.user, http.MethodPost, strings.ReplaceAll(mine, "{partner}", string(w.noah.partner))+"/deals", deal, http.StatusCreated)
	w.manage(http.MethodPost, its+"/accept", `{"days":30}`, http.StatusOK).is("rivals.0.id", noahs.at("id").String())
	w.manage(http.MethodPost, "/deals/"+noahs.at("id").String()+"/accept", `{}`, http.StatusConflict).is("code", "deal.conflict")
	w.do(w.maya.user, http.MethodPost, path+"/stage", `{"stage":"qualified"}`, http.StatusConflict).is("code", "deal.state")
	w.manage(http.MethodPost, its+"/stage", `{"stage":"qualified"}`, http.StatusOK).is("stage", "qualified")
	w.do(w.maya.user, http.MethodPost, path+"/won", "", http.StatusOK).is("status", "closing")
	w.manage(http.MethodPost, its+"/return", `{"reason":"Not signed."}`, http.StatusOK).is("status", "open")
	w.do(w.maya.user, http.MethodPost, path+"/won", "", http.StatusOK)
	w.manage(http.MethodPost, its+"/confirm", `{"value":{"amount":800000,"currency":"EUR"}}`, http.StatusUnprocessableEntity)
	w.manage(http.MethodPost, its+"/confirm", `{"value":{"amount":800000,"currency":"USD"}}`, http.StatusOK).is("status", "won")
	got := w.do(w.maya.user, http.MethodGet, path, "", http.StatusOK)
	got.is("value.amount", "800000")
	if strings.Contains(got.String(), string(w.noah.partner)) {
		t.Errorf("Maya reads of another partner: %s", got)
	}
}

// TestWithoutLeadsAndDealsThereAreNone: what a program has switched off is gone
// from the API of both sides (F13).
func TestWithoutLeadsAndDealsThereAreNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.programs.Change(w.ctx, w.acme.ID, 0, func(p *program.Program) {
		p.Features = p.Features.Switch(program.Leads, false).Switch(program.Deals, false)
	})
	w.must(err)
	off := 0
	for _, a := range audiences() {
		for _, r := range a.routes {
			if !strings.Contains(r.Path, "/lead") && !strings.Contains(r.Path, "/deal") {
				continue
			}
			off++
			got := w.call(a.caller(w), r.Method, fill(r.Path+samples()[r.ID].query, w.acme, w.maya.partner, w.maya), fill(samples()[r.ID].body, w.acme, w.maya.partner, w.maya))
			if !strings.Contains(got.Body.String(), `"feature.off"`) {
				t.Errorf("%s: %d %s", r.ID, got.Code, got.Body)
			}
		}
	}
	if off < 35 {
		t.Errorf("only %d operations were tried", off)
	}
}
