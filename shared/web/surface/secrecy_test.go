package surface_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/web/httpkit"
	"github.com/tributaryhq/tributary/shared/web/partnerapi"
)

// forbidden are the words of what a partner never sees (F88, S-35): they may
// not be part of a field's name.
func forbidden() []string {
	return []string{
		"margin", "cost", "profit", "fraud", "risk", "score", "signal", "holdback_rate", "hold_rate", "withheld", "dedupe", "duplicate", "gross", "invalid",
		"unique", "internal", "note", "trace", "rule_id", "steps", "partners", "partner_id", "partner_name", "batch", "sealed", "approved_by", "created_by", "clawed",
	}
}

func TestPartnerViewsHaveNoFieldForWhatPartnersMustNotSee(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(httpkit.Document(partnerapi.Nouns(partnerapi.Deps{})...))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Components struct {
			Schemas map[string]struct{ Properties map[string]any }
		}
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	fields := 0
	for name, schema := range doc.Components.Schemas {
		for field := range schema.Properties {
			fields++
			if i := slices.IndexFunc(forbidden(), func(w string) bool { return strings.Contains(field, w) }); i >= 0 {
				t.Errorf("%s.%s has a place for %q", name, field, forbidden()[i])
			}
		}
	}
	if fields < 150 {
		t.Errorf("only %d fields were looked at", fields)
	}
}

func TestNoAnswerToAPartnerTellsOfOthersOrOfWhatIsTheProgramsOwn(t *testing.T) {
	t.Parallel()
	for _, r := range partnerRoutes() {
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.held()
			if before := samples()[r.ID].before; before != nil {
				before(w)
			}
			w.tell()
			got := w.attempt(r, w.maya.user)
			body := strings.ToLower(got.Body.String())
			for what, word := range w.unpublished(r.ID, w.secrets4Maya()) {
				if strings.Contains(body, strings.ToLower(word)) {
					t.Errorf("%s %s tells %s (%q):\n%s", r.Method, r.Path, what, word, got.Body)
				}
			}
		})
	}
}

// secrets4Maya is what no answer to her may hold.
func (w *world) secrets4Maya() map[string]string {
	return map[string]string{
		"another partner's id": string(w.noah.partner), "another partner's user": string(w.noah.user), "another partner's name": w.noah.name,
		"another partner's link": string(w.noah.link), "another partner's commission": string(w.noah.commission), "another partner's payout": string(w.noah.payout),
		"another partner's sale": "n-1", "another partner's commission's amount": "15540", "the program's revenue": "87700",
		"what the program owes in all": "17540", "an applicant": w.lena.name, "another program": string(w.rival.ID), "another program's name": "rival",
		"who decided": string(w.acme.boss), "the payout run": string(w.acme.batch), "why it is held": "awaiting_merchant",
		"the account in full": "2020 51", "a margin": "margin", "a score": "score", "fraud": "fraud", "the classes of clicks": "duplicate", "how many clicks were refused": "invalid",
	}
}

func TestAPartnerIsToldOfAHoldOnlyThatItIsUnderReview(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.held()
	path := fill("/api/p/{partner}/programs/{program}/commissions/{commission}", w.acme, w.maya.partner, w.maya)
	var partner struct {
		Status, Reason string
		Explanation    []struct{ Rule, Text string }
	}
	w.read(w.call(w.maya.user, http.MethodGet, path, "").Body.Bytes(), &partner)
	if partner.Status != "held" || partner.Reason != "under_review" {
		t.Errorf("the partner reads %+v", partner)
	}
	var manager struct{ Status, Reason string }
	path = fill("/api/m/{program}/commissions/{commission}", w.acme, w.maya.partner, w.maya)
	w.read(w.call(w.acme.boss, http.MethodGet, path, "").Body.Bytes(), &manager)
	if manager.Reason != "awaiting_merchant" {
		t.Errorf("the manager reads %+v", manager)
	}
}

func (w *world) read(body []byte, into any) {
	w.t.Helper()
	if err := json.Unmarshal(body, into); err != nil {
		w.t.Fatalf("%v: %s", err, body)
	}
}
