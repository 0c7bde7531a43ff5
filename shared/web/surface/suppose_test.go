package surface_test

import (
	"crypto/rand"
	"net/http"
	"testing"
	"time"

	"github.com/tributaryhq/tributary/shared/domain/click"
	"github.com/tributaryhq/tributary/shared/domain/conversion"
)

// TestEveryVerdictCanBeProvokedInTheDoctor holds what docs/api/doctor.md says of
// each supposition.
func TestEveryVerdictCanBeProvokedInTheDoctor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.coded()
	minted, err := w.doctor().Keys.Mint(rand.Reader, w.acme.ID, click.Touch{At: w.clock.Now().Add(-time.Hour), LinkRef: w.maya.linkRef})
	w.must(err)
	sale := `"event":"sale","transaction_id":"W-1","amount":{"amount":5000,"currency":"EUR"}`
	clicked := sale + `,"click_id":"` + string(minted.ID) + `"`
	coded := sale + `,"coupon_codes":["CODE"]`
	want := map[conversion.Supposed]struct{ report, verdict, reason string }{
		conversion.TableBusy:      {clicked, "queued", ""},
		conversion.FromPage:       {clicked, "claimed", "browser_claim"},
		conversion.FromProvider:   {clicked, "unattributed", "awaiting_binding"},
		conversion.ProgramPaused:  {clicked, "rejected", "program_not_live"},
		conversion.NoOffer:        {clicked, "accepted", "no_offer"},
		conversion.OldClick:       {clicked, "unattributed", "click_outside_window"},
		conversion.LinkElsewhere:  {clicked, "unattributed", "click_unknown"},
		conversion.TestedClick:    {clicked, "unattributed", "test_click"},
		conversion.HoldoutLink:    {clicked, "accepted", "holdout_link"},
		conversion.PartnerPaused:  {clicked, "unattributed", "partner_not_active"},
		conversion.CouponDisabled: {coded, "unattributed", "coupon_not_valid"},
	}
	before := len(w.everything())
	for _, what := range conversion.Suppositions() {
		c, ok := want[what]
		if !ok {
			t.Errorf("%s is not tried", what)
			continue
		}
		got := w.manage(http.MethodPost, "/doctor/check", `{"report":{`+c.report+`},"suppose":"`+string(what)+`"}`, http.StatusOK)
		got.is("verdict", c.verdict)
		if c.reason != "" {
			got.is("reason", c.reason)
		}
		plain := w.manage(http.MethodPost, "/doctor/check", `{"report":{`+c.report+`}}`, http.StatusOK)
		plain.is("verdict", "accepted")
	}
	if len(w.everything()) != before {
		t.Error("the doctor left something behind")
	}
}
