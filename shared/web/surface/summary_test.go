package surface_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tributaryhq/tributary/shared/domain/report"
	"github.com/tributaryhq/tributary/shared/store"
)

// TestAWeekAtAGlance: 340 clicks this week, 12 conversions, 360 pending, each
// beside the equal period before (F17), and the same in the words of F18.
func TestAWeekAtAGlance(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.enrollments.Approve(w.ctx, w.acme.ID, w.lena.partner, "usr_x")
	w.must(err)
	row := func(day string, add map[string]int64) report.Delta {
		return report.Delta{Row: report.Row{Program: w.acme.ID, Scope: report.Of(w.lena.partner), Dim: report.Total, Day: day}, Add: add}
	}
	w.must(store.Stats{T: w.table}.Fold(w.ctx, []report.Delta{
		row("2026-03-10", map[string]int64{
			report.Gross: 400, report.Unique: 300, report.Conversions: 8, report.Signups: 5, report.Revenue: 120_000, report.Earned: 24_000, report.Pending: 20_000, report.Approved: 4_000,
		}),
		row("2026-03-09", map[string]int64{report.Unique: 40, report.Conversions: 4, report.Revenue: 60_000, report.Earned: 12_000, report.Pending: 12_000}),
		row("2026-03-08", map[string]int64{report.Unique: 170, report.Conversions: 3, report.Earned: 9_000, report.Paid: 6_000, report.Available: 3_000}),
		row("2024-05-01", map[string]int64{report.Unique: 1, report.Paid: 100}),
	}))
	her := "/api/p/" + string(w.lena.partner) + "/programs/" + string(w.acme.ID) + "/summary"
	got := w.do(w.lena.user, http.MethodGet, her+"?period=week", "", http.StatusOK)
	for path, want := range map[string]string{
		"from": "2026-03-09", "to": "2026-03-10",
		"current.clicks": "340", "current.conversions": "12", "current.conversion_rate_basis_points": "353", "current.earnings.amount": "36000",
		"current.pending.amount": "32000", "current.approved.amount": "4000", "current.paid.amount": "0", "current.signups": "5", "current.revenue.amount": "180000",
		"previous.clicks": "170", "previous.conversions": "3", "previous.conversion_rate_basis_points": "176", "previous.earnings.amount": "9000", "previous.paid.amount": "6000",
		"series.1.revenue.amount": "120000",
	} {
		got.is(path, want)
	}
	got = w.do(w.lena.user, http.MethodGet, her+"?period=lifetime", "", http.StatusOK)
	for path, want := range map[string]string{
		"from": "2024-05-01", "current.clicks": "511", "current.paid.amount": "6100", "series.0.day": "2024-05-01", "series.22.day": "2026-03-01", "series.22.clicks": "510",
	} {
		got.is(path, want)
	}
	if v := got.at("previous").value; v != nil {
		t.Errorf("before everything there is %v", v)
	}
}

// TestHomeIsAcrossPrograms: each program's own link, what happened in all of
// them, and what they paid (F09, F11).
func TestHomeIsAcrossPrograms(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	got := w.do(w.maya.user, http.MethodGet, "/api/p/{partner}/programs", "", http.StatusOK)
	if link := got.at("data.0.default_link").String(); !strings.Contains(link, "/r/") {
		t.Errorf("the default link is %q", link)
	}
	got = w.do(w.lena.user, http.MethodGet, "/api/p/"+string(w.lena.partner)+"/programs", "", http.StatusOK)
	if v := got.at("data.0.default_link").value; v != nil {
		t.Errorf("an applicant has the link %v", v)
	}
	got = w.do(w.maya.user, http.MethodGet, "/api/p/{partner}/payouts", "", http.StatusOK)
	got.is("data.0.program_name", w.acme.Name)
	got.is("data.0.payout.amount.amount", "2000")
	w.do(w.lena.user, http.MethodGet, "/api/p/"+string(w.lena.partner)+"/activity", "", http.StatusOK)
	if n := w.do(w.lena.user, http.MethodGet, "/api/p/"+string(w.lena.partner)+"/payouts", "", http.StatusOK).size("data"); n != 0 {
		t.Errorf("an applicant sees %d payouts", n)
	}
}

// TestAProgramAddsToThePortal: links at the foot of the tabs are for all
// partners or for some groups (F14); its own help is for its partners (F16).
func TestAProgramAddsToThePortal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	group := w.manage(http.MethodPost, "/groups", `{"name":"Creators"}`, http.StatusCreated).at("id").String()
	const all, some = `{"name":"Community","url":"https://community.example"}`, `{"name":"Creators","url":"https://creators.example/start","groups":["`
	w.manage(http.MethodPatch, "/settings", `{"portal":{"navigation":[`+all+`,`+some+group+`"]}],"questions":[{"question":"When?","answer":"Soon."}],"support":"help@acme.example"}}`, http.StatusOK).
		is("portal.navigation.1.groups.0", group)
	for body, want := range map[string]int{
		`{"portal":{"navigation":[` + some + `grp_other"]}]}}`:                  http.StatusUnprocessableEntity,
		`{"portal":{"navigation":[{"name":"x","url":"http://plain.example"}]}}`: http.StatusUnprocessableEntity,
		`{"portal":{"support":"nobody"}}`:                                       http.StatusUnprocessableEntity,
	} {
		w.manage(http.MethodPatch, "/settings", body, want)
	}
	got := w.do(w.maya.user, http.MethodGet, mine+"/help", "", http.StatusOK)
	got.is("questions.0.answer", "Soon.")
	got.is("support", "help@acme.example")
}
